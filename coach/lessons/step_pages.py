"""Show the step of a lesson that a person is at, and take what they answer there."""

import secrets
from typing import Any

from flask import abort, g, redirect, render_template, request, url_for

from coach.content.model import Lesson
from coach.content.steps import (
    Activity,
    IntentionStep,
    Reflection,
    WritingTask,
)
from coach.db import db
from coach.drafts import queries as drafts
from coach.intentions import phrases as intention_phrases
from coach.intentions import queries as intentions
from coach.intentions import rules
from coach.journal import queries as journal
from coach.lessons import annotation_queries as margin
from coach.lessons import forms, phrases, queries
from coach.lessons.forms import note_versions
from coach.people import about_queries as people
from coach.principles import by_slug
from coach.questions import dialogue, marking, result
from coach.questions.answer_form import AnswerSheet
from coach.questions.base import Question
from coach.questions.dialogue import Dialogue
from coach.questions.free_text import FreeText
from coach.review import card_queries
from coach.web import request_context
from coach.web import text_versions as versions
from coach.web.course import course, sent_sheet
from coach.web.intention_form import IntentionForm
from coach.web.person_field import AboutForm, chosen
from coach.writing import room

LONGEST_DRAFT = 20_000  # characters


def question_page(lesson: Lesson, number: int, question: Question) -> Any:
    """Return the page with the question, or the result of the last answer to this same text."""
    given = queries.answer(g.user.id, question.id) if g.user else None
    current = given is not None and given.last_digest == question.digest
    asked = {"again", "said"} & request.args.keys()
    if given is None or not current or asked:
        begun = draft_of(question) if isinstance(question, FreeText) else ""
        sheet = AnswerSheet(question, {"answer": [begun], "begun": ["1"]} if begun else {})
        return ask(lesson, number, sheet, given is not None and current)
    confidence = given.first_confidence if given.tries == 1 else None
    found = result.of(question, tuple(given.last_response), seed(), confidence)
    return player("lessons/answered.html", lesson, number, result=found, given=given)


def ask(
    lesson: Lesson,
    number: int,
    sheet: AnswerSheet,
    again: bool,
    both: versions.Versions | None = None,
) -> Any:
    """Return the question's page, with status 422 and the response if the answer was refused.

    ``both`` are the stored text and a different one that was sent; the status is then 409.
    """
    question = sheet.question
    context: dict[str, Any] = {"question": question, "form": sheet, "again": again}
    if sheet.given("begun"):  # the answer replaces the draft
        context["carried"] = {"begun": "1"}
    if isinstance(question, Dialogue):
        way = question.walk(sheet.all("said") or request.args.getlist("said"))
        context |= {"talk": way, "shown": dialogue.offered(way, seed())}
    else:
        context["shown"] = marking.arranged(question, seed())
    if isinstance(question, FreeText):
        context["versions"] = both or text_versions(question)
    page = player("lessons/ask.html", lesson, number, **context)
    return page, 422 if sheet.errors else 409 if both else 200


def text_versions(question: FreeText, typed: str | None = None) -> versions.Versions:
    """Compare the text that is stored as an answer with the one that was sent."""
    row = queries.answer(g.user.id, question.id) if g.user else None
    stored = "".join(row.last_response[:1]) if row else ""
    return versions.of_text("Your answer", stored, typed)


def take_answer(lesson: Lesson, number: int, question: Question) -> Any:
    """Mark and store an answer. Only the first one is scored."""
    sheet = sent_sheet(question)
    if sheet.wants_hint or not sheet.validate():
        return ask(lesson, number, sheet, again=False)
    if isinstance(question, FreeText) and versions.NAME in request.form:
        both = text_versions(question, "".join(sheet.response[:1]))
        if both.differences:
            return ask(lesson, number, sheet, again=False, both=both)
    user = request_context.ensure_user()
    card_queries.answer(user, sheet, "lesson", g.today, g.now)
    queries.move(user.id, lesson, number, g.now)
    if sheet.given("begun"):
        drafts.delete_text_draft(user.id, draft_place(question))
    db.session.commit()
    return redirect(here(lesson, number), 303)


def reflection_page(lesson: Lesson, number: int, reflection: Reflection) -> Any:
    """Return the page with the form for the reflection, or the stored text."""
    entry = journal.kept(g.user.id, "reflection", reflection.id) if g.user else None
    kept = entry.text if entry else None
    draft = draft_of(reflection)
    form = forms.filled(reflection, draft or kept or "")
    writing = kept is None or "again" in request.args
    context: dict[str, Any] = {"reflection": reflection, "form": form}
    context["kept"] = None if writing else kept
    context["lines"] = phrases.taken_apart(reflection.labels, kept or "")
    context["beneath"] = kept if draft and kept != draft else None
    context["versions"] = versions.of_text("Your answer", kept or "")
    if writing:
        about = people.person_of_entry(g.user.id, entry.id) if entry else None
        context["about"] = AboutForm(None, about=about).offered(about)
    return player("lessons/reflect.html", lesson, number, **context)


def take_reflection(lesson: Lesson, number: int, reflection: Reflection) -> Any:
    """Save a reflection in the private journal."""
    form = forms.sent(reflection, request.form)
    kept = journal.reflection(g.user.id, reflection.id) if g.user else None
    both = versions.of_text("Your answer", kept or "", form.written)
    if not form.validate() or both.differences:
        context = {"reflection": reflection, "form": form, "kept": None, "versions": both}
        context["about"] = AboutForm().offered()
        return player("lessons/reflect.html", lesson, number, **context), both.status(form.errors)
    user = request_context.ensure_user()
    prompt = reflection.prompt.plain
    entry = journal.keep_reflection(user.id, reflection.id, prompt, form.written, g.now)
    if "about" in request.form:
        db.session.flush()
        people.tie_entry(user.id, entry.id, chosen("about"))
    drafts.delete_text_draft(user.id, draft_place(reflection))
    queries.move(user.id, lesson, number, g.now)
    db.session.commit()
    return redirect(here(lesson, number), 303)


def writing_page(lesson: Lesson, number: int, task: WritingTask) -> str:
    """Return the page with the form for a message, which the writing room checks."""
    found = room.find(course().writing, task.kind, task.case) or abort(404)
    token = secrets.token_hex(12)
    return player("lessons/write.html", lesson, number, occasion=found, token=token)


def intention_page(
    lesson: Lesson, number: int, step: IntentionStep, sent: IntentionForm | None = None
) -> Any:
    """Return the page with the form for an intention, or the one that is kept.

    ``sent`` is a form that was refused or that meets a newer version of the text.
    """
    kept = intentions.of_step(g.user.id, step.id) if g.user else None
    stored, draft = IntentionForm(None, obj=kept), draft_of(step)
    typed = intention_phrases.drafted(draft) if draft else {}
    form = sent or IntentionForm(None, data=stored.data | typed)
    form.contact_id.offer(kept.contact_id if kept else None)
    stored.contact_id.choices = form.contact_id.choices
    both = versions.of_forms(stored, form, without=("let_go",))
    writing = kept is None or sent or (kept.state == rules.OPEN and "again" in request.args)
    context: dict[str, Any] = {"kept": None if writing else kept, "form": form, "versions": both}
    context["beneath"] = kept.words if kept and typed and not sent else None
    context |= {"furthest": rules.furthest(g.today), "answers": intention_phrases.ANSWERS}
    return player("lessons/intention.html", lesson, number, **context), both.status(form.errors)


def player(template: str, lesson: Lesson, number: int, **context: Any) -> str:
    """Return a page of the player, with the context that every step needs."""
    step = lesson.steps[number - 1]
    beside = margin.beside(g.user.id if g.user else None, step.id)
    more = {
        "lesson": lesson,
        "number": number,
        "step": step,
        "principle": by_slug(lesson.principle),
        "action": url_for("lessons.step", lesson_id=lesson.id, number=number),
        "beside": beside,
        "note_versions": note_versions(beside.note),
    }
    return render_template(template, **more, **context)


def draft_place(activity: Activity) -> str:
    """Return the key of the draft for this step's text."""
    return f"step {activity.id}"


def draft_of(activity: Activity) -> str:
    """Return the user's draft for a step, or an empty string."""
    return drafts.text_draft(g.user.id, draft_place(activity)) if g.user else ""


def here(lesson: Lesson, number: int) -> str:
    """Return this step's address, with the anchor of the result's heading."""
    return url_for("lessons.step", lesson_id=lesson.id, number=number, _anchor="verdict")


def seed() -> str:
    """Return the seed for the order of the options: per user, and the same for all visitors."""
    return str(g.user.id) if g.user else "visitor"
