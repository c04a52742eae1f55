"""Choose one question to bring to a talk. The questions are ours; each belongs to a principle.

To ask is better than to guess: people are poor at reading each other's minds (references, 8-01).
"""

from datetime import date
from typing import NamedTuple

from coach.people.rules.rhythm import WEEK

MOST = 6  # people on one page
LINES = 3  # the newest lines of each
DAYS = 30  # ahead, for days to remember
NEWS_SINCE = 365  # days

# one of each principle, 1 to 8, in each round
ROUNDS = (
    (
        "What part of your work would you like to do more of?",
        "What takes most of your attention at the moment?",
        "What would save you an hour next week?",
        "How do you like to be in touch: a call, a message, or when we meet?",
        "Is there anything that you are waiting for from me?",
        "Who do you learn most from at the moment?",
        "What work of yours are you pleased with?",
        "What has changed for you in the last few months?",
    ),
    (
        "What do you wish that more people knew about your work?",
        "What is the hardest part of that for you?",
        "Is there somebody whom you would like to meet?",
        "Do we speak too often, too rarely, or about right?",
        "What could I have told you earlier?",
        "Which team would you like to know better?",
        "Who has helped you lately, and do they know it?",
        "What will be different for you next year?",
    ),
    (
        "What have you changed your mind about lately?",
        "What should I understand better about your side of this?",
        "What are you trying to finish this month?",
        "What has happened since we last spoke?",
        "By which day do you really need it?",
        "Whom should I know, in your opinion?",
        "What have we done together that worked well?",
        "What used to work between us, and does not fit any more?",
    ),
)


class MeetingQuestion(NamedTuple):
    """A question to bring, and the number of its principle, 1 to 8."""

    principle: int
    text: str


QUESTIONS = tuple(
    MeetingQuestion(number, text) for texts in ROUNDS for number, text in enumerate(texts, start=1)
)


def question(today: date, place: int = 0) -> MeetingQuestion:
    """Return the week's question. ``place`` counts the people of one page, from 0.

    A week is Monday to Sunday. People on one page get different questions.
    """
    week = (today.toordinal() - 1) // WEEK
    return QUESTIONS[(week + place) % len(QUESTIONS)]
