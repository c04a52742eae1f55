"""Decide when a message comes back to be remembered, and count what was remembered.

A message comes back on the practice day after the first answer, and again 5 and 10 days after that
first recall. Short recall days apart makes things stay, and growing gaps are no better than even
ones (Cepeda et al. 2006, doi 10.1037/0033-2909.132.3.354; [9-07]). Days away and days of rest do
not count.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from coach.listening.engine.classifier.judge import Judge
from coach.listening.engine.classifier.judgement import Judgement
from coach.listening.engine.text.clauses import ParsedReply
from coach.listening.engine.text.overlap import content, share
from coach.listening.engine.text.values import values
from coach.listening.exercise import Heard, KeyPoint, Message, RecallCue

FIRST = 1  # days from the first answer to the first recall
AFTER = (5, 10)  # days from the first recall to the others
ROUNDS = 1 + len(AFTER)
LAPSE = 14  # days after which a recall that nobody did is dropped
A_DAY = 2  # recalls on Today at most
CUES = 3  # questions after the free recall at most
NEAR, ALMOST = 0.5, 0.3  # shares of an answer's words that count as right, or as perhaps right
ELSEWHERE, HERE = 0.8, 0.3  # scores of a point of another message, and at most of this one
FEWEST_POINTS = 20  # for the share on the page of progress

CueState = Literal["yes", "either", "no"]


@dataclass(frozen=True)
class DaysAway:
    """Days away or at rest, on which nothing comes back, first and last included.

    No ``last``: until further notice.
    """

    first: date
    last: date | None


@dataclass(frozen=True)
class Scheduled:
    """A message that may come back.

    ``answered_on`` is the day of the first answer, ``begun_on`` that of the first recall,
    ``last_on`` that of the last; ``rounds`` counts the recalls.
    """

    message_id: str
    answered_on: date
    begun_on: date | None = None
    last_on: date | None = None
    rounds: int = 0


def due_on(one: Scheduled, away: Collection[DaysAway]) -> date | None:
    """Return the day on which a message comes back next, or None if it does not."""
    if one.rounds >= ROUNDS:
        return None
    if one.rounds == 0 or one.begun_on is None:
        return later(one.answered_on, FIRST, away)
    return later(one.begun_on, AFTER[one.rounds - 1], away)


def due(scheduled: Iterable[Scheduled], away: Collection[DaysAway], today: date) -> list[Scheduled]:
    """Return what comes back today: at most two a day, the longest due first.

    What was recalled today counts among the two. On a day away nothing comes back.
    """
    every = list(scheduled)
    if is_away(today, away):
        return []
    done = sum(one.last_on == today for one in every)
    found = []
    for one in every:
        day = due_on(one, away)
        if day is not None and day <= today < later(day, LAPSE, away) and one.last_on != today:
            found.append((day, one.message_id, one))
    found.sort(key=lambda row: row[:2])
    return [one for _, _, one in found[: max(0, A_DAY - done)]]


def later(day: date, days: int, away: Collection[DaysAway]) -> date:
    """Return the day so many days later, without counting days away."""
    if any(each.last is None and each.first <= day for each in away):
        return date.max
    left = days
    while left:
        day += timedelta(days=1)
        ended = next((each for each in away if each.first <= day <= (each.last or date.max)), None)
        if ended is None:
            left -= 1
        elif ended.last is None:
            return date.max
        else:
            day = ended.last
    return day


def is_away(day: date, away: Collection[DaysAway]) -> bool:
    """Return whether a day is one of the days away."""
    return any(each.first <= day <= (each.last or date.max) for each in away)


# ------------------------------------------------------------------ judging


def found_points(judgement: Judgement, message: Message) -> tuple[str, ...]:
    """Return the ids of the key points that are found, or may be: in the learner's favour."""
    pairs = zip(message.points, judgement.points, strict=False)
    return tuple(point.id for point, match in pairs if match.sure != "no")


def found_details(judgement: Judgement) -> tuple[str, ...]:
    """Return the ids of the details that are told rightly."""
    return tuple(detail.id for detail in judgement.details if detail.state == "read")


def cues(message: Message, text: str, found: Collection[str], judge: Judge) -> list[RecallCue]:
    """Return the questions to ask: one for each point not found, three at most.

    A question whose answer stands in the free recall is left out.
    """
    missing = len([point for point in message.points if point.id not in found])
    open_ones = [each for each in message.recalls if cue_state(each, text, judge) != "yes"]
    return open_ones[: min(CUES, missing)]


def cue_state(cue: RecallCue, text: str, judge: Judge) -> CueState:
    """Return whether a text answers a question: by its values, its words, or its meaning."""
    if not content(text) and not values(text):
        return "no"
    accepted = (cue.answer, *cue.also)
    wanted = {value.key[:2] for answer in accepted for value in values(answer)}
    said = {value.key[:2] for value in values(text)}
    if wanted & said:
        return "yes"
    if said and wanted and {kind for kind, _ in said} & {kind for kind, _ in wanted}:
        return "no"  # another number, day or time
    best = max(share(content(answer), content(text)) for answer in accepted)
    if best >= NEAR:
        return "yes"
    point = KeyPoint(cue.id, cue.answer, cue.also)
    (match,) = judge.judge(Heard(" ".join(accepted), (point,)), text).points
    if match.sure == "yes":
        return "yes"
    return "either" if match.sure == "either" or best >= ALMOST else "no"


def from_another(
    message: Message, own: Judgement, text: str, others: Sequence[Message], judge: Judge
) -> Message | None:
    """Return another message of which a sentence tells a point clearly better, or None."""
    reply = ParsedReply(text)
    taken = {_sentence(reply, p.clause.start) for p in own.points if p.clause and p.score > HERE}
    for other in others:
        for match in judge.judge(other.heard, text).points:
            clear = match.sure == "yes" and match.score >= ELSEWHERE
            if clear and match.clause and _sentence(reply, match.clause.start) not in taken:
                return other
    return None


def _sentence(reply: ParsedReply, at: int) -> int:
    return next((s.sentence for s in reply.sentences if s.start <= at < s.end), -1)


def promise(judgement: Judgement, text: str) -> str:
    """Return the sentence in which a reply commits to something, or an empty string."""
    act = judgement.commits
    if act.sure != "yes" or not act.spans:
        return ""
    at = act.spans[0].start
    part = next((s for s in ParsedReply(text).sentences if s.start <= at < s.end), None)
    return text[part.start : part.end] if part else ""
