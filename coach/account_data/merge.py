"""Merge one user's rows into another's, table by table, by the policies of each table."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Table,
    UniqueConstraint,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    union_all,
    update,
)

from coach.account_data.json_codec import VERDICT
from coach.account_data.merge_policies import RULES, Row, Rule, Together, UnionCounts, unite
from coach.accounts import login_session_queries as sessions
from coach.accounts import queries as people
from coach.accounts.models import User
from coach.assessment import answer_queries as asking
from coach.assessment.calendar import CyclePlace, Week, place
from coach.assessment.queries import history
from coach.db import Base, db
from coach.habits import snapshots as habits
from coach.habits.snapshots import LONG

Tables = dict[str, list[Row]]
Counts = dict[str, UnionCounts]
Union = dict[str, Together]

# columns of a sitting that depend on its place and on earlier cycles
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
# tables whose rows are in every portion, so that a row is matched alike in all of them
IN_ALL = ("habit_import", "habit", "ring", "people_file", "contact")
BEFORE = timedelta(days=2)  # the lengths of the days around a move may change


def private_tables() -> list[Table]:
    """Return every table whose rows belong to a user, parents before children."""
    return [table for table in Base.metadata.sorted_tables if "user_id" in table.c]


def carried() -> list[tuple[Table, Rule]]:
    """Return the tables whose rows are exported and merged, with their rules, parents first."""
    ruled = ((table, RULES[table.name]) for table in private_tables())
    return [(table, rule) for table, rule in ruled if isinstance(rule, Rule)]


def rows_of(table: Table, user_id: int) -> list[Row]:
    """Return a user's rows of a table, in the order of the primary key."""
    query = select(table).where(table.c.user_id == user_id).order_by(*table.primary_key)
    return [dict(row) for row in db.session.execute(query).mappings()]


def parents(table: Table) -> dict[str, str]:
    """Return the columns that refer to another private table, with that table's name."""
    references = ((key.parent.name, key.column.table.name) for key in table.foreign_keys)
    return {column: name for column, name in references if name != "user"}


def parent(table: Table) -> str | None:
    """Return the column of the parent without which a row cannot exist, or None."""
    return next((name for name in parents(table) if not table.c[name].nullable), None)


def lived(rows: Tables, today: date) -> dict[int, int]:
    """Return the number of days from each habit's first day to today, by the habit's id.

    Both ends are included. A habit that looks back over more than ``LONG`` days takes twice the
    time to compute, so its days count twice.
    """
    first = {row["id"]: row["start"] for row in rows.get("habit", ())}
    for row in rows.get("check_in", ()):
        first[row["habit_id"]] = min(first[row["habit_id"]], row["day"])
    long = {row["habit_id"] for row in rows.get("habit_plan", ()) if row["days"] > LONG}
    return {
        habit: max(0, (today - day).days + 1) * (1 + (habit in long))
        for habit, day in first.items()
    }


def united(theirs: Tables, target_id: int | None) -> Union:
    """Return the union of these rows with the target user's; without ``target_id`` with none.

    Ids in ``theirs`` that belong to no user yet must not be ids of the target's rows.
    """
    union: Union = {}
    for table, rule in carried():
        rows = theirs.get(table.name, [])
        ours = _possible_matches(table, target_id, union) if rows and target_id is not None else []
        union[table.name] = unite(rule, rows, ours, _parent_replacer(table, union))
    return union


def _parent_replacer(table: Table, union: Union) -> Callable[[Row], Row]:
    """Return a function that replaces the ids of a row's parents by the target's ids."""
    same = [(name, union[of].same) for name, of in parents(table).items() if union[of].same]
    if not same:
        return lambda row: row
    return lambda row: row | {name: ids.get(row[name], row[name]) for name, ids in same}


def _possible_matches(table: Table, user_id: int, union: Union) -> list[Row]:
    """Return the target's rows that can match: only children of the same parents, unless a row may
    have another parent there. A promise may, after two people were made one.
    """
    column = parent(table)
    if column is None or _outlives(table, column):
        return rows_of(table, user_id)
    same = list(union[parents(table)[column]].same.values())
    query = select(table).where(table.c.user_id == user_id, table.c[column].in_(same))
    return [dict(row) for row in db.session.execute(query).mappings()] if same else []


def _outlives(table: Table, parent_column: str) -> bool:
    """Return whether a unique key of the table does not contain its parent."""
    keys = (key for key in table.constraints if isinstance(key, UniqueConstraint))
    return any(parent_column not in key.columns for key in keys)


def counts_of(union: Union) -> Counts:
    """Return the counts of new and of known rows, by the name that users know."""
    return {rule.title: union[table.name].tally for table, rule in carried() if rule.title}


def bring_in(theirs: Tables, target: User) -> Counts:
    """Insert the rows of an export, which are not in the database yet, into the target's."""
    union = united(theirs, target.id)
    ids: dict[str, dict[int, int]] = {}
    for table, _ in carried():
        part, points = union[table.name], parents(table)
        _update_rows(table, part.changed)
        rows = [
            row | {name: ids[of].get(row[name], row[name]) for name, of in points.items()}
            for _, row in part.new
        ]
        ids[table.name] = _insert(table, [row | {"user_id": target.id} for row in rows])
    _outdate_snapshots(target, union, ids["habit"])
    return counts_of(union)


def _insert(table: Table, rows: list[Row]) -> dict[int, int]:
    """Insert rows. Return the new id of each old one, for tables that others refer to."""
    if not rows:
        return {}
    bare = [{name: value for name, value in row.items() if name != "id"} for row in rows]
    if not any(table.name in parents(other).values() for other, _ in carried()):
        db.session.execute(insert(table), bare)
        return {}
    returning = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    new = db.session.scalars(returning, bare)
    return {row["id"]: number for row, number in zip(rows, new, strict=True)}


def bring_along(theirs: Tables, target: User) -> Counts:
    """Move a guest's rows to the target user. Rows that the target has already are deleted.

    Nothing is duplicated or lost: a row is moved, or the target has the same one.
    """
    union = united(theirs, target.id)
    for table, _ in carried():
        part = union[table.name]
        moved = [(old, new | {"user_id": target.id}) for old, new in part.new]
        _update_rows(table, [*part.changed, *moved])
    for table, _ in carried():
        same = list(union[table.name].same)
        if same and table.name not in IN_ALL:  # rows of other portions may still refer to these
            db.session.execute(delete(table).where(table.c.id.in_(same)))
    _outdate_snapshots(target, union, {})
    return counts_of(union)


def _update_rows(table: Table, changes: Iterable[tuple[Row, Row]]) -> None:
    """Write the columns that changed, with one statement for all rows that change the same
    columns."""
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


def _outdate_snapshots(target: User, union: Union, ids: Mapping[int, int]) -> None:
    """Mark the habits' snapshots that the new rows outdate."""
    db.session.flush()
    db.session.expire_all()
    for habit_id in {*union["habit"].same.values()}:
        habits.outdate(target.id, date.min, habit_id)
    common = [row["first"] for _, row in union["away"].new if row["habit_id"] is None]
    moves = [row["moment"].date() - BEFORE for _, row in union["zone_change"].new]
    if since := min([*common, *moves], default=None):
        habits.outdate(target.id, since)


def place_anew(user_id: int) -> int:
    """Compute the user's sittings again, each from the previous one. Return their number.

    All are computed before the first one is written.
    """
    sittings = Base.metadata.tables["sitting"]
    rows = sorted(rows_of(sittings, user_id), key=lambda row: str(row["week"]))
    if not rows:
        return 0
    weeks = [Week.parse(row["week"]) for row in rows]
    answers = history(user_id, weeks[0], weeks[-1])
    verdicts = _verdicts_shown(rows)
    new: list[Any] = []  # sittings, oldest first
    for week, row in zip(weeks, rows, strict=True):
        sitting = asking.following(user_id, week, new[-1] if new else None, row["begun_at"])
        for name in row.keys() - SITTING_FOLLOWS:
            setattr(sitting, name, row[name])
        sitting.told = verdicts.get(row["week"])
        asking.mark_by(sitting, answers.get(week, []))
        closed_cycle = new[-1].cycle if new and new[-1].cycle != sitting.cycle else None
        for each in new:
            if each.cycle == closed_cycle and each.told is None:
                each.told = sitting.verdict
        new.append(sitting)
    db.session.execute(delete(sittings).where(sittings.c.user_id == user_id))
    db.session.add_all(new)
    db.session.flush()
    return len(rows)


def _verdicts_shown(rows: list[Row]) -> dict[str, str]:
    """Return the verdict that the user was shown on each week's cycle, if there was one.

    It is in the row itself or, in exports from before this column existed, in the rows of the next
    cycle. If the weeks of two users together form other cycles than before, there is none.
    """
    weeks = [Week.parse(row["week"]) for row in rows]
    if any(
        place(weeks[0], week) != CyclePlace(row["cycle"], row["week_in_cycle"])
        for week, row in zip(weeks, rows, strict=True)
    ):
        return {}
    verdicts: dict[str, str] = {}
    for n, row in enumerate(rows):
        later = (each["verdict"] for each in rows[n:] if each["cycle"] > row["cycle"])
        verdict = row["told"] or next(later, None)
        if verdict and VERDICT.fullmatch(verdict):  # the export may have been edited
            verdicts[row["week"]] = verdict
    return verdicts


def guest(claim: str | int, signed_in_at: datetime) -> User | None:
    """Return the guest that a session names, if it is still a guest.

    Sessions from before public ids name the row's number, which may belong to another user by now.
    It is the same guest if the row is older than the session and the guest has no session in any
    browser, because signing in ended the only one.
    """
    if isinstance(claim, str):
        user = people.of_public_id(claim)
    else:
        user = people.person(claim)
        if user and (user.created_at > signed_in_at or sessions.has_any(user.id)):
            return None
    return user if user and user.is_guest else None


def row_counts(user_id: int) -> dict[str, int]:
    """Return how many rows of each kind the user has, by the name that users know, without
    zeros."""
    queries = [
        select(literal(rule.title), func.count())
        .select_from(table)
        .where(table.c.user_id == user_id)
        for table, rule in carried()
        if rule.title
    ]
    return {title: number for title, number in db.session.execute(union_all(*queries)) if number}
