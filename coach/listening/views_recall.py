"""Let messages come back after some days: free recall, questions, and what was remembered."""

from typing import Any

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

from coach.db import db
from coach.listening import recall, recall_phrases, recall_queries
from coach.listening.exercise import Message
from coach.listening.forms import RecallForm, spoken_facts
from coach.listening.models import RecallAnswer
from coach.listening.room import bars
from coach.listening.views import in_set, new_token, room
from coach.web import request_context
from coach.web.deletions import to_delete
from coach.web.forms import safe_next

bp = Blueprint("recall", __name__, url_prefix="/listening/recall")
bp.add_app_template_global(recall_phrases.outcome, "recall_outcome")
OTHERS = 4  # other messages with which a recall is compared


@bp.get("")
@request_context.person_required
def index() -> str:
    """Show what comes back today, and the switch."""
    return render_template("listening/recall.html", due=due_messages(), off=g.user.recall_off)


@bp.post("/switch")
@request_context.person_required
def switch() -> Any:
    """Turn recall off, or on again."""
    g.user.recall_off = "off" in request.form
    db.session.commit()
    flash("Messages come back no more." if g.user.recall_off else "Messages come back again.")
    return redirect(url_for(".index"), 303)


@bp.get("/messages/<message_id>")
@request_context.person_required
def message(message_id: str) -> Any:
    """Ask what the speaker said: name, role and scene, and one field."""
    found = due_or_none(message_id)
    if found is None:
        return not_due()
    return ask(found, RecallForm(None, token=new_token()))


@bp.post("/messages/<message_id>")
@request_context.person_required
def answer(message_id: str) -> Any:
    """Judge a free recall. Ask for what is missing, or show what was remembered."""
    found, form = due_or_none(message_id), RecallForm()
    if found is None:
        return not_due()
    if not form.validate():
        return ask(found, form), 422
    answer_id = keep(found, form.reply.data, form.token.data or new_token())
    db.session.commit()
    return redirect(url_for(".told", recall_id=answer_id, **in_set()), 303)


@bp.post("/messages/<message_id>/stop")
@request_context.person_required
def stop(message_id: str) -> Any:
    """Let one message come back no more."""
    row = recall_queries.own_schedule(g.user.id, message_id) or abort(404)
    row.stopped = True
    db.session.commit()
    flash("This one will not come back.")
    return redirect(safe_next(url_for(".index")), 303)


@bp.get("/answers/<int:recall_id>")
@request_context.person_required
def told(recall_id: int) -> str:
    """Ask the questions that are left, or show what was remembered."""
    found = own(recall_id)
    message = room().messages.get(found.message_id)
    if not found.finished and message is not None:
        context = questions(found, message) | {"in_set": in_set()}
        return render_template("listening/recall_cues.html", **context)
    context = outcome(found, message) | {"in_set": in_set()}
    return render_template("listening/recall_told.html", **context)


@bp.post("/answers/<int:recall_id>")
@request_context.person_required
def cued(recall_id: int) -> Any:
    """Keep the answers to the questions, and judge them."""
    found = own(recall_id)
    message = room().messages.get(found.message_id)
    if message is not None and not found.finished:
        judge = current_app.extensions["listening"].judge
        by_id = {each.id: each for each in message.recalls}
        said = [clipped(f"cue-{each}") for each in found.asked]
        states = [
            recall.cue_state(by_id[name], text, judge) if name in by_id else "no"
            for name, text in zip(found.asked, said, strict=True)
        ]
        found.told = said
        found.right = [n for n, s in zip(found.asked, states, strict=True) if s == "yes"]
        found.own_word = clipped("own")
        found.finished = True
        db.session.commit()
    return redirect(url_for(".told", recall_id=recall_id, **in_set()), 303)


@bp.post("/answers/<int:recall_id>/meant")
@request_context.person_required
def meant(recall_id: int) -> Any:
    """Count an answer that the learner meant so, or take that back."""
    found, cue = own(recall_id), request.form.get("cue", "")
    if cue not in found.asked:
        abort(404)
    others = [name for name in found.right if name != cue]
    found.right = others if cue in found.right else [*others, cue]
    db.session.commit()
    here = url_for(".told", recall_id=recall_id, **in_set(), _anchor=f"cue-{cue}")
    return redirect(here, 303)


@bp.post("/answers/<int:recall_id>/delete")
@request_context.person_required
def delete(recall_id: int) -> Any:
    """Delete one recall for good."""
    if found := to_delete(recall_queries.own_answer(g.user.id, recall_id)):
        db.session.delete(found)
        db.session.commit()
    flash("Deleted.")
    return redirect(url_for(".index"), 303)


# ------------------------------------------------------------------ shared by the pages


def due_messages() -> list[Message]:
    """Return the messages that come back today."""
    return recall_queries.due_messages(g.user, room(), g.today)


def due_or_none(message_id: str) -> Message | None:
    """Return the message if it comes back today, otherwise None."""
    return next((each for each in due_messages() if each.id == message_id), None)


def not_due() -> Any:
    flash("This message is not asked for today.")
    return redirect(url_for(".index"), 303)


def own(recall_id: int) -> RecallAnswer:
    """Return the user's own recall, or answer 404."""
    return recall_queries.own_answer(g.user.id, recall_id) or abort(404)


def ask(found: Message, form: RecallForm) -> str:
    """Return the page of the free recall, which may be spoken where that is written down."""
    page = "listening/recall_free.html"
    return render_template(page, message=found, form=form, in_set=in_set())


def clipped(name: str) -> str:
    """Return a typed text of the questions' page, cut at its maximum length."""
    return " ".join(request.form.get(name, "").replace("\x00", "").split())[:LONGEST_ANSWER]


LONGEST_ANSWER = 1_000


def keep(found: Message, text: str, token: str) -> int:
    """Judge and save a free recall, and move the message's schedule on. This does not commit."""
    judge = current_app.extensions["listening"].judge
    judgement = judge.judge(found.heard, text)
    points = recall.found_points(judgement, found)
    asked = recall.cues(found, text, points, judge)
    row = recall_queries.own_schedule(g.user.id, found.id) or abort(404)
    lately = recall_queries.heard_lately(g.user.id, found.id, g.today, OTHERS)
    others = [room().messages[name] for name in lately if name in room().messages]
    other = recall.from_another(found, judgement, text, others, judge)
    first = [name for name in row.first_found if name in {p.id for p in found.points}]
    answer_id = recall_queries.keep(
        {
            "user_id": g.user.id,
            "token": token,
            "message_id": found.id,
            "days": (g.today - row.answered_on).days,
            "text": text,
            "found": list(points),
            "details": list(recall.found_details(judgement)),
            "points": len(found.points),
            "asked": [each.id for each in asked],
            "told": [],
            "right": [],
            "own_word": "",
            "elsewhere": other.id if other else "",
            "known": len(first),
            "kept": len(set(first) & set(points)),
            "finished": not asked and not row.promise,
            "practice_day": g.today,
            "answered_at": g.now,
        }
        | spoken_facts(request.form)
    )
    if row.last_on != g.today:
        row.begun_on = row.begun_on or g.today
        row.last_on, row.rounds = g.today, row.rounds + 1
    return answer_id


def questions(found: RecallAnswer, message: Message) -> dict[str, Any]:
    """Return what the page of questions needs."""
    row = recall_queries.own_schedule(g.user.id, found.message_id)
    asked = [each for each in message.recalls if each.id in found.asked]
    return {"answer": found, "message": message, "asked": asked, "promise": row and row.promise}


def outcome(found: RecallAnswer, message: Message | None) -> dict[str, Any]:
    """Return what the page of the outcome needs. The message may be gone from the course."""
    row = recall_queries.own_schedule(g.user.id, found.message_id)
    by_id = {each.id: each for each in message.recalls} if message else {}
    sound = room().sounds.get(found.message_id)
    other = room().messages.get(found.elsewhere)
    return {
        "answer": found,
        "message": message,
        "cued": [
            (by_id[name], text, name in found.right)
            for name, text in zip(found.asked, found.told, strict=False)
            if name in by_id
        ],
        "promise": row.promise if row else "",
        "other": other,
        "sound": sound,
        "bars": bars(sound.envelope) if sound else [],
    }
