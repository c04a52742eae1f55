"""A person is one row from the first click on; an account is a guest who added an address."""

from dataclasses import dataclass
from datetime import datetime

from flask_security import RoleMixin, UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from coach.db import Base, UtcDateTime


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
    created_at: Mapped[datetime]

    @property
    def roles(self) -> list[Role]:  # type: ignore[override]
        """The roles as Flask-Security asks for them."""
        return [HOST] if self.host else []

    @property
    def is_guest(self) -> bool:
        """True for a person without an e-mail address."""
        return self.email is None


class ZoneChange(Base):
    """From ``moment`` on the person lived in ``zone``; the first reaches back before it."""

    __tablename__ = "zone_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    moment: Mapped[datetime] = mapped_column(UtcDateTime())
    zone: Mapped[str] = mapped_column(String(64))
