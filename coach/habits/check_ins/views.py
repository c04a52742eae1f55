"""Record the days of a habit: one day, many days, notes, and a month to print."""

from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for

from coach import bounds
from coach.amounts import written
from coach.db import db
from coach.habits import log_queries
from coach.habits.check_ins import queries
from coach.habits.check_ins.queries import Made
from coach.habits.forms import CheckInForm, ManyForm
from coach.habits.habit_log import HabitLog
from coach.habits.presenters import changes, month
from coach.habits.presenters.phrases import amount
from coach.habits.presenters.row import DAY, card
from coach.habits.rules.log import DayEntry, NumberStands, State, pressed, says
from coach.habits.rules.plan import InTheFuture, admit, plan_on
from coach.habits.statuses import status_on
from coach.habits.views import NOTHING_STORED, Stored, log_or_404, page, stored_of
from coach.people import queries as people
from coach.people import touch_queries as touches
from coach.text import plural
from coach.web import request_context, text_versions
from coach.web.forms import safe_next
from coach.web.partials import back_or_part, page_or_part, wants_part
from coach.web.person_field import chosen

bp = Blueprint("days", __name__, url_prefix="/habits")

STATES = {"done": State.DONE, "rest": State.REST, "missed": State.MISSED, "none": None}
NOTE_CHANGED = (
    "Another tab or device has changed this note since your page was opened. The saved note "
    "is shown with its day, and what you typed is below it. Save yours to replace it."
)
TOO_MANY = "Your habits together have so many days that no earlier ones can be added."
TOO_EARLY = "That day is still to come. You can record it when it is here."


@bp.post("/<int:habit_id>/days/<day>")
@request_context.person_required
def check_in(habit_id: int, day: str) -> Any:
    """Record or clear a check-in for one day. Return the row or the page that sent it."""
    when, form = _day(day), CheckInForm()
    if not form.validate():
        return _refused(log_or_404(habit_id), when, next(iter(form.errors.values()))[0])
    track = queries.read(g.user.id, habit_id, when, made()) or abort(404)
    if _note_versions(track, when, form).differences:
        return _refused(track, when, NOTE_CHANGED)
    stored = stored_of(track) if wants_part() and not _of_row() else NOTHING_STORED
    try:
        admit(when, g.today)
        queries.check_room(track, when, g.today)
        wanted = _wanted(track, when, form)
    except InTheFuture:
        return _refused(track, when, TOO_EARLY)
    except queries.TooManyDays:
        return _refused(track, when, TOO_MANY)
    except NumberStands as stands:
        return _refused(track, when, _stands(track, when, stands))
    note = form.note.data if "note" in request.form else None
    tie = touches.tied(g.user.id, habit_id)
    asks = tie is not None and tie.contact is None
    after = queries.keep(track, when, wanted, note, made(), tie)
    there = after.history.check_ins.get(when)
    is_done = there is not None and there.state in queries.KEPT
    if asks and not is_done:
        touches.not_done(g.user.id, track.token, when, moment())
    db.session.commit()
    whom = asks and is_done and when == g.today
    return _answered(after, stored, _praise(track, after, when), whom)


def _note_versions(track: HabitLog, when: date, form: CheckInForm) -> text_versions.Versions:
    """Compare the stored note of the day with the note that was sent, if any."""
    stored = track.notes.get(when, "")
    return text_versions.of_text(
        "Note", stored, form.note.data if "note" in request.form else stored
    )


def _wanted(track: HabitLog, when: date, form: CheckInForm) -> DayEntry | None:
    """Return the entry to store. A note alone does not change the state."""
    asked, there = form.state.data, track.history.check_ins.get(when)
    plan = plan_on(track.plans, when)
    if asked == "number":
        return DayEntry(says(plan, form.number.data), form.number.data)
    if asked == "note":
        return there if there and there.state != State.OPEN else None
    return pressed(plan, there, STATES[asked])


def _stands(track: HabitLog, when: date, stands: NumberStands) -> str:
    goal = plan_on(track.plans, when).goal or stands.goal
    return (
        f"{written(stands.number)} is recorded, and the goal is {amount(goal)}. "
        "Change the number if it is not right."
    )


def _praise(before: HabitLog, after: HabitLog, when: date) -> str:
    """Return the praise for a check-in, or an empty string."""
    was, became = (
        status_on(before, g.today).reading.standing,
        status_on(after, g.today).reading.standing,
    )
    then = status_on(after, when)
    missed = changes.missed(was, then.reading.standing, then.whole, when)
    return changes.praise(was, became, missed, (g.today - when).days > 1)


def _of_row() -> bool:
    """Return whether the form was sent from a list of habits."""
    return request.form.get("part") == "row"


@bp.route("/<int:habit_id>/with", methods=["GET", "POST"])
@request_context.person_required
def done_with(habit_id: int) -> Any:
    """Note with whom a habit was done today. It is asked after a check-in."""
    track = log_or_404(habit_id)
    here, who = safe_next(url_for("habits.habit", habit_id=habit_id)), chosen("who")
    if request.method == "POST":
        if not touches.done_with(g.user.id, who, habit_id, track.token, moment()):
            abort(404)
        db.session.commit()
        flash("Noted.")
        return redirect(here, 303)
    offered = people.picked(g.user.id)
    return render_template("habits/with.html", habit=track, people=offered, here=here)


def moment() -> touches.Moment:
    """Return the time of this request, for what is noted with people."""
    return touches.moment(g.now, g.today, g.user.rollover, g.zone)


def _answered(after: HabitLog, stored: Stored, praise: str, whom: bool) -> Any:
    """Answer with the row or the page. ``whom``: ask with whom the habit was done."""
    here = safe_next(url_for("habits.habit", habit_id=after.id))
    if praise and not wants_part():
        flash(praise)
    if _of_row():
        shown = {"card": card(status_on(after, g.today)), "here": here, "praise": praise}
        shown["people"] = people.picked(g.user.id) if whom else []
        if whom and not wants_part():
            return redirect(url_for("days.done_with", habit_id=after.id, next=here), 303)
        return back_or_part(f"{here}#habit-{after.id}", "habits/_check_in.html", **shown)
    if not wants_part():
        asked = url_for("days.done_with", habit_id=after.id, next=here)
        return redirect(asked if whom else here, 303)
    whole: dict[str, Any] = page(after, stored) | {
        "people": people.picked(g.user.id) if whom else []
    }
    return page_or_part("", "habits/_habit.html", **whole, praise=praise)


def _refused(track: HabitLog, when: date, words: str) -> Any:
    """Show the row or the page again, with the reason and the user's input."""
    typed = {"day": when, **{name: request.form.get(name) for name in ("number", "note")}}
    if _of_row() and wants_part():
        here = safe_next(url_for("habits.index"))
        shown = {"card": card(status_on(track, g.today)), "here": here}
        row = "habits/_check_in.html"
        return page_or_part(row, row, 422, refused=words, typed=typed, **shown)
    shown = page(track, stored_of(track))
    whole, part = "habits/habit.html", "habits/_habit.html"
    return page_or_part(whole, part, 422, refused=words, typed=typed, **shown)


@bp.get("/<int:habit_id>/history", defaults={"name": ""})
@bp.get("/<int:habit_id>/history/<name>")
@request_context.person_required
def history(habit_id: int, name: str) -> Any:
    """Show one month of a habit, each day with its rule, to fill in missed days."""
    return _month_page(habit_id, _month(name))


@bp.post("/<int:habit_id>/history/<name>")
@request_context.person_required
def fill_in(habit_id: int, name: str) -> Any:
    """Record the same state for many days of a month."""
    first, form = _month(name), ManyForm()
    days = _chosen(form, first)
    if not form.validate() or not days:
        return _month_page(habit_id, first, "Choose at least one day", 422)
    track = queries.read(g.user.id, habit_id, first, made()) or abort(404)
    try:
        queries.check_room(track, min(days), g.today)
    except queries.TooManyDays:
        return _month_page(habit_id, first, TOO_MANY, 422)
    saved = queries.press_days(track, days, STATES[form.state.data], made())
    db.session.commit()
    flash(f"Saved for {plural(saved, 'day')}.{_left_alone(len(days) - saved)}")
    return redirect(url_for("days.history", habit_id=habit_id, name=name), 303)


def _left_alone(days: int) -> str:
    if not days:
        return ""
    verb = "keeps its" if days == 1 else "keep their"
    return f" {plural(days, 'day')} with a number {verb} number, which falls short of the goal."


def _chosen(form: ManyForm, first: date) -> list[date]:
    """Return the chosen days that lie in the month and not in the future; 404 if one is invalid."""
    try:
        days = form.chosen()
    except ValueError:
        abort(404)
    return [day for day in days if first <= day <= min(month.last_day(first), g.today)]


def _month_page(habit_id: int, first: date, problem: str = "", status: int = 200) -> Any:
    until = min(g.today, month.seen_until(first))
    track = log_or_404(habit_id, first, until)
    shown = month.sheet(track, first, g.today)
    page = render_template("habits/history.html", habit=track, month=shown, problem=problem)
    return page, status


@bp.get("/notes")
@request_context.person_required
def notes() -> Any:
    """List the notes of check-ins, searched by words."""
    words = request.args.get("q", "").strip()[:100]
    before = _day(request.args["before"]) if request.args.get("before") else g.today + DAY
    found = queries.notes(g.user.id, words, before)
    more = found[queries.PAGE - 1].day if len(found) > queries.PAGE else None
    shown = found[: queries.PAGE]
    return render_template("habits/notes.html", words=words, notes=shown, more=more)


@bp.get("/paper", defaults={"name": ""})
@bp.get("/paper/<name>")
@request_context.person_required
def paper(name: str) -> Any:
    """Show all habits of a month on one sheet, to print."""
    first = _month(name)
    until = min(g.today, month.seen_until(first))
    tracks = log_queries.habit_logs(g.user.id, g.user.rollover, g.today, before=first, until=until)
    sheets = [month.sheet(track, first, g.today) for track in tracks]
    return render_template("habits/paper.html", first=first, sheets=sheets, days=month.days(first))


def made() -> Made:
    """Return the time and place of this request."""
    return Made(g.now, g.zone, g.today, g.user.rollover)


def _day(text: str) -> date:
    try:
        return bounds.day(text)
    except bounds.OutOfBounds:
        abort(404)


def _month(name: str) -> date:
    """Return the first day of a month such as ``2026-11``, or of this month if it is empty."""
    first = _day(f"{name}-01") if name else g.today.replace(day=1)
    return first if first <= g.today else abort(404)
