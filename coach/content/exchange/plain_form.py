"""Our questions turned into plain words, and what is lost on the way."""

from coach.content.exchange.markup import flat
from coach.content.exchange.plain_question import PlainQuestion
from coach.questions.base import Question


def item(question: Question) -> PlainQuestion:
    """The question in plain words; what stays behind is told by ``left_behind``.

    Raises CannotCarry for what has no plain form.
    """
    return question.plain((*flat(str(question.scene)).paragraphs, question.ask.plain))


def left_behind(question: Question, form: str) -> list[str]:
    """What of a question that can be carried is lost on the way to ``gift`` or ``anki``."""
    hint = ["its hint"] if question.hint else []
    return [*hint, *question.lost_in(form), *_markup(question)]


def _markup(question: Question) -> list[str]:
    """The markup of a question's texts, each kind once. Its links are told as one."""
    texts = (text for text in (question.ask, question.why, *question.texts()) if text)
    found: dict[str, None] = {}
    for html in (question.scene, *(text.html for text in texts)):
        for what in flat(str(html)).lost:
            found["its links" if what.startswith("a link") else f"its {what}"] = None
    return [what.replace("its the", "the") for what in found]
