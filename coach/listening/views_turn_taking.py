"""Practise “Wait for it”: let the speaker finish although the pauses tempt one to speak."""

import re
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, url_for

from coach.db import db
from coach.listening import turn_taking, turn_taking_queries
from coach.listening import turn_taking_phrases as words
from coach.listening.exercise import Message
from coach.listening.forms import RUN_ID, TurnForm
from coach.listening.models import TurnTaking
from coach.listening.room import bars
from coach.listening.turn_taking import RUN, SpeechTiming, TurnTaken
from coach.listening.views import in_set, new_token, room
from coach.web import request_context
from coach.web.cache import cached

timings = cached(maxsize=2)(turn_taking.timings)
bp = Blueprint("turns", __name__, url_prefix="/listening/wait")


@bp.get("")
def index() -> str:
    """Show what the exercise is, and the ways to do it."""
    way = (turn_taking_queries.last_way(g.user.id) if g.user else None) or "sound"
    return render_template(
        "listening/wait.html", words=words, way=way, run=new_token(), timings=timings(room())
    )


@bp.get("/next")
def onward() -> Any:
    """Redirect to the next message of a run, or to the run's result."""
    run, way = request.args.get("run", ""), request.args.get("way", "")
    if not re.match(RUN_ID, run) or way not in words.WAYS:
        return redirect(url_for(".index"), 303)
    heard = turn_taking_queries.heard(g.user.id) if g.user else {}
    done = [turn.message_id for turn in of_run(run)]
    seed = str(g.user.id) if g.user else "visitor"
    name = turn_taking.next_message(timings(room()), heard, done, seed)
    if name is None:
        return redirect(url_for(".result", run=run), 303)
    page = ".read" if way == "read" else ".listen"
    return redirect(url_for(page, message_id=name, run=run, way=way), 303)


@bp.get("/run")
@request_context.person_required
def result() -> str:
    """Show how many pauses somebody let pass in a run."""
    turns = of_run(request.args.get("run", ""))
    if not turns:
        abort(404)
    sums = turn_taking.total([(each.waited, each.pauses_passed, each.pauses) for each in turns])
    return render_template(
        "listening/wait_run.html", words=words, turns=turns, total=sums, room=room()
    )


@bp.get("/<message_id>/begin")
def begin(message_id: str) -> Any:
    """Redirect to a message of today's set, in the way in which the user did the last one."""
    found, _ = timed_or_404(message_id)
    way = (turn_taking_queries.last_way(g.user.id) if g.user else None) or "sound"
    page = ".read" if way == "read" else ".listen"
    return redirect(url_for(page, message_id=found.id, way=way, **in_set()), 303)


@bp.get("/<message_id>")
def listen(message_id: str) -> str:
    """Show the page that plays the message, or shows its words at the speed of talking."""
    found, timing = timed_or_404(message_id)
    way = "timed" if request.args.get("way") == "timed" else "sound"
    return listening_page(found, timing, fresh_form(way))


@bp.post("/<message_id>")
def take(message_id: str) -> Any:
    """Save when somebody began to speak, and redirect to what that means."""
    found, timing = timed_or_404(message_id)
    form = TurnForm()
    if not form.validate():
        return listening_page(found, timing, form), 422
    turn = turn_taking.take_turn(timing, form.at.data)
    turn_id = keep(found, turn, form)
    db.session.commit()
    half = words.halves(turn.into) if turn.in_pause else None
    told_page = url_for(".told", turn_id=turn_id, half=half, **in_set(), _anchor="verdict")
    return redirect(told_page, 303)


@bp.get("/<message_id>/read")
def read(message_id: str) -> Any:
    """Show the words up to a pause, with the choice to speak or to let the speaker go on."""
    found, timing = timed_or_404(message_id)
    return reading_page(found, timing, fresh_form("read"))


@bp.post("/<message_id>/read")
def read_on(message_id: str) -> Any:
    """Go on to the next pause, or save where somebody began to speak."""
    found, timing = timed_or_404(message_id)
    form, number = TurnForm(), step(timing)
    if not form.validate():
        return reading_page(found, timing, form), 422
    over = number == len(timing.steps)
    if "speak" not in request.form and not over:
        more = {"run": form.run.data, "token": form.token.data} | in_set()
        place = url_for(".read", message_id=found.id, step=number + 1, _anchor="now", **more)
        return redirect(place, 303)
    pause = None if over else timing.counted[number - 1]
    turn_id = keep(found, turn_taking.take_turn(timing, pause.start if pause else None), form)
    db.session.commit()
    return redirect(url_for(".told", turn_id=turn_id, **in_set(), _anchor="verdict"), 303)


@bp.get("/turns/<int:turn_id>")
@request_context.person_required
def told(turn_id: int) -> str:
    """Show where somebody came in, what had been told by then, and the rest of the message."""
    turn = turn_taking_queries.own_turn(g.user.id, turn_id) or abort(404)
    message, timing = room().messages.get(turn.message_id), timings(room()).get(turn.message_id)
    sound = room().sounds.get(turn.message_id)
    fits = timing is not None and turn.after <= len(timing.pieces)
    return render_template(
        "listening/wait_told.html",
        words=words,
        turn=turn,
        message=message,
        timing=timing if fits else None,
        sound=sound,
        bars=bars(sound.envelope) if sound else [],
        half=min(request.args.get("half", 0, type=int), 9),
        **in_run(turn.run),
    )


def fresh_form(way: str) -> TurnForm:
    """Return the form of a message, in the run that the address names or in a new one."""
    run, token = request.args.get("run", ""), request.args.get("token", "")
    mine = run if re.match(RUN_ID, run) else new_token()
    return TurnForm(None, way=way, run=mine, token=token or new_token())


def keep(message: Message, turn: TurnTaken, form: TurnForm) -> int:
    """Save a turn and return its id. This does not commit."""
    return turn_taking_queries.keep(
        {
            "user_id": request_context.ensure_user().id,
            "token": form.token.data or new_token(),
            "message_id": message.id,
            "run": form.run.data,
            "way": form.way.data,
            "waited": turn.waited,
            "after": turn.after,
            "in_pause": turn.in_pause,
            "pauses_passed": turn.passed,
            "pauses": turn.pauses,
            "points_told": turn.told,
            "points": max(turn.told, len(message.points)),
            "practice_day": g.today,
            "answered_at": g.now,
        }
    )


def listening_page(message: Message, timing: SpeechTiming, form: TurnForm) -> str:
    """Return the page that plays the message."""
    context = {"message": message, "timing": timing, "form": form, "words": words}
    return render_template("listening/wait_listen.html", **context, **in_run(form.run.data))


def reading_page(message: Message, timing: SpeechTiming, form: TurnForm) -> str:
    """Return the page with the words up to a pause."""
    number = step(timing)
    context = {"message": message, "form": form, "words": words, "step": number}
    lines = [timing.text(a, b) for a, b in spans(timing)[:number]]
    return render_template(
        "listening/wait_read.html", lines=lines, **context, **in_run(form.run.data)
    )


def spans(timing: SpeechTiming) -> list[tuple[int, int]]:
    """Return the first and last piece of each step of the version to read."""
    return list(zip((0, *timing.steps), timing.steps, strict=False))


def step(timing: SpeechTiming) -> int:
    """Return the step of the version to read that is asked for, or answer 404."""
    number = request.args.get("step", 1, type=int)
    return number if 1 <= number <= len(timing.steps) else abort(404)


def of_run(run: str) -> Sequence[TurnTaking]:
    """Return what this person did in a run, the oldest first."""
    return turn_taking_queries.of_run(g.user.id, run) if g.user else ()


def in_run(run: str | None) -> dict[str, Any]:
    """Return the number of the shown message in its run, and a dot for each message."""
    if today := in_set():
        return {"dots": [], "number": 1, "run_over": True, "today": today}
    done = len(of_run(run or ""))
    told_page = request.endpoint == "turns.told"
    number = min(RUN, max(1, done + (not told_page)))
    dots = ["done" if n < number else "now" if n == number else "" for n in range(1, RUN + 1)]
    return {"dots": dots, "number": number, "run_over": done >= RUN, "today": {}}


def timed_or_404(message_id: str) -> tuple[Message, SpeechTiming]:
    """Return a message whose recording has a timing, with it, or answer 404."""
    timing = timings(room()).get(message_id)
    return (room().messages[message_id], timing) if timing else abort(404)
