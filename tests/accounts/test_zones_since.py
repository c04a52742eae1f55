"""The part of the log of zones that is read tells the same about the days as all of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from coach.accounts import queries
from coach.accounts.models import User, ZoneChange
from coach.db import db
from coach.habits.rules.time_zones import travel_days
from tests.conftest import FRIDAY

DAY = timedelta(days=1)
FIRST = date(2026, 1, 1)
JOURNEYS = [  # the days of travel lie at both ends of what is read, and between
    (datetime(2025, 6, 1, tzinfo=UTC), "Pacific/Honolulu"),
    (datetime(2026, 3, 10, 17, tzinfo=UTC), "Pacific/Auckland"),
    (datetime(2026, 3, 20, 2, tzinfo=UTC), "Pacific/Honolulu"),
    (datetime(2026, 3, 20, 20, tzinfo=UTC), "Pacific/Kiritimati"),
    (datetime(2026, 7, 1, 12, tzinfo=UTC), "Europe/Berlin"),
    (datetime(2026, 10, 2, 9, tzinfo=UTC), "Pacific/Apia"),
]


@pytest.fixture
def traveller(app: Flask) -> int:
    """Somebody who crossed the date line more than once."""
    with app.app_context():
        user = User(fs_uniquifier="traveller", zone="Pacific/Apia", created_at=FRIDAY)
        db.session.add(user)
        db.session.flush()
        db.session.add_all(ZoneChange(user_id=user.id, moment=m, zone=z) for m, z in JOURNEYS)
        db.session.commit()
        return user.id


@pytest.mark.parametrize("rollover", [0, 4, 11])
def test_from_each_day_on_the_days_of_travel_are_the_same(
    app: Flask, traveller: int, rollover: int
) -> None:
    last = FRIDAY.date()
    with app.app_context():
        whole = tuple(queries.zones(traveller))
        found = set()
        for ahead in range((last - FIRST).days + 1):
            day = FIRST + ahead * DAY
            part = tuple(queries.zones_since(traveller, day))
            days = travel_days(day, min(last, day + 10 * DAY), part, rollover)
            assert days == travel_days(day, min(last, day + 10 * DAY), whole, rollover)
            found |= days
    assert found  # or this would show nothing


def test_only_what_can_matter_is_read(app: Flask, traveller: int) -> None:
    with app.app_context():
        assert queries.zones_since(traveller, date.min) == JOURNEYS
        assert queries.zones_since(traveller, date(2026, 7, 2)) == JOURNEYS[3:]
        assert queries.zones_since(traveller, FRIDAY.date()) == JOURNEYS[-1:]
