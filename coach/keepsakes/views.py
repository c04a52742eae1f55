"""Show the Friday card after a look-back, and the booklet after twelve weeks."""

from datetime import timedelta

from flask import Blueprint, Response, abort, g, render_template

from coach.assessment import calendar
from coach.assessment import queries as look_backs
from coach.assessment.calendar import CYCLE_WEEKS, Week
from coach.assessment.phrases import reflection_keys
from coach.habits import queries as habits
from coach.journal import queries as journal
from coach.journal import queries as journal_lines
from coach.keepsakes import booklet, card, drawing
from coach.keepsakes.card import FridayCard
from coach.lessons import annotation_queries as margin
from coach.listening import queries as listening
from coach.web.course import course
from coach.web.request_context import person_required

bp = Blueprint("keepsakes", __name__)
PROMISES = "promise-list"  # the tool's id
TWICE = 2 * booklet.MOST  # the same text may appear twice


@bp.get("/look-back/<week>/card")
@person_required
def friday_card(week: str) -> str:
    """Show the week's card, to print or to save as a picture."""
    return render_template("keepsakes/card.html", card=card_page(week))


@bp.get("/look-back/<week>/card.svg")
@person_required
def friday_card_svg(week: str) -> Response:
    """Return the card as an SVG file."""
    page = card_page(week)
    answer = Response(drawing.svg(page), mimetype="image/svg+xml")
    name = f"look-back-{page.week}.svg"
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer


@bp.get("/booklet")
@person_required
def twelve_weeks() -> str:
    """Show the booklet to print; or, before it is ready, the day on which it will be."""
    standing = look_backs.agenda(g.user, g.now, g.zone)
    now, first = calendar.current_week(g.now, g.zone), standing.baseline
    ready = first is not None and booklet.is_ready(first, now, look_backs.sat(g.user.id))
    if first is None or not ready:
        day = booklet.ready_on(first) if first else None
        return render_template("keepsakes/later.html", day=day)
    return render_template("keepsakes/booklet.html", sections=booklet.build(kept()), first=first)


def card_page(text: str) -> FridayCard:
    """Return the card of a week that the user has answered, or answer 404."""
    try:
        week = Week.parse(text)
    except ValueError:
        abort(404)
    if look_backs.sitting(g.user.id, week) is None:
        abort(404)
    now, before = reflection_keys(week), reflection_keys(week + -CYCLE_WEEKS)
    lines = journal.reflections(g.user.id, [*now.values(), *before.values()])
    texts, earlier = (
        {name: lines[key].text for name, key in keys.items() if key in lines}
        for keys in (now, before)
    )
    days = habits.days_kept(g.user.id, week.monday, week.sunday)
    away = habits.days_away(g.user.id, week.monday, week.sunday)
    return card.build(week, days, texts, earlier, course().guides, g.user.id, away)


def kept() -> booklet.Kept:
    """Return the content of the user's booklet."""
    who, steps = g.user.id, course().steps
    bookmarks = margin.bookmarks(who, booklet.MOST)
    return booklet.Kept(
        wells=journal_lines.wells(who, TWICE),
        notes=journal_lines.notes(who, TWICE),
        marked=[steps[step].step.name for step in bookmarks if step in steps],
        replies=listening.replies(who, TWICE),
        promises=journal_lines.promise_parts(who, PROMISES),
        habits=habits.most_kept(who, g.today - timedelta(weeks=booklet.WEEKS), booklet.MOST),
    )
