"""Signed links in mails: what they allow is in them, and nobody else can write one.

They name people and habits by random ids. Links of before that name rows by their numbers, which
on SQLite could come to mean somebody else's.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from itsdangerous import BadSignature, URLSafeSerializer

TAP, AGREE, STOP = "one-tap check-in", "agree to mails", "stop mails"
LASTS = timedelta(hours=36)  # a one-tap link


@dataclass(frozen=True)
class Tap:
    """The right to record one habit as done on one day, until a moment.

    ``person`` is a public id and ``habit`` the habit's token; both are numbers in an old link.
    """

    person: str | int
    habit: str | int
    day: date
    until: datetime

    @property
    def signed_at(self) -> datetime:
        """When the link was made."""
        return self.until - LASTS


def tap(secret: str, right: Tap) -> str:
    """Return the signed part of a one-tap link's address."""
    until = int(right.until.timestamp())
    told = [right.person, right.habit, right.day.toordinal(), until]
    return str(URLSafeSerializer(secret, salt=TAP).dumps(told))


def tapped(secret: str, token: str) -> Tap | None:
    """Return the right a token gives, in time or not, or None for one we did not sign."""
    try:
        person, habit, day, until = URLSafeSerializer(secret, salt=TAP).loads(token)
    except BadSignature:
        return None
    return Tap(person, habit, date.fromordinal(day), datetime.fromtimestamp(until, UTC))


def mails(secret: str, purpose: str, person: str | int, email: str) -> str:
    """Return the signed part of a link by which an address agrees to mails or ends them.

    ``person`` is a public id. It stays with a new password: a link that ends mails must work on.
    """
    return str(URLSafeSerializer(secret, salt=purpose).dumps([person, email]))


def mailed(secret: str, purpose: str, token: str) -> tuple[str | int, str] | None:
    """Return the person and the address of such a link, or None for one we did not sign."""
    try:
        person, email = URLSafeSerializer(secret, salt=purpose).loads(token)
    except BadSignature:
        return None
    return person, email
