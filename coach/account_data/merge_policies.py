"""Define for each private table how the rows of two users are merged, and compute the union.

The same policies apply when a guest signs in to an account and when an export is imported. Two rows
are the same if one of their keys is equal. Then they are united, or both are kept if each has
content of its own. A test fails for a table without a policy.
"""

import hashlib
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
Key = Callable[[Row], tuple[Any, ...] | None]


def by(*columns: str) -> Key:
    """Return a key function of these columns."""
    return lambda row: tuple(row[column] for column in columns)


def keep_target(mine: Row, theirs: Row) -> Row:
    """Return no changes: the target's row stays as it is."""
    return {}


def nothing_beside(mine: Row, theirs: Row) -> Row | None:
    """Return None: one of the two rows is enough."""
    return None


@dataclass(frozen=True)
class Rule:
    """How the rows of a table are merged.

    ``unite`` returns changes to the target's row. ``beside`` returns changes with which the other
    row can exist beside it, or None. With ``older_by``, a column, only rows older than all of the
    target's are merged.
    """

    title: str  # what users call such rows; empty if they do not see them
    keys: tuple[Key, ...]
    unite: Callable[[Row, Row], Row] = keep_target
    beside: Callable[[Row, Row], Row | None] = nothing_beside
    older_by: str = ""


@dataclass(frozen=True)
class Stays:
    """The table is not merged: it belongs to the account, or it is computed from other tables."""

    why: str


def filled(mine: Row, theirs: Row) -> Row:
    """Return the values for columns that are empty in mine and not in theirs."""
    return {
        name: value for name, value in theirs.items() if mine[name] is None and value is not None
    }


def further(mine: Row, theirs: Row) -> Row:
    """Return the place that is further in a lesson: the finished one, or the one visited later."""
    first = min(mine["started_at"], theirs["started_at"])
    ahead = theirs["finished_at"] is not None, theirs["touched_at"]
    if ahead <= (mine["finished_at"] is not None, mine["touched_at"]):
        return {"started_at": first}
    names = ("step_id", "furthest_id", "touched_at", "finished_at")
    return {"started_at": first} | {name: theirs[name] for name in names}


def both_tries(mine: Row, theirs: Row) -> Row:
    """Return the earlier first answer, the later last answer and the sum of the attempts."""
    if (mine["first_at"], mine["last_at"]) == (theirs["first_at"], theirs["last_at"]):
        return {}  # the same answer, merged before
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


def gaps_filled(mine: Row, theirs: Row) -> Row:
    """Return theirs for what is empty in mine and says something in theirs."""
    names = ("called", "role", "world", "matters", "prefers", "known_since", "own_every", "ring_id")
    changed = {name: theirs[name] for name in names if not mine[name] and theirs[name]}
    if not mine["rhythm_from"] and changed.keys() & {"own_every", "ring_id"}:
        changed["rhythm_from"] = theirs["rhythm_from"]
    return changed


def as_a_note(mine: Row, theirs: Row) -> Row | None:
    """Return the changes that make the other text a separate note, or None if it is the same
    text."""
    columns = ("text", "parts")
    if all(mine[name] == theirs[name] for name in columns):
        return None
    digest = hashlib.sha256(f"{theirs['key']}\n{theirs['text']}\n{theirs['parts']}".encode())
    key = f"brought-{digest.hexdigest()[:24]}"
    return {"kind": "tool" if theirs["kind"] == "tool" else "note", "key": key}


def as_practice(mine: Row, theirs: Row) -> Row | None:
    """Return the change that makes the day's second counted answer practice.

    Return None if it is the same answer.
    """
    same = ("question_id", "answered_at")
    return None if all(mine[name] == theirs[name] for name in same) else {"role": "practice"}


def earlier_start(mine: Row, theirs: Row) -> Row:
    """Return the earlier start of a habit."""
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
    """Return the change that gives the other reply its own token, or None if it is the same
    reply."""
    if (mine["text"], mine["answered_at"]) == (theirs["text"], theirs["answered_at"]):
        return None
    digest = hashlib.sha256(f"{theirs['token']}\n{theirs['answered_at']}".encode())
    return {"token": f"brought-{digest.hexdigest()[:24]}"}


def as_another_message(mine: Row, theirs: Row) -> Row | None:
    """Return the change that gives the other message its own token, or None if it is the same."""
    if (mine["text"], mine["written_at"]) == (theirs["text"], theirs["written_at"]):
        return None
    digest = hashlib.sha256(f"{theirs['token']}\n{theirs['written_at']}".encode())
    return {"token": f"brought-{digest.hexdigest()[:24]}"}


def as_another_intention(mine: Row, theirs: Row) -> Row | None:
    """Return the change that gives the other intention its own token, or None if it is the same."""
    if mine["made_at"] == theirs["made_at"]:
        return None
    digest = hashlib.sha256(f"{theirs['token']}\n{theirs['made_at']}".encode())
    return {"token": f"brought-{digest.hexdigest()[:24]}"}


def newer_intention(mine: Row, theirs: Row) -> Row:
    """Return the intention that was changed later."""
    if theirs["changed_at"] <= mine["changed_at"]:
        return {}
    names = ("who", "contact_id", "day", "words", "state", "closed_on", "changed_at")
    return {name: theirs[name] for name in names}


def _pair(row: Row) -> tuple[Any, ...]:
    return tuple(sorted((row["first_id"], row["second_id"])))


def known_tie(mine: Row, theirs: Row) -> Row:
    """Return what the other row knows of two people, if mine knows nothing.

    That they are two and not one is known if one of the rows says so.
    """
    two = {"two": True} if theirs["two"] else {}
    if mine["state"] or not theirs["state"]:
        return two
    return {name: theirs[name] for name in ("state", "why", "made_on")} | two


def wishes_filled(mine: Row, theirs: Row) -> Row:
    """Return the wishes and the country if mine has none, and the later day of a look-through."""
    days = [row["looked_on"] for row in (mine, theirs) if row["looked_on"]]
    filled = {name: mine[name] or theirs[name] for name in ("wanted", "region")}
    return {**filled, "looked_on": max(days, default=None)}


def newer_draft(mine: Row, theirs: Row) -> Row:
    """Return the later of two drafts of a message, with all its columns."""
    if theirs["saved_at"] <= mine["saved_at"]:
        return {}
    names = ("person", "due_on", "text", "first", "said", "saved_at")
    return {name: theirs[name] for name in names}


def further_recall(mine: Row, theirs: Row) -> Row:
    """Return the schedule with more recalls; what one of the two stopped stays stopped."""
    changed: Row = {"stopped": mine["stopped"] or theirs["stopped"]}
    if theirs["rounds"] > mine["rounds"]:
        names = ("answered_on", "begun_on", "last_on", "rounds", "first_found", "promise")
        changed |= {name: theirs[name] for name in names}
    return changed


def newer_text(mine: Row, theirs: Row) -> Row:
    """Return the later of two drafts."""
    if theirs["saved_at"] <= mine["saved_at"]:
        return {}
    return {name: theirs[name] for name in ("text", "saved_at")}


WORKED_OUT = Stays("It is computed again from the merged rows.")
OF_THE_ACCOUNT = Stays("It belongs to the account and its browsers, not to the user's work.")

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
    "listening_turn_taking": Rule("turns in “Wait for it”", (by("token"),)),
    "listening_recall": Rule("", (by("message_id"),), further_recall),
    "listening_recall_answer": Rule("messages remembered", (by("token"),), beside=as_another_run),
    "listening_field": Rule("talks in the field", (by("token"),)),
    "writing_message": Rule("messages kept or sent", (by("token"),), beside=as_another_message),
    "intention": Rule(
        "what you want to say", (by("token"),), newer_intention, beside=as_another_intention
    ),
    "ring": Rule("", (by("name"),)),
    "people_file": Rule("", (by("source", "filename", "created_at"),)),
    "people_draft": Stays("What a file holds is forgotten after seven days."),
    "contact_merge": Stays("It holds the numbers of rows, which change in another account."),
    "contact": Rule("people", (by("uid"), by("token")), gaps_filled),
    "touch": Rule("talks and notes", (by("token"),)),
    "touch_contact": Rule("", (by("touch_id", "contact_id"),)),
    "promise": Rule("promises", (by("token"),)),
    "contact_date": Rule("days to remember", (by("contact_id", "kind", "label"),)),
    "contact_way": Rule("", (by("contact_id", "kind", "value"),)),
    "contact_tag": Rule("", (by("contact_id", "key"),)),
    "tie": Rule("", (_pair,), known_tie),
    "journal_contact": Rule("", (by("entry_id", "contact_id"),)),
    "habit_contact": Rule("", (by("habit_id"),)),
    "people_choice": Rule("", (lambda row: (),), wishes_filled),
    "writing_draft": Rule("messages saved for later", (by("token"),), newer_draft),
}


@dataclass
class UnionCounts:
    """The number of rows that are new to the account, and of those it has already."""

    new: int = 0
    known: int = 0


@dataclass
class Together:
    """The union of one table.

    ``new``: pairs of (their row, the row to write). ``changed``: pairs of (our row before, our row
    after). ``same``: the ids of their rows that we have already, with our ids.
    """

    new: list[tuple[Row, Row]] = field(default_factory=list)
    changed: list[tuple[Row, Row]] = field(default_factory=list)
    same: dict[int, int] = field(default_factory=dict)
    tally: UnionCounts = field(default_factory=UnionCounts)


def unite(
    rule: Rule, theirs: Iterable[Row], ours: list[Row], led: Callable[[Row], Row]
) -> Together:
    """Return the union of their rows with ours.

    Two rows of one side are never the same: each of our rows matches at most one of theirs, by the
    first key before the second. ``led`` returns a row of theirs with our ids of its parents.
    """
    if not ours:
        new = [(row, led(row)) for row in theirs]
        return Together(new, tally=UnionCounts(len(new)))
    pairs = [(row, led(row)) for row in theirs if _is_older(row, rule, ours)]
    matches = _match(rule, [row for _, row in pairs], ours)
    every = _Index(rule, ours)
    together = Together()
    for (before, row), mine in zip(pairs, matches, strict=True):
        while mine is not None and (change := rule.beside(mine, row)) is not None:
            row = row | change
            mine = every.find(row)
        if mine is None:
            together.new.append((before, row))
            continue
        together.changed.append((mine, mine | rule.unite(mine, row)))
        if "id" in row:
            together.same[row["id"]] = mine["id"]
    together.tally = UnionCounts(len(together.new), len(together.changed))
    return together


def _is_older(row: Row, rule: Rule, ours: list[Row]) -> bool:
    if not rule.older_by or not ours:
        return True
    return bool(row[rule.older_by] < min(mine[rule.older_by] for mine in ours))


def _match(rule: Rule, theirs: list[Row], ours: list[Row]) -> list[Row | None]:
    """Return for each of their rows the matching row of ours, or None."""
    matches: list[Row | None] = [None] * len(theirs)
    used: set[int] = set()
    for key in rule.keys:
        free = _by_key(key, (row for row in ours if id(row) not in used))
        for place, row in enumerate(theirs):
            if matches[place] is None and (alike := free.get(key(row))):
                matches[place] = alike.pop(0)
                used.add(id(matches[place]))
    return matches


def _by_key(key: Key, rows: Iterable[Row]) -> dict[Hashable, list[Row]]:
    rows_by_key: dict[Hashable, list[Row]] = {}
    for row in rows:
        value = key(row)
        if value is not None:
            rows_by_key.setdefault(value, []).append(row)
    return rows_by_key


class _Index:
    """All our rows by each of their keys."""

    def __init__(self, rule: Rule, rows: list[Row]) -> None:
        self.by_key = [(key, _by_key(key, rows)) for key in rule.keys]

    def find(self, row: Row) -> Row | None:
        """Return our row that matches this one, or None."""
        alike = (rows[value][0] for key, rows in self.by_key if (value := key(row)) in rows)
        return next(alike, None)
