"""Read and write the rows of the listening room. Nothing here commits or reads a clock."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    bindparam,
    case,
    delete,
    desc,
    false,
    func,
    literal,
    select,
    true,
    union,
    union_all,
    update,
)

from coach.accounts.models import User
from coach.db import db, insert_if_absent, upsert, written_out
from coach.drafts import queries as text_drafts
from coach.listening.exercise import KINDS
from coach.listening.models import Draft, Overruled, RecallAnswer, Reply, TurnTaking
from coach.listening.progression import LAST, RECALL, WAIT, Answered

# when the user did something here: Today asks how long they were away
USES = (Reply.answered_at, TurnTaking.answered_at, RecallAnswer.answered_at)

TRIES = 12  # earlier attempts shown beside a reply
LINES = 60  # maximum number of answers of a drill that decide its order
MOST_TODAY = 360  # maximum number of answers of one day that are read
MOST_DRAFTS = 30


class RecentAnswers(NamedTuple):
    """The last answers by kind, oldest first: up to the day before, and up to now.

    ``today`` has the (kind, exercise, part) of the answers of today.
    """

    before: dict[str, list[Answered]]
    now: dict[str, list[Answered]]
    today: set[tuple[str, str, str]]


NOTHING = RecentAnswers({}, {}, set())
_PERIOD = bindparam("since", type_=Date), bindparam("until", type_=Date)
_DAYS = union(
    *(
        select(each.practice_day).where(
            each.user_id == bindparam("user"), each.practice_day.between(*_PERIOD)
        )
        for each in (Reply, TurnTaking, RecallAnswer)
    )
).subquery()
DAYS_LISTENED = select(func.count()).select_from(_DAYS)


def counted(of: type[Reply | TurnTaking | RecallAnswer], *which: Any) -> Select[Any]:
    """Return a query for the number of a user's answers of a sort in a period."""
    mine = of.user_id == bindparam("user"), of.practice_day.between(*_PERIOD), *which
    return select(func.count()).select_from(of).where(*mine)


WAITED = counted(TurnTaking)  # messages of “Wait for it”
RECALLED = counted(RecallAnswer)
SPOKEN = counted(Reply, Reply.spoken_seconds.is_not(None))  # replies said aloud


TODAY: ColumnElement[date] = bindparam("today", type_=Date)
EARLIER = Reply.practice_day < TODAY
COLUMNS = (Reply.kind, Reply.exercise_id, Reply.part, Reply.level, Reply.went_well)


def _newest(which: ColumnElement[bool], of: ColumnElement[bool], most: int) -> Select[Any]:
    """Return a query for a user's newest answers."""
    query = select(*COLUMNS, EARLIER.label("earlier"), Reply.answered_at, Reply.id)
    mine = query.where(Reply.user_id == bindparam("user"), which, of)
    newest = mine.order_by(Reply.answered_at.desc(), Reply.id.desc()).limit(most)
    return select(newest.subquery())


def _beside(kind: str, of: type[TurnTaking | RecallAnswer]) -> Select[Any]:
    """Return a query for what a user did today beside the path, with the columns of a reply."""
    level, well, earlier = literal(1).label("level"), literal(True).label("went_well"), false()
    key = literal(kind).label("kind"), of.message_id, literal("").label("part")
    query = select(*key, level, well, earlier.label("earlier"), of.answered_at, of.id)
    mine = query.where(of.user_id == bindparam("user"), of.practice_day >= TODAY)
    return select(mine.limit(MOST_TODAY).subquery())


# One query per kind, so that an index finds its last four answers: a ranking would read all
# replies, and so would a search by day. Therefore “earlier” is a computed value, for which the
# database cannot use the index by day.
HISTORY = written_out(
    union_all(
        *(_newest(func.coalesce(EARLIER, False), Reply.kind == kind, LAST) for kind in KINDS),
        _newest(Reply.practice_day >= TODAY, true(), MOST_TODAY),
        _beside(WAIT, TurnTaking),
        _beside(RECALL, RecallAnswer),
    ).order_by(desc("earlier"), "answered_at", "id")
)


def history(user_id: int, today: date) -> RecentAnswers:
    """Return the last four answers per kind, before today and until now, and today's keys."""
    answers = RecentAnswers({}, {}, set())
    rows = db.rows(HISTORY, {"user": user_id, "today": today})
    for kind, exercise_id, part, level, went_well, earlier, *_ in rows:
        if kind in (WAIT, RECALL):
            answers.today.add((kind, exercise_id, part))
            continue
        answered = Answered(level, went_well)
        answers.now.setdefault(kind, []).append(answered)
        if earlier:
            answers.before.setdefault(kind, []).append(answered)
        else:
            answers.today.add((kind, exercise_id, part))
    return answers


MET = written_out(
    select(
        Reply.exercise_id,
        Reply.kind,
        func.count(),
        func.max(case((Reply.went_well, 1), else_=0)),
    )
    .where(Reply.user_id == bindparam("user"))
    .group_by(Reply.exercise_id, Reply.kind)
)


def met(user_id: int) -> dict[tuple[str, str], tuple[int, bool]]:
    """Return for each (exercise, kind) the number of replies, and whether any went well."""
    rows = db.rows(MET, {"user": user_id})
    return {(name, kind): (count, bool(well)) for name, kind, count, well in rows}


# ------------------------------------------------------------------ replies


def keep(values: dict[str, Any]) -> int:
    """Save a reply once per token, and return its id."""
    insert_if_absent(Reply, **values)
    whose, day = User.id == values["user_id"], values["practice_day"]
    db.session.execute(update(User).where(whose).values(listened_on=day))  # for Today
    same = Reply.user_id == values["user_id"], Reply.token == values["token"]
    return db.session.scalars(select(Reply.id).where(*same)).one()


def own_reply(user_id: int, reply_id: int) -> Reply | None:
    """Return the user's own reply, or None."""
    return db.session.scalar(select(Reply).where(Reply.id == reply_id, Reply.user_id == user_id))


class Try(NamedTuple):
    """Another reply to the same exercise."""

    id: int
    text: str
    went_well: bool
    answered_at: datetime


def tries(user_id: int, kind: str, exercise_id: str, part: str) -> list[Try]:
    """Return the last ``TRIES`` replies to this exercise, oldest first."""
    query = (
        select(Reply.id, Reply.text, Reply.went_well, Reply.answered_at)
        .where(
            Reply.user_id == user_id,
            Reply.exercise_id == exercise_id,
            Reply.kind == kind,
            Reply.part == part,
        )
        .order_by(Reply.answered_at.desc(), Reply.id.desc())
        .limit(TRIES)
    )
    return [Try(*row) for row in db.session.execute(query)][::-1]


def in_drill(user_id: int, drill_id: str) -> list[tuple[str, bool]]:
    """Return (line, went well) of the last answers in a drill, oldest first."""
    query = (
        select(Reply.part, Reply.went_well)
        .where(Reply.user_id == user_id, Reply.exercise_id == drill_id)
        .order_by(Reply.answered_at.desc(), Reply.id.desc())
        .limit(LINES)
    )
    return [(row.part, row.went_well) for row in db.session.execute(query)][::-1]


def last_run(user_id: int, conversation_id: str, turns: int) -> list[Reply]:
    """Return the turns of the last run of this conversation, in order."""
    query = (
        select(Reply)
        .where(Reply.user_id == user_id, Reply.exercise_id == conversation_id)
        .order_by(Reply.answered_at.desc(), Reply.id.desc())
        .limit(turns)
    )
    found = list(db.session.scalars(query))[::-1]
    return [reply for reply in found if reply.run == found[-1].run]


def opened_before(reply: Reply) -> bool:
    """Return whether the turn before, in the same run, invited the speaker to go on."""
    query = (
        select(Reply.opened)
        .where(
            Reply.user_id == reply.user_id,
            Reply.exercise_id == reply.exercise_id,
            Reply.run == reply.run,
            Reply.id < reply.id,
        )
        .order_by(Reply.id.desc())
        .limit(1)
    )
    return bool(db.session.scalar(query))


# ------------------------------------------------------------------ overruled notes


def overruled(reply_id: int) -> set[str]:
    """Return the ids of the notes and key points of a reply that the learner overruled."""
    query = select(Overruled.note).where(Overruled.reply_id == reply_id)
    return set(db.session.scalars(query))


def overrule(reply: Reply, note: str, now: datetime) -> None:
    """Overrule a note. Doing it twice changes nothing."""
    values = {"user_id": reply.user_id, "reply_id": reply.id, "note": note, "said_at": now}
    insert_if_absent(Overruled, **values)


def reinstate(reply: Reply, note: str) -> None:
    """Undo the overruling of a note."""
    where = Overruled.reply_id == reply.id, Overruled.note == note
    db.session.execute(delete(Overruled).where(*where))


# ------------------------------------------------------------------ saved for later


def draft(user_id: int, kind: str, exercise_id: str, part: str) -> str:
    """Return the saved draft, or an empty string."""
    where = _at(user_id, kind, exercise_id, part)
    return db.session.scalar(select(Draft.text).where(*where)) or ""


class SavedDraft(NamedTuple):
    """A reply that was saved for later, and the exercise it belongs to."""

    kind: str
    exercise_id: str
    part: str
    text: str


DRAFTS = written_out(
    select(Draft.kind, Draft.exercise_id, Draft.part, Draft.text)
    .where(Draft.user_id == bindparam("user"))
    .order_by(Draft.saved_at.desc())
    .limit(MOST_DRAFTS)
)


def drafts(user_id: int) -> list[SavedDraft]:
    """Return the user's newest drafts, the newest first."""
    return [SavedDraft(*row) for row in db.rows(DRAFTS, {"user": user_id})]


def forget_drafts_of_guests(now: datetime) -> None:
    """Delete guests' drafts that are older than a week. Drafts of accounts stay."""
    old = Draft.saved_at < now - text_drafts.OF_GUESTS
    db.session.execute(delete(Draft).where(old, Draft.user_id.in_(text_drafts.guests())))


def save_draft(
    user_id: int, kind: str, exercise_id: str, part: str, text: str, now: datetime
) -> None:
    """Save a draft. It replaces an earlier one; an empty text deletes it."""
    drop_draft(user_id, kind, exercise_id, part)
    if text:
        place = {"user_id": user_id, "kind": kind, "exercise_id": exercise_id, "part": part}
        values = {**place, "text": text, "saved_at": now}
        upsert(Draft, values, list(place), ("text", "saved_at"))


def drop_draft(user_id: int, kind: str, exercise_id: str, part: str) -> None:
    """Delete a draft."""
    db.session.execute(delete(Draft).where(*_at(user_id, kind, exercise_id, part)))


def _at(user_id: int, kind: str, exercise_id: str, part: str) -> tuple[Any, ...]:
    return (
        Draft.user_id == user_id,
        Draft.kind == kind,
        Draft.exercise_id == exercise_id,
        Draft.part == part,
    )


ANSWERED = ("say-back", "ask", "reply", "conversation")  # kinds in which the learner writes


def replies(user_id: int, most: int) -> Sequence[str]:
    """Return up to ``most`` of the user's replies that went well, the newest first."""
    query = select(Reply.text).where(
        Reply.user_id == user_id, Reply.went_well, Reply.kind.in_(ANSWERED)
    )
    return db.session.scalars(query.order_by(Reply.answered_at.desc()).limit(most)).all()
