"""Define the form of an intention, which a lesson's step and the intention's own page share."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import g
from wtforms import Field, RadioField, ValidationError
from wtforms.validators import InputRequired, Optional

from coach.intentions import phrases, rules
from coach.intentions.models import Intention
from coach.web.forms import DayField, Form, LineField, MultilineField, TextRequired, options
from coach.web.person_field import PersonField

NO_ROOM = "Three are open already. Choose the one that you will let go"


class DayAhead:
    """Validator that refuses a day before today or more than 60 days ahead.

    The day that is stored already may stay, even if it is past by now.
    """

    def __call__(self, form: Form, field: Field) -> None:
        """Raise ValidationError for such a day."""
        if field.data != field.object_data and not rules.fits(field.data, g.today):
            last = phrases.on(rules.furthest(g.today))
            raise ValidationError(f"Choose a day from today to {last}")


class PlannedDayForm(Form):
    """The day of an intention, and which other one to let go if three are open already."""

    day = DayField("On which day?", [InputRequired("Choose a day"), DayAhead()])
    let_go = RadioField(
        "Which one will you let go?", [Optional()], coerce=int, validate_choice=False, choices=()
    )
    full = False

    def make_room(self, open_ones: Sequence[Intention], today: date) -> None:
        """Offer the other open intentions as choices if there is no room for one more."""
        self.full = not rules.has_room(len(open_ones))
        if self.full:
            self.let_go.choices = options((i.id, phrases.named(i, today)) for i in open_ones)

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Return whether the form is valid and one is let go if there is no room."""
        sound = bool(super().validate(*args, **kwargs))
        if not self.full:
            self.let_go.data = None
        elif self.let_go.data not in [value for value, *_ in self.let_go.choices]:
            self.let_go.errors = [NO_ROOM]
            return False
        return sound


class WordsForm(Form):
    """What a user wants to say, and to whom."""

    who = LineField("To whom?", rules.LONGEST_WHO)
    words = MultilineField(
        "What do you want to say?",
        rules.LONGEST_WORDS,
        [TextRequired("Write the sentence that you want to say")],
    )


class IntentionForm(WordsForm, PlannedDayForm):
    """What a user wants to say, to whom and on which day. It can be somebody on their list."""

    contact_id = PersonField("Somebody on your list")

    @property
    def whom(self) -> dict[str, Any]:
        """The columns of the other person, who is named as on the list if no name was typed."""
        contact_id = self.contact_id.data or None
        names = {choice.value: choice.label for choice in self.contact_id.choices}
        name = names.get(contact_id, "")[: rules.LONGEST_WHO]
        return {"who": self.who.data or name, "contact_id": contact_id}
