"""Access the course and its lessons from views."""

from flask import abort, current_app, request

from coach.content.model import Catalogue, Lesson
from coach.content.steps import Activity
from coach.listening.engine.classifier.embedder import Listening
from coach.questions.answer_form import AnswerSheet
from coach.questions.base import Question


def course() -> Catalogue:
    """Return the course, which is read once at start."""
    catalogue: Catalogue = current_app.extensions["catalogue"]
    return catalogue


def lesson_or_404(lesson_id: str) -> Lesson:
    """Return the lesson, or answer 404."""
    return course().lesson(lesson_id) or abort(404)


def step_or_404(lesson_id: str, number: int) -> tuple[Lesson, Activity]:
    """Return the lesson and its step, or answer 404."""
    lesson = lesson_or_404(lesson_id)
    if not 1 <= number <= len(lesson.steps):
        abort(404)
    return lesson, lesson.steps[number - 1]


def sent_sheet(question: Question) -> AnswerSheet:
    """Return the answer sheet in this request's form, with the encoder that reads messages."""
    ears: Listening = current_app.extensions["listening"]
    values = request.form.to_dict(flat=False)
    return AnswerSheet(question, values, encoder=ears.embedder, judge=ears.judge)
