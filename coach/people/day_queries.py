"""Read what the day's people need: the candidates of each reason, by one statement.

A list of three needs few rows. So each reason gets its first people from the database, in the order
of ``rules.daily``, and ``three`` chooses among them. The answer is the same as from all rows.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    Float,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.elements import Label
from sqlalchemy.sql.functions import FunctionElement

from coach.db import db, written_out
from coach.habits import queries as habits
from coach.people import models
from coach.people.rules import daily as rule
from coach.people.rules import dates
from coach.people.rules.daily import Candidate, DailyPerson
from coach.people.rules.promise import SHORTEST_HALF, SOON

MOST = 9  # rows of each reason: three people, and as many who could take their place
DAY = timedelta(days=1)


class days_between(FunctionElement[float]):  # noqa: N801  it reads as a function of SQL
    """The days from the second date to the first, as a floating-point number.

    A double is exact enough: equal fractions of such numbers round alike.
    """

    type = Float()
    inherit_cache = True


@compiles(days_between)
def _days_on_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    last, first = (compiler.process(each, **options) for each in element.clauses)
    return f"(julianday({last}) - julianday({first}))"


@compiles(days_between, "postgresql")
def _days_on_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    last, first = (compiler.process(each, **options) for each in element.clauses)
    return f"CAST(CAST({last} AS DATE) - CAST({first} AS DATE) AS DOUBLE PRECISION)"


C, P, D = models.Contact.__table__.c, models.Promise.__table__.c, models.ContactDate.__table__.c
USER, TODAY = bindparam("user", type_=Integer), bindparam("today", type_=Date)
SOON_ON = bindparam("soon", type_=Date)
WHO = ("id", "name", "called", "role", "every", "base", "next_due", "last_touch", "next_line",
       "next_on", "rest_until", "let_go_on", "acted_on", "prefers", "last_channel")  # fmt: skip


class DayRow(NamedTuple):
    """A row of the statement: who, for which reason, and what belongs to the reason.

    ``day``, ``text`` and ``number``: of a promise its date, words and id; of a day to remember
    ``word`` is its kind, ``number`` its month and day and ``more`` its year. Of somebody acted on
    ``word`` is the token and ``more`` the id of today's touch, and ``number`` how many there are.
    """

    why: str
    id: int
    name: str
    called: str
    role: str
    every: int | None
    base: date | None
    next_due: date | None
    last_touch: date | None
    next_line: str
    next_on: date | None
    rest_until: date | None
    let_go_on: date | None
    acted_on: date | None
    prefers: str
    last_channel: str
    day: date | None
    text: str
    word: str
    number: int | None
    more: int | None

    @property
    def channel(self) -> str:
        """The usual channel, or an empty string."""
        return self.prefers or self.last_channel


def _row(why: str, who: Any = None, **more: Any) -> list[Label[Any]]:
    """Return the columns of a row; those that are not given are empty."""
    kinds: dict[str, Any] = {
        "id": Integer, "every": Integer, "number": Integer, "more": Integer,
        "base": Date, "next_due": Date, "last_touch": Date, "next_on": Date, "rest_until": Date,
        "let_go_on": Date, "acted_on": Date, "day": Date,
    }  # fmt: skip
    columns = [literal(why).label("why")]
    for name in DayRow._fields[1:]:
        value = more.get(name)
        if value is None and who is not None and name in WHO:
            value = who[name]
        if value is None:
            kind = kinds.get(name)
            value = cast(null(), kind()) if kind else literal("", String)
        columns.append(value.label(name))
    return columns


LISTED = and_(C.user_id == USER, C.archived_on.is_(None))
NOT_ACTED = or_(C.acted_on.is_(None), C.acted_on != TODAY)
ASKABLE = and_(
    LISTED, NOT_ACTED, C.let_go_on.is_(None), or_(C.rest_until.is_(None), C.rest_until <= TODAY)
)
BEGAN = func.coalesce(P.moved_on, P.made_on)
MINE = and_(P.user_id == USER, P.state == "open", P.mine, P.due.is_not(None))
# the phases soon, today and over
REASON = and_(MINE, or_(P.due <= TODAY, and_(BEGAN < TODAY, P.due <= SOON_ON)))
HALF = and_(
    BEGAN < TODAY,
    days_between(P.due, BEGAN) >= SHORTEST_HALF,
    2 * days_between(TODAY, BEGAN) >= days_between(P.due, BEGAN),
    or_(P.looked_on.is_(None), P.looked_on < BEGAN),
)
NEAR = and_(MINE, or_(REASON, HALF))
# the order of days that follow each other over New Year
COMING = case(
    (D.month_day >= bindparam("month_day"), D.month_day), else_=D.month_day + dates.NEXT_YEAR
)
IN_WINDOW = or_(
    *(and_(D.lead == lead, bindparam(f"until_{lead}") >= COMING) for lead in dates.LEADS)
)
# false, and not unknown, for people with nothing to ask
ASKS = and_(
    C.next_on.is_not(None), C.next_on <= TODAY, C.next_on >= bindparam("asked_since", type_=Date)
)
EARLIER = or_(
    ASKS,
    select(P.id).where(P.contact_id == C.id, REASON).correlate(models.Contact.__table__).exists(),
    select(D.id)
    .where(D.contact_id == C.id, D.user_id == USER, IN_WINDOW)
    .correlate(models.Contact.__table__)
    .exists(),
)
ELAPSED = days_between(TODAY, C.base)


def _promised() -> Select[Any]:
    """Return each contact's earliest promise that is soon, today or over."""
    first = (
        select(
            P.contact_id, P.due, P.what, P.id,
            func.row_number().over(partition_by=P.contact_id, order_by=(P.due, P.id)).label("rank"),
        ).where(REASON).subquery()
    ).c  # fmt: skip
    return (
        select(*_row("promise", C, day=first.due, text=first.what, number=first.id))
        .join_from(models.Contact.__table__, first.rank.table, first.contact_id == C.id)
        .where(first.rank == 1, LISTED, NOT_ACTED)
        .order_by(first.due, C.id)
        .limit(MOST)
    )


def _remembered() -> Select[Any]:
    """Return each contact's first day to remember that is today or within its lead."""
    order = (COMING, D.id)
    first = (
        select(
            D.contact_id, D.kind, D.label, D.month_day, D.year, COMING.label("coming"),
            func.row_number().over(partition_by=D.contact_id, order_by=order).label("rank"),
        ).where(D.user_id == USER, IN_WINDOW).subquery()
    ).c  # fmt: skip
    told = {"text": first.label, "word": first.kind, "number": first.month_day, "more": first.year}
    return (
        select(*_row("date", C, **told))
        .join_from(models.Contact.__table__, first.rank.table, first.contact_id == C.id)
        .where(first.rank == 1, ASKABLE)
        .order_by(first.coming, C.id)
        .limit(MOST)
    )


def _turn(why: str, of_whom: ColumnElement[bool], number: str) -> Select[Any]:
    """Return the one contact of a group whose turn it is: ``number`` modulo their count."""
    ranked = (
        select(
            C.id,
            (func.row_number().over(order_by=C.id) - 1).label("place"),
            func.count().over().label("count"),
        )
        .where(of_whom)
        .subquery()
    ).c
    turn = bindparam(number, type_=Integer) % ranked.count
    chosen = select(ranked.id).where(ranked.place == turn)
    return select(*_row(why, C)).where(C.id.in_(chosen))


def _acted() -> Select[Any]:
    """Return who was acted on today, each with today's newest touch."""
    touch, part = models.Touch.__table__, models.TouchContact.__table__
    newest = (
        select(touch.c.id, touch.c.token)
        .join_from(touch, part, part.c.touch_id == touch.c.id)
        .where(part.c.contact_id == C.id, part.c.counts, part.c.day == TODAY)
        .order_by(touch.c.id.desc())
        .limit(1)
        .correlate(models.Contact.__table__)
    )
    token = newest.with_only_columns(touch.c.token).scalar_subquery()
    told = {
        "more": newest.with_only_columns(touch.c.id).scalar_subquery(),
        "word": func.coalesce(token, ""),
        "number": func.count().over(),
    }
    return (
        select(*_row("acted", C, **told))
        .where(LISTED, C.acted_on == TODAY)
        .order_by(C.changed_at, C.id)
        .limit(MOST)
    )


def _near() -> Select[Any]:
    """Return the user's promises that are half, soon, today or over, and how many there are."""
    told = {"day": P.due, "text": P.what, "number": P.id, "more": func.count().over()}
    return (
        select(*_row("near", C, **told))
        .join_from(models.Contact.__table__, models.Promise.__table__, P.contact_id == C.id)
        .where(NEAR, LISTED)
        .order_by(P.due, P.id)
        .limit(MOST)
    )


def _plain() -> list[Select[Any]]:
    """Return what is known of the user: settings, days away, the last act, and who there is."""
    choice, somebody = models.PeopleChoice, select(literal(1)).where(LISTED).limit(1)
    rhythmic = somebody.where(C.next_due.is_not(None))
    some, with_rhythm = (
        cast(func.coalesce(each.scalar_subquery(), 0), Integer) for each in (somebody, rhythmic)
    )
    last = select(func.max(C.acted_on)).where(C.user_id == USER).scalar_subquery()
    return [
        select(*_row("choice", number=choice.daily, word=choice.named)).where(
            choice.user_id == USER
        ),
        select(*_row("away")).where(habits.away_on(USER, TODAY).exists()),
        select(*_row("list", number=some, more=with_rhythm, day=last)),
    ]


def _statement() -> Any:
    due, long = C.next_due <= TODAY, 2 * C.every <= ELAPSED
    drifted = and_(ASKABLE, C.every.is_(None), C.last_touch <= bindparam("drifted", type_=Date))
    parts = [
        _promised(),
        _remembered(),
        select(*_row("ask", C)).where(ASKABLE, ASKS).order_by(C.next_on, C.id).limit(MOST),
        select(*_row("rhythm", C))
        .where(ASKABLE, due, not_(long))
        .order_by((ELAPSED / C.every).desc(), C.next_due, C.id)
        .limit(MOST),
        _turn("long", and_(ASKABLE, due, long, not_(EARLIER)), "ordinal"),
        _turn("dormant", drifted, "week"),
        _acted(),
        _near(),
        *_plain(),
    ]
    # SQLite takes no LIMIT in a part of a UNION, so each part is a subquery
    return written_out(union_all(*(select(part.subquery()) for part in parts)))


STATEMENT = _statement()


@dataclass
class DayFacts:
    """What the day's list is made from. ``rows`` are by reason; ``near`` promises by date."""

    rows: dict[str, list[DayRow]] = field(default_factory=dict)
    daily: int = rule.DAILY
    named: str = "none"
    away: bool = False
    anybody: bool = False
    any_rhythm: bool = False
    last_act: date | None = None

    @property
    def acted(self) -> int:
        """The number of people acted on today."""
        rows = self.rows.get("acted", [])
        return rows[0].number or 0 if rows else 0

    @property
    def near(self) -> list[DayRow]:
        """The user's promises that are half, soon, today or over, by date."""
        return self.rows.get("near", [])

    def of(self, contact_id: int, why: str) -> DayRow | None:
        """Return the row of somebody for a reason, or None."""
        return next((row for row in self.rows.get(why, ()) if row.id == contact_id), None)

    def three(self, today: date) -> list[DailyPerson]:
        """Return the people of the day."""
        found = _candidates(self.rows, today)
        return rule.three(found, today, self.daily, self.acted, self.away)


def choice_of(user_id: int) -> models.PeopleChoice:
    """Return the user's settings, or those to begin with, which are not stored."""
    choice = db.session.get(models.PeopleChoice, user_id)
    return choice or models.PeopleChoice(daily=rule.DAILY, named="none", region="", wanted="")


def parameters(user_id: int, today: date) -> dict[str, Any]:
    """Return the parameters of the statement."""
    windows = {f"until_{lead}": dates.window_end(today, lead) for lead in dates.LEADS}
    return windows | {
        "user": user_id,
        "today": today,
        "soon": today + SOON * DAY,
        "asked_since": today - rule.ASKED_FOR * DAY,
        "month_day": dates.month_day(today),
        "drifted": today - rule.DORMANT * DAY,
        "ordinal": today.toordinal(),
        "week": (today.toordinal() - 1) // 7,
    }


def day_facts(user_id: int, today: date) -> DayFacts:
    """Return what the user's list of this day is made from, by one statement."""
    facts = DayFacts()
    for each in db.rows(STATEMENT, parameters(user_id, today)):
        row = DayRow._make(each)
        if row.why == "choice":
            facts.daily, facts.named = row.number or rule.DAILY, row.word
        elif row.why == "away":
            facts.away = True
        elif row.why == "list":
            facts.anybody, facts.any_rhythm = bool(row.number), bool(row.more)
            facts.last_act = row.day
        else:
            facts.rows.setdefault(row.why, []).append(row)
    return facts


REASONS = ("promise", "date", "ask", "rhythm", "long", "dormant")


def _candidates(rows: dict[str, list[DayRow]], today: date) -> list[Candidate]:
    """Return the candidates for the day, each with the facts of all its rows."""
    people: dict[int, DayRow] = {}
    promised: dict[int, date | None] = {}
    remembered: dict[int, date] = {}
    for why in REASONS:
        for row in rows.get(why, ()):
            people[row.id] = row
            if why == "promise":
                promised[row.id] = row.day
            elif why == "date":
                remembered[row.id] = dates.next_on(row.number or dates.LEAP_DAY, today)
    return [candidate(row, promised.get(id_), remembered.get(id_)) for id_, row in people.items()]


def candidate(who: Any, promise_due: date | None, date_on: date | None) -> Candidate:
    """Return a contact's row as a candidate, with its promise and its day to remember."""
    return Candidate(
        who.id, promise_due, date_on, who.next_on, who.every, who.base, who.rest_until,
        who.let_go_on is not None, who.last_touch, who.acted_on,
    )  # fmt: skip
