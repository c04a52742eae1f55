"""Show the look-back's status and ask its sixteen questions."""

from dataclasses import dataclass
from typing import Any

from flask import abort, current_app, g, redirect, render_template, url_for

from coach.assessment import answer_queries as writing
from coach.assessment import calendar, queries
from coach.assessment import phrases as words
from coach.assessment.calendar import Week, weeks_of
from coach.assessment.forms import ANSWERS, AnswerForm, DayForm, choice
from coach.assessment.item_bank import Bank, Item
from coach.assessment.item_selection import questions
from coach.assessment.models import Response, Sitting
from coach.assessment.queries import QUESTIONS, LookBackStatus
from coach.assessment.views import bp
from coach.assessment.views_results import renew_suggestions
from coach.db import db
from coach.web.request_context import ensure_user, person_required


@bp.get("/look-back")
def look_back() -> str:
    """Show what the look-back is, and when it is or will be open."""
    day = g.user.look_back_day if g.user else calendar.FIRST_DAY
    return _look_back_page(DayForm(formdata=None, day=day))


@bp.post("/look-back/begin")
def begin() -> Any:
    """Go to the first unanswered question. A visitor becomes a guest here."""
    user = ensure_user()
    db.session.commit()
    standing = queries.agenda(user, g.now, g.zone)
    if standing.open is None:
        return redirect(url_for(".look_back"), 303)
    week = standing.open.week
    asked = week_questions(user.id, standing, week)
    number = next((n for n, item in enumerate(asked.items, 1) if item.id not in asked.given), 1)
    return redirect(url_for(".question", week=week, number=number), 303)


@bp.post("/look-back/day")
def opening_day() -> Any:
    """Change the day of the week on which the look-back opens."""
    form = DayForm()
    if not form.validate():
        return _look_back_page(form), 422
    ensure_user().look_back_day = form.day.data
    db.session.commit()
    return redirect(url_for(".look_back") + "#opening", 303)


@bp.get("/look-back/<week>/<int:number>")
@person_required
def question(week: str, number: int) -> Any:
    """Show one question, with this week's stored answer, if any."""
    parsed = parse_or_404(week)
    standing = queries.agenda(g.user, g.now, g.zone)
    if not standing.takes(parsed):
        return closed_page(standing, parsed)
    asked = week_questions(g.user.id, standing, parsed)
    item = asked.number(number)
    kept = asked.given.get(item.id)
    form = AnswerForm.asking(item.id, choice(kept.value) if kept else None, g.now)
    return _question_page(form, item, standing, parsed, number)


@bp.post("/look-back/<week>/<int:number>")
@person_required
def answer(week: str, number: int) -> Any:
    """Store one answer, and go to the next question."""
    parsed = parse_or_404(week)
    standing = queries.agenda(g.user, g.now, g.zone)
    if not standing.takes(parsed):
        return closed_page(standing, parsed)
    item = week_questions(g.user.id, standing, parsed).number(number)
    form = AnswerForm()
    if form.item.data != item.id:
        abort(404)
    if not form.validate():
        return _question_page(form, item, standing, parsed, number), 422
    sitting = writing.begin(g.user.id, parsed, standing.last, g.now)
    writing.record(g.user.id, parsed, item, form.answer, form.seconds(g.now), g.now)
    if number == QUESTIONS or standing.answered >= QUESTIONS:
        writing.mark(sitting)
        renew_suggestions()
    db.session.commit()
    if number < QUESTIONS:
        return redirect(url_for(".question", week=week, number=number + 1), 303)
    return redirect(url_for(".after", week=week), 303)


def parse_or_404(text: str) -> Week:
    """Return the week in an address, or abort with 404."""
    try:
        return Week.parse(text)
    except ValueError:
        abort(404)


def bank() -> Bank:
    """Return the item bank, which was read at the start of the app."""
    found: Bank = current_app.extensions["bank"]
    return found


def closed_page(standing: LookBackStatus, week: Week) -> Any:
    """Say that the week is closed. Answers given in time are kept."""
    if week > calendar.current_week(g.now, g.zone):
        abort(404)
    kept: Sitting | None = queries.sitting(g.user.id, week)
    page = "assessment/closed.html"
    return render_template(page, standing=standing, week=week, kept=kept), 409


@dataclass(frozen=True)
class WeekQuestions:
    """The sixteen items of a week, and this week's answers so far by item."""

    items: tuple[Item, ...]
    given: dict[str, Response]

    def number(self, number: int) -> Item:
        """Return an item by its number, from 1, or abort with 404."""
        if not 1 <= number <= len(self.items):
            abort(404)
        return self.items[number - 1]


def week_questions(user_id: int, standing: LookBackStatus, week: Week) -> WeekQuestions:
    """Return a week's questions. A cycle ends with the edition of the bank that it began with."""
    place = standing.place(week)
    weeks = weeks_of(standing.first_week(week), place.cycle)
    rows = writing.responses(user_id, weeks[0], weeks[-1])
    edition = bank().for_cycle({row.item for row in rows})
    given = {row.item: row for row in rows if row.week == str(week)}
    return WeekQuestions(questions(edition, user_id, place), given)


def _question_page(
    form: AnswerForm, item: Item, standing: LookBackStatus, week: Week, number: int
) -> str:
    before = url_for(".question", week=week, number=number - 1) if number > 1 else None
    last = number == QUESTIONS
    later = week != standing.first_week(week)
    return question_page(
        form,
        item=item,
        number=number,
        answered=standing.answered,
        total=QUESTIONS,
        title="Look-back",
        period=f"This week, {words.span(week)}" if later else "In your last seven days",
        has_last_week=later,
        action=url_for(".answer", week=week, number=number),
        back=before or url_for(".look_back"),
        onward=url_for(".after", week=week)
        if last
        else url_for(".question", week=week, number=number + 1),
    )


def question_page(form: AnswerForm, **context: Any) -> str:
    """Return a page with one statement and its six answers."""
    kept = form.value.data in dict(ANSWERS)
    page = "assessment/question.html"
    return render_template(page, form=form, answers=ANSWERS, kept=kept, **context)


def _look_back_page(form: DayForm) -> str:
    standing = queries.agenda(g.user, g.now, g.zone)
    page = "assessment/look_back.html"
    return render_template(page, standing=standing, form=form, total=QUESTIONS)
