"""Find numbers, days and months in a text, in words or figures."""

from coach.listening.engine.text.clauses import words

_SMALL = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty
"""
_WORDS: dict[str, float | str] = {word: float(i) for i, word in enumerate(_SMALL.split())}
_WORDS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
_WORDS |= {"ninety": 90, "hundred": 100, "thousand": 1000, "million": 1e6, "dozen": 12}
_WORDS |= {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "once": 1, "twice": 2}
_WORDS |= {"half": 0.5, "couple": 2, "pair": 2}
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS = "january february march april june july august september october november december"
_WORDS |= {day: day for day in (*_DAYS.split(), *_MONTHS.split())}


def numbers(text: str) -> frozenset[float | str]:
    """Return the numbers and calendar names in a text. Parts of a number count separately."""
    found: set[float | str] = set()
    for word in words(text):
        if word in _WORDS:
            found.add(_WORDS[word])
        elif word.isascii() and word.isdigit() and len(word) < 12:
            found.add(float(word))
    return frozenset(found)
