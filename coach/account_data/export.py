"""Everything a person has here, as one document and as files to read."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from coach.account_data import archive, merge
from coach.account_data.json_codec import written
from coach.account_data.merge_policies import Row
from coach.account_data.reader import SETTINGS
from coach.accounts import queries as people
from coach.accounts.models import User
from coach.habits import plan_phrases as plan_words
from coach.text import for_sheet

README = """Good Terms, exported on {day}

good-terms.json   everything, for another installation of Good Terms (Settings, Your data)
journal.md        what you wrote, oldest first
habits.md         your habits and when you chose them
tables/*.csv      the same rows as in the JSON file, for a spreadsheet

Not included: your password, passkeys and recovery codes.
"""


def document(user: User, now: datetime) -> dict[str, Any]:
    """Return all rows of a person that go along, and the settings, ready for JSON."""
    tables = {table.name: merge.rows_of(table, user.id) for table, _ in merge.carried()}
    return {
        "format": archive.FORMAT,
        "version": archive.VERSION,
        "made_at": written(now),
        "person": {name: getattr(user, name) for name in SETTINGS}
        | {"email": user.email, "since": written(user.created_at)},
        "tables": {name: [_plain(row) for row in rows] for name, rows in tables.items()},
    }


def _plain(row: Row) -> Row:
    return {name: written(value) for name, value in row.items() if name != "user_id"}


def readable(user: User, found: dict[str, Any]) -> dict[str, str]:
    """Return the files of the archive that people read, by name."""
    tables = found["tables"]
    files = {
        "README.txt": README.format(day=found["made_at"][:10]),
        "journal.md": journal(tables["journal_entry"]),
        "habits.md": habits(tables["habit"]),
        "tables/sign-ins.csv": table(_sign_ins(user)),
    }
    return files | {
        f"tables/{name.replace('_', '-')}.csv": table(rows) for name, rows in tables.items() if rows
    }


def _sign_ins(user: User) -> list[Row]:
    return [
        {"moment": written(row.moment), "browser": row.browser, "how": row.how, "in": row.success}
        for row in people.sign_ins(user.id)
    ]


def journal(entries: Iterable[Row]) -> str:
    """Return the journal as Markdown, oldest first."""
    told = ["# Journal"]
    for entry in sorted(entries, key=lambda entry: str(entry["written_at"])):
        told.append(
            f"## {entry['written_at'][:10]}" + f": {entry['prompt']}" * bool(entry["prompt"])
        )
        told.extend([entry["text"]] if entry["text"] else [])
        told.extend(_part(part) for part in entry["parts"] or [])
    return "\n\n".join(told) + "\n"


def _part(part: dict[str, Any]) -> str:
    if "text" in part:
        return f"**{part['label']}**\n\n{part['text']}"
    rows = ["; ".join(str(cell) for cell in row.values()) for row in part.get("rows", [])]
    return f"**{part['label']}**\n\n" + "\n".join(f"- {row}" for row in rows)


def habits(rows: Iterable[Row]) -> str:
    """Return the habits as Markdown."""
    told = ["# Habits"]
    for row in rows:
        told.append(f"## {row['name']}\n\n{plan_words.sentence(row['cue'], row['act'])}")
        told.append(f"Since {row['start']}" + ", archived." * bool(row["archived_at"]))
    return "\n\n".join(told) + "\n"


def table(rows: list[Row]) -> str:
    """Return rows as CSV (RFC 4180), safe to open: no cell is taken for a formula (CWE-1236)."""
    if not rows:
        return ""
    whole = io.StringIO()
    sheet = csv.DictWriter(whole, list(rows[0]))
    sheet.writeheader()
    sheet.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return whole.getvalue()


def _cell(value: Any) -> Any:
    return for_sheet(value) if isinstance(value, str) else value
