"""Show Learn, a principle, the lesson player, calibration, references and the glossary."""

import secrets
from collections import Counter
from typing import Any, NamedTuple

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for
from markupsafe import Markup

from coach import paths
from coach.assessment import queries as look_backs
from coach.content import loader
from coach.content.model import Catalogue, Lesson
from coach.content.steps import (
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
from coach.lessons import calibration as calibrating
from coach.lessons import forms, next_up, phrases, progress, queries, step_pages, warm_up
from coach.principles import PRINCIPLES, by_slug
from coach.questions import marking, scale
from coach.questions.base import Question
from coach.questions.free_text import FreeText
from coach.review import queries as review
from coach.review import session
from coach.web import request_context
from coach.web.cache import cached
from coach.web.course import course, lesson_or_404, step_or_404
from coach.web.forms import came_from, trimmed

bp = Blueprint("lessons", __name__)
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
    return render_template(
        "lessons/learn.html",
        course=course(),
        next=found,
        why=next_up.reason(found),
        review=load,
        read_counts=found.where.read_by_principle,
        ways=ways(course(), request.script_root),
    )


class Ways(NamedTuple):
    """What Learn leads to, the same for everybody: the number of each principle's lessons, the
    doors to the listening and writing rooms, and the tools, both ready for the page."""

    counts: Counter[str]
    doors: Markup
    more: Markup


@cached(2)
def ways(catalogue: Catalogue, root: str) -> Ways:
    """Return what Learn leads to. ``root`` is the path under which the app is served."""
    numbers = {each.slug: each.number for each in PRINCIPLES}
    tools = [(tool, numbers[tool.principle]) for tool in catalogue.tools.values()]
    return Ways(
        Counter(lesson.principle for lesson in catalogue.lessons.values()),
        Markup(render_template("listening/_doors.html", course=catalogue)),  # noqa: S704  our own
        Markup(render_template("lessons/_practise.html", tools=tools)),  # noqa: S704  our own
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
        return step_pages.question_page(lesson, number, activity)
    if isinstance(activity, Reflection):
        return step_pages.reflection_page(lesson, number, activity)
    if isinstance(activity, WritingTask):
        return step_pages.writing_page(lesson, number, activity)
    if isinstance(activity, IntentionStep):
        return step_pages.intention_page(lesson, number, activity)
    if isinstance(activity, HabitOffer):
        kept = habits.from_offer(g.user.id, activity.id) if g.user else None
        token = secrets.token_hex(8)
        return step_pages.player("lessons/habit.html", lesson, number, kept=kept, token=token)
    if isinstance(activity, HabitChoice):
        offered = habits.from_offers(g.user.id) if g.user else {}
        token = secrets.token_hex(8)
        return step_pages.player("lessons/habits.html", lesson, number, kept=offered, token=token)
    return step_pages.player("lessons/read.html", lesson, number)


@bp.post("/lessons/<lesson_id>/<int:number>")
def answer(lesson_id: str, number: int) -> Any:
    """Take the answer to a question, or a reflection for the journal."""
    lesson, activity = step_or_404(lesson_id, number)
    if "leave" in request.form and isinstance(activity, FreeText | Reflection):
        return leave(lesson, number, activity)
    if isinstance(activity, Question):
        return step_pages.take_answer(lesson, number, activity)
    if isinstance(activity, Reflection):
        return step_pages.take_reflection(lesson, number, activity)
    return abort(405)


def leave(lesson: Lesson, number: int, activity: FreeText | Reflection) -> Any:
    """Save the typed text as a draft, and redirect to where the button says."""
    if isinstance(activity, FreeText):
        text = trimmed(request.form.get("answer"))[: step_pages.LONGEST_DRAFT]
    else:
        text = forms.sent(activity, request.form).written[: step_pages.LONGEST_DRAFT]
    if text or g.user:
        drafts.save_text_draft(
            request_context.ensure_user().id, step_pages.draft_place(activity), text, g.now
        )
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
