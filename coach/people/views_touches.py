"""Note that people were in touch: by one tap, or with a line and what belongs to it."""

import secrets
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from wtforms.fields import SelectChoice

from coach.db import db
from coach.habits import queries as habits
from coach.habits.check_ins import queries as check_ins
from coach.habits.check_ins.queries import Made
from coach.habits.rules.log import State
from coach.people import contact_queries, models, promise_queries, queries, touch_queries
from coach.people import limits as bounds
from coach.people.forms import RestForm, TouchForm
from coach.people.presenters import phrases, rows
from coach.people.rules import delicate
from coach.people.views import at, back_to, bp, own
from coach.web import deletions, request_context
from coach.web.course import course
from coach.web.partials import back_or_part, wants_part
from coach.web.person_field import chosen

TOO_MANY_PROMISES = (
    f"You have {bounds.MOST_PROMISES} open promises. Close some of them before you add another."
)


@bp.post("/<int:contact_id>/today")
@request_context.person_required
def stamp(contact_id: int) -> Any:
    """Note a touch of today, say by which channel it was, or take it back."""
    contact, moment = own(contact_id), at()
    if request.form.get("state") == "none":
        touch_queries.unstamp(contact, moment)
    else:
        channel = request.form.get("channel", "")
        touch_queries.stamp(contact, moment, channel if channel in bounds.CHANNELS else "")
    db.session.commit()
    part = "people/_line.html" if request.form.get("part") == "line" else "people/_row.html"
    here = back_to(contact_id)
    if not wants_part():
        return redirect(f"{here.partition('#')[0]}#contact-{contact_id}", 303)
    touches = touch_queries.of_today(g.user.id, [contact_id], g.today)
    row = rows.person_row(contact, g.today, (), touches.get(contact_id))
    return back_or_part(here, part, row=row, here=here)


@bp.route("/<int:contact_id>/touch", methods=["GET", "POST"])
@request_context.person_required
def touch(contact_id: int) -> Any:
    """Note what passed with somebody: one form, and everything in it is written together."""
    contact, form = own(contact_id), TouchForm()
    if request.method == "GET":
        form.token.data = secrets.token_hex(16)
        form.day.data = g.today
        form.lesson.data = request.args.get("lesson", "")
        form.channel.data = contact.prefers or contact.last_channel or bounds.USUAL
        if request.args.get("noticed"):
            form.channel.data = "noticed"
    elif form.validate():
        try:
            _note(contact, form)
        except promise_queries.TooManyPromises:
            form.promise.errors = [TOO_MANY_PROMISES]
        else:
            db.session.commit()
            _say(form, contact)
            return redirect(back_to(contact_id), 303)
    return _form_page(form, contact, None)


def _note(contact: models.Contact, form: TouchForm) -> None:
    """Write the touch, and what the form says of promises and habits."""
    token = form.token.data or secrets.token_hex(16)
    if touch_queries.touch_with(g.user.id, token):
        return
    if form.promise.data:
        mine = form.whose.data != "theirs"
        promise_queries.make(contact, token[:32], mine, form.promise.data, form.due.data, g.today)
    lesson = course().lesson(form.lesson.data or "")
    lesson_id = lesson.id[: bounds.LESSON] if lesson else None
    written = form.written()
    touch_queries.note(g.user.id, [contact], written, token, at(), lesson_id=lesson_id)
    for promise_id in form.kept.data or []:
        promise = queries.own_promise(g.user.id, promise_id)
        if promise is not None and promise.contact_id == contact.id:
            promise_queries.close(promise, "kept", g.today)
    made = Made(g.now, g.zone, g.today, g.user.rollover)
    tied = {id_ for id_, _ in _tied(contact)} if form.habits.data else set[int]()
    for habit_id in tied & set(form.habits.data or []):
        track = check_ins.read(g.user.id, habit_id, g.today, made)
        if track is not None and g.today not in track.history.check_ins:
            check_ins.press(track, g.today, State.DONE, None, made, follow=False)


@bp.get("/in-touch")
@request_context.person_required
def in_touch_with() -> Any:
    """Ask with whom something was done, a lesson for example, and lead to that person's form."""
    lesson = request.args.get("lesson", "")[: bounds.LESSON] or None
    if "who" in request.args:
        contact = own(chosen("who"))
        return redirect(url_for("people.touch", contact_id=contact.id, lesson=lesson), 303)
    offered = queries.picked(g.user.id)
    found = course().lesson(lesson or "")
    return render_template("people/in_touch.html", people=offered, lesson=found)


def _say(form: TouchForm, contact: models.Contact) -> None:
    topic = delicate.delicate(f"{form.line.data}\n{form.later.data}")
    who = phrases.called(contact.name, contact.called)
    flash(phrases.delicate(topic, who) if topic else "Noted.")


def _tied(contact: models.Contact) -> list[tuple[int, str]]:
    """Return the ids and names of the habits that are done with somebody."""
    return habits.named(g.user.id, touch_queries.habits_with(contact.id))


def _form_page(form: TouchForm, contact: models.Contact, changed: models.Touch | None) -> Any:
    promises = promise_queries.with_contact(contact.id) if changed is None else []
    form.kept.choices = [
        SelectChoice(each.id, each.what) for each in promises if each.state == "open"
    ]
    named = _tied(contact) if changed is None else []
    form.habits.choices = [SelectChoice(id_, name) for id_, name in named]
    page = render_template(
        "people/touch.html",
        form=form,
        contact=contact,
        called=phrases.called(contact.name, contact.called),
        changed=changed,
        back=back_to(contact.id),
    )
    return page, 422 if form.errors else 200


@bp.route("/touches/<int:touch_id>", methods=["GET", "POST"])
@request_context.person_required
def change_touch(touch_id: int) -> Any:
    """Change a touch, or what was noticed."""
    found = queries.own_touch(g.user.id, touch_id)
    people = touch_queries.contacts_of(found) if found else []
    if found is None or not people:
        return deletions.to_delete(None) or redirect(url_for("people.index"), 303)
    form = TouchForm()
    if request.method == "GET":
        form.show(found)
    elif form.validate():
        touch_queries.change(found, form.written(), g.now)
        db.session.commit()
        _say(form, people[0])
        return redirect(back_to(people[0].id), 303)
    return _form_page(form, people[0], found)


@bp.post("/touches/<int:touch_id>/delete")
@request_context.person_required
def delete_touch(touch_id: int) -> Any:
    """Delete a touch."""
    found = deletions.to_delete(queries.own_touch(g.user.id, touch_id))
    where = url_for("people.index")
    if found is not None:
        people = touch_queries.contacts_of(found)
        where = url_for("people.person", contact_id=people[0].id) if people else where
        touch_queries.remove(found, at())
        flash("Deleted.")
    db.session.commit()
    return redirect(where, 303)


@bp.post("/<int:contact_id>/rest")
@request_context.person_required
def rest(contact_id: int) -> Any:
    """Ask nothing about somebody until a day."""
    contact, form = own(contact_id), RestForm()
    problem = form.problem(g.today)
    if problem:
        context = {"form": form, "contact": contact, "back": back_to(contact_id)}
        return render_template("people/rest.html", problem=problem, **context), 422
    assert form.last is not None  # ``problem`` has looked at it  # noqa: S101
    contact_queries.rest(contact, form.last, form.why.data, g.today)
    db.session.commit()
    undo = f"undo {url_for('people.take_up', contact_id=contact_id)}"
    flash(f"{phrases.called(contact.name, contact.called)} rests until then.", undo)
    return redirect(back_to(contact_id), 303)


@bp.post("/<int:contact_id>/let-go")
@request_context.person_required
def let_go(contact_id: int) -> Any:
    """Suggest somebody no more."""
    contact = own(contact_id)
    contact_queries.let_go(contact, g.today)
    db.session.commit()
    who = phrases.called(contact.name, contact.called)
    undo = f"undo {url_for('people.take_up', contact_id=contact_id)}"
    flash(f"You let {who} go. Nothing is asked of you.", undo)
    return redirect(back_to(contact_id), 303)


@bp.post("/<int:contact_id>/take-up")
@request_context.person_required
def take_up(contact_id: int) -> Any:
    """End a rest, or take somebody up again who was let go."""
    contact_queries.take_up(own(contact_id), at())
    db.session.commit()
    return redirect(back_to(contact_id), 303)
