"""Habits: the list, one habit, its plan, and the check-in."""

import secrets
from datetime import date
from typing import Any

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request

from coach.db import db
from coach.habits import milestone, queries
from coach.habits.card import DAY, Track, card, see
from coach.habits.forms import CheckInForm, EditForm, HabitForm
from coach.habits.history import State
from coach.habits.models import NAME, Habit
from coach.habits.queries import Made
from coach.habits.running import read
from coach.habits.schedule import InTheFuture, admit
from coach.habits.sheet import FILL_IN, new_year, sheet, why, why_from
from coach.principles import PRINCIPLES
from coach.web import entry
from coach.web.fields import safe_next
from coach.web.fragment import back_or_part, page_or_part

bp = Blueprint("habits", __name__, url_prefix="/habits")

OLDEST = date(1990, 1, 1)
STATES = {"done": State.DONE, "rest": State.REST, "missed": State.MISSED, "none": None}


@bp.get("")
def index() -> Any:
    """All habits with today's check-in, and the archived ones."""
    tracks = queries.tracks(g.user.id, g.user.rollover, g.today) if g.user else []
    return render_template(
        "habits/index.html",
        cards=[card(see(track, g.today)) for track in tracks],
        archived=queries.archived(g.user.id) if g.user else [],
    )


@bp.route("/new", methods=["GET", "POST"])
def new() -> Any:
    """Plan a habit, begun from a lesson's offer if one is named."""
    form = HabitForm()
    if request.method == "POST" and form.validate():
        user = entry.ensure_user()
        habit = queries.made_with(user.id, form.token.data) or _made(form, user.id)
        db.session.commit()
        flash("Planned. It waits for you on Today.")
        return redirect(f"/habits/{habit.id}", 303)
    if request.method == "GET":
        form.token.data = secrets.token_hex(8)
        _prefill(form, request.args.get("from", ""))
    status = 422 if form.errors else 200
    return render_template("habits/new.html", form=form), status


def _made(form: HabitForm, user_id: int) -> Habit:
    token = form.token.data or secrets.token_hex(8)
    habit = Habit(user_id=user_id, start=g.today, created_at=g.now, token=token)
    habit.offer = form.offer.data or None
    habit.position = queries.number_of(user_id)
    form.describe(habit)
    habit.plans = [form.plan(user_id, g.today, g.user.week_start)]
    db.session.add(habit)
    return habit


def _prefill(form: HabitForm, offer_id: str) -> None:
    """Fill in what a lesson offers; an unknown offer leaves an empty form."""
    offer = current_app.extensions["catalogue"].habit(offer_id) if offer_id else None
    if offer is None:
        return
    form.offer.data = offer.id
    form.principle.data = next(p.number for p in PRINCIPLES if p.slug == offer.principle)
    form.cue.data = offer.cue.plain if offer.cue else ""
    form.act.data = offer.act.plain if offer.act else ""
    form.name.data = form.act.data[:1].upper() + form.act.data[1:NAME]
    form.kind.data = {"day": "daily", "days": "interval"}.get(offer.per, offer.per)
    if offer.per == "weekdays":
        form.weekdays.data = list(offer.days)
    elif form.kind.data != "daily":
        form[form.kind.data].data = offer.target


@bp.get("/<int:habit_id>")
@entry.person_required
def habit(habit_id: int) -> Any:
    """One habit: plan, today's stamp, figures, the year, the last days."""
    return render_template("habits/habit.html", **_facts(habit_id))


@bp.get("/<int:habit_id>/why")
@entry.person_required
def reasons(habit_id: int) -> Any:
    """The days behind each number, with the rule used for each."""
    track = _track(habit_id, why_from(g.today))
    return render_template("habits/why.html", habit=track, why=why(track, g.today))


@bp.route("/<int:habit_id>/edit", methods=["GET", "POST"])
@entry.person_required
def edit(habit_id: int) -> Any:
    """Change words, days or pause. A new schedule holds from today on."""
    found = own(habit_id)
    form = EditForm()
    if request.method == "POST" and form.validate() and _pause_fits(form):
        form.describe(found)
        plan = form.plan(g.user.id, max(g.today, found.start), g.user.week_start)
        if plan.as_plan().schedule != found.plans[-1].as_plan().schedule:
            queries.change_plan(found, plan, g.today, g.user.rollover)
        if form.pause.data:
            _pause(found, form.pause.data - DAY)
        db.session.commit()
        flash("Saved.")
        return redirect(f"/habits/{habit_id}", 303)
    if request.method == "GET":
        form.show(found, found.plans[-1])
    page = render_template("habits/edit.html", form=form, habit=found)
    return page, 422 if form.errors else 200


def _pause_fits(form: EditForm) -> bool:
    if form.pause.data and form.pause.data <= g.today:
        form.pause.errors = ["Choose a day after today"]
        return False
    return True


def _pause(found: Habit, last: date | None) -> None:
    queries.pause(found, g.today, last, "", g.today, g.user.rollover)


@bp.post("/<int:habit_id>/pause")
@entry.person_required
def pause(habit_id: int) -> Any:
    """Let the habit rest without an end."""
    _pause(own(habit_id), None)
    db.session.commit()
    flash("Paused. Nothing moves meanwhile.")
    return redirect(f"/habits/{habit_id}", 303)


@bp.post("/<int:habit_id>/resume")
@entry.person_required
def resume(habit_id: int) -> Any:
    """Go on with a paused habit, today."""
    queries.resume(own(habit_id), g.today, g.today, g.user.rollover)
    db.session.commit()
    flash("It goes on from today.")
    return redirect(f"/habits/{habit_id}", 303)


@bp.post("/<int:habit_id>/archive")
@entry.person_required
def archive(habit_id: int) -> Any:
    """Put the habit away; it rests until it is restored."""
    found = own(habit_id)
    if found.archived_at is None:
        found.archived_at = g.now
        _pause(found, None)
        db.session.commit()
    flash(f"“{found.name}” is archived. Its days are kept.")
    return redirect("/habits", 303)


@bp.post("/<int:habit_id>/restore")
@entry.person_required
def restore(habit_id: int) -> Any:
    """Take the habit up again, today."""
    found = own(habit_id)
    if found.archived_at is not None:
        found.archived_at = None
        queries.resume(found, g.today, g.today, g.user.rollover)
        db.session.commit()
    flash(f"“{found.name}” is back.")
    return redirect(f"/habits/{habit_id}", 303)


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
        return _refused(found, "That day has not come yet. It can be filled in once it is here.")
    before = read_now(_track(found.id))
    note = form.note.data if "note" in request.form else None
    said = _said(found, when) if form.state.data == "note" else STATES[form.state.data]
    queries.record(found, when, said, note, Made(g.now, g.zone, g.today, g.user.rollover))
    db.session.commit()
    after = _track(found.id)
    late = (g.today - when).days > 1
    praise = milestone.word(before, read_now(after), late)
    return _answered(found, after, praise)


def _answered(found: Habit, track: Track, praise: str) -> Any:
    here = safe_next(f"/habits/{found.id}")
    if request.form.get("part") == "row":
        shown = {"card": card(see(track, g.today)), "here": here, "praise": praise}
        location, part = f"{here}#habit-{found.id}", "habits/_check_in.html"
    else:
        shown = {**_facts(found.id), "praise": praise}
        location, part = here, "habits/_habit.html"
    if praise and request.headers.get("X-Part") != "1":
        flash(praise)
    return back_or_part(location, part, **shown)


def _refused(found: Habit, words: str) -> Any:
    facts = _facts(found.id)
    return page_or_part("habits/habit.html", "habits/_habit.html", 422, refused=words, **facts)


def _said(found: Habit, when: date) -> State | None:
    """Return what the day says already: a note alone changes nothing about the act."""
    made = _track(found.id, when).history.check_ins.get(when)
    return made.state if made else None


def _facts(habit_id: int) -> dict[str, Any]:
    track = _track(habit_id)
    earlier = queries.stored_past(habit_id, new_year(g.today), g.today)
    older = queries.notes_before(habit_id, g.today - FILL_IN * DAY)
    shown = sheet(track, earlier, older, g.today)
    return {"habit": track, "sheet": shown, "card": shown.card}


def _track(habit_id: int, before: date = date.max) -> Track:
    """Return the person's own habit as plain data, or answer 404."""
    found = queries.tracks(g.user.id, g.user.rollover, g.today, habit_id, before)
    return found[0] if found else abort(404)


def read_now(track: Track) -> Any:
    """Return how the streak stands today."""
    return read(track.history, track.running, g.today).standing


def _day(text: str) -> date:
    try:
        when = date.fromisoformat(text)
    except ValueError:
        abort(404)
    return when if when >= OLDEST else abort(404)


def own(habit_id: int) -> Habit:
    """Return the person's own habit, or answer 404."""
    return queries.own_habit(g.user.id, habit_id) or abort(404)
