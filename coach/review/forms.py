"""Define the form for how often cards come back."""

from wtforms import RadioField

from coach.web.forms import Form, options

PACES = (
    (80, "80%: far fewer cards, and you will have forgotten more of them"),
    (85, "85%"),
    (90, "90%: a good middle"),
    (95, "95%: more than twice as many cards"),
)


class PaceForm(Form):
    """The desired recall in per cent: the share of due cards that are still remembered."""

    retention = RadioField(
        "How sure should it be that you still remember a card when it comes back?",
        coerce=int,
        choices=options(PACES),
    )
