"""Deleting somebody for good: where else the name stands, and that no file keeps a byte of it."""

from pathlib import Path

import pytest
from flask import Flask

from coach.accounts.commands import tidy
from coach.config import Settings
from coach.db import db
from coach.drafts import queries as drafts
from coach.intentions import queries as intentions
from coach.journal.models import Entry
from coach.people.exchange.models import PeopleDraft
from coach.writing.models import MessageDraft, WrittenMessage
from tests.conftest import FRIDAY, Visitor
from tests.people.test_exchange_pages import look
from tests.people.test_pages import TODAY, add

NAME = "Quintessa Varnhagen"
CARDS = (
    f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{NAME}\r\nEMAIL:q@example.org\r\nEND:VCARD\r\n"
    f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Samir Holt\r\nNOTE:Sits beside {NAME}.\r\nEND:VCARD\r\n"
)


def write_everywhere(app: Flask, visitor: Visitor) -> int:
    """Put somebody on the list, and the full name into every kind of place besides."""
    other = add(visitor, "Samir Holt")
    quintessa = add(visitor, NAME, ways="quintessa.v@example.org", matters="Her ferry timetable")
    form = {"channel": "met", "day": f"{TODAY}", "line": f"Asked after {NAME}.", "token": "line"}
    assert visitor.send(f"/people/{other}/touch", form).status_code == 303
    form = {"channel": "met", "day": f"{TODAY}", "line": "Zanzibar and cloves.", "token": "own"}
    assert visitor.send(f"/people/{quintessa}/touch", form).status_code == 303
    said = {"whose": "mine", "what": f"Introduce {NAME}", "token": "promise"}
    assert visitor.send(f"/people/{other}/promises", said).status_code == 303
    user_id = visitor.user_id
    told = {"user_id": user_id, "kind": "thanks", "case_id": "", "said": []}
    with app.app_context():
        parts = [{"rows": [[f"{NAME}", "a map"]]}]
        db.session.add_all(
            [
                Entry(user_id=user_id, kind="note", key="n", text=f"{NAME} helped.",
                      written_at=FRIDAY, changed_at=FRIDAY),
                Entry(user_id=user_id, kind="tool", key="t", prompt="Promise list", text="",
                      parts=parts, written_at=FRIDAY, changed_at=FRIDAY),
                WrittenMessage(token="m", person=NAME, text=f"Dear {NAME}", practice_day=TODAY,
                               written_at=FRIDAY, changed_at=FRIDAY, **told),
                MessageDraft(token="d", person="", text=f"To {NAME}", saved_at=FRIDAY, **told),
            ]
        )  # fmt: skip
        drafts.save_text_draft(user_id, "step", f"I asked {NAME}.", FRIDAY)
        intentions.save(user_id, "a", "Q.", TODAY, f"Ask {NAME} to come.", FRIDAY)
        db.session.commit()
    look(visitor, "people.vcf", CARDS.encode())
    return quintessa


TITLES = (
    "Other lines", "Other promises", "Your journal", "What you plan to say", "Messages you kept",
    "Messages saved for later", "Texts you have begun", "Files that wait",
)  # fmt: skip


def test_each_place_with_the_name_is_shown_with_its_text_and_loses_it(
    app: Flask, owner: Visitor
) -> None:
    quintessa = write_everywhere(app, owner)
    page = owner.page(f"/people/{quintessa}/delete")
    for title in TITLES:
        assert title in page.words
    for text in (f"Sits beside {NAME}.", f"{NAME} helped.", f"Dear {NAME}", f"To {NAME}"):
        assert text in page.words or NAME in page.words
    ticks = {
        name: [str(each.get("value")) for each in page.all("input", name=name)]
        for name in ("touches", "promises", "entries", "plans", "messages", "saved", "drafts",
                     "files")
    }  # fmt: skip
    assert len(ticks["entries"]) == 2
    kept = {**ticks, "promises": []}
    assert owner.send(f"/people/{quintessa}/delete", {**kept, "name": NAME}).status_code == 303
    with app.app_context():
        content = db.session.query(PeopleDraft.content).scalar()
        assert "Sits beside …." in content
        assert NAME not in content
        [tool] = db.session.query(Entry).filter_by(kind="tool")
        assert tool.parts == [{"rows": [["…", "a map"]]}]
    assert NAME in owner.page("/people/promises").words, "what was not ticked stays as it was"


def files_with(folder: Path, *words: str) -> set[str]:
    """Return the words that stand in any file of a folder, as bytes."""
    whole = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return {word for word in words if any(word.encode() in content for content in whole)}


def test_no_byte_of_somebody_deleted_for_good_is_left_in_any_file(
    app: Flask, owner: Visitor
) -> None:
    settings: Settings = app.extensions["settings"]
    if not settings.database().startswith("sqlite"):
        pytest.skip("PostgreSQL compacts its files by itself")
    quintessa = write_everywhere(app, owner)
    words = (NAME, "Varnhagen", "varnhagen", "quintessa.v@", "ferry timetable", "Zanzibar")
    assert files_with(settings.instance, *words) == set(words)
    page = owner.page(f"/people/{quintessa}/delete")
    ticks = {
        name: [str(each.get("value")) for each in page.all("input", name=name)]
        for name in ("touches", "promises", "entries", "plans", "messages", "saved", "drafts",
                     "files")
    }  # fmt: skip
    assert owner.send(f"/people/{quintessa}/delete", {**ticks, "name": NAME}).status_code == 303
    with app.app_context():
        db.session.remove()
    result = app.test_cli_runner().invoke(tidy)
    assert result.exit_code == 0, result.output
    assert files_with(settings.instance, *words) == set()


def test_several_who_are_deleted_at_once_leave_the_files_too(app: Flask, owner: Visitor) -> None:
    quintessa = add(owner, NAME)
    page = look(owner, "people.vcf", CARDS.encode())
    owner.send("/people/bulk", {"id": [str(quintessa)], "act": "delete", "sure": "y"})
    assert NAME not in owner.get(page).text
    assert "Samir Holt" in owner.get(page).text
