"""Authors' Markdown on a page: quotation marks that close where they close."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.content.markdown import Renderer

RENDERER = Renderer({"paraphrase": "paraphrase"})


def shown(source: str) -> str:
    return RENDERER.inline(source, 1).plain


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('"*test*"', "“test”"),
        ('"That is **fine**", she said.', "“That is fine”, she said."),
        ('He said "*no*" and "`code`".', "He said “no” and “code”."),
        ('("*aside*")', "(“aside”)"),
        ("'*test*'", "‘test’"),
        ("\"'*test*'\"", "“‘test’”"),
        ('"Say a [[paraphrase]]"', "“Say a paraphrase”"),
        ('"Read [this](https://example.org)."', "“Read this.”"),
        ("*Mia*'s and *their*'n", "Mia’s and their’n"),
        ('*Mia:* "Hello"', "Mia: “Hello”"),
        ('*Mia* said "*hello*"', "Mia said “hello”"),
        ('**"Quoted"**', "“Quoted”"),
        ('say **"Quoted"**', "say “Quoted”"),
        ('***"a"***', "“a”"),
        ('*a* "b"', "a “b”"),
    ],
)
def test_a_quotation_mark_after_markup_closes(source: str, words: str) -> None:
    assert shown(source) == words


@given(st.lists(st.text("ab", min_size=1, max_size=3), min_size=1, max_size=4), st.data())
def test_emphasis_changes_no_quotation_mark(words: list[str], data: st.DataObject) -> None:
    marks = [data.draw(st.sampled_from(["", "*", "**", "`"])) for _ in words]
    bare = " ".join(f'"{word}"' for word in words)
    marked = " ".join(f'"{mark}{word}{mark}"' for word, mark in zip(words, marks, strict=True))
    assert shown(marked) == shown(bare)
    assert shown(bare) == " ".join(f"“{word}”" for word in words)


def test_code_keeps_its_straight_marks() -> None:
    assert shown('`"x"` and `it\'s`') == '"x" and it\'s'
