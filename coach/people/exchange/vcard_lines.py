"""Split vCards into cards, and cards into lines that a parser understands.

Files of phones break the rules in known ways: cards inside of cards (AGENT), pictures of megabytes,
quoted-printable text in any spelling of its parameter and in versions that do not have it. All of
this is settled here, before a line is parsed (RFC 2426, RFC 6350, vCard 2.1).
"""

import binascii
import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_LINE = 20_000  # characters
BEGIN, END = "BEGIN:VCARD", "END:VCARD"
SKIPPED = {"PHOTO", "LOGO", "SOUND", "KEY", "AGENT"}
_BREAK = re.compile(r"\r\n|\r|\n")
# a name, its group before it, and parameters whose values may be quoted; each letter fits one way
_HEAD = re.compile(r"(?:[\w-]+\.)?([\w-]+)(;(?:[^\":]|\"[^\"]*\")*)?:", re.ASCII)
_NAME = re.compile(r"(?:[\w-]+\.)?([\w-]+)(?=[;:])", re.ASCII)
_CHARSET = re.compile(r"charset=\"?([\w-]+)", re.IGNORECASE | re.ASCII)
_KNOWN_CHARSET = re.compile(
    r"utf-?8|us-ascii|iso-8859-\d\d?|windows-125\d|cp125\d|koi8-[ru]|gb2312|gbk|gb18030|big5"
    r"|shift_jis|euc-(?:jp|kr)|iso-2022-jp",
    re.IGNORECASE,
)


class RawCard(NamedTuple):
    """The lines of one card without its first and last one. ``line`` is where it begins, from 1.

    ``whole`` is False for a card that has no end.
    """

    line: int
    lines: list[str]
    whole: bool


class CardLine(NamedTuple):
    """One property: its name in capitals and its value, joined, decoded, without its parameters.

    The parser that comes next takes exponential time for a line of thirty parameters, and nothing
    here depends on them but the encoding. ``name`` is empty if the line is no property.
    """

    name: str
    value: str


def cards(text: str) -> Iterator[RawCard]:
    """Yield the cards of a file. Cards inside of others are left out."""
    begin, depth, lines = 0, 0, list[str]()
    for number, line in enumerate(_BREAK.split(text), 1):
        mark = line.rstrip().upper() if line[:1] in "BEbe" else ""
        if mark == BEGIN:
            if depth and not _is_agent(lines):
                yield RawCard(begin, lines, whole=False)
                depth = 0
            depth += 1
            if depth == 1:
                begin, lines = number, []
        elif mark == END and depth:
            depth -= 1
            if not depth:
                yield RawCard(begin, lines, whole=True)
        elif depth == 1:
            lines.append(line)
    if depth:
        yield RawCard(begin, lines, whole=False)


def _is_agent(lines: list[str]) -> bool:
    before = next((line for line in reversed(lines) if line.strip()), "")
    return before.upper().startswith("AGENT") and before.rstrip().endswith(":")


def properties(card: RawCard) -> Iterator[CardLine]:
    """Yield the properties of a card, without pictures, sounds and keys."""
    name, parts, quoted = "", list[str](), False
    for line in card.lines:
        soft = quoted and parts[-1].endswith("=")
        if soft or (line[:1] in (" ", "\t") and parts):
            if soft:
                parts[-1] = parts[-1][:-1]
            if name not in SKIPPED:
                parts.append(line if soft else line[1:])
            continue
        if name in SKIPPED and ":" not in line:
            continue  # more of a picture, not folded as it should be
        if parts and name not in SKIPPED:
            yield _property("".join(parts))
        name, parts = _name(line), [line] if line.strip() else []
        quoted = "QUOTED-PRINTABLE" in line[:LONGEST_LINE].partition(":")[0].upper()
    if parts and name not in SKIPPED:
        yield _property("".join(parts))


def _name(line: str) -> str:
    match = _NAME.match(line)
    return match[1].upper() if match else ""


def _property(line: str) -> CardLine:
    """Return the property of a joined line. A quotation mark that never ends is a letter."""
    match = _HEAD.match(line[:LONGEST_LINE])
    name, parameters = (match[1].upper(), match[2] or "") if match else (_name(line), "")
    head, colon, value = line.partition(":")
    if match:
        value = line[match.end() :]
    elif not colon:
        return CardLine("", line[:LONGEST_LINE])
    else:
        parameters = head
    if "QUOTED-PRINTABLE" in parameters.upper():
        charset = _CHARSET.search(parameters)
        value = unquoted(value[:LONGEST_LINE], charset[1] if charset else "")
    return CardLine(name, value[:LONGEST_LINE])


def unquoted(value: str, charset: str) -> str:
    """Return quoted-printable text as it is meant, on one line."""
    data = binascii.a2b_qp(value.encode("utf-8", errors="replace"))
    named = [charset] if _KNOWN_CHARSET.fullmatch(charset) else []
    for encoding in (*named, "utf-8", "cp1252"):
        try:
            return " ".join(data.decode(encoding).splitlines())
        except (UnicodeError, LookupError):
            continue
    return " ".join(data.decode("latin-1").splitlines())
