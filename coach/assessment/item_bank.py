"""Read the item bank: 64 statements about observable acts, eight per principle.

Half of them are reverse-keyed. The file has statements of several editions. The newest edition is
asked in new cycles; an earlier one is kept for cycles that began with it.
"""

import hashlib
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.principles import PRINCIPLES, by_slug

PER_KEY = 4  # items per principle and key
DIGEST = 16  # hexadecimal digits of the SHA-256 of a text


@dataclass(frozen=True)
class Item:
    """A statement in the first person. The ``digest`` of its text is stored with every answer.

    ``rule`` is the principle's rule that it measures, or empty in a statement of the first edition
    only. It is asked from edition ``since`` to ``until``, both included; None means that it still
    is.
    """

    id: str
    principle: int
    reverse: bool
    text: str
    rule: str = ""
    since: int = 1
    until: int | None = None

    @property
    def digest(self) -> str:
        """The first 16 hexadecimal digits of the SHA-256 of the text in UTF-8."""
        return digest(self.text)


@dataclass(frozen=True)
class Bank:
    """The items of one edition, in the file's order, and the ``earlier`` editions, newest first."""

    items: tuple[Item, ...]
    earlier: tuple["Bank", ...] = ()

    def of(self, principle: int, *, reverse: bool) -> tuple[Item, ...]:
        """Return the items of a principle (1 to 8) with one key."""
        return tuple(
            item for item in self.items if item.principle == principle and item.reverse == reverse
        )

    @property
    def every(self) -> dict[str, Item]:
        """The items of all editions by id."""
        return {item.id: item for bank in (*self.earlier, self) for item in bank.items}

    def for_cycle(self, answered: Collection[str]) -> "Bank":
        """Return the edition with which a cycle goes on. ``answered`` are its answered items.

        It is the newest edition that has all of them, or the newest of all if none has.
        """
        for bank in (self, *self.earlier):
            if {item.id for item in bank.items}.issuperset(answered):
                return bank
        return self

    def lock(self) -> str:
        """Return the text of the lock file: one line ``id digest`` per item, sorted by id."""
        return "".join(sorted(f"{item.id} {item.digest}\n" for item in self.every.values()))


def digest(text: str) -> str:
    """Return the digest of an item's text."""
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST]


def lock_path(path: Path) -> Path:
    """Return the path of the lock file: ``assessment.lock`` in the bank's folder."""
    return path.with_suffix(".lock")


def read(path: Path) -> Bank:
    """Return the bank of a TOML file that has passed ``item_bank_rules.check``.

    Raise OSError, ``tomllib.TOMLDecodeError``, KeyError or ValueError for any other file.
    """
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    items = tuple(_items(content["item"]))
    editions = tuple(Bank(edition(items, n)) for n in range(newest(items), 0, -1))
    for bank in editions:
        for principle in PRINCIPLES:
            for reverse in (False, True):
                if len(bank.of(principle.number, reverse=reverse)) != PER_KEY:
                    raise ValueError(f"{path}: not {PER_KEY} + {PER_KEY} of {principle.slug}")
    return Bank(editions[0].items, editions[1:])


def newest(items: Collection[Item]) -> int:
    """Return the number of the newest edition, at least 1."""
    return max((item.since for item in items), default=1)


def edition(items: Collection[Item], number: int) -> tuple[Item, ...]:
    """Return the items of one edition."""
    return tuple(
        item
        for item in items
        if item.since <= number and (item.until is None or number <= item.until)
    )


def _items(rows: list[dict[str, Any]]) -> Iterator[Item]:
    for row in rows:
        principle = by_slug(row["principle"])
        if principle is None or row["keyed"] not in ("forward", "reverse"):
            raise ValueError(f"item {row['id']}: unknown principle or key")
        yield Item(
            row["id"],
            principle.number,
            row["keyed"] == "reverse",
            row["text"],
            row.get("rule", ""),
            row.get("since", 1),
            row.get("until"),
        )
