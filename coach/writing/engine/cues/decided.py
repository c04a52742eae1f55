"""Define phrases that decide a label regardless of the weights, and marks that a part excludes.

A unit with one of NEAR_MISSES does not have the label.

Both come from the decided cases of the labelling guideline.
"""

import re
from collections.abc import Mapping

from coach.writing.engine.judgement import Verdict

_WAY_OUT = (
    r"\b(?:a |your )?(?:plain |short |simple |clear )?no (?:is|would be|will be) (?:perfectly |also |"
    r"absolutely |quite |just as )*(?:a )?(?:fine|ok|okay|all right|good)|\bno hard feelings\b|"
    r"\bno worries if\b|\bfeel free to say no\b|\byou (?:may|can) (?:well |simply |just )?say no\b"
)
_FREE = (
    r"\bno (?:need|obligation) to (?:answer|reply|write|respond)\b|\bno (?:answer|reply|response) "
    r"(?:is )?(?:needed|necessary|required|expected)\b|\bdon't feel you have to\b|^no pressure$"
)
_PHRASES = {
    ("change", "names"): r"\b(?:is|are) (?:going to close|to close|closing)\b",
    (
        "no",
        "no",
    ): r"\bwe(?:'ve| have)? (?:chosen?|picked|decided on|gone with) (?:another|a different)\b",
    ("request", "way-out"): _WAY_OUT,
    ("intro", "way-out"): _WAY_OUT,
    ("follow-up", "way-out"): f"{_WAY_OUT}|{_FREE}",
    ("offer", "free"): _FREE,
    ("back", "free"): _FREE,
    ("follow-up", "heard"): r"\bwhat stayed with me\b.{12,}",
    (
        "warning",
        "choice",
    ): r"^(?:does|would|will) (?:that|this|it|\w+day) (?:work|suit|do|be all right)\b|"
    r"\b(?:say so|tell me) if (?:that|it|this)(?:'s| is) too late\b",
    (
        "warning",
        "own",
    ): r"\bi(?:'m| am) (?:so |very |really |truly )*sorry(?! if| you feel| that you feel|, but)\b",
}
PHRASES: Mapping[tuple[str, str], re.Pattern[str]] = {
    key: re.compile(pattern) for key, pattern in _PHRASES.items()
}

_NEAR_MISSES = {
    ("request", "ask"): r"\bpick your brain\b",
    ("request", "why-you"): r"\bthe only (?:one|person) who can help\b",
    ("request", "size"): r"\b(?:a few|some|a) (?:minutes?|secs?|seconds?|moments?)\b(?!.*\d)",
    ("mistake", "regret"): r"\bsorry to (?:bother|trouble|disturb)\b",
    ("warning", "but-sorry"): r"\bsorry, but .{1,30}\b(?:won't|can't|cannot|will not)\b",
}
NEAR_MISSES: Mapping[tuple[str, str], re.Pattern[str]] = {
    key: re.compile(pattern) for key, pattern in _NEAR_MISSES.items()
}


def excused(kind: str, mark: str, parts: Mapping[str, Verdict], verdict: Verdict) -> bool:
    """Return whether a mark is a false positive.

    That is the case if the doer is named with the act, or if the words are a question about the
    work between the two people.
    """
    if kind == "credit" and mark == "no-doer":
        return parts["name"].sure == parts["act"].sure == "yes"
    if kind == "change" and mark == "strings":
        between = parts["between"].spans
        return all(any(a < e and s < b for s, e in between) for a, b in verdict.spans)
    return False
