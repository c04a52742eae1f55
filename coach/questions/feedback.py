"""Provide words for feedback, which is about the answer and never about the learner."""

from coach.questions import marking

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def misjudged_confidence(score: float | None, confidence: str | None) -> str:
    """Return a sentence on the learner's confidence, or an empty string if it suits the score."""
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
    """Return a number as a word (``three`` for 3), or in figures above ten."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def ordinal(place: int) -> str:
    """Return an ordinal as a word (``third`` for 3), or in figures from ten: ``10th``, ``21st``."""
    if place <= len(ORDINALS):
        return ORDINALS[place - 1]
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10)
    return f"{place}{ending or 'th'}"


def every(count: int) -> str:
    """Return ``Both`` for 2, ``All three`` for 3."""
    return "Both" if count == 2 else f"All {number(count)}"


def be(count: int) -> str:
    """Return ``is`` after none or one, ``are`` after more."""
    return "is" if count in (0, 1) else "are"
