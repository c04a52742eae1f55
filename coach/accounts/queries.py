"""Read and write the rows of users. Nothing here commits."""

import secrets
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Executable, bindparam, case, func, select
from sqlalchemy.exc import IntegrityError

from coach import clock
from coach.accounts.models import Attempts, SignIn, User, ZoneChange
from coach.bounds import FIRST_DAY
from coach.db import UtcDateTime, db, insert_for_dialect

SIGN_INS = 20  # number of the latest sign-ins that are shown
A_DAY = timedelta(days=1)
CLOCKS = timedelta(minutes=1)  # how much the clocks of machines may differ


def guest_of(visitor: str, zone: str, now: datetime, today: date) -> User:
    """Return the guest of this browser session, and create it if there is none."""
    known_guest = db.session.scalar(select(User).where(User.visitor == visitor))
    if known_guest is not None:
        return known_guest
    guest = User(
        visitor=visitor,
        fs_uniquifier=secrets.token_hex(32),
        zone=zone,
        created_at=now,
        seen_on=today,
    )
    try:
        with db.session.begin_nested():
            db.session.add(guest)
            db.session.flush()
            db.session.add(ZoneChange(user_id=guest.id, moment=now, zone=zone))
    except IntegrityError:  # another tab of the same browser was faster
        return db.session.scalars(select(User).where(User.visitor == visitor)).one()
    return guest


def move_to(user: User, zone: str, now: datetime) -> None:
    """Let the user's days follow another zone from now on; past days keep theirs.

    Another name of the same zone is no move.
    """
    moved = not clock.same_zone(zone, user.zone)
    user.zone = zone
    if moved:
        db.session.add(ZoneChange(user_id=user.id, moment=now, zone=zone))


def undo_move(user: User) -> datetime | None:
    """Undo the last change of zone. Return when it was made, or None if there was none."""
    log = db.session.scalars(
        select(ZoneChange)
        .where(ZoneChange.user_id == user.id)
        .order_by(ZoneChange.moment.desc(), ZoneChange.id.desc())
        .limit(2)
    ).all()
    if len(log) < 2:
        return None
    user.zone = log[1].zone
    db.session.delete(log[0])
    db.session.flush()
    return log[0].moment


CHANGE = ZoneChange.__table__.c  # the table's columns, because the ORM costs more than the query
ZONES = (
    select(CHANGE.moment, CHANGE.zone)
    .where(CHANGE.user_id == bindparam("user"))
    .order_by(CHANGE.moment, CHANGE.id)
)


IN_FORCE = (  # the moment of the last change of zone before ``zones_since``
    select(func.max(CHANGE.moment))
    .where(CHANGE.user_id == bindparam("user"), CHANGE.moment < bindparam("zones_since"))
    .scalar_subquery()
)
ZONES_SINCE = ZONES.where(
    CHANGE.moment >= func.coalesce(IN_FORCE, bindparam("zones_since", type_=UtcDateTime))
)


def zones(user_id: int) -> list[tuple[datetime, str]]:
    """Return the user's changes of zone as (moment, IANA name), oldest first."""
    return [(moment, zone) for moment, zone in db.rows(ZONES, {"user": user_id})]


def zones_since(user_id: int, day: date) -> list[tuple[datetime, str]]:
    """Return the zones that matter for a day and all later ones, oldest first.

    The list begins with the zone in force three days before the day: a practice day and a journey
    across the date line reach no further back.
    """
    rows = db.rows(ZONES_SINCE, {"user": user_id, "zones_since": zones_from(day)})
    return [(moment, zone) for moment, zone in rows]


def zones_from(day: date) -> datetime:
    """Return the parameter ``zones_since`` of ZONES_SINCE for a day and all later ones."""
    return datetime.combine(max(day, FIRST_DAY) - 3 * A_DAY, time(), UTC)


def email_taken(email: str) -> bool:
    """Return whether an account has this address (already normalised)."""
    return db.session.scalar(select(User.id).where(User.email == email)) is not None


def person(user_id: int) -> User | None:
    """Return the user with this id, or None."""
    return db.session.get(User, user_id)


def of_public_id(public_id: str) -> User | None:
    """Return the user with this public id, or None."""
    return db.session.scalar(select(User).where(User.public_id == public_id))


def by_email(email: str) -> User | None:
    """Return the account with this address (already normalised), or None."""
    return db.session.scalar(select(User).where(User.email == email))


def accounts() -> Sequence[User]:
    """Return all users who have an account."""
    return db.session.scalars(select(User).where(User.email.is_not(None))).all()


def note_sign_in(user_id: int, now: datetime, browser: str, how: str, success: bool) -> None:
    """Record a sign-in or a refused attempt."""
    db.session.add(SignIn(user_id=user_id, moment=now, browser=browser, how=how, success=success))


def sign_ins(user_id: int) -> Sequence[SignIn]:
    """Return the latest sign-ins and refused attempts, newest first."""
    query = select(SignIn).where(SignIn.user_id == user_id)
    newest = query.order_by(SignIn.moment.desc(), SignIn.id.desc()).limit(SIGN_INS)
    return db.session.scalars(newest).all()


def attempt(key: str, amount: int, now: datetime, ends_at: datetime) -> Executable:
    """Return the statement that counts an attempt and returns the new count, atomically.

    A window that is over begins again. So does a window that ends later than any that begins now
    could end: it shows that the clock was set back (``CLOCKS`` allows for machines that differ).
    """
    over = (Attempts.ends_at <= now) | (Attempts.ends_at > ends_at + CLOCKS)
    row = insert_for_dialect(Attempts).values(key=key, number=amount, ends_at=ends_at)
    again = row.on_conflict_do_update(
        index_elements=["key"],
        set_={
            "number": case((over, row.excluded.number), else_=Attempts.number + amount),
            "ends_at": case((over, row.excluded.ends_at), else_=Attempts.ends_at),
        },
    )
    return again.returning(Attempts.number)
