"""Show messages that were kept or sent; correct their notes, log them as sent, delete them."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for

from coach.db import db
from coach.listening.engine.feedback import json_codec
from coach.people import touch_queries as touches
from coach.web import request_context
from coach.web.course import course
from coach.web.partials import back_or_part
from coach.web.request_validation import row_id
from coach.writing import answer, overruled, queries, room
from coach.writing.engine.judgement import DraftJudgement
from coach.writing.models import WrittenMessage
from coach.writing.room import Occasion, WritingKind
from coach.writing.views import judged, known_reader, note_reader, told

bp = Blueprint("messages_kept", __name__, url_prefix="/write/kept")


@bp.get("")
def messages() -> str:
    """Show all kept or sent messages, the newest first."""
    before = request.args.get("before", type=row_id)
    found = queries.messages(g.user.id, before) if g.user else []
    return render_template(
        "writing/messages.html",
        messages=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
        kinds=course().writing.kinds,
    )


@bp.get("/<int:written_id>")
@request_context.person_required
def message(written_id: int) -> str:
    """Show a message with its feedback."""
    found = own(written_id)
    to = known_reader(found.token)
    return render_template("writing/message.html", message=found, to=to, **context(found))


@bp.post("/<int:written_id>/said")
@request_context.person_required
def put_note_right(written_id: int) -> Any:
    """Correct a note, or take that back. The counts change with it."""
    found = own(written_id)
    place, turn = occasion_of(found), request.form.get("turn", "")
    if place is None or turn not in overruled.sayings(place.kind):
        abort(404)
    found.said = list(overruled.turned(found.said, turn))
    recount(found, place.kind)
    db.session.commit()
    here = url_for(".message", written_id=found.id, _anchor=f"n-{turn}")
    more = context(found) | {"to": known_reader(found.token)}
    return back_or_part(here, "writing/_told.html", message=found, **more)


@bp.post("/<int:written_id>/sent")
@request_context.person_required
def sent(written_id: int) -> Any:
    """Log today as the day on which a kept message was sent, or take that back."""
    found = own(written_id)
    found.sent_on = None if "undo" in request.form else found.sent_on or g.today
    place = occasion_of(found)
    if found.sent_on is None:
        at = touches.moment(g.now, g.today, g.user.rollover, g.zone)
        touches.take_sent_back(g.user.id, found.token, at)
    elif place is not None:
        note_reader(place.kind, found.token)
    db.session.commit()
    flash("Logged as sent today." if found.sent_on else "Not logged as sent any more.")
    return redirect(url_for(".message", written_id=found.id), 303)


@bp.post("/<int:written_id>/delete")
@request_context.person_required
def delete(written_id: int) -> Any:
    """Delete one message for good."""
    db.session.delete(own(written_id))
    db.session.commit()
    flash("Deleted.")
    return redirect(url_for(".messages"), 303)


def context(found: WrittenMessage) -> dict[str, Any]:
    """Return the template's context for a message. One without a text or kind has no feedback."""
    place = occasion_of(found)
    if place is None or not found.text:
        return {"occasion": place, "number": room.number(place.kind) if place else 0}
    shown = told(place, found.text, verdicts(found, place.kind), found.said)
    carried = [("text", found.text), ("person", found.person), ("token", found.token)]
    carried += [("due_on", found.due_on.isoformat())] if found.due_on else []
    return shown | {"carried": [*carried, *(("said", saying) for saying in found.said)]}


def occasion_of(found: WrittenMessage) -> Occasion | None:
    """Return the occasion of a message, without the case if that is gone, or None."""
    return room.still(course().writing, found.kind, found.case_id)


def verdicts(found: WrittenMessage, kind: WritingKind) -> DraftJudgement:
    """Return the stored judgement. If it no longer fits the kind, judge the text again."""
    try:
        read = json_codec.read(DraftJudgement, found.verdicts)
    except ValueError:
        return judged(kind, found.text)
    has_parts = read.parts.keys() >= {part.id for part in kind.parts}
    has_marks = read.marks.keys() >= {mark.id for mark in kind.marks}
    return read if has_parts and has_marks else judged(kind, found.text)


def recount(found: WrittenMessage, kind: WritingKind) -> None:
    """Update the counts after the user's corrections, if the text is the first draft."""
    standing = overruled.judgement(verdicts(found, kind), found.said)
    if found.is_first:
        for name, value in answer.counts(kind, standing).items():
            setattr(found, name, value)


def own(written_id: int) -> WrittenMessage:
    """Return the user's own message, or answer 404."""
    return queries.own_message(g.user.id, written_id) or abort(404)
