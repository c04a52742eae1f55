"""Every construct of GIFT, as Moodle's documentation and the public grammar describe them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.content.exchange import gift_reader
from coach.content.exchange.plain_question import PlainOption, PlainQuestion


def read(text: str) -> PlainQuestion:
    reading = gift_reader.read(text)
    assert not reading.unread
    (one,) = reading.items
    return one


def left(text: str) -> list[str]:
    return [str(note) for note in gift_reader.read(text).left]


def refused(text: str) -> str:
    reading = gift_reader.read(text)
    assert not reading.items
    (one,) = reading.unread
    return str(one)


# ------------------------------------------------------------------ the type


def test_a_choice_in_the_middle_of_a_sentence_is_a_choice() -> None:
    one = read(
        "A reply that returns the feeling is called a"
        " {~verdict#Judges. =reflection#Yes. ~detour#Off topic.} by trainers."
    )
    assert one.kind == "single"
    assert one.told == ("A reply that returns the feeling is called a ____ by trainers.",)
    assert one.lines == (
        PlainOption("verdict", "Judges."),
        PlainOption("reflection", "Yes.", 1),
        PlainOption("detour", "Off topic."),
    )


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ("{T}", "single"),
        ("{FALSE#No.#Yes.}", "single"),
        ("{=a ~b ~c}", "single"),
        ("{=a ~%50%b ~c}", "judgement"),
        ("{~%50%a ~%50%b ~c}", "multiple"),
        ("{=a =b}", "cloze"),
        ("{a}", "cloze"),
        ("{=a -> b =c -> d}", "match"),
        ("{#5}", "scale"),
        ("{#4..6}", "scale"),
        ("{}", "text"),
        ("{####In short.}", "text"),
    ],
)
@pytest.mark.parametrize("place", ["Words {0}", "Words {0} and more words.", "{0} words"])
def test_the_place_of_the_braces_never_changes_the_type(
    answers: str, kind: str, place: str
) -> None:
    one = read(place.format(answers))
    assert one.kind == kind
    shown = place.format("____")
    assert one.gapped == shown if kind == "cloze" else one.told == (shown.removesuffix(" ____"),)


def test_the_gap_is_shown_in_the_words_of_every_type() -> None:
    one = read("It took {#5:1} weeks, not days.")
    assert (one.kind, one.told) == ("scale", ("It took ____ weeks, not days.",))
    assert one.number == (Decimal(5), Decimal(1))
    assert read("Say {} to her.").told == ("Say ____ to her.",)
    assert read("She {=nods ~sighs ~leaves}.").told == ("She ____.",)


def test_a_full_stop_behind_the_braces_of_a_whole_question_is_no_gap() -> None:
    assert read("Which one? {#5}.").told == ("Which one?",)


def test_words_that_touch_a_gap_touch_it_still() -> None:
    one = read("She was un{=heard}, he said.")
    assert one.gapped == "She was un____, he said."
    assert read("Two plus {=two =2}.").gapped == "Two plus ____."


def test_a_statement_has_the_feedback_of_the_wrong_answer_first() -> None:
    one = read("Silence is a reply. {TRUE#It often is.#Indeed.####More in step 2.}")
    assert one.lines == (PlainOption("True", "Indeed.", 1), PlainOption("False", "It often is."))
    assert one.why == "More in step 2."
    other = read("Advice is listening. {F#It is not.}")
    assert other.lines == (PlainOption("True", "It is not."), PlainOption("False", "", 1))


@pytest.mark.parametrize("word", ["T", "TRUE", "true", "f", "False"])
def test_a_statement_is_judged_in_small_letters_too(word: str) -> None:
    assert [line.points for line in read(f"So? {{{word}}}").lines] == (
        [1, 0] if word.upper().startswith("T") else [0, 1]
    )


# ------------------------------------------------------------------ weights


def test_a_short_answer_for_half_the_marks_stays_behind_with_its_line() -> None:
    text = "Name the move.\n{=paraphrase\n=%50%summary#Only half.\n=%100%say it back}"
    assert [line.text for line in read(text).lines] == ["paraphrase", "say it back"]
    (note,) = left(text)
    assert note.startswith(
        "Line 3: “summary” for 50% with its feedback “Only half.” is not imported"
    )
    assert "none of its answers" in refused("Name it. {=%50%summary}")


def test_shares_of_several_right_answers_become_weights() -> None:
    one = read("Who spoke? {~%66.66667%Ana ~%33.33333%Ben ~%-33.333%Cy ~Dee}")
    assert (one.kind, [line.points for line in one.lines]) == ("multiple", [2, 1, -1, 0])
    assert [line.points for line in read("Who? {~%50%a ~%50%b ~%-100%c}").lines] == [1, 1, -2]


def test_grades_of_one_choice_become_a_key() -> None:
    one = read("What next? {=ask ~%33.33333%wait ~tell}")
    assert (one.kind, [line.points for line in one.lines]) == ("judgement", [3, 1, 0])


@pytest.mark.parametrize("told", ["33", "37.5", "1"])
def test_a_weight_that_is_not_on_the_list_is_taken_as_it_stands(told: str) -> None:
    one = read(f"Who? {{~%{told}%a ~%50%b ~c}}")
    first, second, _ = (line.points for line in one.lines)
    assert first * 50 == second * Decimal(told)


def test_what_weights_mean_and_cannot_mean_here_is_told() -> None:
    (note,) = left("Who?\n\n\nWhich {~%50%a\n~%25%b ~c}")
    assert note == "Line 4: its right answers make 75% together; here all of them get full marks."
    (note,) = left("Which? {=a ~%-50%b ~c}")
    assert "penalties stay behind" in note
    assert "best answer is worth 80%" in left("Which? {=%80%a ~b ~c}")[0]
    assert "none of its answers is right" in refused("Which? {~a ~b ~c}")
    assert "2 of its answers are equally right" in refused("Which? {=a =b ~c}")
    assert "a weight is not from -100 to 100" in refused("Which? {~%150%a ~b}")


# ------------------------------------------------------------------ numbers


@pytest.mark.parametrize(
    ("answers", "number"),
    [
        ("#1822", ("1822", "0")),
        ("#1822:5", ("1822", "5")),
        ("# =1822:5", ("1822", "5")),
        ("#3.141..3.142", ("3.1415", "0.0005")),
        ("#-5..5", ("0", "5")),
        ("#=%100%0.1:0.2", ("0.1", "0.2")),
        ("#1234567.125:1e-3", ("1234567.125", "0.001")),
        ("#123456789012345678901.5:0", ("123456789012345678901.5", "0")),
        (r"#10\:2", ("10", "2")),
    ],
)
def test_a_number_comes_in_exactly(answers: str, number: tuple[str, str]) -> None:
    assert read(f"How many? {{{answers}}}").number == tuple(map(Decimal, number))


@pytest.mark.parametrize("space", ["\n", " "])
def test_of_several_numbers_the_right_one_stays_with_its_feedback(space: str) -> None:
    text = space.join(["When? {#", "=1822:0#Right.", "=%50%1822:2#Near.", "~#Far.", "}"])
    one = read(text)
    assert (one.number, one.why) == ((Decimal(1822), Decimal(0)), "Right.")
    notes = left(text)
    assert len(notes) == 2
    assert "1822:2 for 50% with its feedback “Near.” is not imported" in notes[0]
    assert "“Far.”" in notes[1]
    if space == "\n":
        assert [note.partition(":")[0] for note in notes] == ["Line 3", "Line 4"]


@pytest.mark.parametrize(
    "answers", ["#abc", "#", "#=*", "#1:x", "#1e99999", "#nan", "#6..4", "#1:-2"]
)
def test_what_is_no_number_is_named_with_its_line(answers: str) -> None:
    said = refused(f"A\n{{{answers}}}")
    assert said.startswith("Line 1: “A {#")
    assert any(word in said for word in ("cannot be read", "no number", "before it begins"))


# ------------------------------------------------------------------ pairs


def test_pairs_keep_all_behind_their_first_arrow() -> None:
    one = read("Match. {\n=“So it moved.”->Says it back\n= “Call HR.” -> advice -> # told\n}")
    assert one.lines == (
        PlainOption("“So it moved.”", partner="Says it back"),
        PlainOption("“Call HR.”", partner="advice -> # told"),
    )


def test_what_is_no_pair_is_told() -> None:
    (note,) = left("Match. {=a -> b\n=c -> d\n= -> e}")
    assert note == "Line 3: a right side without a left one is not imported: “e”."
    assert "line 2 a pair has no arrow" in refused("Match. {=a -> b\n=c}")
    assert "two pairs" in refused("Match. {=a -> b}")


def test_an_arrow_in_a_comment_or_a_choice_makes_no_pair() -> None:
    assert read("Which? {=a#first a -> then b}").kind == "cloze"
    assert read("Which? {=a -> b ~c -> d}").kind == "single"


# ------------------------------------------------------------------ escapes


def test_escapes_are_undone_once_from_left_to_right() -> None:
    assert read(r"Is it so that 1 \\neq 0? {T}").told == (r"Is it so that 1 \neq 0?",)
    assert read(r"\\\{ and \\\\n {T}").told == (r"\{ and \\n",)
    assert read(r"C:\path \(x\) 2 \= 2 {T}").told == (r"C:\path \(x\) 2 = 2",)
    one = read(r"Which is no sign? {=\\ #\\\\ is one. ~\~ ~\= ~\# ~\{ ~\} ~\:}")
    assert [line.text for line in one.lines] == ["\\", "~", "=", "#", "{", "}", ":"]
    assert one.lines[0].why == r"\\ is one."


def test_an_escaped_line_break_ends_a_paragraph_and_the_end_of_a_line_does_not() -> None:
    one = read(r"She says:\n\n“It moved.”\nWhat now" + "\nwould you say? {=a ~b}")
    assert one.told == ("She says:", "“It moved.”", "What now would you say?")


# ------------------------------------------------------------------ formats


def test_html_becomes_words_in_paragraphs_and_what_it_loses_is_told() -> None:
    text = (
        "[html]<p>Which reply is <b>open</b>?</p><p>Think&nbsp;twice.</p>"
        "{=<p>What happened?</p> ~<p>Did it?</p> ~<p>Stop.</p>#<p>No &amp; never.</p>}"
    )
    one = read(text)
    assert one.told == ("Which reply is open?", "Think twice.")
    assert [line.text for line in one.lines] == ["What happened?", "Did it?", "Stop."]
    assert one.lines[2].why == "No & never."
    assert left(text) == ["Line 1: emphasis cannot be imported."]


def test_pictures_links_and_scripts_are_told_with_their_line() -> None:
    text = (
        'A\n\n[html]<p>Look <img src="a.png" alt="a > b"> <a href="https://x.org/?a=1&amp;b=2">here'
        "</a><script>alert('<p>')</script><o:p></o:p></p>\n{=x#<ul><li>one</li><li>two</li></ul>}"
    )
    one = gift_reader.read(text).items[0]
    assert one.told == ("Look here", "")
    assert one.why == "one two"
    assert left(text) == [
        "Line 3: a picture (a > b) cannot be imported.",
        "Line 3: a link to https://x.org/?a=1&b=2 cannot be imported.",
        "Line 3: scripts or styles cannot be imported.",
        "Line 3: the tag <o:p> cannot be imported.",
        "Line 4: the form of a list cannot be imported.",
    ]


def test_a_gap_within_html_stands_within_its_paragraph() -> None:
    one = read("[html]<p>First.</p><p>Un{=heard}, he said.</p>")
    assert (one.told, one.rest) == (("First.", "Un"), ", he said.")
    assert read("[html]<p>Which? {=a ~b ~c}</p>").told == ("Which?",)


def test_markdown_becomes_words_and_plain_text_stays_as_it_is() -> None:
    text = r"[markdown]Say *less*,\n\n* one\n* `two`\n\nthen? {=**a** ~b ~c}"
    one = read(text)
    assert one.told == ("Say less,", "one", "two", "then?")
    assert one.lines[0].text == "a"
    assert any("emphasis" in note for note in left(text))
    bare = read("[plain]<b>*a*</b> &amp; {=<i> ~[html]<i>b</i> ~c}")
    assert bare.told == ("<b>*a*</b> &amp;",)
    assert [line.text for line in bare.lines] == ["<i>", "b", "c"]


def test_words_without_a_format_are_html_only_where_they_look_like_it() -> None:
    assert read("[moodle]Is a <b>b</b> &lt; c? {T}").told == ("Is a b < c?",)
    assert read("Dear <name>, is 1 < 2 & 3 > 2? {T}").told == ("Dear <name>, is 1 < 2 & 3 > 2?",)


def test_a_word_in_brackets_is_no_format() -> None:
    assert read("[sic] Why? {=[a] ~[HTML] b ~c}").told == ("[sic] Why?",)


def test_accepted_answers_and_right_sides_are_plain_text_in_moodle() -> None:
    assert read("[html]<p>Tag?</p>{=<b>}").lines == (PlainOption("<b>"),)
    assert read("[html]Match{=<p>a</p> -> <b> =c -> d}").lines[0] == PlainOption("a", partner="<b>")


def test_a_pattern_is_told_and_an_escaped_star_is_a_star() -> None:
    text = "Word? {=reflect\n=reflect*}"
    assert read(text).lines == (PlainOption("reflect"),)
    assert "Line 2: “reflect*” is not imported" in left(text)[0]
    assert read(r"Sum? {=2 \\* 3}").lines == (PlainOption("2 * 3"),)


# ------------------------------------------------------------------ what stands around questions


def test_comments_leave_no_trace_wherever_they_stand() -> None:
    one = read(
        "// first\n   // indented\n::A::Which\n  //inside\n\t{=a\n // between\n~b ~c}\n// last"
    )
    assert (one.told, [line.text for line in one.lines]) == (("Which",), ["a", "b", "c"])
    assert gift_reader.read("// alone\n\n//alone too").items == []
    assert read("See http://example.org // now {T}").told == ("See http://example.org // now",)


def test_labels_in_comments_give_the_id_and_the_concept() -> None:
    one = read("// [id:Mia 7] remark [tag:Say it back] [tag:week 2]\n::A title::So? {T}")
    assert (one.id, one.concept) == ("mia-7", "say-it-back")
    assert left("// [tag:a] [tag:week \\] 2]\nSo? {T}") == [
        "Line 2: the tag “week ] 2” is not imported."
    ]


@pytest.mark.parametrize(
    ("title", "name"),
    [("Mia: first", "mia-first"), ("Über-Größe 2", "uber-groe-2"), ("日本", ""), ("", "")],
)
def test_a_title_becomes_an_id(title: str, name: str) -> None:
    one = read(f"::{title}\\: ::So? {{T}}" if title else "So? {T}")
    assert (one.id, one.told) == (name, ("So?",))


def test_a_category_stays_behind_and_is_told() -> None:
    text = "$CATEGORY: $course$/top/Listening\n\nSo? {T}\n\n$CATEGORY: b\nAnd so? {F}"
    assert len(gift_reader.read(text).items) == 2
    assert left(text) == [
        "Line 1: the category “$course$/top/Listening” is not imported.",
        "Line 5: the category “b” is not imported.",
    ]


def test_feedback_of_all_accepted_words_explains_the_gap() -> None:
    text = "Who? {=Ana#She did.\n=Anna#She did.\n=A.#Too short.####See step 1.}"
    assert read(text).why == "She did. See step 1."
    assert left(text) == ["Line 3: the feedback “Too short.” is not imported."]


def test_signs_within_general_feedback_are_words() -> None:
    assert read("So? {=a ~b ~c####a ~ b = c # d -> e}").why == "a ~ b = c # d -> e"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Just a text.", "it has no answers: GIFT takes it for a description"),
        ("So? {T", "never closed"),
        ("So? T}", "never opened"),
        ("So} {T}", "never opened"),
        ("A {=a} and {=b}.", "braces more than once"),
        ("So? {a ~b =c}", "“a” stands before its first answer"),
        ("{T}", "it asks nothing"),
        ("{=a}", "it asks nothing"),
        ("So? {=}", "none of its answers"),
        ("So? {=a ~}", "a choice needs two answers"),
    ],
)
def test_what_is_not_read_is_named_with_its_line_and_the_reason(text: str, why: str) -> None:
    said = refused(f"\n\n// remark\n{text}")
    assert said.startswith(f"Line 4: “{text}” is not imported, because ")
    assert why in said


def test_what_is_not_read_does_not_stop_the_rest() -> None:
    reading = gift_reader.read("So? {T\n\nAnd? {F}\n\nHow many? {#abc}\n\nWhy? {}")
    assert [one.kind for one in reading.items] == ["single", "text"]
    assert [one.line for one in reading.unread] == [1, 5]


@given(st.text("{}=~#:\\\n ->%ab1.*[]<>/&\"'", max_size=80))
def test_no_file_makes_the_reader_fail(text: str) -> None:
    found = gift_reader.read(text)
    assert all(one.told for one in found.items)
    assert all(1 <= one.line <= text.count("\n") + 1 and one.why for one in found.unread)


PIECES = [
    *("[html]", "[markdown]", "<p>", "<b", "{", "}", "=", "~%50%", "#", "####", "\\n", "\\", "->"),
    *("::", "//", "$CATEGORY:", "\n", "\n\n", "<!--", "<![", "&#0;", "&#x110000;", "T", "1..2"),
    *("```", "| a | b |", "> ", "* ", "\x00", "\ufdd0", "\x02", "\x03", "\ud7ff", "é"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_no_mixture_of_formats_makes_the_reader_fail(text: str) -> None:
    for one in gift_reader.read(text).items:
        assert one.told
        assert all(line.text for line in one.lines)
