"""The writing room as it is read, and the sentence that opens the answer to a draft."""

import pytest

from coach import paths
from coach.content import loader
from coach.content.readability import grade, words
from coach.principles import by_slug
from coach.text import listed
from coach.writing.engine.kinds import KINDS
from coach.writing.room import WritingCase, WritingKind
from coach.writing.summary import finding
from tests.writing.course import GOOD

COURSE = loader.survey(GOOD).catalogue
SHIPPED = loader.survey(paths.CONTENT).catalogue.writing
KIND_LIST = list(SHIPPED.kinds.values())
CASES = list(SHIPPED.cases.values())


def by_id(thing: WritingKind | WritingCase) -> str:
    return thing.id


def test_a_kind_is_read_with_all_its_parts() -> None:
    kind = COURSE.writing.kinds["follow-up"]
    assert kind.principles == ("active-listening",)
    assert [part.id for part in kind.parts] == list(KINDS["follow-up"].parts)
    heard = kind.part("heard")
    assert (heard.core, heard.noun, heard.absent) == (
        True,
        "the heard",
        "they do not yet know the heard",
    )
    assert 'href="/references/2-01"' in heard.why.html
    assert (kind.shortest, kind.longest) == (35, 140)
    assert COURSE.writing.of_principle("active-listening") == (kind,)


def test_a_message_keeps_its_lines() -> None:
    case = COURSE.writing.cases["lea-roof"]
    assert case.model == (
        "Hi Ben, on Friday you said that you fear frost on your roof.\n\n"
        "Here is the number of a plumber."
    )
    assert case.weak == "Hi Ben, such a talk!"
    assert case.facts == ("He fears frost on his roof.",)
    assert (case.kind, case.channel, case.writer) == ("follow-up", "chat", "Lea, a roofer")


def test_a_mark_may_be_told_in_other_words_for_one_kind() -> None:
    room = COURSE.writing
    assert room.kinds["thanks"].mark("strings").name == "Strings in thanks"
    assert [mark.id for mark in room.kinds["follow-up"].marks] == [
        "hidden", "pressure", "vague-time", "several", "flattery", "empty",
    ]  # fmt: skip


def test_a_lesson_asks_for_a_message() -> None:
    case, own = COURSE.lessons["listening-practise"].writing_tasks
    assert (case.id, case.kind, case.case, case.own) == ("p-case", "follow-up", "lea-roof", False)
    assert case.name == "Write it: After a talk"
    assert (case.scene, case.occasion) == (None, None)
    assert own.own
    assert own.scene is not None
    assert own.scene.plain.startswith("Think of a talk")
    assert own.occasion is not None
    assert own.occasion.plain == "Whom will you write to, and on which day?"


def test_the_finding_says_first_what_is_there() -> None:
    warning = SHIPPED.kinds["warning"]
    assert finding(warning, {"news", "new-date"}) == (
        "The news and the new day are there; they cannot yet tell you if it suits them."
    )
    assert finding(warning, {"choice", "new-date", "news"}) == (
        "The news, the new day and a choice are there."
    )
    assert finding(SHIPPED.kinds["offer"], {"pinpoint", "thing", "fit"}).startswith("The useful")


def test_what_two_clauses_begin_with_is_said_once() -> None:
    assert finding(SHIPPED.kinds["credit"], ()) == (
        "The readers do not yet know who it was, or what was done."
    )


@pytest.mark.parametrize("kind", KIND_LIST, ids=by_id)
def test_a_finding_is_one_sentence_whatever_is_there(kind: WritingKind) -> None:
    for part in kind.parts:
        only = finding(kind, {part.id})
        verb = "are" if part.plural else "is"
        assert only.lower().startswith(f"{part.noun.lower()} {verb} there")
        assert only.endswith(".")
        assert only.count(".") == 1


def test_a_list_reads_as_a_sentence() -> None:
    assert [listed(list(letters)) for letters in ("", "a", "ab", "abc")] == [
        "", "a", "a and b", "a, b and c",
    ]  # fmt: skip


def test_every_kind_of_the_engine_is_shipped_with_its_parts_and_marks() -> None:
    assert list(SHIPPED.kinds) == list(KINDS)
    for name, kind in SHIPPED.kinds.items():
        assert [part.id for part in kind.parts if part.core] == list(KINDS[name].core)
        assert {part.id for part in kind.parts} == set(KINDS[name].parts)
        assert {mark.id for mark in kind.marks} == set(KINDS[name].marks)
        assert kind.principles
        assert all(by_slug(slug) for slug in kind.principles)


@pytest.mark.parametrize("kind", KIND_LIST, ids=by_id)
def test_why_a_part_matters_names_a_study_or_says_that_it_is_advice(kind: WritingKind) -> None:
    for part in kind.parts:
        said = part.why.plain
        assert "/references/" in part.why.html or "our practical advice" in said.lower(), part.id
        assert part.ask.plain.endswith("?")
        assert len(words(said)) <= 50, part.id


@pytest.mark.parametrize("kind", KIND_LIST, ids=by_id)
def test_the_page_of_a_kind_is_easy_to_read(kind: WritingKind) -> None:
    said = [part.what.plain for part in kind.parts] + [part.ask.plain for part in kind.parts]
    assert grade(" ".join(said)) <= 8
    assert grade(" ".join(part.why.plain for part in kind.parts)) <= 11


def test_only_kinds_that_could_harm_say_when_not_to_write() -> None:
    assert {kind.id for kind in KIND_LIST if kind.when_not} == {"back", "mistake"}


@pytest.mark.parametrize("case", CASES, ids=by_id)
def test_a_case_has_facts_and_two_messages_that_differ(case: WritingCase) -> None:
    kind = SHIPPED.kinds[case.kind]
    assert 2 <= len(case.facts) <= 5
    assert kind.shortest <= len(words(case.model)) <= kind.longest
    assert case.weak != case.model
    assert case.scene.endswith((".", ".”")), "whole sentences; what somebody said may end them"
    assert case.note.endswith(".")


def test_three_channels_and_three_cases_a_kind() -> None:
    assert {case.channel for case in CASES} == {"e-mail", "chat", "card"}
    for kind in KIND_LIST:
        assert len(kind.cases) >= 3
        assert len({case.channel for case in kind.cases}) >= 2, kind.id
