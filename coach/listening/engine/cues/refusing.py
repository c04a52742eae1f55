"""Define cues of a refusal: a clear no to what the speaker asks for."""

from coach.listening.engine.cues.cue import Cue

_SOFT = r"(?:really |simply |just |unfortunately |sadly |therefore )*"

REFUSES = (
    Cue("cannot", rf"\b(?:i|we) {_SOFT}(?:can't|cannot|can not|won't|will not|'m not able to|am not able to|'re not able to|'m unable to|am unable to) "
        r"(?!imagine|tell you how|believe|say (?:how|what|that|yet|today)|see (?:how|why|what|that|anything|it)|think|help (?:but|thinking|feeling)|"
        r"wait|thank|blame|stand|understand|argue|hear|get over|speak for|pretend|know|promise|remember|complain|judge|lie|deny)[a-z]+"),
    Cue("verdict", r"\b(?:it's|it is|that's|that is|this is|answer is|has to be|must be|stays|have to say|must say|is) (?:a |an )?(?:clear |firm |definite |plain )?no\b"
        r"(?! (?:longer|more|one|way|good|use|big|problem|need|doubt|wonder|secret|point|reason|idea|time|space|money|news|excuse|joke|fun)\b)"),
    Cue("not-possible", rf"\b(?:isn't|is not|it's not|that's not|not|won't be|will not be) {_SOFT}possible\b|\bimpossible\b|\b(?:doesn't|does not|won't|will not) work\b"),
    Cue("plain-no", r"(?:^|[.!?] )(?:so |then |i'm sorry,? |sorry,? |i'm afraid,? )*no[,.:;!](?! (?:worries|problem))"),
    Cue("need-you", r"\b(?:i|we) need (?:you|everybody|everyone|every \w+|all of you) (?:here|on|then|that)\b"),
    Cue("not-give", r"\b(?:i'm|i am|we're|we are) not (?:going to|giving|letting)\b"),
)  # fmt: skip
