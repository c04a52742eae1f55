"""Define cues of reassurance or praise, of sympathy alone, and of information."""

from coach.listening.engine.cues.cue import Cue

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
