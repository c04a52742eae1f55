"""Decide for each genre whether a whole reply did what its speaker needs.

Uncertain acts count in the learner's favour.
"""

from coach.listening.engine.classifier.judgement import Act, Judgement, PointMatch
from coach.listening.exercise import REFUSAL

READ = 2 / 3  # the share of a brief's details that are read back


def reply_went_well(judgement: Judgement) -> bool:
    """Return whether a whole reply went well, by the genre of its message."""
    rules = {
        "weight": _weight,
        "request": _request,
        "objection": _objection,
        "complaint": _complaint,
        "brief": _brief,
        "good_news": _good_news,
        "ramble": _ramble,
        "disagreement": _disagreement,
        "handover": _handover,
        "newcomer": _newcomer,
    }
    return rules[judgement.genre](judgement)


def turn_went_well(judgement: Judgement) -> bool:
    """Return whether a reply in a conversation keeps the door open, by the genre.

    Where the speaker needs an answer, the reply does what a whole reply does there; a request that
    has to be refused needs a clear no. Elsewhere the speaker is heard before anything argues; to
    own what went wrong is hearing, too. Nothing opens with advice that nobody asked for, or with a
    story of one's own.
    """
    if judgement.self_turn.sure == "yes" or advises(judgement) or argues(judgement):
        return False
    if judgement.asks == REFUSAL:
        return _ask_heard(judgement) and judgement.refuses.sure != "no"
    if judgement.asks != "nothing":
        return reply_went_well(judgement)
    said = heard(judgement, "fact", "ask", "heart") and judgement.commits.sure != "no"
    return judgement.reflection.sure != "no" or asks_openly(judgement) or owns(judgement) or said


def argues(judgement: Judgement) -> bool:
    """Return whether a reply in a conversation argues before the speaker is heard.

    Somebody who complains hears an excuse in it also afterwards, unless an answer follows.
    """
    excuse = judgement.genre == "complaint" and judgement.asks == "nothing"
    return rebuts_first(judgement) or (excuse and judgement.rebuts.sure == "yes")


def owns(judgement: Judgement) -> bool:
    """Return whether a reply owns what the speaker blames, or what it says back."""
    blamed = judgement.genre == "complaint" or heard(judgement, "fact", "heart")
    return blamed and judgement.apologises.sure != "no"


def _ask_heard(judgement: Judgement) -> bool:
    """Return whether the reply says what is asked for. A closed door has no key points."""
    return heard(judgement, "ask") or not judgement.points


def heard(judgement: Judgement, *kinds: str) -> bool:
    """Return whether a point of one of these kinds is found, or may be."""
    return any(point.kind in kinds and point.sure != "no" for point in judgement.points)


def asks(judgement: Judgement) -> bool:
    return judgement.question.sure != "no"


def asks_openly(judgement: Judgement) -> bool:
    return asks(judgement) and judgement.question_type == "open"


def advises(judgement: Judgement) -> bool:
    """Return whether there is advice that nobody asked for, or that comes before it is welcome.

    Where the speaker asks for information, telling what to do is an answer. Where advice fits
    after listening, only advice before the first reflection comes too early.
    """
    act = judgement.advice
    if act.sure != "yes" or judgement.asks == "information":
        return False
    return not (judgement.advice_after and _after(act, judgement.reflection))


def rebuts_first(judgement: Judgement) -> bool:
    """Return whether the reply argues before it shows that it heard anything."""
    act = judgement.rebuts
    if act.sure != "yes" or not act.spans:
        return False
    places = [p.clause.start for p in judgement.points if p.clause and p.sure != "no"]
    places += [span.start for span in judgement.reflection.spans]
    places += [span.start for span in judgement.apologises.spans]
    return min(places, default=act.spans[0].start + 1) > act.spans[0].start


def _after(act: Act, other: Act) -> bool:
    if other.sure == "no" or not other.spans or not act.spans:
        return False
    return act.spans[0].start > other.spans[0].start


def _says_back(judgement: Judgement) -> bool:
    return judgement.reflection.sure != "no" and judgement.parrot <= 0.5


def _weight(judgement: Judgement) -> bool:
    felt = _says_back(judgement) or judgement.feeling.sure != "no"
    act = judgement.self_turn
    turned = act.sure == "yes" and not (judgement.asks == "experience" and len(act.spans) < 2)
    return (
        felt
        and (asks_openly(judgement) or heard(judgement, "heart"))
        and not advises(judgement)
        and not turned
    )


def _request(judgement: Judgement) -> bool:
    return _ask_heard(judgement) and judgement.commits.sure != "no"


def _objection(judgement: Judgement) -> bool:
    answers = judgement.commits.sure != "no" or asks_openly(judgement)
    found = heard(judgement, "heart", "ask", "fact")
    return found and not rebuts_first(judgement) and answers


def _complaint(judgement: Judgement) -> bool:
    said = heard(judgement, "heart", "fact") or (not judgement.points and _says_back(judgement))
    owned = judgement.apologises.sure != "no" or said
    return owned and not rebuts_first(judgement) and judgement.commits.sure != "no"


def _brief(judgement: Judgement) -> bool:
    return _reads_back(judgement, READ)


def _reads_back(judgement: Judgement, share: float) -> bool:
    details = judgement.details
    read = sum(detail.state == "read" for detail in details)
    safe = all(detail.state == "read" for detail in details if detail.safety)
    wrong = any(detail.state == "misread" for detail in details)
    return safe and not wrong and read >= share * len(details)


def _good_news(judgement: Judgement) -> bool:
    met = any(p.sure != "no" for p in judgement.points) or asks_openly(judgement)
    return judgement.celebrates.sure != "no" and met and not advises(judgement)


def _ramble(judgement: Judgement) -> bool:
    threads = all(p.sure != "no" for p in judgement.points if p.needed)
    return threads and (judgement.commits.sure != "no" or asks(judgement))


def _disagreement(judgement: Judgement) -> bool:
    before = [p for p in judgement.points if p.sure != "no" and _is_before(p, judgement.rebuts)]
    conceded = judgement.commits.sure != "no" or asks_openly(judgement)
    return len(before) >= min(2, len(judgement.points)) and conceded


def _is_before(point: PointMatch, act: Act) -> bool:
    if act.sure != "yes" or not act.spans or point.clause is None:
        return True
    return point.clause.start < act.spans[0].start


def _handover(judgement: Judgement) -> bool:
    return _reads_back(judgement, 0) and (judgement.commits.sure != "no" or asks(judgement))


def _newcomer(judgement: Judgement) -> bool:
    return judgement.information.sure != "no" or judgement.commits.sure != "no"
