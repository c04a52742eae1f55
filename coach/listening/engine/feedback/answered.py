"""Write what a whole reply did for its speaker, and what is still open, by the message's genre.

All sentences state only what is certain, like those in finding.py.
"""

from collections.abc import Callable, Mapping

from coach.listening.engine.classifier.genres import rebuts_first
from coach.listening.engine.feedback.case import Case
from coach.listening.exercise import REFUSAL

OPEN = {  # what the speaker still does not know, by what was asked for
    "nothing": "what you take from it",
    "decision": "whether {she} get{s} it",
    "action": "what you will do",
    "information": "the answer",
    "advice": "what you think",
    "experience": "how it was for you",
    "read_back": "whether you have all of it",
    "refusal": "whether {she} get{s} it",
}
EARLY = "You answered before {she} {was} heard"
TOO_LITTLE = "Too little of what {she} said is in your reply for {her} to say “exactly”."
NOT_OWNED = "Nothing in your reply owns it yet, or says what it did to {her}."


def answered(case: Case, first: str) -> str:
    """Return the finding about a whole reply, or an empty string for a message that asks nothing.

    ``first`` is what the reply did, as the beginning of a sentence, or empty.
    """
    found = case.found
    if found.genre == "weight":
        return _asked(case, first) if found.asks in ("decision", "action", "information") else ""
    return GENRES[found.genre](case, first)


def _still(case: Case) -> str:
    return f"{{She}} still {{does}}n’t know {OPEN[case.found.asks]}."


def _asked(case: Case, first: str) -> str:
    begins = first or ("You answered {her}" if case.answers else "")
    if case.found.asks == REFUSAL and case.commits and not case.refuses:
        return "It can be heard as a yes, and a yes is not yours to give."
    if case.answers:
        return f"{begins}, and {{she}} know{{s}} what happens next."
    return f"{begins}. {_still(case)}" if begins else _still(case)


def _request(case: Case, first: str) -> str:
    if not case.sure_of("ask"):
        unsaid = " What {she} ask{s} is not in your reply." if case.lacks("ask") else ""
        return _asked(case, first) + (unsaid if case.answers else "")
    begins = "You said back what {she} ask{s}"
    if case.sure_of("heart") or case.feeling:
        begins += " and why"
    return _asked(case, begins)


def _objection(case: Case, first: str) -> str:
    if rebuts_first(case.found):
        return f"{EARLY}: an argument convinces more once {{she}} could say “exactly”."
    begins = "You said back what is behind it" if case.sure_of("heart") else first
    if case.commits:
        return f"{begins or 'You answered {her}'}, and {{she}} can check what you promise."
    if case.asks == "open":
        return (
            f"{begins or 'You asked {her} openly'}, and {{she}} can tell you what would settle it."
        )
    rest = "{She} still {has} nothing that {she} could check."
    return f"{begins}. {rest}" if begins else rest


def _complaint(case: Case, first: str) -> str:
    if rebuts_first(case.found):
        return f"{EARLY}: an explanation sounds like an excuse until you have owned it."
    begins = "You owned it" if case.apologises else first
    if case.apologises and case.sure_of("heart"):
        begins += " and said what it did to {her}"
    if case.commits and not (begins or case.heard or case.perhaps):
        return f"{{She}} know{{s}} what happens now. {NOT_OWNED}"
    if case.commits:
        return f"{begins or 'You answered {her}'}, and {{she}} know{{s}} what happens now."
    rest = "{She} still {does}n’t know what happens now, and when."
    return f"{begins}. {rest}" if begins else rest


def _details(case: Case, first: str) -> str:
    details = case.found.details
    read = sum(detail.state == "read" for detail in details)
    wrong = sum(detail.state == "misread" for detail in details)
    missing = any(detail.safety and detail.state != "read" for detail in details)
    sentence = f"You read back {case.counted(read)} of the {case.counted(len(details))} details"
    if not read:
        sentence = "No detail was found in your reply"
    if wrong:
        sentence += (
            f", and {case.counted(wrong)} {'is' if wrong == 1 else 'are'} not what {{she}} said"
        )
    if missing:
        return f"{sentence}. What could do harm is still to be read back."
    if case.commits:
        return (
            f"{sentence}, and {{she}} know{{s}} what you will do." if not wrong else f"{sentence}."
        )
    return f"{sentence}."


def _good_news(case: Case, first: str) -> str:
    if not case.celebrates:
        return "{She} told you good news, and nothing in your reply is plainly glad about it yet."
    if case.advises:
        return "You were glad with {her}, and then told {her} what to do."
    if case.heard:
        return "You were glad with {her}, and named what {she} did."
    return "You were glad with {her}. What did {she} do that deserves it?"


def _ramble(case: Case, first: str) -> str:
    needed = [point for point in case.found.points if point.needed]
    found = sum(point.sure == "yes" for point in needed)
    if not found:
        return "The things in it that need you were not found in your reply."
    whole = found == len(needed)
    share = "the" if whole else f"{case.counted(found)} of the"
    begins = f"You found {share} {case.counted(len(needed))} things that need you"
    if case.commits:
        return f"{begins}, and {{she}} know{{s}} what you do about {'them' if whole else 'it'}."
    if case.asks:
        return f"{begins}, and asked about it."
    return f"{begins}. What will you do about {'them' if whole else 'it'}?"


def _disagreement(case: Case, first: str) -> str:
    if rebuts_first(case.found):
        return "You argued before {she} could tell that you had heard {her}."
    begins = (
        f"You said back {case.counted(case.heard)} of {{own}} points" if case.heard > 1 else first
    )
    few = case.heard + case.perhaps < min(2, case.count)
    if few and (case.commits or case.asks == "open"):
        can = "know{s} what follows" if case.commits else "can say what would settle it"
        return f"{{She}} {can}. {TOO_LITTLE}"
    if case.commits:
        return f"{begins or 'You answered {her}'}, and {{she}} know{{s}} what follows from it."
    if case.asks == "open":
        return f"{begins or 'You asked {her} openly'}, and {{she}} can say what would settle it."
    rest = "What would settle it is still open."
    return f"{begins}. {rest}" if begins else rest


def _newcomer(case: Case, first: str) -> str:
    if case.found.information.sure == "yes" or case.commits:
        return "You answered the question, so {she} can go on."
    if case.advises:
        return "You told {her} where to turn; the question itself is still open."
    return (
        f"{first}. The question is still open."
        if first
        else "The question is still open for {her}."
    )


GENRES: Mapping[str, Callable[[Case, str], str]] = {
    "request": _request,
    "objection": _objection,
    "complaint": _complaint,
    "brief": _details,
    "good_news": _good_news,
    "ramble": _ramble,
    "disagreement": _disagreement,
    "handover": _details,
    "newcomer": _newcomer,
}
