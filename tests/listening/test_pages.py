"""The room's pages: an exercise answered, judged, overruled, tried again, saved for later."""

import io
import json
import zipfile
from typing import Any

import pytest
from flask import Flask

from tests.conftest import Moment, Visitor
from tests.listening.acts import ADVICE, GOOD, MESSAGE, count, rows, shown, silent
from tests.listening.shown import REPLY
from tests.pages import checked, parse, text

ROOM = "/listening"


def answered(visitor: Visitor, url: str, reply: str, **more: str) -> str:
    """Answer an exercise through its page and return the address of what became of it."""
    token = visitor.page(url).one("input", name="token").get("value", "")
    answer = visitor.send(url, {"reply": reply, "token": token, **more})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def exported(visitor: Visitor) -> dict[str, Any]:
    """Return the rows of the person's export by table."""
    with zipfile.ZipFile(io.BytesIO(visitor.get("/settings/export").data)) as files:
        name = next(name for name in files.namelist() if name.endswith(".json"))
        found: dict[str, Any] = json.loads(files.read(name))["tables"]
        return found


# ------------------------------------------------------------------ the room


def test_the_room_shows_the_path_todays_set_and_all_there_is(client: Visitor) -> None:
    page = client.page(ROOM)
    assert page.heading == "Listening room"
    assert "Five minutes of listening" in page.words
    assert "Three right out of four opens the next exercise." in page.words
    assert (
        "A voice to hear first, then one question about a reply that somebody gave." in page.words
    )
    assert "Open anyway" in page.words
    assert {
        "/listening/messages/maren-steering",
        "/listening/drills/drill-one-breath",
        "/listening/conversations/talk-tom-rota",
        "/listening/field",
        "/listening/progress",
        "/listening/today",
    } <= page.links()


def test_todays_set_leads_from_one_thing_to_the_next(owner: Visitor) -> None:
    first = owner.get("/listening/today")
    assert first.status_code == 303
    for _ in range(12):
        answer = owner.get("/listening/today")
        if answer.location == ROOM:
            break
        page = owner.page(answer.location)
        action = next(iter(page.actions()))
        assert "set=1" in action
        choice = owner.send(action, {"act": "advice", "reply": GOOD})
        result = owner.page(choice.location)
        assert "/listening/today" in result.links()
        is_last = owner.get("/listening/today").location == ROOM
        assert ("Finish today’s set" in result.words) is is_last
        assert ("Next in today’s set" in result.words) is not is_last
    page = owner.page(ROOM)
    assert "That was today’s set" in page.words


def test_the_set_stays_the_same_all_day_though_kinds_open(owner: Visitor) -> None:
    before = owner.page(ROOM).one("section", id="today")
    told = text(before).split(".")[0]
    for line, act in (("ts-valves", "advice"), ("ts-rota", "reflection"), ("ts-tender", "open")):
        owner.send(f"/listening/drills/drill-name-the-act/{line}", {"act": act})
    page = owner.page(ROOM)
    assert "Done" in text(page.one("section", id="path"))
    assert text(page.one("section", id="today")).split(".")[0] == told


def test_a_room_without_content_says_so(app: Any, client: Visitor) -> None:
    from dataclasses import replace

    from coach.listening.room import Room

    app.extensions["catalogue"] = replace(app.extensions["catalogue"], listening=Room())
    assert "nothing to listen to here yet" in client.page(ROOM).words
    assert client.get("/listening/today").location == ROOM


def test_the_room_is_reached_from_learn_the_principle_and_search(client: Visitor) -> None:
    assert ROOM in client.page("/learn").links()
    assert ROOM in client.page("/learn/active-listening").links()
    assert ROOM not in client.page("/learn/offer-value").links()
    found = client.page("/search?q=steering+group+Maren")
    assert "/listening/messages/maren-steering" in found.links()


# ------------------------------------------------------------------ an exercise


def test_an_exercise_has_the_player_the_transcript_and_one_field(client: Visitor) -> None:
    page = client.page(MESSAGE)
    assert page.heading == "Maren, before the steering group"
    audio = page.one("audio")
    assert audio.get("src") == "/listening/audio/maren-steering.mp3"
    assert audio.get("preload") == "none"
    assert audio.get("controls") is not None
    assert "computer-generated voice" in page.words
    assert "Read it instead" in page.words
    assert "We’ve moved the launch twice now" in page.words
    assert page.one("textarea").get("name") == "reply"
    buttons = {text(button) for button in page.all("button")}
    aloud = {"Say it aloud", "Hear yourself", "Delete the recording"}  # hidden without script
    assert buttons - aloud == {"Leave and keep my place", "Save for later", "See feedback"}


def test_the_picture_beside_a_recording_is_drawn_from_its_sound(
    app: Flask, client: Visitor
) -> None:
    envelope = app.extensions["catalogue"].listening.sounds["maren-steering"].envelope
    assert len(envelope) == 64
    heights = client.page(MESSAGE).one("div", data_player="").get("data-bars", "").split(",")
    assert [float(height) for height in heights] == [
        pytest.approx(3 + 37 * int(digit, 16) / 15, abs=0.05) for digit in envelope
    ]


def test_a_message_without_a_recording_is_there_to_read(app: Any, client: Visitor) -> None:
    silent(app)
    page = client.page(MESSAGE)
    assert "There is no recording of this one yet." in page.words
    assert page.all("details", data_transcript="")[0].get("open") is not None
    assert any("speak.js" in script.get("src", "") for script in page.all("script"))


@pytest.mark.parametrize("kind", ["catch", "say-back", "ask", "reply"])
def test_a_message_is_answered_in_four_ways(app: Flask, owner: Visitor, kind: str) -> None:
    url = f"/listening/messages/maren-steering/{kind}"
    page = owner.page(answered(owner, url, GOOD))
    assert page.title.startswith("Feedback on your reply to Maren")
    assert ("Two ways" if kind == "reply" else "One way") + " it could go" in page.words
    assert "Read Maren’s message again" in page.words
    assert rows(app, "listening_reply")[0]["kind"] == kind


def test_where_one_only_asks_no_page_says_that_there_was_nothing_to_find(owner: Visitor) -> None:
    page = owner.page(answered(owner, "/listening/messages/maren-steering/ask", GOOD))
    assert next(text(dd) for dd in page.one("dl").iter("dd")) == "Not counted here"
    assert "None to find" not in page.words


def test_a_message_leads_to_the_way_that_fits(owner: Visitor) -> None:
    assert owner.get("/listening/messages/maren-steering").location.endswith("/catch")
    answered(owner, "/listening/messages/maren-steering/ask", GOOD)
    assert owner.get("/listening/messages/amara-drawings").location.endswith("/ask")


@pytest.mark.parametrize(
    "url",
    ["/listening/messages/nobody", "/listening/messages/nobody/reply",
     "/listening/messages/maren-steering/spot", "/listening/messages/maren-steering/field",
     "/listening/drills/none", "/listening/drills/drill-one-breath/ts-oven",
     "/listening/conversations/none", "/listening/audio/none.mp3", "/listening/audio/..mp3",
     "/listening/replies/1", "/listening/field/1"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(owner: Visitor, url: str) -> None:
    assert owner.get(url).status_code == 404


def test_the_first_reply_of_a_visitor_makes_a_guest(app: Flask, client: Visitor) -> None:
    page = client.page(answered(client, MESSAGE, GOOD))
    assert "Your reply, marked up" in page.words
    assert count(app, "user") == 1


def test_nothing_written_is_refused_kindly(app: Flask, owner: Visitor) -> None:
    answer = owner.send(MESSAGE, {"reply": "   "})
    assert answer.status_code == 422
    page = checked(answer.text)
    assert page.title.startswith("Error: ")
    assert "Write what you would say first" in page.words
    assert count(app, "listening_reply") == 0


def test_ten_thousand_characters_are_taken_and_more_are_kept_on_the_page(
    app: Flask, owner: Visitor
) -> None:
    long = "So it slipped. " * 666
    owner.page(answered(owner, MESSAGE, long[:10_000]))
    answer = owner.send(MESSAGE, {"reply": long + long})
    assert answer.status_code == 422
    page = checked(answer.text)
    assert "Keep this to 10,000 characters" in page.words
    assert (page.one("textarea").text or "").strip().startswith("So it slipped.")
    assert count(app, "listening_reply") == 1


def test_sent_twice_it_is_one_reply(app: Flask, owner: Visitor) -> None:
    form = {"reply": GOOD, "token": "once"}
    first, second = owner.send(MESSAGE, form), owner.send(MESSAGE, form)
    assert first.location == second.location
    assert count(app, "listening_reply") == 1


@pytest.mark.parametrize(
    "reply", ["?", "…", "👍", "Ja, das ist ärgerlich.", "<b>Hm</b> & so", "a\x00b"]
)
def test_any_text_gets_an_answer_and_is_shown_as_typed(owner: Visitor, reply: str) -> None:
    page = owner.page(answered(owner, MESSAGE, reply))
    assert reply.replace("\x00", "") in page.words


# ------------------------------------------------------------------ saved for later


def test_saved_for_later_it_waits_in_the_room_and_in_the_field(app: Flask, owner: Visitor) -> None:
    answer = owner.send(MESSAGE, {"reply": "So it slipped", "later": "1"})
    assert answer.location == ROOM
    page = owner.page(ROOM)
    assert "Saved for later" in page.words
    assert "So it slipped" in page.words
    assert (owner.page(MESSAGE).one("textarea").text or "").strip() == "So it slipped"
    answered(owner, MESSAGE, GOOD)
    assert count(app, "listening_draft") == 0


def test_saving_an_empty_text_drops_what_was_saved(app: Flask, owner: Visitor) -> None:
    owner.send(MESSAGE, {"reply": "So", "later": "1"})
    owner.send(MESSAGE, {"reply": "", "later": "1"})
    assert count(app, "listening_draft") == 0


def test_what_is_too_long_is_not_saved_and_not_lost(owner: Visitor) -> None:
    answer = owner.send(MESSAGE, {"reply": "x" * 10_001, "later": "1"})
    assert answer.status_code == 422
    assert "x" * 10_001 in (checked(answer.text).one("textarea").text or "")


# ------------------------------------------------------------------ the feedback


def test_the_feedback_shows_its_evidence(app: Flask, owner: Visitor, moment: Moment) -> None:
    page = owner.page(shown(app, owner, moment.now))
    assert page.heading.startswith("You heard the bind she is in")
    assert next(text(dd) for dd in page.one("dl").iter("dd")) == "2 of 4 found"
    marks = {mark.get("class"): text(mark) for mark in page.all("mark")}
    assert marks["advice"].startswith("You should just tell")
    assert marks["closed"] == "Have you talked to the supplier?"
    assert marks["echo"] == "covering for them"
    assert "(advice, note 3, begins) You should just tell" in page.words
    assert "Not found in your reply. She wonders about raising it sooner: raised it" in page.words
    assert "Found. The launch has moved twice because of the supplier." in page.words
    assert "Perhaps. She has no words yet for Thursday." in page.words
    assert "You’re caught between a supplier who won’t hold a date" in page.words
    assert "one time in five" in page.words
    assert "missed" not in page.words.replace("missed?", "")


def test_the_reply_is_shown_letter_by_letter(app: Flask, owner: Visitor, moment: Moment) -> None:
    page = owner.page(shown(app, owner, moment.now))
    proof = page.all("p", class_="proof-text")[0]
    for hidden in [e for e in proof.iter() if e.get("class") == "unseen" or e.tag == "sup"]:
        hidden.text = ""
        for inner in list(hidden):
            hidden.remove(inner)
    assert "".join(proof.itertext()) == REPLY


def test_a_note_is_set_aside_and_stands_again(app: Flask, owner: Visitor, moment: Moment) -> None:
    url = shown(app, owner, moment.now)
    answer = owner.send(f"{url}/aside", {"note": "advice-1"})
    assert answer.status_code == 303
    assert answer.location == f"{url}#n-advice-1"
    page = owner.page(url)
    note = page.one("li", id="n-advice-1")
    assert "Set aside by you." in text(note)
    assert text(note.find(".//s") or note).startswith("Advice, before she asked")
    assert "Let it stand again" in text(note)
    assert rows(app, "listening_reply")[0]["advised"] is False
    owner.send(f"{url}/aside", {"note": "advice-1", "undo": "1"})
    assert "Set aside" not in text(owner.page(url).one("li", id="n-advice-1"))
    assert rows(app, "listening_reply")[0]["advised"] is True


def test_setting_aside_twice_is_once(app: Flask, owner: Visitor, moment: Moment) -> None:
    url = shown(app, owner, moment.now)
    for _ in range(2):
        owner.send(f"{url}/aside", {"note": "closed-1"})
    assert count(app, "listening_overruled") == 1
    assert rows(app, "listening_overruled")[0]["note"] == "closed-1"


def test_a_point_is_set_aside_as_well(app: Flask, owner: Visitor, moment: Moment) -> None:
    url = shown(app, owner, moment.now)
    owner.send(f"{url}/aside", {"note": "point-a-month-ago"})
    assert rows(app, "listening_reply")[0]["points_found"] == 3
    owner.send(f"{url}/aside", {"note": "point-moved-twice"})
    assert rows(app, "listening_reply")[0]["points_found"] == 2


def test_what_i_did_say_is_counted_in_heading_facts_and_progress(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    url = shown(app, owner, moment.now)
    for name in ("a-month-ago", "no-words"):  # one was not found, one perhaps
        owner.send(f"{url}/aside", {"note": f"point-{name}"})
    for _ in range(2):  # and it stays so
        page = owner.page(url)
        assert next(text(dd) for dd in page.one("dl").iter("dd")) == "4 of 4 found"
        assert page.heading.startswith("You said back all that she told you")
        point = page.one("li", id="n-point-a-month-ago")
        assert "Counted, on your word. She wonders about raising it sooner." in text(point)
        assert point.get("class") == "hit"
        assert not point.findall(".//s")
    assert rows(app, "listening_reply")[0]["points_found"] == 4
    assert "100%" in owner.page("/listening/progress").words
    for name in ("a-month-ago", "no-words"):
        owner.send(f"{url}/aside", {"note": f"point-{name}", "undo": "1"})
    page = owner.page(url)
    assert page.heading.startswith("You heard the bind she is in")
    assert next(text(dd) for dd in page.one("dl").iter("dd")) == "2 of 4 found"
    assert rows(app, "listening_reply")[0]["points_found"] == 2


def test_the_path_follows_what_was_put_right(app: Flask, owner: Visitor, moment: Moment) -> None:
    url = shown(app, owner, moment.now, kind="catch", points_found=1)
    owner.send(f"{url}/aside", {"note": "point-team-doubts"})
    owner.send(f"{url}/aside", {"note": "point-moved-twice"})
    owner.send(f"{url}/aside", {"note": "point-no-words"})
    owner.send(f"{url}/aside", {"note": "point-a-month-ago"})
    assert rows(app, "listening_reply")[0]["went_well"] is True
    owner.send(f"{url}/aside", {"note": "point-a-month-ago", "undo": "1"})
    assert rows(app, "listening_reply")[0]["went_well"] is False


def test_advice_that_was_not_meant_leaves_heading_and_facts(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    url = shown(app, owner, moment.now)
    owner.send(f"{url}/aside", {"note": "advice-1"})
    page = owner.page(url)
    assert "told her what to do" not in page.heading
    assert [text(dd) for dd in page.one("dl").iter("dd")][2] == "None"


def test_what_was_put_right_travels_with_the_export(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    url = shown(app, owner, moment.now)
    owner.send(f"{url}/aside", {"note": "point-a-month-ago"})
    told = exported(owner)
    assert [row["note"] for row in told["listening_overruled"]] == ["point-a-month-ago"]
    assert [row["points_found"] for row in told["listening_reply"]] == [3]


def test_asked_as_a_part_heading_facts_and_proof_come_back(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    url = shown(app, owner, moment.now)
    answer = owner.send(f"{url}/aside", {"note": "advice-1"}, part=True)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div class="stack gap-6" id="told"')
    part = parse(f"<!doctype html><title>Part</title>{answer.text}")
    assert len(part.all("h1")) == 1
    assert "Set aside by you." in text(part.one("li", id="n-advice-1"))
    assert answer.headers["Vary"]


def test_a_note_that_was_never_made_cannot_be_set_aside(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    url = shown(app, owner, moment.now)
    assert owner.send(f"{url}/aside", {"note": "praise-9"}).status_code == 404
    assert owner.send(f"{url}/aside").status_code == 404


def test_trying_again_keeps_the_first_try_and_lists_both(owner: Visitor) -> None:
    first = answered(owner, MESSAGE, ADVICE)
    assert "Your first try" in owner.page(MESSAGE).words
    second = owner.page(answered(owner, MESSAGE, GOOD))
    assert "Try 2, this one" in second.words
    assert ADVICE in second.words
    assert first.partition("#")[0] in second.links()


def test_a_reply_is_deleted_for_good_with_its_notes(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    url = shown(app, owner, moment.now)
    owner.send(f"{url}/aside", {"note": "advice-1"})
    assert owner.send(f"{url}/delete").location == ROOM
    assert owner.get(url).status_code == 404
    assert count(app, "listening_reply") == count(app, "listening_overruled") == 0


@pytest.mark.parametrize("feedback", [None, {}, {"finding": 3}, []])
def test_feedback_that_cannot_be_read_leaves_the_reply(
    app: Flask, owner: Visitor, moment: Moment, feedback: Any
) -> None:
    page = owner.page(shown(app, owner, moment.now, feedback=feedback, judgement=None))
    assert "You should just tell the steering group" in page.words


def test_a_reply_outlives_its_exercise(app: Any, owner: Visitor, moment: Moment) -> None:
    url = shown(app, owner, moment.now, exercise_id="gone-for-good")
    page = owner.page(url)
    assert "You heard the bind" in page.words
    assert "Try again" not in page.words


WITH_A_REPLY_FORM = (
    "/listening/messages/maren-steering/reply",
    "/listening/drills/drill-one-breath/tl-oven",
    "/listening/conversations/talk-tom-rota",
)


def test_only_pages_with_say_it_aloud_may_use_the_microphone(client: Visitor) -> None:
    spot = "/listening/drills/drill-name-the-act/ts-valves"
    for url in (*WITH_A_REPLY_FORM, spot, "/listening", "/today"):
        answer = client.get(url)
        policy = answer.headers["Permissions-Policy"]
        assert ("microphone=(self)" in policy) is ("data-say-aloud" in answer.text), url
        assert ("microphone=()" in policy) is (url not in WITH_A_REPLY_FORM), url
    refused = client.send(WITH_A_REPLY_FORM[0], {"reply": ""})
    assert refused.status_code == 422
    assert "microphone=(self)" in refused.headers["Permissions-Policy"]


# ------------------------------------------------------------------ what is the listener's


def test_a_message_says_what_is_the_listeners_to_decide(client: Visitor) -> None:
    page = client.page(f"{ROOM}/messages/maren-steering/reply")
    assert "What is yours to decide: Nothing has to be decided." in page.words


def test_two_ways_are_shown_below_a_whole_reply_and_one_below_the_other_kinds(
    owner: Visitor,
) -> None:
    url = f"{ROOM}/messages/maren-steering"
    both = owner.page(answered(owner, f"{url}/reply", "What would help you on Thursday?"))
    assert "Two ways it could go" in both.words
    assert "I’ll be there on Thursday." in both.words
    one = owner.page(answered(owner, f"{url}/say-back", "So the launch moved twice."))
    assert "One way it could go" in one.words
