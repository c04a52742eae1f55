"""The journal keeps what was written, once, for its writer alone."""

from tests.conftest import Visitor


def first_entry(visitor: Visitor) -> str:
    return next(link for link in visitor.page("/journal").links() if link[9:].isdecimal())


def test_a_note_is_kept_and_shown(owner: Visitor) -> None:
    owner.send("/journal", {"text": "Asked Femi what changed.\nHe talked for ten minutes."})
    assert "He talked for ten minutes." in owner.page("/journal").words


def test_a_note_sent_twice_is_one_note(owner: Visitor) -> None:
    form = {"text": "Once is enough.", "token": "abc"}
    owner.send("/journal", form)
    owner.send("/journal", form)
    assert owner.page("/journal").words.count("Once is enough.") == 1


def test_an_empty_note_is_refused_and_a_long_one_is_not_lost(owner: Visitor) -> None:
    assert "Write something first" in owner.send("/journal", {"text": "  "}).text
    answer = owner.send("/journal", {"text": "word " * 5000})
    assert answer.status_code == 422
    assert "word word word" in answer.text


def test_what_people_type_is_never_markup(owner: Visitor) -> None:
    owner.send("/journal", {"text": "<script>alert(1)</script> & <b>bold</b>"})
    assert "<script>alert(1)</script> & <b>bold</b>" in owner.page("/journal").words


def test_an_entry_can_be_changed_and_deleted(owner: Visitor) -> None:
    owner.send("/journal", {"text": "First version."})
    url = first_entry(owner)
    owner.send(url, {"text": "Second version."})
    words = owner.page("/journal").words
    assert "Second version." in words
    assert "First version." not in words
    owner.send(f"{url}/delete")
    assert "Second version." not in owner.page("/journal").words
    owner.page(url, 404)


def test_anothers_entry_does_not_exist(owner: Visitor, stranger: Visitor, client: Visitor) -> None:
    owner.send("/journal", {"text": "Mine."})
    url = first_entry(owner)
    for other in (stranger, client):
        assert "Mine." not in other.page("/journal").words
        other.page(url, 404)
        assert other.send(url, {"text": "Yours now."}).status_code == 404
        assert other.send(f"{url}/delete").status_code == 404
    assert "Mine." in owner.page("/journal").words


def test_older_entries_are_a_page_away(owner: Visitor) -> None:
    for number in range(35):
        owner.send("/journal", {"text": f"Note number {number}.", "token": str(number)})
    page = owner.page("/journal")
    assert "Note number 34." in page.words
    assert "Note number 0." not in page.words
    older = next(link for link in page.links() if "before=" in link)
    assert "Note number 0." in owner.page(older).words
