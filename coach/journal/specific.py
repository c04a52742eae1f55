"""Decide whether words of thanks are specific, or would fit anyone.

The rule is a count, which the page explains to the user: stock phrases, praise and small words are
removed, and a text with fewer than three remaining words is not specific. It knows English only,
and the user can overrule it.
"""

import re

FEWEST = 3
_STOCK = (
    r"thank(?:s| you)(?: so much| very much| a lot| again)?(?: to you)? for (?:everything|all|what)"
    r"(?: of)?(?: you(?:'ve| have)? (?:do|did|done))?(?: for (?:me|us))?",
    r"(?:i|we) (?:could|would) ?n(?:o|')t have (?:done|made|managed) (?:it|this) without you",
    r"what would (?:i|we) do without you",
    r"(?:i|we)(?:'d| would) be lost without you",
    r"keep (?:it up|up the (?:good|great) work)",
    r"(?:i|we) (?:really |truly )?appreciate (?:it|you|your (?:help|support|work|time|efforts?))",
    r"you(?:'re| are) (?:a star|the best|a legend|a hero)",
    r"it means? (?:a lot|so much|the world)(?: to (?:me|us))?",
)
_PRAISE = (
    "amazing appreciate appreciated appreciation awesome brilliant excellent extraordinary "
    "fantastic fabulous good grateful gratitude great helpful incredible kind lovely marvellous "
    "nice outstanding perfect star super superb terrific thankful wonderful"
)
_LABOUR = "dedication effort efforts hard help helped helping job support supported work working"
_SMALL = (
    "a about all also always an and are as at be been but by can cheers could did do does doing "
    "done for from ever every everyone everything gave give had hand has have he her him his how "
    "i i'm i've in is it it's its just lot made make makes me more much my never of on once or our "
    "out really she so some such team thank thanks that that's the their them there these they "
    "things this those to too truly us very was we we're were what when which while who will with "
    "would you you're you've your yours"
)
_STOCK_PATTERN = re.compile("|".join(rf"\b{phrase}\b" for phrase in _STOCK))
_PASSED_OVER = frozenset(f"{_PRAISE} {_LABOUR} {_SMALL}".split())
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


def left(text: str) -> tuple[str, ...]:
    """Return the words that remain without stock phrases, praise and small words."""
    plain = " ".join(text.lower().replace("’", "'").split())
    words = _WORD.findall(_STOCK_PATTERN.sub(" ", plain))
    return tuple(word for word in words if word not in _PASSED_OVER)


def fits_anyone(text: str) -> bool:
    """Return whether fewer than ``FEWEST`` specific words remain. An empty text returns False."""
    return bool(text.strip()) and len(left(text)) < FEWEST
