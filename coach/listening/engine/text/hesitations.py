"""Take hesitations out of a reply before it is judged, because spoken replies are full of them."""

import re

_FILLER = re.compile(r"(?<![\w'’-])(?:u+h*m+|u+h+|e+r+m+|er|h+m+|m+h*m+)(?![\w'’-])[,.…?]*", re.I)
# said twice at a false start; elsewhere people say a word twice on purpose
_TWICE = re.compile(r"(^\s*|[,.!?…]\s+)([a-z]+)([,.…]*-?)(?=\s+\2(?![\w'’-]))", re.I)


def without_hesitations(text: str) -> str:
    """Return the text with spaces in the place of fillers and of first words that were said twice.

    Its length stays the same, so that places in it are places in the reply as typed. The marks
    after a filler go with it: recognisers put one wherever somebody hesitates. A text of nothing
    but fillers stays as it is.
    """
    smooth = _TWICE.sub(_first_gone, _FILLER.sub(_spaces, text))
    return smooth if any(sign.isalnum() for sign in smooth) else text


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _first_gone(match: re.Match[str]) -> str:
    return match[1] + " " * (len(match[0]) - len(match[1]))
