"""Texts are compared without regard to case, in any script."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from coach.text import folded


@given(st.text())
def test_a_text_is_folded_as_unicode_says(text: str) -> None:
    assert folded(text) == unicodedata.normalize("NFKC", text).casefold()


@given(st.text())
def test_capitals_are_folded_as_small_letters(text: str) -> None:
    assert folded(text.casefold()).casefold() == folded(folded(text))
