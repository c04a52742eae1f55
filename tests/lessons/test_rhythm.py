"""How often a lesson's habit is done, in words."""

import pytest

from coach.content.steps import HabitOffer


def offer(per: str, target: int | None = None, days: tuple[int, ...] = ()) -> HabitOffer:
    return HabitOffer("h", 1, "A habit", "active-listening", per, target, days, None, None)


@pytest.mark.parametrize(
    ("habit", "said"),
    [
        (offer("day"), "Every day"),
        (offer("days", 1), "Every day"),
        (offer("days", 14), "Every 14 days"),
        (offer("week", 1), "Once a week"),
        (offer("week", 2), "Twice a week"),
        (offer("month", 3), "3 times a month"),
        (offer("weekdays", days=(1, 4)), "On Monday, Thursday"),
    ],
)
def test_a_rhythm_is_said_in_words_that_agree(habit: HabitOffer, said: str) -> None:
    assert habit.rhythm == said
