"""What becomes of each private table when two people turn out to be one.

The same rules hold when a guest signs in to an account and when an export is read back. Two rows
are the same when one of their keys is; then they are united or, where each says something of its
own, both are kept. A table without a rule is a fault, and a test finds it.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
Key = Callable[[Row], tuple[Any, ...] | None]


def by(*columns: str) -> Key:
    """Return the key made of these columns."""
    return lambda row: tuple(row[column] for column in columns)


def keep_target(mine: Row, theirs: Row) -> Row:
    """Return no change: what the account has stands."""
    return {}


def nothing_beside(mine: Row, theirs: Row) -> Row | None:
    """Return None: of two such rows one is enough."""
    return None


@dataclass(frozen=True)
class Rule:
    """How the rows of a table are brought along.

    ``unite`` returns changes to the account's row; ``beside`` returns the changes with which the
    other row can stand next to it, or None. With ``older_by`` only rows go along that are older
    than all of the account's.
    """

    title: str  # what people call such a row; empty where they see none
    keys: tuple[Key, ...]
    unite: Callable[[Row, Row], Row] = keep_target
    beside: Callable[[Row, Row], Row | None] = nothing_beside
    older_by: str = ""


@dataclass(frozen=True)
class Stays:
    """The table belongs to an account or is worked out from others: its rows never go along."""

    why: str


def filled(mine: Row, theirs: Row) -> Row:
    """Return what is still empty in mine and not in theirs."""
    return {
        name: value for name, value in theirs.items() if mine[name] is None and value is not None
    }


def further(mine: Row, theirs: Row) -> Row:
    """Return the place of whoever got further in a lesson: finished, or there last."""
    first = min(mine["started_at"], theirs["started_at"])
    ahead = theirs["finished_at"] is not None, theirs["touched_at"]
    if ahead <= (mine["finished_at"] is not None, mine["touched_at"]):
        return {"started_at": first}
    names = ("step_id", "furthest_id", "touched_at", "finished_at")
    return {"started_at": first} | {name: theirs[name] for name in names}


def both_tries(mine: Row, theirs: Row) -> Row:
    """Return the earlier first answer, the later last one and the sum of the tries."""
    if (mine["first_at"], mine["last_at"]) == (theirs["first_at"], theirs["last_at"]):
        return {}  # the same answer, met again
    changed: Row = {"tries": mine["tries"] + theirs["tries"]}
    if theirs["first_at"] < mine["first_at"]:
        changed |= {name: theirs[name] for name in theirs if name.startswith("first_")}
    if theirs["last_at"] > mine["last_at"]:
        changed |= {name: theirs[name] for name in theirs if name.startswith("last_")}
    return changed


def newer_word(mine: Row, theirs: Row) -> Row:
    """Return the later of two ratings."""
    if theirs["rated_at"] <= mine["rated_at"]:
        return {}
    return {name: theirs[name] for name in ("liked", "word", "rated_at")}


def as_a_note(mine: Row, theirs: Row) -> Row | None:
    """Return the other text as a note of its own, unless it is the same text."""
    said = ("text", "parts")
    if all(mine[name] == theirs[name] for name in said):
        return None
    told = hashlib.sha256(f"{theirs['key']}\n{theirs['text']}\n{theirs['parts']}".encode())
    key = f"brought-{told.hexdigest()[:24]}"
    return {"kind": "tool" if theirs["kind"] == "tool" else "note", "key": key}


def as_practice(mine: Row, theirs: Row) -> Row | None:
    """Return the second counted answer of a day as practice, unless it is the same answer."""
    same = ("question_id", "answered_at")
    return None if all(mine[name] == theirs[name] for name in same) else {"role": "practice"}


def earlier_start(mine: Row, theirs: Row) -> Row:
    """Return the earlier of two starts of one habit."""
    return {"start": min(mine["start"], theirs["start"])}


def _offer(row: Row) -> tuple[Any, ...] | None:
    return ("offer", row["offer"]) if row["offer"] and not row["archived_at"] else None


def _words(row: Row) -> tuple[Any, ...]:
    return tuple(row[name].casefold() for name in ("name", "cue", "act"))


def _answer(row: Row) -> tuple[Any, ...]:
    if row["role"] == "practice":
        return (row["concept"], row["question_id"], row["answered_at"], "practice")
    return (row["concept"], row["given_at"], row["role"])


def as_another_run(mine: Row, theirs: Row) -> Row | None:
    """Return the other reply under a token of its own, unless it is the same reply."""
    if (mine["text"], mine["answered_at"]) == (theirs["text"], theirs["answered_at"]):
        return None
    told = hashlib.sha256(f"{theirs['token']}\n{theirs['answered_at']}".encode())
    return {"token": f"brought-{told.hexdigest()[:24]}"}


def as_another_message(mine: Row, theirs: Row) -> Row | None:
    """Return the other message under a token of its own, unless it is the same message."""
    if (mine["text"], mine["written_at"]) == (theirs["text"], theirs["written_at"]):
        return None
    told = hashlib.sha256(f"{theirs['token']}\n{theirs['written_at']}".encode())
    return {"token": f"brought-{told.hexdigest()[:24]}"}


def newer_draft(mine: Row, theirs: Row) -> Row:
    """Return the later of two drafts of a message, with all that belongs to it."""
    if theirs["saved_at"] <= mine["saved_at"]:
        return {}
    names = ("person", "due_on", "text", "first", "said", "saved_at")
    return {name: theirs[name] for name in names}


def newer_text(mine: Row, theirs: Row) -> Row:
    """Return the later of two drafts."""
    if theirs["saved_at"] <= mine["saved_at"]:
        return {}
    return {name: theirs[name] for name in ("text", "saved_at")}


WORKED_OUT = Stays("It is worked out anew from what goes along.")
OF_THE_ACCOUNT = Stays("It belongs to the account and its browsers, not to what was done.")

RULES: dict[str, Rule | Stays] = {
    "zone_change": Rule("", (by("moment", "zone"),), older_by="moment"),
    "passkey": OF_THE_ACCOUNT,
    "sign_in": OF_THE_ACCOUNT,
    "browser_session": OF_THE_ACCOUNT,
    "pending_import": OF_THE_ACCOUNT,
    "lesson_place": Rule("lessons begun or finished", (by("lesson_id"),), further),
    "lesson_answer": Rule("questions answered", (by("question_id"),), both_tries),
    "lesson_bookmark": Rule("bookmarks", (by("step_id"),)),
    "lesson_rating": Rule("ratings of lessons", (by("lesson_id"),), newer_word),
    "review_log": Rule("answers in reviews", (_answer,), beside=as_practice),
    "review_card": WORKED_OUT,
    "habit_import": Rule("", (by("source", "filename", "created_at"),)),
    "habit": Rule("habits", (by("token"), _offer, _words), earlier_start),
    "habit_plan": Rule("", (by("habit_id", "start"),)),
    "check_in": Rule("check-ins", (by("habit_id", "day"),)),
    "away": Rule("days away", (by("habit_id", "first", "last"),)),
    "running_state": WORKED_OUT,
    "reminder": OF_THE_ACCOUNT,
    "reminder_choice": OF_THE_ACCOUNT,
    "used_link": OF_THE_ACCOUNT,
    "sitting": Rule("look-backs", (by("week"),)),
    "response": Rule("answers in look-backs", (by("week", "item"),)),
    "hindsight": Rule("answers about the first week", (by("week", "item"),)),
    "direction": Rule("", (lambda row: (),), filled),
    "advice": Rule("", (by("since"),)),
    "journal_entry": Rule("journal entries", (by("kind", "key"),), beside=as_a_note),
    "listening_reply": Rule("replies while listening", (by("token"),), beside=as_another_run),
    "listening_overruled": Rule("", (by("reply_id", "note"),)),
    "listening_draft": Rule(
        "replies saved for later", (by("kind", "exercise_id", "part"),), newer_text
    ),
    "text_draft": Rule("texts begun and not kept", (by("place"),), newer_text),
    "listening_field": Rule("talks in the field", (by("token"),)),
    "writing_message": Rule("messages kept or sent", (by("token"),), beside=as_another_message),
    "writing_draft": Rule("messages saved for later", (by("token"),), newer_draft),
}
