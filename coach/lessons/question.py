"""Marking: what a response to a question is worth, and the order in which options are shown.

A response is a tuple of keys: the chosen options; the lines in the learner's order; or, for a
match, ``left:right`` for each pair. Keys come from the words themselves (``Text.key``), so a
stored response keeps its meaning when an author moves lines about.
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import combinations

from coach.lessons.activity import Choice, Match, Option, Order, Question, Text

Response = tuple[str, ...]
PLAYABLE = (Choice, Order, Match)


class Unanswered(ValueError):
    """Nothing was chosen, or not everything that the question asks for."""


class Doubled(ValueError):
    """Two lines were put in the same place."""


def admit(question: Question, response: Response) -> Response:
    """The response, if the question can be marked by it.

    Raises Unanswered when something is missing or unknown.
    """
    match question:
        case Choice():
            known = {option.key for option in question.options}
            enough = len(response) == 1 or (question.kind == "multiple" and response)
            if not enough or not known.issuperset(response):
                raise Unanswered
        case Order():
            if sorted(response) != sorted(option.key for option in question.options):
                raise Unanswered
        case Match():
            chosen = dict(part.split(":", 1) for part in response if ":" in part)
            rights = {pair.right.key for pair in question.pairs}
            if set(chosen) != {pair.left.key for pair in question.pairs} or not rights.issuperset(
                chosen.values()
            ):
                raise Unanswered
    return response


def in_order(places: Mapping[str, int | None]) -> Response:
    """The keys in the order of their places.

    Raises Unanswered when one has no place, Doubled when two share one.
    """
    given = [place for place in places.values() if place is not None]
    if len(given) < len(places):
        raise Unanswered
    if len(set(given)) < len(given):
        raise Doubled
    return tuple(sorted(places, key=lambda key: places[key] or 0))


def score(question: Question, response: Response) -> float:
    """What an admitted response is worth, from 0 to 1.

    single      1 for the right option, else 0
    multiple    (weights of right marks - weights of wrong marks) / weights of all right ones
    judgement   points of the chosen option / points of the best
    order       Kendall's tau: (pairs in order - pairs out of order) / pairs
    match       pairs that belong together / pairs

    Never below 0. Raises TypeError for a type that has no marking.
    """
    match question:
        case Choice(kind="multiple"):
            return _multiple(question, response)
        case Choice():
            top = max(option.points for option in question.options)
            return sum(o.points for o in question.options if o.key in response) / top
        case Order():
            return max(0.0, tau([option.key for option in question.options], response))
        case Match():
            return len(joined(question, response)) / len(question.pairs)
    raise TypeError(f"no marking for {question.kind}")


def _multiple(question: Choice, response: Response) -> float:
    whole = sum(option.points for option in question.options if option.points > 0)
    marked = sum(option.points for option in question.options if option.key in response)
    return max(0.0, marked / whole)


def tau(right: Sequence[str], given: Sequence[str]) -> float:
    """Kendall's tau between two orders of the same things, from -1 to 1 (Kendall 1938)."""
    place = {key: number for number, key in enumerate(given)}
    pairs = list(combinations(right, 2))
    in_order = sum(place[earlier] < place[later] for earlier, later in pairs)
    return (2 * in_order - len(pairs)) / len(pairs)


def joined(question: Match, response: Response) -> frozenset[str]:
    """The left sides (their keys) that the response joins with their own right side."""
    chosen = dict(part.split(":", 1) for part in response)
    return frozenset(p.left.key for p in question.pairs if chosen.get(p.left.key) == p.right.key)


def in_place(question: Order, response: Response) -> int:
    """How many lines stand exactly where they belong."""
    right = [option.key for option in question.options]
    return sum(key == given for key, given in zip(right, response, strict=True))


def arranged(question: Question, seed: str) -> list[Option | Text]:
    """The options in the order in which this learner sees them; of a match, the right sides."""
    items: dict[str, Option | Text] = {}
    match question:
        case Choice() | Order():
            items = {option.key: option for option in question.options}
        case Match():
            items = {pair.right.key: pair.right for pair in question.pairs}
    return [items[key] for key in shuffled(items, seed, question.id)]


def shuffled(keys: Iterable[str], seed: str, question_id: str) -> list[str]:
    """The keys in an order that stays the same for this learner (``seed``) and question."""

    def rank(key: str) -> bytes:
        return sha256(f"{seed}:{question_id}:{key}".encode()).digest()

    given = list(keys)
    mixed = sorted(given, key=rank)
    return mixed if mixed != given else [*mixed[1:], *mixed[:1]]
