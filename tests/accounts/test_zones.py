"""The list of time zones: by region, with the names of today, findable by city or country."""

import pytest

from coach import clock
from coach.accounts.zone_forms import choices
from tests.conftest import Visitor


@pytest.mark.parametrize("dead", ["Asia/Calcutta", "America/Buenos_Aires", "US/Pacific", "Zulu"])
def test_the_list_has_no_name_that_is_out_of_use(dead: str) -> None:
    assert dead in clock.zones(), "a name that a browser may still give"
    assert dead not in {choice.value for choice in choices()}


@pytest.mark.parametrize(
    ("zone", "region", "words"),
    [
        ("Europe/Stockholm", "Europe", "Stockholm, Sweden"),
        ("Asia/Kolkata", "Asia", "Kolkata, India"),
        ("America/Indiana/Knox", "America", "Knox, Indiana, United States"),
        ("Asia/Singapore", "Asia", "Singapore"),
        ("UTC", "No place", "UTC"),
    ],
)
def test_a_zone_stands_in_its_region_with_its_country(zone: str, region: str, words: str) -> None:
    [choice] = [choice for choice in choices() if choice.value == zone]
    assert (choice.optgroup, choice.label) == (region, words)


def test_every_place_of_the_table_is_offered_once_in_the_order_of_the_alphabet() -> None:
    offered = choices()
    assert len({choice.value for choice in offered}) == len(offered) > 400
    europe = [choice.label for choice in offered if choice.optgroup == "Europe"]
    assert europe == sorted(europe)
    assert {choice.value for choice in offered} <= clock.zones()


def test_a_stored_name_stays_in_the_list_and_is_named_as_it_is() -> None:
    [kept] = [
        choice for choice in choices("Asia/Calcutta", None) if choice.value == "Asia/Calcutta"
    ]
    assert (kept.optgroup, kept.label) == ("In use here", "Asia/Calcutta")
    assert "Mars/Base" not in {choice.value for choice in choices("Mars/Base")}


def test_the_form_shows_the_regions(owner: Visitor) -> None:
    select = owner.page("/settings").one("select", name="zone")
    regions = [group.get("label") for group in select.iter("optgroup")]
    assert regions[:3] == ["Africa", "America", "Antarctica"]
    assert len(regions) == len(set(regions))
