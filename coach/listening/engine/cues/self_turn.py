"""Define cues of a self-turn: the reply turns the conversation to the learner."""

from coach.listening.engine.cues.cue import Cue

_PAST = (
    r"(?:was|were|had|got|went|did|lost|made|took|felt|found|worked|used to|left|told|said|came|"
    r"gave|spent|thought|sat|quit|ended|learned|learnt|waited|wrote|saw|kept|started|moved|ran|"
    r"knew|cried|stayed|wanted|tried|asked|once|never|almost|nearly|only|just|also|still|even|"
    r"finally|eventually|[a-z]{3,}ed)"
)

SELF = (
    Cue("happened-to-me", r"\b(?:(?:(?:exact|very )?same|similar)(?: \w+){0,3} (?:happened|with me|to me|here|at my|"
        r"in my|on my|as me|thing|boat|story|situation|problem|issue)|happened to (?:me|us)|i(?:'ve| "
        r"have|ve) (?:been there|had (?:the|that|a|this|one|my|three|two|it)|been through|lived|seen (?:this|that|it)|done)|been "
        r"there|me too|us too|snap\b|same here|join the club|i know (?:exactly )?(?:how|what) (?:that|"
        r"it|you|this)|i can relate|relate to|reminds me|that'?s (?:like|just like|exactly) (?:me|my|"
        r"when i|what)|i was in (?:the|that|a|exactly)|we had (?:the|a|that|one|this|exactly))\b"),
    Cue("same-here", r"(?:had|did|got|went through|saw|lost|seen) (?:the|a|that|exactly|just) (?:\w+ )?(?:same|like|similar|one)\b|"
        r"(?:the |exactly the |very )?same (?:thing )?(?:happened|with|at|in|for) (?:to )?(?:me|us|my|our|the)\b|"
        r"(?:did|had|got|went|lost|learnt|learned|spent|took|quit) (?:the|a|it|that|my|three|two|years?|months?)\b", "sentence"),
    Cue("opinion-plain", r"\b(?:personally|in my (?:humble |own )?(?:opinion|view|book)|imho|if you ask me|speaking for myself|that'?s "
        r"(?:my (?:own )?(?:view|opinion)|how i see it)|me personally|i (?:could|would|'d) never|i'?d never|i never (?:could|would|sign)|"
        r"(?:as for|for) me,|me,? i(?:'d)?|, me\b|i find (?:nothing|it|that))"),
    Cue("relative", r"\bmy (?:own )?(?:husband|wife|sister|brother|mother|father|mum|dad|uncle|aunt|cousin|son|daughter|gaffer|boss|"
        r"mate|partner|neighbour|old \w+|first \w+|last \w+)\b(?! ?,)"),
    Cue("when-i", r"\b(?:when|where|while|after|before|until|once|the day|the year|the time|last year|last "
        rf"(?:month|week|winter|summer|spring|autumn)),? (?:i|we|my|our) {_PAST}\b|\b(?:back )?(?:when i|in my (?:last|old|first|"
        r"previous|former|own|time|day|days|case|job|team|company|country|village|shop|twenties|thirties|first year)|at my "
        r"(?:last|old|first|previous|former|own|place|company|job)|on my (?:last|old|first|previous|"
        r"own|site|team)|i remember|i still remember|i recall|i'll never forget|never forget|in my experience|"
        r"my (?:own|old|first|last|previous|former) (?:boss|manager|job|team|company|client|project|"
        r"experience|father|mother|sister|brother|wife|husband|\w+))\b"),
    Cue("opinion", r"\b(?:personally|in my (?:humble )?opinion|imo|imho|if you ask me|for my part|as for "
        r"me|speaking for myself|to my mind|in my view|from my (?:experience|side|point)|my (?:own )?"
        r"(?:view|opinion|take|feeling|philosophy|rule|motto|experience|trick)|i (?:never|always|"
        r"hate|can'?t stand|love|don'?t believe|firmly|honestly (?:think|believe)|believe|find|tend|"
        r"usually|prefer|myself|couldn'?t|wouldn'?t|have always|'ve always|have never|'ve never)|"
        r"i'?m (?:the (?:type|kind|sort)|someone|a (?:person|big|great|firm)|one of|not (?:a|one))|"
        r"with me|for me|me,? i|i'?d (?:never|hate|have (?:quit|left|walked|been|lost|gone|told|"
        r"said|cried|screamed)))\b"),
    Cue("i-past", rf"\b(?:i|we) (?:\w+ly )?{_PAST}\b(?! (?:sorry|wondering|going to say|about to say|thinking)\b)"),
    Cue("my", r"\b(?:my|mine|our|myself)\b(?! (?:advice|suggestion|god|goodness|word|dear|friend|door|"
        r"pleasure|brother|guess|sympathy|condolences|heart|apologies)\b)", sure=False),
    Cue("i-now", r"\bi(?:'m| am|'ve| have|ve)\b(?! (?:sorry|here|hearing|listening|sure you|glad|happy to|"
        r"with you|wondering|curious|not sure|free|around|all ears|afraid|really sorry|so sorry|proud|impressed|"
        r"on your side|told|going to|heard|interested|in no|keen|getting))", sure=False),
    Cue("we-now", r"\b(?:we|us)\b", sure=False),
)  # fmt: skip

NO_SELF = (
    Cue("serving", r"\bi(?:'m| am|m)? (?:so |really |very |truly )?(?:sorry|hear|see|understand|wonder|"
        r"get it|get that|wondering|think you|guess|gather|sense|imagine|suppose|bet|hope|curious|glad|"
        r"can (?:see|hear|imagine|understand|tell)|'?ll|will|can|could|promise|"
        r"would love|'?d (?:like|love))\b"),
    Cue("my-formula", r"\bmy (?:advice|suggestion|god|goodness|word|dear|friend|door|guess|condolences|heart)\b"),
)  # fmt: skip
