"""Signs of the parts and marks: patterns over clauses in lower case, by kind and name."""

DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|tomorrow"
MONTH = r"jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|august|sept(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
NUM = r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|half an?|a quarter of an"
DATE = (
    rf"\b(?:(?:by|until|till|before|on|for|at|in|from|the) )*(?:the )?(?:{DAY}|(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? )?(?:{MONTH})\b(?! i\b)|\d{{1,2}}(?:st|nd|rd|th)"
    rf"|week \d+|\d{{1,2}}(?:[.:]\d\d)? ?(?:am|pm|o'clock)|noon|midday|(?:the )?end of (?:the |next |this )?(?:week|month|year|july|june|march)"
    rf"|(?:this|next) (?:week|month|year|quarter)|(?:{NUM}) (?:hours|days|weeks|months)|easter|christmas)(?: (?:morning|evening|at \w+|by \w+|noon|midday))?"
)
VAGUE = (
    r"\bsoon\b(?! as you)|\bshortly\b|\basap\b|as soon as (?:possible|i (?:possibly )?can|we can)|in due course|at some point|\bsome ?time\b|one of these days"
    r"|in the near future|at a later stage|in the next (?:few )?(?:days|time|while|little while)|\blater\b"
)
PAST = r"(?:\w+ed|sent|forgot\w*|gave|put|took|told|lost|left|made|said|read|wrote|went|came|kept|found|rang|saw|drove|stayed|sat|did)"
WAY = (
    r"no (?:problem|worries|hard feelings|pressure)|(?:a|short) no (?:is|would)|say(?:ing)? no|if (?:not|you'd rather|you would rather|you prefer|it's too much|you can't|you cannot)"
    r"|perfectly (?:fine|all right)"
)
FREE = r"no need to|don't (?:have|need) to|no pressure|ignore|forget (?:it|this)|this is also fine|or do you prefer|if you (?:prefer|would rather|'d rather)|not at all|would it help"
SORRY = r"\b(?:sorry|apolog\w+|i regret|i wish i)\b"

PARTS = {
    "no": {
        "heard": [
            r"thank(?:s| you)? for (?:asking|thinking|the invitation|your invitation)",
            r"you (?:asked|need|want)",
            r"your request",
        ],
        "no": [
            r"\b(?:i|we) (?:can't|cannot|can not|won't|will not)",
            r"have to decline",
            r"rather not",
            r"i'm out",
            r"not this time",
            r"plan without me",
        ],
        "reason": [
            r"\bbecause\b",
            r"\bi(?:'ve been| stopped| promised| have)\b",
            r"our policy",
            r"\b(?:my|our|the) \w+ (?:is|are|has|have|needs?)\b",
        ],
        "instead": [
            r"\b(?:i|we) (?:could|can|'ll|will) (?!not)",
            r"i'll\b",
            r"\bask \w+",
            r"ask me again",
        ],
    },
    "request": {
        "ask": [
            r"\b(?:could|can|would|will|may) (?:you|i|we)\b",
            r"would like to ask",
            r"\bplease \w+",
        ],
        "reason": [
            r"\bbecause\b",
            r"so that",
            r"\b(?:needs?|wants?|wanted|is ill)\b",
            r"for (?:a|the) meeting",
        ],
        "why-you": [r"you (?:did|know|have|'ve|set|were)", r"you're the only one with"],
        "size": [
            rf"\b(?:{NUM}) (?:\w+ )?(?:minutes?|hours?|pages?|lines?|words?|days?|prices?|questions?)",
            r"is enough",
        ],
        "by-when": [DATE],
        "way-out": [WAY, r"i'll (?:ask|ring)"],
    },
    "offer": {
        "thing": [r"here(?:'s| is)", r"attach", r"there's a", r"i could\b", r"would it help"],
        "fit": [r"you (?:said|told|mentioned|wrote|asked|write)", r"since you"],
        "pinpoint": [r"page \d+", r"in short", r"an hour", r"\bon (?:\w+day)"],
        "source": [
            r"\bfrom \w+ at\b",
            r"we've used",
            r"i(?:'ve| have) (?:seen|tried|tested)",
            r"i haven't (?:tried|tested)",
            r"page",
            r"saw the",
        ],
        "free": [FREE],
    },
    "intro": {
        "who": [
            r"\b[A-Z]\w+ [A-Z]\w+,? (?:who )?(?:runs|is|builds|works|has)",
            r"my (?:neighbour|cousin|colleague|brother|sister|friend),? (?:a |an )?\w+",
        ],
        "aim": [r"(?:'d| would) like to", r"\bwants to\b", r"to compare|to ask\b"],
        "gain": [
            r"you (?:said|told|were looking|'re looking|are looking|couldn't)",
            r"(?:he|she) has the",
            r"you both",
        ],
        "permission": [
            r"(?:may|can|could|shall) i (?:give|connect|introduce|tell|pass|put|send)",
            r"would you (?:like|be open)",
        ],
        "both-sides": [
            r"haven't (?:told|mentioned)",
            r"(?:he|she) said yes",
            r"i'm asking (?:him|her) too",
            r"i've asked (?:him|her)",
            r"only if you agree",
            r"doesn't know your",
        ],
        "way-out": [WAY],
    },
    "back": {
        "gap": [
            r"\bit's been\b",
            r"long time",
            r"(?:haven't|have not) (?:written|been|talked|spoken|heard)",
            r"last (?:spoke|talked)",
            r"never (?:answered|thanked|wrote)",
            rf"\b(?:{NUM}) years",
        ],
        "memory": [r"you (?:once )?(?:told|taught|showed|said)"],
        "reason": [
            r"\b(?:today|yesterday|on monday)\b",
            r"i'm (?:looking|in your)",
            r"your name came up",
            r"i walked",
        ],
        "question": [
            r"(?:are|do|did|is|what|how|have|has|which|where)\b[^.!]*\b(?:you|your)\b[^.!]*\?",
            r"how did\b[^.!]*\?",
            r"what has become",
        ],
        "free": [FREE],
    },
    "warning": {
        "news": [
            r"(?:won't|will not|cannot|can't) (?:be|make|have|get|finish)",
            r"i need until",
            r"instead\b",
            r"later\b",
        ],
        "new-date": [DATE],
        "cause": [
            r"\bbecause\b",
            r"\b(?:the|my|a|our) [\w ]+ (?:broke|broken|failed|came with|is ill|is late|is missing)",
            r"i forgot",
        ],
        "partial": [
            r"i can (?:lend|bring|send|do|let)",
            r"the first (?:half|two|chapter)",
            r"works from",
        ],
        "choice": [r"\?\s*$", r"tell me if"],
        "own": [
            r"\b(?:i'm|i am|very|so)?\s*(?:sorry|apolog\w+)(?! for any| if)",
            r"my estimate",
            r"i should have",
        ],
    },
    "mistake": {
        "did": [
            rf"\b(?:i|we)(?:'ve| have| had)? (?:\w+ly )?{PAST}\b",
            r"\bi (?:didn't|did not|never|forget)\b",
            r"that was me",
        ],
        "regret": [rf"{SORRY}(?! if| you feel| for any)"],
        "effect": [
            r"\byou (?:\w+ )?(?:had|stood|were|lost|sat|waited|missed)\b",
            r"guests|extra work",
            r"what did it cost",
        ],
        "repair": [r"(?:i'll|we'll|i will|i've|i have) (?!be more)(?:\w+ )?\w+", r"the right one"],
        "change": [r"from (?:now|monday) on", r"from (?:now|monday)\b", r"i've set a"],
    },
    "follow-up": {
        "occasion": [
            r"\b(?:yesterday|this morning)\b",
            r"at the \w+ (?:fair|stand|meeting)",
            r"at the \w+",
            r"our call about",
            r"on \w+day",
        ],
        "heard": [r"you (?:said|told|mentioned|asked|want)"],
        "bring": [
            r"here(?:'s| is)|attached",
            r"i'll (?:send|ask|look)",
            r"is in the post",
            r"\w+ says\b",
        ],
        "next": [r"(?:may|could|can|shall) (?:i|we)\b", r"see you at", r"we talk about"],
        "way-out": [WAY, r"no need to"],
    },
    "thanks": {
        "thanks": [r"\bthank(?:s|ful)?\b|\bthx\b|cheers|grateful|appreciate|obliged|owe you"],
        "act": [r"for \w+ing\b", rf"\byou (?:\w+ )?{PAST}\b"],
        "effect": [r"the client|i could\b|i felt\b", r"\b(?:he|she|they|thirty \w+) \w+"],
        "quality": [
            r"you could have",
            r"nobody else",
            r"patient|careful",
            r"you did it",
            r"that was \w+ of you",
        ],
    },
    "credit": {
        "name": [
            r"@\w+",
            r"\b(?!The|This|That|Dear|Hello|Thanks|We|It|On|In|From|Since|Please|All)[A-Z][\w\u00c0-\u024f]+ (?:\w+ed|saw|wrote|rang|found|took|told)\b",
            r"(?:from|to|by|that) [A-Z][\w\u00c0-\u024f]+\b",
            r"(?<=[a-z,] )[A-Z][a-z\u00c0-\u024f]+ [A-Z][a-z\u00c0-\u024f]+",
        ],
        "act": [rf"\b[A-Z][\w\u00c0-\u024f]+ {PAST}\b", rf"\b(?:he|she|who) {PAST}\b"],
        "result": [
            r"the client|on time|instead of|no (?:new|broken)",
            r"\bwe (?:opened|called|saved)\b",
        ],
        "quality": [
            r"(?:in|on) (?:his|her|their) (?:first|second)",
            r"after (?:his|her) shift",
            r"none of us",
        ],
        "to-them": [
            r"\bask (?:him|her|them)\b",
            r"(?:she|he) (?:shows|can explain)",
            r"tell (?:him|her)",
        ],
    },
    "change": {
        "names": [
            r"promotion|new (?:role|job|position|premises)|retire\w*|moving|merger|becoming|being closed|head of|baby|redundan"
        ],
        "glad": [r"congrat\w*|happy for|\bglad\b|i'm sorry|sorry you|well deserved|\bnice\b"],
        "specific": [r"after (?:\w+ )?years", r"the way you", r"you started"],
        "question": [r"(?:what|which|how|who|where|did|have|will|do)\b[^.!]*\?"],
        "between": [r"(?:can|shall|do) (?:i|we)\b[^.!]*\?", r"from now on", r"your successor"],
    },
    "new-way": {
        "changed": [r"\bsince\b|\bnow\b|times\b"],
        "proposal": [
            r"i (?:could|would like to|propose|suggest)",
            r"could you|shall we|let's",
            r"from tomorrow",
            r"every (?:second )?\w+day",
        ],
        "their-say": [
            r"(?:would|does|is) (?:that|this|it)\b[^.!]*\?",
            r"what suits",
            r"ok for you",
            r"say if",
            r"name a time",
            r"another idea",
        ],
        "trial": [
            r"\b(?:until|till)\b[^.,!?]*",
            r"(?:for )?(?:two|three|four|six) weeks",
            r"again in \w+",
        ],
        "need": [r"\bi(?:'d)? (?:still )?need\b", r"\bstill by\b"],
    },
}
MARKS = {
    "if-sorry": [
        r"(?:sorry|apolog\w+|regret)[^.!?]*\b(?:if|any inconvenience)\b",
        r"sorry (?:that )?you feel",
        r"should this have",
    ],
    "but-sorry": [r"(?:sorry|apolog\w+|admit)[^.!?]*\b(?:but|however|though)\b"],
    "blame": [
        r"you (?:never|should have|keep|haven't|didn't)",
        r"(?:gave me|sent me) the wrong",
        r"crazy week|busy (?:week|time)",
    ],
    "no-doer": [
        r"error occurred|mistake happened|got (?:lost|mixed up)",
        r"(?:was|were|is being|has been|have been|will be) \w+ed\b",
    ],
    "grovel": [
        r"forgive",
        r"feel (?:so )?(?:terrible|awful)",
        r"ashamed",
        r"(?:couldn't|can't) sleep",
        r"worst",
        r"angry with me",
        r"mortified",
    ],
    "maybe": [
        r"\bi'll try",
        r"we'll see",
        r"let me think",
        r"might be difficult",
        r"should (?:still )?be (?:fine|ok)",
        r"fingers crossed",
        r"hopefully",
        r"maybe another",
    ],
    "vague-time": [
        r"\bsoon\b|\bshortly\b|\basap\b|as soon as possible|in due course|at some point|\bsome ?time\b|one of these days|a few days|\blater\b"
    ],
    "pressure": [
        r"\bjust (?:a|need|quickly)",
        r"\bquick(?:ly)?\b",
        r"\btiny\b",
        r"i know you(?:'re| are|'ve)[^.!?]*\b(?:but|lot)",
        r"in advance",
        r"counting on",
        r"last hope",
        r"won't mind",
        r"owe me",
        r"can't say no",
        r"takes no time|a sec\b",
    ],
    "hidden": [
        r"if you (?:ever|hear)",
        r"if your \w+ (?:ever )?(?:looks?|needs?)",
        r"it's a pity",
        r"just checking",
    ],
    "several": [r"please [^.!?\n]*\band (?:also )?\w+", r"\band (?:ask|send|show|put)\b"],
    "strings": [r"\breview\b|our offer|list of bidders|counting on", r"could we [^.!?]*\?"],
    "flattery": [
        r"as always|as usual|never fail",
        r"\bstar\b|superstar|legend|\bhero\b|genius|the best\b|amazing|visionary|brilliant|fantastic|one of a kind",
    ],
    "self": [r"\bwhen i was", r"i did that", r"as i had", r"i had asked", r"i was so"],
    "advice": [r"get yourself|don't \w+"],
    "empty": [
        r"hope (?:you|this|all|your)",
        r"just wanted to (?:reach|touch|check)",
        r"(?:i'm|i am|we are) writing to you today",
    ],
}
