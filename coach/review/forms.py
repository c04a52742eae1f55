"""How often cards come back."""

from wtforms import RadioField

from coach.web.fields import Form, options

PACES = (
    (80, "80%: far fewer cards, more of them missed"),
    (85, "85%"),
    (90, "90%: a good middle"),
    (95, "95%: more than twice as many cards"),
)


class PaceForm(Form):
    """Which share of what comes back should still be there."""

    retention = RadioField(
        "How much should still be there when a card comes back?",
        coerce=int,
        choices=options(PACES),
    )
