"""Present a message to hear or read, and take the reply in one of four kinds."""

from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, url_for

from coach.db import db
from coach.listening import phrases, progression, queries, scene
from coach.listening.exercise import Message
from coach.listening.forms import ReplyForm
from coach.listening.room import bars
from coach.listening.views import in_set, leave, new_token, place_in_set, room, save_for_later, take

bp = Blueprint("messages", __name__, url_prefix="/listening/messages")


@bp.get("/<message_id>")
def message(message_id: str) -> Any:
    """Redirect to the kind of exercise with this message that suits the user's progress."""
    found = message_or_404(message_id)
    history = queries.history(g.user.id, g.today) if g.user else queries.NOTHING
    met = queries.met(g.user.id) if g.user else {}
    kinds = [
        kind for kind in progression.MESSAGE_KINDS if kind in progression.open_kinds(history.now)
    ]
    fresh = [kind for kind in kinds if not met.get((found.id, kind), (0, False))[1]]
    kind = next(iter([*fresh, *reversed(kinds)]), progression.MESSAGE_KINDS[0])
    return redirect(url_for(".exercise", message_id=found.id, kind=kind), 303)


@bp.get("/<message_id>/<kind>")
def exercise(message_id: str, kind: str) -> Any:
    """Show the message, and a form for the reply."""
    found = message_or_404(message_id, kind)
    text = queries.draft(g.user.id, kind, found.id, "") if g.user else ""
    return ask(found, kind, ReplyForm(None, reply=text, token=new_token()))


@bp.post("/<message_id>/<kind>")
def answer(message_id: str, kind: str) -> Any:
    """Judge a reply and redirect to its feedback, or save it for later."""
    found, form = message_or_404(message_id, kind), ReplyForm()
    shown = scene.of_message(found, kind)
    if "later" in request.form and save_for_later(shown, form):
        return leave(found.title, form)
    if form.errors or not form.validate():
        return ask(found, kind, form), 422
    reply_id = take(shown, form.reply.data, form.token.data)
    db.session.commit()
    return redirect(url_for("replies.reply", reply_id=reply_id, **in_set(), _anchor="verdict"), 303)


def ask(found: Message, kind: str, form: ReplyForm) -> str:
    """Return the page with the player, the transcript and the form."""
    sound = room().sounds.get(found.id)
    return render_template(
        "listening/exercise.html",
        message=found,
        kind=kind,
        form=form,
        prompt=phrases.prompt(kind, found.pronoun),
        kinds={each: phrases.KINDS[each] for each in progression.MESSAGE_KINDS if each != kind},
        sound=sound,
        bars=bars(sound.envelope) if sound else [],
        tries=queries.tries(g.user.id, kind, found.id, "") if g.user else [],
        in_set=in_set(),
        **place_in_set((kind, found.id, "")),
    )


def message_or_404(message_id: str, kind: str = "catch") -> Message:
    """Return the message, or answer 404 if the message or the kind does not exist."""
    if kind not in progression.MESSAGE_KINDS:
        abort(404)
    return room().messages.get(message_id) or abort(404)
