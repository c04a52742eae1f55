"""What is said about a response: always of the answer, never of the person."""

from decimal import Decimal

from coach.content.steps import Choice, Cloze, Dialogue, FreeText, Match, Order, Question, Scale
from coach.questions import cloze, dialogue, marking
from coach.questions import scale as estimate
from coach.questions.marking import Response

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def say(question: Question, response: Response, shown: list[str]) -> str:
    """One or two sentences; ``shown`` are the options' keys in the order on the page.

    Raises TypeError for a type that has no marking.
    """
    match question:
        case Choice(kind="multiple"):
            return _multiple(question, response)
        case Choice():
            return _one(question, response, shown)
        case Order():
            return _order(question, response)
        case Match():
            return _match(question, response)
        case Cloze():
            return _cloze(question, response)
        case Scale():
            return _scale(question, estimate.number(response[0]))
        case FreeText():
            return _text(question, response)
        case Dialogue():
            return _dialogue(dialogue.walk(question, response))
    raise TypeError(f"no verdict for {question.kind}")


def misjudged_confidence(score: float | None, confidence: str | None) -> str:
    """What is said of how sure the learner was; nothing when that fits the answer."""
    if score is None or confidence is None:
        return ""
    if score >= marking.FULL:
        said = {"guess": "It was right, although you marked it as a guess."}
        said["fairly"] = "It was right, although you were only fairly sure."
        return f"{said[confidence]} Read the reason below." if confidence in said else ""
    if confidence == "sure":
        return "You marked it as sure, so it is worth reading the reasons slowly."
    return ""


def number(count: int) -> str:
    """``three`` for 3; figures above ten."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def ordinal(place: int) -> str:
    """``third`` for 3; figures from ten on: ``10th``, ``21st``."""
    if place <= len(ORDINALS):
        return ORDINALS[place - 1]
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10)
    return f"{place}{ending or 'th'}"


def every(count: int) -> str:
    """``Both`` for 2, ``All three`` for 3."""
    return "Both" if count == 2 else f"All {number(count)}"


def _one(question: Choice, response: Response, shown: list[str]) -> str:
    if question.best.issuperset(response):
        return f"Yours is the strongest of the {number(len(shown))}."
    strongest = next(key for key in shown if key in question.best)
    place = ordinal(shown.index(strongest) + 1)
    share = marking.grade(question, response)
    if question.kind == "single":
        return f"The {place} one is stronger than yours."
    if share >= 0.5:
        return f"Yours goes part of the way. The {place} one goes further."
    if share > 0:
        return f"Yours does a little. The {place} one does far more."
    return f"The {place} one is far stronger than yours."


def _multiple(question: Choice, response: Response) -> str:
    fitting = question.best
    right, wrong = len(fitting.intersection(response)), len(set(response) - fitting)
    astray = "" if wrong == 0 else f", and {number(wrong)} that {'do' if wrong > 1 else 'does'} not"
    if right == len(fitting):
        whole = "The answer that fits is" if right == 1 else f"{every(right)} answers that fit are"
        return f"{whole} marked{astray or ', and nothing else'}."
    if right == 0:
        return "None of the answers that fit is marked."
    of_them = f"{number(right).capitalize()} of the {number(len(fitting))} answers that fit"
    return f"{of_them} {'is' if right == 1 else 'are'} marked{astray}."


def _order(question: Order, response: Response) -> str:
    placed, whole = marking.in_place(question, response), len(question.options)
    if placed == whole:
        return "Every line is in its best place."
    count = number(placed).capitalize()
    return f"{count} of the {number(whole)} lines {_is(placed)} in the best place."


def _match(question: Match, response: Response) -> str:
    right, whole = len(marking.joined(question, response)), len(question.pairs)
    if right == whole:
        return f"{every(whole)} pairs are right."
    return f"{number(right).capitalize()} of the {number(whole)} pairs {_is(right)} right."


def _cloze(question: Cloze, response: Response) -> str:
    filled = cloze.filled(question, response)
    right, whole = sum(filled), len(filled)
    if whole == 1:
        return "The word fits." if right else "A different word fits here."
    if right == whole:
        return f"{every(whole)} words fit."
    return f"{number(right).capitalize()} of the {number(whole)} words {_s('fit', right)}."


def _scale(question: Scale, given: Decimal) -> str:
    share = estimate.score(question, given)
    answer = estimate.figure(question.answer)
    if given == question.answer:
        return f"{answer} is exactly right."
    side = "high" if given > question.answer else "low"
    much = "is close" if share == 1 else f"is {'somewhat' if share else 'far'} too {side}"
    return f"{estimate.figure(given)} {much}. The number is {answer}."


def _text(question: FreeText, response: Response) -> str:
    if len(response) == 1:
        return "Your text, next to an example." if question.model else "Your text is kept."
    found, whole = len(marking.ticked(response)), len(question.checks)
    if whole == 1:
        return "The point is in your text." if found else "The point is not in your text yet."
    if found == whole:
        return f"{every(whole)} points are in your text."
    return f"{number(found).capitalize()} of the {number(whole)} points {_is(found)} in your text."


def _dialogue(way: dialogue.Talk) -> str:
    strongest, turns = sum(turn.at_best for turn in way.turns), len(way.turns)
    if turns == 1:
        said = "the strongest on offer" if strongest else "not the strongest on offer"
        return f"Your reply was {said}."
    if strongest == turns:
        return f"{every(turns)} of your replies were the strongest on offer."
    if strongest == 0:
        return "At every turn another reply was stronger."
    were = "was" if strongest == 1 else "were"
    return f"{number(strongest).capitalize()} of your {number(turns)} replies {were} the strongest."


def _is(count: int) -> str:
    return "is" if count in (0, 1) else "are"


def _s(verb: str, count: int) -> str:
    return f"{verb}s" if count in (0, 1) else verb
