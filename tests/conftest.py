"""An app on a real database, a clock that tests set, and three people."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import select

from coach import create_app
from coach.accounts.models import User
from coach.accounts.rate_limits import limiter
from coach.config import Settings
from coach.db import db
from tests import cluster, databases
from tests.pages import Page, checked

settings.register_profile("untimed", deadline=None)  # a slow machine is no failure
settings.load_profile("untimed")

TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')
# the least that argon2 takes, instead of 0.1 s of all cores for each password
CHEAP = {"argon2__time_cost": 1, "argon2__memory_cost": 8, "argon2__parallelism": 1}
FRIDAY = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)


@dataclass
class Moment:
    """The clock of an app under test: set ``now``, and it is then."""

    now: datetime = FRIDAY

    def __call__(self) -> datetime:
        return self.now


class Visitor(FlaskClient):
    """A browser without script. Pages it gets are checked; forms get their token by themselves."""

    user_id, public_id = 0, ""

    def open(self, *args: Any, **options: Any) -> Any:
        """Take in the whole answer, so that what happens after it has happened.

        What was sent is closed: above 500 kB it is a file on disk.
        """
        answer = super().open(*args, **{"buffered": True, **options})
        for request in (answer.request, *(before.request for before in answer.history)):
            request.environ["wsgi.input"].close()
        return answer

    def page(self, url: str, status: int = 200) -> Page:
        """GET a page, follow redirects, and return it parsed and checked."""
        answer = self.get(url, follow_redirects=True)
        assert answer.status_code == status, f"{url}: {answer.status}"
        return checked(answer.text)

    def send(self, url: str, data: dict[str, Any] | None = None, part: bool = False) -> Any:
        """POST a form with its token, as a page or as a part."""
        headers = {"X-Part": "1"} if part else {}
        form = {**(data or {}), "csrf_token": self.token()}
        return self.post(url, data=form, headers=headers)

    def token(self) -> str:
        """Return a form token of this browser's session."""
        answer = self.get("/settings", follow_redirects=True)
        assert answer.status_code == 200, f"/settings: {answer.status}"
        found = TOKEN.search(answer.text)
        return found[1] if found else ""


class Compiled(BytecodeCache):
    """The templates that some app of this process has compiled, for all the others."""

    def __init__(self) -> None:
        self.made: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket if its template was compiled before."""
        if made := self.made.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(made)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled. A changed template has another checksum."""
        self.made[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


COMPILED = Compiled()


def prepared(app: Flask) -> Flask:
    """Make an app ready for tests: nobody is counted, hashing a password takes no time."""
    app.test_client_class = Visitor
    app.config.update(TESTING=True)
    app.jinja_env.bytecode_cache = COMPILED
    app.extensions["security"].pwd_context.update(**CHEAP)
    limiter.enabled = False  # one for all apps; the fixture ``limited`` turns it on
    return app


@pytest.fixture(autouse=True)
def _push_request_context() -> None:
    """Take the place of pytest-flask's fixture, which lets ``g`` leak from request to request."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what runs on each database; leave out what is about SQLite's files on a server."""
    for item in items:
        asks = {"store", "own"} & set(getattr(item, "fixturenames", ()))
        asks = asks or hasattr(getattr(item, "module", None), "db")
        if asks and not item.get_closest_marker("any_database"):
            item.add_marker("database")
        if databases.on_postgresql() and item.get_closest_marker("sqlite"):
            item.add_marker(pytest.mark.skip(reason="about SQLite's own file"))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database made once by the migrations."""
    return databases.Files(tmp_path_factory.mktemp("template")).template


@pytest.fixture(scope="session")
def store(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[databases.Files | databases.Server]:
    """Where the databases of this run come from."""
    kind = databases.Server if databases.on_postgresql() else databases.Files
    made = kind(tmp_path_factory.mktemp("template"))
    yield made
    made.close()


@pytest.fixture
def installed(store: databases.Files | databases.Server) -> Iterator[Callable[[Path], Settings]]:
    """A way to get the settings of an installation whose database is of this version."""
    ends: list[databases.GiveBack] = []

    def make(folder: Path) -> Settings:
        url, end = store.fresh(folder)
        ends.append(end)
        return databases.settings(folder, url)

    yield make
    for end in ends:
        end()


@pytest.fixture
def nothing_yet(store: databases.Files | databases.Server) -> Iterator[str]:
    """The setting ``database_url`` of a database that has no tables yet."""
    url, end = store.empty()
    yield url
    end()


@pytest.fixture
def environ(nothing_yet: str) -> dict[str, str]:
    """The environment of a program that is to begin with an empty database."""
    return {"COACH_DATABASE_URL": nothing_yet} if nothing_yet else {}


@pytest.fixture(scope="session")
def own() -> Iterator[cluster.Cluster]:
    """A server of PostgreSQL for tests that stop it, or that need one besides SQLite."""
    if cluster.binaries() is None and "CI" not in os.environ:
        pytest.skip("no PostgreSQL is installed here")
    with cluster.Cluster() as made:
        yield made


@pytest.fixture
def moment() -> Moment:
    """The clock of this test's app."""
    return Moment()


@pytest.fixture
def app(tmp_path: Path, installed: Callable[[Path], Settings], moment: Moment) -> Iterator[Flask]:
    """The whole app on its own database."""
    with running(installed(tmp_path), moment) as made:
        yield made


@contextmanager
def running(settings: Settings, clock: Moment) -> Iterator[Flask]:
    """An app for tests; its database is let go of afterwards."""
    made = prepared(create_app(settings, clock=clock))
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def limited(app: Flask) -> Iterator[None]:
    """Tries and floods are counted."""
    limiter.enabled = True
    yield
    limiter.enabled = False


@pytest.fixture
def figures(app: Flask) -> Callable[..., None]:
    """A way to set limits of this test's app."""

    def change(**figures: str) -> None:
        app.extensions["settings"] = replace(app.extensions["settings"], **figures)

    return change


@pytest.fixture
def client(app: Flask) -> Visitor:
    """A visitor who is nobody yet."""
    return app.test_client()  # type: ignore[return-value]


def person(app: Flask, name: str) -> Visitor:
    """Return the browser of a guest who has set a name."""
    visitor: Visitor = app.test_client()  # type: ignore[assignment]
    days = {"rollover": 4, "week_start": 1, "look_back_day": 5}
    answer = visitor.send("/settings", {"name": name, "zone": "UTC", "theme": "", **days})
    assert answer.status_code == 303, answer.text
    with app.app_context():
        known = db.session.execute(select(User.id, User.public_id).where(User.name == name)).one()
        visitor.user_id, visitor.public_id = known
    return visitor


@pytest.fixture
def owner(app: Flask) -> Visitor:
    """Somebody with things of their own."""
    return person(app, "Nora")


@pytest.fixture
def newcomer(app: Flask) -> Visitor:
    """Somebody who has just begun."""
    return person(app, "Ivo")


@pytest.fixture
def stranger(app: Flask) -> Visitor:
    """Somebody who must see nothing of the owner's."""
    return person(app, "Sam")


@pytest.fixture
def another(app: Flask) -> Iterator[Callable[..., Visitor]]:
    """A way to get a browser of the same installation with other settings."""
    made: list[Flask] = []

    def visitor(**changed: Any) -> Visitor:
        settings = replace(app.extensions["settings"], **changed)
        made.append(prepared(create_app(settings, clock=app.extensions["clock"])))
        return made[-1].test_client()  # type: ignore[return-value]

    yield visitor
    for each in made:
        with each.app_context():
            db.session.remove()
            db.engine.dispose()
