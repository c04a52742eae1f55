"""Templates compiled our way read as Jinja's own do."""

import pytest
from flask import Flask
from flask.templating import Environment
from jinja2 import DictLoader
from markupsafe import Markup

from coach.web.template_compiler import CONSTANT, Pages

TEMPLATES = {
    "base.html": (
        "<b>{% block title %}?{% endblock %}</b>{% include 'part.html' %}"
        "{% block page %}[{% block main %}{% endblock %}]{% endblock %}{{ last }}"
    ),
    "part.html": "<i>{{ words }}{% if not words %}none{% endif %}</i>",
    "macros.html": "{% macro twice(x) %}{{ x }}{{ caller() if caller else x }}{% endmacro %}",
    "page.html": (
        "{% extends 'base.html' %}{% from 'macros.html' import twice %}"
        "{% block title %}{{ super() }}{{ words }}{% endblock %}"
        "{% block main %}{% for n in range(3) %}{{ loop.index }}{{ icon('a', n) }}"
        "{% include 'part.html' %}{% else %}never{% endfor %}"
        "{{ icon('<next>') }}{{ twice(words) }}{% call twice('<') %}called{% endcall %}"
        "{% set kept %}{{ words }}!{% endset %}{{ kept }}"
        "{% filter upper %}a{{ words }}{% endfilter %}"
        "{% endblock %}"
    ),
}


def icon(name: str, size: int = 0) -> Markup:
    """Return a drawing."""
    return Markup("<svg>{}{}</svg>").format(name, size)


def made(kind: type[Environment]) -> Environment:
    """Return the environment with the templates above and what they call."""
    found = kind(Flask(__name__), loader=DictLoader(TEMPLATES), autoescape=True)
    drawn = dict.fromkeys(CONSTANT, icon)
    found.globals.update(drawn)
    found.filters.update(drawn)
    return found


@pytest.mark.parametrize("words", ["", "plain", "<script>", Markup("<u>own</u>")])
def test_a_page_in_one_piece_has_the_text_that_jinja_gives(words: str) -> None:
    ours, plain = (
        made(kind).get_template("page.html").render(words=words, last="'")
        for kind in (Pages, Environment)
    )
    assert ours == plain
    assert "<script>" not in ours


def test_what_is_constant_is_worked_out_when_the_template_is_compiled() -> None:
    asked: list[str] = []

    def counted(name: str) -> Markup:
        asked.append(name)
        return icon(name)

    pages = made(Pages)
    pages.filters["icon"] = counted
    page = pages.from_string("{{ icon('next') }}{{ icon(name) }}")
    assert asked == ["next"]
    for name in ("<", "b"):
        assert page.render(name=name) == icon("next") + icon(name)
    assert asked == ["next", "<", "b"]
