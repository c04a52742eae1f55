"""Check that a reply is in English, the only language of the engine."""

from coach.listening.engine.text.clauses import ParsedReply

_COMMON = """
a about again all am an and any are as at back be because been but by can could did didn't do
don't dont feel feeling for from get getting go going good got had happened has have he help her
him his how i i'd i'll i'm if im in is isn't it it's its just know like look made make makes me
more much must my no not now of on one or our out please really right said say says see she
should so some sorry sound sounds still talk tell than that that's thats the their them then
there these they they're thing things think this time to too up us very want was we well were
what what's when where which who why will with would yes you you'd you're you've your youre
"""
COMMON = frozenset(_COMMON.split())
FEWEST = 5  # words; fewer could be a name or a loan word


def is_english(reply: ParsedReply) -> bool:
    """Return False for a reply that is clearly in another language or script.

    This counts letters outside the Latin script and the share of common English words. A reply with
    fewer than FEWEST words counts as English if its script is Latin.
    """
    letters = [c for c in reply.low if c.isalpha()]
    foreign = sum(ord(c) > 0x24F for c in letters)
    if letters and foreign / len(letters) > 0.3:
        return False
    found = [word for word, _ in reply.words]
    if len(found) < FEWEST:
        return True
    return sum(word in COMMON for word in found) / len(found) >= 0.12
