"""Choose somebody of the user's list in a form of another feature."""

from typing import Any

from flask import g, request
from wtforms import SelectField
from wtforms.fields import SelectChoice

from coach import bounds
from coach.people import queries
from coach.web.forms import Form, options


class PersonField(SelectField):  # type: ignore[misc]
    """Somebody on the user's list, by id; 0 is nobody.

    Twelve people are offered: who is chosen, then those last in touch with.
    """

    data: Any
    choices: list[SelectChoice]

    def __init__(self, label: str, nobody: str = "Nobody on my list", **more: Any):
        super().__init__(label, coerce=int, choices=options([(0, nobody)]), default=0, **more)

    def process_data(self, value: int | None) -> None:
        """Take the stored id, or None for nobody."""
        self.data = value or 0

    def offer(self, stored: int | None = None) -> "PersonField":
        """Offer the people. ``stored`` is the id that the row has."""
        first = chosen(self.name) or stored
        people = queries.picked(g.user.id, first) if g.user else []
        self.choices = [*self.choices[:1], *options(people)]
        return self

    @property
    def anybody(self) -> bool:
        """Whether somebody can be chosen."""
        return len(self.choices) > 1


class AboutForm(Form):
    """Whom a text is about, if it is somebody on the user's list."""

    about = PersonField("About somebody on your list", "Nobody in particular")

    def offered(self, stored: int | None = None) -> "AboutForm":
        """Return the form with the people to choose from."""
        self.about.offer(stored)
        return self


def chosen(name: str) -> int:
    """Return the id that a form or an address names, or 0."""
    text = request.values.get(name, "")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 11 else 0
    return number if number <= bounds.LARGEST_ID else 0
