"""Define the command line: ``coach serve`` and the other commands."""

import gc
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import click
from flask import Flask
from flask.cli import FlaskGroup
from sqlalchemy.exc import DatabaseError

from coach import clock, create_app, demo
from coach.accounts.commands import reset_link, sign_out, tidy, tidy_daily
from coach.admin.commands import host
from coach.config import ConfigError, Settings, host_and_port, load
from coach.content.commands import content, preview
from coach.content.exchange.commands import bring, export, new
from coach.dev_commands import dev
from coach.habits.reminders.commands import remind
from coach.listening.commands import listening
from coach.listening.speech.commands import speech
from coach.maintenance import upgrade
from coach.maintenance.archive import BackupRefused
from coach.maintenance.commands import INSTANCE, backup, check, restore
from coach.maintenance.commands import settings as _settings
from coach.maintenance.commands import stop as _stop
from coach.maintenance.migrate_to_postgresql import migrate_to
from coach.review.commands import review
from coach.web import logging
from coach.writing.commands import writing

WHOLE_RECORDING = 5 * 1024 * 1024  # bytes; more than listening/views_speech.py accepts


def _app() -> Flask:
    return create_app(load(os.environ))


class Companions(FlaskGroup):
    """Command group that reports a fault in one sentence, also when started by cron."""

    def __call__(self, *args: Any, **more: Any) -> Any:
        """Run as a program. Exceptions that nothing catches are logged without private text."""
        logging.hush()
        return super().__call__(*args, **more)

    def invoke(self, context: click.Context) -> Any:
        """Run the command. Faults that a host can repair end it with a message and exit code 1."""
        try:
            return super().invoke(context)
        except ConfigError as error:
            _stop(str(error))
        except DatabaseError as error:
            cause = str(error.orig).partition("\n")[0]
            _stop(f"The database cannot be used: {cause}. “coach check” says more.")
        except OSError as error:
            where = f"{error.filename} cannot be used: " if error.filename else ""
            _stop(f"{where}{error.strerror or error}.")


@click.group(cls=Companions, create_app=_app, add_version_option=False)
def main() -> None:
    """Good Terms: a coach for long-term professional relationships."""


for command in (content, remind, reset_link, sign_out, tidy, host, review, listening, speech,
                writing, backup, restore, check, migrate_to, dev):  # fmt: skip
    main.add_command(command)
for command in (new, bring, export, preview):
    content.add_command(command)


@main.command(with_appcontext=False)
@click.option("--host", help="Address to listen on (default 127.0.0.1).")
@click.option("--port", type=int, help="Port to listen on (default 8000).")
@INSTANCE
def serve(host: str | None, port: int | None, instance: Path | None) -> None:
    """Run the server until Ctrl-C. The instance folder is created if it does not exist."""
    settings = _settings(host=host, port=port, instance=instance)
    _prepare(settings)
    _serve(settings)


@main.command("upgrade", with_appcontext=False)
@INSTANCE
def upgrade_command(instance: Path | None) -> None:
    """Upgrade the database to this version. A backup is made first."""
    _prepare(_settings(instance=instance))
    click.echo("The database is up to date.")


@main.command("demo", with_appcontext=False)
@click.option(
    "--days",
    default=400,
    show_default=True,
    type=click.IntRange(1, 40_000),
    help="How many days of history to invent.",
)
@click.option(
    "--habits",
    default=3,
    show_default=True,
    type=click.IntRange(1, 40),
    help="How many habits to invent.",
)
@click.option(
    "--people",
    default=14,
    show_default=True,
    type=click.IntRange(0, 5_000),
    help="How many people to put on the list.",
)
@click.option(
    "--touches",
    default=500,
    show_default=True,
    type=click.IntRange(0, 100_000),
    help="How many talks with them to invent.",
)
@INSTANCE
def demo_command(days: int, habits: int, people: int, touches: int, instance: Path | None) -> None:
    """Add a demo account with invented history, or create it again."""
    settings = _settings(instance=instance)
    _prepare(settings)
    demo.fill(create_app(settings), days, habits, people=people, touches=touches)
    click.echo(f"Sign in as {demo.DEMO_ADDRESS} with the password: {demo.DEMO_PASSWORD}")


def _prepare(settings: Settings) -> None:
    folder = settings.instance
    os.umask(0o077)  # other users of this machine must not read what people write
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".writable").touch()
        (folder / ".writable").unlink(missing_ok=True)  # several processes may start at once
        copy = upgrade.to_newest(settings)
    except (upgrade.NewerDatabase, BackupRefused) as error:
        _stop(str(error))
    except DatabaseError as error:
        cause = str(error.orig).partition("\n")[0]
        _stop(f"The database {upgrade.address(settings)} cannot be used: {cause}.")
    except ModuleNotFoundError as error:
        _stop(f"For PostgreSQL install psycopg[binary] as well: {error}.")
    except OSError as error:
        _stop(f"The folder {folder} cannot be written to: {error.strerror or error}.")
    if copy:
        click.echo(f"The database was upgraded; a backup from before is {copy}.")


def _serve(settings: Settings) -> None:
    import waitress

    try:
        app = create_app(settings)
        server = waitress.create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            ident="",
            **_in_memory(settings),
            clear_untrusted_proxy_headers=not settings.trusted_proxies,
        )
    except ConfigError as error:
        _stop(str(error))
    except OSError as error:
        here = host_and_port(settings.host, settings.port)
        _stop(f"Cannot listen on {here}: {error.strerror or error}.")
    gc.collect()
    gc.freeze()  # the course lives as long as the process, so garbage collection can skip it
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupted)
    tidy_daily(app)
    app.extensions["listening"].start()
    if clock.AHEAD:
        click.echo(
            f"The clock is {clock.AHEAD} ahead: {clock.VARIABLE} is set. That is for tests only."
        )
    # set when a host name has several addresses
    listening = getattr(server, "effective_listen", None)
    address = settings.url(listening[0][1] if listening else server.effective_port)
    click.echo(f"Good Terms is at {address} (Ctrl-C stops it)")
    sys.stdout.flush()
    server.run()
    click.echo("Stopped.")


def _in_memory(settings: Settings) -> dict[str, int]:
    """Return the server's option that keeps a whole recording out of temporary files."""
    return {"inbuf_overflow": WHOLE_RECORDING} if settings.speech_model else {}


def _interrupted(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
