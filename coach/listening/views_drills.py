"""Practise drills: one small skill, line by line, until three of the last four are right."""

from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, url_for

from coach.db import db
from coach.listening import phrases, progression, queries, scene
from coach.listening.exercise import Drill, Spot
from coach.listening.forms import ReplyForm, SpotForm
from coach.listening.room import NumberedLine, items
from coach.listening.scene import Scene
from coach.listening.views import (
    dots,
    in_set,
    leave,
    new_token,
    place_in_set,
    room,
    save_for_later,
    take,
)
from coach.web import request_context

bp = Blueprint("drills", __name__, url_prefix="/listening/drills")


@bp.get("/<drill_id>")
def drill(drill_id: str) -> str:
    """Show the skill of the drill, and the progress in it."""
    found = drill_or_404(drill_id)
    answered = queries.in_drill(g.user.id, found.id) if g.user else []
    return render_template(
        "listening/drill.html",
        drill=found,
        skill=phrases.SKILLS[found.skill],
        onward=progression.next_line(found, [part for part, _ in answered]),
        answered=len(answered),
        stands=phrases.progress_in_drill([well for _, well in answered]),
    )


@bp.get("/<drill_id>/<line_id>")
def line(drill_id: str, line_id: str) -> Any:
    """Show one line to answer, or one reply whose act to name."""
    placed = line_or_404(drill_id, line_id)
    if isinstance(placed.item, Spot):
        return spot_page(placed, SpotForm(None, token=new_token()))
    shown = scene_or_404(line_id)
    text = queries.draft(g.user.id, shown.kind, drill_id, line_id) if g.user else ""
    return line_page(placed, shown, ReplyForm(None, reply=text, token=new_token()))


@bp.post("/<drill_id>/<line_id>")
def answer(drill_id: str, line_id: str) -> Any:
    """Take a chosen act or a written reply."""
    placed = line_or_404(drill_id, line_id)
    if isinstance(placed.item, Spot):
        return take_spot(placed, placed.item)
    shown, form = scene_or_404(line_id), ReplyForm()
    if "later" in request.form and save_for_later(shown, form):
        return leave(shown.title, form)
    if form.errors or not form.validate():
        return line_page(placed, shown, form), 422
    return onward(take(shown, form.reply.data, form.token.data))


def take_spot(placed: NumberedLine, spot: Spot) -> Any:
    """Save the chosen act."""
    form = SpotForm()
    if not form.chosen():
        return spot_page(placed, form), 422
    values = {
        "user_id": request_context.ensure_user().id,
        "token": form.token.data or new_token(),
        "kind": "spot",
        "exercise_id": placed.drill.id,
        "part": spot.id,
        "level": placed.drill.level,
        "text": form.act.data,
        "went_well": form.act.data == spot.act,
        "practice_day": g.today,
        "answered_at": g.now,
    }
    return onward(queries.keep(values))


def onward(reply_id: int) -> Any:
    """Commit, and redirect to the result."""
    db.session.commit()
    return redirect(url_for("replies.reply", reply_id=reply_id, **in_set(), _anchor="verdict"), 303)


def spot_page(placed: NumberedLine, form: SpotForm) -> str:
    """Return the page with the choice of acts."""
    return page("listening/spot.html", placed, form=form)


def line_page(placed: NumberedLine, shown: Scene, form: ReplyForm) -> str:
    """Return the page with the form for a reply."""
    prompt = phrases.prompt(shown.skill, shown.pronoun)
    return page("listening/line.html", placed, scene=shown, prompt=prompt, form=form)


def page(template: str, placed: NumberedLine, **context: Any) -> str:
    """Return a page of a drill, with the context that all of them need."""
    answered = queries.in_drill(g.user.id, placed.drill.id) if g.user else []
    more = {"placed": placed, "drill": placed.drill, "in_set": in_set()}
    more |= places(placed, {part for part, _ in answered})
    return render_template(template, item=placed.item, **more, **context)


def places(placed: NumberedLine, answered: set[str]) -> dict[str, Any]:
    """Return the position of this line in today's set or in its drill (see ``dots``)."""
    drill, line = placed.drill, placed.item.id
    kind = progression.KIND_OF_SKILL[drill.skill]
    lines = [item.id for item in items(drill)]
    return place_in_set((kind, drill.id, line)) or dots(lines, answered, line)


def drill_or_404(drill_id: str) -> Drill:
    """Return the drill, or answer 404."""
    return room().drills.get(drill_id) or abort(404)


def line_or_404(drill_id: str, line_id: str) -> NumberedLine:
    """Return the line of this drill, or answer 404."""
    placed = room().lines.get(line_id)
    return placed if placed and placed.drill.id == drill_id else abort(404)


def scene_or_404(line_id: str) -> Scene:
    """Return the line as an exercise, or answer 404."""
    return scene.of_line(room(), line_id) or abort(404)
