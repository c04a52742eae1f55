"""Define cues of the acts of listening, questions and reflection, and of what only looks like them."""

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


_YOU = r"(?:you|u|ya|youse|y'all)"
_THINGS = r"(?:a (?:plan|good|great|bad|nice|lovely|fair|challenge|deal|win|lot of (?:work|fun)|mess|nightmare|joke|dream|scam|typical)|good|great|fine|like a plan|fun|fair|lovely|nice|amazing|awesome|brilliant|awful|terrible|horrible|right|about right|familiar|typical|crazy|mad|tough|rough|hard|stupid|ridiculous|bad|weird|complicated|interesting|promising|dodgy|illegal)"  # fmt: skip

REFLECTION = (
    Cue("sounds", rf"\b(?:(?:it|that|this|which|you|all this|what you|i) )?(?:sounds?|sounded|seems?|"
        rf"seemed|looks?|feels|reads|comes across|strikes me)(?: to me| almost| more| very much| as| "
        rf"rather| really)* (?:like|as if|as though|that|to be|you|your|it|they|there|he|she|the|what|"
        rf"part)\b(?! {_THINGS}\b)(?! me\b)(?! my\b)"),
    Cue("sounds-feeling", rf"\b(?:you|it|that|this) (?:sound|sounds|seem|seems|look)(?: \w+){{0,2}} (?!{_THINGS}\b)"
        r"[a-z]+(?:ed|ing|ful|less|n|ious|y|t|ry|ty|red|sed|d)\b"),
    Cue("hearing", r"\b(?:what i'?m (?:hearing|getting|picking up|taking)|what i (?:hear|understand|get|"
        r"take|heard)|i(?:'m| am)? (?:hear|hearing|gather|sense|sensing|picking up|take it|can hear|"
        r"can tell|get the (?:sense|feeling|impression)|understand (?:that|you)|understand from|notice)"
        r"|i hear (?:you saying|that|how|a|the)|if i (?:hear|understand|got|get|heard|understood|have)"
        r"(?: you)?(?: right| correctly| it)?|am i (?:right|hearing|getting)|have i got (?:that|this|it)|"
        r"did i (?:get|hear|understand)|let me (?:see if|check (?:i|that i|if)|make sure i|play "
        r"(?:that|it|this) back|say (?:that|it) back|repeat)|(?:correct me|tell me) if i)\b"),
    Cue("you-say", rf"\b(?:{_YOU}(?:'re| are|re)? (?:saying|telling me|describing|said|say|mentioned|"
        r"mean|meant|told me)|in other words|so basically|so in short|in short|to sum up|"
        r"what you'?re saying|what you mean|the way you (?:tell|describe|put))\b(?! to do)"),
    Cue("you-feel", rf"\b{_YOU}(?:'re| are|re)? (?:\w+ )?(?:feel|feeling|felt|sense|fear|suspect|believe|"
        r"wonder|wondering|wish|want|wanted|hope|hoped|hoping|expected|expect|thought|think|doubt|"
        r"miss|dread|love|loved|hate|hated|trusted|trust|care|like|liked|mind|regret|resent|worry|"
        r"worried|afraid|scared|proud|torn|stuck|caught|tired|angry|hurt|upset|sad|glad|frustrated)\b"
        r"(?! (?:to (?:do|talk)|a coffee|me to))"),
    Cue("youd-rather", rf"\b(?:{_YOU}(?:'d| would| had|d) (?:rather|have (?:liked|preferred|wanted|"
        r"expected)|prefer|hoped|like (?:them|him|her|it|to be|someone|your|the)|wanted|want|"
        r"expected|love|counted|been|just|already|put|"
        r"given|built|planned|promised)|(?:part|half|some part|a part) of (?:you|u)|on (?:the )?one (?:hand|side)|both "
        r"(?:at once|true)|at the same time)\b"),
    Cue("so-you", rf"(?:{_YOU}(?:'re|'ve|'d|re|ve)? |your |it'?s (?:not|less|more|as if|like|almost|the|"
        r"about|your|a)|they(?:'ve|'re)? |he(?:'s)? |she(?:'s)? |the |nobody |no one |everyone |everybody |"
        r"all (?:that|this|of|the|those)|none of|what (?:hurts|gets|bothers|worries|stings|you|makes|"
        r"really|matters))", "clause", sure=False),
    Cue("you-state", rf"\b{_YOU}(?:'re|'ve|'d| are| have| had| were| did| didn'?t| don'?t| can'?t| "
        r"cannot| couldn'?t| never| keep| kept| got| get| put| gave| made| took| went| built| found| "
        r"lost| did| worked| spent| waited| asked| told| still| haven'?t| aren'?t| weren'?t| won'?t|re|ve)\b"
        r"(?! (?:right|welcome|great|amazing|brilliant|wrong|the best|good at|got this|so good|"
        r"a star|absolutely right|totally right|overreact\w*|too \w+|being (?:too|so|silly|a bit)))", sure=False),
    Cue("not-but", r"\b(?:it'?s |its |it is |this is |that'?s )?(?:not|isn'?t|less|more)(?: so much| only| just| "
        r"really)? (?:about |that )?(?:the |a |your )?.{2,50}?(?:it'?s|but|than|as much as|what|that)\b", sure=False),
    Cue("checking", r"(?:,|\.|-) ?(?:right|yes|no|correct|is that (?:it|right|fair)|am i right|isn'?t it|"
        r"aren'?t you|don'?t you|haven'?t you|didn'?t (?:you|they|he|she)|is it|innit|yeah|eh|na)\s*\?"),
    Cue("could-it-be", r"\b(?:could it be|is it (?:that|fair to say|more|the|also)|is (?:part of|some of) "
        r"(?:it|this)|might it be|is that what|would it be fair|am i right (?:in|that)|maybe it'?s|"
        r"perhaps it'?s|i wonder (?:if|whether) (?:you|it|part|what|that|this))\b"),
    Cue("thats-feeling", r"\b(?:that|it|this|which)(?:'s| is| has| must(?: have)?| would| has to| can| "
        r"will)?(?: be| been| have been| feel| felt| have)? (?:\w+ ){0,2}(?:frustrat\w+|hurt\w*|sting\w*|stung|"
        r"lonely|exhausting|infuriating|humiliat\w+|dishearten\w+|demorali\w+|scar\w+|upset\w*|disappoint\w*|"
        r"confus\w+|galling|unsettl\w+|worr\w+|weigh\w*|bother\w*|embarrass\w*)\b"),
    Cue("must-feel", r"\b(?:must|have to|has to) (?:be|feel|have been|have felt|hurt|sting|have)\b"),
    Cue("noun-phrase", r"(?:\w+ )?(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|"
        r"thirty|\d+|half|years|weeks|months|days|hours) ?(?:\w+)", "clause", sure=False),
)  # fmt: skip

NO_REFLECTION = (
    Cue("you-see", r"\byou (?:should|could|might|must|need|have to|ought|know what|'ll|will|can)\b"),
    Cue("judged", r"\b(?:you'?re|you are|ur|u r|youre) (?:being|over\w+|too|wrong|lucky|brave|so (?:strong|"
        r"brave|good|smart|talented)|great|amazing|a star|right|the best|not (?:being|fair)|good at|"
        r"brilliant|doing (?:great|well|fine)|going to be|gonna be|welcome)\b"),
    Cue("remark", r"(?:what (?:a|an)|how (?:awful|terrible|horrible|annoying|sad|rude|unfair|lovely|"
        r"exciting|nice|cruel|typical|dreadful|disappointing|frustrating|wonderful)|that'?s (?:life|"
        r"business|just how|how it|the way|so (?:unfair|rude|bad|sad)|unfair|not fair|"
        r"(?:really |just |so |a bit )?(?:bad|rough|tough|awful|terrible|great|good|crazy|mad|ridiculous|"
        r"hard|sad|wrong|unacceptable|outrageous|rude|shocking)))", "clause"),
    Cue("sorry", r"\b(?:sorry|condolences|apologi[sz]e|i feel (?:for )?you|poor you|oh dear|oh no|bless)\b"),
    Cue("sounds-thing", rf"\b(?:sounds|seems|looks|sound) {_THINGS}\b"),
    Cue("if-you", r"\b(?:if|when|unless|once|in case) (?:you|they|he|she|it|your)\b"),
    Cue("people", r"\b(?:people|folks|managers|bosses|clients|companies|customers|management|everyone|"
        r"men|women|these things|things like|it happens|such is|always|never ends) "
        r"(?:\w+ )?(?:are|do|always|never|will|tend|like|say|think|happen|take|forget|can)\b"),
)  # fmt: skip
