"""A reply taken apart."""

from coach.listening.engine.text.clauses import ParsedReply, plain


def cut(text: str) -> list[str]:
    reply = ParsedReply(text)
    return [text[c.start : c.end] for c in reply.clauses]


def test_clauses_end_at_commas_stops_and_conjunctions() -> None:
    found = cut("Three versions, and the supplier knew first. What would help?")
    assert found == ["Three versions,", "and the supplier knew first.", "What would help?"]


def test_a_sentence_knows_whether_it_was_asked() -> None:
    sentences = ParsedReply("You heard last. Is that it?").sentences
    assert [s.asked for s in sentences] == [False, True]


def test_a_dot_within_a_number_ends_nothing() -> None:
    assert len(ParsedReply("It rose by 3.5 per cent, you said.").sentences) == 1


def test_text_without_words_has_no_parts() -> None:
    for text in ("", "   ", "...", "?!", "🙂"):
        assert ParsedReply(text).sentences == ()
        assert ParsedReply(text).clauses == ()


def test_plain_text_keeps_its_length_and_loses_its_case() -> None:
    text = "İstanbul’s “IT” – ﬃ"
    assert len(plain(text)) == len(text)
    assert plain("YOU’RE") == "you're"
