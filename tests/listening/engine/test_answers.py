"""The acts that answer, by the examples of the labellers' guideline; details and wrong facts."""

import pytest

from coach.content import loader
from coach.listening.engine.classifier import genres
from coach.listening.engine.classifier.judge import Judge, went_well
from coach.listening.engine.classifier.judgement import Act, Judgement, PointMatch
from coach.listening.engine.feedback import overruled
from coach.listening.engine.feedback.explain import explain
from coach.listening.engine.text.clauses import Span
from coach.listening.engine.text.values import values
from coach.listening.exercise import Detail, DrillLine, Heard, KeyPoint, Message
from coach.paths import CONTENT

ROOM = loader.read(CONTENT).listening
MESSAGE = "You sent me the wrong pump. Could I have the van, and when is the tenth free?"


def act(judge: Judge, name: str, reply: str, heard: Heard | None = None) -> bool:
    found = judge.judge(heard or Heard(MESSAGE), reply)
    return bool(getattr(found, name).sure == "yes")


@pytest.mark.parametrize(
    ("reply", "commits"),
    [
        ("I’ll send it tonight.", True),
        ("You’ll have an answer by Tuesday.", True),
        ("The electrician comes at eight.", True),
        ("I can’t do the tenth.", True),
        ("You can take the van.", True),
        ("I speak with the boss tomorrow and tell you.", True),
        ("Let’s meet on Monday at nine.", True),
        ("I asked, and for now it’s a no.", True),
        ("leave it with me", False),
        ("I’ll see what I can do.", False),
        ("We’ll look into it.", False),
        ("Consider it done.", False),
        ("As soon as possible.", False),
        ("I’ll think about it.", False),
        ("Shall I send it tonight?", False),
        ("Do you want me to ring them tomorrow?", False),
        ("What if I sent it tonight?", False),
        ("We should look at that.", False),
        ("Let me go through that again.", False),
        ("That went well and now he is gone.", False),
        ("If it’s a no, just say no.", False),
    ],
)
def test_what_commits_can_be_checked_later(judge: Judge, reply: str, commits: bool) -> None:
    assert act(judge, "commits", reply) is commits


@pytest.mark.parametrize("reply", ["Leave it with me.", "I’ll see what I can do.", "We’ll try."])
def test_a_promise_that_nobody_can_check_is_vague(judge: Judge, reply: str) -> None:
    assert act(judge, "vague", reply)


def test_a_commitment_is_neither_advice_nor_a_turn_to_oneself(judge: Judge) -> None:
    reply = "I’ll put in the new pump on Tuesday, and you’ll have the papers by Friday."
    found = judge.judge(Heard(MESSAGE), reply)
    assert (found.commits.sure, found.advice.sure, found.self_turn.sure) == ("yes", "no", "no")
    both = judge.judge(Heard(MESSAGE), "I’ll send it tonight. You should really ring them first.")
    assert (both.commits.sure, both.advice.sure) == ("yes", "yes")


@pytest.mark.parametrize(
    ("reply", "apologises"),
    [
        ("I’m sorry that we sent you the wrong one.", True),
        ("That was my mistake.", True),
        ("We should have rung you.", True),
        ("I didn’t ring. That part is mine, and I’m sorry.", True),
        ("I’m so sorry to hear that.", False),
        ("Sorry you see it that way.", False),
        ("Sorry if that upset you.", False),
        ("Sorry, but that’s how it is.", False),
        ("Sorry, say that again?", False),
    ],
)
def test_who_apologises_takes_the_blame(judge: Judge, reply: str, apologises: bool) -> None:
    assert act(judge, "apologises", reply) is apologises


def test_a_bare_sorry_is_an_apology_only_where_the_listeners_side_is_blamed(judge: Judge) -> None:
    assert act(judge, "apologises", "I’m sorry.", Heard(MESSAGE, genre="complaint"))
    assert not act(judge, "apologises", "I’m sorry.", Heard("My dog died.", genre="weight"))


@pytest.mark.parametrize(
    ("reply", "celebrates"),
    [
        ("Congratulations!", True),
        ("I’m so happy for you!", True),
        ("Well deserved.", True),
        ("Great news, but now the hard part begins.", True),
        ("You passed with eighty-one.", False),
        ("I’m glad you told me.", False),
        ("Oh great, another form.", False),
    ],
)
def test_who_celebrates_is_glad(judge: Judge, reply: str, celebrates: bool) -> None:
    assert act(judge, "celebrates", reply) is celebrates


@pytest.mark.parametrize(
    ("reply", "rebuts"),
    [
        ("That’s not true, we sent it on Monday.", True),
        ("I hear you, but our prices are fair.", True),
        ("To be fair to us, it was in the contract.", True),
        ("You should have checked the label.", True),
        ("I can’t give you June, because the place is promised.", False),
        ("I see it differently.", False),
        ("What does that rest on?", False),
    ],
)
def test_who_rebuts_argues_against_what_was_said(judge: Judge, reply: str, rebuts: bool) -> None:
    assert act(judge, "rebuts", reply) is rebuts


# ------------------------------------------------------------------ values and details


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sixty-four guests", "64 guests"),
        ("half past seven", "19:30"),
        ("at half six", "at 6.30"),
        ("ten to five", "4:50"),
        ("the nineteenth", "the 19th"),
        ("nine percent", "9%"),
        ("a hundred and twelve scans", "112 scans"),
        ("table six", "table 6"),
    ],
)
def test_words_and_digits_are_the_same_value(one: str, other: str) -> None:
    assert [v.key for v in values(one)] == [v.key for v in values(other)] != []


def test_a_word_that_only_looks_like_a_value_is_none() -> None:
    assert values("She may come, one of them, and the second time I march on.") == []


HENRIK = Heard(
    "It’s Friday the nineteenth, sixty-four guests. They sit down at half past seven, and the fish "
    "comes at a quarter past eight. No nuts on table six.",
    (KeyPoint("nuts", "No nuts on table six.", ("Freja is allergic.",), "", "heart"),),
    genre="brief",
    asks="read_back",
    details=(
        Detail("day", "Friday the nineteenth", ("the nineteenth", "19th")),
        Detail("guests", "sixty-four guests", ("sixty-four", "64")),
        Detail("fish", "the fish at a quarter past eight", ("quarter past eight", "8.15")),
        Detail("nuts", "no nuts on table six", ("table six", "table 6"), True),
    ),
)


def states(judge: Judge, reply: str) -> dict[str, tuple[str, str]]:
    return {d.id: (d.state, d.wrote) for d in judge.judge(HENRIK, reply).details}


def test_details_are_read_back_in_words_or_digits(judge: Judge) -> None:
    read = states(judge, "The 19th, 64 people, fish at 8:15, and no nuts on table 6.")
    assert {state for state, _ in read.values()} == {"read"}


def test_another_day_than_she_said_is_misread_and_a_day_of_ones_own_is_not(judge: Judge) -> None:
    assert states(judge, "So it’s the ninth, and 64 guests.")["day"] == ("misread", "ninth")
    own = states(judge, "64 guests. I’ll ring you on the second of May with the menu.")
    assert own["day"] == ("absent", "")


def test_a_brief_goes_well_when_what_could_do_harm_is_read_back_and_nothing_is_wrong(
    judge: Judge,
) -> None:
    for reply, well in (
        ("The nineteenth, sixty-four guests, no nuts on table six.", True),
        ("The nineteenth, sixty-four guests, fish at a quarter past eight.", False),
        (
            "The ninth, sixty-four guests, fish at a quarter past eight, no nuts on table six.",
            False,
        ),
        ("Got it, don’t worry.", False),
    ):
        assert went_well("reply", judge.judge(HENRIK, reply)) is well, reply


def test_a_misread_detail_is_told_and_can_be_overruled(judge: Judge) -> None:
    reply = "So it’s the ninth, sixty-four guests, and no nuts on table six."
    line = DrillLine("h", "Henrik", HENRIK.words, HENRIK.points, (), "", "", "he")
    found = judge.judge(HENRIK, reply)
    shown = explain("reply", line, reply, found)
    assert [(d.state, d.wrote) for d in shown.details if d.id == "day"] == [("misread", "ninth")]
    assert "two of the four details, and one is not what he said" in shown.finding
    again = overruled.judgement(found, shown, {"detail-day"})
    assert [d.state for d in again.details if d.id == "day"] == ["read"]


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        ("You lost two days of work.", True),
        ("You lost three days of work.", False),
        ("You lost 3 days of work, on the third change.", False),
    ],
)
def test_a_point_told_with_another_number_gets_no_credit(
    judge: Judge, reply: str, found: bool
) -> None:
    amara = ROOM.messages["amara-change-log"]
    points = {
        p.id: m for p, m in zip(amara.points, judge.judge(amara.heard, reply).points, strict=True)
    }
    assert (points["two-days"].sure == "yes") is found


# ------------------------------------------------------------------ genres

YES = Act("yes", 0.9, (Span(0, 5),))
LATER = Act("yes", 0.9, (Span(50, 60),))
HEART = PointMatch(0, "yes", 0.9, Span(10, 20), "heart")
ASK = PointMatch(1, "yes", 0.9, Span(20, 30), "ask")


@pytest.mark.parametrize(
    ("judgement", "well"),
    [
        (Judgement(genre="request", commits=YES, points=(ASK,)), True),
        (Judgement(genre="request", commits=YES, points=(HEART,)), False),
        (Judgement(genre="request", points=(ASK,)), False),
        (Judgement(genre="objection", points=(HEART,), rebuts=LATER, commits=LATER), True),
        (Judgement(genre="objection", points=(HEART,), rebuts=YES, commits=LATER), False),
        (Judgement(genre="complaint", apologises=YES, commits=LATER), True),
        (Judgement(genre="complaint", apologises=LATER, commits=LATER, rebuts=YES), False),
        (Judgement(genre="complaint", apologises=YES), False),
        (Judgement(genre="good_news", celebrates=YES, points=(HEART,)), True),
        (Judgement(genre="good_news", celebrates=YES, points=(HEART,), advice=LATER), False),
        (Judgement(genre="disagreement", points=(HEART, ASK), rebuts=LATER, commits=LATER), True),
        (Judgement(genre="disagreement", points=(HEART, ASK), rebuts=YES, commits=LATER), False),
        (Judgement(genre="newcomer", information=YES), True),
        (Judgement(genre="newcomer", advice=YES), False),
        (Judgement(reflection=YES, points=(HEART,)), True),
        (Judgement(reflection=YES, points=(ASK,)), False),
        (Judgement(reflection=YES, points=(HEART,), advice=LATER), False),
        (Judgement(reflection=YES, points=(HEART,), advice=LATER, advice_after=True), True),
    ],
)
def test_a_reply_goes_well_by_the_genre_of_its_message(judgement: Judgement, well: bool) -> None:
    assert genres.reply_went_well(judgement) is well


def said(judge: Judge, message: Message, reply: str) -> str:
    return explain("reply", message, reply, judge.judge(message.heard, reply)).finding


def test_the_finding_says_what_is_still_open_for_who_asked(judge: Judge) -> None:
    dana = ROOM.messages["dana-rotation"]
    heard = "You’d like a trial on one line: swap stations every two hours, for four weeks."
    assert said(judge, dana, heard).endswith("She still doesn’t know whether she gets it.")
    answer = f"{heard} You’ll hear from me by Friday."
    assert said(judge, dana, answer).endswith("and she knows what happens next.")


def test_a_vague_promise_is_noted_where_an_answer_was_wanted(judge: Judge) -> None:
    dana = ROOM.messages["dana-rotation"]
    reply = "You’d like to swap stations on one line. I’ll see what I can do."
    notes = explain("reply", dana, reply, judge.judge(dana.heard, reply)).notes
    (vague,) = [note for note in notes if note.id == "vague-1"]
    assert (vague.sure, vague.text) == ("either", "It is kind. What will you do, and by when?")
