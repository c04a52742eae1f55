"""Show habits: the list, one habit, its plan, and the explanation of its numbers."""

import secrets
from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from markupsafe import Markup

from coach import bounds
from coach.db import db
from coach.habits import log_queries, plan_queries, queries, snapshots
from coach.habits.check_ins import queries as check_ins
from coach.habits.forms import EditForm, HabitForm
from coach.habits.habit_log import HabitLog
from coach.habits.models import Habit
from coach.habits.pauses import queries as time_off
from coach.habits.presenters import phrases
from coach.habits.presenters.explanation import why, why_from
from coach.habits.presenters.page import FILL_IN, sheet
from coach.habits.presenters.row import DAY, card
from coach.habits.presenters.year_chart import drawn_from, year
from coach.habits.rules import fold
from coach.habits.rules.day_states import CodedDays, months
from coach.habits.statuses import status_on
from coach.people import queries as people
from coach.people import touch_queries as touches
from coach.principles import PRINCIPLES
from coach.web import request_context, text_versions
from coach.web.cache import cached
from coach.web.course import course
from coach.web.forms import safe_next

bp = Blueprint("habits", __name__, url_prefix="/habits")
bp.add_app_template_filter(phrases.moment)
bp.add_app_template_filter(phrases.act, "act_words")
STEPS = ("Say it", "Picture it", "Confirm it")


@bp.get("")
def index() -> Any:
    """List the habits with today's check-in, by principle if requested, and those put away."""
    tracks = log_queries.habit_logs(g.user.id, g.user.rollover, g.today) if g.user else []
    cards = [card(status_on(track, g.today)) for track in tracks]
    groups = [(None, cards)]
    if request.args.get("by") == "principle":
        ordered = sorted(cards, key=lambda each: each.principle)
        grouped = groupby(ordered, key=lambda each: each.principle)
        groups = [(PRINCIPLES[number - 1], list(found)) for number, found in grouped]
    gone = queries.put_away(g.user.id) if g.user else []
    return render_template(
        "habits/index.html",
        cards=cards,
        groups=groups,
        archived=[habit for habit in gone if habit.archived_at],
        graduated=[
            (habit, fold.next_check(habit.graduated_on, habit.looked_on))
            for habit in gone
            if habit.graduated_on and not habit.archived_at
        ],
    )


@bp.route("/arrange", methods=["GET", "POST"])
@request_context.person_required
def arrange() -> Any:
    """Change the order of the habits."""
    habits = queries.in_use(g.user.id)
    if request.method == "POST":
        places = {habit.id: request.form.get(f"place-{habit.id}", 0, type=int) for habit in habits}
        for position, habit in enumerate(sorted(habits, key=lambda each: places[each.id])):
            habit.position = position
        db.session.commit()
        flash("Saved.")
        return redirect(url_for("habits.index"), 303)
    return render_template("habits/arrange.html", habits=habits)


@bp.route("/new", methods=["GET", "POST"])
def new() -> Any:
    """Create a habit, filled in from a lesson's offer if ``from`` names one."""
    form = HabitForm()
    form.offer_people(people.picked(g.user.id) if g.user else [])
    if request.method == "POST" and form.validate():
        user = request_context.ensure_user()
        habit = queries.made_with(user.id, form.token.data)
        if habit or queries.number_of(user.id) < bounds.MOST_HABITS:
            habit = habit or _made(form, user.id)
            db.session.flush()
            touches.tie_habit(user.id, habit.id, form.contact.data)
            db.session.commit()
            flash("Planned. You will find it on Today.")
            return redirect(url_for("habits.habit", habit_id=habit.id), 303)
        form.name.errors = [f"You have {bounds.MOST_HABITS} habits, and more are not taken in"]
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
    """Fill in the form from a lesson's offer. An unknown offer leaves the form empty."""
    offer = current_app.extensions["catalogue"].habit(offer_id) if offer_id else None
    if offer is None:
        return
    form.offer.data = offer.id
    form.principle.data = next(p.number for p in PRINCIPLES if p.slug == offer.principle)
    form.cue.data = offer.cue.plain if offer.cue else ""
    form.act.data = offer.act.plain if offer.act else ""
    form.name.data = offer.title
    form.message_kind.data = offer.message_kind
    form.kind.data = {"day": "daily", "days": "interval"}.get(offer.per, offer.per)
    if offer.per == "weekdays":
        form.weekdays.data = list(offer.days)
    elif form.kind.data != "daily":
        form[form.kind.data].data = offer.target


@bp.get("/<int:habit_id>")
@request_context.person_required
def habit(habit_id: int) -> Any:
    """Show one habit: its plan, today's check-in, its numbers, the year and the last days."""
    track = log_or_404(habit_id)
    return render_template("habits/habit.html", **page(track, stored_of(track)))


@bp.get("/<int:habit_id>/why")
@request_context.person_required
def reasons(habit_id: int) -> Any:
    """Show the days behind each number, with the rule that was used."""
    track = log_or_404(habit_id, why_from(g.today))
    return render_template("habits/why.html", habit=track, why=why(track, g.today))


@bp.route("/<int:habit_id>/edit", methods=["GET", "POST"])
@request_context.person_required
def edit(habit_id: int) -> Any:
    """Edit the texts, the schedule or the pause. A new schedule is in force from today."""
    found, back = own(habit_id), safe_next(url_for("habits.habit", habit_id=habit_id))
    form = EditForm()
    form.keep(found.plans[-1])
    with_whom = _with_whom(found)
    form.offer_people(with_whom.people)
    both = text_versions.of_forms(_stored(found, with_whom), form, without=("pause",))
    sound = request.method == "POST" and form.validate() and _pause_fits(form)
    if sound and not both.differences:
        _change(found, form)
        db.session.commit()
        flash("Saved.")
        return redirect(back, 303)
    if request.method == "GET":
        form.show(found, found.plans[-1])
        form.contact.data = with_whom.contact_id
    context = {"form": form, "habit": found, "versions": both, "back": back}
    page = render_template("habits/edit.html", **context)
    return page, both.status(form.errors)


class WithWhom(NamedTuple):
    """With whom a habit is done, and the people to choose from.

    ``contact_id`` is 0 for nobody, and ASK for another person each time.
    """

    contact_id: int
    people: list[tuple[int, str]]


def _with_whom(found: Habit) -> WithWhom:
    contact_id = touches.whom(touches.tie_of(found.user_id, found.id))
    return WithWhom(contact_id, people.picked(found.user_id, contact_id))


def _stored(found: Habit, with_whom: WithWhom) -> EditForm:
    form = EditForm(None)
    form.keep(found.plans[-1])
    form.show(found, found.plans[-1])
    form.offer_people(with_whom.people)
    form.contact.data = with_whom.contact_id
    return form


def _change(found: Habit, form: EditForm) -> None:
    form.describe(found)
    touches.tie_habit(found.user_id, found.id, form.contact.data)
    plan = form.plan(g.user.id, max(g.today, found.start), g.user.week_start)
    new, old = plan.as_plan(), found.plans[-1].as_plan()
    if (new.schedule, new.goal) != (old.schedule, old.goal):
        plan_queries.change_plan(found, plan, g.today, g.user.rollover)
    if form.pause.data:
        last = form.pause.data - DAY
        time_off.pause(found, g.today, last, "", g.today, g.user.rollover)


def _pause_fits(form: EditForm) -> bool:
    if form.pause.data and form.pause.data <= g.today:
        form.pause.errors = ["Choose a day after today"]
        return False
    return True


@bp.route("/<int:habit_id>/rehearse", methods=["GET", "POST"])
@request_context.person_required
def rehearse(habit_id: int) -> Any:
    """Rehearse the plan in three steps, because rehearsed plans are carried out more often.

    ``next`` is the page to return to, such as a step of a lesson.
    """
    found, back = own(habit_id), safe_next(url_for("habits.habit", habit_id=habit_id))
    if request.method == "POST":
        found.rehearsed_at = g.now
        db.session.commit()
        flash("Rehearsed. The moment will remind you.")
        return redirect(back, 303)
    step = min(max(request.args.get("step", 1, type=int), 1), len(STEPS))
    return render_template("habits/rehearse.html", habit=found, step=step, steps=STEPS, back=back)


class Stored(NamedTuple):
    """What the page shows besides the log: the year's stored days, and older notes."""

    year: tuple[CodedDays, ...]
    notes: Mapping[date, str]


NOTHING_STORED = Stored((), {})


def stored_of(track: HabitLog) -> Stored:
    """Return the stored days and notes from before those in the log."""
    year = snapshots.stored_past(track.id, drawn_from(g.today), track.running.through)
    return Stored(tuple(year), check_ins.notes_before(track.id, g.today - FILL_IN * DAY))


def page(track: HabitLog, stored: Stored) -> dict[str, Any]:
    """Return the template's context of a habit's page."""
    shown = sheet(status_on(track, g.today), stored.year, stored.notes)
    return {
        "habit": track,
        "sheet": shown,
        "card": shown.card,
        "message": course().writing.kinds.get(track.message_kind),
        "year": _year(track.id, shown.drawn, track.history.first_day, g.today, request.script_root),
    }


@cached(128)
def _year(habit_id: int, drawn: CodedDays, began: date, today: date, root: str) -> Markup:
    """Return a habit's year as a chart and a table, ready for the page.

    Both show numbers and days only. ``root`` is the path under which the app is served.
    """
    return Markup(  # noqa: S704  our own template
        render_template(
            "habits/_year.html",
            habit_id=habit_id,
            began=began,
            halves=year(drawn, today, began),
            by_month=months(drawn),
        )
    )


def log_or_404(habit_id: int, before: date = date.max, until: date = date.max) -> HabitLog:
    """Return the user's own habit as plain data, or abort with 404."""
    rollover = g.user.rollover
    found = log_queries.habit_logs(g.user.id, rollover, g.today, habit_id, before, until)
    return found[0] if found else abort(404)


def own(habit_id: int) -> Habit:
    """Return the user's own habit, or abort with 404."""
    return queries.own_habit(g.user.id, habit_id) or abort(404)
