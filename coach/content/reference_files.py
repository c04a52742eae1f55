"""Read the glossary, the references and the principles' pages."""

from collections.abc import Iterator, Sequence

from coach.content.document import Manuscript
from coach.content.ids import Ledger
from coach.content.markdown import Renderer, term_key
from coach.content.model import Chapter, Coming, GlossaryTerm, PrincipleRule, Reference
from coach.content.rules.text import LinkTargets, in_line
from coach.content.source import Fault, Source, SourceLine, did_you_mean
from coach.content.toml_schema import Field, Schema, Table, check, parse_array
from coach.principles import PRINCIPLES, Principle, by_slug

TERM: Schema = {
    "id": Field("text"),
    "term": Field("text"),
    "definition": Field("text"),
    "see": Field("texts", required=False),
}
REFERENCE: Schema = {
    "number": Field("text"),
    "authors": Field("text"),
    "year": Field("number", required=False),
    "title": Field("text"),
    "journal": Field("text", required=False),
    "doi": Field("text", required=False),
    "grade": Field("text"),
    "status": Field("text"),
    "finding": Field("text"),
    "also": Field("texts", required=False),
}
PRINCIPLE: Schema = {
    "id": Field("text"),
    "number": Field("number"),
    "slug": Field("text"),
    "short": Field("text"),
    "title": Field("text"),
    "full": Field("text"),
    "line": Field("text"),
    "coming": Field("tables", required=False),
    "rule": Field("tables", required=False),
    "sources": Field("texts", required=False),
}
RULE: Schema = {
    "id": Field("text"),
    "line": Field("text"),
    "lesson": Field("text"),
    "how": Field("text", required=False),
}
COMING: Schema = {"id": Field("text"), "title": Field("text")}


def tables(source: Source, name: str, schema: Schema) -> tuple[list[Table], list[Fault]]:
    """Return the ``[[name]]`` tables of a file, and the faults of their keys."""
    found, faults = parse_array(source.lines, name, source.path)
    for table in found:
        faults += check(table, schema, source.path)
    return found, [*source.faults, *faults]


def enter_all(rows: Sequence[Table], key: str, path: str) -> list[Fault]:
    """Return F04 for ids (or numbers) that are repeated in ``rows``."""
    ledger = Ledger()
    for row in rows:
        ledger.enter(row.text(key), path, row.line_of(key), "F04")
    return ledger.faults


def lookup(rows: Sequence[Table]) -> dict[str, str]:
    """Return the mapping from possible words in ``[[...]]``, a term's id or name, to its id."""
    by_name = {term_key(row.text("term")): row.text("id") for row in rows}
    return {**by_name, **{row.text("id"): row.text("id") for row in rows}}


def glossary(
    rows: Sequence[Table], renderer: Renderer, known: LinkTargets, path: str
) -> tuple[dict[str, GlossaryTerm], list[Fault]]:
    """Return the terms, sorted for a reader, and the faults."""
    terms: dict[str, GlossaryTerm] = {}
    faults: list[Fault] = []
    for row in sorted(rows, key=lambda row: row.text("term").lower()):
        line = row.line_of("definition")
        faults += in_line(SourceLine(line, row.text("definition")), known, path)
        for other in row.texts("see"):
            if other not in known.terms:
                hint = did_you_mean(other, known.terms)
                message = f'no glossary term "{other}"{hint}'
                faults.append(Fault(path, row.line_of("see"), "L05", message))
        definition = renderer.inline(row.text("definition"), line).html
        see = tuple(other for other in row.texts("see") if other in known.terms)
        terms[row.text("id")] = GlossaryTerm(row.text("id"), row.text("term"), definition, see)
    return terms, faults


def reference(row: Table) -> Reference:
    """Return one entry of the references."""
    return Reference(
        number=row.text("number"),
        authors=row.text("authors"),
        year=row.number("year"),
        title=row.text("title"),
        journal=row.text("journal"),
        doi=row.text("doi"),
        grade=row.text("grade"),
        status=row.text("status"),
        finding=row.text("finding"),
        also=row.texts("also"),
    )


def chapter(page: Manuscript, renderer: Renderer) -> Chapter | None:
    """Return a principle's page, or None if the principle is unknown."""
    principle = by_slug(page.head.text("slug"))
    if principle is None:
        return None
    coming = tuple(Coming(row.text("id"), row.text("title")) for row in page.head.tables("coming"))
    introduction = renderer.block(page.body)
    return Chapter(
        principle,
        page.head.text("line"),
        introduction,
        coming,
        page.head.texts("sources"),
        tuple(_rule(row, renderer) for row in page.head.tables("rule")),
    )


def _rule(row: Table, renderer: Renderer) -> PrincipleRule:
    how = renderer.inline(row.text("how"), row.line) if row.text("how") else None
    return PrincipleRule(row.text("id"), row.text("line"), row.text("lesson"), how)


def chapter_faults(page: Manuscript, known: LinkTargets) -> Iterator[Fault]:
    """Yield F01-F03 and L05 of rules and announced lessons, and F05 for a wrong name."""
    for row in page.head.tables("coming"):
        yield from check(row, COMING, page.path)
    for row in page.head.tables("rule"):
        yield from check(row, RULE, page.path)
        yield from in_line(SourceLine(row.line, row.text("how")), known, page.path)
    yield from named(page.head, "slug", page.path)
    principle = by_slug(page.head.text("slug"))
    if principle is not None:
        yield from _differing(page.head, principle, page.path)


def _differing(head: Table, principle: Principle, path: str) -> Iterator[Fault]:
    for key in ("number", "short", "title", "full"):
        wanted = getattr(principle, key)
        if key in head.values and head.values[key] != wanted:
            message = f'{key} of "{principle.slug}" is {wanted!r}'
            yield Fault(path, head.line_of(key), "F05", message)


def named(head: Table, key: str, path: str) -> Iterator[Fault]:
    """Yield F05 if the slug under ``key`` is not a principle."""
    slug = head.text(key)
    if slug and by_slug(slug) is None:
        hint = did_you_mean(slug, [principle.slug for principle in PRINCIPLES])
        yield Fault(path, head.line_of(key), "F05", f'no principle "{slug}"{hint}')
