"""Learn, a principle's page, the lesson player, references and glossary."""

from typing import Any

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for

from coach import paths
from coach.db import db
from coach.habits import queries as habits
from coach.journal import queries as journal
from coach.lessons import catalogue, path, queries, verdict
from coach.lessons import question as marking
from coach.lessons.activity import Activity, HabitOffer, Question, Reflection
from coach.lessons.course import Catalogue, Lesson
from coach.lessons.forms import AnswerForm, ReflectionForm
from coach.principles import by_slug
from coach.web import entry

bp = Blueprint("lessons", __name__)


@bp.before_app_request
def reread() -> None:
    """While developing, show an author's change at the next request."""
    if current_app.debug:
        current_app.extensions["catalogue"] = catalogue.read(paths.CONTENT)


@bp.get("/learn")
def learn() -> str:
    """Where you left off, and the shelf of the eight principles."""
    return render_template("lessons/learn.html", course=course(), where=where())


@bp.get("/learn/<slug>")
def principle(slug: str) -> str:
    """One principle: introduction, lessons with their state, habits on offer."""
    found = by_slug(slug) or abort(404)
    context = {"principle": found, "chapter": course().chapters.get(slug), "course": course()}
    return render_template("lessons/principle.html", where=where(), **context)


@bp.get("/lessons/<lesson_id>")
def resume(lesson_id: str) -> Any:
    """On to the step where this person left the lesson."""
    lesson = existing(lesson_id)
    place = queries.place(g.user.id, lesson.id) if g.user else None
    number = path.standing(lesson, place).step
    return redirect(url_for("lessons.step", lesson_id=lesson.id, number=number), 303)


@bp.get("/lessons/<lesson_id>/<int:number>")
def step(lesson_id: str, number: int) -> Any:
    """One step on one page. An answered question shows its result, ``?again`` the question."""
    lesson, activity = existing_step(lesson_id, number)
    if isinstance(activity, Question):
        return question_page(lesson, number, activity)
    if isinstance(activity, Reflection):
        return reflection_page(lesson, number, activity)
    if isinstance(activity, HabitOffer):
        kept = habits.from_offer(g.user.id, activity.id) if g.user else None
        return player("lessons/habit.html", lesson, number, kept=kept)
    return player("lessons/read.html", lesson, number)


@bp.post("/lessons/<lesson_id>/<int:number>")
def answer(lesson_id: str, number: int) -> Any:
    """Take the answer to a question, or a reflection for the journal."""
    lesson, activity = existing_step(lesson_id, number)
    if isinstance(activity, Question):
        return take_answer(lesson, number, activity)
    if isinstance(activity, Reflection):
        return take_reflection(lesson, number, activity)
    return abort(405)


@bp.post("/lessons/<lesson_id>/<int:number>/next")
def go_on(lesson_id: str, number: int) -> Any:
    """Move this person's place to the next step; after the last one the lesson is done."""
    lesson, _ = existing_step(lesson_id, number)
    user = entry.ensure_user()
    queries.move(user.id, lesson, number + 1, g.now)
    db.session.commit()
    if number == len(lesson.steps):
        return redirect(url_for("lessons.finish", lesson_id=lesson.id), 303)
    return redirect(url_for("lessons.step", lesson_id=lesson.id, number=number + 1), 303)


@bp.get("/lessons/<lesson_id>/finish")
def finish(lesson_id: str) -> Any:
    """What can be done now, the habit, and what comes next."""
    lesson = existing(lesson_id)
    here = where()
    if here.standings[lesson.id].state != "done":
        return redirect(url_for("lessons.resume", lesson_id=lesson.id), 303)
    context = {"lesson": lesson, "principle": by_slug(lesson.principle), "where": here}
    return render_template("lessons/finish.html", **context)


@bp.get("/references")
def references() -> str:
    """The works that the lessons cite."""
    return render_template("lessons/references.html", course=course())


@bp.get("/glossary")
def glossary() -> str:
    """The words that the lessons explain."""
    return render_template("lessons/glossary.html", course=course())


def course() -> Catalogue:
    """Return the course as read at start."""
    found: Catalogue = current_app.extensions["catalogue"]
    return found


def where() -> path.Where:
    """Return where this person is in the course."""
    return path.where(course(), queries.places(g.user.id) if g.user else ())


def existing(lesson_id: str) -> Lesson:
    """Return the lesson, or answer 404."""
    return course().lesson(lesson_id) or abort(404)


def existing_step(lesson_id: str, number: int) -> tuple[Lesson, Activity]:
    """Return the lesson and its step, or answer 404."""
    lesson = existing(lesson_id)
    if not 1 <= number <= len(lesson.steps):
        abort(404)
    return lesson, lesson.steps[number - 1]


def question_page(lesson: Lesson, number: int, question: Question) -> Any:
    """Ask the question, or show what became of the last answer to these very words."""
    given = queries.answer(g.user.id, question.id) if g.user else None
    current = given is not None and given.last_digest == question.digest
    if given is None or not current or "again" in request.args:
        return ask(lesson, number, AnswerForm(question), given is not None and current)
    response = tuple(given.last_response)
    shown = marking.arranged(question, seed())
    context = {"question": question, "response": response, "tries": given.tries, "shown": shown}
    said = verdict.say(question, response, [option.key for option in shown])
    return player("lessons/answered.html", lesson, number, verdict=said, **context)


def ask(lesson: Lesson, number: int, form: AnswerForm, again: bool) -> Any:
    """Return the question's page; 422 with what was chosen when the answer was refused."""
    shown = marking.arranged(form.question, seed())
    context = {"question": form.question, "form": form, "shown": shown, "again": again}
    page = player("lessons/ask.html", lesson, number, **context)
    return page, 422 if form.errors else 200


def take_answer(lesson: Lesson, number: int, question: Question) -> Any:
    """Mark and keep an answer; the first one is the one that is scored."""
    form = AnswerForm(question, request.form)
    if not form.validate():
        return ask(lesson, number, form, again=False)
    user = entry.ensure_user()
    score = marking.score(question, form.response)
    queries.record(user.id, question, form.response, score, g.now)
    queries.move(user.id, lesson, number, g.now)
    db.session.commit()
    return redirect(here(lesson, number), 303)


def reflection_page(lesson: Lesson, number: int, reflection: Reflection) -> Any:
    """Ask for the learner's own situation, or show what was kept."""
    kept = journal.reflection(g.user.id, reflection.id) if g.user else None
    form = ReflectionForm(text=kept)
    writing = kept is None or "again" in request.args
    context = {"reflection": reflection, "form": form, "kept": None if writing else kept}
    return player("lessons/reflect.html", lesson, number, **context)


def take_reflection(lesson: Lesson, number: int, reflection: Reflection) -> Any:
    """Keep a reflection in the private journal."""
    form = ReflectionForm()
    if not form.validate():
        context = {"reflection": reflection, "form": form, "kept": None}
        return player("lessons/reflect.html", lesson, number, **context), 422
    user = entry.ensure_user()
    prompt = reflection.prompt.plain
    journal.keep_reflection(user.id, reflection.id, prompt, form.text.data, g.now)
    queries.move(user.id, lesson, number, g.now)
    db.session.commit()
    return redirect(here(lesson, number), 303)


def player(template: str, lesson: Lesson, number: int, **context: Any) -> str:
    """Return a page of the player, with what every step shows."""
    found = by_slug(lesson.principle)
    step = lesson.steps[number - 1]
    more = {"lesson": lesson, "number": number, "step": step, "principle": found}
    return render_template(template, **more, **context)


def here(lesson: Lesson, number: int) -> str:
    """Return this step's address, at the heading that tells what became of the answer."""
    return url_for("lessons.step", lesson_id=lesson.id, number=number, _anchor="verdict")


def seed() -> str:
    """Return what orders the options for this person; a visitor sees one order for all."""
    return str(g.user.id) if g.user else "visitor"
