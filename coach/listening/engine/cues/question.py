"""Define cues of open and closed questions, and of words that only look like a question."""

from coach.listening.engine.cues.cue import Cue

_AUX = (
    r"(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|shall|may|might|"
    r"don'?t|doesn'?t|didn'?t|isn'?t|aren'?t|wasn'?t|weren'?t|hasn'?t|haven'?t|can'?t|couldn'?t|"
    r"won'?t|wouldn'?t|shouldn'?t|mightn'?t|mustn'?t|oughtn'?t|needn'?t|am)"
)
_WHO = (
    r"(?:you|u|ya|they|he|she|it|we|i|there|that|this|these|those|anyone|anybody|someone|somebody|"
    r"everyone|nobody|the|your|ur|his|her|their|any|some|all|part|one|both|either)"
)
_WH = r"(?:what|wat|wot|how|why|whats|hows|whys|what's|how's|why's)"
_FACT = (
    r"(?:who|whose|whom|when|where|which|whos|wheres|whens|who's|when's|where's|since when|how "
    r"(?:long|many|much|often|old|far|big|soon|recently)|what (?:time|date|day|year|number|"
    r"percentage|version)|until when|by when)"
)

OPEN = (
    Cue("wh", rf"(?:in what way|{_WH})\b(?: exactly| else| then| specifically| \w+){{0,3}}? {_AUX} (?:not )?{_WHO}\b",
        "clause"),
    Cue("wh-made", rf"{_WH}(?: part(?: of (?:it|this|that))?| bit| exactly| else)?[, ]+(?:makes?|made|happens|happened|went|"
        r"goes|matters|worries|bothers|hurts|scares|would|is|was|are|were|do|does|did|has|have|will|can|could)\b(?!.*\b(?:is|was) )", "sentence"),
    Cue("wh-asked", rf"\b{_WH}\b[^?]*\?(?<!you know what\?)"),
    Cue("whats", r"(?:what'?s|whats|how'?s|hows|how come|what of|how so|in what way|why is|why do|"
        r"like what|such as|meaning what|what (?:is|was|are|were)|what kind|how (?:do|did|are|is|was|"
        r"were|would|has|have) )\b(?! the point\b)", "clause"),
    Cue("tell-me", r"\b(?:tell me(?! about it\b(?! (?:was|is|all|from)))|tell us|say (?:a (?:bit|little) |some |something "
        r"|any |)more|talk me|walk me|take me|run me|give me (?:an?|the) (?:\w+ )?(?:example|picture|sense|idea|"
        r"feel)|help me (?:understand|see|get|picture)|fill me in|describe|explain (?:to me|what|how|why)|"
        r"let me hear|share (?:more|a bit|what|with me)|elaborate|unpack|paint me|start from the (?:beginning|top)|i'?m (?:all ears|listening) )\b"),
    Cue("id-like", r"\b(?:i(?:'d| would|d| should)? (?:really |just |also |still |quite )?(?:like|love|want|be (?:keen|interested|"
        r"curious|glad)|wanna|care) to (?:hear|know|understand|learn|see (?:how|what))|i(?:'m| am|m) "
        r"(?:curious|wondering|interested|keen|trying to understand|not sure i (?:follow|understand)|asking)"
        r"|curious (?:what|how|why|about)|wondering (?:what|how|why|about)|wonder (?:what|how|why|which) "
        r"(?:you|your|it|that|this|would|is|was|part|makes|made|matters|hurts|the (?:hardest|worst))|interested "
        r"(?:in|to) (?:hear|what|how)|keen to (?:hear|know)|not clear (?:to me )?(?:what|how|why)|"
        r"you haven'?t (?:said|told)|i don'?t (?:yet )?know (?:what|how) (?:you|it))\b"),
    Cue("know-how", r"\bdo (?:you|u) (?:have any idea |know |see |understand )(?:what|how|why)\b"),
)  # fmt: skip

CLOSED = (
    Cue("inverted", rf"(?!don'?t (?:it|that|this|the|your|his|her|their|let|take|any|all|one|some)\b)"
        rf"{_AUX} (?:not )?{_WHO}\b", "clause"),
    Cue("suggesting", r"(?:why (?:not|don'?t|dont)|(?:what|how) (?:about|if|'bout|abt)|how would it be|"
        r"(?:have you |did you )?(?:ever|even|already) (?:thought|tried|considered|asked|spoken|talked|told)|"
        r"(?:thought|tried|considered) (?:of|about|asking|talking|telling|\w+ing)|any chance|(?:maybe|perhaps) (?:a|an|the) [^.?]*\?)\b", "clause"),
    Cue("tail", r"\w{3,},? (?:right|correct|yeah|innit|isn'?t it|is it|is that it|is that right|am i right|aren'?t "
        r"you|don'?t you|didn'?t (?:they|he|she)|or not|or what)\W*$"),
    Cue("inverted-any", rf"\b{_AUX} {_WHO}\b[^.?]*\?"),
    Cue("fact", rf"(?:and |so |but )?(?:for |to |by |from |with |at |in |on )?{_FACT}\b(?! (?:a|i) )"
        rf"[^,.]*?(?:\?|\b{_AUX} {_WHO}|$)", "sentence", sure=False),
    Cue("fact-asked", rf"\b{_FACT}\b[^?]*\?"),
    Cue("tag", rf"(?:,|\s-) ?(?:right|yes|no|correct|ok|okay|{_AUX} (?:you|they|he|she|it|we|i|that)|innit|is "
        rf"that (?:it|right|so)|or (?:not|is it|what|no)|yeah|eh|huh|na)\s*\?"),
    Cue("or", r"\bor (?:\w+ ){0,8}\w+\s*\?"),
    Cue("wonder-if", r"\b(?:i(?:'m| am|m|'d| was|)? ?(?:wonder|wondering|curious|asking|like to know|not "
        r"sure)|let me know|tell me) (?:if|whether)\b|\bdo you (?:know|think|feel|mean|want|need)\b"),
    Cue("bare", r"(?:is|are|was|were|does|did|has|would|could|can|will|should) (?:it |that |this |there )?(?:a|an|the|any|some|"
        r"your|his|her|their|one|anyone|someone|[a-z]+ [a-z]+)\b(?!.*[.!]$)", "sentence", sure=False),
    Cue("elliptical", r"(?:any|anything|anyone|still|ever|ready|sure|worried|scared|angry|upset|you|"
        r"ur|u|and you|so you|no chance|possible)\b[^?]*\?", "sentence", sure=False),
)  # fmt: skip

NO_QUESTION = (
    Cue("rhetorical", r"\b(?:who (?:does|do|did|would|even|in their|needs|cares|knows|wouldn'?t|asked (?:for|them|him)|says (?:that|a)|comes up|"
        r"sends|gives|puts|thinks of|runs|treats|makes)\b|(?:what|which) (?:sort|kind) of (?:a )?(?:\w+ )?(?:chairman|man|woman|person|boss|manager|company|people|place|firm|idiot)|"
        r"is (?:it|this|that) (?:a|some kind of|some sort of) joke|what "
        r"(?:else is new|is wrong with|the (?:hell|heck|fuck)|were they thinking|is it with|can you "
        r"(?:do|say)|do they expect|did they expect|planet|a (?:mess|joke))|isn'?t (?:that|it) (?:just |always |so )?(?:typical|"
        r"awful|ridiculous|amazing|great|wonderful|the way|how)|how (?:dare|hard can|is that even|could they|could he|could she|"
        r"many (?:times|years)\?|does one|could (?:anyone|anybody|you)\b(?! \w+ (?:tell|know))|do they (?:get|sleep)|on earth)|can you (?:believe|imagine)|would you believe|why (?:do|are|does) "
        r"(?:people|managers|they always|bosses|companies|clients|it always)|why bother|what'?s left is|do you know,|what'?s the "
        r"point|who needs|seriously\?|really\?|right\?!|you know\?|you know what\?|know what i mean|"
        r"guess what|isn'?t it\?!|what can (?:you|i|one) (?:do|say)|what do i know|am i right\?|"
        r"are they (?:mad|serious|joking|kidding|crazy)|is (?:he|she|it) (?:mad|serious|a joke)|are you kidding|"
        r"my (?:advice|view|opinion|suggestion|take)\?|the (?:result|answer|truth|problem|worst part|best part|solution)\?|"
        r"where (?:does|do) it end|when will they (?:ever )?learn)"),
    Cue("agreeing", r"(?:tell me about it(?! (?:all|from))|i know,? right|go on\W*$|mm+\b|uh[- ]huh|"
        r"you don'?t say|is that so|no way)", "sentence"),
    Cue("exclaimed", r"(?:what (?:a|an) |how (?:awful|terrible|horrible|annoying|sad|rude|unfair|lovely|"
        r"exciting|nice|cruel|typical|dreadful|disappointing|frustrating|wonderful)\b)", "sentence"),
    Cue("musing", r"\bi wonder (?:what|why|how|if|whether) (?:the |they|he|she|someone|people|anyone|"
        r"management|your (?:boss|manager|client))"),
)  # fmt: skip

WH_FIRST = Cue("wh-first", rf"\b{_WH}\b")
FACT_FIRST = Cue("fact-first", rf"\b{_FACT}\b")
