"""Ask whether a line is about something that the person may not want to be written down.

It knows English only, finds whole words only, and never blocks.
"""

import re

TOPICS = {
    "health": r"ill|illness\w*|sick(?! of)|cancer\w*|tumou?r\w*|depress\w*|anxiety|burn-?out"
    r"|burned out|burnt out|pregnan\w*|miscarr\w*|surger\w*|diagnos\w*|therap(?:y|ist\w*)"
    r"|medication\w*|alcohol\w*|disab\w*|chemo\w*|rehab|hospitali[sz]ed|sick leave|adhd|autis\w*",
    "faith or politics": r"pray\w*|christians?|catholics?|muslims?|jewish|hindus?|buddhists?"
    r"|atheis\w*|religio\w*|votes? for|voted for|left-wing|right-wing|conservative party"
    r"|labour party|republicans?|democrats?",
    "love or family trouble": r"divorc\w*|affair|custody|broke up|break-?up|separated from"
    r"|gay|lesbian|bisexual|transgender|cheat(?:ed|ing) on",
    "money": r"debts?|bankrupt\w*|salar(?:y|ies)|overpaid|mortgage\w*|broke",
    "a judgement": r"lazy|stupid|arrogant|unreliable|useless|incompetent|idiot\w*|boring"
    r"|dishonest|selfish|a liar",
    "a confidence": r"in confidence|secrets?|secretly|confidential\w*|don[’']t tell|between us"
    r"|between you and me|off the record",
}
_TOPICS = [
    (topic, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE))
    for topic, words in TOPICS.items()
]


def delicate(line: str) -> str | None:
    """Return the first topic that a line may be about, in words, or None."""
    return next((topic for topic, pattern in _TOPICS if pattern.search(line)), None)
