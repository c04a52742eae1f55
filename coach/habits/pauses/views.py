"""Show and change time off: pauses, days away, the archive and graduation."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for

from coach import bounds
from coach.accounts import queries as account
from coach.db import db
from coach.habits import log_queries, queries
from coach.habits.forms import AwayForm
from coach.habits.habit_log import HabitStatus, status_on
from coach.habits.models import Away, Habit
from coach.habits.pauses import queries as time_off
from coach.habits.presenters.changes import recounted
from coach.habits.rules import fold
from coach.habits.rules.time_zones import travel_days
from coach.habits.snapshot_updates import catch_up
from coach.habits.views import log_or_404, own
from coach.text import isolated
from coach.web import request_context
from coach.web.deletions import to_delete
from coach.web.forms import options, safe_next

bp = Blueprint("rests", __name__, url_prefix="/habits")
DAY = timedelta(days=1)
TRAVELS = 400  # days back for which moves and travel days are shown


@bp.route("/away", methods=["GET", "POST"])
@request_context.person_required
def away() -> Any:
    """List the away ranges, travel days and time zones, and add a range."""
    form = AwayForm()
    habits = queries.in_use(g.user.id)
    form.habit.choices = options([(0, "All habits"), *((each.id, each.name) for each in habits)])
    if request.method == "POST" and form.validate() and _has_room(form):
        _declare(form)
        return redirect(safe_next(url_for("rests.away")), 303)
    if request.method == "GET":
        form.first.data = g.today
        form.habit.data = request.args.get("habit", 0, type=int)
    page = render_template("habits/away.html", form=form, **_off())
    return page, 422 if form.errors else 200


def _declare(form: AwayForm) -> None:
    """Save the range, report the changed strengths, and offer to undo it."""
    range_ = Away(
        user_id=g.user.id,
        habit_id=form.habit.data or None,
        first=form.first.data,
        last=form.last.data,
        reason=form.reason.data,
    )
    before = _seen()
    time_off.declare(range_, g.today, g.user.rollover)
    number = range_.id
    catch_up(g.user.id, g.today, g.user.rollover)
    moved = recounted(before, _seen())
    without = f" Strength is now counted without them: {moved}." if moved else ""
    said = f"Saved. These days count neither for nor against you.{without}"
    flash(said, f"undo /habits/away/{number}/remove")


def _seen() -> list[HabitStatus]:
    """Return the status of the user's habits today."""
    found = log_queries.due(g.user.id, g.user.rollover, g.today)
    return [status_on(track, g.today) for track in found.logs]


def _has_room(form: AwayForm) -> bool:
    """Return whether one more range is allowed. Set a form error if not."""
    if time_off.number_of(g.user.id) < bounds.MOST_AWAY:
        return True
    form.first.errors = [f"You have {bounds.MOST_AWAY} ranges. Remove one to add another"]
    return False


def _off() -> dict[str, Any]:
    first = g.today - TRAVELS * DAY
    zones = account.zones_since(g.user.id, first)
    moved = zones if len(zones) > 1 else []  # the first zone is no move
    travel = travel_days(first, g.today, tuple(moved), g.user.rollover)
    ranges = time_off.ranges(g.user.id)
    return {"ranges": ranges, "zones": moved[:0:-1], "travel": sorted(travel, reverse=True)}


@bp.post("/away/<int:away_id>/remove")
@request_context.person_required
def take_back(away_id: int) -> Any:
    """Remove an away range, so that its days count again."""
    found = to_delete(time_off.own_range(g.user.id, away_id))
    moved = ""
    if found is not None:
        before = _seen()
        time_off.take_back(found, g.today, g.user.rollover)
        catch_up(g.user.id, g.today, g.user.rollover)
        moved = recounted(before, _seen())
    flash(f"Removed. These days count again{f'. Strength: {moved}' if moved else ''}.")
    return redirect(safe_next(url_for("rests.away")), 303)


@bp.post("/<int:habit_id>/pause")
@request_context.person_required
def pause(habit_id: int) -> Any:
    """Pause the habit without an end."""
    _pause(own(habit_id))
    db.session.commit()
    flash("Paused. Its streak and strength stay as they are.")
    return redirect(url_for("habits.habit", habit_id=habit_id), 303)


@bp.post("/<int:habit_id>/resume")
@request_context.person_required
def resume(habit_id: int) -> Any:
    """Resume a paused habit today."""
    _resume(own(habit_id))
    db.session.commit()
    flash("The habit starts again today.")
    return redirect(url_for("habits.habit", habit_id=habit_id), 303)


@bp.post("/<int:habit_id>/archive")
@request_context.person_required
def archive(habit_id: int) -> Any:
    """Archive the habit. It is away until it is restored."""
    found = own(habit_id)
    if found.archived_at is None:
        found.archived_at = g.now
        _pause(found)
        db.session.commit()
    flash(f"“{isolated(found.name)}” is archived. Its days are kept.")
    return redirect(url_for("habits.index"), 303)


@bp.post("/<int:habit_id>/restore")
@request_context.person_required
def restore(habit_id: int) -> Any:
    """Restore an archived or graduated habit, from today."""
    found = own(habit_id)
    if found.archived_at is not None or found.graduated_on is not None:
        found.archived_at = found.graduated_on = found.looked_on = None
        _resume(found)
        db.session.commit()
    flash(f"“{isolated(found.name)}” is back.")
    return redirect(url_for("habits.habit", habit_id=habit_id), 303)


@bp.post("/<int:habit_id>/graduate")
@request_context.person_required
def graduate(habit_id: int) -> Any:
    """Graduate a habit that has been strong for about two months."""
    found = own(habit_id)
    if found.graduated_on is None:
        if not fold.may_graduate(status_on(log_or_404(habit_id), g.today).reading, g.today):
            flash("A habit can graduate after about two months of being strong.")
            return redirect(url_for("habits.habit", habit_id=habit_id), 303)
        found.graduated_on = g.today
        _pause(found)
        db.session.commit()
    flash(
        f"“{isolated(found.name)}” has graduated. We will ask once a month whether you still do it."
    )
    return redirect(url_for("habits.index"), 303)


@bp.post("/<int:habit_id>/look")
@request_context.person_required
def look(habit_id: int) -> Any:
    """Confirm at the monthly check that a graduated habit still holds."""
    found = own(habit_id)
    if found.graduated_on is None:
        abort(404)
    found.looked_on = g.today
    db.session.commit()
    flash(f"“{isolated(found.name)}” is still a habit of yours. We will ask again in a month.")
    return redirect(url_for("habits.index"), 303)


def _pause(found: Habit) -> None:
    time_off.pause(found, g.today, None, "", g.today, g.user.rollover)


def _resume(found: Habit) -> None:
    time_off.resume(found, g.today, g.today, g.user.rollover)
