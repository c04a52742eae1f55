"""Analyse the words of a query: stop words, synonyms, spellings and roots.

Everything here is pure. Words are folded as in the index: in lower case and without accents.
"""

import re
import unicodedata
from collections.abc import Mapping

MOST_WORDS = 12  # the most words of a query
SHORTEST_BEGINNING = 3  # the fewest letters of a typed beginning of a word
SHORTEST_MISSPELT = 4  # letters: shorter words have too many similar words
TWO_SLIPS_FROM = 8  # letters: two mistakes are corrected in words from this length on

# common words of pages and questions. "no" is not one of them, because whole lessons are about it
_STOPS = """
    a about after all also am an and any are as at be because been before being but by can cannot
    could d did do does doing don done for from get gets getting give gives got had has have having
    he her here hers him his how i if in into is it its just ll m make makes me mean means more
    most much my myself not now of off often on once one only or other our out over own please
    re s same she should so some somebody someone something t than that the their them then there
    these they thing things this those through to too under until up us use used using ve very
    want wanted wants was way we were what when where which while who whom whose why will with
    without would you your yours
"""
STOP_WORDS = frozenset(_STOPS.split())

# groups of synonyms: each word also finds the others, with less weight. "lie" also finds "truth",
# because the pages about lying use that word
_ALIKE = """
    advice feedback
    apologise apologize apology sorry
    appointment calendar
    ask request
    boss manager lead leader supervisor
    colleague colleagues coworker coworkers workmate teammate
    conversation talk chat discussion
    cut delete remove erase
    decline refuse refusal reject
    email emails mail mails
    export download backup
    fix repair mend
    goodbye farewell leaving
    holiday holidays vacation
    interrupt interrupts interrupting interruption
    import upload
    late delay delayed deadline overdue
    lie lying dishonest untrue false true truth
    meet meeting
    notification notifications reminder reminders remind alarm
    password passwords passphrase
    phone telephone call
    practise practice exercise exercises training
    praise compliment recognition credit
    promise commitment agreed
    reconnect reopen restart
    remote home distance
    secret confidence confidential private
    shy introvert introverted nervous
    silence silent ignored unanswered
    thank thanks gratitude grateful appreciation appreciate
    tired exhausted overloaded overwhelmed burnout
    trust confidence
    write note message letter
"""


def _alike() -> dict[str, frozenset[str]]:
    groups = [frozenset(line.split()) for line in _ALIKE.strip().splitlines()]
    return {
        word: frozenset().union(*(group for group in groups if word in group)) - {word}
        for word in frozenset().union(*groups)
    }


ALIKE: Mapping[str, frozenset[str]] = _alike()


def words(typed: str) -> list[str]:
    """Return the words of a text, in order, folded as in the index."""
    plain = unicodedata.normalize("NFKD", typed).casefold().replace("e-mail", "email")
    return re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))


def telling(typed: str) -> list[str]:
    """Return the words without stop words, each once; all words if there are only stop words."""
    every = list(dict.fromkeys(words(typed)))
    return ([word for word in every if word not in STOP_WORDS] or every)[:MOST_WORDS]


def spellings(word: str) -> list[str]:
    """Return a word in British and American spelling, and "tie" for "ties"."""
    variants = [word]
    if word.endswith("ies"):
        variants.append(word[:-1])  # Porter's stems of "tie" and "ties" differ
    for american, british in (("iz", "is"), ("yz", "ys"), ("or", "our")):
        for one, other in ((american, british), (british, american)):
            if one in word[3:]:
                variants.append(word[:3] + word[3:].replace(one, other))
    return list(dict.fromkeys(variants))


def root(word: str) -> str:
    """Return a word without its most common endings, so that its forms can be compared."""
    for ending, least in (("ing", 4), ("ed", 4), ("ies", 3), ("es", 4), ("s", 3), ("e", 4)):
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word[: -len(ending)]
            break
    return word.rstrip("y")


def nearest(word: str, vocabulary: Mapping[str, int]) -> str:
    """Return the known word that a misspelt word stands for, or an empty string.

    ``vocabulary`` maps known words to how often they are used; of equally near words the most used
    is returned. One mistake is corrected, two in a long word; the first letter must be right.
    """
    slips = 2 if len(word) >= TWO_SLIPS_FROM else 1
    if len(word) < SHORTEST_MISSPELT or not word.isalpha():
        return ""
    candidates = [
        (distance, -used, candidate)
        for candidate, used in vocabulary.items()
        if candidate[0] == word[0] and abs(len(candidate) - len(word)) <= slips
        if (distance := slipped(word, candidate)) <= slips
    ]
    return min(candidates)[2] if candidates else ""


def slipped(one: str, other: str) -> int:
    """Return the number of letters left out, added, changed or swapped with the next one.

    It is the optimal string alignment distance.
    """
    before, last = list[int](), list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, expected in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != expected))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == expected:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
