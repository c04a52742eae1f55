"""Count the words of a transcript that differ from what was said."""

import re

FILLERS = {"um", "uh", "erm", "er", "hm", "mm", "ah"}
SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def errors(said: str, told: str) -> tuple[int, int]:
    """Return how many words differ (put in, left out, changed), and how many were said.

    Case, punctuation, fillers, hyphens, a word said twice, and how a number below 100 is written do
    not count.
    """
    wanted, found = words(said), words(told)
    row = list(range(len(found) + 1))
    for number, word in enumerate(wanted, start=1):
        before, row[0] = row[0], number
        for place, other in enumerate(found, start=1):
            change = before + (word != other)
            before = row[place]
            row[place] = min(change, row[place] + 1, row[place - 1] + 1)
    return row[-1], len(wanted)


def words(text: str) -> list[str]:
    """Return the words as they are compared."""
    plain = text.casefold().replace("’", "'").replace("-", " ").replace("–", " ")
    found = []
    for word in _WORD.findall(plain):
        spelled = _number(int(word)) if word.isascii() and word.isdigit() else [word]
        found += [each for each in spelled if each not in FILLERS]
    return [w for n, w in enumerate(found) if n == 0 or w != found[n - 1]]


def _number(value: int) -> list[str]:
    if value < len(SMALL):
        return [SMALL[value]]
    if value < 100:
        tens, ones = divmod(value, 10)
        return [TENS[tens - 2], *([SMALL[ones]] if ones else [])]
    return [str(value)]
