"""Define ``coach host``."""

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from coach.accounts.models import User
from coach.db import db


@click.command()
@click.argument("email")
@click.option("--not", "no_longer", is_flag=True, help="Take this right away again.")
@with_appcontext
def host(email: str, no_longer: bool) -> None:
    """Let an account see statistics of all learners. They are at /host/questions."""
    user = db.session.scalar(select(User).where(User.email == email.lower()))
    if user is None:
        click.echo(f"No account has the e-mail address {email}.", err=True)
        raise SystemExit(1)
    user.host = not no_longer
    db.session.commit()
    click.echo(f"{user.email} is {'no longer ' if no_longer else ''}a host.")
