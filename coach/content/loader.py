"""Read the course's files once: the catalogue, and all faults of all files."""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path

from coach.content import (
    cast_files,
    directives,
    guide_files,
    lesson_files,
    reference_files,
    rule_table,
    worksheets,
)
from coach.content import ids as ledger
from coach.content.document import Manuscript, open_up
from coach.content.ids import Ledger
from coach.content.listening.reader import RoomFiles
from coach.content.markdown import Renderer
from coach.content.model import Catalogue, Lesson, PrincipleRule, Reference
from coach.content.reference_files import named
from coach.content.rule_table import RuleOutline
from coach.content.rules import lesson as rules_lesson
from coach.content.rules import lesson as rules_question
from coach.content.rules import text
from coach.content.scanner import Grammar
from coach.content.source import Fault, load
from coach.content.toml_schema import Schema, Table
from coach.content.writing import tasks
from coach.content.writing.reader import WritingFiles
from coach.journal.worksheet_template import Tool
from coach.principles import PRINCIPLES, by_slug

LANGUAGE = "en"
LOCK, RETIRED = "ids.lock", "retired.toml"
READ = {".md", ".toml", ".lock", ".mp3", ".json"}
_PAGES = ("/", "/today", "/learn", "/habits", "/progress", "/journal",
          "/journal/tools", "/listening", "/settings", "/references", "/glossary",
          "/how-it-works")  # fmt: skip


@dataclass(frozen=True)
class Survey:
    """The result of reading the files. Files with an error are not in the catalogue.

    ``kept`` are the ids that users' progress may refer to, ``ids`` all ids of the files. ``rules``
    says what practises which rule.
    """

    catalogue: Catalogue
    faults: tuple[Fault, ...]
    kept: frozenset[str]
    ids: frozenset[str]
    rules: RuleOutline


def read(root: Path) -> Catalogue:
    """Return the course in the content folder ``root``. Broken files are left out and logged."""
    found = survey(root)
    for fault in found.faults:
        if fault.level == "error":
            logging.getLogger("coach.content").error("%s", fault)
    return found.catalogue


def survey(root: Path) -> Survey:
    """Return the course and its faults, sorted by file and line.

    It is cached until a file changes.
    """
    return _survey(root, stamp(root))


def stamp(root: Path) -> tuple[tuple[str, int, int], ...]:
    """Return the names, sizes and modification times of all content files."""
    files = sorted(path for path in root.rglob("*") if path.suffix in READ)
    return tuple((str(f), f.stat().st_size, f.stat().st_mtime_ns) for f in files)


@lru_cache(maxsize=4)
def _survey(root: Path, _stamp: tuple[tuple[str, int, int], ...]) -> Survey:
    return _Reader(root).survey()


NO_DIRECTIVES: Mapping[str, Grammar] = {}


class _Reader:
    """A reader of the small files first, because lessons refer to them, then of the lessons."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults: list[Fault] = []
        self.ledger = Ledger()
        folder = root / LANGUAGE / "principles"
        sheets = root / LANGUAGE / "tools"
        self.chapters = self._manuscripts(folder.glob("*/principle.md"), reference_files.PRINCIPLE)
        self.lessons = self._manuscripts(
            folder.glob("*/[0-9]*.md"), lesson_files.LESSON, directives.GRAMMARS
        )
        self.reviews = self._manuscripts(
            folder.glob("*/review.md"), lesson_files.REVIEW, directives.GRAMMARS
        )
        self.guides = self._manuscripts(folder.glob("*/guide.md"), guide_files.GUIDE)
        self.tools = self._manuscripts(sheets.glob("*.md"), worksheets.TOOL, worksheets.GRAMMARS)
        self.room = RoomFiles(root, LANGUAGE)
        self.writing = WritingFiles(root, LANGUAGE)

    def survey(self) -> Survey:
        """Return the whole survey. The order follows from what needs what."""
        terms = self._tables("glossary.toml", "term", reference_files.TERM, "id")
        references = self._tables(
            "references.toml", "reference", reference_files.REFERENCE, "number"
        )
        works = {row.text("number"): reference_files.reference(row) for row in references}
        names = reference_files.lookup(terms)
        renderer = Renderer(names)
        known = text.LinkTargets(self._pages(names, works), names.keys(), works.keys())
        path = self._path("glossary.toml")
        glossary, faults = reference_files.glossary(terms, renderer, known, path)
        self.faults += faults
        chapters = [(page, reference_files.chapter(page, renderer)) for page in self.chapters]
        given = tasks.Rooms(self.writing.outline, self.room.to_read)
        lessons, reviews = (
            [
                (
                    page,
                    tasks.bound(lesson_files.lesson(page, renderer), given, renderer),
                )
                for page in pages
            ]
            for pages in (self.lessons, self.reviews)
        )
        casts = self._tables("cast.toml", "cast", cast_files.CAST, "principle")
        self.faults += cast_files.faults(casts, self._path("cast.toml"))
        sheets = [(page, worksheets.tool(page, renderer)) for page in self.tools]
        self.faults += self._rules(
            [read for _, read in lessons], [read for _, read in reviews], known, works
        )
        self.faults += self._rules_beside([read for _, read in sheets], known, works)
        rules = {read.principle.slug: read.rules for _, read in chapters if read is not None}
        self.faults += self._rules_of_guides(rules, known, works)
        self.room.check(known)
        self.writing.check(known, works)
        self.faults += [*self._ids(), *self.room.faults, *self.writing.faults]
        broken = {fault.path for fault in self.faults if fault.level == "error"}
        sound = _in_order([read for page, read in lessons if page.path not in broken])
        catalogue = Catalogue(
            lessons={read.id: read for read in sound},
            chapters={
                read.principle.slug: read
                for page, read in chapters
                if read is not None and page.path not in broken
            },
            terms=glossary,
            references=self._cited(works, broken),
            guides={
                page.head.text("principle"): guide_files.guide(page, renderer)
                for page in self.guides
                if page.path not in broken
            },
            tools={
                read.id: read
                for page, read in sorted(sheets, key=lambda pair: _number(pair[1].principle))
                if page.path not in broken
            },
            reviews={read.principle: read for page, read in reviews if page.path not in broken},
            casts=cast_files.casts(casts),
            listening=self.room.room(renderer, broken),
            writing=self.writing.room(renderer, broken),
        )
        faults_of_all = tuple(sorted(set(self.faults)))
        kept, ids = frozenset(self.ledger.kept), frozenset(self.ledger.places)
        practised = rule_table.outline(
            self.chapters, self.lessons, self.reviews, [read for _, read in lessons]
        )
        return Survey(catalogue, faults_of_all, kept, ids, practised)

    def _manuscripts(
        self, files: Iterable[Path], schema: Schema, grammars: Mapping[str, Grammar] = NO_DIRECTIVES
    ) -> list[Manuscript]:
        pages = [open_up(load(file, self.root), schema, grammars) for file in sorted(files)]
        self.faults += chain.from_iterable(page.faults for page in pages)
        return pages

    def _tables(self, name: str, table: str, schema: Schema, key: str) -> list[Table]:
        file = self.root / LANGUAGE / name
        if not file.is_file():
            return []
        source = load(file, self.root)
        rows, faults = reference_files.tables(source, table, schema)
        self.faults += [*faults, *reference_files.enter_all(rows, key, source.path)]
        return [row for row in rows if row.text(key)]

    def _path(self, name: str) -> str:
        return f"{LANGUAGE}/{name}"

    def _pages(self, terms: dict[str, str], works: dict[str, Reference]) -> set[str]:
        """Return all addresses that an author may link to."""
        return {
            *_PAGES,
            *(f"/learn/{principle.slug}" for principle in PRINCIPLES),
            *(f"/learn/{page.head.text('principle')}/guide" for page in self.guides),
            *(f"/journal/tools/{page.head.text('id')}" for page in self.tools),
            *(f"/lessons/{page.head.text('id')}" for page in self.lessons),
            *(f"/glossary#{term}" for term in terms.values()),
            *(f"/references/{number}" for number in works),
        }

    def _cited(self, works: dict[str, Reference], broken: set[str]) -> dict[str, Reference]:
        """Return the works that valid pages cite in their head or text, with the citing lessons."""
        found: dict[str, list[str]] = {}
        beside = (*self.guides, *self.tools, *self.writing.pages)
        for page in (*self.chapters, *self.lessons, *self.reviews, *beside):
            for number in () if page.path in broken else text.cited_in(page):
                found.setdefault(number, [])
                if page in self.lessons:
                    found[number].append(page.head.text("id"))
        return {
            number: replace(work, cited_by=tuple(found[number]))
            for number, work in sorted(works.items(), key=lambda pair: _parts(pair[0]))
            if number in found
        }

    def _rules(
        self,
        read: list[Lesson],
        reviews: list[Lesson],
        known: text.LinkTargets,
        works: dict[str, Reference],
    ) -> Iterator[Fault]:
        requires = {one.id: one.requires for one in read if one.id}
        for page in self.chapters:
            yield from reference_files.chapter_faults(page, known)
            yield from lesson_files.unknown_sources(page, works)
            yield from text.faults(page, known)
        for page, one in zip(self.lessons, read, strict=True):
            yield from lesson_files.head_faults(page, requires, works)
            yield from lesson_files.habit_faults(page)
            yield from text.faults(page, known)
            yield from rules_lesson.faults(one, page)
            yield from tasks.faults(one, page, self.writing.outline)
            for question in one.questions:
                yield from question.faults(one.path)
        for page, review in zip(self.reviews, reviews, strict=True):
            yield from named(page.head, "principle", page.path)
            yield from lesson_files.unknown_sources(page, works)
            yield from lesson_files.review_faults(page)
            yield from text.faults(page, known)
            for question in review.questions:
                yield from question.faults(review.path)
        yield from rules_question.variants([*read, *reviews])
        yield from rules_question.by_principle([*read, *reviews])

    def _rules_beside(
        self, sheets: list[Tool], known: text.LinkTargets, works: dict[str, Reference]
    ) -> Iterator[Fault]:
        for page, sheet in zip(self.tools, sheets, strict=True):
            yield from worksheets.faults(page, sheet, works)
            yield from text.faults(page, known)

    def _rules_of_guides(
        self,
        rules: Mapping[str, tuple[PrincipleRule, ...]],
        known: text.LinkTargets,
        works: dict[str, Reference],
    ) -> Iterator[Fault]:
        for page in self.guides:
            yield from guide_files.faults(page, works, rules.get(page.head.text("principle"), ()))
            yield from text.faults(page, known)

    def _ids(self) -> list[Fault]:
        for page in (*self.chapters, *self.lessons, *self.reviews):
            lesson_files.enter(page, self.ledger)
        for page in (*self.guides, *self.tools):
            head, keep = page.head, page in self.tools
            self.ledger.enter(head.text("id"), page.path, head.line_of("id"), "F04", keep)
        self.room.enter(self.ledger)
        self.writing.enter(self.ledger)
        lock = self.root / LOCK
        retired = ledger.retired(self.root / RETIRED)
        places, kept = self.ledger.places, self.ledger.kept
        gone = ledger.gone(load(lock, self.root), kept, retired) if lock.is_file() else ()
        return [*self.ledger.faults, *ledger.used_again(places, retired), *gone]


def _parts(number: str) -> list[int]:
    """Return the numbers in a reference's number, so that 11-03 is sorted after 2-01."""
    return [int(part) for part in re.findall(r"\d+", number)]


def _number(slug: str) -> int:
    principle = by_slug(slug)
    return principle.number if principle else 0


def _in_order(lessons: list[Lesson]) -> list[Lesson]:
    return sorted(lessons, key=lambda one: (_number(one.principle), one.path))
