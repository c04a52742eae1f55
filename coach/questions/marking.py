"""Marking: what a response to a question is worth, and the order in which options are shown.

A response is a tuple of texts, by type:

    single, multiple, judgement   keys of the chosen options
    order                         keys of the lines, in the learner's order
    match                         ``left:right`` for each pair
    cloze                         what was written in each gap
    scale                         one number
    text                          what was written; once compared with the check list, after it
                                  ``key:yes`` or ``key:no`` for each point
    dialogue                      keys of the replies, in the order in which they were said

Keys come from the words themselves (``RenderedText.key``), so a stored response keeps
its meaning when an author moves lines about.
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import combinations

from coach.content.steps import (
    Choice,
    Cloze,
    Dialogue,
    DialogueReply,
    FreeText,
    Match,
    Option,
    Order,
    Question,
    RenderedText,
    Scale,
)
from coach.questions import cloze, dialogue, scale

Response = tuple[str, ...]
FULL = 0.8  # from this score on a response counts as right (spec: Good needs .8 and "sure")


class Unanswered(ValueError):
    """Nothing was chosen, or not everything that the question asks for."""


class Doubled(ValueError):
    """Two lines were put in the same place."""


def admit(question: Question, response: Response) -> Response:
    """The response, if the question can be marked by it.

    Raises Unanswered when something is missing, unknown or out of range.
    """
    if not _complete(question, response):
        raise Unanswered
    return response


def _complete(question: Question, response: Response) -> bool:
    match question:
        case Choice():
            known = {option.key for option in question.options}
            enough = len(response) == 1 or (question.kind == "multiple" and len(response) > 0)
            return enough and known.issuperset(response)
        case Order():
            return sorted(response) == sorted(option.key for option in question.options)
        case Match():
            return _all_paired(question, response)
        case Cloze():
            return len(response) == len(question.gaps) and all(map(str.strip, response))
        case Scale():
            return len(response) == 1 and scale.within(question, response[0])
        case FreeText():
            return _written(question, response)
        case Dialogue():
            return dialogue.walk(question, response).finished(response)
    raise TypeError(f"no marking for {question.kind}")


def _all_paired(question: Match, response: Response) -> bool:
    chosen = dict(part.split(":", 1) for part in response if ":" in part)
    rights = {pair.right.key for pair in question.pairs}
    lefts = {pair.left.key for pair in question.pairs}
    return set(chosen) == lefts and rights.issuperset(chosen.values())


def _written(question: FreeText, response: Response) -> bool:
    ticks = [tuple(tick.rsplit(":", 1)) for tick in response[1:]]
    every = [check.key for check in question.checks]
    compared = [key for key, *_ in ticks] == every and all(t[-1] in ("yes", "no") for t in ticks)
    return bool(response and response[0].strip()) and (not ticks or compared)


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


def score(question: Question, response: Response) -> float | None:
    """What an admitted response is worth, from 0 to 1; None when it cannot be told yet.

    single      1 for the right option, else 0
    multiple    (weights of right marks - weights of wrong marks) / weights of all right ones
    judgement   points of the chosen option / points of the best
    order       Kendall's tau: (pairs in order - pairs out of order) / pairs
    match       pairs that belong together / pairs
    cloze       gaps filled as accepted / gaps
    scale       1 within the tolerance, falling evenly to 0 at three times the tolerance
    text        points of the check list that the learner ticks / points; None before that, and
                for a question without a check list
    dialogue    points of the replies said / points of the strongest ones at the same turns

    Never below 0. Raises TypeError for a type that has no marking.
    """
    match question:
        case Choice(kind="multiple"):
            return _multiple(question, response)
        case Choice():
            return grade(question, response)
        case Order():
            return max(0.0, tau([option.key for option in question.options], response))
        case Match():
            return len(joined(question, response)) / len(question.pairs)
        case Cloze():
            return sum(cloze.filled(question, response)) / len(question.gaps)
        case Scale():
            return scale.score(question, scale.number(response[0]))
        case FreeText():
            return len(ticked(response)) / len(question.checks) if len(response) > 1 else None
        case Dialogue():
            return dialogue.score(dialogue.walk(question, response))
    raise TypeError(f"no marking for {question.kind}")


def continues(question: Question, before: Response, response: Response) -> bool:
    """Whether ``response`` is the same try as the one before it: the same text, now compared."""
    return isinstance(question, FreeText) and before == response[:1]


def grade(question: Choice, response: Response) -> float:
    """The points of the chosen option / those of the best, from 0 to 1."""
    top = max(option.points for option in question.options)
    return sum(option.points for option in question.options if option.key in response) / top


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


def ticked(response: Response) -> frozenset[str]:
    """The keys of the check list's points that the learner found in a free text."""
    return frozenset(tick.removesuffix(":yes") for tick in response[1:] if tick.endswith(":yes"))


def arranged(question: Question, seed: str) -> list[Option | RenderedText]:
    """The options in the order in which this learner sees them; of a match, the right sides."""
    items: dict[str, Option | RenderedText] = {}
    match question:
        case Choice() | Order():
            items = {option.key: option for option in question.options}
        case Match():
            items = {pair.right.key: pair.right for pair in question.pairs}
    return [items[key] for key in shuffled(items, seed, question.id)]


def offered(way: dialogue.Talk, seed: str) -> list[DialogueReply]:
    """What can be said now in a talk, in the order in which this learner sees it."""
    replies = {reply.text.key: reply for reply in way.here.replies}
    return [replies[key] for key in shuffled(replies, seed, way.here.id)]


def shuffled(keys: Iterable[str], seed: str, question_id: str) -> list[str]:
    """The keys in an order that stays the same for this learner (``seed``) and question."""

    def rank(key: str) -> bytes:
        return sha256(f"{seed}:{question_id}:{key}".encode()).digest()

    given = list(keys)
    mixed = sorted(given, key=rank)
    return mixed if mixed != given else [*mixed[1:], *mixed[:1]]
