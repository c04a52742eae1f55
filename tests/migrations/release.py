"""Write down the schema of a release with a few rows of every table, once for each release.

``python -m tests.migrations.release`` makes ``tests/migrations/<revision>.sql`` of the newest
revision. From then on every later version must upgrade that database and keep its rows. A file
of a revision that people already run is never made anew.
"""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import func, insert, select

from coach import create_app, demo
from coach.config import Settings
from coach.db import db
from coach.maintenance import upgrade

HERE = Path(__file__).parent
NOW, DAY = datetime(2026, 11, 27, 8, tzinfo=UTC), date(2026, 11, 26)
DAYS = 9  # of history: the files stay small
FEW = 12  # rows of what would fill most of the file
LONG = ("lesson_answer", "lesson_place", "review_card", "review_log", "response")

# tables that the demo leaves empty, or may leave empty, in so few days
ROWS: dict[str, dict[str, Any]] = {
    "advice": {"since": NOW, "principle": 3, "reason": 1, "practised": 0},
    "attempts": {"key": "0" * 64, "number": 2, "ends_at": NOW},
    "browser_session": {"key": "1" * 64, "browser": "Firefox on Windows", "lasting": True,
                        "begun_at": NOW, "seen_at": NOW},
    "habit_import": {"source": "loop", "filename": "Loop.db", "state": "done", "created_at": NOW},
    "hindsight": {"week": "2026-W47", "item": "authenticity-1", "digest": "0" * 16,
                  "reverse": False, "value": 50, "answered_at": NOW},
    "lesson_bookmark": {"step_id": "listening-understand.why", "made_at": NOW},
    "lesson_rating": {"lesson_id": "listening-understand", "liked": True, "word": "Short, “good”",
                      "rated_at": NOW},
    "listening_draft": {"kind": "reply", "exercise_id": "amara-change-log", "part": "",
                        "text": "So the supplier knew “first”", "saved_at": NOW},
    "listening_overruled": {"reply_id": 1, "note": "advice-1", "said_at": NOW},
    "passkey": {"credential_id": b"\x00\xff id", "public_key": b"\x01key", "sign_count": 3,
                "transports": ["internal"], "lastuse_datetime": NOW, "name": "Laptop",
                "usage": "first", "backup_state": True, "device_type": "multi_device"},
    "pending_import": {"made_at": NOW, "content": {"format": "good-terms-export"}},
    "reminder": {"kind": "digest", "day": DAY, "state": "failed", "claimed_at": NOW,
                 "again_at": NOW + timedelta(hours=1), "error": "mail.example.org: away"},
    "reminder_choice": {"feed": "f" * 43, "look_back_at": time(18), "mail_at": time(7, 30),
                        "asked_on": DAY, "agreed": demo.DEMO_ADDRESS},
    "sign_in": {"moment": NOW, "browser": "Firefox on Windows", "how": "password",
                "success": False},
    "used_link": {"habit_id": 1, "day": DAY, "used_at": NOW},
}  # fmt: skip


def main() -> None:
    """Write the file."""
    with TemporaryDirectory() as folder:
        settings = Settings(instance=Path(folder))
        upgrade.to_newest(settings)
        fill(settings)
        target = HERE / f"{upgrade.revisions()[0]}.sql"
        with closing(sqlite3.connect(settings.instance / "coach.db")) as made:
            target.write_text("\n".join(made.iterdump()) + "\n", encoding="utf-8")
    print(f"{target.name}: {target.stat().st_size:,} bytes")


def fill(settings: Settings) -> None:
    """Put the demo and the rows above into the database; no table may stay empty."""
    app = create_app(settings, clock=lambda: NOW)
    demo.fill(app, days=DAYS)
    with app.app_context():
        tables = upgrade.all_models().tables
        for name in LONG:
            table = tables[name]
            few = select(table.c.id).order_by(table.c.id).limit(FEW)
            db.session.execute(table.delete().where(table.c.id.not_in(few)))
        for name, row in ROWS.items():
            whose = {"user_id": 1} if "user_id" in tables[name].c else {}
            db.session.execute(insert(tables[name]).values(**whose, **row))
        db.session.commit()
        counts = {n: db.session.scalar(select(func.count()).select_from(tables[n])) for n in tables}
        db.engine.dispose()
    empty = sorted(name for name, count in counts.items() if not count)
    assert not empty, f"say in ROWS what a row of these looks like: {empty}"


if __name__ == "__main__":
    main()
