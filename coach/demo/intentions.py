"""Invent what the demo account wants to say and has said."""

from datetime import date, datetime, timedelta

from coach.accounts.models import User
from coach.content.model import Catalogue
from coach.content.steps import IntentionStep, Reflection
from coach.intentions import phrases, queries
from coach.journal import queries as journal

# for whom, in how many days from today, the words, the answer, and what came back
PLANNED = (
    ("R.", -9, "I can't take the Saturday shift. I've worked six days, and I need this one off.",
     "said", "She thanked me for telling her early, and asked Ben instead."),
    ("Ines", -4, "Thank you for the list on Monday. It saved me a whole morning.",
     "reworded", ""),
    ("T.", -1, "What worries you most about the handover?", "", ""),
    ("Ben", 0, "I said Friday, and it will be Monday. I'm sorry. Does that still work for you?",
     "", ""),
)  # fmt: skip


def plan(user: User, course: Catalogue, today: date, now: datetime) -> None:
    """Plan four sentences, made in the course's first lessons. Two were said."""
    steps = [id_ for id_, place in course.steps.items()
             if isinstance(place.step, IntentionStep | Reflection)]  # fmt: skip
    for step_id, (who, ahead, words, answer, came_back) in zip(steps, PLANNED, strict=False):
        day, made_at = today + timedelta(days=ahead), now - timedelta(days=12)
        queries.save(user.id, step_id, who, day, words, made_at)
        found = queries.of_step(user.id, step_id)
        if found is None or not answer:
            continue
        queries.close(found, answer, day + timedelta(days=1), now)
        if came_back:
            prompt = phrases.note_prompt(found)
            journal.add_note(user.id, queries.note_key(step_id), came_back, now, prompt)
