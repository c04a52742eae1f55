"""Compute facts of a draft: its length, greeting, dates, reading ease and longest sentence."""

import re
from collections.abc import Sequence

from coach.writing.engine.body import WORD, ReadDraft
from coach.writing.engine.dates import dates
from coach.writing.engine.judgement import DraftFacts, Length
from coach.writing.engine.kinds import MessageKind
from coach.writing.engine.sentences import Unit

SUBJECT = re.compile(r"\s*(?:subject|re|betreff): ?[^\n]*\n", re.I)
SALUTATION = re.compile(
    r"\W*(?:hi+|hiya|hey+|hej|hello+|helo|hallo|hullo|dear(?:est)?|dearest|morning|evening|afternoon|"
    r"good (?:morning|evening|afternoon|day)|greetings|welcome back|to whom|salut|ciao|moin|"
    r"g'day|howdy|yo|aloha|bonjour|servus|namaste|salaam|shalom|hola|"
    r"boss|chief|mate|folks|team|all|everyone|everybody|friends|colleagues|ladies|neighbours?|"
    r"comrades|people|sir|madam|ma'am|coach|doc|captain|skipper|gentlemen)\b(?!')"
)
NAMED = re.compile(
    r"\W*(?:(?:Mr|Mrs|Ms|Dr|Prof|Professor|Herr|Frau|Sir|Madam|Aunt|Auntie|Uncle|Father|Sister|"
    r"Chef|Captain|Coach|Doc|Nurse)\.? )?[^\W\d_a-z][\w'\-]*(?: [^\W\d_a-z][\w'\-]*){0,3}"
    r"(?: (?:and|&) [^\W\d_a-z][\w'\-]*)?\s*(?:[,!]|\n| -+ )"
)
LOWER_NAMED = re.compile(r"\W*[^\W\d_]{2,12}(?: [^\W\d_]{2,12})?[,!](?=\s)|\W*[^\W\d_]{2,14}\n")
_NO_NAME = """
hm hmm um er
yes no ok okay thanks sorry congratulations congrats well so please oh ah wow bravo cheers
absolutely unfortunately sadly however today yesterday tomorrow now first also still done hurray
hooray finally update thx ty apologies great sure right alas look listen quick monday tuesday
wednesday thursday friday saturday sunday honestly actually yep nope yeah thank you bad news good
brilliant lovely fine agreed hurrah ouch omg damn
"""
NO_NAME = frozenset(_NO_NAME.split())
VOWELS = re.compile(r"[aeiouy]+")


def shared(draft: ReadDraft, kind: MessageKind, sentences: Sequence[Unit]) -> DraftFacts:
    """Return the facts of a draft of this kind."""
    words = draft.words
    longest = max(sentences, key=lambda s: len(WORD.findall(s.text)), default=None)
    return DraftFacts(
        words=words,
        length=_length(words, kind),
        greeting=greets(draft.read),
        dates=dates(draft.low),
        grade=grade(sentences),
        longest=longest.place if longest else None,
        body=draft.body,
    )


def _length(words: int, kind: MessageKind) -> Length:
    if words < kind.shortest:
        return "short"
    return "long" if words > kind.longest else "usual"


def greets(read: str) -> bool:
    """Return whether the text begins with a salutation, a name or a form of address.

    A subject line before it does not count.
    """
    return greeting_end(read) > 0


def greeting_end(read: str) -> int:
    """Return the offset where the words of address end, or 0 if there are none."""
    subject = SUBJECT.match(read)
    begin = subject.end() if subject else 0
    text = read[begin : begin + 80].lstrip()
    begin += len(read[begin : begin + 80]) - len(text)
    if SALUTATION.match(text.lower()):
        stop = re.search(r"[,!.\n]", text)
        return begin + min(stop.end() if stop else len(text), 50)
    for pattern in (NAMED, LOWER_NAMED):
        match = pattern.match(text)
        if match and not NO_NAME & set(WORD.findall(match.group().lower())):
            return begin + match.end()
    return 0


def grade(sentences: Sequence[Unit]) -> float:
    """Return the Flesch-Kincaid grade (school years, at least 0; Kincaid et al. 1975).

    Syllables are counted by groups of vowels.
    """
    words = [word for s in sentences for word in WORD.findall(s.text)]
    if not words:
        return 0.0
    syllables = sum(_syllables(word) for word in words)
    value = 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
    return round(max(0.0, value), 1)


def _syllables(word: str) -> int:
    count = len(VOWELS.findall(word))
    if word.endswith("e") and not word.endswith("le") and count > 1:
        count -= 1
    return max(1, count)
