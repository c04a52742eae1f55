"""Define cues of reflection, and of words that only look like it."""

from coach.listening.engine.cues.cue import Cue

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
