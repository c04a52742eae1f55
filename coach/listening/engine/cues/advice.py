"""Define cues of advice, open or disguised, and of words that only look like advice."""

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
