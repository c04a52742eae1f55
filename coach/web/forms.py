"""Form parts that more than one feature uses."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from flask import request
from flask_wtf import FlaskForm
from wtforms import DateField, Field, SelectChoice, StringField, TextAreaField, ValidationError
from wtforms.validators import Length, StopValidation

from coach import bounds


def options(pairs: Iterable[tuple[Any, str]]) -> list[SelectChoice]:
    """Return (value, words) pairs as the choices of a select or of radio buttons."""
    return [SelectChoice(value, words) for value, words in pairs]


def trimmed(text: str | None) -> str:
    """Return a text of several lines as it is kept: ends at LF, no control characters, trimmed."""
    return bounds.lines(_breaks(text)).strip()


def on_one_line(text: str | None) -> str:
    """Return a text as one line: control characters and line breaks become spaces, trimmed."""
    return bounds.one_line(_breaks(text)).strip()


def _breaks(text: str | None) -> str:
    """Return the text with LF as its line break: browsers send CRLF."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n")


class Form(FlaskForm):  # type: ignore[misc]
    """Base of all forms. Tokens are checked for the whole app, before any view runs."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        csrf = False


def in_its_direction(render: dict[str, Any] | None) -> dict[str, Any]:
    """Return the attributes of a control for text: it begins where its own letters begin."""
    return {"dir": "auto", **(render or {})}


class LineField(StringField):  # type: ignore[misc]
    """One line of text, trimmed, of at most ``longest`` characters."""

    def __init__(self, label: str, longest: int, validators: Iterable[Any] = (), **more: Any):
        said = f"Keep this to {longest} characters"
        kept = [*validators, Length(max=longest, message=said)]
        more["render_kw"] = in_its_direction(more.get("render_kw"))
        super().__init__(label, kept, filters=[on_one_line], **more)
        self.longest = longest


class MultilineField(TextAreaField):  # type: ignore[misc]
    """Text of several lines, trimmed, of at most ``longest`` characters."""

    def __init__(self, label: str, longest: int, validators: Iterable[Any] = (), **more: Any):
        said = f"Keep this to {longest:,} characters"
        kept = [*validators, Length(max=longest, message=said)]
        more["render_kw"] = in_its_direction(more.get("render_kw"))
        super().__init__(label, kept, filters=[trimmed], **more)
        self.longest = longest


class DayField(DateField):  # type: ignore[misc]
    """A day of the years that the app knows."""

    def __init__(self, label: str, validators: Iterable[Any] = (), **more: Any):
        shown = {"min": bounds.FIRST_DAY.isoformat(), "max": bounds.LAST_DAY.isoformat()}
        more["render_kw"] = shown | (more.get("render_kw") or {})
        super().__init__(label, validators, **more)

    def pre_validate(self, form: Any) -> None:
        """Raise StopValidation for a day outside of these years."""
        if self.data is not None and not bounds.FIRST_DAY <= self.data <= bounds.LAST_DAY:
            years = f"from {bounds.FIRST_DAY.year} to {bounds.LAST_DAY.year}"
            raise StopValidation(f"Choose a day {years}")


class TextRequired:
    """Refuses an empty field in words that say what to do (``Write a name``)."""

    field_flags = {"required": True}

    def __init__(self, message: str):
        self.message = message

    def __call__(self, form: Form, field: Field) -> None:
        """Raise ValidationError when nothing was written."""
        if not field.data:
            raise ValidationError(self.message)


def safe_next(default: str) -> str:
    """Return the local path asked for as ``next``, or the default for anything else."""
    target = request.values.get("next", "")
    return target if is_local(target) else default


def is_local(target: str) -> bool:
    """Return whether an address is a path of this site: no host, nothing a browser reads as one.

    Control characters and line breaks belong into no address, and into no header.
    """
    if not target.isprintable():
        return False
    parts = urlsplit(target)
    local = target.startswith("/") and not target.startswith(("//", "/\\"))
    return local and not parts.scheme and not parts.netloc and "\\" not in target
