"""Nonsense, sent to every address and every form: refused kindly, never a fault of ours.

Few examples here; ``python -m tests.fuzz --requests 100000`` does it at length.
"""

import os

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.attack import Attack
from tests.fuzz.stage import Stage
from tests.fuzz.strategies import Attempt, attempts

EXAMPLES = int(os.environ.get("FUZZ", "300"))
# addresses that take a form and whose form is on no page: Flask-Security has two, and with one kind
# of second step nobody is led there; sound is sent by a script, where the host has the extra
ON_NO_PAGE = {"security.tf_select", "security.two_factor_rescue", "speech.write_down"}


@pytest.fixture
def stage(app: Flask) -> Stage:
    """The app with history, explored."""
    return Stage(app)


def test_the_forms_are_found_and_no_address_or_form_can_be_made_to_fail(stage: Stage) -> None:
    assert stage.site.faults == []
    taken = {rule.endpoint for rule in stage.site.rules if "POST" in (rule.methods or ())}
    assert taken - {form.endpoint for form in stage.site.forms.values()} == ON_NO_PAGE
    attack = Attack(stage)

    @seed(11)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(attempts(stage.site))
    def none_fails(attempt: Attempt) -> None:
        assert attack.strike(attempt) == []

    none_fails()
    assert attack.sent >= EXAMPLES
