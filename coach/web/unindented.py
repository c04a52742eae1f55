"""Read templates without their indentation, which is for the authors and not for the wire."""

import re

from jinja2.ext import Extension

_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class Unindented(Extension):
    """Leave out the blanks at the beginning of each line of an HTML template.

    Together with ``trim_blocks`` this gives one rule: a new line is white space, except after a
    ``%}``, where it is nothing (``+%}`` keeps it, ``{%-`` drops the one before).
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the source of the template without indentation, with as many lines."""
        if name is None or not name.endswith(".html"):
            return source
        return _INDENTATION.sub("", source)
