"""Define ``coach migrate-to``, which moves an installation from SQLite to PostgreSQL atomically."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import Any

import click
from sqlalchemy import (
    Connection,
    CursorResult,
    Engine,
    String,
    Table,
    create_engine,
    delete,
    func,
    inspect,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.pool import NullPool

from coach.config import ConfigError, Settings, load
from coach.maintenance import upgrade

BATCH = 1000  # rows per statement
LAST_ID = text("SELECT seq FROM sqlite_sequence WHERE name = :name")  # the last id used in a table


class MigrationRefused(Exception):
    """The migration cannot be done. The message is one sentence for the host."""


@click.command("migrate-to")
@click.argument("url")
@click.option("--instance", type=click.Path(path_type=Path), help="The folder for the data.")
def migrate_to(url: str, instance: Path | None) -> None:
    """Copy everything to an empty PostgreSQL database. Stop the server first.

    All rows are counted and compared. If anything differs, nothing is copied. The SQLite file is
    not changed.
    """
    try:
        counts = carry(load(os.environ, instance=instance), url)
    except (MigrationRefused, ConfigError) as error:
        raise click.ClickException(str(error)) from error
    except DatabaseError as error:
        cause = str(error.orig).partition("\n")[0]
        raise click.ClickException(f"Nothing was copied: {cause}.") from error
    for name, number in counts.items():
        click.echo(f"{number:>9,}  {name}")
    click.echo(f"{sum(counts.values()):>9,}  rows, compared and identical")
    click.echo("Now set database_url to this address, and keep the file secret_key.")


def carry(settings: Settings, url: str) -> dict[str, int]:
    """Copy all rows and compare them. Return the number of rows per table. Raise MigrationRefused.

    The source is locked against writing. The target is changed in one transaction.
    """
    source, target = _source(settings), _target(url)
    tables = upgrade.all_models().sorted_tables  # parents before children
    with _locked_against_writing(source) as old, target.connect() as new, upgrade.alone(new):
        _prepare(old, new)
        for table in tables:
            _copy(table, old, new)
            _set_sequence(table, old, new)
        return {table.name: _compare(table, old, new) for table in tables}


def _source(settings: Settings) -> Engine:
    url = settings.database()
    if not url.startswith("sqlite"):
        raise MigrationRefused("This installation is on PostgreSQL already.")
    database = make_url(url).database
    if not database or not Path(database).exists():
        raise MigrationRefused(f"There is no database to copy at {database}.")
    return create_engine(url, poolclass=NullPool)


def _target(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise MigrationRefused(
            "The target must be a URL like postgresql+psycopg://user@host/database."
        ) from error
    if parsed.drivername != "postgresql+psycopg":
        raise MigrationRefused("The target must begin with postgresql+psycopg://.")
    try:
        return create_engine(parsed, poolclass=NullPool, hide_parameters=True)
    except ModuleNotFoundError as error:
        raise MigrationRefused(
            "PostgreSQL needs the package psycopg: pip install 'psycopg[binary]'."
        ) from error


@contextmanager
def _locked_against_writing(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


def _prepare(old: Connection, new: Connection) -> None:
    """Create the target's tables, or check that they exist and are empty.

    Raise MigrationRefused.
    """
    newest = upgrade.revisions()[0]
    if upgrade.revision(old) != newest:
        raise MigrationRefused("The schema here is not this version’s: run coach upgrade first.")
    if upgrade.revision(new) is None:
        if names := inspect(new).get_table_names():
            raise MigrationRefused(f"The target is not empty: it has a table “{names[0]}”.")
        upgrade.migrate(new)
    elif upgrade.revision(new) != newest:
        raise MigrationRefused("The target has the schema of another version.")
    tables = upgrade.all_models()
    new.execute(delete(tables.tables["installation"]))  # the source's row takes its place
    for table in tables.sorted_tables:
        if _number(table, new):
            raise MigrationRefused(f"The target is not empty: its table “{table.name}” has rows.")


def _number(table: Table, connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _copy(table: Table, old: Connection, new: Connection) -> None:
    with _rows(table, old) as rows:
        for some in rows.mappings().partitions(BATCH):
            new.execute(table.insert(), [dict(row) for row in some])


def _rows(table: Table, connection: Connection) -> CursorResult[Any]:
    """Return the rows in the order of the primary key, which is the same on both sides."""
    # PostgreSQL's order of texts depends on its locale
    exact = connection.dialect.name == "postgresql"
    texts = [exact and isinstance(key.type, String) for key in table.primary_key]
    order = [
        key.collate("C") if is_text else key
        for key, is_text in zip(table.primary_key, texts, strict=True)
    ]
    query = select(table).order_by(*order).execution_options(yield_per=BATCH)
    return connection.execute(query)


def _set_sequence(table: Table, old: Connection, new: Connection) -> None:
    """Set PostgreSQL's sequence to SQLite's last id, so that ids of deleted rows are not reused."""
    key = table.autoincrement_column
    last = old.scalar(LAST_ID, {"name": table.name})
    if key is not None and last:
        sequence = func.pg_get_serial_sequence(f'"{table.name}"', key.name)
        new.execute(select(func.setval(sequence, last)))


def _compare(table: Table, old: Connection, new: Connection) -> int:
    """Return the number of rows, all of them identical on both sides. Raise MigrationRefused."""
    number = 0
    with _rows(table, old) as here, _rows(table, new) as there:
        for ours, theirs in zip_longest(here.mappings(), there.mappings()):
            number += 1
            if ours is None or theirs is None or dict(ours) != dict(theirs):
                raise MigrationRefused(
                    f"Row {number} of “{table.name}” differs after copying: nothing was copied."
                )
    return number
