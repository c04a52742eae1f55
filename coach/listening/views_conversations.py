"""Hold conversations of three turns in which the reply decides what the speaker says next."""

import re
from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, url_for

from coach.db import db
from coach.listening import phrases, queries, scene
from coach.listening.exercise import Conversation
from coach.listening.forms import ReplyForm
from coach.listening.models import Reply
from coach.listening.scene import Scene
from coach.listening.views import leave, new_token, room, save_for_later, take

bp = Blueprint("talks", __name__, url_prefix="/listening/conversations")
_RUN = re.compile(r"[0-9a-f]{24}")


@bp.get("/<talk_id>")
def talk(talk_id: str) -> Any:
    """Show the conversation so far. With ``?again`` a finished one starts again."""
    found = conversation_or_404(talk_id)
    said = last_run(found)
    if "again" in request.args and len(said) == len(found.turns):
        said = []
    token = said[0].run if said else new_token()
    return talk_page(found, said, ReplyForm(None, reply=begun(found, said), token=token))


@bp.post("/<talk_id>")
def answer(talk_id: str) -> Any:
    """Save the reply to a turn. One sent twice, or for an earlier turn, changes nothing."""
    found, form = conversation_or_404(talk_id), ReplyForm()
    run = form.token.data or ""
    said = [reply for reply in last_run(found) if reply.run == run]
    turn = request.form.get("turn", "")
    here = url_for(".talk", talk_id=talk_id, _anchor="turn")
    expected = found.turns[len(said)].id if len(said) < len(found.turns) else None
    if not _RUN.fullmatch(run) or turn != expected:
        return redirect(here, 303)
    shown = turn_of(found, said)
    if "later" in request.form and save_for_later(shown, form):
        return leave(found.title, form)
    if form.errors or not form.validate():
        return talk_page(found, said, form), 422
    take(shown, form.reply.data, f"{run}.{turn}", run)
    db.session.commit()
    return redirect(here, 303)


def turn_of(found: Conversation, said: list[Reply]) -> Scene:
    """Return the next turn after these replies, as an exercise."""
    return scene.of_turn(found, len(said), not said or bool(said[-1].opened))


def begun(found: Conversation, said: list[Reply]) -> str:
    """Return the draft of the reply to the next turn, or an empty string."""
    if g.user is None or len(said) == len(found.turns):
        return ""
    shown = turn_of(found, said)
    return queries.draft(g.user.id, shown.kind, shown.exercise_id, shown.part)


def talk_page(found: Conversation, said: list[Reply], form: ReplyForm) -> str:
    """Return the page: the conversation so far, and the form or the ending."""
    opened = [True, *(bool(reply.opened) for reply in said)]
    spoken = [turn.said(door) for turn, door in zip(found.turns, opened, strict=False)]
    over = len(said) == len(found.turns)
    return render_template(
        "listening/talk.html",
        talk=found,
        said=said,
        spoken=spoken,
        opened=opened,
        over=over,
        form=form,
        prompt=phrases.prompt("conversation", found.pronoun),
    )


def last_run(found: Conversation) -> list[Reply]:
    """Return the user's replies in the last run of the conversation."""
    return queries.last_run(g.user.id, found.id, len(found.turns)) if g.user else []


def conversation_or_404(talk_id: str) -> Conversation:
    """Return the conversation, or answer 404."""
    return room().conversations.get(talk_id) or abort(404)
