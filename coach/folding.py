"""A text as it is compared where case does not matter."""

import unicodedata


def folded(text: str) -> str:
    """Return a text without what tells capitals from small letters: ``Ärger`` as ``ärger``."""
    if text.isascii():  # the same, many times as fast: search folds thousands of texts
        return text.lower()
    return unicodedata.normalize("NFKC", text).casefold()
