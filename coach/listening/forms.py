"""Define the forms of the listening room."""

import math
from collections.abc import Mapping
from typing import Any

from wtforms import FloatField, HiddenField, RadioField
from wtforms.validators import AnyOf, Length, NumberRange, Optional, Regexp
from wtforms.widgets import HiddenInput

from coach import bounds
from coach.listening.phrases import ACTS
from coach.listening.turn_taking_phrases import WAYS
from coach.web.forms import Form, MultilineField, TextRequired, options

LONGEST_MESSAGE = 600  # seconds
UNREADABLE = "That moment is not in the message. Begin again"
BEGIN_AGAIN = "Begin again with “Wait for it” in the listening room"
RUN_ID = r"[0-9a-f]{24}\Z"  # what views.py:new_token makes


class ReplyForm(Form):
    """A reply. ``token`` makes a reply that is sent twice one reply."""

    reply = MultilineField(
        "What would you say?", 10_000, [TextRequired("Write what you would say first")]
    )
    token = HiddenField(validators=[Length(max=80)])


class RecallForm(Form):
    """What a learner remembers of a message, in their own words."""

    reply = MultilineField(
        "What do you remember?", 10_000, [TextRequired("Write what you remember; a word is enough")]
    )
    token = HiddenField(validators=[Length(max=80)])


def spoken_facts(sent: Mapping[str, str]) -> dict[str, float | None]:
    """Return how a reply was spoken, as columns: seconds until the first word, and seconds spoken.

    Both are None if it was typed, or if what the page's script sent is no possible length: nobody
    could put that right, so the reply is taken without them.
    """
    after, seconds = (_seconds(sent.get(name, "")) for name in ("spoken_after", "spoken_seconds"))
    if after is None or not seconds:
        return {"spoken_after": None, "spoken_seconds": None}
    return {"spoken_after": after, "spoken_seconds": seconds}


def _seconds(text: str) -> float | None:
    try:
        seconds = float(text)
    except ValueError:
        return None
    whole = math.isfinite(seconds) and 0 <= seconds <= bounds.LONGEST_SPOKEN
    return round(seconds, 1) if whole else None


class SpotForm(Form):
    """The act that the learner recognises in a colleague's reply."""

    act = RadioField(
        "What does the reply do?", choices=options((act, words[0]) for act, words in ACTS.items())
    )
    token = HiddenField(validators=[Length(max=80)])

    def chosen(self) -> bool:
        """Return whether an act is chosen. If not, set a friendly error message."""
        if self.validate():
            return True
        if not self.act.data:
            self.act.errors = ["Choose what the reply does"]
        return False


class FieldForm(Form):
    """A real conversation in three lines."""

    mattered = MultilineField("What they said matters to them", 2_000)
    asked = MultilineField("What I asked", 2_000)
    noticed = MultilineField("What I noticed in myself", 2_000)
    token = HiddenField(validators=[Length(max=80)])

    def validate(self, extra_validators: Any = None) -> bool:
        """Return whether the form is valid and has at least one of the three lines."""
        sound = bool(super().validate(extra_validators))
        if not (self.mattered.data or self.asked.data or self.noticed.data):
            self.mattered.errors = ["Write one of the three lines; one is enough"]
            return False
        return sound


class TurnForm(Form):
    """When somebody began to speak: ``at`` a second of the recording, or empty for after the end.

    ``way`` says whether the message was heard or read.
    """

    at = FloatField(
        "At which second",
        [Optional(), NumberRange(0, LONGEST_MESSAGE, UNREADABLE)],
        widget=HiddenInput(),
    )
    way = HiddenField(validators=[AnyOf(tuple(WAYS), BEGIN_AGAIN)])
    run = HiddenField(validators=[Regexp(RUN_ID, message=BEGIN_AGAIN)])
    token = HiddenField(validators=[Length(max=80)])
