"""Bring one person's rows along to another, table by table, as the rules say."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, bindparam, delete, select, update

from coach.account import queries as people
from coach.account import session_queries as sessions
from coach.account.models import User
from coach.assessment.asking import queries as asking
from coach.assessment.window import Place, Week, place
from coach.db import Base, db
from coach.habits import running_queries as habits
from coach.portable.rules import RULES, Row, Rule
from coach.review import log_queries

SIGNS = re.compile(r"[-+=.]{8}")
# what a sitting knows of its place and of the cycles before it
SITTING_FOLLOWS = {
    "id",
    "cycle",
    "week_in_cycle",
    "baseline",
    "noise_ss",
    "noise_df",
    "pairs_ss",
    "pairs_df",
    "reach",
    "verdict",
    "moved_total",
    "moved_weight",
    "told",
}


@dataclass
class Tally:
    """How many rows of a kind were new to the account, and how many it had already."""

    new: int = 0
    known: int = 0


Counts = dict[str, Tally]


@dataclass
class Index:
    """The account's rows of one table, found by any of their keys."""

    rule: Rule
    rows: dict[tuple[int, tuple[Any, ...]], Row] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        """Remember a row under all its keys."""
        for number, key in enumerate(self.rule.keys):
            made = key(row)
            if made is not None:
                self.rows.setdefault((number, made), row)

    def find(self, row: Row) -> Row | None:
        """Return the row that is the same as this one, or None."""
        made = ((number, key(row)) for number, key in enumerate(self.rule.keys))
        found = (self.rows.get((number, key)) for number, key in made if key is not None)
        return next((row for row in found if row is not None), None)


def private_tables() -> list[Table]:
    """Return every table of rows that belong to a person, parents before children."""
    return [table for table in Base.metadata.sorted_tables if "user_id" in table.c]


def carried() -> list[tuple[Table, Rule]]:
    """Return the tables whose rows go along, parents before children."""
    ruled = ((table, RULES[table.name]) for table in private_tables())
    return [(table, rule) for table, rule in ruled if isinstance(rule, Rule)]


def rows_of(table: Table, user_id: int) -> list[Row]:
    """Return a person's rows of a table, in the order they were made."""
    query = select(table).where(table.c.user_id == user_id).order_by(*table.primary_key)
    return [dict(row) for row in db.session.execute(query).mappings()]


def parents(table: Table) -> dict[str, str]:
    """Return the columns that point to another private table, with that table's name."""
    found = ((key.parent.name, key.column.table.name) for key in table.foreign_keys)
    return {column: name for column, name in found if name != "user"}


def bring_along(source: User, target: User, today: date) -> Counts:
    """Unite what ``source`` did with what ``target`` did, and delete ``source``.

    Nothing is doubled and nothing is lost: a row either goes along, or the account has it.
    """
    db.session.flush()
    moved: dict[str, dict[int, int]] = {}
    counts: Counts = {}
    for table, rule in carried():
        tally = _carry(table, rule, source.id, target.id, moved)
        if rule.title:
            counts[rule.title] = tally
    db.session.execute(delete(User).where(User.id == source.id))
    db.session.expire_all()
    work_out(target, today)
    return counts


def _carry(
    table: Table, rule: Rule, source: int, target: int, moved: dict[str, dict[int, int]]
) -> Tally:
    index, tally, changes = Index(rule), Tally(), list[tuple[Row, Row]]()
    ours = rows_of(table, target)
    for row in ours:
        index.add(row)
    ids = moved.setdefault(table.name, {})
    points = parents(table)
    for row in rows_of(table, source):
        theirs = row | {name: moved[of].get(row[name], row[name]) for name, of in points.items()}
        mine = index.find(theirs)
        while mine is not None and (change := rule.beside(mine, theirs)) is not None:
            theirs |= change
            mine = index.find(theirs)
        if rule.older_by and ours and theirs[rule.older_by] >= ours[0][rule.older_by]:
            continue
        if mine is None:
            changes.append((row, theirs | {"user_id": target}))
            index.add(theirs)
            tally.new += 1
            continue
        better = mine | rule.unite(mine, theirs)
        changes.append((dict(mine), better))
        mine |= better
        tally.known += 1
        if "id" in row:
            ids[row["id"]] = mine["id"]
    _write(table, changes)
    return tally


def _write(table: Table, changes: list[tuple[Row, Row]]) -> None:
    """Write what is different, all rows with the same columns changed in one go."""
    batches: dict[tuple[str, ...], list[Row]] = {}
    for old, new in changes:
        names = tuple(name for name, value in new.items() if value != old[name])
        if names:
            key = {f"at_{column.name}": old[column.name] for column in table.primary_key}
            batches.setdefault(names, []).append(key | {f"to_{name}": new[name] for name in names})
    for names, rows in batches.items():
        where = [column == bindparam(f"at_{column.name}") for column in table.primary_key]
        values = {name: bindparam(f"to_{name}", type_=table.c[name].type) for name in names}
        db.session.connection().execute(update(table).where(*where).values(values), rows)


def work_out(user: User, today: date) -> None:
    """Make anew what follows from the rows: running states, review cards, places in cycles."""
    habits.settle_all(user.id, date.min, today, user.rollover)
    log_queries.rebuild(user)
    _place_anew(user.id)
    db.session.flush()


def _place_anew(user_id: int) -> None:
    """Let the sittings begin once more, each after the one before it."""
    sittings = Base.metadata.tables["sitting"]
    found = sorted(rows_of(sittings, user_id), key=lambda row: str(row["week"]))
    db.session.execute(delete(sittings).where(sittings.c.user_id == user_id))
    told = _told(found)
    last = None
    for row in found:
        last = asking.begin(user_id, Week.parse(row["week"]), last, row["begun_at"])
        for name in row.keys() - SITTING_FOLLOWS:
            setattr(last, name, row[name])
        last.told = told.get(row["week"])
        asking.mark(last)


def _told(found: list[Row]) -> dict[str, str]:
    """Return the verdict that was given on each week's cycle, where one was.

    It stands in the row itself or, as every export before this column did, in those of the next
    cycle. Where two people's weeks form other cycles than before, nothing was said of them.
    """
    weeks = [Week.parse(row["week"]) for row in found]
    if any(
        place(weeks[0], week) != Place(row["cycle"], row["week_in_cycle"])
        for week, row in zip(weeks, found, strict=True)
    ):
        return {}
    told: dict[str, str] = {}
    for n, row in enumerate(found):
        later = (each["verdict"] for each in found[n:] if each["cycle"] > row["cycle"])
        given = row["told"] or next(later, None)
        if given and SIGNS.fullmatch(given):  # an export may have been edited
            told[row["week"]] = given
    return told


def guest(claim: str | int, signed_in_at: datetime) -> User | None:
    """Return the guest that a session names, if it is still one.

    Sessions of before public ids name the row's number, which may have come to mean somebody
    else. It is the same guest where the row is older than the session, and no browser has a
    session as that guest: signing in ended the only one.
    """
    if isinstance(claim, str):
        found = people.of_public_id(claim)
    else:
        found = people.person(claim)
        if found and (found.created_at > signed_in_at or sessions.has_any(found.id)):
            return None
    return found if found and found.is_guest else None


def counted(user_id: int) -> dict[str, int]:
    """Return how many rows of each kind that people know a person has, without the zeros."""
    found = {rule.title: rows_of(table, user_id) for table, rule in carried() if rule.title}
    return {title: len(rows) for title, rows in found.items() if rows}
