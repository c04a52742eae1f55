"""The writing room's pages: an occasion, a draft, what is found in it, and what becomes of it."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from coach.db import db
from coach.writing import engine, views
from coach.writing.answer import TRIED, tried
from coach.writing.engine.judgement import DraftJudgement, Verdict
from coach.writing.models import MessageDraft, WrittenMessage
from coach.writing.queries import DRAFT_LASTS
from tests.conftest import Moment, Visitor
from tests.pages import Page, checked, parse, text

CASE, OWN = "/write/warning/katri-page", "/write/warning/own"
NEWS = "Dear Mr Brandt,\n\npage 5 won’t be ready on Friday. I’ll be in touch."
BETTER = (
    "Dear Mr Brandt,\n\npage 5 won’t be ready on Friday. You’ll have it on Monday at nine. "
    "Would you rather print the seven first, or everything together on Monday?"
)
SECRET = "zebra-crossing-42"


PHRASES = {  # what stands for a part or a mark here, so that no test depends on the model
    "news": "won’t be ready", "new-date": "on Monday at nine", "choice": "Would you rather",
    "own": "I’m sorry", "vague-time": "I’ll be in touch",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _judged_by_phrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a draft be judged by a few phrases."""

    def judge(draft: str, kind: str, encoder: Any = None) -> DraftJudgement:
        found = engine.judge(draft, kind)
        parts, marks = (
            {name: _by_phrase(draft, name, found.english) for name in names}
            for names in (found.parts, found.marks)
        )
        return replace(found, parts=parts, marks=marks)

    monkeypatch.setattr(views, "judge", judge)


def _by_phrase(draft: str, name: str, english: bool) -> Verdict:
    at = draft.find(PHRASES.get(name, "\0")) if english else -1
    return Verdict(True, "yes", 1.0, ((at, at + len(PHRASES[name])),)) if at >= 0 else Verdict()


def look(visitor: Visitor, url: str, draft: str, **more: Any) -> Page:
    """Look at a draft through its page."""
    token = visitor.page(url).one("input", name="token").get("value", "")
    answer = visitor.send(url, {"text": draft, "token": token, **more})
    assert answer.status_code == 200, answer.text
    return checked(answer.text)


def press(visitor: Visitor, page: Page, act: str, form: str = "onward") -> Any:
    """Press a button of the page's form: all that travels in the form goes along."""
    found = page.one("form", id=form)
    fields: dict[str, Any] = {}
    for each in found.iter("input"):
        fields.setdefault(each.get("name", ""), []).append(each.get("value", ""))
    name = "act" if form == "onward" else "turn"
    return visitor.send(found.get("action", ""), {**fields, name: act})


def count(app: Flask, model: Any) -> int:
    with app.app_context():
        return db.session.query(model).count()


# ------------------------------------------------------------------ choosing


def test_the_room_lists_twelve_kinds_by_principle(client: Visitor) -> None:
    page = client.page("/write")
    assert page.heading == "Write it"
    kinds = {link for link in page.links() if re.fullmatch(r"/write/[a-z-]+", link)}
    assert len(kinds - {"/write/kept", "/write/progress"}) == 12
    assert "Reliable & accountable" in page.words
    assert "You tell somebody early that a promise will not be kept" in page.words


def test_a_kind_offers_ones_own_message_and_each_of_its_invented_cases(
    app: Flask, client: Visitor
) -> None:
    page = client.page("/write/warning")
    assert page.heading == "Warn before the date"
    cases = app.extensions["catalogue"].writing.kinds["warning"].cases
    assert len(cases) >= 3  # as every kind has; those of the lessons are offered too
    offered = {link for link in page.links() if link.startswith("/write/warning/")}
    assert offered == {OWN, *(f"/write/warning/{case.id}" for case in cases)}
    assert "Leave it if a lawyer or a safety officer has to speak first." in page.words


@pytest.mark.parametrize("kind", ["back", "mistake"])
def test_a_kind_that_could_harm_somebody_says_when_not_to(client: Visitor, kind: str) -> None:
    assert "When not to" in client.page(f"/write/{kind}").words
    assert "When not to" in client.page(f"/write/{kind}/own").words


def test_a_kind_or_a_case_that_there_is_not_is_not_found(client: Visitor) -> None:
    for url in ("/write/sonnet", "/write/sonnet/own", "/write/warning/no-such", "/write/saved/1"):
        assert client.get(url).status_code == 404, url
    assert client.send("/write/warning/no-such", {"text": "Hello"}).status_code == 404


def test_the_room_is_reached_from_learn_the_journal_and_search(owner: Visitor) -> None:
    assert "/write" in owner.page("/learn").links()
    assert "/write/kept" in owner.page("/journal").links()
    assert {"/write/progress", "/write/kept"} <= owner.page("/write").links()
    found = owner.page("/search?q=printer+newspaper+late").links()
    assert CASE in found
    assert "/write/warning" in owner.page("/search?q=warn+before+the+date").links()


# ------------------------------------------------------------------ the draft


def test_a_draft_has_its_scene_what_it_needs_and_one_box(client: Visitor) -> None:
    page = client.page(CASE)
    assert page.heading == "A page that will be late"
    assert "You are Katri" in page.words
    assert "You write to Mr Brandt" in page.words
    assert "Seven pages will be ready on Friday noon as agreed." in page.words
    assert [text(each) for each in page.all("summary")] == ["What it needs"]
    assert page.one("textarea").get("name") == "text"
    assert "About a real person" not in page.words
    assert {text(button) for button in page.all("button")} == {"Save for later", "Look at my draft"}


def test_ones_own_draft_asks_for_whom_and_when_and_says_what_to_leave_out(
    client: Visitor,
) -> None:
    page = client.page(OWN)
    assert page.one("input", name="person").get("type") == "text"
    assert page.one("input", name="due_on").get("type") == "date"
    assert "About a real person: write only what you would show them." in page.words


def test_an_empty_draft_is_refused_in_kind_words(client: Visitor) -> None:
    answer = client.send(CASE, {"text": "  \n "})
    assert answer.status_code == 422
    assert "Write your message first" in checked(answer.text).words


def test_what_is_too_long_or_no_day_is_refused_and_nothing_typed_is_lost(client: Visitor) -> None:
    answer = client.send(OWN, {"text": "word " * 5000, "person": "Ines"})
    assert answer.status_code == 422
    assert "Keep this to 20,000 characters" in checked(answer.text).words
    answer = client.send(OWN, {"text": NEWS, "due_on": "soon"})
    assert answer.status_code == 422
    assert NEWS in str(checked(answer.text).one("textarea").text).strip()


# ------------------------------------------------------------------ what is found


def test_looking_shows_the_finding_first_and_all_parts_in_order(client: Visitor) -> None:
    page = look(client, CASE, NEWS)
    assert page.heading.startswith("The news")
    titles = [text(each) for each in page.root.iter() if each.tag in ("h2", "summary")]
    expected = ["Your draft, marked up", "Not found in your draft", "One next step",
                "One way it could go", "How this was judged", "What now"]  # fmt: skip
    assert [title for title in titles if title in expected] == expected
    assert len(page.one("dl", class_="glance").findall("div")) == 4
    assert "won’t be ready on Friday" in page.words
    assert "The news, in your words" in page.words


def test_the_marked_proof_holds_the_whole_draft_and_says_its_marks_in_words(
    client: Visitor,
) -> None:
    page = look(client, CASE, f"{NEWS}\n-- \nKatri")
    proof = page.one("p", class_="proof-text")
    shown = "".join(_seen(proof))
    assert shown == f"{NEWS}\n-- \nKatri"
    assert "(The news, note 1, begins)" in text(proof)
    assert "Grey: a signature or quoted mail, which is not read." in page.words


def _seen(element: Any) -> Any:
    """Yield what is seen of a proof: no words for screen readers, no numbers."""
    if element.tag != "sup" and element.get("class") != "unseen":
        yield element.text or ""
        for child in element:
            yield from _seen(child)
            yield child.tail or ""


def test_at_most_two_core_parts_are_named_first_and_never_a_sentence_to_copy(
    client: Visitor,
) -> None:
    page = look(client, CASE, "Dear Mr Brandt, I am writing to you about the bridge today.")
    missing = page.all("li", class_="miss")
    assert 1 <= len(missing) <= 2
    assert "It could also have" in page.words
    assert "you forgot" not in page.words.lower()
    assert "!" not in page.words.replace("I’m doing my best!", "")


def test_ones_own_draft_has_no_model(client: Visitor) -> None:
    assert "One way it could go" not in look(client, OWN, NEWS).words


def test_a_draft_in_another_language_is_not_judged_and_every_button_works(owner: Visitor) -> None:
    page = look(owner, OWN, "Sehr geehrter Herr Brandt, die Seite wird leider nicht fertig sein.")
    assert page.heading == "This draft was not read as English, so nothing was looked for in it."
    assert "Not found in your draft" not in page.words
    assert press(owner, page, "keep").status_code == 303


@pytest.mark.parametrize(
    "draft",
    ["\u2764\ufe0f", "a" * 20_000, "no\0ul here", "\u202eright to left",
     "<script>alert(1)</script>",
     "> quoted\n> only", "-- \nsignature only", "\r\n\r\n.\r\n", "I will. " * 2_400],
    ids=["emoji", "long", "nul", "direction", "html", "quoted", "signature", "blank", "many"],
)  # fmt: skip
def test_any_text_gets_an_answer(client: Visitor, draft: str) -> None:
    answer = client.send(OWN, {"text": draft, "token": "t"})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    checked(answer.text)


def test_a_page_weighs_20_kilobytes_at_most(client: Visitor) -> None:
    pages = [client.get(url, headers={"Accept-Encoding": "gzip"}) for url in ("/write", CASE, OWN)]
    form = {"text": NEWS * 8, "csrf_token": client.token()}
    pages.append(client.post(CASE, data=form, headers={"Accept-Encoding": "gzip"}))
    assert all(page.headers["Content-Encoding"] == "gzip" for page in pages)
    assert max(len(page.data) for page in pages) <= 20_000


def test_looking_stores_nothing_and_nobody_may_keep_the_page(app: Flask, client: Visitor) -> None:
    token = client.token()
    answer = client.post(CASE, data={"text": f"{NEWS} {SECRET}", "csrf_token": token})
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert "saved=" not in str(answer.headers.getlist("Set-Cookie"))
    assert count(app, WrittenMessage) == count(app, MessageDraft) == 0


def test_no_draft_stands_in_the_log(client: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    look(client, CASE, f"{NEWS} {SECRET}")
    assert SECRET not in caplog.text


# ------------------------------------------------------------------ putting right


def test_that_is_there_and_that_is_not_what_i_meant_are_remembered(owner: Visitor) -> None:
    page = look(owner, CASE, NEWS)
    part = press(owner, page, "there.new-date", "turn")
    again = checked(part.text)
    assert "Counted, on your word. The new day" in again.words
    assert "the new day" in again.heading
    more = checked(press(owner, again, "not.news", "turn").text)
    assert "Set aside by you." in more.words
    assert "Counted, on your word. The new day" in more.words
    back = checked(press(owner, more, "not.news", "turn").text)
    assert "Set aside by you." not in back.words


def test_a_part_is_sent_when_a_part_is_asked_for(owner: Visitor) -> None:
    data = {"text": NEWS, "turn": "there.new-date"}
    answer = owner.send(CASE, data, part=True)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert "saved=" not in str(answer.headers.getlist("Set-Cookie"))
    assert "<html" not in answer.text
    root = parse(f"<!doctype html><title>A part</title>{answer.text}").one("div", id="told")
    assert "the new day" in root.get("data-says", "")


def test_nothing_can_be_said_of_a_part_that_the_kind_has_not(owner: Visitor) -> None:
    page = look(owner, CASE, NEWS, said=["there.magic", "x" * 5000])
    assert page.all("input", name="said") == []


# ------------------------------------------------------------------ changing


def test_a_changed_draft_is_shown_beside_the_first_and_says_what_was_gained(
    owner: Visitor,
) -> None:
    asked = checked(press(owner, look(owner, CASE, NEWS), "change").text)
    assert "Your first draft" in asked.words
    assert "I’ll be in touch." in asked.words
    first = asked.one("input", name="first").get("value")
    assert first == NEWS
    page = look(owner, CASE, BETTER, first=first)
    told = text(page.one("dl", class_="compared"))
    assert told.startswith("Gained")
    assert "the new day" in told
    lost = look(owner, CASE, "Dear Mr Brandt, I hope you are well today.", first=BETTER)
    assert "Gone the news, the new day, a choice" in text(lost.one("dl", class_="compared"))


def test_the_same_words_again_say_so(owner: Visitor) -> None:
    page = look(owner, CASE, NEWS, first=NEWS)
    assert "The words are the same." in page.words


# ------------------------------------------------------------------ taking it along


def test_the_text_can_be_copied_and_opened_in_a_mail_program(client: Visitor) -> None:
    page = look(client, CASE, NEWS + " 100% & “more” + äö")
    assert str(page.one("textarea", id="plain").text).strip().startswith("Dear Mr Brandt,")
    link = next(link for link in page.links() if link.startswith("mailto:"))
    assert " " not in link
    asked = parse_qs(urlsplit(link).query)
    assert asked["subject"] == ["A page that will be late"]
    assert asked["body"] == [(NEWS + " 100% & “more” + äö").replace("\n", "\r\n")]


def test_a_long_message_says_why_there_is_no_link(client: Visitor) -> None:
    page = look(client, CASE, NEWS + " We will write again on Monday." * 60)
    assert not any(link.startswith("mailto:") for link in page.links())
    assert "1,800 characters" in page.words


# ------------------------------------------------------------------ keeping


def test_a_message_is_kept_once_with_what_was_put_right(app: Flask, owner: Visitor) -> None:
    page = checked(press(owner, look(owner, CASE, NEWS), "there.new-date", "turn").text)
    kept = press(owner, page, "keep")
    assert kept.status_code == 303
    assert press(owner, page, "keep").location == kept.location
    shown = owner.page(kept.location)
    assert "Counted, on your word. The new day" in shown.words
    assert "won’t be ready on Friday" in shown.words
    with app.app_context():
        row = db.session.query(WrittenMessage).one()
        assert (row.kind, row.case_id, row.said) == ("warning", "katri-page", ["there.new-date"])
        assert (row.core, row.core_found) == (3, 2)
    assert "“A page" not in owner.page("/write/kept").words
    assert "Warn before the date" in owner.page("/write/kept").words


def test_a_kept_message_can_be_put_right_later_and_the_count_follows(
    app: Flask, owner: Visitor
) -> None:
    where = press(owner, look(owner, CASE, NEWS), "keep").location
    answer = owner.send(f"{where}/said", {"turn": "not.news"})
    assert answer.status_code == 303
    assert "Set aside by you." in owner.page(where).words
    with app.app_context():
        assert db.session.query(WrittenMessage).one().core_found == 0
    part = owner.send(f"{where}/said", {"turn": "not.news"}, part=True)
    assert "Set aside by you." not in part.text
    assert owner.send(f"{where}/said", {"turn": "not.magic"}).status_code == 404


def test_what_is_counted_is_the_first_draft(app: Flask, owner: Visitor) -> None:
    page = look(owner, CASE, BETTER, first=NEWS)
    press(owner, page, "keep")
    with app.app_context():
        row = db.session.query(WrittenMessage).one()
        assert (row.core_found, row.is_first, row.text) == (1, False, BETTER)


def test_sent_logs_the_day_and_not_the_text(app: Flask, owner: Visitor) -> None:
    page = look(owner, OWN, f"{NEWS} {SECRET}", person="Ines")
    answer = press(owner, page, "sent")
    assert answer.location == "/write/kept"
    listed = owner.page("/write/kept")
    assert "for Ines" in listed.words
    assert "Sent Fri 27 Nov. The text was not kept." in listed.words
    with app.app_context():
        row = db.session.query(WrittenMessage).one()
        assert (row.text, row.verdicts, row.person) == ("", None, "Ines")
        where = f"/write/kept/{row.id}"
    assert "The text was not kept." in owner.page(where).words
    assert press(owner, page, "keep").location == where
    assert SECRET in owner.page(where).words
    assert "Sent Fri 27 Nov." in owner.page(where).words


def test_a_kept_message_can_be_logged_as_sent_and_deleted(app: Flask, owner: Visitor) -> None:
    where = press(owner, look(owner, CASE, NEWS), "keep").location
    owner.send(f"{where}/sent")
    assert "Sent Fri 27 Nov." in owner.page(where).words
    owner.send(f"{where}/sent", {"undo": "1"})
    assert "Sent Fri" not in owner.page(where).words
    assert owner.send(f"{where}/delete").status_code == 303
    assert count(app, WrittenMessage) == 0


def test_a_draft_is_saved_for_later_opened_again_and_dropped_when_kept(
    app: Flask, owner: Visitor
) -> None:
    page = look(owner, OWN, NEWS, person="Ines", due_on="2026-12-04")
    assert press(owner, page, "later").location == "/write"
    where = next(link for link in owner.page("/write").links() if "/saved/" in link)
    again = owner.page(where)
    assert str(again.one("textarea").text).strip() == NEWS
    assert again.one("input", name="person").get("value") == "Ines"
    assert again.one("input", name="due_on").get("value") == "2026-12-04"
    press(owner, page, "keep")
    assert count(app, MessageDraft) == 0
    assert count(app, WrittenMessage) == 1


def test_a_draft_can_be_saved_from_its_own_page_and_thrown_away(app: Flask, owner: Visitor) -> None:
    owner.send(OWN, {"text": NEWS, "token": "t1", "act": "later"})
    assert count(app, MessageDraft) == 1
    owner.send(OWN, {"text": BETTER, "token": "t1", "act": "later"})
    assert count(app, MessageDraft) == 1
    page = checked(owner.send(OWN, {"text": BETTER, "token": "t1"}).text)
    assert press(owner, page, "throw").status_code == 303
    assert count(app, MessageDraft) == 0


def test_there_is_room_for_a_hundred_drafts_and_none_is_pushed_out(
    app: Flask, owner: Visitor
) -> None:
    with app.app_context():
        db.session.add_all(
            MessageDraft(
                user_id=owner.user_id, token=f"t{n}", kind="no", case_id="own", text="No.",
                said=[], saved_at=Moment().now,
            )
            for n in range(100)
        )  # fmt: skip
        db.session.commit()
    answer = owner.send(OWN, {"text": NEWS, "token": "one-more", "act": "later"})
    assert answer.status_code == 422
    assert "no room for another draft" in checked(answer.text).words
    assert owner.send(OWN, {"text": NEWS, "token": "t5", "act": "later"}).status_code == 303


def test_saved_drafts_go_after_thirty_days(app: Flask, owner: Visitor, moment: Moment) -> None:
    from coach.accounts.commands import tidied

    owner.send(OWN, {"text": NEWS, "token": "t1", "act": "later"})
    moment.now += DRAFT_LASTS
    tidied(app)
    assert count(app, MessageDraft) == 1
    moment.now += DRAFT_LASTS / 30
    tidied(app)
    assert count(app, MessageDraft) == 0


def test_what_was_written_for_a_case_that_is_gone_can_still_be_read(
    app: Flask, owner: Visitor
) -> None:
    where = press(owner, look(owner, CASE, NEWS), "keep").location
    owner.send(CASE, {"text": BETTER, "token": "t1", "act": "later"})
    with app.app_context():
        for model in (WrittenMessage, MessageDraft):
            db.session.query(model).update({"case_id": "gone"})
        db.session.commit()
    assert "won’t be ready on Friday" in owner.page(where).words
    saved = next(link for link in owner.page("/write").links() if "/saved/" in link)
    assert str(owner.page(saved).one("textarea").text).strip() == BETTER
    with app.app_context():
        db.session.query(WrittenMessage).update({"kind": "gone", "verdicts": {"parts": "broken"}})
        db.session.commit()
    assert "won’t be ready on Friday" in owner.page(where).words


# ------------------------------------------------------------------ whose it is


def test_what_somebody_keeps_or_saves_is_there_for_nobody_else(
    owner: Visitor, newcomer: Visitor, stranger: Visitor
) -> None:
    where = press(owner, look(owner, OWN, f"{NEWS} {SECRET}"), "keep").location
    owner.send(OWN, {"text": NEWS, "token": "t1", "act": "later"})
    saved = next(link for link in owner.page("/write").links() if "/saved/" in link)
    for visitor in (newcomer, stranger):
        assert visitor.get(where).status_code == 404
        assert visitor.get(saved).status_code == 404
        for act in ("said", "sent", "delete"):
            assert visitor.send(f"{where}/{act}", {"turn": "not.news"}).status_code == 404
        assert SECRET not in visitor.page("/write/kept").words
        assert SECRET not in visitor.page(f"/search?q={SECRET}").words.replace(f"“{SECRET}”", "")


def test_a_kept_text_is_found_among_ones_own_things(owner: Visitor) -> None:
    page = look(owner, OWN, f"{NEWS} Anneliese expects the proofs.", person="Ines")
    assert "/write/kept" not in str(owner.page("/search?q=Anneliese").links())
    where = press(owner, page, "keep").location
    assert where in owner.page("/search?q=Anneliese").links()


# ------------------------------------------------------------------ today and progress


def test_today_has_one_row_for_a_message_that_is_owed(owner: Visitor) -> None:
    owner.send(OWN, {"text": NEWS, "token": "t1", "act": "later", "person": "Anton",
                     "due_on": "2026-12-02"})  # fmt: skip
    owner.send("/write/thanks/own", {"text": "Thank you.", "token": "t2", "act": "later"})
    page = owner.page("/today")
    rows = [text(a) for a in page.all("a", class_="row") if "A message you owe" in text(a)]
    assert rows == ["A message you owe Anton: warn before the date, by Wednesday"]
    where = next(a.get("href") for a in page.all("a", class_="row") if "owe" in text(a))
    assert str(owner.page(str(where)).one("textarea").text).strip() == NEWS


def test_a_message_for_an_invented_case_is_owed_to_nobody(owner: Visitor) -> None:
    owner.send(CASE, {"text": NEWS, "token": "t1", "act": "later"})
    press(owner, look(owner, CASE, NEWS), "keep")
    assert "A message you owe" not in owner.page("/today").words


def test_a_kept_message_is_owed_until_it_is_sent_or_two_weeks_are_over(
    owner: Visitor, moment: Moment
) -> None:
    page = look(owner, OWN, NEWS, person="Anton")
    where = press(owner, page, "keep").location
    assert "A message you owe" in owner.page("/today").words
    owner.send(f"{where}/sent")
    assert "A message you owe" not in owner.page("/today").words
    owner.send(f"{where}/sent", {"undo": "1"})
    moment.now += DRAFT_LASTS / 2 + DRAFT_LASTS / 30
    assert "A message you owe" not in owner.page("/today").words


def test_progress_counts_parts_of_first_drafts_with_their_uncertainty(
    owner: Visitor, client: Visitor
) -> None:
    assert "No messages yet." in client.page("/write/progress").words
    for number in range(3):
        page = look(owner, CASE, NEWS if number else BETTER)
        press(owner, page, "keep")
    page = owner.page("/write/progress")
    assert "3 messages in November: too few" in page.words
    assert "of 9" in page.words
    assert 'aria-label="Core parts there: 56%, with chance ' in owner.get("/write/progress").text


def test_a_kind_that_is_being_tried_shows_what_to_look_for(owner: Visitor) -> None:
    name = min(tried())
    answered = owner.send(
        f"/write/{name}/own", {"text": "Well done on the new post!", "token": "x"}
    )
    page = checked(answered.text)
    assert page.heading == TRIED
    assert "What to look for" in page.words
    assert "Not found in your draft" not in page.words
    assert page.all("ol", class_="proof-notes")[0].find("li") is None
