"""Export all data of a user, as one JSON document and as readable files."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from coach.account_data import export_zip, merge
from coach.account_data.export_reader import SETTINGS
from coach.account_data.json_codec import written
from coach.account_data.merge_policies import Row
from coach.accounts import queries as people
from coach.accounts.models import User
from coach.habits.presenters import phrases as plan_words
from coach.text import for_sheet

README = """Good Terms, exported on {day}

good-terms.json   everything, for another installation of Good Terms (Settings, Your data)
journal.md        what you wrote, oldest first
habits.md         your habits and when you chose them
people.md         the people on your list, and what you noted
tables/*.csv      the same rows as in the JSON file, for a spreadsheet

What is about other people is for you alone: please do not hand it to an employer.
Not included: your password, passkeys and recovery codes.
"""


def document(user: User, now: datetime) -> dict[str, Any]:
    """Return all exported rows of a user and the settings, ready for JSON."""
    tables = {table.name: merge.rows_of(table, user.id) for table, _ in merge.carried()}
    return {
        "format": export_zip.FORMAT,
        "version": export_zip.VERSION,
        "made_at": written(now),
        "person": {name: getattr(user, name) for name in SETTINGS}
        | {"email": user.email, "since": written(user.created_at)},
        "tables": {name: [_as_json(row) for row in rows] for name, rows in tables.items()},
    }


def _as_json(row: Row) -> Row:
    return {name: written(value) for name, value in row.items() if name != "user_id"}


def readable(user: User, export: dict[str, Any]) -> dict[str, str]:
    """Return the readable files of the archive, by name."""
    tables = export["tables"]
    files = {
        "README.txt": README.format(day=export["made_at"][:10]),
        "journal.md": journal(tables["journal_entry"]),
        "habits.md": habits(tables["habit"]),
        "people.md": people_noted(tables),
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
    parts = ["# Journal"]
    for entry in sorted(entries, key=lambda entry: str(entry["written_at"])):
        parts.append(
            f"## {entry['written_at'][:10]}" + f": {entry['prompt']}" * bool(entry["prompt"])
        )
        parts.extend([entry["text"]] if entry["text"] else [])
        parts.extend(_part(part) for part in entry["parts"] or [])
    return "\n\n".join(parts) + "\n"


def _part(part: dict[str, Any]) -> str:
    if "text" in part:
        return f"**{part['label']}**\n\n{part['text']}"
    rows = ["; ".join(str(cell) for cell in row.values()) for row in part.get("rows", [])]
    return f"**{part['label']}**\n\n" + "\n".join(f"- {row}" for row in rows)


def habits(rows: Iterable[Row]) -> str:
    """Return the habits as Markdown."""
    parts = ["# Habits"]
    for row in rows:
        parts.append(f"## {row['name']}\n\n{plan_words.plan_sentence(row['cue'], row['act'])}")
        parts.append(f"Since {row['start']}" + ", archived." * bool(row["archived_at"]))
    return "\n\n".join(parts) + "\n"


def people_noted(tables: dict[str, list[Row]]) -> str:
    """Return the people on the list as Markdown, each with what was noted."""
    lines: dict[int, list[Row]] = {}
    touches = {row["id"]: row for row in tables["touch"]}
    for part in tables["touch_contact"]:
        lines.setdefault(part["contact_id"], []).append(touches[part["touch_id"]])
    parts = ["# People"]
    for row in sorted(tables["contact"], key=lambda row: str(row["sort"])):
        parts.append(f"## {row['name']}" + f"\n\n{row['role']}" * bool(row["role"]))
        noted = sorted(lines.get(row["id"], ()), key=lambda line: str(line["day"]))
        told = (f"- {each['day']}: {each['line'] or each['channel']}" for each in noted)
        parts.append("\n".join(told))
        made = [each for each in tables["promise"] if each["contact_id"] == row["id"]]
        parts.extend(f"- promise, {each['state']}: {each['what']}" for each in made)
    return "\n\n".join(filter(None, parts)) + "\n"


def table(rows: list[Row]) -> str:
    """Return rows as CSV (RFC 4180).

    Cells that a spreadsheet would run as a formula get an apostrophe (CWE-1236).
    """
    if not rows:
        return ""
    whole = io.StringIO()
    sheet = csv.DictWriter(whole, list(rows[0]))
    sheet.writeheader()
    sheet.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return whole.getvalue()


def _cell(value: Any) -> Any:
    return for_sheet(value) if isinstance(value, str) else value
