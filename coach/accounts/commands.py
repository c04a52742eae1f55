"""Define ``coach reset-link``, ``coach sign-out`` and ``coach tidy``."""

import threading

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_security.recoverable import generate_reset_password_token
from sqlalchemy.exc import SQLAlchemyError

from coach.accounts import auth_settings as rules
from coach.accounts import data_retention, queries
from coach.accounts.forms import address_of
from coach.db import db
from coach.db.compaction import compact
from coach.drafts import queries as drafts
from coach.habits.import_export import queries as habit_imports
from coach.listening import queries as listening
from coach.people.exchange import file_queries as people_files
from coach.text import plural
from coach.writing import queries as writing

A_DAY = 24 * 3600  # seconds


@click.command("reset-link")
@click.argument("email")
@click.option("--without-second-step", is_flag=True, help="Also turn off two-step sign-in.")
@with_appcontext
def reset_link(email: str, without_second_step: bool) -> None:
    """Print a link that sets a new password for this account. It works once."""
    user = queries.by_email(address_of(email) or email)
    if user is None:
        raise click.ClickException(f"No account has the e-mail address {email}.")
    if without_second_step:
        current_app.extensions["security"].datastore.tf_reset(user)
        user.mf_recovery_codes = None
    token = generate_reset_password_token(user)  # type: ignore[no-untyped-call]
    db.session.commit()
    hours = rules.RULES["RESET_PASSWORD_WITHIN"].total_seconds() / 3600
    click.echo(f"{address()}{rules.ADDRESSES['RESET_URL']}/{token}")
    click.echo(f"It works once, for {hours:.0f} hours.", err=True)


@click.command("sign-out")
@click.argument("email", required=False)
@click.option("--all-accounts", is_flag=True, help="End the sessions of all accounts.")
@with_appcontext
def sign_out(email: str | None, all_accounts: bool) -> None:
    """Sign an account out of all browsers.

    Guests stay signed in: their browser is their only key.
    """
    if bool(email) == all_accounts:
        raise click.UsageError("Give one e-mail address, or use --all-accounts.")
    one = queries.by_email(address_of(email or "") or "")
    if email and one is None:
        raise click.ClickException(f"No account has the e-mail address {email}.")
    users = [one] if one else queries.accounts()
    for user in users:
        current_app.extensions["security"].datastore.set_uniquifier(user)
    db.session.commit()
    click.echo(f"Accounts signed out everywhere: {len(users)}.")


def address() -> str:
    """Return the URL of this server, for links."""
    settings = current_app.extensions["settings"]
    url: str = settings.address or settings.url()
    return url


@click.command("tidy")
@with_appcontext
def tidy() -> None:
    """Delete expired data, and guests who have not visited for a long time. Compact the database.

    After this, nothing that was deleted is left in SQLite's files.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    days = app.extensions["settings"].guest_days
    click.echo(f"Deleted {plural(tidied(app), 'guest')} who did not visit for {days} days.")
    compact(whole=True)


def tidied(app: Flask) -> int:
    """Delete idle guests and expired data once, and return the number of deleted guests."""
    with app.app_context():
        now = app.extensions["clock"]()
        days = app.extensions["settings"].guest_days
        deleted = data_retention.delete_expired(now, days)
        habit_imports.forget_drafts(now)
        people_files.forget_drafts(now)
        drafts.forget_drafts_of_guests(now)
        listening.forget_drafts_of_guests(now)
        writing.forget_old_drafts(now)
        db.session.commit()
        compact()
    return deleted


def tidy_daily(app: Flask) -> None:
    """Start a thread that deletes expired data now and once a day."""
    threading.Thread(target=_every_day, args=[app], daemon=True, name="tidy").start()


def _every_day(app: Flask) -> None:
    while True:
        try:
            tidied(app)
        except SQLAlchemyError as error:  # the database is busy: tomorrow is early enough
            app.logger.warning("Idle guests could not be deleted: %s", type(error).__name__)
        threading.Event().wait(A_DAY)
