"""Invented answers for the demo account: lessons read over time, cards reviewed on most days."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert

from coach.accounts.models import User
from coach.content.model import Asked, Catalogue, Lesson
from coach.db import db
from coach.lessons.models import LessonAnswer
from coach.questions.choice import Choice
from coach.review import log_queries, scheduling, session
from coach.review.models import ReviewLog
from coach.review.scheduling import Confidence, Memory, Recall

SKILL = 0.82  # share of answers that are right
DILIGENCE = 0.85  # share of days on which the due cards are reviewed
SURE: dict[bool, Sequence[Confidence]] = {
    True: ("sure", "sure", "sure", "fairly", "guess"),
    False: ("sure", "fairly", "fairly", "guess"),
}


class PastAnswers:
    """Answers of so many days up to yesterday, drawn by ``random``."""

    def __init__(self, user: User, course: Catalogue, today: date, random: Random) -> None:
        self.user, self.course, self.today, self.random = user, course, today, random
        self.memories: dict[str, Memory] = {}
        self.log: list[dict[str, Any]] = []
        self.answers: dict[str, dict[str, Any]] = {}

    def live(self, lessons: Sequence[Lesson], days: int) -> None:
        """Read the lessons at even distances, review on most days, and keep it all."""
        variants = session.concepts(self.course)
        days = max(1, days)
        read = {days - n * days // (len(lessons) + 1): lesson for n, lesson in enumerate(lessons)}
        for ago in range(days, 0, -1):
            day = self.today - timedelta(days=ago)
            if self.random.random() < DILIGENCE:
                waiting = session.due(self.memories, day, variants)
                for each in session.session(waiting, variants).cards:
                    self._answer(self.random.choice(each.variants), day, "review")
            for asked in self._asked(read.get(ago)):
                self._answer(asked, day, "lesson")
        if self.log:
            db.session.execute(insert(ReviewLog), self.log)
        if self.answers:
            db.session.execute(insert(LessonAnswer), list(self.answers.values()))
        log_queries.rebuild(self.user)

    def _asked(self, lesson: Lesson | None) -> Iterator[Asked]:
        for question in lesson.questions if lesson else ():
            if question.is_card:
                yield self.course.questions[question.id]

    def _answer(self, asked: Asked, day: date, context: str) -> None:
        question = asked.question
        right = self.random.random() < SKILL
        score, confidence = float(right), self.random.choice(SURE[right])
        moment = datetime.combine(day, time(18, self.random.randrange(60)), UTC)
        if isinstance(question, Choice):
            self._choose(question, right, confidence, moment)
        if not question.concept:
            return
        rating = scheduling.rate(score, confidence, hinted=False)
        before = self.memories.get(question.concept)
        counted = before is None or before.last < day
        if counted:
            recall = Recall(day, rating, scheduling.right(score, rating))
            keeper = log_queries.scheduling_params_of(self.user, question.concept)
            self.memories[question.concept] = scheduling.after(before, recall, keeper)
        self.log.append(
            {
                "user_id": self.user.id,
                "concept": question.concept,
                "question_id": question.id,
                "digest": question.digest,
                "context": context,
                "role": "counted" if counted else "practice",
                "answered_at": moment,
                "given_at": scheduling.fsrs_time(day),
                "rating": int(rating),
                "score": score,
                "confidence": confidence,
                "hinted": False,
                "fsrs_version": scheduling.VERSION,
            }
        )

    def _choose(
        self, question: Choice, right: bool, confidence: Confidence, moment: datetime
    ) -> None:
        keys = sorted(o.key for o in question.options if (o.key in question.best) == right)
        given = keys if question.kind == "multiple" else keys[:1]
        first = {
            "user_id": self.user.id,
            "question_id": question.id,
            "first_response": given,
            "first_score": float(right),
            "first_confidence": confidence,
            "first_hinted": False,
            "first_digest": question.digest,
            "first_at": moment,
            "tries": 0,
        }
        kept = self.answers.setdefault(question.id, first)
        kept["last_response"], kept["last_digest"] = given, question.digest
        kept["last_at"], kept["tries"] = moment, kept["tries"] + 1
