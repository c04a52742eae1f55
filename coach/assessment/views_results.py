"""Show look-back results: a week's result, progress, compared cycles, the focus."""

import secrets
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, abort, current_app, g, redirect, render_template, request, url_for
from markupsafe import Markup

from coach.assessment import answer_queries as asked
from coach.assessment import (
    calendar,
    csv_export,
    queries,
    result_charts,
    result_page,
    result_phrases,
    then_test,
)
from coach.assessment import goal_queries as wishes
from coach.assessment import phrases as words
from coach.assessment.calendar import CYCLE_WEEKS, Week, weeks_of
from coach.assessment.forms import CompareForm, FocusForm
from coach.assessment.models import Sitting
from coach.assessment.queries import QUESTIONS, LookBackStatus
from coach.assessment.reliable_change import ClosedCycles
from coach.assessment.result import LookBackResult, build, compare_cycles, since
from coach.assessment.result_charts import Pictures
from coach.assessment.result_page import Beginning, Deeds, Outlook, Wishes
from coach.assessment.scoring import ItemAnswer
from coach.assessment.views import bp
from coach.db import db
from coach.journal import queries as journal
from coach.keepsakes import booklet
from coach.lessons import queries as lessons
from coach.lessons.next_up import next_up, reason
from coach.review import queries as reviews
from coach.text import month
from coach.web.cache import cached
from coach.web.course import course
from coach.web.forms import options
from coach.web.request_context import person_required

EVER = date(1970, 1, 1)  # before any possible record


@bp.get("/look-back/<week>")
@person_required
def result(week: str) -> str:
    """Show the result of a week's look-back."""
    standing, row = _sat_or_404(week)
    return render_template("assessment/result.html", **_context(row, standing))


@bp.get("/progress")
def progress() -> str:
    """Show the user's progress, by their own estimate and by what was counted."""
    user = g.user
    standing = queries.agenda(user, g.now, g.zone)
    if standing.last is None:
        return _before_the_first(standing)
    context = _context(standing.last, standing)
    sits = reviews.mastery_by_principle(user.id, course(), g.today)
    context |= {"total": QUESTIONS, "sits": sits}
    return render_template("assessment/progress.html", **context)


def _before_the_first(standing: LookBackStatus) -> str:
    deeds = _deeds(EVER) if g.user else Deeds({}, ())
    marked, right = lessons.marked_and_right(g.user.id) if g.user else (0, 0)
    coming = next_up(course(), deeds.places, standing.aims)
    done = Beginning(
        lessons=coming.where.read,
        begun=sum(one.state == "begun" for one in coming.where.standings.values()),
        marked=marked,
        right=right,
        check_ins=sum(deeds.check_ins.values()),
        listened=deeds.listening.days,
    )
    said = deeds.listening.said
    context = {"done": done, "coming": coming, "why": reason(coming), "said": said}
    return render_template("assessment/empty.html", standing=standing, **context)


@bp.get("/look-back/<week>/scores.csv")
@person_required
def scores(week: str) -> Response:
    """Download a result as CSV."""
    _, row = _sat_or_404(week)
    answer = Response(csv_export.csv_of(_result(row)), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f"attachment; filename=look-back-{row.week}.csv"
    return answer


@bp.get("/progress/compare")
@person_required
def compare() -> Any:
    """Compare two closed cycles."""
    standing = queries.agenda(g.user, g.now, g.zone)
    if standing.last is None or standing.baseline is None:
        abort(404)
    baseline = standing.baseline
    closed = calendar.closed_cycles(g.now, g.zone, baseline)
    if closed < 2:
        return render_template("assessment/compare_later.html")
    form = _compare_form(baseline, closed)
    status = 200 if form.validate() else 422
    cycles = sorted((form.first.data, form.second.data)) if status == 200 else [closed - 1, closed]
    weeks: dict[Week, list[ItemAnswer]] = {}
    for number in cycles:
        whole = weeks_of(baseline, number)
        weeks |= queries.history(g.user.id, whole[0], whole[-1])
    known = queries.known_at(standing.last, closed)
    shown = compare_cycles(weeks, baseline, cycles[0], cycles[1], known)
    page = render_template(
        "assessment/compare.html",
        form=form,
        shown=shown,
        finding=words.compared(shown),
        pictures=result_charts.compare(shown),
        names=[words.stretch(weeks_of(baseline, number)) for number in cycles],
    )
    return page, status


def _compare_form(baseline: Week, closed: int) -> CompareForm:
    asked = request.args if "first" in request.args else None
    form = CompareForm(formdata=asked, first=closed, second=closed - 1)
    form.first.choices = form.second.choices = options(
        (number, f"{number}: {words.stretch(weeks_of(baseline, number))}")
        for number in range(1, closed + 1)
    )
    return form


@bp.route("/progress/focus", methods=("GET", "POST"))
@person_required
def focus() -> Any:
    """Choose another principle to work on than the suggested one."""
    standing = queries.agenda(g.user, g.now, g.zone)
    if standing.last is None:
        return redirect(url_for(".look_back"), 303)
    form = FocusForm(principle=standing.chosen or 0)
    if not form.validate_on_submit():
        shown = _result(standing.last)
        view, often = (
            _outlook(shown, standing, _deeds()),
            {p.number: w for p, w in result_phrases.rows(shown)},
        )
        status = 422 if form.is_submitted() else 200
        return render_template("assessment/focus.html", form=form, view=view, words=often), status
    wishes.keep_focus(g.user.id, form.principle.data or None, g.now)
    db.session.commit()
    return redirect(url_for(".progress") + "#focus", 303)


def renew_suggestions() -> None:
    """Store what to suggest now and when the cycle closes. It does not commit."""
    standing = queries.agenda(g.user, g.now, g.zone)
    last, baseline = standing.last, standing.baseline
    if last is None or baseline is None:
        return
    closes = calendar.cycle_closes(baseline, last.cycle, g.zone)
    deeds, catalogue = _deeds(), current_app.extensions["catalogue"]
    wishes.keep_suggestions(
        g.user.id,
        {
            since: result_page.advise(
                _result(last, closed=since >= closes), standing.matters, deeds, catalogue, g.now
            )
            for since in {g.now, max(g.now, closes)}
        },
    )


def _sat_or_404(week: str) -> tuple[LookBackStatus, Sitting]:
    standing = queries.agenda(g.user, g.now, g.zone)
    try:
        parsed = Week.parse(week)
    except ValueError:
        abort(404)
    if standing.last is not None and standing.last.week == week:
        return standing, standing.last
    return standing, queries.sitting(g.user.id, parsed) or abort(404)


def _result(row: Sitting, closed: bool | None = None) -> LookBackResult:
    """Return the result of a sitting. ``closed`` overrides whether its cycle is over."""
    baseline, week = queries.baseline_of(row), Week.parse(row.week)
    if closed is None:
        closed = calendar.cycle_closes(baseline, row.cycle, g.zone) <= g.now
    until = weeks_of(baseline, row.cycle)[-1]
    first = baseline if then_test.due(calendar.place(baseline, week), None, week) else None
    rows = queries.stored(g.user.id, since(baseline, week, closed), until, first)
    return _built(rows, baseline, week, queries.past_of(row), closed, row.told)


@cached(256)  # results are read more often than they change
def _built(
    rows: tuple[Any, ...],
    baseline: Week,
    week: Week,
    past: ClosedCycles,
    closed: bool,
    told: str | None,
) -> LookBackResult:
    """Return the result of these answers, which are numbers."""
    return build(queries.by_week(rows), baseline, week, past, closed, told)


_drawn = cached(256)(result_charts.draw)


@cached(64)
def _charts(shown: LookBackResult, pictures: Pictures, root: str) -> Markup:
    """Return the charts of a result with their table, ready for the page.

    They show numbers only. ``root`` is the path under which the app is served.
    """
    return Markup(  # noqa: S704  our own template
        render_template(
            "assessment/_result.html",
            result=shown,
            view={"pictures": pictures, "measure": words.measure(shown.past)},
            mean_of=words.mean_of(shown),
        )
    )


def _context(row: Sitting, standing: LookBackStatus) -> dict[str, Any]:
    shown = _result(row)
    keys = words.reflection_keys(shown.week)
    before = list(words.reflection_keys(shown.week + -CYCLE_WEEKS).values())
    written = journal.reflections(g.user.id, [*keys.values(), *before])
    day = min(shown.week.sunday, g.today)
    deeds = _deeds(in_month=day)
    view = _outlook(shown, standing, deeds)
    return {
        "result": shown,
        "view": view,
        "token": secrets.token_hex(8),
        "charts": "" if view.in_words else _charts(shown, view.pictures, request.script_root),
        "standing": standing,
        "wrote": {name: written.get(key) for name, key in keys.items()},
        "four_weeks_ago": [written[key] for key in before if key in written],
        "shift": _shift(shown),
        "said_month": month(day),
        "said_count": deeds.said,
        "booklet_ready": booklet.is_ready(
            shown.baseline, calendar.current_week(g.now, g.zone), len(shown.sat)
        ),
    }


def _shift(shown: LookBackResult) -> then_test.Shift | None:
    """Return the result of the then-test if this week has one, otherwise None."""
    if not then_test.due(shown.place, None, shown.week):
        return None
    seen = asked.hindsights(g.user.id, shown.week)
    turned = {
        item: None if row.value is None else 100 - row.value if row.reverse else row.value
        for item, row in seen.items()
    }
    return then_test.shift(shown.first_week, shown.answers, turned, shown.noise)


def _deeds(since: date | None = None, in_month: date | None = None) -> Deeds:
    """Return what the user did since a day, or in the last four weeks.

    Intentions are counted in the month of the day ``in_month``, or in this month.
    """
    user, today = g.user, g.today
    first = since or today - result_page.LATELY + timedelta(days=1)
    after = g.now - result_page.LATELY
    done = wishes.practice(user.id, first, today, after, in_month or today)
    places = lessons.places(user.id)
    return Deeds(done.check_ins, places, done.listening, done.kept, done.tools, done.said)


def _outlook(shown: LookBackResult, standing: LookBackStatus, deeds: Deeds) -> Outlook:
    zone = g.zone
    verdict = calendar.cycle_closes(shown.baseline, shown.next_verdict, zone)
    return result_page.look(
        shown,
        Wishes(standing.aims, standing.suggestion, request.args.get("principle", "")),
        deeds,
        current_app.extensions["catalogue"],
        g.now,
        verdict.astimezone(ZoneInfo(zone)).date(),
        _drawn,
    )
