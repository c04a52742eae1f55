"""Define ``coach review rebuild``."""

import click
from flask.cli import AppGroup

from coach.db import db
from coach.review import card_queries, queries
from coach.text import plural

review = AppGroup("review", help="Maintain the review cards.")


@review.command()
@click.option("--user", "email", help="E-mail address of one user (default: all users).")
def rebuild(email: str | None) -> None:
    """Rebuild the review cards from the log of answers."""
    people = queries.people_with_answers(email)
    if email and not people:
        click.echo(f"No user with the e-mail address {email} has answered a question.", err=True)
        raise SystemExit(1)
    cards = changed = 0
    for person in people:
        before = queries.memories(person.id)
        card_queries.rebuild(person)
        after = queries.memories(person.id)
        cards += len(after)
        changed += sum(before.get(name) != after.get(name) for name in before.keys() | after)
    db.session.commit()
    click.echo(f"{cards} cards of {plural(len(people), 'user')} rebuilt; {changed} changed.")
