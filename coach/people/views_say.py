"""Plan what to say to somebody on the list, and on which day."""

import secrets
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for

from coach.db import db
from coach.intentions import phrases as planned
from coach.intentions import queries as intentions
from coach.intentions import rules
from coach.people import models, queries
from coach.people.presenters import phrases
from coach.people.views import bp
from coach.web import request_context
from coach.web.intention_form import IntentionForm

LONGEST_TOKEN = 60


@bp.route("/<int:contact_id>/say", methods=["GET", "POST"])
@request_context.person_required
def say(contact_id: int) -> Any:
    """Keep what the user wants to say to somebody. With three open already, ask which to let go."""
    contact = queries.own_contact(g.user.id, contact_id) or abort(404)
    form, called = IntentionForm(), phrases.called(contact.name, contact.called)
    del form.who, form.contact_id
    token = request.form.get("token", "")[:LONGEST_TOKEN] or f"person-{secrets.token_hex(12)}"
    if request.method == "GET":
        form.day.data = g.today
    else:
        form.make_room(intentions.open_ones(g.user.id, token), g.today)
        if form.validate():
            _keep(contact, form, token)
            db.session.commit()
            flash(f"Kept for {planned.on(form.day.data)}. On that day it stands on Today.")
            return redirect(url_for("people.person", contact_id=contact_id), 303)
    page = render_template(
        "people/say.html",
        form=form,
        contact=contact,
        called=called,
        token=token,
        furthest=rules.furthest(g.today),
    )
    return page, 422 if form.errors else 200


def _keep(contact: models.Contact, form: IntentionForm, token: str) -> None:
    if form.let_go.data:
        intentions.let_go(g.user.id, form.let_go.data, g.today, g.now)
    who = (contact.called or contact.name)[: rules.LONGEST_WHO]
    day, words = form.day.data, form.words.data
    intentions.save(g.user.id, "", who, day, words, g.now, contact.id, token)
