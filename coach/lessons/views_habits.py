"""Add the habit that a lesson offers, with one tap."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, request, url_for

from coach.content.steps import HabitChoice, HabitOffer
from coach.db import db
from coach.habits import plan_queries
from coach.habits import queries as habits
from coach.lessons import queries
from coach.web import request_context
from coach.web.course import course, step_or_404

bp = Blueprint("lesson_habit", __name__)


@bp.post("/lessons/<lesson_id>/<int:number>/habit")
def add(lesson_id: str, number: int) -> Any:
    """Add an offered habit. On the last step this also finishes the lesson."""
    lesson, step = step_or_404(lesson_id, number)
    offers = step.offers if isinstance(step, HabitChoice) else (step,)
    chosen = request.form.get("offer", offers[0].id)
    offer = next((each for each in offers if each.id == chosen), None)
    if not isinstance(offer, HabitOffer):
        abort(404)
    user = request_context.ensure_user()
    token = request.form.get("token", "")
    plan_queries.take_over(offer, user.id, user.week_start, token, g.today, g.now)
    ended = number == len(lesson.steps)
    queries.move(user.id, lesson, number + 1 if ended else number, g.now)
    db.session.commit()
    here = url_for("lessons.step", lesson_id=lesson.id, number=number, _anchor="verdict")
    return redirect(here, 303)


@bp.post("/habits/from/<offer_id>")
def take(offer_id: str) -> Any:
    """Add an offered habit from any page, and redirect to it."""
    offer = course().habit(offer_id) or abort(404)
    user = request_context.ensure_user()
    token = request.form.get("token", "")
    plan_queries.take_over(offer, user.id, user.week_start, token, g.today, g.now)
    habit = habits.from_offer(user.id, offer.id)
    db.session.commit()
    flash("Added. You will find it on Today.")
    if habit is None:
        return redirect(url_for("habits.index"), 303)
    return redirect(url_for("habits.habit", habit_id=habit.id), 303)
