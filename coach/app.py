"""Assemble the app in named steps."""

import hashlib
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import TYPE_CHECKING, Any

import itsdangerous
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from coach import clock as system_clock
from coach import config, mail, paths

if TYPE_CHECKING:
    from coach.listening.engine.classifier.embedder import Listening

FEATURES = (
    "accounts", "today", "lessons", "habits", "habits.check_ins",
    "habits.pauses", "habits.import_export", "habits.reminders", "assessment", "keepsakes",
    "journal", "review", "search", "account_data", "drafts", "admin", "listening",
    "writing", "intentions", "people", "people.exchange", "device",
)  # fmt: skip
"""Feature packages: modules ``views…`` hold their pages, modules ``models`` their tables."""


class SignedSessions(SecureCookieSessionInterface):
    """Sessions in a cookie signed by HMAC with SHA-256."""

    digest_method = staticmethod(hashlib.sha256)


class App(Flask):
    """Flask for views that are plain functions."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function. Flask asks thirty times a request whether it is a coroutine."""
        return func


def create_app(
    settings: config.Settings | None = None,
    clock: Callable[[], datetime] = system_clock.now,
) -> Flask:
    """Return the app, assembled in named steps. Raise ConfigError for unusable settings."""
    settings = settings or config.load(os.environ)
    app = App(
        "coach",
        instance_path=str(settings.instance),
        template_folder=str(paths.TEMPLATES),
        static_folder=None,
    )
    app.extensions["settings"] = settings
    app.extensions["clock"] = clock
    app.extensions["mail"] = mail.sender(settings)
    configure(app, settings)
    add_log(app, settings)
    add_database(app)
    add_accounts(app)
    add_content(app)
    add_listening(app)
    add_speech(app, settings)
    add_web(app, settings)
    add_features(app)
    return app


def configure(app: Flask, settings: config.Settings) -> None:
    """Set the configuration of Flask and its extensions from ours."""
    app.config.update(
        SECRET_KEY=settings.key(),
        SQLALCHEMY_DATABASE_URI=settings.database(),
        **settings.session_cookie(),
        # valid as long as the session, so that a form left open overnight works
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=1024 * 1024,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=1,  # a page is small; a higher level costs more time than it saves
        COMPRESS_EVALUATE_CONDITIONAL_REQUEST=False,  # a page has no ETag
    )
    # the packages' default is SHA-1
    itsdangerous.Signer.default_digest_method = staticmethod(hashlib.sha256)
    app.session_interface = SignedSessions()
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("coach.web.unindented.Unindented")


def add_log(app: Flask, settings: config.Settings) -> None:
    """Install the log, the request ids and the request validation.

    This comes first, so that requests refused by later steps also have an id and a log line.
    """
    from coach.web import logging, request_validation

    logging.install(app, settings)
    request_validation.install(app)


def add_database(app: Flask) -> None:
    """Bind the models to the database."""
    # imported here, because the name db would hide the module coach.db
    from coach.db import db, options

    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options(app.extensions["settings"])
    db.init_app(app)


def add_accounts(app: Flask) -> None:
    """Install accounts: sign-in by Flask-Security, and our own guests."""
    from coach.accounts import auth

    auth.install(app)


def add_content(app: Flask) -> None:
    """Read the lessons, once for the process."""
    from coach.content import loader

    app.extensions["catalogue"] = loader.read(paths.CONTENT)


def add_listening(app: Flask) -> None:
    """Add the engine that judges replies. All apps of a process share one engine.

    It uses the basic rules until its ``start`` has loaded the sentence encoder.
    """
    app.extensions["listening"] = listening_engine()


def add_speech(app: Flask, settings: config.Settings) -> None:
    """Add what writes down spoken replies, or None without the setting ``speech_model``.

    Raise ConfigError if the extra or the model is not complete. Nothing is loaded before the first
    recording.
    """
    app.extensions["speech"] = None
    if not settings.speech_model:
        return
    from coach.listening.speech import weights
    from coach.listening.speech.places import places
    from coach.listening.speech.recogniser import RecogniserProcess
    from coach.listening.speech.waiting_line import WAITING, WaitingLine

    folder = Path(settings.speech_model).absolute()
    if fault := weights.fault(folder):
        raise config.ConfigError(fault)
    line = places(settings.speech_at_once + WAITING, settings.instance / "speaking")
    app.extensions["speech"] = WaitingLine(
        lambda seat: RecogniserProcess(folder, seat), settings.speech_at_once, line
    )


@cache
def listening_engine() -> "Listening":
    """Return the engine that all apps of this process share, because its model is large."""
    from coach.listening.engine.classifier.embedder import Listening

    return Listening()


def add_web(app: Flask, settings: config.Settings) -> None:
    """Install request context, static files, headers, compression, error pages and proxies."""
    from coach.web import (
        errors,
        headers,
        health,
        request_context,
        saved_drafts,
        static,
        template_context,
    )

    Compress(app)  # first, so that it handles each response last
    static.install(app, paths.STATIC)
    request_context.install(app, config.server_zone(settings))
    template_context.install(app)
    health.install(app)
    headers.install(app, settings.https)
    saved_drafts.install(app)
    errors.install(app)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    errors.catch_everything(app)  # last, so that it wraps everything else


def add_features(app: Flask) -> None:
    """Register each feature's pages."""
    # importing the modules registers all routes
    blueprints = [views.bp for views in feature_modules("views")]
    for blueprint in dict.fromkeys(blueprints):
        app.register_blueprint(blueprint)


def feature_modules(kind: str) -> Iterator[ModuleType]:
    """Yield the modules of one kind in all features: ``views`` also yields ``views_results``."""
    for feature in FEATURES:
        package = import_module(f"coach.{feature}")
        for module in iter_modules(package.__path__):
            if module.name == kind or module.name.startswith(f"{kind}_"):
                yield import_module(f"coach.{feature}.{module.name}")
