"""Read the item bank: 64 statements about observable acts, eight per principle.

Half of them are reverse-keyed.
"""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.principles import PRINCIPLES, by_slug

PER_KEY = 4  # items per principle and key
DIGEST = 16  # hexadecimal digits of the SHA-256 of a text


@dataclass(frozen=True)
class Item:
    """A statement in the first person. The ``digest`` of its text is stored with every answer."""

    id: str
    principle: int
    reverse: bool
    text: str

    @property
    def digest(self) -> str:
        """The first 16 hexadecimal digits of the SHA-256 of the text in UTF-8."""
        return digest(self.text)


@dataclass(frozen=True)
class Bank:
    """The items, in the file's order."""

    items: tuple[Item, ...]

    def of(self, principle: int, *, reverse: bool) -> tuple[Item, ...]:
        """Return the items of a principle (1 to 8) with one key."""
        return tuple(
            item for item in self.items if item.principle == principle and item.reverse == reverse
        )

    def lock(self) -> str:
        """Return the text of the lock file: one line ``id digest`` per item, sorted by id."""
        return "".join(sorted(f"{item.id} {item.digest}\n" for item in self.items))


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
    bank = Bank(tuple(_items(content["item"])))
    for principle in PRINCIPLES:
        for reverse in (False, True):
            if len(bank.of(principle.number, reverse=reverse)) != PER_KEY:
                raise ValueError(f"{path}: {principle.slug} has not {PER_KEY} + {PER_KEY} items")
    return bank


def _items(rows: list[dict[str, Any]]) -> Iterator[Item]:
    for row in rows:
        principle = by_slug(row["principle"])
        if principle is None or row["keyed"] not in ("forward", "reverse"):
            raise ValueError(f"item {row['id']}: unknown principle or key")
        yield Item(row["id"], principle.number, row["keyed"] == "reverse", row["text"])
