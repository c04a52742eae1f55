"""A person is one row from the first click on; an account is a guest who added an address."""

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

from coach.db import Base, UtcDateTime

sign_in_refused = signals.signal("sign-in-refused")


@dataclass(frozen=True)
class Role(RoleMixin):
    """What a person may do beyond their own things: so far only ``host``."""

    name: str


HOST = Role("host")


class User(Base, UserMixin):
    """A person. Without ``email`` a guest, known by a cookie alone."""

    __tablename__ = "user"
    __table_args__ = (
        CheckConstraint("rollover BETWEEN 0 AND 11", name="rollover"),
        CheckConstraint("week_start BETWEEN 1 AND 7", name="week_start"),
        CheckConstraint("look_back_day BETWEEN 2 AND 7", name="look_back_day"),
        CheckConstraint("retention BETWEEN 80 AND 95", name="retention"),
        CheckConstraint("theme IN ('', 'light', 'dark')", name="theme"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # what links and cookies name the person by: random, for good, and nobody else's ever
    public_id: Mapped[str] = mapped_column(
        String(32), unique=True, default=lambda: secrets.token_hex(16)
    )
    email: Mapped[str | None] = mapped_column(  # type: ignore[assignment]
        String(255), unique=True
    )
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    host: Mapped[bool] = mapped_column(default=False)  # may see the figures of all
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    # digest of the browser session a guest began in: two tabs that both begin end as one guest
    visitor: Mapped[str | None] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(80), default="")
    zone: Mapped[str] = mapped_column(String(64))
    rollover: Mapped[int] = mapped_column(default=4)  # hour at which a new day begins
    week_start: Mapped[int] = mapped_column(default=1)  # ISO 8601: Monday 1 ... Sunday 7
    look_back_day: Mapped[int] = mapped_column(default=5)  # ISO 8601: opens on Friday
    retention: Mapped[int] = mapped_column(default=90)  # per cent still known when it comes back
    theme: Mapped[str] = mapped_column(String(5), default="")  # empty: the system's
    keep_declined: Mapped[bool] = mapped_column(default=False)  # a guest: do not offer an account
    created_at: Mapped[datetime]
    listened_on: Mapped[date | None]  # practice day of the last reply in the listening room
    seen_on: Mapped[date | None]  # day of the last visit

    # Flask-Security's names: the authenticator app, recovery codes and passkeys
    tf_primary_method: Mapped[str | None] = mapped_column(String(20))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(500))  # encrypted
    tf_last_counter: Mapped[int | None]  # the last code's interval: no code works twice
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(  # encrypted
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
        """The roles as Flask-Security asks for them."""
        return [HOST] if self.host else []

    @property
    def is_guest(self) -> bool:
        """True for a person without an e-mail address."""
        return self.email is None

    @property
    def is_authenticated(self) -> bool:
        """A guest is known but has proved nothing: to Flask-Security they are not signed in."""
        return self.active and not self.is_guest

    def track_failed_authn(self, auth_type: str, tfa: bool = False) -> None:
        """Flask-Security calls this when a password, a code or a passkey was wrong."""
        sign_in_refused.send(self, how="code" if tfa else auth_type)


class Passkey(Base, WebAuthnMixin):
    """A public key of a person's device or password manager. Columns as Flask-Security asks."""

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
    """Who came in, or tried to: kept for the owner of the account to read."""

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
    """A browser somebody is in with; ``key`` is the digest of what its cookies hold."""

    __tablename__ = "browser_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    browser: Mapped[str] = mapped_column(String(40))
    lasting: Mapped[bool]  # "Keep me signed in"; guests always
    begun_at: Mapped[datetime]
    seen_at: Mapped[datetime]  # at most an hour behind the last visit


class Attempts(Base):
    """How often one thing was tried within a window of time; see ``limits_security``.

    Also what was good for one use and is used up; see ``once``.
    ``key`` is a keyed digest: neither an address nor whose account it was can be read from it.
    """

    __tablename__ = "attempts"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(index=True)


class PendingImport(Base):
    """An export somebody uploaded and has not yet decided about; gone after a day."""

    __tablename__ = "pending_import"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    made_at: Mapped[datetime]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)


class ZoneChange(Base):
    """From ``moment`` on the person lived in ``zone``; the first reaches back before it."""

    __tablename__ = "zone_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    moment: Mapped[datetime] = mapped_column(UtcDateTime())
    zone: Mapped[str] = mapped_column(String(64))
