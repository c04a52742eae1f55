"""What is said about a response: always of the answer, never of the person."""

from coach.lessons import question as marking
from coach.lessons.activity import Choice, Match, Order, Question
from coach.lessons.question import Response

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
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
    raise TypeError(f"no verdict for {question.kind}")


def number(count: int) -> str:
    """``three`` for 3; figures above ten."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def every(count: int) -> str:
    """``Both`` for 2, ``All three`` for 3."""
    return "Both" if count == 2 else f"All {number(count)}"


def _one(question: Choice, response: Response, shown: list[str]) -> str:
    if question.best.issuperset(response):
        return f"Yours is the strongest of the {number(len(shown))}."
    strongest = next(key for key in shown if key in question.best)
    place = ORDINALS[shown.index(strongest)]
    share = marking.score(question, response)
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
        whole = "The one that fits is" if right == 1 else f"{every(right)} that fit are"
        return f"{whole} marked{astray or ', and nothing else'}."
    if right == 0:
        return "What fits is not marked yet."
    of_them = f"{number(right).capitalize()} of the {number(len(fitting))} that fit"
    return f"{of_them} {'is' if right == 1 else 'are'} marked{astray}."


def _order(question: Order, response: Response) -> str:
    placed, whole = marking.in_place(question, response), len(question.options)
    if placed == whole:
        return "Every line stands where it works best."
    verb = "stands" if placed in (0, 1) else "stand"
    count = number(placed).capitalize()
    return f"{count} of the {number(whole)} lines {verb} in the strongest order."


def _match(question: Match, response: Response) -> str:
    right, whole = len(marking.joined(question, response)), len(question.pairs)
    if right == whole:
        return f"{every(whole)} pairs belong together."
    verb = "belongs" if right in (0, 1) else "belong"
    return f"{number(right).capitalize()} of the {number(whole)} pairs {verb} together."
