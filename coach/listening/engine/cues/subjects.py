"""Find the subject of a word for a state: “two days of digging were lost” names no feeling.

The words before it in its clause decide: the linking verb, then the subject. This is not a parser.
If it finds no subject, it decides nothing.
"""

import re

_CLAUSE_END = re.compile(r"[.!?;:,()\"]|\s-+\s")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LINKS = _set(
    "is are was were be been got get gets getting went go goes gone stays stayed lies lay am"
)
_HELPERS = _set(
    "has have had will would can could may might must should shall won't wouldn't can't couldn't "
    "hasn't haven't hadn't shouldn't isn't aren't wasn't weren't"
)
_ADVERBS = _set(
    "not all just simply so now still already also almost even never always often then there very "
    "quite rather too more most soon again twice once half a bit little"
)
_JOINTS = _set(
    "and but so because when while if or though although as than how like since where why before "
    "after until what whether once unless for whose"
)
_RELATIVES = frozenset(("that", "which", "who"))
# subjects that mean the speaker, or people in general
_THEIRS = _set("you u ya yourself we us i me everyone everybody")
_ANY = _set("it this that what which who there here something everything")
_OTHERS = _set("he she they him her them one nobody somebody someone")
_INNER = _set(
    "heart pride trust confidence faith feelings patience mood spirit spirits mind head nerves ego "
    "soul stomach part side energy motivation loyalty"
)
# Participles that are said of things as often as of people: “it got lost”, “they were ignored”.
_OF_THINGS = _set(
    "bypassed buried covered dismissed displaced disposable dropped exposed forgotten ignored "
    "isolated lost overlooked rejected robbed scattered shaken shattered spent stretched stuck "
    "sunk torn trapped undermined unheard unnoticed unseen unsettled unwanted used worn wrecked "
    "empty down raw hollow"
)
# Participles for what others did to a person, whatever that person feels. Those that mostly
# describe the experience, such as “you were ignored”, are not included.
_DEEDS = _set("blamed bypassed cheated dismissed displaced exposed insulted rejected robbed")
_PASSIVE = re.compile(
    r"(?:\b(?:was|were|been|being|got|get|gets|getting)(?: (?:not|never|also|even|still|just|then|"
    r"again|all|both|once|twice|simply|\w+ly))*|'(?:s|re)(?: \w+ly)? being) $"
)
_DETERMINERS = _set(
    "a an the this that these those any no every each two three four five six seven eight nine ten "
    "several many few some my his her their our its"
)
_AFTER_STATE = re.compile(
    r" (?!(?:and|or|but|about|at|by|with|that|because|when|to|for|in|on|of|as|so|after|over|from|"
    r"if|now|then|too|enough|not|than|again|there|here|you|it|he|she|they|i|we|is|was|are|were)\b)"
    r"[a-z]"
)
FURTHEST = 120  # maximum number of characters before a word that are searched


def of_a_thing(text: str, start: int, end: int) -> bool:
    """Return whether a word for a state describes a thing or a third person.

    It then names no feeling of the speaker. ``text`` is plain (see clauses.plain).
    """
    before = _clause_before(text, start)
    if before and before[-1] in _DETERMINERS and _AFTER_STATE.match(text, end):
        return True  # “the lost hours”, “an angry client”
    subject, links = _subject(before)
    if not links or not subject or "being" in links or "to" in links:
        return False
    last = subject[-1]
    if "you" in subject or last in _THEIRS or _INNER & set(subject):
        return False
    if last in _ANY or last in _OTHERS:
        return text[start:end].split(" ")[0] in _OF_THINGS or last in _OTHERS
    return True


def a_deed(text: str, start: int, end: int) -> bool:
    """Return whether the words say what others did to the speaker, as in “you were blamed”.

    “You felt blamed” names a feeling. ``text`` is plain.
    """
    before = max(0, start - 60)
    return text[start:end] in _DEEDS and bool(_PASSIVE.search(text, before, start))


def _clause_before(text: str, start: int) -> list[str]:
    """Return the words of the clause before a place."""
    begin = max(0, start - FURTHEST)
    ends = [m.end() for m in _CLAUSE_END.finditer(text, begin, start)]
    return _WORD.findall(text, max(ends, default=begin), start)


def _subject(before: list[str]) -> tuple[list[str], list[str]]:
    """Return the words of the subject, and the verbs between it and the state."""
    words, links = list(before), []
    while words and (words[-1] in _ADVERBS or words[-1].endswith("ly")):
        words.pop()
    while words and (words[-1] in _LINKS or words[-1] in _HELPERS or words[-1] in ("being", "to")):
        links.append(words.pop())
        while words and (words[-1] in ("not", "all", "never", "just") or words[-1].endswith("ly")):
            words.pop()
    if not _LINKS & set(links) and "being" not in links:
        return _contracted(words)
    if len(words) > 1 and words[-1] in _RELATIVES:
        words.pop()  # “two days that were lost”
    return _noun_phrase(words), links


def _contracted(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the subject and verb of “the plan's” or “it's”, or two empty lists."""
    if words and words[-1].endswith("'s"):
        return _noun_phrase([*words[:-1], words[-1].removesuffix("'s")]), ["is"]
    return [], []


def _noun_phrase(words: list[str]) -> list[str]:
    """Return the words after the last conjunction, with a “you and” before it."""
    cuts = [i for i, word in enumerate(words) if word in _JOINTS]
    if not cuts:
        return words
    at = cuts[-1]
    if words[at] == "and" and at and words[at - 1] == "you":
        return words[at - 1 :]
    return words[at + 1 :]
