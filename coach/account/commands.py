"""``coach reset-link`` and ``coach tidy``."""

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_security.recoverable import generate_reset_password_token

from coach.account import queries, rules
from coach.account.forms import address_of
from coach.db import db


@click.command("reset-link")
@click.argument("email")
@click.option("--without-second-step", is_flag=True, help="Also turn the second step off.")
@with_appcontext
def reset_link(email: str, without_second_step: bool) -> None:
    """Print a link with which this account gets a new password, once."""
    user = queries.own(address_of(email) or email)
    if user is None:
        raise click.ClickException(f"No account has the address {email}.")
    if without_second_step:
        current_app.extensions["security"].datastore.tf_reset(user)
        user.mf_recovery_codes = None
    token = generate_reset_password_token(user)  # type: ignore[no-untyped-call]
    db.session.commit()
    hours = rules.RULES["RESET_PASSWORD_WITHIN"].total_seconds() / 3600
    click.echo(f"{address()}{rules.ADDRESSES['RESET_URL']}/{token}")
    click.echo(f"It works once, for {hours:.0f} hours.", err=True)


def address() -> str:
    """Return where people reach this server, as far as its settings tell."""
    settings = current_app.extensions["settings"]
    known: str = settings.address or f"http://{settings.host}:{settings.port}"
    return known


@click.command("tidy")
@with_appcontext
def tidy() -> None:
    """Delete guests nobody has been for long, and what is left over."""
    now, settings = current_app.extensions["clock"](), current_app.extensions["settings"]
    gone = queries.tidy(now, settings.guest_days)
    db.session.commit()
    click.echo(f"{gone} guests unseen for {settings.guest_days} days are deleted.")
