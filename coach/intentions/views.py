"""Show what the user wants to say and what they said; take the answers that Today asks for."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for

from coach.db import db
from coach.intentions import phrases, queries, rules
from coach.intentions.forms import CameBackForm
from coach.intentions.models import Intention
from coach.journal import queries as journal
from coach.principles import by_slug
from coach.web import request_context, text_versions
from coach.web.course import course
from coach.web.deletions import to_delete
from coach.web.forms import safe_next
from coach.web.intention_form import IntentionForm, PlannedDayForm, WordsForm
from coach.web.request_validation import row_id

bp = Blueprint("intentions", __name__, url_prefix="/intentions")


@bp.get("")
def index() -> str:
    """List the open intentions, the earliest day first, and the closed ones, newest first."""
    before = request.args.get("before", type=row_id)
    closed = queries.closed(g.user.id, before) if g.user else []
    return render_template(
        "intentions/index.html",
        open_ones=queries.open_ones(g.user.id) if g.user and before is None else (),
        closed=closed[: queries.PAGE],
        more=len(closed) > queries.PAGE,
        steps=course().steps,
        answers=phrases.ANSWERS,
    )


@bp.route("/<int:intention_id>", methods=["GET", "POST"])
@request_context.person_required
def intention(intention_id: int) -> Any:
    """Show one intention, and change its texts. The day of an open one can change too."""
    found = own(intention_id)
    kind = IntentionForm if found.state == rules.OPEN else WordsForm
    form = kind(obj=found)
    _offer(form, found)
    both = text_versions.of_forms(_stored(found), form, without=("let_go",))
    if request.method == "POST" and form.validate() and not both.differences:
        found.who, found.words, found.changed_at = form.who.data, form.words.data, g.now
        if isinstance(form, IntentionForm):
            found.day = form.day.data
            found.who, found.contact_id = form.whom["who"], form.whom["contact_id"]
        db.session.commit()
        flash("Saved.")
        return redirect(url_for(".intention", intention_id=found.id), 303)
    return page(found, form, both.status(form.errors), versions=both)


@bp.post("/<int:intention_id>/answer")
@request_context.person_required
def answer(intention_id: int) -> Any:
    """Close an intention: it was said, said in other words, or let go."""
    found, state = own(intention_id), request.form.get("answer", "")
    if state not in rules.CLOSED:
        abort(400)
    queries.close(found, state, g.today, g.now)
    db.session.commit()
    if state in rules.DONE:  # the page asks what came back
        return redirect(url_for(".intention", intention_id=found.id), 303)
    flash("Let go.")
    return redirect(safe_next(url_for(".index")), 303)


@bp.post("/<int:intention_id>/day")
@request_context.person_required
def plan(intention_id: int) -> Any:
    """Plan an intention for another day. A closed one is opened again if there is room."""
    found, form = own(intention_id), PlannedDayForm()
    if found.state != rules.OPEN:
        form.make_room(queries.open_ones(g.user.id), g.today)
    if not form.validate():
        return page(found, _with_day(found, form), 422, day_form=form)
    if form.let_go.data:
        queries.let_go(g.user.id, form.let_go.data, g.today, g.now)
    queries.reopen(found, form.day.data, g.now)
    db.session.commit()
    flash(f"Planned for {phrases.on(found.day)}.")
    return redirect(safe_next(url_for(".intention", intention_id=found.id)), 303)


@bp.post("/<int:intention_id>/came-back")
@request_context.person_required
def came_back(intention_id: int) -> Any:
    """Keep one line about what came back, as a note in the journal."""
    found, form = own(intention_id), CameBackForm()
    if not form.validate():
        return page(found, WordsForm(None, obj=found), 422, back_form=form)
    key, prompt = queries.note_key(found.token), phrases.note_prompt(found)
    journal.add_note(g.user.id, key, form.came_back.data, g.now, prompt)
    db.session.commit()
    flash("Kept in your journal.")
    return redirect(url_for(".intention", intention_id=found.id), 303)


@bp.post("/<int:intention_id>/delete")
@request_context.person_required
def delete(intention_id: int) -> Any:
    """Delete one intention for good. The note about what came back stays in the journal."""
    if found := to_delete(queries.own_intention(g.user.id, intention_id)):
        db.session.delete(found)
        db.session.commit()
    flash("Deleted.")
    return redirect(url_for(".index"), 303)


def page(
    found: Intention, form: WordsForm | IntentionForm, status: int = 200, **more: Any
) -> tuple[str, int]:
    """Return the page of an intention. ``more`` are forms that were refused, by their names."""
    place = course().steps.get(found.step_id)
    context = {
        "intention": found,
        "form": form,
        "versions": text_versions.of_forms(_stored(found), form, without=("let_go",)),
        "day_form": PlannedDayForm(None, day=g.today),
        "back_form": CameBackForm(None),
        "note": journal.kept(g.user.id, "note", queries.note_key(found.token)),
        "place": place,
        "principle": by_slug(place.lesson.principle) if place else None,
        "answers": phrases.ANSWERS,
        "furthest": rules.furthest(g.today),
    }
    return render_template("intentions/intention.html", **context | more), status


def _with_day(found: Intention, sent: PlannedDayForm) -> WordsForm | IntentionForm:
    """Return the form that the page shows, with the refused day if it is that of an open one."""
    if found.state != rules.OPEN:
        return WordsForm(None, obj=found)
    form = _stored(found)
    form.day.raw_data, form.day.errors = sent.day.raw_data, list(sent.day.errors)
    return form


def _stored(found: Intention) -> WordsForm | IntentionForm:
    """Return the form filled from the row."""
    kind = IntentionForm if found.state == rules.OPEN else WordsForm
    form = kind(None, obj=found)
    _offer(form, found)
    return form


def _offer(form: WordsForm | IntentionForm, found: Intention) -> None:
    if isinstance(form, IntentionForm):
        form.contact_id.offer(found.contact_id)


def own(intention_id: int) -> Intention:
    """Return the user's own intention, or answer 404."""
    return queries.own_intention(g.user.id, intention_id) or abort(404)
