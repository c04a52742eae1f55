"""Show the writing room: kinds of message, an occasion, a draft and its feedback.

Nothing is stored until the user keeps a message, logs it as sent or saves it for later: the form
carries the draft.
"""

import re
from collections.abc import Collection
from typing import Any

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response

from coach.content.model import Lesson
from coach.content.steps import WritingTask
from coach.db import db
from coach.lessons import queries as lessons
from coach.listening.engine.classifier.embedder import Listening
from coach.listening.engine.feedback import json_codec
from coach.people import queries as people
from coach.people import touch_queries as touches
from coach.people.presenters import phrases
from coach.people.queries import KnownReader
from coach.web import request_context
from coach.web.course import course
from coach.web.partials import page_or_part
from coach.web.person_field import chosen
from coach.web.saved_drafts import nothing_taken
from coach.writing import answer, overruled, queries, reader, room
from coach.writing.draft_comparison import compare
from coach.writing.engine import judge
from coach.writing.engine.judgement import DraftJudgement
from coach.writing.forms import MessageForm
from coach.writing.mailto import mail_link
from coach.writing.room import Occasion, WritingKind

bp = Blueprint("writing", __name__, url_prefix="/write")


@bp.get("")
def index() -> str:
    """Show all kinds of message, and the user's drafts."""
    kinds, to = course().writing.kinds, asked_reader()
    saved = queries.drafts(g.user.id) if g.user else []
    return render_template(
        "writing/index.html",
        to=to,
        shelves=list(room.shelves(kinds.values())),
        drafts=[(draft, kinds[draft.kind]) for draft in saved if draft.kind in kinds],
        has_messages=bool(g.user) and queries.has_messages(g.user.id),
    )


@bp.get("/<writing_kind>")
def kind(writing_kind: str) -> str:
    """Show a kind of message, with its cases and the user's own, to somebody if ``to`` says so."""
    found = course().writing.kinds.get(writing_kind) or abort(404)
    to = asked_reader()
    return render_template("writing/kind.html", kind=found, number=room.number(found), to=to)


@bp.get("/<writing_kind>/<case_id>")
def draft(writing_kind: str, case_id: str) -> str:
    """Show the occasion, and a form for the message, to somebody on the list if ``to`` says so."""
    found = occasion_or_404(writing_kind, case_id)
    step, to = request.args.get("step", "")[:120], None if found.case else asked_reader()
    token, person = reader.token(to.uid if to else ""), to.name if to else ""
    return ask(found, MessageForm(None, token=token, person=person, step=step), ())


@bp.get("/saved/<int:draft_id>")
@request_context.person_required
def saved(draft_id: int) -> Response:
    """Show a draft that was saved for later."""
    row = queries.own_draft(g.user.id, draft_id) or abort(404)
    found = room.still(course().writing, row.kind, row.case_id) or abort(404)
    return private(ask(found, MessageForm(None, obj=row), row.said, place=f"/saved/{row.id}"))


@bp.post("/<writing_kind>/<case_id>")
def take(writing_kind: str, case_id: str) -> Any:
    """Show feedback on a draft, or do what the button says."""
    found, form = occasion_or_404(writing_kind, case_id), MessageForm()
    said = overruled.of(found.kind, request.form.getlist("said"))
    act = request.form.get("act", "")
    if act == "throw":
        return throw_away(found, form)
    if not form.validate():
        return private(ask(found, form, said), 422)
    return ACTS.get(act, look)(found, form, said)


# ------------------------------------------------------------------ what is done with a draft


def look(found: Occasion, form: MessageForm, said: tuple[str, ...]) -> Response:
    """Show the feedback on a draft. This stores nothing but the place in a lesson."""
    turn = request.form.get("turn", "")
    if turn in overruled.sayings(found.kind):
        said = overruled.turned(said, turn)
    nothing_taken()
    step = step_of(found, form)
    if step is not None:
        lessons.move(request_context.ensure_user().id, *step, g.now)
        db.session.commit()
    context = told(found, form.text.data, judged(found.kind, form.text.data), said)
    first = form.first.data
    answered = page_or_part(
        "writing/feedback.html",
        "writing/_told.html",
        **context,
        form=form,
        known_reader=known_reader(form.token.data),
        carried=carried(form, said),
        step=step,
        compared=compared(found.kind, first, form.text.data, said) if first else None,
    )
    return private(answered)


def step_of(found: Occasion, form: MessageForm) -> tuple[Lesson, int] | None:
    """Return the lesson and the number of the step that asked for this message, or None."""
    lesson_id, _, number = (form.step.data or "").rpartition("/")
    lesson = course().lesson(lesson_id)
    if lesson is None or not re.fullmatch(r"[1-9]\d?", number) or int(number) > len(lesson.steps):
        return None
    step = lesson.steps[int(number) - 1]
    asks = isinstance(step, WritingTask) and (step.kind, step.case) == (
        found.kind.id,
        found.case_id,
    )
    return (lesson, int(number)) if asks else None


def change(found: Occasion, form: MessageForm, said: tuple[str, ...]) -> Response:
    """Show the draft for editing, with the first draft beside it."""
    form.first.data = form.first.data or form.text.data
    nothing_taken()
    return private(ask(found, form, said))


def keep(found: Occasion, form: MessageForm, said: tuple[str, ...]) -> Any:
    """Save a message in the journal."""
    user = request_context.ensure_user()
    row = counted(found, form, said) | {
        "text": form.text.data,
        "verdicts": json_codec.plain(judged(found.kind, form.text.data)),
        "said": list(said),
        "is_first": not form.first.data or form.first.data == form.text.data,
    }
    written_id = queries.keep(row)
    queries.drop_draft(user.id, row["token"])
    db.session.commit()
    flash("Kept in your journal.")
    return after(found, form, url_for("messages_kept.message", written_id=written_id))


def log_sent(found: Occasion, form: MessageForm, said: tuple[str, ...]) -> Any:
    """Log that a message was sent: the day and the reader, not the text."""
    user = request_context.ensure_user()
    row = counted(found, form, said)
    row |= {"verdicts": None, "said": [], "sent_on": g.today}
    queries.mark_sent(row)
    queries.drop_draft(user.id, row["token"])
    to = note_reader(found.kind, row["token"])
    db.session.commit()
    noted = f" You were in touch with {phrases.called(to.name, to.called)} today." if to else ""
    flash(f"Logged as sent today. The text is not stored.{noted}")
    where = url_for("people.person", contact_id=to.id) if to else url_for("messages_kept.messages")
    return after(found, form, where)


def asked_reader() -> KnownReader | None:
    """Return the person whom the address names, or None. Somebody else's person is a 404."""
    contact_id = chosen("to")
    if not contact_id:
        return None
    return (people.reader(g.user.id, contact_id) if g.user else None) or abort(404)


def known_reader(token: str | None) -> KnownReader | None:
    """Return the person on the list whom a message with this token is for, or None."""
    uid = reader.uid_of(token or "")
    return people.reader_with(g.user.id, uid) if uid and g.user else None


def note_reader(kind: WritingKind, token: str) -> KnownReader | None:
    """Note that the user was in touch with the person whom a sent message is for, and return them.

    Return None if the message is for nobody on the list.
    """
    to = known_reader(token)
    if to is not None:
        at = touches.moment(g.now, g.today, g.user.rollover, g.zone)
        touches.note_sent(g.user.id, to.id, token, kind.id == "thanks", at)
    return to


def save_for_later(found: Occasion, form: MessageForm, said: tuple[str, ...]) -> Any:
    """Save a draft for 30 days."""
    token = form.token.data or reader.token()
    if g.user and queries.is_full(g.user.id, token):
        form.text.errors = ["There is no room for another draft: throw one of the others away"]
        return private(ask(found, form, said), 422)
    user = request_context.ensure_user()
    queries.save_draft(
        belonging(found, form)
        | {
            "user_id": user.id,
            "token": token,
            "text": form.text.data,
            "first": form.first.data,
            "said": list(said),
            "saved_at": g.now,
        }
    )
    db.session.commit()
    flash("Saved for later under “Write it”, for 30 days.")
    return after(found, form, url_for(".index"))


def throw_away(found: Occasion, form: MessageForm) -> Any:
    """Delete the saved draft, if there is one."""
    if g.user:
        queries.drop_draft(g.user.id, form.token.data or "")
        db.session.commit()
    flash("Thrown away.")
    return after(found, form, url_for(".index"))


def after(found: Occasion, form: MessageForm, otherwise: str) -> Any:
    """Redirect to the lesson that asked for the message, or to ``otherwise``."""
    step = step_of(found, form)
    if step is not None:
        otherwise = url_for("lessons.step", lesson_id=step[0].id, number=step[1])
    return redirect(otherwise, 303)


ACTS = {"change": change, "keep": keep, "sent": log_sent, "later": save_for_later}


# ------------------------------------------------------------------ facts


def occasion_or_404(writing_kind: str, case_id: str) -> Occasion:
    """Return the kind and its case, or answer 404."""
    return room.find(course().writing, writing_kind, case_id) or abort(404)


def judged(kind: WritingKind, text: str) -> DraftJudgement:
    """Return the engine's judgement of a draft, without verdicts for a kind that is being tried."""
    ears: Listening = current_app.extensions["listening"]
    found = judge(text, kind.id, ears.embedder)
    return answer.without_verdicts(found) if kind.id in answer.tried() else found


def told(
    found: Occasion, text: str, judgement: DraftJudgement, said: Collection[str]
) -> dict[str, Any]:
    """Return the template's context for a draft's feedback."""
    return {
        "occasion": found,
        "number": room.number(found.kind),
        "answer": answer.answer(found.kind, text, judgement, said, found.channel),
        "said": said,
        "text": text,
        "mail_link": mail_link(text, found.subject),
        "wrong_one_in": answer.wrong_one_in(),
    }


def compared(kind: WritingKind, first: str, text: str, said: Collection[str]) -> Any:
    """Return the comparison with the first draft."""
    before, after = (overruled.judgement(judged(kind, each), said) for each in (first, text))
    return compare(kind, first, before, text, after)


def belonging(found: Occasion, form: MessageForm) -> dict[str, Any]:
    """Return the columns of a message's occasion: kind, case, and for an own one reader and day."""
    return {
        "kind": found.kind.id,
        "case_id": found.case_id,
        "person": "" if found.case else form.person.data,
        "due_on": None if found.case else form.due_on.data,
    }


def counted(found: Occasion, form: MessageForm, said: Collection[str]) -> dict[str, Any]:
    """Return the row of a message, with the counts of its first draft."""
    first = judged(found.kind, form.first.data or form.text.data)
    return (
        belonging(found, form)
        | answer.counts(found.kind, overruled.judgement(first, said))
        | {
            "user_id": request_context.ensure_user().id,
            "token": form.token.data or reader.token(),
            "practice_day": g.today,
            "written_at": g.now,
            "changed_at": g.now,
        }
    )


def carried(form: MessageForm, said: Collection[str]) -> list[tuple[str, str]]:
    """Return the form's hidden fields, as names and values."""
    due = form.due_on.data.isoformat() if form.due_on.data else ""
    pairs = [
        ("text", form.text.data), ("first", form.first.data), ("person", form.person.data),
        ("due_on", due), ("asked", "y" if form.asked.data else ""), ("token", form.token.data),
        ("step", form.step.data), *(("said", saying) for saying in said),
    ]  # fmt: skip
    return [(name, value) for name, value in pairs if value]


def ask(found: Occasion, form: MessageForm, said: Collection[str], place: str = "") -> str:
    """Return the page with the occasion and the form.

    ``place`` names the browser's copy of the typed text, apart from a new draft.
    """
    return render_template(
        "writing/draft.html",
        step=step_of(found, form),
        occasion=found,
        number=room.number(found.kind),
        form=form,
        said=said,
        place=place,
    )


def private(page: Any, status: int = 200) -> Response:
    """Return a response that no browser or proxy stores, because it contains a draft."""
    answered = current_app.make_response((page, status) if isinstance(page, str) else page)
    answered.headers["Cache-Control"] = "no-store, private"
    return answered
