"""Make two people one, and take them apart again. Nothing here commits or reads a clock.

Everything that belongs to the one who goes moves to the one who stays. What would then be there
twice is dropped, and kept in the merge's row, so that both can be made again at any time.
"""

import json
from collections.abc import Callable, Hashable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, delete, insert, or_, select, update

from coach.db import Base, UtcDateTime, db
from coach.intentions import queries as intentions
from coach.people import contact_queries, models, queries, upkeep
from coach.people.exchange.models import ContactMerge, PeopleFile
from coach.people.exchange.uniting import FILLED, taken_apart, united

Key = Callable[[Any], Hashable]
# the tables whose rows belong to a person, and what may be there only once; None for anything
CHILDREN: tuple[tuple[type[Base], Key | None], ...] = (
    (models.TouchContact, lambda row: row.touch_id),
    (models.Promise, None),
    (models.ContactDate, lambda row: (row.kind, row.label)),
    (models.ContactWay, lambda row: (row.kind, row.key or row.value)),
    (models.ContactTag, lambda row: row.key),
    (models.HabitContact, None),
    (models.JournalContact, lambda row: row.entry_id),
)
TIE, TIES = models.ContactTie, models.ContactTie.__tablename__
PLANS = "intention"
COLUMN = {"ring": "ring_id"}  # names of facts that are not names of columns
LATER = ("rhythm_from", "acted_on")  # the later of both is kept


def own_merge(user_id: int, merge_id: int) -> ContactMerge | None:
    """Return the user's own merge, or None."""
    return db.session.scalar(select(ContactMerge).filter_by(id=merge_id, user_id=user_id))


def kept_for(user_id: int, gone_id: int) -> int | None:
    """Return the id of the person who stayed for one who went, or None."""
    query = select(ContactMerge.kept_id).filter_by(user_id=user_id, gone_id=gone_id)
    return db.session.scalar(query.order_by(ContactMerge.id.desc()).limit(1))


def of_person(contact_id: int) -> list[tuple[int, str]]:
    """Return the merges in which somebody stayed, the newest first: ids, and who went."""
    query = select(ContactMerge.id, ContactMerge.gone).filter_by(kept_id=contact_id)
    rows = db.session.execute(query.order_by(ContactMerge.id.desc()).limit(10))
    return [(row.id, json.loads(row.gone)["name"]) for row in rows]


def unite(kept: models.Contact, gone: models.Contact, now: datetime) -> ContactMerge:
    """Make two people one, and return the merge."""
    moved: dict[str, list[int]] = {}
    dropped: dict[str, list[dict[str, Any]]] = {}
    for model, key in CHILDREN:
        moved[model.__tablename__], dropped[model.__tablename__] = _move(model, key, kept, gone)
    moved[TIES], dropped[TIES] = _move_ties(kept, gone)
    moved[PLANS] = intentions.hand_over(kept.user_id, gone.id, kept.id)
    before = {name: getattr(kept, name) for name in LATER}
    after, filled = united(_facts(kept), _facts(gone))
    for name in filled:
        setattr(kept, COLUMN.get(name, name), after[name])
    for name in LATER:
        days = [day for day in (getattr(kept, name), getattr(gone, name)) if day]
        setattr(kept, name, max(days, default=None))
    kept.changed_at = now
    row = ContactMerge(
        user_id=kept.user_id, kept_id=kept.id, gone_id=gone.id, gone=_written(gone),
        moved=json.dumps(moved), dropped=json.dumps(dropped),
        filled=json.dumps({"facts": filled, "before": before}, default=date.isoformat),
        merged_at=now,
    )  # fmt: skip
    db.session.add(row)
    older = update(ContactMerge).where(ContactMerge.kept_id == gone.id)
    db.session.execute(older.values(kept_id=kept.id))
    db.session.delete(gone)
    upkeep.settle([kept])
    return row


def _move(
    model: type[Base], key: Key | None, kept: models.Contact, gone: models.Contact
) -> tuple[list[int], list[dict[str, Any]]]:
    """Move the rows of a table. Return the ids of those moved, and those dropped."""
    theirs = db.session.scalars(select(model).filter_by(contact_id=gone.id)).all()
    there = set()
    if key is not None and theirs:
        mine = db.session.scalars(select(model).filter_by(contact_id=kept.id))
        there = {key(row) for row in mine}
    moved, dropped = list[int](), list[dict[str, Any]]()
    for row in theirs:
        if key is not None and key(row) in there:
            dropped.append(json.loads(_written(row)))
        else:
            moved.append(row.id)  # type: ignore[attr-defined]
    table = model.__table__
    if dropped:
        double = table.c.id.in_([row["id"] for row in dropped])
        db.session.execute(delete(model).where(double))
    if moved:
        change = update(model).where(table.c.id.in_(moved))
        db.session.execute(change.values(contact_id=kept.id))
    return moved, dropped


def ties_of(contact_id: int) -> Sequence[models.ContactTie]:
    """Return the ties that somebody is part of."""
    query = select(TIE).where(or_(TIE.first_id == contact_id, TIE.second_id == contact_id))
    return db.session.scalars(query).all()


def _other(tie: models.ContactTie, contact_id: int) -> int:
    return tie.second_id if tie.first_id == contact_id else tie.first_id


def _hand_over(tie: models.ContactTie, one: int, other: int) -> None:
    """Put another person in somebody's place in a tie."""
    if tie.first_id == one:
        tie.first_id = other
    elif tie.second_id == one:
        tie.second_id = other


def _move_ties(
    kept: models.Contact, gone: models.Contact
) -> tuple[list[int], list[dict[str, Any]]]:
    """Move the ties. One between the two, or with somebody whom both know, is dropped."""
    there = {kept.id, *(_other(tie, kept.id) for tie in ties_of(kept.id))}
    moved, dropped = list[int](), list[dict[str, Any]]()
    for tie in ties_of(gone.id):
        if _other(tie, gone.id) in there:
            dropped.append(json.loads(_written(tie)))
            db.session.delete(tie)
        else:
            moved.append(tie.id)
            _hand_over(tie, gone.id, kept.id)
    db.session.flush()
    return moved, dropped


def _ties_back(merge: ContactMerge, gone: models.Contact) -> None:
    """Give the ties back that are still there, and make those again that were dropped."""
    for tie in db.session.scalars(select(TIE).where(TIE.id.in_(json.loads(merge.moved)[TIES]))):
        _hand_over(tie, merge.kept_id, gone.id)
    for values in json.loads(merge.dropped)[TIES]:
        row = _read(TIE, values)
        other = row["second_id"] if row["first_id"] == gone.id else row["first_id"]
        if db.session.get(models.Contact, other) is not None:
            del row["id"]
            db.session.execute(insert(TIE).values(row))


def said_two(user_id: int) -> set[tuple[int, int]]:
    """Return the pairs who look like one person and are two, the smaller id first."""
    query = select(TIE.first_id, TIE.second_id).where(TIE.user_id == user_id, TIE.two)
    return {(min(row), max(row)) for row in db.session.execute(query)}


def say_two(first: models.Contact, second: models.Contact) -> None:
    """Keep that two people who look like one are two."""
    tie = next((tie for tie in ties_of(first.id) if _other(tie, first.id) == second.id), None)
    if tie is None:
        tie = TIE(user_id=first.user_id, first_id=first.id, second_id=second.id)
        db.session.add(tie)
    tie.two = True


def ask_again(user_id: int) -> None:
    """Offer the pairs again of whom the user has said that they are two people."""
    of_user = TIE.user_id == user_id, TIE.two
    db.session.execute(update(TIE).where(*of_user).values(two=False))
    nothing = delete(TIE).where(TIE.user_id == user_id, ~TIE.two, TIE.state == "", TIE.why == "")
    db.session.execute(nothing)


def _facts(contact: models.Contact) -> dict[str, Any]:
    return {name: getattr(contact, COLUMN.get(name, name)) for name in FILLED}


def take_apart(merge: ContactMerge, now: datetime) -> models.Contact:
    """Make two people again of one, and return the one who went.

    Rows go back that are still there and still the kept one's. What was filled goes back if it is
    unchanged.
    """
    kept = db.session.get_one(models.Contact, merge.kept_id)
    gone = _made_again(merge)
    for model, _ in CHILDREN:
        ids = json.loads(merge.moved)[model.__tablename__]
        table = model.__table__
        back = update(model).where(table.c.id.in_(ids), table.c.contact_id == kept.id)
        db.session.execute(back.values(contact_id=gone.id))
        for values in json.loads(merge.dropped)[model.__tablename__]:
            _insert_again(model, values, gone)
    _ties_back(merge, gone)
    intentions.hand_over(merge.user_id, kept.id, gone.id, json.loads(merge.moved)[PLANS])
    filled = json.loads(merge.filled)
    went = {name: _json_ready(value) for name, value in _facts(gone).items()}
    stands = {name: _json_ready(value) for name, value in _facts(kept).items()}
    for name, was in taken_apart(stands, filled["facts"], went).items():
        setattr(kept, COLUMN.get(name, name), was)
    for name, was in filled["before"].items():
        if getattr(kept, name) == getattr(gone, name):
            setattr(kept, name, date.fromisoformat(was) if was else None)
    kept.changed_at = now
    db.session.delete(merge)
    db.session.flush()
    db.session.expire_all()
    upkeep.settle([kept, gone])
    return gone


def _made_again(merge: ContactMerge) -> models.Contact:
    """Insert the one who went, with the old id. What is no more is not referred to."""
    values = _read(models.Contact, json.loads(merge.gone))
    if _is_taken(merge.user_id, values["uid"]):  # the same person came in from a file meanwhile
        values["uid"] = contact_queries.new_uid()
    values["token"] = (
        values["token"] if not queries.made_with(merge.user_id, values["token"]) else ""
    )
    values["token"] = values["token"] or f"apart-{merge.id}"
    rings = {ring.id for ring in queries.rings(merge.user_id)}
    values["ring_id"] = values["ring_id"] if values["ring_id"] in rings else None
    if values["file_id"] and db.session.get(PeopleFile, values["file_id"]) is None:
        values["file_id"] = None
    db.session.execute(insert(models.Contact).values(values))
    return db.session.get_one(models.Contact, values["id"])


def _is_taken(user_id: int, uid: str) -> bool:
    query = select(models.Contact.id).filter_by(user_id=user_id, uid=uid)
    return db.session.scalar(query) is not None


def _insert_again(model: type[Base], values: dict[str, Any], gone: models.Contact) -> None:
    """Insert a row that was dropped, if what it belongs to is still there."""
    row = _read(model, values)
    row["contact_id"] = gone.id
    for key in model.__table__.foreign_keys:
        of = key.column
        if db.session.scalar(select(of).where(of == row[key.parent.name])) is None:
            return
    del row["id"]
    db.session.execute(insert(model).values(row))


def _written(row: Any) -> str:
    """Return a row as JSON."""
    names = row.__table__.c.keys()
    return json.dumps({name: _json_ready(getattr(row, name)) for name in names})


def _json_ready(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _read(model: type[Base], values: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of a row from JSON. Columns that came later take their default."""
    row: dict[str, Any] = {}
    for column in model.__table__.c:
        value = values.get(column.name)
        if value is not None and isinstance(column.type, UtcDateTime):
            value = datetime.fromisoformat(value)
        elif value is not None and isinstance(column.type, Date):
            value = date.fromisoformat(value)
        if value is not None or column.nullable:
            row[column.name] = value
    return row
