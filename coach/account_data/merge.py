"""Bring one person's rows along to another, table by table, as the rules say."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Table, bindparam, delete, func, insert, literal, select, union_all, update

from coach.account_data.merge_policies import RULES, Row, Rule
from coach.account_data.row_union import Together, UnionCounts, unite
from coach.account_data.value_ranges import VERDICT
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
# tables whose rows all go with each portion: a row is then the same as one of ours in all of them
IN_ALL = ("habit_import", "habit")
BEFORE = timedelta(days=2)  # how long the days around a move were may change


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


def parent(table: Table) -> str | None:
    """Return the column without whose row there is none of this table, or None."""
    return next((name for name in parents(table) if not table.c[name].nullable), None)


def lived(rows: Tables, today: date) -> dict[int, int]:
    """Return the days from each habit's first to today, both included, by the habit's id.

    Days that look back over more than ``LONG`` days cost twice as much, and count twice.
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
    """Return what becomes of these rows beside those of the person; of nobody's without an id.

    Ids of ``theirs`` that are not the person's own must be none of the person's.
    """
    found: Union = {}
    for table, rule in carried():
        rows = theirs.get(table.name, [])
        ours = _beside(table, target_id, found) if rows and target_id is not None else []
        found[table.name] = unite(rule, rows, ours, _leader(table, found))
    return found


def _leader(table: Table, found: Union) -> Callable[[Row], Row]:
    """Return what gives a row the ids of its parents as they are called on our side."""
    same = [(name, found[of].same) for name, of in parents(table).items() if found[of].same]
    if not same:
        return lambda row: row
    return lambda row: row | {name: ids.get(row[name], row[name]) for name, ids in same}


def _beside(table: Table, user_id: int, found: Union) -> list[Row]:
    """Return the person's rows that can be the same: children of the same parents only."""
    column = parent(table)
    if column is None:
        return rows_of(table, user_id)
    same = list(found[parents(table)[column]].same.values())
    query = select(table).where(table.c.user_id == user_id, table.c[column].in_(same))
    return [dict(row) for row in db.session.execute(query).mappings()] if same else []


def counts_of(union: Union) -> Counts:
    """Return how many rows of each kind that people know are new and how many are not."""
    return {rule.title: union[table.name].tally for table, rule in carried() if rule.title}


def bring_in(theirs: Tables, target: User) -> Counts:
    """Add the rows of an export, which have no place here yet, to what the person has."""
    union = united(theirs, target.id)
    ids: dict[str, dict[int, int]] = {}
    for table, _ in carried():
        found, points = union[table.name], parents(table)
        _write(table, found.changed)
        rows = [
            row | {name: ids[of].get(row[name], row[name]) for name, of in points.items()}
            for _, row in found.new
        ]
        ids[table.name] = _insert(table, [row | {"user_id": target.id} for row in rows])
    _follow(target, union, ids["habit"])
    return counts_of(union)


def _insert(table: Table, rows: list[Row]) -> dict[int, int]:
    """Insert rows; return the new id of each old one, for tables that others point to."""
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
    """Let a guest's rows become the person's; those the person has already are deleted.

    Nothing is doubled and nothing is lost: a row either goes along, or the account has it.
    """
    union = united(theirs, target.id)
    for table, _ in carried():
        found = union[table.name]
        moved = [(old, new | {"user_id": target.id}) for old, new in found.new]
        _write(table, [*found.changed, *moved])
    for table, _ in carried():
        same = list(union[table.name].same)
        if same and table.name not in IN_ALL:  # which rows of other portions may still point to
            db.session.execute(delete(table).where(table.c.id.in_(same)))
    _follow(target, union, {})
    return counts_of(union)


def _write(table: Table, changes: Iterable[tuple[Row, Row]]) -> None:
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


def _follow(target: User, union: Union, ids: Mapping[int, int]) -> None:
    """Let the running states go that the new rows make stale."""
    db.session.flush()
    db.session.expire_all()
    for habit_id in {*union["habit"].same.values()}:
        habits.outdate(target.id, date.min, habit_id)
    common = [row["first"] for _, row in union["away"].new if row["habit_id"] is None]
    moves = [row["moment"].date() - BEFORE for _, row in union["zone_change"].new]
    if since := min([*common, *moves], default=None):
        habits.outdate(target.id, since)


def place_anew(user_id: int) -> int:
    """Let the sittings begin once more, each after the one before it; return their number.

    All is worked out before the first of them is written.
    """
    sittings = Base.metadata.tables["sitting"]
    found = sorted(rows_of(sittings, user_id), key=lambda row: str(row["week"]))
    if not found:
        return 0
    weeks = [Week.parse(row["week"]) for row in found]
    answers = history(user_id, weeks[0], weeks[-1])
    told = _told(found)
    made: list[Any] = []  # sittings, in order
    for week, row in zip(weeks, found, strict=True):
        sitting = asking.following(user_id, week, made[-1] if made else None, row["begun_at"])
        for name in row.keys() - SITTING_FOLLOWS:
            setattr(sitting, name, row[name])
        sitting.told = told.get(row["week"])
        asking.mark_by(sitting, answers.get(week, []))
        closed = made[-1].cycle if made and made[-1].cycle != sitting.cycle else None
        for each in made:
            if each.cycle == closed and each.told is None:
                each.told = sitting.verdict
        made.append(sitting)
    db.session.execute(delete(sittings).where(sittings.c.user_id == user_id))
    db.session.add_all(made)
    db.session.flush()
    return len(found)


def _told(found: list[Row]) -> dict[str, str]:
    """Return the verdict that was given on each week's cycle, where one was.

    It stands in the row itself or, as every export before this column did, in those of the next
    cycle. Where two people's weeks form other cycles than before, nothing was said of them.
    """
    weeks = [Week.parse(row["week"]) for row in found]
    if any(
        place(weeks[0], week) != CyclePlace(row["cycle"], row["week_in_cycle"])
        for week, row in zip(weeks, found, strict=True)
    ):
        return {}
    told: dict[str, str] = {}
    for n, row in enumerate(found):
        later = (each["verdict"] for each in found[n:] if each["cycle"] > row["cycle"])
        given = row["told"] or next(later, None)
        if given and VERDICT.fullmatch(given):  # an export may have been edited
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


def row_counts(user_id: int) -> dict[str, int]:
    """Return how many rows of each kind that people know a person has, without the zeros."""
    asked = [
        select(literal(rule.title), func.count())
        .select_from(table)
        .where(table.c.user_id == user_id)
        for table, rule in carried()
        if rule.title
    ]
    return {title: number for title, number in db.session.execute(union_all(*asked)) if number}
