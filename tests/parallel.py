"""The same form sent several times at the same moment, as by a double click."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from flask import Flask

from tests.conftest import Visitor

COOKIES = ("session", "remember_token")


def copies(app: Flask, visitor: Visitor, number: int) -> list[Visitor]:
    """Return so many browsers that hold the visitor's cookies."""
    made: list[Visitor] = [app.test_client() for _ in range(number)]  # type: ignore[misc]
    for one in made:
        for name in COOKIES:
            if cookie := visitor.get_cookie(name):
                one.set_cookie(name, cookie.value)
    return made


def at_once(jobs: Sequence[Callable[[], Any]]) -> list[Any]:
    """Start all jobs at the same moment and return what each returned, in their order."""
    start, found = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(place: int, job: Callable[[], Any]) -> None:
        start.wait(timeout=20)
        found[place] = job()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return found


def sent_at_once(
    app: Flask, visitor: Visitor, url: str, forms: Sequence[dict[str, Any]]
) -> list[Any]:
    """Send each form from a copy of the visitor's browser; return the answers."""
    token = visitor.token()

    def sending(one: Visitor, form: dict[str, Any]) -> Callable[[], Any]:
        return lambda: one.post(url, data={**form, "csrf_token": token})

    browsers = copies(app, visitor, len(forms))
    return at_once([sending(one, form) for one, form in zip(browsers, forms, strict=True)])
