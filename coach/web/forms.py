"""Define the form parts that several features share, and find where a request came from."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from flask import request
from flask_wtf import FlaskForm
from wtforms import DateField, Field, SelectChoice, StringField, TextAreaField, ValidationError
from wtforms.validators import Length, StopValidation

from coach import bounds


def options(pairs: Iterable[tuple[Any, str]]) -> list[SelectChoice]:
    """Return (value, label) pairs as choices of a select or of radio buttons."""
    return [SelectChoice(value, words) for value, words in pairs]


def trimmed(text: str | None) -> str:
    """Return a text of several lines as it is stored.

    Line breaks are LF, control characters are spaces, and the ends are trimmed.
    """
    return bounds.lines(_breaks(text)).strip()


def on_one_line(text: str | None) -> str:
    """Return a text as one trimmed line: control characters and line breaks become spaces."""
    return bounds.one_line(_breaks(text)).strip()


def _breaks(text: str | None) -> str:
    """Return the text with LF line breaks, because browsers send CRLF."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n")


FROM_THE_LIST = "Choose from the list"
# WTForms' own messages, which fields show that have no message of ours, in plain English
MESSAGES = {
    "This field is required.": "Fill this in, or choose an answer",
    "Not a valid choice.": FROM_THE_LIST,
    "Invalid Choice: could not coerce.": FROM_THE_LIST,
    "Invalid choice(s): one or more data inputs could not be coerced.": FROM_THE_LIST,
    "'%(value)s' is not a valid choice for this field.": FROM_THE_LIST,
    "'%(value)s' are not valid choices for this field.": FROM_THE_LIST,
    "Not a valid date value.": "Write a date such as 2026-11-30",
    "Not a valid time value.": "Write a time such as 07:30",
    "Not a valid integer value.": "Write a whole number",
    "Not a valid float value.": "Write a number such as 1.5",
}


class OwnWords:
    """Translate WTForms' messages into ours."""

    def gettext(self, text: str) -> str:
        """Return our message for one of WTForms, or the same text if we have none."""
        return MESSAGES.get(text, text)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Return our message for one of WTForms that depends on a number."""
        return self.gettext(one if number == 1 else many)


class Form(FlaskForm):  # type: ignore[misc]
    """Base class of all forms. CSRF tokens are checked for the whole app, before any view."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        csrf = False

        def get_translations(self, form: Any) -> OwnWords:
            """Return the messages of all fields that have none of their own."""
            return OwnWords()


def in_its_direction(render: dict[str, Any] | None) -> dict[str, Any]:
    """Return the attributes of a text control, with ``dir="auto"`` by default."""
    return {"dir": "auto", **(render or {})}


class LineField(StringField):  # type: ignore[misc]
    """One line of text, trimmed, of at most ``longest`` characters."""

    def __init__(self, label: str, longest: int, validators: Iterable[Any] = (), **more: Any):
        message = f"Keep this to {longest} characters"
        checks = [*validators, Length(max=longest, message=message)]
        more["render_kw"] = in_its_direction(more.get("render_kw"))
        super().__init__(label, checks, filters=[on_one_line], **more)
        self.longest = longest


class MultilineField(TextAreaField):  # type: ignore[misc]
    """Text of several lines, trimmed, of at most ``longest`` characters."""

    def __init__(self, label: str, longest: int, validators: Iterable[Any] = (), **more: Any):
        message = f"Keep this to {longest:,} characters"
        checks = [*validators, Length(max=longest, message=message)]
        more["render_kw"] = in_its_direction(more.get("render_kw"))
        super().__init__(label, checks, filters=[trimmed], **more)
        self.longest = longest


class DayField(DateField):  # type: ignore[misc]
    """A day within the app's bounds, 1990 to 2100."""

    def __init__(self, label: str, validators: Iterable[Any] = (), **more: Any):
        attributes = {"min": bounds.FIRST_DAY.isoformat(), "max": bounds.LAST_DAY.isoformat()}
        more["render_kw"] = attributes | (more.get("render_kw") or {})
        super().__init__(label, validators, **more)

    def pre_validate(self, form: Any) -> None:
        """Raise StopValidation for a day out of bounds."""
        if self.data is not None and not bounds.FIRST_DAY <= self.data <= bounds.LAST_DAY:
            years = f"from {bounds.FIRST_DAY.year} to {bounds.LAST_DAY.year}"
            raise StopValidation(f"Choose a day {years}")


class TextRequired:
    """Validator that refuses an empty field with a given message (``Write a name``)."""

    field_flags = {"required": True}

    def __init__(self, message: str):
        self.message = message

    def __call__(self, form: Form, field: Field) -> None:
        """Raise ValidationError if the field is empty."""
        if not field.data:
            raise ValidationError(self.message)


def safe_next(default: str) -> str:
    """Return the parameter ``next`` if it is a local path, otherwise the default."""
    target = request.values.get("next", "")
    return target if is_local(target) else default


def is_local(target: str) -> bool:
    """Return whether a URL is a path of this site, also as browsers read it: no scheme, no host.

    Control characters and line breaks belong into no URL, and into no header.
    """
    if not target.isprintable():
        return False
    parts = urlsplit(target)
    local = target.startswith("/") and not target.startswith(("//", "/\\"))
    return local and not parts.scheme and not parts.netloc and "\\" not in target


def came_from(default: str) -> str:
    """Return the path of our page that led here, or the default.

    Only pages of this site send the full Referer (Referrer-Policy same-origin).
    """
    # parsable: request_validation.py has checked it
    parts = urlsplit(request.headers.get("Referer", ""))
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    ours = parts.netloc == request.host and parts.path != request.path
    return path if ours and is_local(path) else default
