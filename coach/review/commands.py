"""``coach review rebuild``."""

import click
from flask.cli import AppGroup

from coach.db import db
from coach.review import log_queries, queries

review = AppGroup("review", help="Maintain the review cards.")


@review.command()
@click.option("--user", "email", help="E-mail address of one person (default: everybody).")
def rebuild(email: str | None) -> None:
    """Rebuild the review cards from the log of answers."""
    people = queries.people_with_answers(email)
    if email and not people:
        click.echo(f"Nobody with the address {email} has answered anything.", err=True)
        raise SystemExit(1)
    cards = changed = 0
    for person in people:
        before = queries.memories(person.id)
        log_queries.rebuild(person)
        after = queries.memories(person.id)
        cards += len(after)
        changed += sum(before.get(name) != after.get(name) for name in before.keys() | after)
    db.session.commit()
    click.echo(f"{cards} cards of {len(people)} people rebuilt; {changed} were different.")
