"""Convert questions to plain words, and report what is lost."""

from coach.content.exchange.markup import flat
from coach.content.exchange.plain_question import PlainQuestion
from coach.questions.base import Question


def item(question: Question) -> PlainQuestion:
    """Return the question in plain words. ``left_behind`` reports what is lost.

    Raise CannotCarry if the question has no plain form.
    """
    return question.plain((*flat(str(question.scene)).paragraphs, question.ask.plain))


def left_behind(question: Question, form: str) -> list[str]:
    """Return what an exportable question loses in ``form``, which is ``gift`` or ``anki``."""
    hint = ["its hint"] if question.hint else []
    return [*hint, *question.lost_in(form), *_markup(question)]


def _markup(question: Question) -> list[str]:
    """Return the kinds of markup in a question's texts, once each. All links count as one."""
    texts = (text for text in (question.ask, question.why, *question.texts()) if text)
    found: dict[str, None] = {}
    for html in (question.scene, *(text.html for text in texts)):
        for what in flat(str(html)).lost:
            found["its links" if what.startswith("a link") else f"its {what}"] = None
    return [what.replace("its the", "the") for what in found]
