"""Write the text of reminder e-mails: short, plain, and with a link to stop them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coach.habits.presenters import phrases
from coach.text import long_day, plural, weekday


@dataclass(frozen=True)
class EmailHabit:
    """A habit in the day's e-mail. ``strength`` is 0 to 100.

    ``link`` is its one-tap check-in, or its page if a number is to be recorded.
    """

    name: str
    cue: str
    act: str
    strength: int
    word: str
    link: str
    counted: bool


@dataclass(frozen=True)
class EmailText:
    """The subject and the text of an e-mail."""

    subject: str
    text: str


def digest(name: str, day: date, items: Sequence[EmailHabit], home: str, stop: str) -> EmailText:
    """Return the day's e-mail. ``items`` is not empty."""
    only = items[0].name if len(items) == 1 else plural(len(items), "habit")
    lines = [
        f"Hello {name}," if name else "Hello,",
        "",
        f"for {long_day(day)}:",
        *(line for item in items for line in _lines(item)),
        "",
        "Each link opens a page with one button. It works once, within a day and a half,",
        "and you need no password.",
        "",
        f"All habits: {home}",
        "The stronger a habit is, the less often we remind you of it.",
        f"To stop these e-mails: {stop}",
    ]
    return EmailText(f"{weekday(day)}: {only}", "\n".join(lines) + "\n")


def _lines(item: EmailHabit) -> list[str]:
    plan = phrases.plan_sentence(item.cue, item.act)
    return [
        "",
        item.name,
        plan,
        f"Strength {item.strength} of 100, {item.word}",
        f"{'Record it' if item.counted else 'Done?'} {item.link}",
    ]


def question(address: str, agree: str) -> EmailText:
    """Return the single e-mail that asks the owner of an address for consent."""
    lines = [
        "Hello,",
        "",
        f"somebody asked Good Terms to remind {address} of their habits by e-mail, once a day.",
        "If that was you, please say yes here:",
        "",
        agree,
        "",
        "If it was not you, you need not do anything. We will send no further e-mail.",
    ]
    return EmailText(
        "Would you like to be reminded of your habits by e-mail?", "\n".join(lines) + "\n"
    )
