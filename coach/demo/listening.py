"""Invent replies for the demo account: weeks of listening, from advice towards questions."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from coach.accounts.models import User
from coach.listening import practice_log_queries as field_queries
from coach.listening import queries, recall_queries, scene, statistics, turn_taking_queries
from coach.listening.engine.classifier import heads
from coach.listening.engine.classifier.embedder import load
from coach.listening.engine.classifier.judge import Judge, opened
from coach.listening.engine.feedback import json_codec
from coach.listening.engine.feedback.explain import explain
from coach.listening.room import Room
from coach.listening.scene import Scene

REPLIES = (
    "You should raise it with your manager on Monday, and put it in writing.",
    "That happened to me last year. I just went over their heads.",
    "So it has gone wrong again, and you were the last to hear. Have you told anyone?",
    "That sounds exhausting. Why don’t you ask for a week off?",
    "You did the work, and somebody else decided. That stings.",
    "It sounds as if nobody asked you. What would you have told them?",
    "You’re caught between the two of them, and both expect you to choose.",
    "What has been the hardest part of it for you?",
    "So you carried it alone, and now you wonder whether to say so. What holds you back?",
    "You’re proud of it, and a little hurt that nobody saw. What did you hope would happen?",
)
FIELD = (
    (26, "That her name stays on the list.", "What would you lose?", "I looked at the clock."),
    (15, "Not the money, the tone of the mail.", "How did it read to you?", ""),
    (4, "To be told before the others.", "What would have helped on the day?",
     "I had the answer ready and held it for once."),
)  # fmt: skip
EVERY = 5  # days between replies


def listen(user: User, room: Room, days: int, today: date) -> None:
    """Keep replies to messages, lines and one conversation for ``days`` days up to yesterday.

    They are judged with the sentence encoder if there is one, which takes a second or two.
    """
    judge = Judge(load(), heads.read())
    past = list(range(days, 0, -EVERY))[-60:]
    for number, (ago, exercise) in enumerate(zip(past, _scenes(room), strict=False)):
        later = number * len(REPLIES) // max(1, len(past))
        text = REPLIES[min(len(REPLIES) - 1, later - later % 2 + number % 2)]
        queries.keep(
            _row(user, judge, exercise, text, today - timedelta(days=ago), f"demo-{number}")
        )
    _spots(user, room, today)
    _talk(user, room, judge, today)
    _field(user, today)
    _turns(user, room, today)
    _recalls(user, room, today)


def _scenes(room: Room) -> Iterator[Scene]:
    """Yield messages in all four ways and lines of drills, in turn."""
    messages, lines = list(room.messages.values()), list(room.lines)
    answered = [shown for name in lines if (shown := scene.of_line(room, name)) is not None]
    kinds = ("catch", "say-back", "ask", "reply")
    for number in range(200):
        if messages and (number % 3 or not answered):
            yield scene.of_message(messages[number % len(messages)], kinds[number % 4])
        elif answered:
            yield answered[number % len(answered)]


def _row(
    user: User, judge: Judge, exercise: Scene, text: str, day: date, token: str, run: str = ""
) -> dict[str, Any]:
    judgement = judge.judge(exercise.heard, text)
    feedback = explain(exercise.skill, exercise, text, judgement)
    return {
        "user_id": user.id,
        "token": token,
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
        "practice_day": day,
        "answered_at": datetime.combine(day, time(12, 30), UTC),
    } | asdict(statistics.count(judgement))


def _spots(user: User, room: Room, today: date) -> None:
    """Name a few acts in the last days, most of them rightly."""
    spots = [
        (placed, spot) for name, placed in room.lines.items() if (spot := scene.spot(room, name))
    ]
    for number, (placed, spot) in enumerate(spots[:8]):
        day = today - timedelta(days=9 - number)
        act = spot.act if number % 4 else "advice"
        queries.keep(
            {
                "user_id": user.id,
                "token": f"demo-spot-{number}",
                "kind": "spot",
                "exercise_id": placed.drill.id,
                "part": spot.id,
                "level": placed.drill.level,
                "text": act,
                "went_well": act == spot.act,
                "practice_day": day,
                "answered_at": datetime.combine(day, time(8, 10), UTC),
            }
        )


def _talk(user: User, room: Room, judge: Judge, today: date) -> None:
    """Hold one conversation up to its second turn."""
    talk, run, door = next(iter(room.conversations.values()), None), f"{user.id:024x}", True
    day = today - timedelta(days=2)
    for number, text in enumerate(REPLIES[5:7]):
        if talk is None:
            return
        turn = scene.of_turn(talk, number, door)
        row = _row(user, judge, turn, text, day, f"{run}.{turn.part}", run)
        queries.keep(row)
        door = bool(row["opened"])


def _turns(user: User, room: Room, today: date) -> None:
    """Wait for the last word of some messages: in all but the first."""
    for number, name in enumerate(list(room.messages)[:3]):
        day, waited = today - timedelta(days=8 - 2 * number), number > 0
        turn_taking_queries.keep(
            {
                "user_id": user.id,
                "token": f"demo-{number}",
                "message_id": name,
                "run": f"{user.id:024x}",
                "way": "sound",
                "waited": waited,
                "after": 9 if waited else 4,
                "in_pause": not waited,
                "pauses_passed": 6 if waited else 3,
                "pauses": 6,
                "points_told": 4 if waited else 2,
                "points": 4,
                "practice_day": day,
                "answered_at": datetime.combine(day, time(12, 40), UTC),
            }
        )


def _recalls(user: User, room: Room, today: date) -> None:
    """Remember a message a day after it was answered; another one comes back today."""
    names = list(room.messages)[:2]
    for name in names:
        recall_queries.schedule(user.id, name, today - timedelta(days=2), [], "")
    for message in (room.messages[name] for name in names[:1]):
        found, cues = [message.points[0].id], message.recalls[:1]
        recall_queries.keep(
            {
                "user_id": user.id,
                "token": "demo",
                "message_id": message.id,
                "days": 1,
                "text": message.points[0].text,
                "found": found,
                "details": [],
                "points": len(message.points),
                "asked": [cue.id for cue in cues],
                "told": [cue.answer for cue in cues],
                "right": [cue.id for cue in cues],
                "own_word": "",
                "elsewhere": "",
                "known": 0,
                "kept": 0,
                "finished": True,
                "practice_day": today - timedelta(days=1),
                "answered_at": datetime.combine(today - timedelta(days=1), time(12, 50), UTC),
            }
        )
        row = recall_queries.own_schedule(user.id, message.id)
        if row is not None:
            row.begun_on = row.last_on = today - timedelta(days=1)
            row.rounds = 1


def _field(user: User, today: date) -> None:
    for ago, mattered, question, noticed in FIELD:
        day = today - timedelta(days=ago)
        moment = datetime.combine(day, time(17, 40), UTC)
        lines = {"mattered": mattered, "asked": question, "noticed": noticed}
        row_key = {"user_id": user.id, "token": f"demo-{ago}", "practice_day": day}
        field_queries.keep_field_note(
            row_key | lines | {"written_at": moment, "changed_at": moment}
        )
