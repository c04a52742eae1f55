"""The sentences of files of people, and of people who may be here twice."""

from collections.abc import Sequence

from coach.people.exchange.item import LeftOut
from coach.text import agree, in_words, listed, plural

SHARED = {
    "name": "the same name", "mail": "the same e-mail address", "web": "the same web address",
    "phone": "the same phone",
}  # fmt: skip
LINES_NAMED = 5


def done(made: int, more: int) -> str:
    """Return what a file has brought: people who are new, and people with something new."""
    new = f"{in_words(made).capitalize()} {agree(made, 'person is', 'people are')} here now"
    if not more:
        return f"{new}."
    of_yours = f"{in_words(more)} of yours {agree(more, 'has', 'have')} something new"
    return f"{new}, and {of_yours}." if made else f"{of_yours[0].upper()}{of_yours[1:]}."


def left_out(found: LeftOut) -> str:
    """Return what of a file is left out, or an empty string."""
    parts = [
        plural(number, one, many)
        for number, one, many in (
            (found.group, "group", ""),
            (found.organisation, "organisation", ""),
            (found.nameless, "entry without a name", "entries without a name"),
            (found.relatives, "relative without a page", "relatives without a page"),
            (
                found.doubtful_birthdays,
                "birthday that can be read two ways",
                "birthdays that can be read two ways",
            ),
        )
        if number
    ]
    return (
        f"Left out: {listed([*parts, *_unreadable(found.unreadable)])}."
        if (parts or found.unreadable)
        else ""
    )


def _unreadable(lines: Sequence[int]) -> list[str]:
    if not lines:
        return []
    named = listed([f"{line:,}" for line in lines[:LINES_NAMED]])
    more = " and more" if len(lines) > LINES_NAMED else ""
    cards = plural(len(lines), "card that could not be read", "cards that could not be read")
    return [f"{cards} ({agree(len(lines), 'line')} {named}{more})"]


def in_common(kinds: Sequence[str]) -> str:
    """Return what two people have in common: ``the same name and the same phone``."""
    return listed([SHARED[kind] for kind in kinds])
