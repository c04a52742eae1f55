"""Show Learn, a principle, the lesson player, calibration, references and the glossary."""

import secrets
from collections import Counter
from typing import Any

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for
from markupsafe import Markup

from coach import paths
from coach.assessment import queries as look_backs
from coach.content import loader
from coach.content.model import Lesson
from coach.content.steps import (
    Activity,
    HabitChoice,
    HabitOffer,
    IntentionStep,
    Reflection,
    WritingTask,
)
from coach.db import db
from coach.drafts import queries as drafts
from coach.habits import queries as habits
from coach.intentions import phrases as intention_phrases
from coach.intentions import queries as intentions
from coach.intentions import rules
from coach.journal import queries as journal
from coach.lessons import annotation_queries as margin
from coach.lessons import calibration as calibrating
from coach.lessons import forms, next_up, phrases, progress, queries, warm_up
from coach.lessons.forms import note_versions
from coach.principles import PRINCIPLES, by_slug
from coach.questions import dialogue, marking, result, scale
from coach.questions.answer_form import AnswerSheet
from coach.questions.base import Question
from coach.questions.dialogue import Dialogue
from coach.questions.free_text import FreeText
from coach.review import card_queries, session
from coach.review import queries as review
from coach.web import request_context
from coach.web import text_versions as versions
from coach.web.course import course, lesson_or_404, sent_sheet, step_or_404
from coach.web.forms import came_from, trimmed
from coach.web.intention_form import IntentionForm
from coach.writing import room

bp = Blueprint("lessons", __name__)
LONGEST_DRAFT = 20_000  # characters
bp.add_app_template_filter(scale.figure)
bp.add_app_template_filter(phrases.raised)
bp.add_app_template_filter(phrases.sentence_start)


@bp.before_app_request
def reread_in_debug() -> None:
    """Read the content again in debug mode, so that an author's change shows at once."""
    if current_app.debug:
        current_app.extensions["catalogue"] = loader.read(paths.CONTENT)


@bp.app_template_filter()
def explained(page: Markup) -> Markup:
    """Return a page's main part with explanations of its terms at the end."""
    terms = [course().terms[name] for name in phrases.named(page) if name in course().terms]
    if not terms:
        return page
    return phrases.led_here(page) + Markup(render_template("lessons/_terms.html", terms=terms))  # noqa: S704  our own template


@bp.get("/learn")
def learn() -> str:
    """Show where the user left off, and the eight principles."""
    variants = session.concepts(course())
    load = review.load(g.user.id, variants, g.today) if g.user else session.NOTHING
    found = coming()
    numbers = {each.slug: each.number for each in PRINCIPLES}
    return render_template(
        "lessons/learn.html",
        course=course(),
        next=found,
        why=next_up.reason(found),
        review=load,
        counts=Counter(lesson.principle for lesson in course().lessons.values()),
        read_counts=found.where.read_by_principle,
        tools=[(tool, numbers[tool.principle]) for tool in course().tools.values()],
    )


@bp.get("/learn/<slug>")
def principle(slug: str) -> str:
    """Show a principle: its introduction, its lessons with the progress, and its habits."""
    found = by_slug(slug) or abort(404)
    context = {"principle": found, "chapter": course().chapters.get(slug), "course": course()}
    sits = review.mastery_by_principle(g.user.id, course(), g.today).get(slug) if g.user else None
    kept = habits.from_offers(g.user.id) if g.user else {}
    more: dict[str, Any] = {
        "where": coming().where,
        "mastery": sits,
        "kept": kept,
        "said_here": said_in(slug),
    }
    more |= {"answers": intention_phrases.ANSWERS}
    return render_template("lessons/principle.html", **context, **more)


def said_in(slug: str) -> list[intentions.ClosedIntention]:
    """Return what the user planned in a principle's lessons and said, newest first."""
    if g.user is None:
        return []
    steps = [step.id for lesson in course().of_principle(slug) for step in lesson.steps]
    return intentions.said_in(g.user.id, steps)


@bp.get("/learn/calibration")
def calibration() -> str:
    """Show how often answers with a certain confidence were right."""
    found = calibrating.of(queries.rated(g.user.id) if g.user else ())
    return render_template("lessons/calibration.html", calibration=found)


@bp.get("/learn/<slug>/guide")
def guide(slug: str) -> str:
    """Show the principle's field guide: rules, phrases and traps on one page for printing."""
    found, principle = course().guides.get(slug) or abort(404), by_slug(slug)
    context = {"guide": found, "chapter": course().chapters.get(slug), "course": course()}
    return render_template("lessons/guide.html", principle=principle, **context)


@bp.get("/lessons/<lesson_id>")
def resume(lesson_id: str) -> Any:
    """Redirect to the step where the user left the lesson, or to the warm-up before a new one."""
    lesson = lesson_or_404(lesson_id)
    place = queries.place(g.user.id, lesson.id) if g.user else None
    if g.user and place is None and warms_up(lesson):
        return redirect(url_for("warm_up.ask", lesson_id=lesson.id, number=1), 303)
    number = progress.standing(lesson, place).step
    return redirect(url_for("lessons.step", lesson_id=lesson.id, number=number), 303)


def warms_up(lesson: Lesson) -> bool:
    """Return whether a concept is due that another lesson's question can ask about."""
    askable = warm_up.variants(lesson, session.concepts(course()))
    return review.waits(g.user.id, g.today, askable)


@bp.get("/lessons/<lesson_id>/<int:number>")
def step(lesson_id: str, number: int) -> Any:
    """Show one step. An answered question shows its result, or the question with ``?again``."""
    lesson, activity = step_or_404(lesson_id, number)
    if isinstance(activity, Question):
        return question_page(lesson, number, activity)
    if isinstance(activity, Reflection):
        return reflection_page(lesson, number, activity)
    if isinstance(activity, WritingTask):
        return writing_page(lesson, number, activity)
    if isinstance(activity, IntentionStep):
        return intention_page(lesson, number, activity)
    if isinstance(activity, HabitOffer):
        kept = habits.from_offer(g.user.id, activity.id) if g.user else None
        token = secrets.token_hex(8)
        return player("lessons/habit.html", lesson, number, kept=kept, token=token)
    if isinstance(activity, HabitChoice):
        offered = habits.from_offers(g.user.id) if g.user else {}
        token = secrets.token_hex(8)
        return player("lessons/habits.html", lesson, number, kept=offered, token=token)
    return player("lessons/read.html", lesson, number)


@bp.post("/lessons/<lesson_id>/<int:number>")
def answer(lesson_id: str, number: int) -> Any:
    """Take the answer to a question, or a reflection for the journal."""
    lesson, activity = step_or_404(lesson_id, number)
    if "leave" in request.form and isinstance(activity, FreeText | Reflection):
        return leave(lesson, number, activity)
    if isinstance(activity, Question):
        return take_answer(lesson, number, activity)
    if isinstance(activity, Reflection):
        return take_reflection(lesson, number, activity)
    return abort(405)


def leave(lesson: Lesson, number: int, activity: FreeText | Reflection) -> Any:
    """Save the typed text as a draft, and redirect to where the button says."""
    if isinstance(activity, FreeText):
        text = trimmed(request.form.get("answer"))[:LONGEST_DRAFT]
    else:
        text = forms.sent(activity, request.form).written[:LONGEST_DRAFT]
    if text or g.user:
        drafts.save_text_draft(request_context.ensure_user().id, draft_place(activity), text, g.now)
    return left(lesson, number)


def left(lesson: Lesson, number: int) -> Any:
    """Commit, and redirect to where the pressed button says: ``on``, ``back`` or ``away``."""
    to = request.form["leave"]
    if to == "on":
        return go_on(lesson.id, number)
    db.session.commit()
    if to == "back":
        return redirect(
            url_for("lessons.step", lesson_id=lesson.id, number=max(1, number - 1)), 303
        )
    return redirect(url_for("today.today" if g.user else "lessons.learn"), 303)


def draft_place(activity: Activity) -> str:
    """Return the key of the draft for this step's text."""
    return f"step {activity.id}"


def draft_of(activity: Activity) -> str:
    """Return the user's draft for a step, or an empty string."""
    return drafts.text_draft(g.user.id, draft_place(activity)) if g.user else ""


@bp.post("/lessons/<lesson_id>/<int:number>/next")
def go_on(lesson_id: str, number: int) -> Any:
    """Move the user's place to the next step. After the last one the lesson is done."""
    lesson, _ = step_or_404(lesson_id, number)
    user = request_context.ensure_user()
    queries.move(user.id, lesson, number + 1, g.now)
    db.session.commit()
    if number == len(lesson.steps):
        return redirect(url_for("lesson_finish.finish", lesson_id=lesson.id), 303)
    return redirect(url_for("lessons.step", lesson_id=lesson.id, number=number + 1), 303)


@bp.get("/lessons/<lesson_id>/print")
def whole(lesson_id: str) -> str:
    """Show the whole lesson on one page for printing, with the answers at the end."""
    lesson = lesson_or_404(lesson_id)
    context = {"lesson": lesson, "principle": by_slug(lesson.principle), "course": course()}
    shown = {q.id: marking.arranged(q, "paper") for q in lesson.questions}
    return render_template("lessons/print.html", shown=shown, **context)


@bp.get("/references")
def references() -> str:
    """Show the works that the lessons cite, by principle."""
    return render_template("lessons/references.html", course=course())


@bp.get("/references/<number>")
def reference(number: str) -> str:
    """Show one work, with a link back to where it was cited."""
    work = course().references.get(number) or abort(404)
    back = came_from(url_for("lessons.references") + f"#r-{number}")
    return render_template("lessons/reference.html", course=course(), work=work, back=back)


@bp.get("/glossary")
def glossary() -> str:
    """Show the terms that the lessons explain."""
    back = came_from("")
    return render_template("lessons/glossary.html", course=course(), back=back)


def coming() -> next_up.NextUp:
    """Return the user's next lesson, with their progress in the course."""
    aims = look_backs.aims(g.user, g.now)
    return next_up.next_up(course(), queries.places(g.user.id) if g.user else (), aims)


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
    kept = journal.reflection(g.user.id, reflection.id) if g.user else None
    draft = draft_of(reflection)
    form = forms.filled(reflection, draft or kept or "")
    writing = kept is None or "again" in request.args
    context: dict[str, Any] = {"reflection": reflection, "form": form}
    context["kept"] = None if writing else kept
    context["lines"] = phrases.taken_apart(reflection.labels, kept or "")
    context["beneath"] = kept if draft and kept != draft else None
    context["versions"] = versions.of_text("Your answer", kept or "")
    return player("lessons/reflect.html", lesson, number, **context)


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
    both = versions.of_forms(stored, form, without=("let_go",))
    writing = kept is None or sent or (kept.state == rules.OPEN and "again" in request.args)
    context: dict[str, Any] = {"kept": None if writing else kept, "form": form, "versions": both}
    context["beneath"] = kept.words if kept and typed and not sent else None
    context |= {"furthest": rules.furthest(g.today), "answers": intention_phrases.ANSWERS}
    return player("lessons/intention.html", lesson, number, **context), both.status(form.errors)


def take_reflection(lesson: Lesson, number: int, reflection: Reflection) -> Any:
    """Save a reflection in the private journal."""
    form = forms.sent(reflection, request.form)
    kept = journal.reflection(g.user.id, reflection.id) if g.user else None
    both = versions.of_text("Your answer", kept or "", form.written)
    if not form.validate() or both.differences:
        context = {"reflection": reflection, "form": form, "kept": None, "versions": both}
        return player("lessons/reflect.html", lesson, number, **context), both.status(form.errors)
    user = request_context.ensure_user()
    prompt = reflection.prompt.plain
    journal.keep_reflection(user.id, reflection.id, prompt, form.written, g.now)
    drafts.delete_text_draft(user.id, draft_place(reflection))
    queries.move(user.id, lesson, number, g.now)
    db.session.commit()
    return redirect(here(lesson, number), 303)


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


def here(lesson: Lesson, number: int) -> str:
    """Return this step's address, with the anchor of the result's heading."""
    return url_for("lessons.step", lesson_id=lesson.id, number=number, _anchor="verdict")


def seed() -> str:
    """Return the seed for the order of the options: per user, and the same for all visitors."""
    return str(g.user.id) if g.user else "visitor"
