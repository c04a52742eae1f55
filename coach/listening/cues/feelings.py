"""Words and idioms for how somebody at work may feel."""

import re
from collections.abc import Sequence
from functools import lru_cache

from coach.listening.text.span import Span

# Adjectives of a state. "Tough" or "awful" judge the situation and are left out.
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
# Nouns and verbs that name a feeling whoever has it is the speaker.
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

# “Lost” beside what was lost is a verb and no state: “lost an hour”, “two days lost”.
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


def _loses(text: str, start: int, end: int) -> bool:
    """Return whether a “lost” at this place has what was lost beside it."""
    if text[start:end] != "lost":
        return False
    before = max(0, start - 40)
    if _THING_BEFORE.search(text, before, start):
        return True
    return bool(_THING_AFTER.match(text, end)) and not _STATE_BEFORE.search(text, before, start)


@lru_cache(maxsize=256)
def _pattern(accepted: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted({*STATES, *NAMES}, key=len, reverse=True)
    plain = [re.escape(w).replace(r"\-", "[ -]?") for w in [*words, *accepted]]
    return re.compile(r"\b(?:" + "|".join([*IDIOMS, *plain]) + r")\b")


def worded(text: str, accepted: Sequence[str] = ()) -> tuple[Span, ...]:
    """Return where a plain text (see clauses.plain) has words for a feeling that are not about the
    writer: what the trained heads see."""
    kept = tuple(sorted(a.lower().replace("’", "'") for a in accepted))
    found = _pattern(kept).finditer(text)
    return tuple(
        Span(*m.span())
        for m in found
        if not _NOT_THEIRS.search(text, max(0, m.start() - 40), m.start())
    )


def named(text: str, accepted: Sequence[str] = ()) -> tuple[Span, ...]:
    """Return where a plain text names a feeling: its words for one, a thing lost being none."""
    return tuple(s for s in worded(text, accepted) if not _loses(text, s.start, s.end))
