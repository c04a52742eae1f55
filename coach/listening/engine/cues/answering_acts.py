"""Define cues of the acts that answer a speaker: commitments, apologies, joy, and rebuttals.

They are not among the inputs of the trained classifiers (see findings.GROUPS).
"""

from coach.listening.engine.cues.cue import Cue

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_HOUR = (
    r"(?:\d{1,2}(?:[.:]\d\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon)"
)
WHEN = (
    rf"(?:today|tonight|tomorrow|{_DAY}|this (?:week|afternoon|evening|morning|month)|next (?:week|"
    rf"month|{_DAY})|at (?:half |quarter |a quarter )?{_HOUR}|by (?:{_HOUR}|the \w+|then|noon)|from "
    r"(?:now|today|tomorrow|january|\w+day)|right (?:now|away)|straight away|at once|immediately|now|"
    r"within \w+ (?:hours?|days?|minutes?|weeks?)|in (?:\w+ ){1,2}(?:minutes?|hours?|days?)|"
    r"on the (?:first|\w+th|\w+rd|\w+nd|\d+\w\w)|on \w+day|until \w+|first thing|in the morning)"
)
_SOFT = r"(?:\w+ly |also |both |just |then |gladly |now |certainly |and |not |never |of course |be able to )*"
# what follows “I'll” without being something that one does about the matter
_EMPTY_VERBS = (
    r"(?:see (?:what|if|whether|how|you)|look (?:into|at)|have a (?:look|think)|think|try|consider|"
    r"do (?:my|our|what)|be (?:honest|frank|fair|here|there for|around|thinking|straight)|miss|bet|"
    r"hope|assume|guess|admit|say (?:this|that|it)|go through|repeat|read (?:it|that) back|sum|start by|"
    r"stop|listen|let you (?:go|finish)|take (?:that as|your word)|never forget|remember (?:that|this)|"
    r"believe|wait for|understand|know|feel|need|want|like|love|tell you (?:what|something|a)|get (?:back )?"
    r"(?:to it|on with)|play (?:it|that) back)\b"
)
_DOES = (
    r"(?:send|put|ring|call|phone|speak|talk|ask|tell|pay|bring|move|come|write|give|meet|book|order|"
    r"fix|check|start|take|deliver|e-?mail|mail|text|change|cancel|add|find|get|arrange|sit|go|make)"
)

COMMITS = (
    Cue("will", rf"\b(?:i|we)(?:'ll| will| shall|'m going to| am going to|'re going to| are going to|'m gonna| gonna) "
        rf"{_SOFT}(?!{_EMPTY_VERBS})[a-z]+"),
    Cue("will-look", rf"\b(?:i|we)(?:'ll| will) (?:look (?:into|at)|think about|see to|check) [^.?!]*?\b{WHEN}\b"),
    Cue("and-will", r"\b(?:i|we)(?:'ll| will) [^.?!]*?\band (?:then )?(?:tell|ring|call|send|write|let you know|come back)\b"),
    Cue("cannot", r"\b(?:i|we) (?:can't|cannot|can not|won't|will not|'m not able to|am not able to) (?!imagine|tell you how|"
        r"believe|say (?:how|what|that)|see (?:how|why|what|that|anything|it)|think|help (?:but|thinking|feeling)|wait|thank|"
        r"blame|stand|understand|argue|hear|get over|speak for|pretend|know|promise|remember|complain|judge|lie|deny)[a-z]+"),
    Cue("you-get", r"\byou(?:'ll| will| shall|ll) (?:also |both |always |definitely |then )*(?:have (?:it|an? (?:answer|call|reply|message|decision|date|yes|"
        r"no|number|line|word|list|copy|e-?mail)|the|them|that|this|those|these|my|our|all of it|one|lene|until)\b|get (?!there|over|through|used|better|the hang|it\b|on\b|your (?:chance|turn|revenge))|"
        r"hear (?:from|by|back|it|today|tomorrow)|receive|find it|be paid|know (?:by|on|before|today|tomorrow|when|within)|see it)"),
    Cue("grant", r"(?:^|[.;:] )(?:so |and |ok,? |okay,? |sure,? |of course,? |yes,? )*you (?:can|may) (?:have|take|use|borrow|keep|say that|go (?:in|on|home|to the)|"
        r"leave (?:at|early)|start (?:in|on)|move to|swap|come (?:in|back) (?:in|on)|do (?:it|the|that) (?:in|on|from))\b"),
    Cue("verdict", r"(?<!if )\b(?:it's|it is|that's|that is|this is|are|is) (?:a |an )?(?:clear |firm |definite |plain )?(?:yes|no)\b(?! (?:longer|more|one|"
        r"way|good|use|big|problem|need|doubt|wonder|secret|point|reason|idea|time|space|money|news|excuse|joke|fun)\b)|\b(?:my|the) answer is (?:yes|no)\b"),
    Cue("plain-yes", r"(?:^|[.!?] )(?:so |then |ok |okay )?(?:yes|no)[,:] (?:you can|i|we|cameras|june|lene|both|it|take|go ahead|of course|"
        r"the|that|from|not)\b"),
    Cue("doing", r"\b(?:i'm|i am|we're|we are) (?:already |just |now )*(?:sending|putting|moving|ringing|calling|booking|ordering|coming|"
        r"writing|bringing|taking|changing|paying|giving you|speaking to|meeting|fixing|shipping|cancelling|arranging|"
        r"going (?:to (?:the|see|his|her)|there|down|over))\b"),
    Cue("do-when", rf"\b(?:i|we) {_DOES} (?!about it)[^.?!]{{0,60}}?\b{WHEN}\b"),
    Cue("done", r"\b(?:i|we)(?:'ve| have) (?:just |already |now )(?:moved|sent|booked|ordered|asked|told|put|rung|called|changed|paid|"
        r"arranged|written|spoken|cancelled|informed|given|taken|signed|fixed)\b"),
    Cue("meet", rf"\blet'?s (?:meet|talk|speak|sit down|have a (?:call|talk|coffee|chat)|look at (?:it|this|that|them)|go through) "
        rf"[^.?!]{{0,40}}?\b{WHEN}\b"),
    Cue("from-now", r"\bfrom (?:today|now on|tomorrow|monday|next (?:week|month))\b[^.?!]*\b(?:goes?|says?|comes?|gets?|is|are|will|stays?)\b|"
        r"\bit won'?t happen again\b|\bthere(?:'ll| will) be no\b"),
    Cue("side", rf"\b(?:the|a|an|our|his|her|somebody|someone|your) [\w' ]{{2,40}}? (?:leaves|comes|ships|arrives|starts|stays?|rings|calls|"
        rf"(?:will|'ll) (?:be|come|ring|call|send|arrive)|is on (?:its|the) way|goes out) [^.?!]{{0,50}}?\b{WHEN}\b", sure=False),
)  # fmt: skip

OFFERS = (
    Cue("offer", r"\b(?:shall|should|can|could|may|do you want me to|want me to|would you like me to|would it help if|what if|"
        r"how about if|how would it be if) (?:i|we)\b|\b(?:do you want|would you like) (?:me|us) to\b"),
    Cue("if-wanted", r"\bif (?:you (?:want|like|wish|need|prefer)|that (?:helps|would help)|it (?:helps|would help))\b"),
    Cue("maybe", r"\b(?:maybe|perhaps|possibly|probably) (?:i|we)(?:'ll| will)\b"),
)  # fmt: skip

VAGUE = (
    Cue("vague", r"\b(?:leave (?:it|that|this) (?:with|to) me|i'?ll see what (?:i|we) can do|(?:we|i)(?:'ll| will) (?:\w+ly )?(?:look (?:into|at)|see|"
        r"think about|consider|try|do (?:my|our) best|be in touch|get back to you|keep (?:it|you|that) (?:in mind|posted|informed)|"
        r"sort (?:it|this|that) out|take care of (?:it|this|that)|pass (?:it|this|that) on|raise it)|consider it done|as soon as (?:possible|i can|we can)|"
        r"asap|we should (?:look|talk|see)|something can be done|you can count on (?:me|us)|i'm on it|we're (?:looking|working) (?:into|on))\b"),
)  # fmt: skip

APOLOGISES = (
    Cue("our-sorry", r"\bsorry (?:that|for|about) (?:we|i|our|my|us|the (?:delay|mistake|wrong|late|mess|trouble|wait|inconvenience))\b|"
        r"\bsorry for (?:not|sending|calling|moving|forgetting|making|keeping|what (?:we|i))\b"),
    Cue("fault", r"(?<!not )\b(?:my|our) (?:fault|mistake|error|bad|apologies|doing)\b|\b(?:i|we) (?:do |sincerely |really |must )*apologi[sz]e\b|"
        r"\bapologies (?:for|from)\b|\bplease (?:forgive|accept my)\b"),
    Cue("mine", r"\bthat(?: part| one| bit)? (?:is|was|'s) (?:mine|ours|on (?:me|us)|my (?:part|own))\b|\b(?:that|this|it) (?:was|is)(?: all)? (?:me|us)\b(?! (?:who|that))|"
        r"\b(?:i|we) take (?:the blame|responsibility|that on)\b|\bi own (?:that|this|it)\b|\bblame (?:is|lies) (?:mine|ours|with (?:me|us))\b"),
    Cue("should-have", r"\b(?:i|we) should(?:n't| not)? have (?!known|been (?:so )?(?:happy|glad))[a-z]+|\b(?:i|we) ought to have\b"),
    Cue("did-wrong", r"\b(?:i|we) (?:forgot|failed|messed (?:it |this |that )?up|got (?:it|that|this) wrong|let you down|made (?:a|the|that) mistake|"
        r"called it|didn't (?:ring|tell|call|warn|ask|check|let you know|inform|write|answer)|sent you the wrong)\b", sure=False),
    Cue("bare-sorry", r"\b(?:i'm|i am|we're|we are|im|am) (?:so |very |really |truly |terribly |deeply |extremely )*sorry\b|^(?:so |very )?sorry\b|\bsorry[.!]", sure=False),
)  # fmt: skip
NO_APOLOGY = (
    Cue("sympathy", r"\bsorry (?:to hear|you (?:see|feel|had|have|are|were|went|lost)|that you|for your|about your|if|, ?but|but|, ?(?:could|can|say|what|"
        r"would|did)|about (?:what happened to|her|him|the news))\b|\bsorry if\b|\bsorry, but\b|\bsorry, (?:say|can|could|what|did|would)\b"),
)  # fmt: skip

CELEBRATES = (
    Cue("congratulations", r"\b(?:congrat\w*|congrats|well done|bravo|hooray|hurray|hurrah|yay+|woo ?hoo|cheers to|hats off|kudos)\b"),
    Cue("so-glad", r"\b(?:i'm|i am|we're|we are|im|am) (?:so |really |very |truly |just |honestly )*(?:happy|glad|delighted|thrilled|pleased|proud|"
        r"over the moon|chuffed|excited)(?: for you| with you| of you| to hear| that| about|!|\.|,|$)(?! you (?:told|asked|said|came|rang|called|raised|"
        r"brought|shared|mentioned|felt able|trust|spoke|wrote|did ask))"),
    Cue("great-news", r"\b(?:great|wonderful|fantastic|brilliant|amazing|good|lovely|super|excellent|terrific|marvellous|best) "
        r"(?:news|job|work|result|achievement)\b|\b(?:that|this)(?:'s| is) (?:so |just |really |absolutely |simply )*(?:great|wonderful|fantastic|brilliant|"
        r"amazing|awesome|lovely|marvellous|excellent|superb|incredible)\b(?! but)"),
    Cue("deserved", r"\b(?:well deserved|you (?:really |so |all )?deserve(?:d)? (?:it|this|that)|you (?:did|made) it!|good for you)\b"),
    Cue("how-lovely", r"\b(?:what|how) (?:a |an )?(?:great|wonderful|lovely|fantastic|brilliant|beautiful|amazing)\b"),
    Cue("wow", r"\bwow\b|\b(?:you|your team|they) (?:passed|did it|won|got it)\b[^.?]*!|\bpoints!|\b(?:i )?love (?:it|that|this)!?"),
)  # fmt: skip
NO_JOY = (
    Cue("irony", r"\b(?:oh|well),? (?:great|wonderful|lovely|fantastic|brilliant)\b(?! news)"),
)

REBUTS = (
    Cue("not-true", r"\b(?:that|this|it)(?:'s| is|s) (?:simply |just |really |actually |not |honestly )*(?:not (?:true|right|correct|fair|quite (?:true|right|so|fair)|how it|"
        r"our (?:fault|problem|mistake|responsibility)|my (?:fault|problem)|what (?:i|we) (?:said|agreed|decided)|so simple|that simple)|wrong|unfair|nonsense|exaggerated)\b"),
    Cue("disagree", r"\b(?:i|we) (?:really |strongly |have to |must )*(?:disagree|don'?t agree|can'?t agree|beg to differ|don'?t accept|have to defend)\b"),
    Cue("defence", r"\b(?:to be fair(?: to)? (?:us|we|our|me|i)|in (?:our|my) (?:defen[cs]e)|with (?:all )?respect|you (?:have to|must|need to|should) (?:understand|see|realise|know) that (?:we|our|i|the|it))\b"),
    Cue("actually", r"\b(?:but |well,? |no,? )?(?:actually|in fact|in reality|as a matter of fact),? (?:we|our|it|the|you|that|i|nobody|they)\b"),
    Cue("our-good", r"\b(?:our|the|these) (?:machines|service|price|prices|quality|system|team|people|delivery|deliveries|product|support|software|company|figures|numbers) "
        r"(?:is|are|has|have|was|were|show|shows|speak|don't|doesn't|never) (?:\w+ )?(?:better|excellent|best|great|very|reliable|cheap|fair|competitive|worth|fine|easy|clear|good|clearly|"
        r"for themselves|lie|quick|fast|simple|always|much|among|that|a|not|the)\b"),
    Cue("we-always", r"\b(?:we (?:always|never|have always|have never|do|did)|i did) (?:send|sent|say|said|tell|told|deliver|delivered|inform|informed|promise|promised|check|checked|warn|warned|announce|announced|write|wrote|"
        r"have|had|answer|answered|come|came)\b"),
    Cue("your-fault", r"\byou (?:could|should|might) have (?:told|asked|checked|rung|called|read|said|written|ordered|looked|known)\b|\byou(?:'re| are) (?:wrong|mistaken|exaggerating|overreacting|"
        r"being unfair)\b|\byou (?:didn'?t|never) (?:tell|ask|say|ring|call|read|check|order|mention)\b"),
    Cue("it-was-said", r"\b(?:the|an?) (?:e-?mail|mail|note|message|memo|notice|letter) (?:was|went|had been) (?:sent|out)\b|\bit(?:'s| is| was)(?: all)? in the (?:contract|folder|manual|e-?mail|newsletter|"
        r"minutes|agreement|terms)\b"),
    Cue("yes-but", r"\b(?:yes|okay|ok|sure|right|true),? but (?:we|our|it|the|you|that|i|this|they|there)\b(?!'ll| will)"),
    Cue("hear-but", r"\bi (?:do )?(?:hear|understand|see|get|know)\b[^.?!]{0,60}, but (?:we (?!can|will|have until)|our|it|the|you|that|this|there|nobody|everybody|diesel|vans)\b(?!'ll)"),
    Cue("not-us", r"\b(?:it|that) (?:wasn't|isn't|was not|is not) (?:us|me|our|my|the (?:pump|system|machine|software|team)(?:'s)?)\b|\bnot our (?:fault|problem|job|responsibility)\b|"
        r"\bnobody else (?:has )?complain\w*"),
    Cue("cheap-talk", r"\b(?:cheaper|nine percent|the price) (?:is nothing|isn't (?:much|everything)|pays|pays for itself|is worth)\b|\byou get what you pay for\b|\bpays for itself\b"),
)  # fmt: skip

GROUPS = {
    "commits": COMMITS, "offers": OFFERS, "vague": VAGUE, "apologises": APOLOGISES,
    "no-apology": NO_APOLOGY, "celebrates": CELEBRATES, "no-joy": NO_JOY, "rebuts": REBUTS,
}  # fmt: skip
