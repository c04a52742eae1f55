"""Find words and idioms for the feelings of a person at work."""

import re
from collections.abc import Sequence
from functools import cache

from coach.listening.engine.cues import subjects
from coach.listening.engine.text.clauses import Span

# Adjectives of a state. "Tough" or "awful" judge the situation and are not included.
_STATES = """
afraid aggravated agitated alone ambivalent angry anguished annoyed anxious apprehensive ashamed
baffled betrayed bewildered bitter blamed blindsided bored bothered bruised bummed burdened
burnt-out bypassed caught-out chuffed conflicted confused content cornered cross crushed
deflated dejected delighted demoralised demoralized demotivated depressed desperate despondent
devastated disappointed disbelieved discouraged disgusted disheartened disillusioned dismayed
dismissed disrespected distraught distressed disturbed doubtful down drained dreading ecstatic
embarrassed embittered empty enraged enthusiastic envious exasperated excited excluded exhausted
exposed fearful flattened foolish forgotten frazzled frightened frustrated fuming furious gloomy
glad grateful grieving guilty gutted happy heartbroken helpless hesitant homesick hopeful
hopeless humiliated hurt ignored impatient insecure insulted invisible irritated isolated
jealous jittery joyful let-down livid lonely lost mad miffed miserable mortified nervous numb
offended on-edge outraged overlooked overwhelmed overworked panicked panicky peeved perplexed
petrified pleased powerless pressured proud puzzled rattled regretful rejected relieved
reluctant remorseful resentful resigned restless sad scared scattered shaken shattered shocked
sidelined sickened sore sorrowful spent startled stressed stretched stuck sunk stung stunned
surprised suspicious tempted tense terrified thankful thrilled thwarted tired torn trapped
troubled unappreciated uncertain uncomfortable undecided undermined underestimated undervalued
uneasy unhappy unheard unimportant unloved unnerved unsafe unseen unsettled unsupported unsure
unwanted upset used vexed vulnerable wary weary worn worried worthless wounded wrecked elated
unnoticed unacknowledged sickened disoriented hollow raw cheated robbed patronised patronized
belittled diminished displaced replaceable disposable wistful nostalgic bereft gobsmacked
knackered shattered cautious guarded sceptical skeptical stranded helpless
"""
STATES = _STATES.split()
# Nouns and verbs that name a feeling if the speaker has it.
_NAMES = """
anger anguish annoyance anxiety bitterness confusion despair disappointment discouragement dread
embarrassment exasperation exhaustion fear frustration fury grief guilt happiness heartbreak
helplessness hope humiliation hurt irritation jealousy joy loneliness loss outrage panic pride
regret relief resentment sadness shame shock sorrow stress sting unease worry worries dreading
doubts excitement gratitude longing mistrust
"""
NAMES = _NAMES.split()
IDIOMS = (
    r"running on (?:empty|fumes)", r"at (?:the|your) (?:end|limit)", r"end of your (?:rope|tether)",
    r"fed up", r"worn (?:out|down)", r"burn(?:ed|t)[ -]?out", r"let down", r"left out",
    r"left behind", r"put (?:out|down|upon)", r"in two minds", r"two minds", r"on edge",
    r"(?:pulled|torn) (?:both ways|in two|between|apart)", r"heavy heart", r"gut[- ]?punch",
    r"kick in the (?:teeth|stomach|guts)", r"punch in the (?:stomach|gut)", r"slap in the face",
    r"weigh(?:s|ing|ed)? (?:on|heavily|you down)", r"(?:weight|load) (?:on|off) your",
    r"eat(?:s|ing)? (?:at|away at) you", r"eating you", r"gnaw(?:s|ing) at you",
    r"get(?:s|ting)? (?:to|under) you(?:r skin)?", r"got to you", r"gets? you down",
    r"you (?:\w+ )?(?:miss|dread|fear|regret|resent|hate|love|loved|hated|trusted|enjoy|mind) ",
    r"you(?:'re| are) (?:missing|dreading|fearing|regretting|doubting)",
    r"(?:that|it|this) (?:\w+ ){0,2}(?:hurts?|stings?|stung|scares|worries|bothers|annoys|upsets|"
    r"frustrates|haunts|grates|rankles|hit you|knocked you|shook you|threw you|nags|niggles)",
    r"(?:scares|worries|bothers|annoys|upsets|frustrates|haunts|frightens|angers|hurts|stings|"
    r"irritates|unsettles|shook|rattles|rattled|hurt|scared|bothered|annoyed|upset) you",
    r"sick (?:of|and tired|to)", r"had enough", r"taken for granted", r"out of (?:your )?depth",
    r"(?:stomach|heart) (?:in|sank|drops?|dropped|turns?|churn\w*)", r"lose sleep", r"losing sleep",
    r"not sleeping", r"can'?t sleep", r"nerve-?wracking", r"frustrating", r"infuriating",
    r"exhausting", r"humiliating", r"disheartening", r"demoralising", r"demoralizing", r"maddening",
    r"heart-?breaking", r"scary", r"terrifying", r"upsetting", r"annoying", r"disappointing",
    r"galling", r"unsettling", r"embarrassing", r"hurtful", r"hurting", r"draining", r"stressful",
    r"soul[- ]destroying", r"lonely", r"worrying", r"bittersweet", r"pissed(?: off)?",
    r"hacked off", r"cheesed off", r"brassed off", r"ticked off", r"over the moon",
    r"walking on eggshells",
    r"hung out to dry", r"thrown under the bus",
    r"made to (?:look|feel) (?:a fool|stupid|small)",
    r"feel(?:ing)? (?:small|stupid|bad|low|awful|terrible|rotten|sick|like a fool)",
    r"mixed (?:feelings|emotions)", r"lost (?:heart|faith|confidence)", r"at a loss",
    r"on your own",
    r"stuck (?:between|in)", r"caught between", r"sold out", r"taken aback", r"beside yourself",
)  # fmt: skip
_NOT_THEIRS = re.compile(
    r"(?:\bi(?:'m| am|m)|\bi (?:was|feel|felt|get|got)|\bi'd be|\bmade me|\bmakes me) "
    r"(?:\w+ ){0,3}$"
    r"|\b(?:don'?t|do not|no need to|not to) (?:be |worry|feel |get )?(?:\w+ )?$"
)

_WRITER = re.compile(r"\b(?:i|i've|i'd|we)(?: \w+)? $")

# “Lost” next to the lost thing is a verb and not a state: “lost an hour”, “two days lost”.
_MEASURE = (
    r"(?:minutes?|hours?|days?|weeks?|months?|quarters?|years?|mornings?|afternoons?|evenings?|"
    r"nights?|weekends?|shifts?|time|money|work|sales?|orders?|customers?|contracts?)"
)
_THING_AFTER = re.compile(
    r" (?:an?|the|my|your|his|her|our|their|its|it|him|them|this|that|these|those|any|some|all|"
    r"half|\d+|two|three|four|five|six|seven|eight|nine|ten|twenty|hundreds?|thousands?|"
    rf"{_MEASURE})\b"
)
_THING_BEFORE = re.compile(rf"\b{_MEASURE}(?: (?:is|are|was|were|got))? $")
_STATE_BEFORE = re.compile(
    r"(?:'re|\b(?:are|were|be|been|feel\w*|felt|look\w*|seem\w*|sound\w*))(?: \w+)? $"
)
_DOWN_TO = re.compile(r" (?:to|on|for|by|at|in|from|the|there|here|\w+ per)\b")
_ON_SHOULDERS = re.compile(r" (?:\w+ )?(?:shoulders|back|mind|chest)\b")
_USED_TO = re.compile(r" to\b")

# What the speaker is said to feel after a verb of feeling: “felt left alone”.
_DEGREES = (
    r"(?: (?:so|very|quite|rather|really|pretty|just|too|more|a bit|a little|like|as if|as though|"
    r"kind of|sort of|you were|you'd been|you had been|\w+ly))*"
)
_FELT = re.compile(
    rf"\b(?:feel|feels|feeling|felt){_DEGREES} (?P<what>"
    r"(?:left|let|put|made|passed|shown|shut|pushed|kept|taken|brushed|talked|spoken|walked|hung|cut|"
    r"closed|weighed|worn|held|locked|fobbed|looked|caught|dropped|written|treated|pulled|thrown) "
    r"(?:to look |to feel )?(?:alone|out(?: of (?:it|the loop))?|down|over|up|aside|behind|away|off|"
    r"back|in the dark|in the middle|for granted|for a fool|advantage of|upon|through|stupid|small|"
    r"foolish|unfairly|badly|like a \w+)|out of (?:the loop|your depth|place)|alone|"
    r"on your own|like a (?:fool|failure|fraud|child|nobody))\b"
)
# Idioms that are not among the classifiers' features, because they were added later.
_LATER = re.compile(
    r"\b(?:knot in (?:your|the) stomach|lump in (?:your|the) throat|sick at heart|left alone|"
    r"shown up in front of)\b"
)
# A link between the speaker and a state. After it, a word for a state certainly names a feeling.
_LINKED = re.compile(
    r"(?:\byou(?:'re|'ve been| are| were| have been| had been| must be| must have been| might be| "
    r"may be| could be| would be| get| got| feel| felt| sound| seem| look| came away| walked away)|"
    r"\b(?:feel|feels|felt|feeling|sounds?|sounded|seems?|seemed|looks?|leaves? you|left you|"
    r"makes? you(?: feel)?|made you(?: feel)?|part of you is|must be|must have been))"
    rf"{_DEGREES}(?: (?:not|both|also|still|all|now|\w+,?(?: and| or)|\w+,))* $"
)
_SITUATION = re.compile(
    r"\b(?:that|it|this|which)(?:'s|'d be| is| was| must be| must have been| can be| would be| has "
    rf"been){_DEGREES} $"
)
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:your|sense of|bit of|lot of|feel|feeling|hear|hearing|hear the|sense|sensing|some|"
    r"there is|it is)|\b(?:there|it)'s(?: the)?)(?: \w+)? $"
)
_NOT_SO = re.compile(r"(?:\b(?:not|no|never|nothing)|n't)(?: \w+){0,3} $")
_LEAVE_ALONE = re.compile(r"\b(?:leaves?|let) you alone\b")
_SELF_STANDING = re.compile(r"(?:^|[.!?;:])[\s\"']*(?:so |and |also |still )?$")
_TO_YOU = re.compile(r" you\b")
_FOR_YOU = re.compile(r" (?:for|of) (?:you|your|him|her|them)\b")
_YOU_FEEL = re.compile(
    r"\byou (?:\w+ )?(?:miss|dread|fear|regret|resent|hate|hated) |\byou(?:'re| are) | (?:at|to) you\b"
    r"|(?<!^)\byou$"
)
_STOP = re.compile(r"[,.;!?]|$")
_VERB_FIRST = re.compile(r"(?:that|it|this|feel)\b")
# Words with many other meanings. They count only if a link makes them certain.
_WEAK = frozenset(("down", "used", "spent", "content", "empty", "lost"))
_NAME = frozenset(NAMES)


def _loses(text: str, start: int, end: int) -> bool:
    """Return whether a word at this place is not meant as a feeling.

    A “lost” is next to the lost thing, a “used” or “spent” has an object, or a “down” or “load” is
    literal.
    """
    word = text[start:end]
    if word == "down":
        return bool(_DOWN_TO.match(text, end))
    if word.startswith(("load on", "weight on")):
        return not _ON_SHOULDERS.match(text, end)
    if word in ("used", "spent"):
        follows = _USED_TO.match(text, end) or _THING_AFTER.match(text, end)
        return bool(follows) and not _STATE_BEFORE.search(text, max(0, start - 40), start)
    if word != "lost":
        return False
    before = max(0, start - 40)
    if _THING_BEFORE.search(text, before, start):
        return True
    return bool(_THING_AFTER.match(text, end)) and not _STATE_BEFORE.search(text, before, start)


@cache  # the accepted words are a message's: the course has a fixed number of them
def _pattern(accepted: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted({*STATES, *NAMES}, key=len, reverse=True)
    plain = [re.escape(w).replace(r"\-", "[ -]?") for w in [*words, *accepted]]
    return re.compile(r"\b(?:" + "|".join([*IDIOMS, *plain]) + r")\b")


def worded(text: str, accepted: Sequence[str] = ()) -> tuple[Span, ...]:
    """Return the spans of feeling words that are not about the writer.

    ``text`` is plain (see clauses.plain). The trained classifiers use these spans.
    """
    kept = tuple(sorted(a.lower().replace("’", "'") for a in accepted))
    found = _pattern(kept).finditer(text)
    return tuple(
        Span(*m.span())
        for m in found
        if not _NOT_THEIRS.search(text, max(0, m.start() - 40), m.start())
    )


def named(text: str, accepted: Sequence[str] = ()) -> tuple[Span, ...]:
    """Return the spans that name a feeling of the speaker, in order.

    They are feeling words that are not said of a thing, and the words after a verb of feeling.
    ``text`` is plain.
    """
    kept = {word.lower().replace("’", "'") for word in accepted}
    found = [
        s
        for s in worded(text, accepted)
        if not _loses(text, s.start, s.end)
        and not _of_a_thing(text, s)
        and (text[s.start : s.end] in kept or not subjects.a_deed(text, s.start, s.end))
    ]
    felt = _felt(text)
    apart = [s for s in found if not any(f.start <= s.start and s.end <= f.end for f in felt)]
    strong = [s for s in apart if text[s.start : s.end] not in _WEAK or _sure(text, s)]
    return tuple(sorted({*strong, *felt}, key=lambda s: s.start))


def _felt(text: str) -> list[Span]:
    """Return what the speaker is said to feel: the words after a verb of feeling, or an idiom."""
    found = [(m.start(), Span(*m.span("what"))) for m in _FELT.finditer(text)]
    found += [(m.start(), Span(*m.span())) for m in _LATER.finditer(text)]
    return [
        span
        for start, span in found
        if not _WRITER.search(text, max(0, start - 20), start)
        and not _NOT_THEIRS.search(text, max(0, start - 40), start)
    ]


def _of_a_thing(text: str, span: Span) -> bool:
    words = text[span.start : span.end]
    if words in _NAME or "you" in words or words.endswith("ing"):
        return False
    return subjects.of_a_thing(text, span.start, span.end)


def surely(text: str, places: Sequence[Span]) -> tuple[Span, ...]:
    """Return those spans from ``named`` that are certain.

    A verb of feeling or a form of “to be” links the word to the speaker.
    """
    return tuple(s for s in places if _sure(text, s))


def _sure(text: str, span: Span) -> bool:
    words = text[span.start : span.end]
    start = max(0, span.start - 60)
    if _NOT_SO.search(text, start, span.start) or _LEAVE_ALONE.search(text, start, span.end):
        return False
    if _YOU_FEEL.search(words) or _TO_YOU.match(text, span.end):
        return True
    if words in _NAME and _NOUN_BEFORE.search(text, start, span.start):
        return True
    if _VERB_FIRST.match(words) or _LINKED.search(text, start, span.start):
        return True
    if words.endswith("ing") and _SITUATION.search(text, start, span.start):
        return True
    if words.startswith("you ") or (words in _WEAK and not _STOP.match(text, span.end)):
        return False
    alone = _SELF_STANDING.search(text[: span.start])
    return bool(alone) and not _FOR_YOU.match(text, span.end)
