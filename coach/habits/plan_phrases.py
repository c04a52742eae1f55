"""Phrase a plan as one sentence: ``When the kettle boils, I read one page.``

Users type the cue with or without "When" and the act with or without "I"; so do other trackers and
older versions. The sentence contains each word once in all cases.
"""

import re

# a cue that begins with one of these words needs no "When"
OPENINGS = {"after", "at", "before", "by", "during", "each", "every", "first", "in", "on", "once",
            "right", "straight", "upon", "while"}  # fmt: skip
_WHEN = re.compile(r"(?:(?:when(?:ever)?|if)\b[\s,:]*)+", re.IGNORECASE)
_I = re.compile(r"I(?:\s+will|\s*[’']ll)?\s+(?=\S)", re.IGNORECASE)
_END = " \t.,;:"


def act(text: str) -> str:
    """Return the act as it follows "I": without its own subject and without a full stop."""
    bare = _I.sub("", text.strip(), count=1) if _I.match(text.strip()) else text.strip()
    bare = bare.rstrip(_END)
    word = bare.partition(" ")[0]
    is_plain = word[:1].isupper() and word[1:].islower()  # "Ask", but not "I" or "QA"
    return bare[:1].lower() + bare[1:] if is_plain else bare


def moment(text: str) -> tuple[str, str]:
    """Return the cue as its first word, capitalised, and the rest: ``("When", "I sit down")``."""
    bare = text.strip().rstrip(_END)
    if found := _WHEN.match(bare):
        bare = bare[found.end() :] or bare
    first, _, rest = bare.partition(" ")
    if rest and first.lower() in OPENINGS:
        return first.capitalize(), rest
    return "When", bare


def cue(text: str) -> str:
    """Return the cue as a phrase: ``When I sit down``, ``After lunch``."""
    return " ".join(moment(text))


def sentence(when: str, what: str) -> str:
    """Return the whole plan as a sentence: ``After lunch, I ask one question.``"""
    return f"{cue(when)}, I {act(what)}."
