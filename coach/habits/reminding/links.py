"""Signed links in mails: what they allow is in them, and nobody else can write one."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from itsdangerous import BadSignature, URLSafeSerializer

TAP, AGREE, STOP = "one-tap check-in", "agree to mails", "stop mails"


@dataclass(frozen=True)
class Tap:
    """The right to record one habit as done on one day, until a moment."""

    user_id: int
    habit_id: int
    day: date
    until: datetime


def tap(secret: str, right: Tap) -> str:
    """Return the signed part of a one-tap link's address."""
    until = int(right.until.timestamp())
    told = [right.user_id, right.habit_id, right.day.toordinal(), until]
    return str(URLSafeSerializer(secret, salt=TAP).dumps(told))


def tapped(secret: str, token: str) -> Tap | None:
    """Return the right a token gives, in time or not, or None for one we did not sign."""
    try:
        user_id, habit_id, day, until = URLSafeSerializer(secret, salt=TAP).loads(token)
    except BadSignature:
        return None
    return Tap(user_id, habit_id, date.fromordinal(day), datetime.fromtimestamp(until, UTC))


def mails(secret: str, purpose: str, user_id: int, email: str) -> str:
    """Return the signed part of a link by which an address agrees to mails or ends them."""
    return str(URLSafeSerializer(secret, salt=purpose).dumps([user_id, email]))


def mailed(secret: str, purpose: str, token: str) -> tuple[int, str] | None:
    """Return the person and the address of such a link, or None for one we did not sign."""
    try:
        user_id, email = URLSafeSerializer(secret, salt=purpose).loads(token)
    except BadSignature:
        return None
    return user_id, email
