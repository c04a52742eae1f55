"""Show what follows the sixteen questions: the then-test, what matters, two free texts."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for

from coach.assessment import answer_queries as writing
from coach.assessment import goal_queries as wishes
from coach.assessment import queries, then_test
from coach.assessment.calendar import Week, weeks_of
from coach.assessment.forms import AnswerForm, MattersForm, WeekReflectionForm, choice
from coach.assessment.item_bank import Item
from coach.assessment.phrases import reflection_keys, span
from coach.assessment.queries import LookBackStatus
from coach.assessment.then_test import ITEMS
from coach.assessment.views import bp
from coach.assessment.views_questions import (
    closed_page,
    parse_or_404,
    question_page,
    week_questions,
)
from coach.assessment.views_results import renew_suggestions
from coach.db import db
from coach.drafts import queries as drafts
from coach.journal import queries as journal
from coach.web import text_versions
from coach.web.request_context import person_required

LINES = ("well", "next")  # the two free texts about a week


@bp.get("/look-back/<week>/after")
@person_required
def after(week: str) -> Any:
    """Redirect to the next step after a week's questions, and in the end to the result."""
    parsed = parse_or_404(week)
    standing = queries.agenda(g.user, g.now, g.zone)
    if standing.baseline is None:
        abort(404)
    if standing.takes(parsed):
        if _asks_again(standing, parsed):
            return redirect(url_for(".first_week", week=week, number=1), 303)
        if parsed == standing.baseline and not standing.matters:
            return redirect(url_for(".matters"), 303)
    return redirect(url_for(".reflection", week=week), 303)


def _asks_again(standing: LookBackStatus, week: Week) -> bool:
    """Return whether this week has the then-test and its eight answers are not complete."""
    where, baseline = standing.place(week), standing.baseline
    if baseline is None or not then_test.due(where, None, week):
        return False
    weeks = weeks_of(baseline, where.cycle)
    seen = writing.hindsight_week(g.user.id, weeks[0], weeks[-1])
    done = len(writing.hindsights(g.user.id, week)) >= ITEMS
    return then_test.due(where, seen, week) and not done


@bp.route("/look-back/<week>/first-week/<int:number>", methods=("GET", "POST"))
@person_required
def first_week(week: str, number: int) -> Any:
    """Ask one question about the first week, as it looks today."""
    parsed = parse_or_404(week)
    standing = queries.agenda(g.user, g.now, g.zone)
    if not standing.takes(parsed):
        return closed_page(standing, parsed)
    item, first = _item(standing, parsed, number), standing.first_week(parsed)
    given = writing.hindsights(g.user.id, parsed)
    form = AnswerForm()
    if not form.is_submitted():
        kept = given.get(item.id)
        form = AnswerForm.asking(item.id, choice(kept.value) if kept else None, g.now)
        return _first_week_page(form, first, parsed, number, item, len(given))
    if form.item.data != item.id:
        abort(404)
    if not form.validate():
        return _first_week_page(form, first, parsed, number, item, len(given)), 422
    writing.record_hindsight(g.user.id, parsed, item, form.answer, g.now)
    db.session.commit()
    if number < ITEMS:
        return redirect(url_for(".first_week", week=week, number=number + 1), 303)
    return redirect(url_for(".reflection", week=week), 303)


def _item(standing: LookBackStatus, week: Week, number: int) -> Item:
    where = standing.place(week)
    asked = week_questions(g.user.id, standing, week).items
    if not then_test.due(where, None, week) or not 1 <= number <= ITEMS:
        abort(404)
    return then_test.choose(asked, g.user.id, where)[number - 1]


def _first_week_page(
    form: AnswerForm, first: Week, week: Week, number: int, item: Item, answered: int
) -> str:
    before = url_for(".first_week", week=week, number=number - 1) if number > 1 else None
    last = number == ITEMS
    return question_page(
        form,
        item=item,
        number=number,
        answered=answered,
        total=ITEMS,
        title="Your first week, seen today",
        period=f"Your first week here, {span(first)}, as you see it today",
        action=url_for(".first_week", week=week, number=number),
        back=before or url_for(".look_back"),
        onward=url_for(".reflection", week=week)
        if last
        else url_for(".first_week", week=week, number=number + 1),
    )


@bp.route("/look-back/matters", methods=("GET", "POST"))
@person_required
def matters() -> Any:
    """Ask which two principles matter most to the user now."""
    direction = wishes.direction(g.user.id)
    form = MattersForm(principles=list(direction.matters) if direction else [])
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("assessment/matters.html", form=form), status
    first, second = sorted(set(form.principles.data))
    wishes.keep_matters(g.user.id, (first, second), g.now)
    renew_suggestions()
    db.session.commit()
    standing = queries.agenda(g.user, g.now, g.zone)
    if direction is None and standing.last and standing.takes(Week.parse(standing.last.week)):
        return redirect(url_for(".reflection", week=standing.last.week), 303)
    return redirect(url_for(".progress"), 303)


@bp.route("/look-back/<week>/reflection", methods=("GET", "POST"))
@person_required
def reflection(week: str) -> Any:
    """Ask two free questions about an answered week, and store the texts in the journal."""
    parsed = parse_or_404(week)
    sitting = queries.sitting(g.user.id, parsed) or abort(404)
    keys = reflection_keys(parsed)
    kept = journal.reflections(g.user.id, keys.values())
    stored = {name: kept[key].text for name, key in keys.items() if key in kept}
    form = WeekReflectionForm(data=stored | _begun(parsed))
    if "leave" in request.form and form.validate():
        return _leave(parsed, form)
    both = text_versions.of_forms(WeekReflectionForm(None, data=stored), form)
    if not form.validate_on_submit() or both.differences:
        page = render_template("assessment/reflection.html", form=form, week=parsed, versions=both)
        return page, both.status(form.errors)
    for name, key in keys.items():
        if form[name].data:
            prompt = form[name].label.text
            journal.keep(g.user.id, "reflection", key, prompt, form[name].data, g.now)
            sitting.wrote = True
        drafts.delete_text_draft(g.user.id, _draft_place(parsed, name))
    db.session.commit()
    if form.well.data or form.next.data:
        flash("Kept in your journal. You will see it again in four weeks.")
    return redirect(url_for(".result", week=week), 303)


def _draft_place(week: Week, name: str) -> str:
    """Return the draft key of one of the two texts."""
    return f"look-back {week} {name}"


def _begun(week: Week) -> dict[str, str]:
    """Return the drafts of a week's texts."""
    found = {name: drafts.text_draft(g.user.id, _draft_place(week, name)) for name in LINES}
    return {name: text for name, text in found.items() if text}


def _leave(week: Week, form: WeekReflectionForm) -> Any:
    """Save the texts as drafts, and go where the button says."""
    for name in LINES:
        drafts.save_text_draft(g.user.id, _draft_place(week, name), form[name].data, g.now)
    db.session.commit()
    on = request.form["leave"] == "on"
    return redirect(url_for(".result", week=week) if on else url_for(".progress"), 303)
