"""Write people as vCards of version 4.0 (RFC 6350). Notes are never written."""

from collections.abc import Iterable, Iterator

from coach.people.exchange.item import PersonItem

PRODUCT = "-//Good Terms//People//EN"
LONGEST_LINE = 75  # octets, without the line break (RFC 6350, section 3.2)
_ESCAPES = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})


def written(people: Iterable[PersonItem]) -> str:
    """Return people as vCards, with folded lines and CRLF."""
    return "".join(card(item) for item in people)


def card(item: PersonItem) -> str:
    """Return one person as a vCard."""
    return "".join(f"{folded(line)}\r\n" for line in _lines(item))


def _lines(item: PersonItem) -> Iterator[str]:
    yield from ("BEGIN:VCARD", "VERSION:4.0", f"PRODID:{PRODUCT}")
    if item.uid:
        yield f"UID:urn:uuid:{item.uid}"
    yield "KIND:individual"
    texts = (
        ("FN", item.name),
        ("NICKNAME", item.called),
        ("TITLE", item.role),
        ("ORG", item.world),
        *(("EMAIL", value) for value in item.mails),
        *(("TEL;VALUE=text", value) for value in item.phones),
    )
    yield from (f"{name}:{escaped(value)}" for name, value in texts if value)
    yield from (f"URL:{value}" for value in item.webs)
    if item.birthday:
        yield f"BDAY:--{item.birthday:04}"
    if item.tags:
        yield f"CATEGORIES:{','.join(map(escaped, item.tags))}"
    yield from (f"RELATED;TYPE=acquaintance:urn:uuid:{uid}" for uid in item.knows)
    yield "END:VCARD"


def escaped(text: str) -> str:
    """Return a text as a value."""
    return text.translate(_ESCAPES)


def folded(line: str) -> str:
    """Return a line folded to 75 octets, between letters."""
    if len(line.encode()) <= LONGEST_LINE:
        return line
    pieces, room = [""], LONGEST_LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            pieces.append("")
            room = LONGEST_LINE - 1  # after the space
        pieces[-1] += letter
        room -= size
    return "\r\n ".join(pieces)
