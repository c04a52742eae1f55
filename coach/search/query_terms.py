"""The words of a search: which of them say something, other words for them, and their spelling.

Everything here is pure. A word is in small letters and without accents, as the index has it.
"""

import re
import unicodedata
from collections.abc import Mapping

MOST_WORDS = 12  # of what was typed
SHORTEST_BEGINNING = 3  # letters of a word of which only the beginning was typed
SHORTEST_MISSPELT = 4  # letters: shorter words have too many neighbours
TWO_SLIPS_FROM = 8  # letters: in longer words two slips are put right

# words that every page has, in which a question is asked. "no" is not one of them: whole lessons
# are about it
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

# words for one thing, the same for whoever asks; each stands for the others at less weight. Who
# asks about lying looks for the truth
_ALIKE = """
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
    """Return the words of a text, in their order, folded as the index folds them."""
    plain = unicodedata.normalize("NFKD", typed).casefold().replace("e-mail", "email")
    return re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))


def telling(typed: str) -> list[str]:
    """Return the words that say what is looked for, each once: all of them when none does."""
    every = list(dict.fromkeys(words(typed)))
    return ([word for word in every if word not in STOP_WORDS] or every)[:MOST_WORDS]


def spellings(word: str) -> list[str]:
    """Return a word and what it may be written as: in both kinds of English, "tie" for "ties"."""
    found = [word]
    if word.endswith("ies"):
        found.append(word[:-1])  # Porter's stems of "tie" and "ties" differ
    for american, british in (("iz", "is"), ("yz", "ys"), ("or", "our")):
        for one, other in ((american, british), (british, american)):
            if one in word[3:]:
                found.append(word[:3] + word[3:].replace(one, other))
    return list(dict.fromkeys(found))


def root(word: str) -> str:
    """Return a word without its commonest endings, so that two forms of it can be compared."""
    for ending, least in (("ing", 4), ("ed", 4), ("ies", 3), ("es", 4), ("s", 3), ("e", 4)):
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word[: -len(ending)]
            break
    return word.rstrip("y")


def nearest(word: str, vocabulary: Mapping[str, int]) -> str:
    """Return the known word that a misspelt one was meant to be, or an empty string.

    ``vocabulary`` tells how often each word is used; of equally near ones the most used is meant.
    One slip is put right, two in a long word; the first letter is taken to be right.
    """
    slips = 2 if len(word) >= TWO_SLIPS_FROM else 1
    if len(word) < SHORTEST_MISSPELT or not word.isalpha():
        return ""
    found = [
        (distance, -used, known)
        for known, used in vocabulary.items()
        if known[0] == word[0] and abs(len(known) - len(word)) <= slips
        if (distance := slipped(word, known)) <= slips
    ]
    return min(found)[2] if found else ""


def slipped(one: str, other: str) -> int:
    """Return how many letters were left out, added, changed or swapped with the next one.

    The optimal string alignment distance.
    """
    before, last = list[int](), list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, meant in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != meant))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == meant:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
