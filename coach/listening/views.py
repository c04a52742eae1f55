"""Show the listening room: the progress, today's five minutes, and all exercises."""

import secrets
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Any, NamedTuple, TypeVar

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from markupsafe import Markup

from coach.db import db
from coach.listening import (
    phrases,
    progression,
    queries,
    recall,
    recall_queries,
    statistics,
    statistics_queries,
    turn_taking_queries,
)
from coach.listening import practice_log_queries as field_queries
from coach.listening.engine.classifier.embedder import Listening
from coach.listening.engine.classifier.judge import opened
from coach.listening.engine.feedback import json_codec
from coach.listening.engine.feedback.explain import explain
from coach.listening.forms import ReplyForm, spoken_facts
from coach.listening.progression import SetItem
from coach.listening.room import Room
from coach.listening.scene import Scene
from coach.proportions import Share
from coach.web import request_context
from coach.web.cache import cached
from coach.web.course import course

T = TypeVar("T")
bp = Blueprint("listening", __name__, url_prefix="/listening")


@bp.before_app_request
def load_model() -> None:
    """Load the sentence encoder at the first visit, if the server has not started it."""
    if request.path.startswith(("/listening", "/write")) and not current_app.testing:
        with suppress(RuntimeError):  # it was started before
            current_app.extensions["listening"].start()


@bp.get("")
def index() -> str:
    """Show the progress, today's set, and all exercises."""
    history = queries.history(g.user.id, g.today) if g.user else queries.NOTHING
    talks = field_queries.talks_logged(g.user.id) if g.user else []
    stands = progression.standings(history.now | {"field": talks})
    met = queries.met(g.user.id) if g.user else {}
    return render_template(
        "listening/index.html",
        room=room(),
        words=phrases,
        today_set=todays(history),
        done=history.today,
        stands=stands,
        first=first_of(stands, met),
        onward=next((each for each in stands if each.open and not each.settled), None),
        shelves=_shelves(room(), fitting(history, stands), frozenset(met), request.script_root),
        drafts=queries.drafts(g.user.id) if g.user else [],
        draft_url=draft_url,
    )


@cached(64)
def _shelves(room: Room, fit: int, met: frozenset[tuple[str, str]], root: str) -> Markup:
    """Return the list of all exercises, ready for the page.

    ``fit`` is the level that suits the user, ``met`` has the (exercise, kind) pairs with a reply,
    and ``root`` is the path under which the app is served.
    """
    return Markup(  # noqa: S704  our own template
        render_template(
            "listening/_shelves.html",
            room=room,
            words=phrases,
            fit=fit,
            met=met,
            answered=phrases.answered(met),
            shelves=shelves(room, root),
            waits=any(sound.timing for sound in room.sounds.values()),
        )
    )


class Card(NamedTuple):
    """An exercise on the page of the room. It is the same for everybody."""

    id: str
    url: str
    title: str
    line: str


class Shelves(NamedTuple):
    """All exercises of the room: the messages by level, the drills, the conversations."""

    messages: tuple[tuple[int, tuple[Card, ...]], ...]
    drills: tuple[Card, ...]
    conversations: tuple[Card, ...]


@cached(maxsize=2)
def shelves(room: Room, root: str) -> Shelves:
    """Return the cards of all exercises. ``root`` is the path under which the app is served.

    Cached: it depends on the course alone, and building 36 addresses costs a tenth of the page.
    """
    levels: dict[int, list[Card]] = {level: [] for level in phrases.LEVELS}
    for each in room.messages.values():
        url = url_for("messages.message", message_id=each.id)
        levels[each.level].append(Card(each.id, url, each.title, phrases.capital(each.role)))
    drills = (
        Card(
            each.id,
            url_for("drills.drill", drill_id=each.id),
            each.title,
            f"{phrases.SKILLS[each.skill]}. {each.line}",
        )
        for each in room.drills.values()
    )
    talks = (
        Card(
            each.id,
            url_for("talks.talk", talk_id=each.id),
            each.title,
            phrases.capital(each.role),
        )
        for each in room.conversations.values()
    )
    messages = tuple((level, tuple(cards)) for level, cards in levels.items() if cards)
    return Shelves(messages, tuple(drills), tuple(talks))


@bp.get("/today")
def five_minutes() -> Any:
    """Redirect to the next exercise of today's set."""
    history = queries.history(g.user.id, g.today) if g.user else queries.NOTHING
    left = [item for item in todays(history) if item.key not in history.today]
    if not left:
        flash("That was today’s set.")
        return redirect(url_for("listening.index"), 303)
    return redirect(item_url(left[0], set=1), 303)


@bp.get("/progress")
def progress() -> str:
    """Show the shares of open questions, unasked advice and key points, with the counts."""
    counts = statistics_queries.months(g.user.id) if g.user else []
    waits = turn_taking_queries.sums(g.user.id) if g.user else None
    tally = statistics.monthly(counts)
    recalls = recall_queries.total(g.user.id) if g.user else recall_queries.RecallTotal()
    enough = recalls.known >= recall.FEWEST_POINTS
    return render_template(
        "listening/progress.html",
        tally=tally,
        waits=waits,
        recalls=recalls,
        remembered=Share(recalls.kept, recalls.known) if enough else None,
        spoken=sum(each.spoken for each in counts),
    )


def todays(history: queries.RecentAnswers) -> tuple[SetItem, ...]:
    """Return today's set of the user, or of a visitor."""
    seed = str(g.user.id) if g.user else "visitor"
    again = [name for kind, name, _ in history.today if kind == progression.RECALL]
    again = sorted(again) + [
        each.id for each in recall_queries.due_messages(g.user, room(), g.today)
    ]
    return progression.five_minutes(room(), history.before, seed, g.today, again)


def first_of(
    stands: tuple[progression.KindProgress, ...], met: Collection[tuple[str, str]]
) -> dict[str, str]:
    """Return the address at which each kind continues: an exercise, or a part of the page.

    ``met`` has the (message, kind) pairs that the user has answered.
    """
    addresses = {"conversation": "#conversations", "field": url_for("field.log")}
    for talk in list(room().conversations)[:1]:
        addresses["conversation"] = url_for("talks.talk", talk_id=talk)
    skills = {progression.KIND_OF_SKILL[each.skill]: each.id for each in room().drills.values()}
    for kind in (standing.kind for standing in stands if standing.kind not in addresses):
        if room().messages and kind in progression.MESSAGE_KINDS:
            fresh = (name for name in room().messages if (name, kind) not in met)
            first = next(fresh, next(iter(room().messages)))
            addresses[kind] = url_for("messages.exercise", message_id=first, kind=kind)
        else:
            begun = kind in skills
            addresses[kind] = url_for("drills.drill", drill_id=skills[kind]) if begun else "#drills"
    return addresses


def fitting(history: queries.RecentAnswers, stands: tuple[progression.KindProgress, ...]) -> int:
    """Return the level of messages that suits the hardest open kind."""
    kinds = [each.kind for each in stands if each.open and each.kind in progression.MESSAGE_KINDS]
    level = progression.level(history.now.get(kinds[-1], ())) if kinds else 1
    levels = sorted({message.level for message in room().messages.values()})
    return min(levels, key=lambda each: abs(each - level), default=1)


def item_url(item: SetItem, **more: Any) -> str:
    """Return the address of an exercise of a set."""
    if item.kind == progression.WAIT:
        return url_for("turns.begin", message_id=item.exercise_id, **more)
    if item.kind == progression.RECALL:
        return url_for("recall.message", message_id=item.exercise_id, **more)
    if item.part:
        where: dict[str, Any] = {"drill_id": item.exercise_id, "line_id": item.part}
        return url_for("drills.line", **where, **more)
    return url_for("messages.exercise", message_id=item.exercise_id, kind=item.kind, **more)


def draft_url(draft: Any) -> str:
    """Return the address of a draft's exercise, or an empty string if it is gone."""
    if draft.part in room().lines:
        return url_for("drills.line", drill_id=draft.exercise_id, line_id=draft.part)
    if draft.exercise_id in room().messages and draft.kind in progression.MESSAGE_KINDS:
        return url_for("messages.exercise", message_id=draft.exercise_id, kind=draft.kind)
    if draft.exercise_id in room().conversations:
        return url_for("talks.talk", talk_id=draft.exercise_id)
    return ""


# ------------------------------------------------------------------ shared by the room's pages


def place_in_set(key: tuple[str, str, str]) -> dict[str, Any]:
    """Return the position of an exercise (kind, exercise, part) in today's set, if shown in a set.

    See ``dots``. The dictionary is empty outside a set.
    """
    if not in_set():
        return {}
    history = queries.history(g.user.id, g.today) if g.user else queries.NOTHING
    keys = [item.key for item in todays(history)]
    return dots(keys, history.today, key) if key in keys else {}


def dots(keys: Sequence[T], done: Collection[T], now: T) -> dict[str, Any]:
    """Return a dot (``now``, ``done`` or empty) for each key, and the number of the shown one."""
    at = keys.index(now)
    return {
        "dots": ["now" if i == at else "done" if k in done else "" for i, k in enumerate(keys)],
        "number": at + 1,
    }


def room() -> Room:
    """Return the content of the listening room, which is read once at start."""
    return course().listening


def new_token() -> str:
    """Return a new token for a form."""
    return secrets.token_hex(12)


def has_more_in_set() -> bool:
    """Return whether an exercise of today's set is still open."""
    history = queries.history(g.user.id, g.today) if g.user else queries.NOTHING
    return any(item.key not in history.today for item in todays(history))


def in_set() -> dict[str, Any]:
    """Return the URL parameter that keeps a page in today's set, if it is in the set now."""
    return {"set": 1} if request.values.get("set") else {}


def take(exercise: Scene, text: str, token: str, run: str = "") -> int:
    """Judge a reply, save it with its feedback, and return its id. This does not commit."""
    ears: Listening = current_app.extensions["listening"]
    user = request_context.ensure_user()
    judgement = ears.judge.judge(exercise.heard, text)
    feedback = explain(exercise.skill, exercise, text, judgement)
    queries.drop_draft(user.id, exercise.kind, exercise.exercise_id, exercise.part)
    if exercise.kind in progression.MESSAGE_KINDS and not exercise.part:
        pairs = zip(exercise.heard.points, judgement.points, strict=True)
        found = [point.id for point, match in pairs if match.sure != "no"]
        promise = recall.promise(judgement, text)
        recall_queries.schedule(user.id, exercise.exercise_id, g.today, found, promise)
    return queries.keep(
        {
            "user_id": user.id,
            "token": token or new_token(),
            "kind": exercise.kind,
            "exercise_id": exercise.exercise_id,
            "part": exercise.part,
            "run": run,
            "level": exercise.level,
            "text": text,
            "went_well": feedback.went_well,
            "opened": opened(judgement) if run else None,
            "judgement": json_codec.plain(judgement),
            "feedback": json_codec.plain(feedback),
            "practice_day": g.today,
            "answered_at": g.now,
        }
        | spoken_facts(request.form)
        | asdict(statistics.count(judgement))
    )


def save_for_later(exercise: Scene, form: ReplyForm) -> bool:
    """Save the text as a draft. Return False if it is too long."""
    text = form.reply.data
    if len(text) > form.reply.longest:
        form.validate()
        return False
    if text or g.user:
        user = request_context.ensure_user()
        place = exercise.kind, exercise.exercise_id, exercise.part
        queries.save_draft(user.id, *place, text, g.now)
    return True


def leave(title: str, form: ReplyForm) -> Any:
    """Commit, and redirect to the room with a message if a draft was saved."""
    db.session.commit()
    if form.reply.data:
        flash(f"Saved for later: “{title}”.")
    return redirect(url_for("listening.index"), 303)
