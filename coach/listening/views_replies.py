"""Show a reply with its feedback; overrule notes; delete the reply."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for

from coach.db import db
from coach.listening import phrases, progression, queries, recall_queries, scene, statistics
from coach.listening.engine.classifier.judgement import Judgement
from coach.listening.engine.feedback import json_codec, overruled
from coach.listening.engine.feedback.parts import Feedback, Piece
from coach.listening.models import RecallAnswer, Reply
from coach.listening.scene import Scene
from coach.listening.views import has_more_in_set, in_set, place_in_set, room
from coach.listening.views_drills import places
from coach.web import request_context
from coach.web.deletions import to_delete
from coach.web.partials import back_or_part

bp = Blueprint("replies", __name__, url_prefix="/listening/replies")
bp.add_app_template_filter(phrases.colon)
bp.add_app_template_global(has_more_in_set)


@bp.app_template_global("how_spoken")
def how_spoken(answer: Reply | RecallAnswer, message_id: str, speaker: str) -> str:
    """Return how long an answer and its message were spoken, or nothing if it was typed."""
    if answer.spoken_seconds is None or answer.spoken_after is None:
        return ""
    sound = room().sounds.get(message_id)
    heard = sound.seconds if sound else 0
    return phrases.how_spoken(answer.spoken_after, answer.spoken_seconds, speaker, heard)


@bp.get("/<int:reply_id>")
@request_context.person_required
def reply(reply_id: int) -> Any:
    """Show the feedback as it was given. A *spot* exercise has its own page."""
    found = own(reply_id)
    if found.kind == "spot":
        return spotted(found)
    place = found.kind, found.exercise_id, found.part
    shown, aside = scene_of(found), queries.overruled(found.id)
    feedback = corrected(found, shown, aside)
    drill = room().drills.get(found.exercise_id)
    context = in_drill(found) if drill and found.part else place_in_set(place)
    return render_template(
        "listening/feedback.html",
        reply=found,
        scene=shown,
        feedback=feedback,
        aside=aside,
        words=phrases,
        tries=queries.tries(g.user.id, *place) if found.kind != "conversation" else [],
        in_set=in_set(),
        **context,
    )


@bp.post("/<int:reply_id>/aside")
@request_context.person_required
def set_aside(reply_id: int) -> Any:
    """Overrule a note or key point (“that is not what I meant”), or take that back.

    The finding and the counts change with it.
    """
    found, note = own(reply_id), request.form.get("note", "")
    feedback = feedback_of(found)
    known = {n.id for n in feedback.notes} | {overruled.POINT + p.id for p in feedback.points}
    known |= {overruled.DETAIL + d.id for d in feedback.details if d.state != "read"}
    if note not in known:
        abort(404)
    if "undo" in request.form:
        queries.reinstate(found, note)
    else:
        queries.overrule(found, note, g.now)
    aside = queries.overruled(found.id)
    shown = scene_of(found)
    feedback = corrected(found, shown, aside)
    recount(found, feedback, aside)
    db.session.commit()
    context = {"reply": found, "feedback": feedback, "aside": aside, "scene": shown}
    here = url_for(".reply", reply_id=found.id, **in_set(), _anchor=f"n-{note}")
    return back_or_part(here, "listening/_told.html", words=phrases, in_set=in_set(), **context)


@bp.post("/<int:reply_id>/delete")
@request_context.person_required
def delete(reply_id: int) -> Any:
    """Delete one reply with its feedback for good."""
    if found := to_delete(queries.own_reply(g.user.id, reply_id)):
        db.session.delete(found)
        db.session.flush()
        recall_queries.forget(g.user.id, found.exercise_id)
        db.session.commit()
    flash("Deleted.")
    return redirect(url_for("listening.index"), 303)


def spotted(found: Reply) -> str:
    """Return the result page of a *spot* exercise, with an explanation of each choice."""
    spot = scene.spot(room(), found.part)
    return render_template(
        "listening/spotted.html",
        reply=found,
        spot=spot,
        acts=phrases.acts_after(found.text, spot.act if spot else ""),
        verdict=phrases.spotted(found.text, found.went_well),
        title=room().title(found.exercise_id),
        in_set=in_set(),
        **in_drill(found),
    )


def in_drill(found: Reply) -> dict[str, Any]:
    """Return the progress in the drill of this reply, and its next line."""
    drill = room().drills.get(found.exercise_id)
    answered = queries.in_drill(g.user.id, found.exercise_id)
    went = [well for _, well in answered]
    onward = progression.next_line(drill, [part for part, _ in answered]) if drill else ""
    moves = sum(went[-progression.LAST :]) >= progression.NEEDED
    shown = {
        "drill": drill,
        "onward": onward,
        "stands": phrases.progress_in_drill(went),
        "moves": moves,
    }
    placed = room().lines.get(found.part)
    return shown | (places(placed, {part for part, _ in answered}) if placed else {})


def scene_of(found: Reply) -> Scene | None:
    """Return the exercise that the reply answers, or None if it is gone."""
    here = room()
    if found.kind == "conversation":
        talk = here.conversations.get(found.exercise_id)
        turns = [turn.id for turn in talk.turns] if talk else []
        if talk is None or found.part not in turns:
            return None
        number = turns.index(found.part)
        return scene.of_turn(talk, number, number == 0 or queries.opened_before(found))
    if found.part:
        return scene.of_line(here, found.part)
    message = here.messages.get(found.exercise_id)
    return scene.of_message(message, found.kind) if message else None


def feedback_of(found: Reply) -> Feedback:
    """Return the stored feedback. If it is invalid, return one with the reply's text only."""
    try:
        return json_codec.read(Feedback, found.feedback)
    except ValueError:
        bare = (Piece(found.text),)
        return Feedback("Your reply", (), bare, (), (), "", "basic", True, found.went_well)


def judgement_of(found: Reply, feedback: Feedback, aside: set[str]) -> Judgement | None:
    """Return the judgement with the learner's corrections, or None if it is invalid."""
    try:
        return overruled.judgement(json_codec.read(Judgement, found.judgement), feedback, aside)
    except ValueError:
        return None


def corrected(found: Reply, shown: Scene | None, aside: set[str]) -> Feedback:
    """Return the stored feedback, with the finding and facts after the learner's corrections."""
    feedback = feedback_of(found)
    judgement = judgement_of(found, feedback, aside) if aside else None
    if judgement is None or shown is None:
        return feedback
    return overruled.feedback(shown.skill, shown, found.text, feedback, judgement)


def recount(found: Reply, feedback: Feedback, aside: set[str]) -> None:
    """Update the reply's counts and its success after the learner's corrections."""
    judgement = judgement_of(found, feedback, aside)
    if judgement is None:
        return
    found.went_well = feedback.went_well
    for name, value in asdict(statistics.count(judgement)).items():
        setattr(found, name, value)


def own(reply_id: int) -> Reply:
    """Return the user's own reply, or answer 404."""
    return queries.own_reply(g.user.id, reply_id) or abort(404)
