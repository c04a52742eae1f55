"""Put intentions into words, and a half-filled form into a draft's text and back."""

from datetime import date
from typing import Any, Protocol

from coach.text import isolated, long_day, short_day

LABEL = 60  # characters of the words in a list of choices
ANSWERS = {
    "said": "You said it",
    "reworded": "You said it in other words",
    "let_go": "You let it go",
}


class Planned(Protocol):
    """What is said, to whom and on which day."""

    who: str
    day: date
    words: str


def on(day: date) -> str:
    """Return a day in a sentence: ``Friday 27 November``."""
    return long_day(day)


def named(planned: Planned, today: date) -> str:
    """Return an intention in one line: ``“I can't take the Saturday shift.” To R., Thu 3 Dec``."""
    words = " ".join(planned.words.split())
    if len(words) > LABEL:
        words = words[:LABEL].rsplit(" ", 1)[0].rstrip(",.;:") + "…"
    day = "today" if planned.day == today else short_day(planned.day)
    whom = f"To {isolated(planned.who)}, {day}" if planned.who else day[:1].upper() + day[1:]
    return f"“{isolated(words)}” {whom}"


def note_prompt(planned: Planned) -> str:
    """Return the heading of the journal's note about what came back."""
    whom = f" to {isolated(planned.who)}" if planned.who else ""
    return f"What came back when I said{whom}: “{isolated(planned.words)}”"


def draft(who: str, day: str, words: str) -> str:
    """Return the text of a draft, or an empty text if nothing was typed. ``day`` is as it was sent.

    The first line is for whom, the second the day, and the rest the words.
    """
    return f"{who}\n{day}\n{words}" if words or who else ""


def drafted(text: str) -> dict[str, Any]:
    """Return the fields of the form from a draft. ``day`` is None if none was typed."""
    who, day, words = [*text.split("\n", 2), "", ""][:3]
    try:
        return {"who": who, "day": date.fromisoformat(day), "words": words}
    except ValueError:
        return {"who": who, "day": None, "words": words}
