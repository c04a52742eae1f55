"""Define the kinds of message, their parts and their marks."""

from dataclasses import dataclass

from coach.writing.engine.marks import MARKS


@dataclass(frozen=True, slots=True)
class MessageKind:
    """A kind of message.

    Missing ``core`` parts are named first; ``also`` are the other parts. ``marks`` begin with the
    most serious. ``shortest`` and ``longest`` limit the usual number of words. ``dated`` is the
    part that is a date, or empty.
    """

    name: str
    core: tuple[str, ...]
    also: tuple[str, ...]
    marks: tuple[str, ...]
    shortest: int
    longest: int
    dated: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """All parts, core parts first."""
        return (*self.core, *self.also)


def _kind(name: str, core: str, also: str, usual: tuple[int, int], dated: str = "") -> MessageKind:
    return MessageKind(
        name, tuple(core.split()), tuple(also.split()), tuple(MARKS[name].split()), *usual, dated
    )


_ALL = (
    _kind("no", "no reason", "heard instead", (25, 120)),
    _kind(
        "request",
        "ask reason way-out",
        "why-you size by-when",
        (35, 150),
        "by-when",
    ),
    _kind(
        "offer",
        "thing fit",
        "pinpoint source free",
        (30, 130),
    ),
    _kind(
        "intro",
        "who aim permission",
        "gain both-sides way-out",
        (40, 140),
    ),
    _kind(
        "back",
        "memory reason",
        "gap question free",
        (30, 120),
    ),
    _kind(
        "warning",
        "news new-date choice",
        "cause partial own",
        (30, 140),
        "new-date",
    ),
    _kind(
        "mistake",
        "did effect repair",
        "regret change",
        (40, 160),
    ),
    _kind(
        "follow-up",
        "occasion heard",
        "bring next way-out",
        (35, 140),
    ),
    _kind("thanks", "thanks act", "effect quality", (25, 110)),
    _kind(
        "credit",
        "name act",
        "result quality to-them",
        (25, 130),
    ),
    _kind(
        "change",
        "names question",
        "glad specific between",
        (20, 110),
    ),
    _kind(
        "new-way",
        "changed proposal their-say",
        "trial need",
        (40, 150),
        "trial",
    ),
)
KINDS: dict[str, MessageKind] = {kind.name: kind for kind in _ALL}
DATED = frozenset(kind.dated for kind in _ALL if kind.dated)
Kind = MessageKind
