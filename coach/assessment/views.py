"""The look-back's pages: where it stands, its questions, and what they show."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState

from coach import paths
from coach.assessment import instrument, outlook, queries, rotation, window, words
from coach.assessment.forms import AnswerForm, DayForm, FocusForm, MattersForm, choice
from coach.assessment.instrument import Bank, Item
from coach.assessment.models import Direction, Sitting
from coach.assessment.outlook import Deeds, Outlook, Wishes
from coach.assessment.queries import QUESTIONS, Standing
from coach.assessment.result import Result, build
from coach.assessment.window import Baseline, Place, Week, Window
from coach.db import db
from coach.habits import queries as habit_queries
from coach.lessons import queries as lesson_queries
from coach.web.entry import ensure_user, person_required

bp = Blueprint("assessment", __name__)


@bp.record_once
def read_bank(state: BlueprintSetupState) -> None:
    """Read the item bank once, at start."""
    state.app.extensions["bank"] = instrument.read(paths.CONTENT / "en" / "assessment.toml")


@bp.app_template_filter("week_span")
def week_span(week: Week) -> str:
    """A week's days in words."""
    return words.span(week)


@bp.app_template_filter("wall")
def wall(moment: datetime) -> datetime:
    """An instant on this person's wall."""
    return moment.astimezone(ZoneInfo(g.zone))


@bp.get("/look-back")
def look_back() -> str:
    """What the look-back is, whether it is open, and until or from when."""
    standing = queries.agenda(g.user, g.now, g.zone)
    form = DayForm(formdata=None, day=g.user.look_back_day if g.user else window.FIRST_DAY)
    return render_template(
        "assessment/look_back.html", standing=standing, form=form, total=QUESTIONS
    )


@bp.post("/look-back/begin")
def begin() -> Any:
    """Go to the first open question; a visitor becomes a guest here."""
    user = ensure_user()
    db.session.commit()
    standing = queries.agenda(user, g.now, g.zone)
    if standing.open is None:
        return redirect(url_for(".look_back"), 303)
    week = standing.open.week
    given = queries.responses(user.id, week)
    asked = _questions(_place(standing, week))
    number = next((n for n, item in enumerate(asked, 1) if item.id not in given), 1)
    return redirect(url_for(".question", week=week, number=number), 303)


@bp.post("/look-back/day")
def opening_day() -> Any:
    """Let the look-back open on another day of the week."""
    form = DayForm()
    if not form.validate():
        standing = queries.agenda(g.user, g.now, g.zone)
        page = "assessment/look_back.html"
        return render_template(page, standing=standing, form=form, total=QUESTIONS), 422
    ensure_user().look_back_day = form.day.data
    db.session.commit()
    return redirect(url_for(".look_back") + "#opening", 303)


@bp.get("/look-back/<week>/<int:number>")
@person_required
def question(week: str, number: int) -> Any:
    """One question, with this week's own answer to it if there is one."""
    parsed = _week(week)
    standing = queries.agenda(g.user, g.now, g.zone)
    if not _is_open(standing.open, parsed):
        return _closed_page(standing, parsed)
    item = _asked(standing, parsed, number)
    given = queries.responses(g.user.id, parsed)
    kept = given.get(item.id)
    form = AnswerForm(
        formdata=None,
        value=choice(kept.value) if kept else None,
        item=item.id,
        shown=g.now.isoformat(),
    )
    return _question_page(form, parsed, number, item, standing.answered)


@bp.post("/look-back/<week>/<int:number>")
@person_required
def answer(week: str, number: int) -> Any:
    """Keep one answer, and go on."""
    parsed = _week(week)
    standing = queries.agenda(g.user, g.now, g.zone)
    if not _is_open(standing.open, parsed):
        return _closed_page(standing, parsed)
    item = _asked(standing, parsed, number)
    form = AnswerForm()
    if form.item.data != item.id:
        abort(404)
    if not form.validate():
        return _question_page(form, parsed, number, item, standing.answered), 422
    queries.begin(g.user.id, parsed, standing.last, g.now)
    queries.record(g.user.id, parsed, item, form.answer, form.seconds(g.now), g.now)
    if number == QUESTIONS:
        _keep_suggestion()
    db.session.commit()
    return redirect(_after(standing, parsed, number), 303)


@bp.route("/look-back/matters", methods=["GET", "POST"])
@person_required
def matters() -> Any:
    """Which two principles matter most to the person now."""
    direction = queries.direction(g.user.id)
    form = MattersForm(principles=list(direction.matters) if direction else [])
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("assessment/matters.html", form=form), status
    first, second = sorted(set(form.principles.data))
    queries.keep_matters(g.user.id, (first, second), g.now)
    _keep_suggestion()
    db.session.commit()
    return redirect(url_for(".progress"), 303)


@bp.get("/look-back/<week>")
@person_required
def result(week: str) -> str:
    """What the look-back of a week shows."""
    found = queries.sitting(g.user.id, _week(week))
    last = queries.last_sitting(g.user.id)
    if found is None or last is None:
        abort(404)
    shown = _result(found, queries.baseline_of(last))
    page = "assessment/result.html"
    return render_template(page, result=shown, view=_outlook(shown, queries.direction(g.user.id)))


@bp.get("/progress")
def progress() -> str:
    """Where the person stands, by their own estimate and by what was counted."""
    standing = queries.agenda(g.user, g.now, g.zone)
    if standing.last is None or standing.baseline is None:
        return render_template("assessment/empty.html")
    shown = _result(standing.last, standing.baseline)
    return render_template(
        "assessment/progress.html",
        result=shown,
        view=_outlook(shown, queries.direction(g.user.id)),
        standing=standing,
        total=QUESTIONS,
    )


@bp.route("/progress/focus", methods=["GET", "POST"])
@person_required
def focus() -> Any:
    """Choose another principle to work on than the one suggested."""
    last = queries.last_sitting(g.user.id)
    if last is None:
        return redirect(url_for(".look_back"), 303)
    direction = queries.direction(g.user.id)
    form = FocusForm(principle=direction.focus or 0 if direction else 0)
    if not form.validate_on_submit():
        view = _outlook(_result(last, queries.baseline_of(last)), direction)
        status = 422 if form.is_submitted() else 200
        return render_template("assessment/focus.html", form=form, view=view), status
    queries.keep_focus(g.user.id, form.principle.data or None, g.now)
    db.session.commit()
    return redirect(url_for(".progress") + "#focus", 303)


def _week(text: str) -> Week:
    try:
        return Week.parse(text)
    except ValueError:
        abort(404)


def _is_open(opened: Window | None, week: Week) -> bool:
    return opened is not None and opened.week == week


def _place(standing: Standing, week: Week) -> Place:
    return window.place(standing.baseline.week if standing.baseline else week, week)


def _questions(place: Place) -> tuple[Item, ...]:
    bank: Bank = current_app.extensions["bank"]
    return rotation.questions(bank, g.user.id, place)


def _asked(standing: Standing, week: Week, number: int) -> Item:
    asked = _questions(_place(standing, week))
    if not 1 <= number <= len(asked):
        abort(404)
    return asked[number - 1]


def _question_page(form: AnswerForm, week: Week, number: int, item: Item, answered: int) -> str:
    bank: Bank = current_app.extensions["bank"]
    return render_template(
        "assessment/question.html",
        form=form,
        week=week,
        number=number,
        item=item,
        stem=bank.stem,
        answered=answered,
        total=QUESTIONS,
    )


def _closed_page(standing: Standing, week: Week) -> Any:
    """Say that the week takes no answers; what was answered in time is kept."""
    if week > window.current_week(g.now, g.zone):
        abort(404)
    kept: Sitting | None = queries.sitting(g.user.id, week)
    page = "assessment/closed.html"
    return render_template(page, standing=standing, week=week, kept=kept), 409


def _after(standing: Standing, week: Week, number: int) -> str:
    if number < QUESTIONS:
        return url_for(".question", week=week, number=number + 1)
    if standing.baseline is None or standing.baseline.begun is not None:
        direction = queries.direction(g.user.id)
        if direction is None or not direction.matters:
            return url_for(".matters")
    return url_for(".result", week=week)


def _result(found: Sitting, baseline: Baseline) -> Result:
    until = window.weeks_of(baseline.week, found.cycle)[-1]
    week = Week.parse(found.week)
    closed = window.cycle_closes(baseline.week, found.cycle, g.zone) <= g.now
    answers = queries.history(g.user.id, week, until)
    return build(answers, baseline.week, week, queries.noise_before(found), closed)


def _keep_suggestion() -> None:
    last = queries.last_sitting(g.user.id)
    if last is not None:
        shown = _result(last, queries.baseline_of(last))
        view = _outlook(shown, queries.direction(g.user.id))
        queries.keep_suggestion(g.user.id, view.suggested.number)


def _outlook(shown: Result, direction: Direction | None) -> Outlook:
    since = g.today - outlook.LATELY + timedelta(days=1)
    deeds = Deeds(
        habit_queries.kept_by_principle(g.user.id, since, g.today),
        lesson_queries.places(g.user.id),
    )
    verdict = window.cycle_closes(shown.baseline, shown.next_verdict, g.zone)
    return outlook.look(
        shown,
        Wishes(
            direction.matters if direction else (),
            direction.focus if direction else None,
            request.args.get("principle", ""),
        ),
        deeds,
        current_app.extensions["catalogue"],
        g.now,
        wall(verdict).date(),
    )
