"""Define the forms of an import: the file, and the choice for each of its habits."""

from collections.abc import Mapping, Sequence

from flask_wtf.file import FileAllowed, FileField, FileRequired

from coach.habits.import_export.detect import ImportRow
from coach.habits.import_export.import_queries import ImportChoice
from coach.principles import PRINCIPLES
from coach.web.forms import Form

ENDINGS = ("zip", "db", "json")
NAMED = ".zip, .db or .json"
ACCEPTED = ".zip,.db,.json,application/zip,application/json"
NEW, JOIN, LEAVE = "new", "join", "leave"
USUAL = 5  # principle 5, reliable and accountable: doing what one said one would do


class UploadForm(Form):
    """A file from another habit tracker, or an export of Good Terms."""

    file = FileField(
        "File",
        [FileRequired("Choose a file"), FileAllowed(ENDINGS, f"Its name must end in {NAMED}")],
        render_kw={"accept": ACCEPTED, "required": True},
    )


def options(line: ImportRow) -> list[tuple[str, str]]:
    """Return the choices for a habit of the file, the default first."""
    leave = (LEAVE, "Leave it out")
    if line.twin is None:
        return [(NEW, "Add it"), leave]
    second = (NEW, "Add it as a second habit")
    if not line.fresh:
        return [leave, second]
    return [(JOIN, "Add the new days to yours"), second, leave]


def wishes(lines: Sequence[ImportRow], form: Mapping[str, str]) -> list[ImportChoice]:
    """Return the choices, without habits that are left out. Raise ValueError for an invalid one."""
    made = []
    for place, line in enumerate(lines):
        usual = options(line)[0][0]
        say = form.get(f"do-{place}", usual)
        principle = int(form.get(f"principle-{place}", USUAL))
        if say not in dict(options(line)) or not 1 <= principle <= len(PRINCIPLES):
            raise ValueError(say)
        if say != LEAVE:
            into = line.twin.id if line.twin and say == JOIN else None
            made.append(ImportChoice(line.brought, into, principle))
    return made
