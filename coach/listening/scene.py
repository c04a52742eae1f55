"""Convert all kinds of exercises to one shape: what a learner replies to."""

from dataclasses import dataclass, replace

from coach.listening.exercise import Conversation, DrillLine, Heard, Message, Pronoun, Spot
from coach.listening.progression import KIND_OF_SKILL
from coach.listening.room import Room


@dataclass(frozen=True)
class Scene:
    """An exercise as the learner answers it.

    ``skill`` is what is judged: the kind, or a drill's skill. ``paragraphs`` are the speaker's
    words, ``model`` is one good reply, ``why`` explains it. ``model_other`` is a second way a reply
    could go, or empty.
    """

    kind: str
    skill: str
    exercise_id: str
    part: str
    level: int
    title: str
    speaker: str
    pronoun: Pronoun
    paragraphs: tuple[str, ...]
    heard: Heard
    model: str
    why: str = ""
    model_other: str = ""


def of_message(message: Message, kind: str) -> Scene:
    """Return a message as an exercise. The kind “ask” has no key points."""
    return Scene(
        kind=kind,
        skill=kind,
        exercise_id=message.id,
        part="",
        level=message.level,
        title=message.title,
        speaker=message.speaker,
        pronoun=message.pronoun,
        paragraphs=message.paragraphs,
        heard=replace(message.heard, points=()) if kind == "ask" else message.heard,
        model=message.models.get(kind, ""),
        why=message.hard,
        model_other=message.models.get("reply-other", "") if kind == "reply" else "",
    )


def of_turn(talk: Conversation, number: int, opened: bool) -> Scene:
    """Return a turn (counted from 0).

    ``opened`` says whether the reply before invited the speaker.
    """
    turn = talk.turns[number]
    shut = not opened and bool(turn.closed)
    return Scene(
        kind="conversation",
        skill="conversation",
        exercise_id=talk.id,
        part=turn.id,
        level=talk.level,
        title=talk.title,
        speaker=talk.speaker,
        pronoun=talk.pronoun,
        paragraphs=(turn.said(opened),),
        heard=turn.told(opened),
        model=turn.model_closed if shut else turn.model,
    )


def of_line(room: Room, line_id: str) -> Scene | None:
    """Return a drill's line that the learner answers in their own words, or None."""
    placed = room.lines.get(line_id)
    if placed is None or not isinstance(placed.item, DrillLine):
        return None
    line, drill = placed.item, placed.drill
    return Scene(
        kind=KIND_OF_SKILL[drill.skill],
        skill=drill.skill,
        exercise_id=drill.id,
        part=line.id,
        level=drill.level,
        title=drill.title,
        speaker=first_name(line.speaker),
        pronoun=line.pronoun,
        paragraphs=(line.says,),
        heard=line.heard,
        model=line.model,
        why=line.why,
    )


def spot(room: Room, line_id: str) -> Spot | None:
    """Return a colleague's reply whose act the learner names, or None."""
    placed = room.lines.get(line_id)
    return placed.item if placed is not None and isinstance(placed.item, Spot) else None


def first_name(speaker: str) -> str:
    """Return the first name, ``Jin-ho`` in ``Jin-ho, who plans repairs at a shipyard``."""
    return speaker.partition(",")[0].strip()
