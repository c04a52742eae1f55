"""Numbers agree with their nouns: as a rule, and on every page of small accounts.

The pages are those that links and addresses of the app lead to, for accounts that have none, one
and two of everything: there ``1 days`` would stand.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from coach.assessment.calendar import Week
from coach.text import agree, in_words, latest, plural
from tests.assessment.sitting import sit
from tests.conftest import Moment, Visitor
from tests.listening.acts import shown
from tests.pages import Page, checked

pytestmark = pytest.mark.any_database

EACH = 2  # pages looked at of one kind
# words after a 1 that end in s and are no plurals, or belong to a name or a title
SINGULAR = r"(?:is|was|has|this|as|us|its|plus|focus|needs|waits|goes|means|seems|asks|less|across)"
BETWEEN = r"(?:more |missed |spare |due |planned |graduated |other )?"
ODD = re.compile(
    rf"(?<![\d.,:/–-])1 (?!{SINGULAR}\b){BETWEEN}[a-z]+s\b"
    r"|\b(?:last|latest|next|other|all) 1\b|\bof 1 [a-z]+s\b|\b1 (?:are|were|have)\b",
)
MENTION = {"/references", "/glossary"}  # studies and their pages, as authors wrote them


def test_a_noun_agrees_with_its_number() -> None:
    assert [plural(n, "day") for n in (0, 1, 2, 1200)] == [
        "0 days",
        "1 day",
        "2 days",
        "1,200 days",
    ]
    assert plural(2, "reply", "replies") == "2 replies"
    assert (agree(1, "is", "are"), agree(0, "is", "are")) == ("is", "are")
    assert (latest(1, "week"), latest(3, "week")) == ("the last week", "the last 3 weeks")
    assert (in_words(0), in_words(10), in_words(11)) == ("no", "ten", "11")


@pytest.mark.parametrize("words", ["About 1 minutes left", "Kept 1 of the last 1 weeks", "1 are"])
def test_odd_counts_are_found(words: str) -> None:
    assert ODD.search(words)


@pytest.mark.parametrize(
    "words", ["1 week", "11 weeks", "step 1 is", "1 of 3 weeks", "at 1:1 days"]
)
def test_sound_counts_are_not(words: str) -> None:
    assert not ODD.search(words)


def lived(app: Flask, visitor: Visitor, moment: Moment, number: int) -> None:
    """Do so many of everything: lessons, habits, check-ins, look-backs, replies, entries."""
    lessons = list(app.extensions["catalogue"].lessons.values())
    for n in range(number):
        lesson = lessons[n]
        visitor.send(f"/lessons/{lesson.id}/{len(lesson.steps)}/next")
        begun = lessons[-1 - n]
        visitor.send(f"/lessons/{begun.id}/{len(begun.steps) - 1 - n}/next")
        habit(visitor, f"Habit {n}", ("daily", "week")[n])
        visitor.send("/journal", {"text": f"Met Ada, {n}."})
        shown(app, visitor, moment.now, token=f"example-{n}")
        sit(visitor, Week.of(moment.now.date()))
        moment.now += timedelta(weeks=1)


def habit(visitor: Visitor, name: str, kind: str) -> None:
    """Plan a habit of this kind, check in once and make a note."""
    form = {"name": name, "principle": "2", "cue": "a call ends", "act": "say thanks"}
    answer = visitor.send("/habits/new", form | {"kind": kind, "week": 3, "token": name})
    day = re.search(r"/days/([\d-]+)", visitor.get(answer.location).text)
    assert day
    visitor.send(f"{answer.location}/days/{day[1]}", {"state": "done"})
    visitor.send(f"{answer.location}/days/{day[1]}", {"state": "note", "note": "It went well."})


def pages(app: Flask, visitor: Visitor) -> Iterator[tuple[str, Page]]:
    """Return the pages that links lead to, at most ``EACH`` of one kind."""
    found = ["/today", "/settings", "/settings/data", "/review", "/review/pace", "/look-back"]
    first = next(iter(app.extensions["catalogue"].lessons))
    found += [f"/lessons/{first}/finish", f"/lessons/{first}/print"]
    kinds: Counter[str] = Counter()
    known = set(found)
    for url in found:  # it grows meanwhile
        answer = visitor.get(url, follow_redirects=True)
        if answer.mimetype != "text/html" or answer.status_code != 200:
            continue
        page = checked(answer.text)
        yield url, page
        for link in sorted(page.links()):
            path = urlsplit(link).path
            elsewhere = urlsplit(link).netloc or not path or path.startswith("/static")
            if elsewhere or path in known:
                continue
            try:
                endpoint, _ = app.url_map.bind("localhost").match(path, "GET")
            except NotFound as error:
                raise AssertionError(f"{url} links to {path}, which is not there") from error
            kinds[endpoint] += 1
            if kinds[endpoint] <= EACH:
                known.add(path)
                found.append(path)


def said(page: Page) -> str:
    """Return what is read of a page, and what is read out of it."""
    main = page.root.find(".//main")
    labels = [e.get("aria-label", "") for e in page.root.iter() if isinstance(e.tag, str)]
    return ". ".join([page.words if main is not None else "", *labels])


@pytest.mark.parametrize("number", [0, 1, 2])
def test_no_page_of_a_small_account_counts_oddly(
    app: Flask, owner: Visitor, moment: Moment, number: int
) -> None:
    lived(app, owner, moment, number)
    seen, odd = 0, []
    for url, page in pages(app, owner):
        seen += 1
        if url not in MENTION:
            odd += [(url, match[0]) for match in ODD.finditer(said(page))]
    assert seen > 20
    assert odd == []
