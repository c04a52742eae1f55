"""Define the command ``coach remind``."""

import click
from flask import current_app
from flask.cli import with_appcontext

from coach.db import db
from coach.habits.reminders import sender as mails


@click.command()
@with_appcontext
def remind() -> None:
    """Send the reminders that are due now.

    Run it every five minutes, for example from cron. You can run it on several machines: each
    e-mail is sent only once.
    """
    if not current_app.extensions["mail"]:
        click.echo("No mail server is set: see “mail_server” in the README.", err=True)
        raise SystemExit(1)
    done = mails.run(current_app, current_app.extensions["clock"]())
    db.session.commit()
    for note in done.notes:
        click.echo(note, err=True)
    click.echo(f"{done.sent} sent, {done.failed} not sent")
    if done.failed:
        raise SystemExit(1)
