"""Define the tables of users.

A user is one row from the first write on; adding an e-mail address makes a guest an account.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_security import RoleMixin, UserMixin, WebAuthnMixin
from flask_security.signals import signals
from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coach.clock import DEFAULT_ROLLOVER
from coach.db import Base, UtcDateTime

sign_in_refused = signals.signal("sign-in-refused")


@dataclass(frozen=True)
class Role(RoleMixin):
    """What a user may do beyond their own data: so far only ``host``."""

    name: str


HOST = Role("host")


class User(Base, UserMixin):
    """A user. Without ``email`` they are a guest, identified by a cookie only."""

    __tablename__ = "user"
    __table_args__ = (
        CheckConstraint("rollover BETWEEN 0 AND 11", name="rollover"),
        CheckConstraint("week_start BETWEEN 1 AND 7", name="week_start"),
        CheckConstraint("look_back_day BETWEEN 2 AND 7", name="look_back_day"),
        CheckConstraint("retention BETWEEN 80 AND 95", name="retention"),
        CheckConstraint("theme IN ('', 'light', 'dark')", name="theme"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # identifies the user in links and cookies: random, permanent, never reused
    public_id: Mapped[str] = mapped_column(
        String(32), unique=True, default=lambda: secrets.token_hex(16)
    )
    email: Mapped[str | None] = mapped_column(  # type: ignore[assignment]
        String(255), unique=True
    )
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    host: Mapped[bool] = mapped_column(default=False)  # may see statistics of all users
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    # digest of the guest's first browser session: two tabs that begin at once are one guest
    visitor: Mapped[str | None] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(80), default="")
    zone: Mapped[str] = mapped_column(String(64))
    # the hour at which a new day begins
    rollover: Mapped[int] = mapped_column(default=DEFAULT_ROLLOVER)
    week_start: Mapped[int] = mapped_column(default=1)  # ISO 8601: Monday 1 ... Sunday 7
    look_back_day: Mapped[int] = mapped_column(default=5)  # ISO 8601: opens on Friday
    # desired recall in per cent when a question is due
    retention: Mapped[int] = mapped_column(default=90)
    theme: Mapped[str] = mapped_column(String(5), default="")  # empty: follow the device
    # a guest who is not offered an account any more
    keep_declined: Mapped[bool] = mapped_column(default=False)
    recall_off: Mapped[bool] = mapped_column(default=False)  # messages heard do not come back
    more_time: Mapped[bool] = mapped_column(default=False)  # to speak: 180 seconds instead of 90
    created_at: Mapped[datetime]
    listened_on: Mapped[date | None]  # practice day of the last reply in the listening room
    seen_on: Mapped[date | None]  # day of the last visit

    # Flask-Security's names: the authenticator app, recovery codes and passkeys
    tf_primary_method: Mapped[str | None] = mapped_column(String(20))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(500))  # encrypted
    tf_last_counter: Mapped[int | None]  # interval of the last used code: no code works twice
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(  # hashed; older ones encrypted
        MutableList.as_mutable(JSON(none_as_null=True))
    )
    fs_webauthn_user_handle: Mapped[str | None] = mapped_column(  # type: ignore[assignment]
        String(64), unique=True
    )
    webauthn: Mapped[list["Passkey"]] = relationship(  # type: ignore[assignment]
        order_by="Passkey.id", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def roles(self) -> list[Role]:  # type: ignore[override]
        """The roles, for Flask-Security."""
        return [HOST] if self.host else []

    @property
    def is_guest(self) -> bool:
        """True for a user without an e-mail address."""
        return self.email is None

    @property
    def is_authenticated(self) -> bool:
        """True for an account. A guest is known but not authenticated."""
        return self.active and not self.is_guest

    def track_failed_authn(self, auth_type: str, tfa: bool = False) -> None:
        """Send a signal. Flask-Security calls this for a wrong password, code or passkey."""
        sign_in_refused.send(self, how="code" if tfa else auth_type)


class Passkey(Base, WebAuthnMixin):
    """A public key of a user's device or password manager. The columns are Flask-Security's."""

    __tablename__ = "passkey"
    __table_args__ = (UniqueConstraint("user_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1024), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    transports: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    extensions: Mapped[str | None] = mapped_column(String(255))
    lastuse_datetime: Mapped[datetime]
    name: Mapped[str] = mapped_column(String(64))
    usage: Mapped[str] = mapped_column(String(10))
    backup_state: Mapped[bool]
    device_type: Mapped[str] = mapped_column(String(20))


class SignIn(Base):
    """A sign-in or a refused attempt, recorded for the owner of the account."""

    __tablename__ = "sign_in"
    __table_args__ = (
        CheckConstraint(
            "how IN ('password', 'code', 'passkey', 'second step', 'new account')", name="how"
        ),
        Index("ix_sign_in_user_id_moment", "user_id", "moment"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    moment: Mapped[datetime]
    browser: Mapped[str] = mapped_column(String(40))  # coarse: Firefox on Windows
    how: Mapped[str] = mapped_column(String(12))
    success: Mapped[bool]


class BrowserSession(Base):
    """A signed-in browser; ``key`` is the digest of the token in its cookies."""

    __tablename__ = "browser_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    browser: Mapped[str] = mapped_column(String(40))
    lasting: Mapped[bool]  # "Keep me signed in"; guests always
    begun_at: Mapped[datetime]
    seen_at: Mapped[datetime]  # up to an hour before the last visit


class Attempts(Base):
    """How often something was tried within a window of time; see ``rate_limits``.

    It also records secrets that are used up; see ``one_time_use``. ``key`` is a keyed digest, from
    which neither an address nor an account can be read.
    """

    __tablename__ = "attempts"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(index=True)


class PendingImport(Base):
    """An uploaded export, for which the user has not yet chosen what to do.

    It is deleted after a day.
    """

    __tablename__ = "pending_import"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    made_at: Mapped[datetime]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)


class ZoneChange(Base):
    """From ``moment`` on the user lived in ``zone``. The first row also covers all time before."""

    __tablename__ = "zone_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    moment: Mapped[datetime] = mapped_column(UtcDateTime())
    zone: Mapped[str] = mapped_column(String(64))
