"""Sign and check the links in e-mails. A link contains what it permits.

Links identify users and habits by random ids. Old links contain row ids, which SQLite may reuse for
another user's row.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from itsdangerous import BadSignature, URLSafeSerializer

TAP, AGREE, STOP = "one-tap check-in", "agree to mails", "stop mails"
LASTS = timedelta(hours=36)  # lifetime of a one-tap link


@dataclass(frozen=True)
class Tap:
    """The permission to record one habit as done on one day, until an instant.

    ``person`` is the user's public id and ``habit`` the habit's token. Both are row ids in old
    links.
    """

    person: str | int
    habit: str | int
    day: date
    until: datetime

    @property
    def signed_at(self) -> datetime:
        """The instant at which the link was signed."""
        return self.until - LASTS


def tap(secret: str, right: Tap) -> str:
    """Return the signed part of a one-tap link's address."""
    until = int(right.until.timestamp())
    told = [right.person, right.habit, right.day.toordinal(), until]
    return str(URLSafeSerializer(secret, salt=TAP).dumps(told))


def tapped(secret: str, token: str) -> Tap | None:
    """Return the permission in a token, expired or not, or None if the signature is invalid."""
    try:
        person, habit, day, until = URLSafeSerializer(secret, salt=TAP).loads(token)
    except BadSignature:
        return None
    return Tap(person, habit, date.fromordinal(day), datetime.fromtimestamp(until, UTC))


def mails(secret: str, purpose: str, person: str | int, email: str) -> str:
    """Return the signed part of a link that accepts or stops e-mails to an address.

    ``person`` is the user's public id. It does not change with the password, because a link that
    stops e-mails must keep working.
    """
    return str(URLSafeSerializer(secret, salt=purpose).dumps([person, email]))


def mailed(secret: str, purpose: str, token: str) -> tuple[str | int, str] | None:
    """Return the user's id and the address in such a link, or None if the signature is invalid."""
    try:
        person, email = URLSafeSerializer(secret, salt=purpose).loads(token)
    except BadSignature:
        return None
    return person, email
