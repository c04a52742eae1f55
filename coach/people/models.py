"""Define the tables of people: contacts, rings, touches, promises and days to remember.

``Contact`` keeps what follows from other rows (``last_touch``, ``base``, ``next_due`` and others)
up to date with each write, so that a page reads a person from one row. ``upkeep.py`` writes it.
"""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from coach.db import Base
from coach.people import limits

OF_USER = "user.id"
OF_CONTACT, OF_FILE = "contact.id", "people_file.id"


class Ring(Base):
    """A named rhythm for several people: ``every`` is in days."""

    __tablename__ = "ring"
    __table_args__ = (
        UniqueConstraint("user_id", "name"),
        CheckConstraint("every BETWEEN 7 AND 1095", name="every"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(limits.RING))
    every: Mapped[int] = mapped_column(SmallInteger)
    position: Mapped[int] = mapped_column(default=0)


class Contact(Base):
    """Somebody on the user's list.

    ``every`` is the rhythm in force: ``own_every``, otherwise the ring's, and None for somebody who
    was let go. ``rhythm_from`` is the day from which a rhythm counts without a touch. ``next_line``
    is what to ask next time, worth asking from ``next_on`` on. ``acted_on`` is the day on which the
    user last noted a touch, let them rest or let them go. ``one_way_ok``: it is as it should be
    that all help goes one way.
    """

    __tablename__ = "contact"
    __table_args__ = (
        UniqueConstraint("user_id", "uid"),
        UniqueConstraint("user_id", "token"),
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("every BETWEEN 7 AND 1095", name="every"),
        CheckConstraint("own_every BETWEEN 7 AND 1095", name="own_every"),
        CheckConstraint("(every IS NULL) = (next_due IS NULL)", name="rhythm_has_due"),
        CheckConstraint("let_go_on IS NULL OR every IS NULL", name="let_go_has_no_rhythm"),
        CheckConstraint("next_on IS NULL OR next_line <> ''", name="next_on_has_line"),
        Index("ix_contact_sort", "user_id", "sort", "id"),
        Index("ix_contact_next_due", "user_id", "next_due"),
        Index("ix_contact_next_on", "user_id", "next_on"),
        Index("ix_contact_acted_on", "user_id", "acted_on"),
        Index("ix_contact_last_touch", "user_id", "last_touch"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"))
    uid: Mapped[str] = mapped_column(String(36))  # the same in every export
    token: Mapped[str] = mapped_column(String(32))  # of the form: prevents a second one
    name: Mapped[str] = mapped_column(String(limits.NAME))
    called: Mapped[str] = mapped_column(String(limits.CALLED), default="")
    sort: Mapped[str] = mapped_column(String(limits.NAME))  # the folded name
    found: Mapped[str] = mapped_column(String(limits.FOUND), default="")  # what a search looks in
    role: Mapped[str] = mapped_column(String(limits.ROLE), default="")  # how they know each other
    world: Mapped[str] = mapped_column(String(limits.GROUP), default="")  # team, trade or place
    matters: Mapped[str] = mapped_column(String(limits.LINE), default="")
    prefers: Mapped[str] = mapped_column(String(8), default="")  # a channel
    known_since: Mapped[int | None] = mapped_column(SmallInteger)  # a year
    ring_id: Mapped[int | None] = mapped_column(
        ForeignKey("ring.id", ondelete="SET NULL"), index=True
    )
    own_every: Mapped[int | None] = mapped_column(SmallInteger)
    every: Mapped[int | None] = mapped_column(SmallInteger)
    rhythm_from: Mapped[date | None]
    base: Mapped[date | None]
    next_due: Mapped[date | None]
    last_touch: Mapped[date | None]
    last_channel: Mapped[str] = mapped_column(String(8), default="")
    next_line: Mapped[str] = mapped_column(String(limits.LINE), default="")
    next_on: Mapped[date | None]
    rest_until: Mapped[date | None]
    rest_why: Mapped[str] = mapped_column(String(60), default="")
    let_go_on: Mapped[date | None]
    acted_on: Mapped[date | None]
    archived_on: Mapped[date | None]
    file_id: Mapped[int | None] = mapped_column(
        ForeignKey(OF_FILE, ondelete="SET NULL"), index=True
    )
    one_way_ok: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class Touch(Base):
    """A talk or a note between the user and one or more people (``touch``), or something that the
    user noticed about them (``noticed``), which is no contact and has no channel.

    ``later`` is what to ask next time. The four marks say what passed: thanks, something given,
    something received, news.
    """

    __tablename__ = "touch"
    __table_args__ = (
        UniqueConstraint("user_id", "token"),
        CheckConstraint("kind IN ('touch', 'noticed')", name="kind"),
        CheckConstraint("(kind = 'noticed') = (channel = '')", name="channel"),
        CheckConstraint("later_on IS NULL OR later <> ''", name="later_on_has_line"),
        Index("ix_touch_day", "user_id", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"))
    token: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(7))
    day: Mapped[date]
    channel: Mapped[str] = mapped_column(String(8), default="")
    line: Mapped[str] = mapped_column(String(limits.NOTE), default="")
    found: Mapped[str] = mapped_column(String(limits.NOTE_FOUND), default="")
    later: Mapped[str] = mapped_column(String(limits.LINE), default="")
    later_on: Mapped[date | None]
    thanked: Mapped[bool] = mapped_column(default=False)
    gave: Mapped[bool] = mapped_column(default=False)
    got: Mapped[bool] = mapped_column(default=False)
    news: Mapped[bool] = mapped_column(default=False)
    habit_id: Mapped[int | None] = mapped_column(
        ForeignKey("habit.id", ondelete="SET NULL"), index=True
    )
    file_id: Mapped[int | None] = mapped_column(
        ForeignKey(OF_FILE, ondelete="SET NULL"), index=True
    )
    lesson_id: Mapped[str | None] = mapped_column(String(limits.LESSON))  # after which it was noted
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class TouchContact(Base):
    """Somebody who was part of a touch. ``day`` and ``counts`` repeat the touch's day and kind."""

    __tablename__ = "touch_contact"
    __table_args__ = (
        UniqueConstraint("touch_id", "contact_id"),
        Index("ix_touch_contact_day", "contact_id", "counts", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"), index=True)
    touch_id: Mapped[int] = mapped_column(ForeignKey("touch.id", ondelete="CASCADE"))
    contact_id: Mapped[int] = mapped_column(ForeignKey(OF_CONTACT, ondelete="CASCADE"))
    day: Mapped[date]
    counts: Mapped[bool]


class Promise(Base):
    """A promise of the user's to somebody (``mine``), or of somebody's to the user."""

    __tablename__ = "promise"
    __table_args__ = (
        UniqueConstraint("user_id", "token"),
        CheckConstraint("state IN ('open', 'kept', 'dropped')", name="state"),
        CheckConstraint("(state = 'open') = (closed_on IS NULL)", name="closed"),
        Index("ix_promise_due", "user_id", "state", "due"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"))
    contact_id: Mapped[int] = mapped_column(ForeignKey(OF_CONTACT, ondelete="CASCADE"), index=True)
    token: Mapped[str] = mapped_column(String(32))
    mine: Mapped[bool]
    what: Mapped[str] = mapped_column(String(limits.LINE))
    made_on: Mapped[date]
    due: Mapped[date | None]
    first_due: Mapped[date | None]
    moved_on: Mapped[date | None]
    late_move: Mapped[bool] = mapped_column(default=False)
    looked_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(7), default="open")
    closed_on: Mapped[date | None]


class ContactDate(Base):
    """A day to remember each year. ``month_day`` is 100 * month + day; a birthday has no year."""

    __tablename__ = "contact_date"
    __table_args__ = (
        UniqueConstraint("contact_id", "kind", "label"),
        CheckConstraint("kind IN ('birthday', 'work', 'other')", name="kind"),
        CheckConstraint("kind <> 'birthday' OR year IS NULL", name="birthday_has_no_year"),
        CheckConstraint("lead IN (0, 1, 3, 7, 14)", name="lead"),
        CheckConstraint("month_day BETWEEN 101 AND 1231", name="month_day"),
        Index("ix_contact_date_month_day", "user_id", "month_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"))
    contact_id: Mapped[int] = mapped_column(ForeignKey(OF_CONTACT, ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(8))
    label: Mapped[str] = mapped_column(String(60), default="")
    month_day: Mapped[int] = mapped_column(SmallInteger)
    year: Mapped[int | None] = mapped_column(SmallInteger)
    lead: Mapped[int] = mapped_column(SmallInteger, default=0)


class ContactWay(Base):
    """A way to reach somebody. ``key`` is the same for two ways of writing it (rules/keys.py)."""

    __tablename__ = "contact_way"
    __table_args__ = (
        UniqueConstraint("contact_id", "kind", "value"),
        CheckConstraint("kind IN ('mail', 'phone', 'web')", name="kind"),
        Index("ix_contact_way_key", "user_id", "kind", "key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"))
    contact_id: Mapped[int] = mapped_column(ForeignKey(OF_CONTACT, ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(5))
    value: Mapped[str] = mapped_column(String(limits.WAY))
    key: Mapped[str] = mapped_column(String(limits.WAY), default="")


class ContactTag(Base):
    """A word by which the user finds people again. ``key`` is the folded tag."""

    __tablename__ = "contact_tag"
    __table_args__ = (
        UniqueConstraint("contact_id", "key"),
        Index("ix_contact_tag_key", "user_id", "key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"))
    contact_id: Mapped[int] = mapped_column(ForeignKey(OF_CONTACT, ondelete="CASCADE"))
    tag: Mapped[str] = mapped_column(String(limits.TAG))
    key: Mapped[str] = mapped_column(String(limits.TAG))


class ContactTie(Base):
    """Two of the user's people: whether they know each other, or might meet.

    ``state`` is empty, ``know``, or a step of an introduction: ``idea``, ``asked`` (who said yes is
    in ``first_yes`` and ``second_yes``), ``made`` on the day ``made_on``, or ``no``, which is never
    suggested again. ``two``: they look like one person, and are two.
    """

    __tablename__ = "tie"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id <> second_id", name="two_people"),
        CheckConstraint("state IN ('', 'know', 'idea', 'asked', 'made', 'no')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"), index=True)
    first_id: Mapped[int] = mapped_column(ForeignKey(OF_CONTACT, ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(ForeignKey(OF_CONTACT, ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(5), default="")
    two: Mapped[bool] = mapped_column(default=False)
    first_yes: Mapped[bool] = mapped_column(default=False)
    second_yes: Mapped[bool] = mapped_column(default=False)
    why: Mapped[str] = mapped_column(String(limits.LINE), default="")
    made_on: Mapped[date | None]


class JournalContact(Base):
    """Somebody whom an entry of the journal is about."""

    __tablename__ = "journal_contact"
    __table_args__ = (UniqueConstraint("entry_id", "contact_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("journal_entry.id", ondelete="CASCADE"))
    contact_id: Mapped[int] = mapped_column(ForeignKey(OF_CONTACT, ondelete="CASCADE"), index=True)


class HabitContact(Base):
    """The person with whom a habit is done; without one, the user is asked each time."""

    __tablename__ = "habit_contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"), index=True)
    habit_id: Mapped[int] = mapped_column(ForeignKey("habit.id", ondelete="CASCADE"), unique=True)
    contact_id: Mapped[int | None] = mapped_column(
        ForeignKey(OF_CONTACT, ondelete="CASCADE"), index=True
    )
    channel: Mapped[str] = mapped_column(String(8), default="")


class PeopleChoice(Base):
    """A user's settings for People.

    ``daily`` is the most people a day. ``wanted`` are groups in which the user would like to know
    somebody, one a line. ``looked_on`` is the day on which the user last looked through everything.
    ``region`` is the ISO 3166 code of the country of phone numbers without a country code; if it is
    empty, it is the time zone's. ``named`` is what calendar and mail say of people: nothing
    (``none``), that something is due (``bare``), or with names (``names``).
    """

    __tablename__ = "people_choice"
    __table_args__ = (
        CheckConstraint("daily BETWEEN 1 AND 3", name="daily"),
        CheckConstraint("named IN ('none', 'bare', 'names')", name="named"),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"), primary_key=True)
    daily: Mapped[int] = mapped_column(SmallInteger, default=3)
    wanted: Mapped[str] = mapped_column(Text, default="")
    looked_on: Mapped[date | None]
    region: Mapped[str] = mapped_column(String(2), default="")
    named: Mapped[str] = mapped_column(String(5), default="none")
