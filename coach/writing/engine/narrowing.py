"""Find the words of a part within its clause, for parts smaller than a clause (rule A7)."""

import re
from collections.abc import Callable, Mapping

from coach.writing.engine.cues.signs import SIGNS
from coach.writing.engine.dates import NUMBER, dates
from coach.writing.engine.judgement import Place
from coach.writing.engine.sentences import Unit

Narrowing = Callable[[Unit], tuple[Place, ...]]  # places within the unit's text; if none, all of it

_TITLE = r"(?:(?:Mrs?|Ms|Dr|Prof|Professor|Sister|Brother|Madam|Miss|Herr|Frau|Señora?)\.? )?"
_PROPER = r"[^\W\d_a-z][^\W\d_]*[a-z\u00e0-\u024f][\w'\-]*"
NAMES = re.compile(
    rf"@\w+(?:[.\-]\w+)*|{_TITLE}{_PROPER}(?: (?:de|da|van|von|der|den|la|el|al|bin|{_PROPER}|[A-Z]\.)){{0,3}}"
)
_NO_NAME = """
the this that these those a an and but so since after before when while if it its he she they we i
you my our your his her their in on at for from by to with without of as last next yesterday today
tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april may
june july august september october november december one two three four five dear hi hello hey all
thanks thank please ask who what which where how no not nobody everybody team colleagues subject
until now then there here just only also because well done good great big some every each once
credit hats questions morning friends folks everyone kudos shout congratulations let don't did do
say
"""
NO_NAME = frozenset(_NO_NAME.split())
THANKS = re.compile(
    r"(?:\b(?:i|we)(?:'m|'d| am| are| would| want| wanted| wish| should| just| really| must| also| "
    r"like| to| do| can only| very| so| sincerely| deeply| truly| all| express| our| my| owe| most)* )?"
    r"(?:many |a (?:big|huge|thousand|warm|heartfelt|special) |very |so |deeply |truly |much |"
    r"warmest |heartfelt |sincere )*"
    r"\b(?:thank(?:s|ful)?(?: you)?|thank you|thx|tnx|ty|cheers|grateful|gratitude|appreciat\w+|obliged|"
    r"owe (?:you|u)(?: one)?|indebted)\b(?: (?:you|u|so much|very much|a lot|a million|again|all|to you|"
    r"heartily|kindly|from the heart|with all (?:my|the) heart|sincerely))*"
)
GLAD = re.compile(
    r"\b(?:i|we)? ?congratulate(?: (?:you|heartily|warmly|sincerely|very warm(?:ly)?|"
    r"from (?:the|my) heart|with all my heart))*|\bwell done\b|"
    r"(?:(?:my|our|many|most|warm(?:est)?|heartfelt|hearty|big|sincere|huge) )*\b(?:congrat\w*|grats)\b"
)
LASTING = re.compile(
    rf"\b(?:for |until |till |up to |after |we do it |the next |for the next |within )*(?:the (?:next |first )?)?{NUMBER}"
    r" (?:\w+ )?(?:rounds?|times|sprints?|shifts?|bakes|trips?|mondays|tuesdays|wednesdays|thursdays|"
    r"fridays|saturdays|sundays|games?|rehearsals?|orders?|deliveries|meetings?|issues|editions?|runs?|"
    r"candidates|fairs?|market days|weekends?|visits?|cases|tours?|nights?|days?|seasons?)\b"
    r"|\b(?:until|till|up to) (?:the )?[\w' ]{3,30}"
)
FEW = 6  # maximum number of words of a clause that is shown whole


def _first(pattern: re.Pattern[str]) -> Narrowing:
    def narrowed(unit: Unit) -> tuple[Place, ...]:
        return tuple(m.span() for m in pattern.finditer(unit.text) if m.group().strip())[:1]

    return narrowed


def _names(unit: Unit) -> tuple[Place, ...]:
    found = []
    for match in NAMES.finditer(unit.cased):
        start, end = match.span()
        words = match.group().split()
        while words and words[0].lower() in NO_NAME:
            start += len(words[0]) + 1
            words = words[1:]
        if words and start < end:
            found.append((start, end))
    return tuple(found)


def _vague(unit: Unit) -> tuple[Place, ...]:
    free = [m.span() for m in SIGNS["soon-free"].finditer(unit.text)]
    found = (m.span() for m in SIGNS["vague-time"].finditer(unit.text))
    return tuple((a, b) for a, b in found if not any(s <= a and b <= e for s, e in free))


def _lasting(unit: Unit) -> tuple[Place, ...]:
    if len(unit.text.split()) <= FEW:
        return ()
    return tuple(m.span() for m in LASTING.finditer(unit.text))[:1] or dates(unit.text)


NARROWINGS: Mapping[str, Narrowing] = {
    "by-when": lambda unit: dates(unit.text),
    "new-date": lambda unit: dates(unit.text),
    "trial": _lasting,
    "vague-time": _vague,
    "name": _names,
    "thanks": _first(THANKS),
    "glad": _first(GLAD),
}
