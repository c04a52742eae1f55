"""Define the forms of the journal: a note, and the sheet of a tool."""

from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField
from wtforms.validators import Length

from coach.journal import stamps, worksheet
from coach.journal.worksheet_template import Rows, Tool
from coach.web.forms import Form, MultilineField, TextRequired, trimmed


class JournalNoteForm(Form):
    """A free note. ``token`` makes a note that is sent twice one note."""

    text = MultilineField("Note", 20_000, [TextRequired("Write something first")])
    token = HiddenField(validators=[Length(max=120)])


@dataclass
class SheetForm:
    """The controls of a tool. It is no WTForms form, because the content defines the names.

    ``more`` says which rows get one more line: ``all`` for a sheet just opened, otherwise a part's
    id.
    """

    tool: Tool
    values: dict[str, str]
    more: str = "all"
    errors: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def sent(cls, tool: Tool, data: "MultiDict[str, str]") -> "SheetForm":
        """Return the form as it was sent, without controls that the tool does not have."""
        known_names = {name for name, _ in worksheet.names(tool)}
        values = {name: trimmed(text) for name, text in data.items() if name in known_names}
        return cls(tool, values, more=data.get("add", ""))

    def validate(self, before: worksheet.Values, anyway: bool) -> bool:
        """Return whether the sheet can be saved. Set ``errors`` if not."""
        problems = worksheet.problems(self.tool, self.values, before, anyway)
        self.errors = {name: [message] for name, message in problems.items()}
        return not problems

    def takes(self, parts: list[dict[str, Any]]) -> bool:
        """Return whether there is room for the stamped rows. Set ``errors`` if not."""
        if any(len(part.get("rows", ())) > stamps.MOST for part in parts):
            self.errors = {control: [stamps.FULL] for control in list(self.values)[:1]}
        return not self.errors

    def rows(self, part: Rows) -> int:
        """Return the number of rows to show for a part."""
        return worksheet.rows_shown(part, self.values, int(self.more in ("all", part.id)))

    @property
    def fits_anyone(self) -> bool:
        """Whether the only errors are texts that would fit anyone."""
        return bool(self.errors) and all(
            messages == [worksheet.ANYONE] for messages in self.errors.values()
        )
