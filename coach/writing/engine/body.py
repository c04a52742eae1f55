"""Select the text of a draft that is read, without quoted mail and signature."""

import re
from dataclasses import dataclass
from functools import cached_property

from coach.writing.engine.judgement import Place

MOST = 20_000  # maximum number of characters that are judged; a form allows fewer
WORD = re.compile(r"[^\W_]+(?:['\u2019\-][^\W_]+)*")
CUT = re.compile(
    r"^(?:--[ \t]{0,2}$|_{5,}\s*$|-{3,} ?(?:Original|Forwarded).*$|On .{5,80} wrote:\s*$|From: .+$)",
    re.M,
)
QUOTED = re.compile(r"^>.*$", re.M)
SAME = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'", "\u00b4": "'", "\u201c": '"',
     "\u201d": '"', "\u201e": '"', "\u2013": "-", "\u2014": "-", "\u2212": "-", "\u00a0": " ",
     "\u202f": " ", "\t": " ", "\r": " ", "\x00": " "}
)  # fmt: skip
LONE_RETURN = re.compile(r"\r(?!\n)")


@dataclass(frozen=True)
class ReadDraft:
    """A draft as typed. ``read`` and ``low`` have the same length, so that offsets agree."""

    typed: str

    @cached_property
    def unread(self) -> tuple[Place, ...]:
        """Quoted lines, and all text from a signature or a quoted mail on."""
        text = LONE_RETURN.sub("\n", self.typed).translate(SAME)
        cut = CUT.search(text)
        end = cut.start() if cut else len(text)
        rest = ((end, len(text)),) if end < len(text) else ()
        return (*(line.span() for line in QUOTED.finditer(text, 0, end)), *rest)

    @cached_property
    def read(self) -> str:
        """The text with plain quotes, dashes and spaces. Text that is not read is blank."""
        text = LONE_RETURN.sub("\n", self._blanked).translate(SAME)
        return text[:MOST] + " " * len(text[MOST:])

    @cached_property
    def low(self) -> str:
        """The text that is read, in lower case."""
        return "".join(low if len(low := c.lower()) == 1 else c for c in self.read)

    @cached_property
    def words(self) -> int:
        """The number of words of the body."""
        return sum(1 for _ in WORD.finditer(self._blanked))

    @cached_property
    def body(self) -> tuple[Place, ...]:
        """The parts of the text that are read, without spaces at their edges."""
        found, begin = [], 0
        for start, end in (*self.unread, (len(self.typed), len(self.typed))):
            stretch = self.typed[begin:start]
            if stretch.strip():
                first = begin + len(stretch) - len(stretch.lstrip())
                found.append((first, begin + len(stretch.rstrip())))
            begin = end
        return tuple(found)

    @cached_property
    def _blanked(self) -> str:
        text = self.typed
        for start, end in self.unread:
            text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
        return text
