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


@pytest.mark.parametrize(("length", "wrapped"), [(63, False), (64, True), (80, True)])
def test_a_line_of_64_characters_that_goes_on_is_wrapped(length: int, wrapped: bool) -> None:
    line = ("abcdefg " * 20)[:length].rstrip()
    line += "h" * (length - len(line))
    assert len(sentences(f"{line}\nthe choir comes")) == (1 if wrapped else 2)
    assert len(sentences(f"{line}\n- the choir comes")) == 2, "a new point is no wrapped line"
    assert len(sentences(f"{line[:-1]}:\nthe choir comes")) == 2


@pytest.mark.parametrize(("words", "count"), [(15, 1), (16, 2)])
def test_sixteen_words_without_a_comma_are_a_long_run(words: int, count: int) -> None:
    text = " ".join(["the keys"] + ["blue"] * (words - 6) + ["i can come", "now"])
    assert len(text.split()) == words
    assert len(sentences(text)) == count
    assert len(sentences(text.replace("keys", "keys,"))) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Come at 5 p.m. on Friday.", ["Come at 5 p.m. on Friday"]),
        ("Ask Dr. Sow. He knows.", ["Ask Dr. Sow", "He knows"]),
        ("Ask J. Sow. He knows.", ["Ask J. Sow", "He knows"]),
        ("He knows it. Ask.", ["He knows it", "Ask"]),
        ("Really?! Yes...", ["Really", "Yes"]),
        ("... !", []),
        ('"Yes." No.', ['"Yes."', "No"]),
        ("1) the keys\n12) the book", ["the keys", "the book"]),
        ("1. the keys\n 12. the book", ["the keys", "the book"]),
        ("We have 12. Come.", ["We have 12", "Come"]),
        ("It is 50% (or 5€).", ["It is 50% (or 5€)"]),
    ],
)
def test_a_sentence_has_its_words_and_no_marks_at_its_edges(text: str, found: list[str]) -> None:
    assert sentences(text) == found


def test_sentences_know_their_line_their_number_and_whether_they_ask() -> None:
    units = DraftUnits(ReadDraft("Hi Ana,\nIs it so? I think, yes.\n\nBye."))
    assert [(s.line, s.sentence, s.asked) for s in units.sentences] == [
        (0, 0, False), (1, 1, True), (1, 2, False), (3, 3, False),
    ]  # fmt: skip
    assert [[c.text for c in each] for each in units.clauses] == [
        ["hi ana"], ["is it so"], ["i think", "yes"], ["bye"],
    ]  # fmt: skip
    assert [c.cased for c in units.clauses[2]] == ["I think", "yes"]
    assert {c.sentence for c in units.clauses[2]} == {2}


@pytest.mark.parametrize(
    ("length", "read_of_it"), [(19_999, 19_999), (20_000, 20_000), (20_001, 20_000)]
)
def test_twenty_thousand_characters_are_read(length: int, read_of_it: int) -> None:
    draft = ReadDraft("a" * length)
    assert len(draft.read) == length
    assert len(draft.read.rstrip()) == read_of_it


@pytest.mark.parametrize(
    ("cut", "read_of_it"),
    [("--", "a b"), ("-- ", "a b"), ("--  ", "a b"), ("--   ", "a b -- c"),
     ("-----", "a b ----- c"), ("_____", "a b"), ("____", "a b ____ c")],
)  # fmt: skip
def test_a_line_that_cuts_a_signature_off_has_its_shape(cut: str, read_of_it: str) -> None:
    assert read(f"a\nb\n{cut}\nc") == read_of_it


def test_blank_text_has_no_body() -> None:
    assert ReadDraft(" \n> quoted\n ").body == ()
    assert ReadDraft("  a  \n> quoted\n  b ").body == ((2, 3), (17, 18))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on friday -", ["on friday"]),
        ("on friday, -", ["on friday"]),
        ("friday", ["friday"]),
        ("a few weekends", []),
        ("a few friday nights", []),
        ("a few days", []),
        ("several days, then on friday", ["on friday"]),
        ("several weekends", []),
        ("several friday nights", []),
        ("sometime next week", ["sometime next week"]),
        ("friday and saturday", ["friday and saturday"]),
    ],
)
def test_a_time_ends_with_its_last_word_and_is_not_vague(text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in dates(text)] == found


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
