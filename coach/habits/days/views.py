"""The days of a habit: check in, fill in late, many at once; notes; a month on paper."""

from datetime import date
from decimal import Decimal
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request

from coach.db import db
from coach.habits import track_queries
from coach.habits.days import note_queries, queries
from coach.habits.days.forms import CheckInForm, ManyForm
from coach.habits.days.queries import Made
from coach.habits.models import Habit
from coach.habits.rules.history import State, says
from coach.habits.rules.schedule import InTheFuture, admit, plan_on
from coach.habits.showing import milestone, month
from coach.habits.showing.card import DAY, card
from coach.habits.track import Seen, see
from coach.habits.views import facts, own, track_of
from coach.web import entry
from coach.web.fields import safe_next
from coach.web.fragment import back_or_part, page_or_part

bp = Blueprint("days", __name__, url_prefix="/habits")

OLDEST = date(1990, 1, 1)
STATES = {"done": State.DONE, "rest": State.REST, "missed": State.MISSED, "none": None}
TOO_EARLY = "That day has not come yet. It can be filled in once it is here."


@bp.post("/<int:habit_id>/days/<day>")
@entry.person_required
def check_in(habit_id: int, day: str) -> Any:
    """Let a day say something, or nothing again. Answers with the row or the page it came from."""
    found, when = own(habit_id), _day(day)
    form = CheckInForm()
    if not form.validate():
        return _refused(found, next(iter(form.errors.values()))[0])
    try:
        admit(when, g.today)
    except InTheFuture:
        return _refused(found, TOO_EARLY)
    before = see(track_of(habit_id), g.today)
    state, number = _said(found, when, form)
    note = form.note.data if "note" in request.form else None
    queries.record(found, when, state, note, made(), number)
    db.session.commit()
    after = see(track_of(habit_id), g.today)
    late = (g.today - when).days > 1
    praise = milestone.word(before.reading.standing, after.reading.standing, late)
    return _answered(found, after, praise)


def _said(found: Habit, when: date, form: CheckInForm) -> tuple[State | None, Decimal | None]:
    """Return what the day shall say. A note alone changes nothing about the act."""
    asked = form.state.data
    if asked == "number":
        plan = plan_on(tuple(row.as_plan() for row in found.plans), when)
        return says(plan, form.number.data), form.number.data
    if asked == "note":
        told = track_of(found.id, when).history.check_ins.get(when)
        return (told.state, told.number) if told else (None, None)
    return STATES[asked], None


def _answered(found: Habit, after: Seen, praise: str) -> Any:
    here = safe_next(f"/habits/{found.id}")
    if request.form.get("part") == "row":
        shown = {"card": card(after), "here": here, "praise": praise}
        location, part = f"{here}#habit-{found.id}", "habits/_check_in.html"
    else:
        shown = {**facts(found.id), "praise": praise}
        location, part = here, "habits/_habit.html"
    if praise and request.headers.get("X-Part") != "1":
        flash(praise)
    return back_or_part(location, part, **shown)


def _refused(found: Habit, words: str) -> Any:
    page, part = "habits/habit.html", "habits/_habit.html"
    return page_or_part(page, part, 422, refused=words, **facts(found.id))


@bp.get("/<int:habit_id>/history", defaults={"name": ""})
@bp.get("/<int:habit_id>/history/<name>")
@entry.person_required
def history(habit_id: int, name: str) -> Any:
    """One month of a habit, each day with its rule, to be filled in late."""
    return _month_page(habit_id, _month(name))


@bp.post("/<int:habit_id>/history/<name>")
@entry.person_required
def fill_in(habit_id: int, name: str) -> Any:
    """Let many days of a month say the same."""
    found, first = own(habit_id), _month(name)
    form = ManyForm()
    days = _chosen(form, first)
    if not form.validate() or not days:
        return _month_page(habit_id, first, "Choose at least one day", 422)
    queries.record_days(found, days, STATES[form.state.data], made())
    db.session.commit()
    flash(f"Saved for {len(days)} day{'' if len(days) == 1 else 's'}.")
    return redirect(f"/habits/{habit_id}/history/{name}", 303)


def _chosen(form: ManyForm, first: date) -> list[date]:
    """Return the days chosen that lie in the month and have come; 404 for what is no day."""
    try:
        days = form.chosen()
    except ValueError:
        abort(404)
    return [day for day in days if first <= day <= min(month.last_day(first), g.today)]


def _month_page(habit_id: int, first: date, problem: str = "", status: int = 200) -> Any:
    until = min(g.today, month.seen_until(first))
    track = track_of(habit_id, first, until)
    shown = month.sheet(track, first, g.today)
    page = render_template("habits/history.html", habit=track, month=shown, problem=problem)
    return page, status


@bp.get("/notes")
@entry.person_required
def notes() -> Any:
    """The notes written with check-ins, searched by words."""
    words = request.args.get("q", "").strip()[:100]
    before = _day(request.args["before"]) if request.args.get("before") else g.today + DAY
    found = note_queries.notes(g.user.id, words, before)
    more = found[note_queries.PAGE - 1].day if len(found) > note_queries.PAGE else None
    shown = found[: note_queries.PAGE]
    return render_template("habits/notes.html", words=words, notes=shown, more=more)


@bp.get("/paper", defaults={"name": ""})
@bp.get("/paper/<name>")
@entry.person_required
def paper(name: str) -> Any:
    """All habits of a month on one sheet, to print and hang up."""
    first = _month(name)
    until = min(g.today, month.seen_until(first))
    tracks = track_queries.tracks(g.user.id, g.user.rollover, g.today, before=first, until=until)
    sheets = [month.sheet(track, first, g.today) for track in tracks]
    return render_template("habits/paper.html", first=first, sheets=sheets, days=month.days(first))


def made() -> Made:
    """Return when and where something is recorded by this request."""
    return Made(g.now, g.zone, g.today, g.user.rollover)


def _day(text: str) -> date:
    try:
        when = date.fromisoformat(text)
    except ValueError:
        abort(404)
    return when if when >= OLDEST else abort(404)


def _month(name: str) -> date:
    """Return the first day of a month such as ``2026-11``; this month for an empty name."""
    first = _day(f"{name}-01") if name else g.today.replace(day=1)
    return first if first <= g.today else abort(404)
