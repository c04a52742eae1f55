"""Move an introduction from an idea to a meeting: both are asked first, and both have to agree."""

from typing import NamedTuple

KNOWN = ("know", "made")  # states in which two people know each other
STATES = ("", "know", "idea", "asked", "made", "no")
AFTER = 14  # days after which it is worth asking how it went


class NotAgreed(ValueError):
    """Somebody was introduced before both had said yes."""


class TieState(NamedTuple):
    """Where an introduction stands, and who has said yes."""

    state: str = ""
    first_yes: bool = False
    second_yes: bool = False


def after(tie: TieState, act: str, first_yes: bool = False, second_yes: bool = False) -> TieState:
    """Return the state after an act; the same if the act does not fit. Raise NotAgreed.

    ``act``: ``know``, ``idea``, ``asked`` (with who has said yes), ``made``, or ``no``.
    """
    if act in ("know", "no") and tie.state != "made":
        return TieState(act)
    if act == "idea" and tie.state in ("", "idea", "no"):
        return TieState("idea")
    if act == "asked" and tie.state in ("idea", "asked"):
        return TieState("asked", first_yes, second_yes)
    if act == "made" and tie.state in ("idea", "asked"):
        if not (first_yes and second_yes):
            raise NotAgreed
        return TieState("made", True, True)
    return tie
