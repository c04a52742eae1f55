"""Find sentences that only exclaim, such as “Oh no.” or “What a week!”. They ask for no action.

The sentence consists of listed calls, or fits one of two patterns. Any other word rules it out.
"""

import re
from collections.abc import Sequence

from coach.listening.engine.text.clauses import Clause, words

_CALLS = (
    "oh", "ah", "aah", "ahh", "aha", "aw", "aww", "ay", "eh", "er", "erm", "gosh", "god", "good god",
    "good grief", "good heavens", "good lord", "good gracious", "goodness", "goodness me",
    "my goodness", "gracious", "gee", "geez", "jeez", "heavens", "for heaven's sake",
    "for goodness sake", "for goodness' sake", "for god's sake", "ha", "hey", "hm", "hmm", "hmmm",
    "huh", "mm", "mmm", "no", "no no", "oh no", "no way", "not again", "not that again", "oof",
    "ooh", "oops", "ouch", "ow", "phew", "pooh", "really", "right", "ugh", "uh", "uh oh", "um",
    "well", "whoa", "wow", "yay", "yikes", "yes", "dear", "dear me", "dear god", "dear oh dear",
    "my", "my god", "my word", "damn", "damn it", "dammit", "hell", "bloody hell", "blimey",
    "crikey", "come on", "never", "you're joking", "you are joking", "you're kidding",
    "you are kidding", "seriously", "honestly", "unbelievable", "incredible", "amazing", "awful",
    "terrible", "brilliant", "nightmare", "typical", "poor you", "poor thing", "poor man",
    "poor woman", "bad luck", "hard luck", "tough luck", "good for you", "lucky you", "well done",
    "bravo", "congratulations", "congrats", "hooray", "hurray", "cheers", "so", "and", "but",
)  # fmt: skip
_CALLS_BY_LENGTH = {
    length: frozenset(call for call in _CALLS if call.count(" ") == length - 1)
    for length in {call.count(" ") + 1 for call in _CALLS}
}
# Examples: “What a week”, “what an awful thing”, “how frustrating”, “how very annoying”.
_WHAT_A = re.compile(r"(?:(?:oh|ah|wow|gosh|and|but|well) )*what an? \w+(?: \w+){0,2}")
_HOW = re.compile(r"(?:(?:oh|ah|wow|gosh|and|but|well) )*how (?:(?:very|really|utterly) )?\w+")


def exclaims(text: str) -> bool:
    """Return whether a plain sentence (see clauses.plain) only exclaims."""
    told = words(text)
    said = " ".join(told)
    return _only_calls(told) or any(form.fullmatch(said) for form in (_WHAT_A, _HOW))


def _only_calls(told: Sequence[str]) -> bool:
    """Return whether the words are a sequence of calls, such as “oh no, no way”.

    Each position is checked once, so the time is linear for any number of ways to split the words.
    """
    reached = {0} if told else set()
    for place in range(len(told)):
        if place in reached:
            reached |= {
                place + length
                for length, calls in _CALLS_BY_LENGTH.items()
                if " ".join(told[place : place + length]) in calls
            }
    return len(told) in reached


def exclaiming(sentences: Sequence[Clause]) -> frozenset[int]:
    """Return the numbers of the sentences that only exclaim. Questions never do."""
    return frozenset(s.sentence for s in sentences if not s.asked and exclaims(s.text))
