"""Bring people in from a file: choose the file, see who is in it, bring in the ticked, take back.

Nothing is ticked, because a list of 1,200 is no list; only files of our own come with every tick.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_wtf.file import FileField, FileRequired

from coach import bounds
from coach.accounts.rate_limits import limiter
from coach.db import db
from coach.people import contact_queries, limits
from coach.people.exchange import (
    detect,
    file_queries,
    import_queries,
    phrases,
    regions,
    table_writer,
    vcard_writer,
)
from coach.people.exchange.import_queries import FileTerms, ListIsFull, PersonChoice
from coach.people.exchange.item import PeopleInFile, PersonItem, UnreadableFile
from coach.people.exchange.models import PeopleDraft, PeopleFile
from coach.people.exchange.twins import NEW, SAME, Acquaintances, Identity, TwinVerdict
from coach.people.rules import names
from coach.people.views import TOO_MANY, at, region
from coach.web import request_context
from coach.web.deletions import to_delete
from coach.web.forms import Form, on_one_line

bp = Blueprint("people_files", __name__, url_prefix="/people")
FORM_SIZE = 64 * 1024  # of the form without its file, with a margin
PAGE = 100
SOMEBODY_ELSE = "new"
CHOOSE = "Choose at least one person"


class PeopleFileForm(Form):
    """A file with people."""

    file = FileField(
        "File",
        [FileRequired("Choose a file")],
        render_kw={"accept": ".vcf,.csv,.json,text/vcard,text/csv,application/json"},
    )


class FileLine(NamedTuple):
    """One person of a file as the page shows it, with those here whom it may be."""

    place: int
    item: PersonItem
    verdict: str
    who: Sequence[tuple[int, str]]
    done: bool

    @property
    def about(self) -> str:
        """What tells them apart, on one line."""
        item = self.item
        return ", ".join(filter(None, (item.role or item.world, *item.mails[:1], *item.phones[:1])))


class FilePage(NamedTuple):
    """A page of a file: its lines, and what was looked for."""

    lines: list[FileLine]
    found: int
    number: int
    words: str

    @property
    def more(self) -> bool:
        """Whether there is another page."""
        return self.found > (self.number + 1) * PAGE

    @property
    def open(self) -> bool:
        """Whether there is a line here that has not been brought in."""
        return not all(line.done for line in self.lines)


@bp.url_value_preprocessor
def _take_files(endpoint: str | None, values: Any) -> None:
    """Raise the size limit for the upload form, before the request is read."""
    if endpoint == "people_files.bring":
        request.max_content_length = detect.MOST_BYTES + FORM_SIZE


@bp.route("/import", methods=["GET", "POST"])
@limiter.limit("30/hour")
def bring() -> Any:
    """Choose a file, and see the earlier ones."""
    form = PeopleFileForm()
    if request.method == "POST" and form.validate():
        user = request_context.ensure_user()
        try:
            found = detect.read(form.file.data.read())
        except UnreadableFile as error:
            form.file.errors = [str(error)]
        else:
            row = file_queries.keep(user.id, found, form.file.data.filename or "", g.now)
            db.session.commit()
            return redirect(url_for("people_files.look", file_id=row.id), 303)
    files = file_queries.latest(g.user.id) if g.user else []
    page = render_template("people/import.html", form=form, files=files)
    return page, 422 if form.errors else 200


@bp.get("/files/<int:file_id>")
@request_context.person_required
def look(file_id: int) -> Any:
    """Show who is in a file, and what it has brought."""
    return _shown(*own(file_id))


def _shown(found: PeopleFile, draft: PeopleDraft | None, problem: str = "") -> Any:
    content, brought = file_queries.content(draft), file_queries.brought(draft)
    here = region()
    page = _page(content, {each.place for each in brought}, here) if content else None
    made, more = import_queries.counts(brought)
    shown = render_template(
        "people/file.html",
        found=found,
        content=content,
        left_out=phrases.left_out(content.left_out) if content else "",
        page=page,
        region=here,
        countries=regions.countries(),
        done=phrases.done(made, more) if brought else "",
        without_rhythm=bool(made)
        and not (content and any(e.every or e.ring for e in content.people)),
        problem=problem,
        ticked=set(request.form.getlist("take")),
    )
    return shown, 422 if problem else 200


def _page(content: PeopleInFile, done: set[int], code: str) -> FilePage:
    """Return the lines that are asked for, with the verdict on each."""
    words = on_one_line(request.values.get("q", ""))[:80]
    number = min(max(request.values.get("page", 0, type=int), 0), limits.MOST_PEOPLE)
    folded = names.fold(words)
    places = [
        place
        for place, item in enumerate(content.people)
        if item.name and folded in names.fold(_searched(item))
    ]
    shown = places[number * PAGE : (number + 1) * PAGE]
    return FilePage(_lines(content, shown, done, code), len(places), number, words)


def _searched(item: PersonItem) -> str:
    return " ".join((item.name, item.world, item.role, *item.mails, *item.tags))


def _lines(
    content: PeopleInFile, places: Sequence[int], done: set[int], code: str
) -> list[FileLine]:
    here = Acquaintances(file_queries.known(g.user.id), code)
    verdicts = {place: here.verdict(_identity(content.people[place])) for place in places}
    ids = {id_ for each in verdicts.values() for id_ in each.ids}
    called = file_queries.names_of(g.user.id, ids)
    return [
        FileLine(
            place,
            content.people[place],
            verdict.verdict,
            [(id_, called[id_]) for id_ in verdict.ids if id_ in called],
            place in done,
        )
        for place, verdict in verdicts.items()
    ]


def _identity(item: PersonItem) -> Identity:
    return Identity(item.name, 0, item.uid, item.mails, item.phones, item.webs)


@bp.post("/files/<int:file_id>")
@request_context.person_required
def choose(file_id: int) -> Any:
    """Bring in the ticked, or change the country of the numbers."""
    found, draft = own(file_id)
    if request.form.get("act") == "region":
        return _choose_region(file_id)
    content = file_queries.content(draft)
    if draft is None or content is None:
        return redirect(url_for("people_files.look", file_id=file_id), 303)
    choices = _choices(content)
    if not choices:
        return _shown(found, draft, CHOOSE)
    contact_queries.first_rings(g.user.id)
    terms = FileTerms(region(), notes=bool(request.form.get("notes")), ours=content.ours)
    try:
        result = import_queries.bring_in(found, draft, choices, terms, at())
    except ListIsFull:
        request_context.take_back()
        return _shown(*own(file_id), TOO_MANY)
    db.session.commit()
    flash(phrases.done(*import_queries.counts(result)))
    return redirect(url_for("people_files.look", file_id=file_id), 303)


def _choose_region(file_id: int) -> Any:
    code = request.form.get("region", "")
    if code in regions.countries():
        contact_queries.choose(g.user.id, region=code)
        db.session.commit()
        flash("Saved.")
    return redirect(url_for("people_files.look", file_id=file_id), 303)


def _choices(content: PeopleInFile) -> list[PersonChoice]:
    """Return what the form asks for. A line that it does not name is left out.

    A tick takes somebody new, or adds to the one person who it is. Where several may be meant, a
    select says who it is, somebody else, or nobody.
    """
    ticked = {int(text) for text in request.form.getlist("take") if _is_place(text, content)}
    selected = {
        int(name[3:]): value
        for name, value in request.form.items()
        if name[:3] == "as-" and _is_place(name[3:], content) and value
    }
    places = sorted(ticked | set(selected))
    here = Acquaintances(file_queries.known(g.user.id), region())
    verdicts = {place: here.verdict(_identity(content.people[place])) for place in places}
    return [
        choice
        for place in places
        if (choice := _choice(content, place, verdicts[place], selected.get(place, "")))
    ]


def _choice(
    content: PeopleInFile, place: int, verdict: TwinVerdict, selected: str
) -> PersonChoice | None:
    item = content.people[place]
    if verdict.verdict == SAME and not selected:
        return PersonChoice(place, item, verdict.ids[0])
    if verdict.verdict == NEW or selected == SOMEBODY_ELSE:
        return PersonChoice(place, item)
    into = next((id_ for id_ in verdict.ids if str(id_) == selected), None)
    return PersonChoice(place, item, into) if into else None


def _is_place(text: str, content: PeopleInFile) -> bool:
    if not (text.isascii() and text.isdecimal() and int(text[:9]) < len(content.people)):
        return False
    return bool(content.people[int(text)].name)


@bp.post("/files/<int:file_id>/take-back")
@request_context.person_required
def take_back(file_id: int) -> Any:
    """Remove what a file brought. It can be chosen from again."""
    found, draft = own(file_id)
    if draft is not None:
        import_queries.take_back(found, draft)
        db.session.commit()
        flash("Taken back. What you wrote yourself is still here.")
    return redirect(url_for("people_files.look", file_id=file_id), 303)


@bp.post("/files/<int:file_id>/forget")
@request_context.person_required
def forget(file_id: int) -> Any:
    """Delete what a file holds. Whoever it brought stays."""
    row = file_queries.own_file(g.user.id, file_id)
    if to_delete(row[0] if row else None) is not None and row:
        file_queries.forget(*row)
        flash("The file is forgotten. Whoever came with it stays.")
    db.session.commit()
    return redirect(url_for("people_files.bring"), 303)


@bp.get("/export.vcf")
@request_context.person_required
def export_vcf() -> Response:
    """Download the list as vCards, without notes."""
    return _file(vcard_writer.written(file_queries.everybody(g.user.id)), "text/vcard", "vcf")


@bp.get("/export.csv")
@request_context.person_required
def export_csv() -> Response:
    """Download the list as a table, without notes."""
    text = "\ufeff" + table_writer.written(file_queries.everybody(g.user.id))
    return _file(text, "text/csv", "csv")


def _file(text: str, kind: str, ending: str) -> Response:
    answer = make_response(text)
    answer.headers["Content-Type"] = f"{kind}; charset=utf-8"
    name = f"good-terms-people-{g.today}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def own(file_id: int) -> tuple[PeopleFile, PeopleDraft | None]:
    """Return the user's own file, or abort with 404."""
    known = file_id <= bounds.LARGEST_ID
    return (file_queries.own_file(g.user.id, file_id) if known else None) or abort(404)
