"""Define signs of grammar for all kinds: the person, the tense, the form of a request."""

import re

PAST_WORDS = (
    r"\w{2,}ed|sent|forgot(?:ten)?|gave|given|put|took|taken|told|lost|left|made|said|read|wrote|"
    r"written|went|gone|came|kept|found|rang|saw|seen|drove|driven|stayed|sat|did|done|got|had|was|"
    r"were|been|brought|bought|built|caught|chose|cut|dealt|drew|drank|ate|fell|felt|fought|flew|"
    r"grew|held|heard|hid|hung|hurt|knew|laid|led|lent|let|lay|met|paid|ran|rode|rose|sang|sold|"
    r"set|shook|shot|showed|shown|shut|slept|spoke|spoken|spent|stood|stole|struck|swam|swore|"
    r"taught|thought|threw|thrown|understood|woke|won|wore|learnt|spelt|dug|bent|bound|broke|"
    r"broken|burnt|dreamt|spun|stuck|swept|swung|tore|torn|wound"
)
_PATTERNS = {
    "i": r"\b(?:i|i'm|i'll|i've|i'd|im|ive|me|my|mine|myself)\b",
    "we": r"\b(?:we|we're|we'll|we've|we'd|us|our|ours)\b",
    "you": r"\b(?:you|you're|you'll|you've|you'd|your|yours|u|ur|youre|yourself)\b",
    "he": r"\b(?:he|she|he's|she's|he'd|she'd|he'll|she'll|him|her|his|hers)\b",
    "they": r"\b(?:they|them|their|they're|they've|they'll)\b",
    "starts-i": r"^(?:and |but |so |because |since |as |that |then |also )?(?:i|i'm|i'll|i've|i'd|im|ive)\b",
    "starts-we": r"^(?:and |but |so |because |since |as |that |then |also )?(?:we|we're|we'll|we've|we'd)\b",
    "starts-you": r"^(?:and |but |so |because |since |as |that |then |also )?(?:you|you're|you'll|you've|you'd|u|youre|ur|your|yours)\b",
    "starts-he": r"^(?:and |but |so |because |since |as |that |then |also |who )?(?:he|she|he's|she's|he'd|she'd|he'll|she'll|his|her)\b",
    "starts-they": r"^(?:and |but |so |because |since |as |that |then )?(?:they|they're|they've|their)\b",
    "starts-it": r"^(?:and |but |so |because |since |as )?(?:it|it's|its|that|that's|this|these|those)\b",
    "starts-the": r"^(?:and |but |so |because |since |as )?(?:the|a|an|my|our|one|two|three|four|five|all|some)\b",
    "starts-if": r"^(?:and |but |so |or )?(?:if|should|when|whoever|whether)\b",
    "starts-asks": r"^(?:and |but |so |or |also )?(?:what|which|who|who's|whose|how|how's|where|when|why|do|does|did|is|are|was|were|have|has|will|would|could|can|may|might|shall|should|am|any)\b",
    "asks-you": r"\b(?:do|did|are|were|have|will|would|could|can) (?:you|your|u|they|he|she)\b",
    "asks-i": r"\b(?:do|may|shall|can|could|should|might|would) (?:i|we)\b",
    "asks-what": r"^(?:and |but |so )?(?:what|which|how|where|who|whose|when)\b",
    "please": r"\b(?:please|pls|plz|kindly)\b",
    "past": rf"\b(?:{PAST_WORDS})\b",
    "i-past": rf"\b(?:i|we)(?:'ve| have| had|'d)? (?:\w+ly |now |just |also |never |then |even |already )?(?:{PAST_WORDS})\b",
    "you-past": rf"\b(?:you|u)(?:'ve| have| had|'d)? (?:\w+ly |once |just |also |never |then |even |still |always |both )?(?:{PAST_WORDS})\b",
    "he-past": rf"\b(?:he|she|who|they)(?:'s| has| have| had|'d)? (?:\w+ly |then |also |even )?(?:{PAST_WORDS})\b",
    "perfect": r"\b(?:have|has|i've|you've|we've|he's|she's|they've|'ve)\b",
    "will": r"\b(?:will|i'll|we'll|he'll|she'll|they'll|it'll|you'll|shall|going to|gonna)\b",
    "can": r"\b(?:can|could)\b",
    "would": r"\b(?:would|i'd|we'd|he'd|she'd|you'd|they'd)\b",
    "should": r"\b(?:should|must|have to|has to|ought)\b",
    "not": r"\b(?:not|no|never|nobody|nothing|none|without|\w+n't|cannot|cant|wont|dont|didnt|isnt)\b",
    "if": r"\b(?:if|unless|otherwise|should you)\b",
    "because": r"\b(?:because|since|as|so that|cos|coz|therefore|due to)\b",
    "now": r"\b(?:now|since|from now|as of|any more|no longer|from (?:today|tomorrow|monday))\b",
    "passive": r"\b(?:was|were|been|being|is|are|be|got) (?:\w+ly )?\w+(?:ed|en|wn|ught|ut|old|ade|ost)\b",
    "number": r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|hundred|thousand|half|dozen|twice)\b",
    "thanks": r"\b(?:thank\w*|thx|ty|cheers|grateful|gratitude|appreciat\w+|obliged|tnx)\b",
    "sorry": r"\b(?:sorry|apolog\w+|regret\w*|forgive|pardon|ashamed|excuse)\b",
    "or": r"\bor\b",
    "and": r"\band\b",
    "who": r"\bwho\b",
    "to-do": r"\bto \w+",
    "-ing": r"\b(?!thing|something|anything|nothing|during|morning|evening|king|ring|bring|spring|sing|wing)\w{2,}ing\b",
    "said": r"\b(?:said|told|asked|mentioned|wrote|say|wanted to know|worr\w+|complain\w+)\b",
    "still": r"\b(?:still|yet|again|keep)\b",
    "only": r"\b(?:only|just)\b",
    "new": r"\bnew\b",
    "hope": r"\bhop(?:e|ing)\b",
    "greets": r"^(?:hi|hey|hello|dear|good|best|kind|warm|yours|regards|greetings|love|cheers|sincerely)\b",
}  # fmt: skip
GRAMMAR = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}
NAME = re.compile(r"(?<=[a-z,;:] )(?!I\b|I')[A-Z][^\W\d_]+|^[A-Z][a-z]+ [A-Z][a-z]+")
