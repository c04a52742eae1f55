"""The app, assembled in named steps."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TYPE_CHECKING

from flask import Flask
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from coach import clock as system_clock
from coach import config, mail, paths

if TYPE_CHECKING:
    from coach.listening.engine.classifier.embedder import Listening

FEATURES = (
    "accounts", "today", "lessons", "lessons.annotations", "habits", "habits.check_ins",
    "habits.pauses", "habits.import_export", "habits.reminders", "assessment", "keepsakes",
    "journal", "review", "search", "account_data", "drafts", "admin", "listening",
    "listening.practice_log", "listening.statistics", "writing", "writing.statistics",
)  # fmt: skip
"""The packages whose modules ``views…`` have pages and whose modules ``models`` have tables."""


def create_app(
    settings: config.Settings | None = None,
    clock: Callable[[], datetime] = system_clock.now,
) -> Flask:
    """Return the app, assembled in named steps. Raises ConfigError for unusable settings."""
    settings = settings or config.load(os.environ)
    app = Flask(
        "coach",
        instance_path=str(settings.instance),
        template_folder=str(paths.TEMPLATES),
        static_folder=None,
    )
    app.extensions["settings"] = settings
    app.extensions["clock"] = clock
    app.extensions["mail"] = mail.post(settings)
    configure(app, settings)
    add_log(app, settings)
    add_database(app)
    add_accounts(app)
    add_content(app)
    add_listening(app)
    add_web(app, settings)
    add_features(app)
    return app


def configure(app: Flask, settings: config.Settings) -> None:
    """Turn our settings into those of Flask and its extensions."""
    app.config.update(
        SECRET_KEY=settings.key(),
        SQLALCHEMY_DATABASE_URI=settings.database(),
        SESSION_COOKIE_NAME=settings.cookie("session"),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a form left open overnight works
        MAX_CONTENT_LENGTH=1024 * 1024,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=1,  # a page is small; a higher level costs more time than it saves
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def add_log(app: Flask, settings: config.Settings) -> None:
    """A line and an id for each request, also for those refused before anything else."""
    from coach.web import logging, request_validation, signing

    signing.install(app)
    logging.install(app, settings)
    request_validation.install(app)


def add_database(app: Flask) -> None:
    """Bind the models."""
    from coach.db import db, options  # here: the name db must not hide the module coach.db

    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options(app.extensions["settings"])
    db.init_app(app)


def add_accounts(app: Flask) -> None:
    """Sign-in by Flask-Security, guests by us."""
    from coach.accounts import auth

    auth.install(app)


def add_content(app: Flask) -> None:
    """Read the lessons once."""
    from coach.content import loader

    app.extensions["catalogue"] = loader.read(paths.CONTENT)


def add_listening(app: Flask) -> None:
    """What judges replies: one for the whole process, the basic judge until ``start`` is called."""
    app.extensions["listening"] = listening_engine()


@cache
def listening_engine() -> "Listening":
    """Return the judge that all apps of this process share; its model is large."""
    from coach.listening.engine.classifier.embedder import Listening

    return Listening()


def add_web(app: Flask, settings: config.Settings) -> None:
    """Who is here, headers, compression, error pages, the reverse proxy if there is one."""
    from coach.web import (
        converters,
        database_errors,
        errors,
        headers,
        health,
        last_resort,
        request_context,
        saved_drafts,
        static,
        template_context,
    )

    Compress(app)  # first, so that it sees each answer last
    converters.install(app)
    static.install(app, paths.STATIC)
    request_context.install(app, config.server_zone(settings))
    template_context.install(app)
    health.install(app)
    headers.install(app, settings.https)
    saved_drafts.install(app)
    errors.install(app)
    database_errors.install(app)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    last_resort.install(app)  # around all of it


def add_features(app: Flask) -> None:
    """Register each feature's pages."""
    blueprints = [views.bp for views in feature_modules("views")]  # all routes stand by now
    for blueprint in dict.fromkeys(blueprints):
        app.register_blueprint(blueprint)


def feature_modules(kind: str) -> Iterator[ModuleType]:
    """Return the modules of a kind in all features: for ``views``, also ``views_results``."""
    for feature in FEATURES:
        package = import_module(f"coach.{feature}")
        for module in iter_modules(package.__path__):
            if module.name == kind or module.name.startswith(f"{kind}_"):
                yield import_module(f"coach.{feature}.{module.name}")
