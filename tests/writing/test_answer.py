"""What is shown about a draft: pieces, notes, the next step, what was not found; two compared."""

from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.content import loader
from coach.paths import CONTENT
from coach.writing import answer, draft_comparison, mailto, overruled, summary, underlines
from coach.writing.engine import judge
from coach.writing.engine.judgement import DraftJudgement, Verdict
from coach.writing.room import WritingKind
from coach.writing.underlines import Marked

TEXT = "The page is late. Monday at nine. Sorry, but the town never answers me soon."


def kind(name: str = "warning") -> WritingKind:
    return loader.read(CONTENT).writing.kinds[name]


def judged(text: str = TEXT, **spans: str) -> DraftJudgement:
    """Return a judgement in which these words stand for these parts and marks."""
    found = judge(text, "warning")
    named = {name.replace("_", "-"): words for name, words in spans.items()}

    def verdict(name: str) -> Verdict:
        at = text.find(named.get(name, "\0"))
        place = (at, at + len(named.get(name, "")))
        return Verdict(True, "yes", 1.0, (place,)) if at >= 0 else Verdict()

    parts = {name: verdict(name) for name in found.parts}
    return replace(found, parts=parts, marks={name: verdict(name) for name in found.marks})


# ------------------------------------------------------------------ the proof

SPANS = st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40)), max_size=5)


@given(st.text(max_size=40), st.lists(st.tuples(SPANS, st.booleans(), st.booleans()), max_size=4))
def test_the_pieces_joined_are_the_draft(
    text: str, notes: list[tuple[list[tuple[int, int]], bool, bool]]
) -> None:
    marked = [
        Marked(number, "A note", is_mark, is_aside, underlines.places_in(text, spans))
        for number, (spans, is_mark, is_aside) in enumerate(notes, 1)
    ]
    found = underlines.pieces(text, marked, [(0, len(text))])
    assert "".join(piece.text for piece in found) == text
    assert {n for piece in found for n in piece.numbers} == {m.number for m in marked if m.places}
    assert all(piece.about for piece in found if piece.kind in ("part", "mark", "gone"))


@given(st.text(max_size=40), SPANS)
def test_places_have_no_blank_edges_lie_inside_and_are_in_order(
    text: str, spans: list[tuple[int, int]]
) -> None:
    places = underlines.places_in(text, spans)
    assert list(places) == sorted(places)
    for start, end in places:
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()


def test_where_a_mark_lies_in_a_part_the_mark_is_seen_and_both_are_said() -> None:
    marked = [
        Marked(1, "The news", False, False, ((0, 17),)),
        Marked(2, "Left open", True, False, ((4, 8),)),
    ]
    found = underlines.pieces(TEXT, marked, [(0, len(TEXT))])
    page = next(piece for piece in found if piece.text == "page")
    assert (page.kind, page.about, page.numbers) == (
        "mark",
        "The news, note 1, Left open, note 2",
        (2,),
    )


def test_what_was_not_read_is_shown_as_left_out() -> None:
    found = underlines.pieces("Hello\n-- \nAda", [], [(0, 5)])
    assert [(piece.text.strip(), piece.kind) for piece in found] == [
        ("Hello", ""),
        ("--\nAda".replace("--", "-- "), "unread"),
    ]


# ------------------------------------------------------------------ the answer


def test_core_parts_come_first_two_at_most_and_the_others_after_them() -> None:
    shown = answer.answer(kind(), TEXT, judged(), ())
    assert [part.id for part in shown.core_open] == ["news", "new-date"]
    assert [part.id for part in shown.also_open] == ["choice", "cause", "partial", "own"]


def test_the_next_step_is_a_core_part_then_a_mark_then_reading_aloud() -> None:
    whole = {"news": "page is late", "new_date": "Monday at nine", "choice": "Sorry"}
    assert answer.answer(kind(), TEXT, judged(news="page is late"), ()).next_step.name == (
        kind().part("new-date").name
    )
    marked = judged(**whole, vague_time="soon")
    assert answer.answer(kind(), TEXT, marked, ()).next_step.name == kind().mark("vague-time").name
    last = answer.answer(kind(), TEXT, judged(**whole), ())
    assert (last.next_step.name, last.is_open) == ("", False)
    assert "Read it aloud once" in last.next_step.text


def test_three_marks_are_shown_in_the_order_of_their_weight_and_the_rest_apart() -> None:
    found = judged(
        blame="town", but_sorry="Sorry, but", maybe="late", vague_time="soon", grovel="never"
    )
    shown = answer.answer(kind(), TEXT, found, ())
    assert {note.id for note in shown.notes} == {"mark.blame", "mark.but-sorry", "mark.maybe"}
    assert {note.id for note in shown.more} == {"mark.vague-time", "mark.grovel"}
    assert [note.number for note in shown.notes] == [1, 2, 3]


def test_what_is_put_right_counts_from_then_on() -> None:
    found = judged(news="page is late", maybe="soon")
    said = ("mark.maybe", "not.news", "there.choice")
    shown = answer.answer(kind(), TEXT, found, said)
    assert [note.is_aside for note in shown.notes] == [True, True]
    assert [part.id for part in shown.counted] == ["choice"]
    assert "choice" in shown.finding.split(";")[0]
    counts = answer.counts(kind(), overruled.judgement(found, said))
    assert (counts["core_found"], counts["core"], counts["marked"]) == (1, 3, False)


def test_what_was_said_to_be_there_stays_there_when_it_is_found_later() -> None:
    found = overruled.judgement(judged(news="page is late"), ("there.news",))
    assert found.parts["news"].found


def test_a_draft_in_another_language_shows_nothing_but_itself() -> None:
    text = "Sehr geehrte Frau Lenz, die Lampen werden am Dienstag leider nicht alle hängen."
    shown = answer.answer(kind(), text, judge(text, "warning"), ())
    assert not shown.is_judged
    assert (shown.notes, shown.core_open, shown.also_open, shown.hints) == ((), (), (), ())
    assert answer.counts(kind(), judge(text, "warning"))["core"] == 0


# ------------------------------------------------------------------ facts


def test_no_date_in_it_is_said_only_where_a_date_is_a_part() -> None:
    text = "Thank you for the keys you left for me."
    facts = {
        name: {
            fact.label: fact.value
            for fact in summary.facts(kind(name), text, judge(text, name), "")
        }
        for name in ("thanks", "warning")
    }
    assert facts["warning"]["Dates"] == "No date in it"
    assert facts["thanks"]["Dates"] == "None, and none is needed"
    assert facts["thanks"]["Length"].startswith("9 words")


def test_a_late_no_is_pointed_out_by_the_number_of_its_sentence() -> None:
    text = "Hello Ada. You asked about May. It is a nice tour. I love it. I can’t come."
    found = judge(text, "no")
    at = text.index("I can’t")
    found = replace(
        found, parts=found.parts | {"no": Verdict(True, "yes", 1.0, ((at, len(text)),))}
    )
    assert "The no stands in sentence 5." in summary.hints(kind("no"), text, found)


# ------------------------------------------------------------------ compared, sent


def test_two_drafts_compared_say_what_was_gained_lost_and_cleared() -> None:
    before = judged(cause="town", vague_time="soon")
    after = judged(new_date="Monday at nine")
    found = draft_comparison.compare(kind(), TEXT, before, TEXT + " More.", after)
    assert found.gained == (kind().part("new-date").noun,)
    assert found.lost == (kind().part("cause").noun,)
    assert found.cleared == ("“soon.”",)
    assert found.still_open[:2] == (kind().part("news").noun, kind().part("choice").noun)
    assert not found.is_same
    assert draft_comparison.compare(kind(), TEXT, after, f"{TEXT}\n", after).is_same


@pytest.mark.parametrize(
    ("text", "subject", "body"),
    [
        ("Hi & bye?\nAda", "A page", "Hi & bye?\r\nAda"),
        ("Subject: Page 5\n\nHi Ö 🙂", "Page 5", "Hi Ö 🙂"),
    ],
)
def test_a_mail_link_has_subject_and_body_encoded(text: str, subject: str, body: str) -> None:
    link = mailto.mail_link(text, "A page")
    assert link.isascii()
    assert " " not in link
    named = dict(pair.split("=") for pair in link.removeprefix("mailto:?").split("&"))
    assert (unquote(named["subject"]), unquote(named["body"])) == (subject, body)


def test_a_mail_link_ends_at_1800_characters_as_encoded() -> None:
    room = mailto.LONGEST - len("mailto:?body=")
    assert mailto.mail_link("a" * room)
    assert mailto.mail_link("a" * (room + 1)) == ""
    assert mailto.mail_link("\ud800") != ""


# ------------------------------------------------------------------ kinds that are being tried

NEWS = "Congratulations on the new post! What will your mornings look like? You deserve it so much."


@pytest.mark.parametrize("name", sorted(answer.tried()))
def test_a_kind_that_is_being_tried_gets_no_verdict(name: str) -> None:
    shown = answer.answer(kind(name), NEWS, judge(NEWS, name), ())
    assert shown.is_tried
    assert not shown.is_judged
    assert shown.finding == answer.TRIED
    assert (shown.notes, shown.more, shown.core_open, shown.also_open) == ((), (), (), ())
    nothing = answer.without_verdicts(judge(NEWS, name))
    assert not any(answer.counts(kind(name), nothing).values())


@pytest.mark.parametrize("name", sorted({"warning", "thanks", "no"} - answer.tried()))
def test_other_kinds_get_one(name: str) -> None:
    assert not answer.answer(kind(name), NEWS, judge(NEWS, name), ()).is_tried


def test_of_n_sure_answers_one_is_wrong_by_what_was_measured() -> None:
    assert answer.wrong_one_in() >= 2
