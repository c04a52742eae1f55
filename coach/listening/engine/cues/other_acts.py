"""Define cues of the acts that turn from the speaker: advice, self-turns, and support."""

from coach.listening.engine.cues.cue import Cue

# Verbs in their base form that tell the speaker to act if a clause begins with them.
DO = (
    r"(?:accept(?! my)|add|address|aim|allow|apologi[sz]e|appeal|approach|argue|arrange|ask|assign|attach|"
    r"avoid|back|be|beware|block|book|break|bring|build|buy|call|cancel|capture|change|chase|check|"
    r"choose|clarify|clear|close|collect|come|communicate|compare|complain|complete|confirm|"
    r"confront|consider|contact|copy|cut|decide|decline|delegate|delete|demand|discuss|do|document|"
    r"draft|draw|drop|email|e-mail|escalate|explain|explore|face|fight|figure|file|find|finish|fix|"
    r"flag|focus|follow|force|forget|get|give|go|hand|have|hire|hold|ignore|insist|involve|join|"
    r"keep|know|learn|leave|let them|let him|let her|let it|let your|limit|list|log|look at|"
    r"look for|look into|lower|make|map|mark|measure|meet|mention|message|move|negotiate|note|"
    r"offer|open|organi[sz]e|own|park|pass|pause|pay|phone|pick|ping|plan|play|point|politely|"
    r"postpone|prepare|loan|lend|rent|reopen|appoint|invite|interview|fill|print|frame|photograph|present|press|prioriti[sz]e|prove|pull|push|put|quit|raise|reach|read|"
    r"rebuild|recheck|record|refuse|reject|remember|remind|remove|renegotiate|reply|report|request|"
    r"resign|return|review|rewrite|ring|run|save|say|schedule|screenshot|see if|see whether|"
    r"sell|send|separate|set|share|show|sign|simply|sit|sleep on|slow|speak|split|spend|stand|"
    r"start|stay|step|stick|stop|submit|suggest|swap|take|talk|teach|tell|test|think about|"
    r"think of|trust|try|turn|use|visit|wait|walk|warn|work out|work with|write)"
)
NOT_DO = (
    r"(?!(?:tell me|tell us|tell you|say more|say a|say that again|speak more|show me|give me|"
    r"go on|go ahead and tell|keep going|keep talking|keep me|let me|call me|ask me|"
    r"take care|take heart|take it easy|take your time|take a breath|take a deep|take me|"
    r"talk me|talk to me|walk me|run me|run that|bring me|help me|hang in|hold on\b|hold tight|"
    r"be strong|be patient|be kind to|"
    r"stay strong|stay positive|stay calm|stay safe|keep your (?:head|chin|spirits)|"
    r"keep the faith|keep smiling|have faith|have a (?:good|nice)|have you|have they|have we|"
    r"do you|do they|do we|do i\b|do tell|do go|don't worry|know that|"
    r"come on|come in|get well|get in\b(?! touch)|forget it$|trust me|believe me|mark my|"
    r"see you|look at (?:that|you)|"
    r"(?:\w+) (?:is|are|was|were|has|had|will|would|does|did|isn't|wasn't|can't|doesn't)\b|"
    r"(?:work|plan|report|change|call|test|record|contact|offer|check|share|cut|test|play|"
    r"back|open|own|present|clear|close|complete|separate|rest|block|split|fight|force|list|"
    r"point|press|demand|drop|return|review|run|request|show|sign|stand|start|step|talk|turn|"
    r"visit|wait|walk|email|log|map|message|move|note|pause|pay|phone|push|reply|ring|schedule|"
    r"hold|hand|face|focus|file|limit|mark|pass|pick|draft|document|book|approach|address|"
    r"appeal|aim) (?:of|from|that|who|which|for (?:you|your)|in (?:the|your)|on the (?:table|one)|"
    r"after|again|day|days|and)\b))"
)
WAYS = r"(?:way|option|step|thing|move|bet|route|course|approach|idea|place|fix|answer|solution)"

ADVICE = (
    Cue("should", r"\byou(?:'d| would)? ?(?:really |probably |maybe |perhaps |definitely |all |also "
        r"|just |still |both |two |guys |then )*(?:should(?! feel)|shud|ought to|need to|needs to|must(?! (?:be|feel|have))|"
        r"have to|gotta|had better|better|want to (?:be|make|get|keep|start))\b"
        r"(?!n't have| have (?:seen|heard|been|told|said|come|had|known)| see| hear| be proud"
        r"| be (?:so )?pleased| be able| know)"),
    Cue("should-ask", r"\b(?:shouldn'?t|should|oughtn'?t) (?:you|we|they|he|she|it|your \w+)\b"
        r"(?! have)"),
    Cue("could", r"(?<!so )(?<!so that )(?<!but )(?<!although )(?<!though )(?<!all )\b(?:you|u|one|someone|anyone|we) (?:could|might|can|cud|may)(?: always| also| just| maybe| perhaps|"
        r" even| still| try| well| want| wish| then| simply| both| easily| at least)* "
        r"(?!be (?:feeling|right|there|here|sure|back)|do\b|see|already|sleep|hear|feel|tell\b|have |not |imagine|understand|only|barely|"
        r"live|count|do without|never|hardly|talk to me|come to me|cry|rant|vent|no longer)[a-z]+"),
    Cue("id", r"\b(?:i'?d|i would|id|i'd have)(?: be|) ?(?:just|probably|rather|simply|maybe|"
        r"honestly|definitely|also|really|certainly|personally|first|at least|go |start|ask|tell|"
        r"take|get|put|write|send|talk|speak|say (?:to|no|yes)|call|make|keep|leave|"
        r"wait|raise|push|give|suggest|recommend|advise|look at|try|check|have a|let|not |never |"
        r"bring|set|offer|use|show|think about|lay|stop|do |sit|book|walk|phone|email|ring|ask)"
        r"(?!love|like|want|be happy)"),
    Cue("if-i-were", r"\b(?:if|were) (?:i|it|this|that) (?:were|was|wer|had) (?:you|me|u|in your|"
        r"my|mine|you\b)|\bin your (?:place|shoes|position)\b|\bif (?:it|this) were (?:me|mine)|"
        r"\bwere i (?:you|in your)|\bif i was (?:you|in your)"),
    Cue("ever", r"(?:ever|even|already) (?:thought|tried|considered|asked|spoken|talked|told|looked)|"
        r"(?:thought|tried) (?:of|about|asking|talking|telling) ", "clause"),
    Cue("is-there", r"\b(?:is|isn'?t|aren'?t|are) there (?:not )?(?:any|some|no|another|a|an)(?:one|body|thing)?\b[^.?]*\?|"
        r"\b\b(?:couldn'?t|wouldn'?t|can'?t|mightn'?t|shouldn'?t|oughtn'?t|isn'?t) "
        r"(?!it (?:just|awful|hurt)|that (?:just|awful)|you (?:feel|just|be|believe|sleep|tell|see|stand))(?:\w+ ){1,4}"
        r"[^.?]*\?|\b(?:anything|what'?s|nothing|what is|what) (?:to |that |would |is |prevents |stops? |stopping )+"
        r"(?:stop|prevent|preventing|keep) (?:you|a person|someone|one|them)\b"),
    Cue("any-chance", r"\b(?:any|no) (?:chance|way|possibility|hope|point)(?: (?:of|in|that|you|to|they|he|she|for))+\b", "any"),
    Cue("one-could", r"\b(?:one|someone|somebody|they|he|she|it|the \w+|a \w+(?: \w+)?|surely \w+) (?:could|might|would|can|should|needs? to|"
        r"ought to) (?:\w+ )?(?!be\b|have\b|see\b|tell\b)[a-z]+", sure=False),
    Cue("better-thing", r"\b(?:is|are|'s|be|works?|does?|go(?:es)?|do|sits?|reads?|helps?|beats?|sorts?|solves?|fixes|settles|opens) (?:\w+ ){0,2}"
        r"(?:nicer|better|wonders|best|stronger|safer|quicker|faster|easier|cheaper|wiser|more than|the (?:trick|job)|further|a long way)\b|"
        r"\b(?:that|it|which|this) (?:would|usually|normally|always|often|generally|will|'ll) (?:sort|fix|solve|help|do|work|settle|"
        r"open|calm|clear|shut|get|make)", sure=False),
    Cue("id-want", r"\b(?:i'?d|i would)(?: be| not| also| only| certainly)? (?:want|need|like (?:it|that|them|him|her|his|their) (?:\w+ )?in|"
        r"be tempted|insist|expect|demand|say no|refuse|accept|hold|push|sleep|let|draw|count|pick|choose|find|move|go|have (?:it|that|them|him|a))\b"),
    Cue("would-fix", r"\b(?:any|some|most|every|a good|a clever|a wise) \w+(?: i know)? (?:would|will|could|does)\b|"
        r"\b(?:needn'?t|need not|doesn'?t have to) (?:stay|be|go|end|remain|mean|wait)\b", sure=False),
    Cue("have-you", r"(?<!what )(?<!how )(?<!who )(?<!why )(?<!which )\b(?:have|haven'?t|hav|did|didn'?t|hve) (?:you|u|ya)(?: ever| even| at least|"
        r" already| not| yet)? (?:tried?|th(?:ought|ink) (?:about|of)|considered?|consider|asked?|spoken|"
        r"speak|talked|talk|told|tell|raised?|checked|check|looked (?:at|into)|look (?:at|into)|"
        r"put|sent|said|say|written|mentioned|mention|shown|show|explained|explain|taken|contacted|"
        r"spoke)\b"),
    Cue("why-not", r"\b(?:why|y) (?:not|don'?t|dont|wouldn'?t|doesn'?t|can'?t|didn'?t) "
        r"(?!(?:you|they|he|she) (?:feel|think|like|believe|want|know))"),
    Cue("what-about", r"\b(?:what|how|wot) (?:about|if|'bout|abt)\b(?! (?:i\b|i'(?:ll|m)|we (?:meet|talk|have|grab|sit)|you\b(?:\?|$)|it "
        r"(?:bothers|hurts|worries|gets)|this (?:bothers|hurts)|that (?:bothers|hurts)|"
        r"them\b.?$|him\b.?$|her\b.?$))"),
    Cue("how-would-it", r"\bhow would it be (?:to|if)|\bwould it (?:help|be possible|make sense|"
        r"be worth|hurt|work|not be|be an idea)\b(?: (?:if|to)|)|\bwouldn'?t it be|"
        r"\bis it (?:not )?(?:worth|possible to)|\bis there (?:any|no) (?:way|chance) (?:of|to|you|that)|"
        r"\bany chance (?:of|you|to)\b|\bwould you (?:not |ever |maybe )?(?:consider|be open|think of|"
        r"think about)|\bwouldn'?t you\b|\bcould it help"),
    Cue("could-you", r"\b(?:could|can|couldn'?t|can'?t|cud|would|might) (?:you|u|ya|they|he|she|"
        r"someone|somebody|your \w+|the \w+|we|it)(?: not| maybe| perhaps| just| at least|"
        r" possibly| simply| also| even)* (?!tell me|say|help me|explain|describe|repeat|share|talk me|walk|give me"
        r"|be (?:that|the)|imagine|hear|feel|see)[a-z]+(?=.*\?|$)", sure=False),
    Cue("worth", r"\b(?:worth (?:a|an|\w+ing|one|your|the)|worthwhile|might be (?:good|best|wise|an "
        r"idea|worth|better|time|useful|easier|as well)|may be (?:good|best|wise|worth|better|time)|"
        r"could be (?:an idea|worth|wise|a chance|good to)|(?:would|it'd|wd|it'll) be (?:best|better|"
        r"good|wise|wiser|smart|an idea|easier|sensible|safer|simpler) (?:to|if)|it'?s (?:best|better|wise|time|"
        r"important|always best|always better) (?:to|you)|better to|best to|better if|as well to|"
        r"makes? sense to|no harm in|can'?t hurt to|wouldn'?t hurt|doesn'?t hurt to|might help|"
        r"may help|would help to|could help|it helps to|helps? if you|time to|pays to)\b"),
    Cue("worth-it", r"\b(?:might|may|could|would|'d|will|maybe|perhaps|possibly|it'?s|is) (?:be |well be |also be )?(?:worth|best) "
        r"(?:a|an|\w+ing|to|it)\b|\bworth a (?:\w+ )?(?:word|try|call|chat|shot|thought|look|conversation|note)\b|"
        r"\bthe (?:simplest|easiest|best|quickest|safest|only)(?: thing| way| step| move)? (?:would be|might be|is) to\b|"
        r"\bnothing (?:prevents|stops) (?:you|a|one|anyone)\b|\bwho says (?:that )?you can'?t\b|\b(?:one|another|your best) option "
        r"(?:is|would be|might be)\b"),
    Cue("one-option", rf"\b(?:one|another|an?|the|your|my|only|first|next|second)(?: \w+)? {WAYS} "
        r"(?:is|would be|might be|could be|here is|out is|to do|forward|out|you have|for you)\b|"
        r"\b(?:the|an?) (?:simplest|neatest|easiest|quickest|best|safest|only|obvious|first|cheapest|"
        r"cleanest|simple|easy|quick|smart|smartest|wisest|sensible|right)(?: \w+){0,2} "
        r"(?:is|would|might|could|will|wud)\b|\bthere'?s (?:always )?(?:a|the|an) (?:simple|easy|"
        r"option|way)|\ball you (?:need|have) (?:to do|is)\b|\bthe trick is\b|\bthe key is\b"),
    Cue("my-advice", r"\b(?:my|some|a bit of|a piece of|one piece of|a word of) (?:advice|suggestion|"
        r"tip|two cents|recommendation|view is you)|\bi(?:'d| would)? (?:suggest|recommend|advise|"
        r"propose|urge you|vote)|\bi(?:'d| would) (?:strongly )?encourage|\bi think you (?:should|"
        r"need|must|have to|ought|could)|\bsuggest (?:you|that you|to)\b|\bmy (?:suggestion|advice|"
        r"vote|recommendation)\b|\bi say (?:you|just)|\badvise you\b|\brecommend(?:ed)? (?:that|you|to)"),
    Cue("lets-them", r"\b(?:let(?:'s|s| us)|we (?:should|could|must|need to|can)) (?!see (?:how|what "
        r"happens)|hope|face|be honest|talk|catch|have|meet|sit|grab|go for|get a|take a moment)"
        r"[a-z]+", sure=False),
    Cue("imperative", rf"(?:always |simply |quietly |calmly |politely |kindly |go and |go )?"
        rf"{NOT_DO}{DO}\b(?! (?:is|are|was|were|has|had|that you|you (?:were|are|had))\b)", "clause"),
    Cue("dont", r"(?:don'?t|do not|dont|never(?! (?:was|were|did|had|is|been|again|mind|saw|knew|got|found|forgot|\w+ed\b))|no need to|stop|quit|try not to|try to|make sure|"
        r"be sure to|be (?:honest|open|clear|careful|direct|firm|upfront|frank|transparent|"
        r"specific)|"
        r"ensure|remember to|feel free to|you better|better|maybe|perhaps) (?!worry|panic|be sad|be so hard|beat "
        r"yourself|take (?:it|this|that) (?:too )?(?:personal|to heart|so)|lose heart|lose hope|give "
        r"up\b|cry|stress|sweat|mind|know|you|it|it's|that|that's|they|he|she|the|your|a|an|there|i|i'm|"
        r"because|part|not|this|what|some|we|too|more|even|in|for)[a-z]+", "clause"),
    Cue("verbing", r"(?:maybe|perhaps|possibly|what about|how about|worth|suggest|try|consider|start by|"
        r"begin by|by)(?: \w+){0,2} [a-z]+ing\b(?! (?:you|that))", "clause", sure=False),
    Cue("a-word-with", r"\b(?:a (?:quiet |quick |private |short |frank |honest |friendly )?(?:word|chat|"
        r"note|e-?mail|message|call|talk|conversation|memo|meeting|coffee|letter|line|sit-?down|"
        r"list|log|diary) (?:with|to|from|over|about|might|could|would|may)|in writing|"
        r"paper trail|one[- ]to[- ]one|union|hr|lawyer|ombuds\w+|line manager)\b", sure=False),
    Cue("if-you-then", r"\bif you (?:feel|felt|want|think|ask|tell|go|can|don't|do|are|just|put|"
        r"need|wait|talk|explain|take|keep|say|let|show|get|speak|send|write|bring)\b.*?"
        r"(?:,| then) ?(?:\w+ ){0,2}(?:tell|ask|say|do|go|then|they|he|she|it|you|talk|let)\b", sure=False),
)  # fmt: skip

# Words that look like advice but are not.
NO_ADVICE = (
    Cue("formula", r"\b(?:god|please accept|give it (?:a |some |time)|allah)\b|\b(?:don'?t|do not|dont|no need to|try not to) (?:worry|panic|lose (?:heart|hope)|"
        r"be (?:so |too )?(?:sad|hard)|beat yourself|take (?:it|this|that) (?:too |so )?(?:personal|to "
        r"heart|hard)|give up|stress|sweat|cry|mind)|\b(?:hang in there|take care|stay strong|be "
        r"strong|breathe|take (?:a|some) (?:deep )?breaths?|chin up|head up|cheer up|calm down|relax|hold on|"
        r"keep going|keep it up|take heart|go easy on yourself|courage)\b"),
    Cue("past-should", r"\b(?:should|could|ought to|shouldn'?t|might|would)(?:'ve| have|ve| of| not "
        r"have|n't have) (?:\w+ed|been|told|said|asked|seen|come|known|had|done|gone|made|given|"
        r"let|put|got|taken|kept)"),
    Cue("i-offer", r"\b(?:(?:shall|should|can|could|may|do you want me to|want me to|would you like "
        r"me to) i\b|i(?:'ll| will|ll| can| could| shall|'m going to|'m happy to|'d be happy to|'m "
        r"around|'m here)|let me (?:know|see|speak|talk|call|ask|take|help|check|have|find|come|"
        r"buy|get|do|make|sort|ring|send|look|put)|do you want me|want me to|count me in|if you need "
        r"(?:me|anything|help|a)|happy to help|my door|i'm free)"),
    Cue("proud-should", r"\byou should (?:be (?:so |very |really )?(?:proud|pleased|happy|glad)|see|hear|"
        r"have (?:seen|heard)|know (?:how|that i))"),
    Cue("my-need", r"\b(?:could|can|would|will) you (?:please |just )?(?:send|give|let|get|forward|pass|tell|"
        r"show|help|bring|email) (?:me|us)\b|\bi(?:'ll)? need (?:the|your|you to|a|it)\b|\blet me know"),
    Cue("to-tell", r"\b(?:tell me|talk me|walk me|say more|say a bit|go on|take me through|run me "
        r"through|fill me in|help me (?:see|understand)|keep talking|give me (?:an|the|a) )"),
)  # fmt: skip


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


REASSURANCE = (
    Cue("it-will-be", r"\b(?:(?:it|things?|everything|that|they|this|he|she|you)(?:'ll|'s going to| will| is going "
        r"to| gonna|'s gonna)(?: all| surely| definitely| soon| be| just| probably)* (?:be (?:fine|ok|okay|alright|all right|"
        r"great|better|good|well|over|sorted|happy)|work out|blow over|pass|get better|sort itself|come right|turn out|come "
        r"(?:round|around|good)|settle|calm|forget|thank you|do (?:fine|great|well)|get (?:there|through|used)|manage|"
        r"smash|nail|survive|bounce|look back)|all (?:will be|be) well|no (?:big deal|problem|worries)|not (?:the end of|"
        r"a big deal|so bad|that bad|as bad)|could be worse|happens to (?:all|every|the best)|it happens|we all|everyone "
        r"(?:makes|does|gets|goes)|at least|bright side|silver lining|nothing to worry|storm in a|time heals|god (?:will|is)|"
        r"by god's grace|better (?:days|things)|give it time|sure it'?ll|i'?m sure|(?:don'?t|dont|no need to) (?:worry|panic|"
        r"stress|sweat|be (?:so )?(?:hard|sad|upset))|hang in there|chin up|cheer up|nobody (?:will|died|blames)|"
        r"no one (?:will|blames))\b"),
    Cue("praise", r"\b(?:well done|congrat\w*|good (?:for you|job|on you|work|man|girl|lad|woman)|great (?:job|work|news|achievement|result)|nice (?:one|work|job)|bravo|"
        r"kudos|hats? off|fair play|proud of you|impress\w+|you(?:'re| are|r|re| were|'ve been| have been) (?:so |very |really |such |the |a |an |by far |doing |one of |way |more than )*"
        r"(?:great|amazing|brilliant|strong|brave|talented|capable|good|best|excellent|star|wonderful|"
        r"smart|clever|kind|legend|hero|professional|patient|experienced|asset|fantastic|right|valuable|better|backbone|rock)|you (?:handled|did|"
        r"have done|'ve done|managed) (?:it |that |this |everything |so |very |really |a |an |the )*(?:right|well|best|great|fantastic|amazing|"
        r"wonderful|brilliant|good|all you could|everything)|you(?:'ve| have)? got this|if anyone can|"
        r"you deserve|deserved|takes (?:guts|courage)|that'?s (?:great|wonderful|fantastic|brilliant|amazing|lovely|brave|"
        r"impressive|huge|awesome)|admire|respect to|lucky to have|couldn'?t do (?:it )?without|should be (?:so |very |really )?proud|believe in you)\b"),
    Cue("siding", r"\b(?:you(?:'re| are|re| were|r)? (?:absolutely |totally |completely |quite |so |dead |100% )?right|i (?:\w+ )?agree|"
        r"i'?m (?:with|on) (?:you|your side)|i'?m on your|got your back|have your back|behind you|totally|absolutely|exactly|100%|"
        r"fair (?:point|enough)|i (?:don'?t|wouldn'?t) blame you|any(?:one|body) would|i'?d (?:be|feel|have been) "
        r"(?:\w+ )?(?:furious|angry|mad|upset|annoyed|the same|livid|gutted|too)|they(?:'re| are) (?:idiots|wrong|fools|mad|crazy|out of)|"
        r"(?:he|she|that|it)(?:'s| is| was) (?:an idiot|wrong|so wrong|out of order|not fair|unfair|unacceptable|disgraceful|"
        r"outrageous|not on|not your fault)|not your fault|did nothing wrong|every right|no right|how dare|what an? "
        r"(?:idiot|joke|disgrace|jerk|fool|clown)|your (?:boss|manager) is|couldn'?t agree|same team|"
        r"makes (?:total |perfect |complete )?sense|understandable|perfectly (?:normal|natural|reasonable)|only (?:human|natural))\b"),
)  # fmt: skip

SYMPATHY = (
    Cue("sorry-for", r"\b(?:sorry|condolences|poor (?:you|thing)|oh dear|oh no|ouch|ugh|my heart|thinking of you|"
        r"feel for you|(?:that|this|it)(?:'s| is| must be| sounds) (?:so |really |very |just |a bit )*(?:awful|"
        r"terrible|horrible|rough|tough|hard|sad|rubbish|crap|dreadful|shit|bad|unfair))\b"),
    Cue("offer", r"\b(?:i(?:'ll| will|ll| can| could)|let me (?!know|see if)|shall i|want me to|do you want me|would "
        r"you like me|happy to|count me in|i'?m here|door is|on me\b|my treat|i'?ve got time|take (?:\w+ ){0,2}off you)\b"),
    Cue("encourager", r"(?:go on|mm+|uh[- ]huh|i see|right|okay|ok|yeah|wow|really|oh|hmm+|i'm listening|keep "
        r"going|keep talking|take your time|i'm all ears)\W*$", "sentence"),
)  # fmt: skip

INFORMATION = (
    Cue("rule", r"\b(?:by law|law|legally|policy|contract(?:ually)?|statut\w+|regulations?|rule|rules|clause|"
        r"procedure|guidelines?|entitled|permitted|allowed|required|requires|compliance|standard|section|"
        r"act\b|notice period|probation|tribunal|insurance|warranty|deadline is|form|portal|handbook|budget|"
        r"fiscal|quarter|tax|visa|minimum|maximum|per cent|percent|%|usually|typically|generally|normally|"
        r"in most|on average|most (?:firms|companies|people|suppliers|clients)|research|studies|survey|"
        r"according|it'?s called|stands for|known as|works like|the reason is|because the|there'?s a|there is a|there are|apparently|"
        r"fyi|just so you know|the (?:hr|finance|legal|it|safety) (?:team|department|office|people))\b", sure=False),
    Cue("facts", r"\b(?:the|a|an|this|these|those|any|every|most|all|such) (?:\w+ ){1,4}(?:is|are|takes?|costs?|"
        r"runs?|opens?|closes?|has|have|can|cannot|can'?t|will|gets?|goes|need|needs|expires?|starts?|ends?|"
        r"pays?|allows?|covers?|includes?|applies|apply|counts?) ", sure=False),
)  # fmt: skip
