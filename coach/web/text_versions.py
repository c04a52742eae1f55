"""One text open in two tabs: a save knows what it was made from, and overwrites nothing unseen."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import request
from wtforms import Field, Form, HiddenField
from wtforms.fields.choices import SelectFieldBase

NAME = "made_from"  # the hidden field
_written = json.JSONEncoder(sort_keys=True, default=str).encode


class Difference(NamedTuple):
    """A control's label, and the words that are stored for it now."""

    label: str
    words: str


@dataclass(frozen=True)
class Versions:
    """What is stored, what a form sent, and how the stored values read: all by control."""

    stored: Mapping[str, Any]
    sent: Mapping[str, Any]
    shown: Mapping[str, Difference]

    @property
    def version(self) -> str:
        """A digest of what is stored now; the form sends it back."""
        return hashlib.sha256(_written(dict(self.stored)).encode()).hexdigest()[:16]

    @property
    def differences(self) -> list[Difference]:
        """What saving would overwrite that was not there yet when the form was opened."""
        made_from = request.form.get(NAME, "")
        if made_from in ("", self.version):
            return []
        return [
            difference
            for name, difference in self.shown.items()
            if self.stored.get(name) != self.sent.get(name)
        ]

    def status(self, errors: Any) -> int:
        """Return the HTTP status of the page: 422 for a form with errors, 409 for two versions."""
        if errors:
            return 422
        return 409 if self.differences else 200


def of_text(label: str, stored: str, sent: str | None = None) -> Versions:
    """Compare one text with the one that was sent, or with nothing (None) before it is."""
    return Versions({"": stored}, {"": sent}, {"": Difference(label, stored)})


def of_forms(stored: Form, sent: Form, without: tuple[str, ...] = ()) -> Versions:
    """Compare a form filled from the stored row with the one that was sent, field by field."""
    fields = [f for f in stored if not isinstance(f, HiddenField) and f.name not in without]
    return Versions(
        {field.name: field.data for field in fields},
        {field.name: sent[field.name].data for field in fields},
        # only a form that was sent can differ
        {f.name: Difference(f.label.text, _words(f)) for f in fields if request.form},
    )


def _words(field: Field) -> str:
    if field.data is None:
        return ""
    if not isinstance(field, SelectFieldBase):
        return str(field.data)
    chosen = field.data if isinstance(field.data, list) else [field.data]
    return ", ".join(c.label for c in field.iter_choices() if c.value in chosen)
