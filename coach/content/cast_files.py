"""Read cast.toml: the people of each principle's lessons."""

from collections.abc import Iterator, Sequence

from coach.content.model import Cast, CastPerson
from coach.content.reference_files import named
from coach.content.source import Fault
from coach.content.toml_schema import Field, Schema, Table, check

CAST: Schema = {
    "principle": Field("text"),
    "workplace": Field("text"),
    "you": Field("text"),
    "stake": Field("text"),
    "person": Field("tables"),
}
PERSON: Schema = {
    "id": Field("text"),
    "name": Field("text"),
    "role": Field("text"),
    "wants": Field("text"),
    "talks": Field("texts"),
}


def casts(rows: Sequence[Table]) -> dict[str, Cast]:
    """Return the casts by their principle's slug."""
    return {row.text("principle"): _cast(row) for row in rows}


def faults(rows: Sequence[Table], path: str) -> Iterator[Fault]:
    """Yield F01-F03 of the people, F04 for a second cast, F05 for an unknown principle."""
    seen = set[str]()
    for row in rows:
        yield from named(row, "principle", path)
        if row.text("principle") in seen:
            message = f"a second cast of “{row.text('principle')}”"
            yield Fault(path, row.line_of("principle"), "F04", message)
        seen.add(row.text("principle"))
        for person in row.tables("person"):
            yield from check(person, PERSON, path)


def _cast(row: Table) -> Cast:
    people = tuple(
        CastPerson(
            id=person.text("id"),
            name=person.text("name"),
            role=person.text("role"),
            wants=person.text("wants"),
            talks=person.texts("talks"),
        )
        for person in row.tables("person")
    )
    return Cast(
        principle=row.text("principle"),
        workplace=row.text("workplace"),
        you=row.text("you"),
        stake=row.text("stake"),
        people=people,
    )
