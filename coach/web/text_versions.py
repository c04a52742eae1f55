"""Detect when one text is edited in two tabs, so that saving overwrites nothing unseen.

A form sends back the version it was opened with.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import request
from wtforms import BooleanField, Field, Form, HiddenField
from wtforms.fields.choices import SelectFieldBase

NAME = "made_from"  # the hidden field
_written = json.JSONEncoder(sort_keys=True, default=str).encode


class Difference(NamedTuple):
    """A control's label, and the stored text."""

    label: str
    words: str


@dataclass(frozen=True)
class Versions:
    """The stored values, the sent values, and the stored values as text, by control."""

    stored: Mapping[str, Any]
    sent: Mapping[str, Any]
    shown: Mapping[str, Difference]

    @property
    def version(self) -> str:
        """A digest of the stored values. The form sends it back."""
        return hashlib.sha256(_written(dict(self.stored)).encode()).hexdigest()[:16]

    @property
    def differences(self) -> list[Difference]:
        """The stored values that saving would overwrite and that the form did not show."""
        made_from = request.form.get(NAME, "")
        if made_from in ("", self.version):
            return []
        return [
            difference
            for name, difference in self.shown.items()
            if self.stored.get(name) != self.sent.get(name)
        ]

    def status(self, errors: Any) -> int:
        """Return the page's HTTP status: 422 for a form with errors, 409 for two versions."""
        if errors:
            return 422
        return 409 if self.differences else 200


def of_text(label: str, stored: str, sent: str | None = None) -> Versions:
    """Compare a stored text with the sent one, or with None before a form is sent."""
    return Versions({"": stored}, {"": sent}, {"": Difference(label, stored)})


def of_forms(stored: Form, sent: Form, without: tuple[str, ...] = ()) -> Versions:
    """Compare a form filled from the stored row with the sent form, field by field."""
    fields = [f for f in stored if not isinstance(f, HiddenField) and f.name not in without]
    return Versions(
        {field.name: field.data for field in fields},
        {field.name: sent[field.name].data for field in fields},
        # only a form that was sent can have differences
        {f.name: Difference(f.label.text, _display_text(f)) for f in fields if request.form},
    )


def _display_text(field: Field) -> str:
    if field.data is None:
        return ""
    if isinstance(field, BooleanField):
        return "Yes" if field.data else "No"
    if not isinstance(field, SelectFieldBase):
        return str(field.data)
    values = field.data if isinstance(field.data, list) else [field.data]
    return ", ".join(c.label for c in field.iter_choices() if c.value in values)
