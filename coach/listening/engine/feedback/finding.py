"""Choose the finding: one sentence about what a reply did, and what that cost or left out.

It states only what is certain. Uncertain acts are among the notes and key points, as “perhaps”. All
sentences are written by hand. ``{she}``, ``{her}`` (object), ``{own}`` (possessive) and so on are
forms of the speaker's pronoun.
"""

from coach.listening.engine.classifier.genres import argues, owns
from coach.listening.engine.feedback.answered import EARLY, answered
from coach.listening.engine.feedback.case import Case
from coach.listening.engine.feedback.speaker import counted

EMPTY = "There is nothing to read here yet."
FOREIGN = (
    "Your reply seems to be in another language. The rules here read English only, so it is kept "
    "as you wrote it and not judged."
)


def finding(kind: str, case: Case) -> str:
    """Return the finding. ``kind`` is an exercise's kind or a drill's skill."""
    if not case.reply.strip():
        return EMPTY
    if not case.found.english:
        return FOREIGN
    made = {"catch": _catch, "say-back": _say_back, "ask": _ask, "feeling": _feeling,
            "reply": _whole, "conversation": _turn}  # fmt: skip
    sentence = made.get(kind, _reply)(case)
    return case.speaker.say(sentence, **_words(case))


def _words(case: Case) -> dict[str, str]:
    return {
        "n": counted(case.heard),
        "of": counted(case.count),
        "things": "thing" if case.count == 1 else "things",
        "feeling": case.feeling.replace("{", "").replace("}", ""),
    }


def did(case: Case) -> str:
    """Return the first half of a sentence: what the reply did. It may be empty."""
    if case.copies:
        return "You gave {her} {own} own words back almost as they were"
    if case.says_back and case.feeling:
        return "You named how it is for {her}, {feeling}"
    if case.says_back and case.count and case.heard == case.count > 1:
        return "You said back all that {she} told you"
    if case.says_back and case.heard > 1:
        return "You said back {n} of the {of} things {she} told you"
    if case.says_back and case.heard == 1:
        return "You caught the one thing {she} told you" if case.count == 1 else (
            "You said back one of the {of} things {she} told you")  # fmt: skip
    if case.says_back:
        return "You tried to put into your words what {she} means"
    return ""


def cost(case: Case) -> str:
    """Return the second half of a sentence: what it cost or left out. It may be empty."""
    if case.advises and case.turns:
        return "then gave advice and a story of your own, and {own} story stopped there"
    if case.advises:
        return "then told {her} what to do before {she} had said what {she} need{s}"
    if case.turns:
        return "then turned to a story of your own, and the talk went with it"
    return ""


def _whole(case: Case) -> str:
    return answered(case, did(case)) or _reply(case)


def _turn(case: Case) -> str:
    """Return the finding about a turn of a conversation: an answer where one is needed."""
    if case.found.genre == "weight":
        return _reply(case)
    if case.found.asks != "nothing":
        return _whole(case)
    if argues(case.found):
        return f"{EARLY}: it may be true, and it sounds like an excuse until {{she}} know{{s}} that you heard {{her}}."
    if owns(case.found) and case.apologises and not case.feeling and not cost(case):
        said = " and said what it did to {her}" if case.heard else ""
        return f"You owned it{said}{', and asked openly' if case.asks == 'open' else ''}."
    return _reply(case)


def _reply(case: Case) -> str:
    first = did(case)
    if not first:
        return _without_reflection(case)
    if cost(case):
        return f"{first}, {cost(case)}."
    if case.copies:
        return f"{first}, so {{she}} hear{{s}} {{herself}} and not yet you."
    if case.asks == "open":
        return f"{first}, and your question lets {{her}} choose where to go next."
    if case.asks == "closed":
        return f"{first}, then asked something that can end at a yes or a no."
    if case.found.question.sure == "either":
        return f"{first}."
    return f"{first}, and left it there: nothing in it asks {{her}} to go on."


def _without_reflection(case: Case) -> str:
    if case.advises and case.turns:
        return "You answered with advice and with your own story, before {she} could tell more of {theirs}."
    if case.advises and case.asks == "open":
        return "You asked {her} openly and gave advice in the same breath; the advice is what {she} will answer."
    if case.advises:
        return (
            "You went straight to what could be done, before {she} knew that you had heard {her}."
        )
    if case.turns:
        return "You met {own} story with one of your own, and now the talk is about yours."
    if case.asks == "open" and case.found.reflection.sure == "either":
        return "You asked openly, so {she} can choose where to go next."
    if case.asks == "open":
        return "You asked openly, which keeps {her} talking, but nothing yet shows {her} what you heard."
    if case.found.reflection.sure == "either" or case.found.question.sure == "either":
        return "You answered {her}. Said more plainly, it would show {her} what you heard."
    if case.asks == "closed":
        return "You showed interest, with a question that can end at one word and says nothing of what you heard."
    if len(case.reply.split()) <= 4:
        return (
            "So short a reply leaves {her} room to go on, and leaves open whether you heard {her}."
        )
    if case.comforts:
        return "You stood by {her}, and closed the subject in doing so: {she} cannot tell what you heard."
    return "You answered {her}, and kept what you heard to yourself."


def _catch(case: Case) -> str:
    if case.copies:
        return "You wrote {own} words down almost as they came; in your own words it would show what you took from them."
    if not case.count:
        return (
            did(case) + "." if did(case) else "What you took from it is hard to find in your reply."
        )
    if not case.heard:
        return (
            "Said more plainly, your reply would show {her} what you took from it."
            if case.perhaps
            else "None of the {of} {things} {she} told you was found in your reply."
        )
    part = "all {of} {things}" if case.heard == case.count > 1 else "{n} of the {of} {things}"
    if case.count == 1:
        part = "the one thing"
    rest = "; how it is for {her} is not in your reply yet."
    if case.found.feeling.sure != "no":
        rest = ", and named a feeling with them, {feeling}." if case.feeling else "."
    return f"You caught {part} {{she}} told you{rest}"


def _say_back(case: Case) -> str:
    first = did(case)
    if not first or case.copies or cost(case):
        return _reply(case)
    if case.found.question.sure == "no":
        return f"{first}; a short check at the end would let {{her}} put you right."
    if case.feeling and case.heard:
        return f"{first}, with the fact beside it, and left {{her}} room to correct you."
    return f"{first}, and left {{her}} room to correct you."


def _ask(case: Case) -> str:
    if case.advises and case.found.question.sure != "no":
        return "You asked, and put your own idea into the question: {she} can only take it or leave it."
    if case.advises:
        return "You told {her} what to do; a question would have let {her} think first."
    if case.asks == "open":
        if case.turns:
            return (
                "You asked openly, after a story of your own that {she} now has to answer as well."
            )
        if case.says_back:
            return "You showed {her} what you heard, and asked so that {she} can choose where to begin."
        return "You asked so that {she} can choose where to begin."
    if case.asks == "closed":
        return "You asked about what {she} said, in a way that can end at one word."
    if case.found.question.sure == "either":
        return "A plainer question, with “what” or “how”, would be easier for {her} to answer."
    return "There is no question for {her} in your reply yet."


def _feeling(case: Case) -> str:
    if case.feeling:
        tail = cost(case)
        return "You named a feeling {she} may recognise, {feeling}" + (
            f", {tail}." if tail else "."
        )
    if case.found.feeling.sure == "either":
        return (
            "You answered {her}. A plain word for how it is would let {her} say yes or “not quite”."
        )
    if case.says_back:
        return "You said back what happened; how it is for {her} is not in your reply yet."
    return _without_reflection(case)
