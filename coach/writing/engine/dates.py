"""Apply the date test (rule A6 of the guideline): find times that a reader can check."""

import re

from coach.writing.engine.judgement import Place

NUMBER = (
    r"(?:\d+(?:[.,]\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|twenty|thirty|forty|fifty|sixty|ninety|"
    r"twenty-\w+|thirty-\w+|half an?|a couple of)"
)
_DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|tue|tues|wed|thu|thurs|thur|fri|"
    r"sat)\b(?! (?:down|on|in|at|there|with|through|by))|today|tonight|tonite|tomorrow|tmrw|2moro)"
)
_MONTH = (
    r"(?:january|february|april|june|july|august|september|october|november|december|"
    r"(?<![a-z] )march(?! (?:to|up|in|into|over|with|on|past)\b)|jan|feb|apr|aug|sept?|oct|nov|dec|"
    r"(?:(?<=in )|(?<=of )|(?<=by )|(?<=until )|(?<=till )|(?<=before )|(?<=since )|(?<=mid-)|"
    r"(?<=from )|(?<=next )|(?<=this )|(?<=last )|(?<=end )|(?<=early )|(?<=late )|(?<=\d )|"
    r"(?<=\dth )|(?<=\dst )|(?<=\dnd )|(?<=\drd )|(?<=again in )|(?<=to )|(?<=for ))(?:may|march))"
)
_ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|(?:twenty-|thirty-)?(?:first|second|third|fourth|fifth|sixth|"
    r"seventh|eighth|ninth|tenth|eleventh|twelfth|fifteenth|twentieth|thirtieth))"
)
_CLOCK = (
    r"(?:\d{1,2}(?:[.:h]\d\d)?\s?(?:am|pm|a\.m\.?|p\.m\.?|o'clock|uhr)\b|\d{1,2}[:.]\d\d\b(?!\s?(?:%|"
    r"euros?|pounds|dollars|kg|m\b|per|million|km|cm))|noon|midday|midnight|"
    r"(?:half past|quarter (?:past|to)|half) (?:one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|\d{1,2})\b|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve) o'clock|(?:seven|eight|nine|six|five|ten) (?:thirty|fifteen)|first thing)"
)
_EVENT = (
    r"(?:easter|christmas|xmas|new year's (?:eve|day)|midsummer|pentecost|whitsun|ramadan|eid|"
    r"diwali|hanukkah|thanksgiving|halloween|advent|carnival|passover)"
)
_UNIT = (
    r"(?:hours?|hrs?|days?|weeks?|wks?|months?|fortnights?|minutes?|mins?|working days?|nights?)"
)
_PERIOD = (
    r"(?:this|next|the coming|coming|the following|all) (?:week|month|weekend|afternoon|evening|"
    r"morning|night)(?:'s)?"
)
_BASE = (
    rf"{_DAY}(?:'s)?",
    rf"(?:the )?(?:\d{{1,2}}|{_ORDINAL})(?: of)? {_MONTH}\b(?: (?:19|20)\d\d)?",
    rf"{_MONTH}\b (?:the )?(?:{_ORDINAL}|\d{{1,2}}\b)",
    r"\d{4}-\d\d-\d\d",
    r"\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d\b",
    r"\d{1,2}\.\d{1,2}\.(?=\s|$)",
    rf"(?:(?:mid-?|early|late|end of|the end of|beginning of|the beginning of|the middle of) ?)?{_MONTH}\b",
    r"(?:the )?\d{1,2}(?:st|nd|rd|th)\b(?! (?:floor|birthday|time|anniversary|century|year|edition|"
    r"grade|form|draft|chapter|page|attempt|street|place|round|row|call|version))",
    r"(?:(?:week|kw|calendar week) \d{1,2}|the week of)",
    r"(?:the )?end of (?:the |this |next )?(?:week|month|day|year|quarter|term|season|shift|afternoon)",
    r"(?:the )?(?:beginning|start|middle) of (?:the |this |next )(?:week|month)",
    _CLOCK,
    _PERIOD,
    r"(?:over |at |on |after |before )?(?:the )?weekend",
    rf"{NUMBER} (?:more |full |working |other |whole |good )?{_UNIT}",
    rf"(?:a|another) {_UNIT}",
    rf"{NUMBER}-(?:hour|day|week|month)s?\b",
    _EVENT,
)
_TIME = "|".join(f"(?:{base})" for base in _BASE)
# how many such words may come before and after a time; without a limit, matching a row of them
# takes exponential time
SOME = "{0,6}"
_LEAD = (
    r"(?:(?:by|until|til|till|before|on|for|at|in|from|within|since|after|around|about|over|during|"
    r"no later than|not later than|latest|as of|every|each|this|next|last|the|coming|late|early|"
    r"up to|between|through|to|first thing|than|another|only|another|end of|the latest|"
    r"sometime|some time|mid|morning of) )" + SOME
)
_TAIL = (
    r"(?:,? ?(?:morning|afternoon|evening|night|noon|midday|lunchtime|lunch|at the latest|latest|"
    r"(?:in|on) the (?:morning|afternoon|evening)|next|this|coming|from now|"
    rf"(?:at|by|before|until|after|from|around|about|to|till|and|or|-|the|of|on|in)? ?(?:{_TIME})))"
    + SOME
)
DATE = re.compile(rf"(?<![\w-]){_LEAD}(?:{_TIME})(?!\w){_TAIL}(?!\w)")
PAST = re.compile(
    r"^(?:since|last|every|each)\b|\b(?:ago|last (?:week|month|year|night|spring|summer|autumn|"
    r"winter|\w+day)|yesterday|previously)\b"
)
VAGUE_IN = re.compile(r"\b(?:a few|several) $")  # what makes the time after it vague


def dates(low: str) -> tuple[Place, ...]:
    """Return the places of all times that pass the date test. ``low`` is in lower case."""
    found = []
    for match in DATE.finditer(low):
        start, end = match.span()
        while end > start and low[end - 1] in " ,-":
            end -= 1
        if not VAGUE_IN.search(low, max(0, start - 8), start):
            found.append((start, end))
    return tuple(found)
