"""Find who of a file, or of the list, is somebody who is here already. Nobody is united by this.

*Same*: our own identity is equal; or an e-mail or web address is equal and the names share a word;
or the name and a phone number are equal. *Maybe*: the name, an address or a number is equal, or
several people are the same. A number alone proves nothing: a switchboard is many people's.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from coach.people.rules import keys, names

SAME, MAYBE, NEW = "same", "maybe", "new"
MOST_ALIKE = 12  # people offered for one line, and pairs made of one key


@dataclass(frozen=True)
class Identity:
    """What tells somebody apart. ``id`` is the row of somebody who is here, else 0."""

    name: str
    id: int = 0
    uid: str = ""
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    webs: tuple[str, ...] = ()


class TwinVerdict(NamedTuple):
    """``same`` with one id, ``maybe`` with one or more, or ``new`` with none."""

    verdict: str
    ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class IdentityKeys:
    """The keys by which people are compared. ``region`` is that of numbers without a country."""

    name: str
    words: frozenset[str]
    uid: str
    addresses: frozenset[tuple[str, str]]  # mail and web
    phones: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, found: Identity, region: str | None) -> "IdentityKeys":
        """Return the keys of somebody."""
        name = names.key(found.name)
        mails = (("mail", keys.mail(each)) for each in found.mails)
        webs = (("web", keys.web(each).key) for each in found.webs)
        phones = (("phone", keys.phone(each, region)) for each in found.phones)
        return cls(
            name,
            frozenset(name.split()),
            found.uid.lower(),
            frozenset(pair for pair in (*mails, *webs) if pair[1]),
            frozenset(pair for pair in phones if pair[1]),
        )

    def all(self) -> Iterable[tuple[str, str]]:
        """Return every key with its kind."""
        own = (("uid", self.uid), ("name", self.name))
        return (*(pair for pair in own if pair[1]), *self.addresses, *self.phones)


def likeness(one: IdentityKeys, other: IdentityKeys) -> str:
    """Return how two compare: ``same``, ``maybe`` or ``new``."""
    same_name = bool(one.name) and one.name == other.name
    address = bool(one.addresses & other.addresses)
    number = bool(one.phones & other.phones)
    if one.uid and one.uid == other.uid:
        return SAME
    if (address and one.words & other.words) or (same_name and number):
        return SAME
    return MAYBE if same_name or address or number else NEW


class Acquaintances:
    """Everybody who is here, by key, to be compared with people of a file."""

    def __init__(self, known: Iterable[Identity], region: str | None):
        self.region = region or None
        self._keys: dict[int, IdentityKeys] = {}
        self._ids: dict[tuple[str, str], list[int]] = defaultdict(list)
        for each in known:
            self._keys[each.id] = IdentityKeys.of(each, self.region)
            for key in self._keys[each.id].all():
                self._ids[key].append(each.id)

    def verdict(self, found: Identity) -> TwinVerdict:
        """Return who of those here this may be."""
        own = IdentityKeys.of(found, self.region)
        if own.uid and (ids := self._ids.get(("uid", own.uid))):
            return TwinVerdict(SAME, (ids[0],))
        ids = sorted({id_ for key in own.all() for id_ in self._ids.get(key, ())[:MOST_ALIKE]})
        alike = {id_: likeness(own, self._keys[id_]) for id_ in ids}
        same = tuple(id_ for id_ in ids if alike[id_] == SAME)
        if len(same) == 1:
            return TwinVerdict(SAME, same)
        return TwinVerdict(MAYBE, (same or tuple(ids))[:MOST_ALIKE]) if ids else TwinVerdict(NEW)

    def pairs(self) -> list[tuple[int, int, str]]:
        """Return the pairs of people here who may be one, and how they compare, those first who
        are more alike."""
        found: dict[tuple[int, int], str] = {}
        for ids in self._ids.values():
            for place, first in enumerate(ids[:MOST_ALIKE]):
                for second in ids[place + 1 : MOST_ALIKE]:
                    pair = (min(first, second), max(first, second))
                    if first != second and pair not in found:
                        found[pair] = likeness(self._keys[first], self._keys[second])
        ordered = sorted(found.items(), key=lambda each: (each[1] != SAME, each[0]))
        return [(*pair, verdict) for pair, verdict in ordered]

    def shared(self, first: int, second: int) -> list[str]:
        """Return the kinds of what two have in common: ``name``, ``mail``, ``web``, ``phone``."""
        both = set(self._keys[first].all()) & set(self._keys[second].all())
        return [kind for kind in ("name", "mail", "web", "phone") if kind in {k for k, _ in both}]


def verdicts(
    people: Sequence[Identity], known: Iterable[Identity], region: str | None
) -> list[TwinVerdict]:
    """Return the verdict for each person of a file."""
    here = Acquaintances(known, region)
    return [here.verdict(each) for each in people]
