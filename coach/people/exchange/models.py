"""Define the tables of files of people, and of two people who were made one."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from coach.db import Base

OF_USER = "user.id"


class PeopleFile(Base):
    """One file that the user looked at. The people and notes that came with it refer to it."""

    __tablename__ = "people_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"), index=True)
    source: Mapped[str] = mapped_column(String(40))
    filename: Mapped[str] = mapped_column(String(120))
    people: Mapped[int]  # in the file
    created_at: Mapped[datetime]


class PeopleDraft(Base):
    """What a file holds, for seven days, and what it has brought, for taking it back.

    Both are JSON: a ``PeopleInFile``, and a list of ``BroughtPerson``. The table is not exported.
    """

    __tablename__ = "people_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"), index=True)
    file_id: Mapped[int] = mapped_column(
        ForeignKey("people_file.id", ondelete="CASCADE"), unique=True
    )
    content: Mapped[str | None] = mapped_column(Text)
    brought: Mapped[str] = mapped_column(Text, default="[]")


class ContactMerge(Base):
    """Two people who were made one. ``gone_id`` is the row that was deleted.

    ``gone`` is that row, ``moved`` the ids of rows that changed hands, ``dropped`` the rows that
    would have been there twice, ``filled`` what stood in the kept one's columns that were filled.
    All four are JSON. The table is not exported.
    """

    __tablename__ = "contact_merge"
    __table_args__ = (Index("ix_contact_merge_gone_id", "user_id", "gone_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"))
    kept_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    gone_id: Mapped[int]
    gone: Mapped[str] = mapped_column(Text)
    moved: Mapped[str] = mapped_column(Text)
    dropped: Mapped[str] = mapped_column(Text)
    filled: Mapped[str] = mapped_column(Text)
    merged_at: Mapped[datetime]
