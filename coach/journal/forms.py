"""What is typed in the journal: a note, and the sheet of a tool."""

from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField
from wtforms.validators import Length

from coach.journal import stamps, worksheet
from coach.journal.worksheet_template import Rows, Tool
from coach.web.forms import Form, MultilineField, TextRequired, trimmed


class JournalNoteForm(Form):
    """A free note. ``token`` makes a note sent twice one note."""

    text = MultilineField("Note", 20_000, [TextRequired("Write something first")])
    token = HiddenField(validators=[Length(max=120)])


@dataclass
class SheetForm:
    """The controls of a tool. Their names come from the content, so WTForms has no part.

    ``more`` says which rows get another line: ``all`` for a sheet just opened, else a part's id.
    """

    tool: Tool
    values: dict[str, str]
    more: str = "all"
    errors: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def sent(cls, tool: Tool, data: "MultiDict[str, str]") -> "SheetForm":
        """The form as it was sent, without what the tool does not know."""
        known = {name for name, _ in worksheet.names(tool)}
        values = {name: trimmed(text) for name, text in data.items() if name in known}
        return cls(tool, values, more=data.get("add", ""))

    def validate(self, before: worksheet.Values, anyway: bool) -> bool:
        """Whether it can be kept; says in ``errors`` why not."""
        found = worksheet.problems(self.tool, self.values, before, anyway)
        self.errors = {name: [said] for name, said in found.items()}
        return not found

    def takes(self, parts: list[dict[str, Any]]) -> bool:
        """Whether there is room for the rows that are done; says in ``errors`` why not."""
        if any(len(part.get("rows", ())) > stamps.MOST for part in parts):
            self.errors = {control: [stamps.FULL] for control in list(self.values)[:1]}
        return not self.errors

    def rows(self, part: Rows) -> int:
        """How many rows the page offers."""
        return worksheet.rows_shown(part, self.values, int(self.more in ("all", part.id)))

    @property
    def fits_anyone(self) -> bool:
        """Whether only words that would fit anyone keep it from being saved."""
        return bool(self.errors) and all(
            said == [worksheet.ANYONE] for said in self.errors.values()
        )
