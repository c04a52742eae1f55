"""What of a draft is read, how it is cut, which times pass the date test, and its facts."""

import pytest

from coach.writing.engine import KINDS, judge
from coach.writing.engine.body import ReadDraft
from coach.writing.engine.dates import dates
from coach.writing.engine.facts import greets
from coach.writing.engine.sentences import DraftUnits


def read(text: str) -> str:
    """Return what is read of a text, with its blanks joined."""
    return " ".join(ReadDraft(text).read.split())


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in DraftUnits(ReadDraft(text)).sentences]


@pytest.mark.parametrize(
    "tail",
    [
        "\n> You asked for Tuesday.",
        "\n\n-- \nDr M. Feldhaus\nThank you for thinking of us.",
        "\n\nOn Tuesday, 4 June, Ada Boateng wrote:\nCould you come?",
        "\n-----Original Message-----\nCould you come?",
        "\nFrom: Ada Boateng\nCould you come?",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_quoted_mail_and_signatures_are_not_read(tail: str, end: str) -> None:
    text = ("Hi Ada,\nI can't come." + tail).replace("\n", end)
    assert read(text) == "Hi Ada, I can't come."
    draft = ReadDraft(text)
    assert draft.words == 5
    assert draft.body == ((0, text.index("come.") + 5),)


def test_a_quotation_between_lines_is_left_out_alone() -> None:
    text = "Yes.\n> Is Friday all right?\nSee you then."
    assert [text[a:b] for a, b in ReadDraft(text).body] == ["Yes.", "See you then."]


def test_a_text_keeps_its_length_so_that_places_agree() -> None:
    text = "İ can’t – come 🙂\r\nSorry\x00 …"
    draft = ReadDraft(text)
    assert len(draft.read) == len(draft.low) == len(text)


def test_words_are_counted_with_inner_apostrophes_and_hyphens() -> None:
    assert ReadDraft("Don't re-read 3 of the so-called ‘rules’ – it’s 10–12 lines.").words == 11


def test_sentences_end_at_stops_line_ends_bullets_and_emoji() -> None:
    text = "Dr. Sow came at 11.40. He left!\n- the keys\n- the book 🙂 All is well"
    assert sentences(text) == [
        "Dr. Sow came at 11.40",
        "He left",
        "the keys",
        "the book",
        "All is well",
    ]


def test_a_wrapped_line_is_one_sentence() -> None:
    text = (
        "I will bring the eleven chairs that you asked for on Thursday before\nthe choir arrives."
    )
    assert len(sentences(text)) == 1


def test_a_long_run_without_stops_is_cut_where_clauses_open() -> None:
    text = (
        "hi mo the oven broke on sunday and the man comes on tuesday i can lend you our small one "
        "could you tell me by noon"
    )
    found = sentences(text)
    assert "i can lend you our small one" in found
    assert found[-1] == "could you tell me by noon"


@pytest.mark.parametrize(
    "time",
    [
        "at half past three", "on Friday", "by Thursday noon", "today", "tonight", "tomorrow",
        "within 48 hours", "in three weeks", "next week", "this month", "in May", "in week 14",
        "at the end of the month", "over the weekend", "on the 9th", "on 3 March", "Tues 3pm",
        "for four weeks", "until Easter", "in two hours", "before Saturday",
    ],
)  # fmt: skip
def test_a_time_that_can_be_checked_passes_the_date_test(time: str) -> None:
    text = f"you will have it {time.lower()}, i think"
    assert [text[a:b] for a, b in dates(text)] == [time.lower()]


@pytest.mark.parametrize(
    "time",
    [
        "soon", "shortly", "later", "asap", "in due course", "in a few days", "some time",
        "at some point", "in spring", "in the new year", "once the boss is back",
        "as soon as possible", "one of these days", "on the 4th floor",
    ],
)  # fmt: skip
def test_a_time_that_cannot_be_checked_fails_it(time: str) -> None:
    assert dates(f"you will have it {time}, i think") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Hi Ana,\nyes.", "Dear Mr Oduya,\nyes.", "Morning all, yes.", "Ana,\nyes.", "boss, yes",
        "Good morning!\nyes.", "Subject: the boat\nHello Piet,\nyes.", "hey ana yes",
    ],
)  # fmt: skip
def test_a_greeting_is_seen(text: str) -> None:
    assert greets(text)


@pytest.mark.parametrize(
    "text",
    ["No, I can't.", "Sorry, the boat is late.", "Thanks, that helped.", "The boat is late.", ""],
)
def test_no_greeting_is_seen_where_none_is(text: str) -> None:
    assert not greets(text)


def test_the_facts_of_a_draft() -> None:
    text = "Hi Ana,\nthe stage won't stand by Friday. You have it on Tuesday at noon.\n-- \nB."
    facts = judge(text, "warning").shared
    assert (facts.words, facts.length, facts.greeting) == (15, "short", True)
    assert [text[a:b] for a, b in facts.dates] == ["by Friday", "on Tuesday at noon"]
    assert facts.longest is not None
    assert text[slice(*facts.longest)] == "You have it on Tuesday at noon"
    assert 0 <= facts.grade < 5


def test_long_and_usual_follow_from_the_kind() -> None:
    words = "one two three four five six seven eight nine ten. " * 12
    assert judge(words, "change").shared.length == "long"
    assert judge(words, "request").shared.length == "usual"


def test_each_kind_has_its_parts_core_first() -> None:
    assert len(KINDS) == 12
    assert sum(len(kind.parts) for kind in KINDS.values()) == 61
    assert KINDS["warning"].parts[:3] == KINDS["warning"].core == ("news", "new-date", "choice")
