"""Manage reminders: settings, the secret calendar, one-tap check-ins, consent to e-mails."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.sansio.blueprints import BlueprintSetupState

from coach import clock
from coach.accounts.models import User
from coach.assessment import queries as look_backs
from coach.db import db
from coach.db.locking import lock_user
from coach.habits.check_ins import queries as check_ins
from coach.habits.check_ins.queries import Made
from coach.habits.models import Habit
from coach.habits.reminders import email as links
from coach.habits.reminders import icalendar_format
from coach.habits.reminders import queries as reminders
from coach.habits.reminders.calendar_reminders import FeedHost, look_back, of_people, to_say
from coach.habits.reminders.email import Tap
from coach.habits.reminders.forms import MORNING, RemindersForm, reminders_form
from coach.habits.reminders.icalendar_format import CalendarDay, CalendarReminder
from coach.habits.reminders.models import ReminderChoice
from coach.habits.rules.log import NumberStands, State
from coach.intentions import queries as intentions
from coach.people import contact_queries as people_settings
from coach.people import reminder_queries as people_reminders
from coach.people.presenters import reminders as people_words
from coach.web import request_context

bp = Blueprint("reminders", __name__)


@bp.record_once
def _let_mail_programs_in(state: BlueprintSetupState) -> None:
    """Exempt ``stop`` from the automatic CSRF check, because a mail program has no token."""
    state.app.extensions["csrf"].exempt(f"{__name__}.stop")


@bp.route("/habits/reminders", methods=["GET", "POST"])
def settings() -> Any:
    """Choose the reminder times, the calendar's address and the day's e-mail."""
    dues = reminders.dues(g.user, g.today) if g.user else []
    choice = reminders.choice(g.user.id) if g.user else None
    named = people_reminders.named_of(g.user.id) if g.user else people_words.NONE
    form = reminders_form(dues, choice, named)
    if request.method == "POST" and form.validate():
        user = request_context.ensure_user()
        times = {due.track.id: form[f"habit_{due.track.id}"].data for due in dues}
        reminders.set_cue_times(user.id, times)
        _choose(form, reminders.chosen(user.id), user)
        if form.named.data != named:
            people_settings.choose(user.id, named=form.named.data)
        db.session.commit()
        flash("Saved.")
        return redirect(url_for("reminders.settings"), 303)
    page = render_template(
        "habits/reminders.html",
        form=form,
        dues=dues,
        choice=choice,
        address=feed_address(choice),
        webcal=icalendar_format.webcal,
        reach=icalendar_format.reach,
        mails=current_app.extensions["mail"] is not None,
    )
    return page, 422 if form.errors else 200


def _choose(form: RemindersForm, choice: ReminderChoice, user: User) -> None:
    choice.look_back_at = form.look_back_at.data
    wanted = form.mail.data and user.email and current_app.extensions["mail"]
    if wanted and choice.mail_at is None and choice.agreed != user.email:
        choice.asked_on = g.today
    choice.mail_at = (form.mail_at.data or MORNING) if wanted else None


def feed_address(choice: ReminderChoice | None) -> str:
    """Return the secret address of the user's calendar, or an empty string if there is none."""
    return f"{home()}/feed/{choice.feed}.ics" if choice and choice.feed else ""


def home() -> str:
    """Return the URL of this server, without a slash at the end."""
    return str(current_app.extensions["settings"].address or request.url_root).rstrip("/")


@bp.post("/habits/reminders/feed")
def make_feed() -> Any:
    """Create the calendar's address, or replace it, so that the old one stops working."""
    choice = reminders.chosen(request_context.ensure_user().id)
    renewed = bool(choice.feed)
    choice.feed = secrets.token_urlsafe(32)
    db.session.commit()
    again = "The calendar has a new address. The old one no longer works."
    flash(again if renewed else "The calendar link is ready.")
    return redirect(url_for("reminders.settings", _anchor="calendar"), 303)


@bp.post("/habits/reminders/feed/end")
@request_context.person_required
def end_feed() -> Any:
    """Delete the calendar's address."""
    reminders.chosen(g.user.id).feed = None
    db.session.commit()
    flash("The calendar’s address no longer works.")
    return redirect(url_for("reminders.settings", _anchor="calendar"), 303)


@bp.get("/feed/<token>.ics")
def calendar(token: str) -> Response:
    """Return the calendar of this secret address. No sign-in is needed."""
    choice, user = reminders.of_feed(token) or abort(404)
    return _calendar(choice, user, "inline")


@bp.get("/habits/reminders/calendar.ics")
@request_context.person_required
def download() -> Response:
    """Return the current calendar as a file, which does not follow later changes."""
    return _calendar(reminders.choice(g.user.id), g.user, "attachment")


def _calendar(choice: ReminderChoice | None, user: User, shown: str) -> Response:
    host = FeedHost(home(), reminders.installation())
    today = clock.practice_day(g.now, user.zone, user.rollover)
    rung = (due.bell(today, host) for due in reminders.dues(user, today))
    bells = [bell for bell in rung if bell]
    if choice and choice.look_back_at:
        bells.append(_look_back(choice.look_back_at, user, host))
    days = _whole_days(user, today, host)
    feed = icalendar_format.calendar(bells, user.zone, user.rollover, g.now, days)
    answer = make_response(feed)
    answer.headers["Content-Type"] = "text/calendar; charset=utf-8"
    answer.headers["Content-Disposition"] = f'{shown}; filename="good-terms.ics"'
    return answer


def _whole_days(user: User, today: date, host: FeedHost) -> list[CalendarDay]:
    """Return the days of what is planned to be said, and those about people if they are wanted."""
    ahead = (each for each in intentions.open_ones(user.id) if each.day >= today)
    notes = people_reminders.calendar_notes(user.id, today)
    return [
        *(to_say(each.id, each.day, host) for each in ahead),
        *(of_people(each, host) for each in notes),
    ]


def _look_back(at: time, user: User, host: FeedHost) -> CalendarReminder:
    """Return the look-back's event. A look-back opens at midnight, whatever the rollover."""
    day = g.now.astimezone(ZoneInfo(user.zone)).date()
    weekday = (user.look_back_day - 1 - (at.hour < user.rollover)) % 7 + 1
    standing = look_backs.agenda(user, g.now, user.zone)
    answered = standing.open.week.sunday if standing.open and not standing.due else None
    return look_back(at, weekday, day, answered, host, user.id)


@dataclass(frozen=True)
class Link:
    """A one-tap link: its permission, its rows, and whether it is used or expired."""

    right: Tap
    habit: Habit
    user: User
    used: bool
    late: bool


@bp.route("/tap/<token>", methods=["GET", "POST"])
def tap(token: str) -> Any:
    """Show a page with one button. Only pressing the button records the check-in, once."""
    link = _link(token)
    if request.method == "POST" and not (link.used or link.late):
        user, right = link.user, link.right
        lock_user(user.id)
        if reminders.use(user.id, link.habit.id, right.day, g.now):
            today = clock.practice_day(g.now, user.zone, user.rollover)
            made = Made(g.now, user.zone, today, user.rollover)
            track = check_ins.read(user.id, link.habit.id, right.day, made) or abort(404)
            with suppress(NumberStands):  # a recorded number says more than a tap
                check_ins.press(track, right.day, State.DONE, None, made)
            db.session.commit()
            return redirect(url_for("reminders.tap", token=token), 303)
    gone = link.late or (link.used and request.method == "POST")
    return render_template("habits/tap.html", link=link, token=token), 410 if gone else 200


def _link(token: str) -> Link:
    right = links.tapped(current_app.config["SECRET_KEY"], token) or abort(404)
    user, habit = reminders.of_tap(right) or abort(404)
    used = reminders.used(habit.id, right.day)
    return Link(right, habit, user, used, g.now >= right.until)


@bp.route("/reminders/agree/<token>", methods=["GET", "POST"])
def agree(token: str) -> Any:
    """Accept the day's e-mail for an address."""
    choice, email = _mail_link(links.AGREE, token)
    if request.method == "POST":
        choice.agreed = email
        db.session.commit()
        flash("Thank you. The first e-mail will come on the next day that a habit is due.")
        return redirect(url_for("reminders.agree", token=token), 303)
    done = choice.agreed == email and choice.mail_at is not None
    return render_template("habits/mails.html", email=email, token=token, act="agree", done=done)


@bp.route("/reminders/stop/<token>", methods=["GET", "POST"])
def stop(token: str) -> Any:
    """Stop the day's e-mail for an address, by this page's button or by a mail program.

    A mail program posts ``List-Unsubscribe=One-Click`` without a cookie or CSRF token and does not
    follow redirects (RFC 8058). The signed address is the authorisation.
    """
    one_click = request.form.get("List-Unsubscribe") == "One-Click"
    if not one_click:
        current_app.extensions["csrf"].protect()
    choice, email = _mail_link(links.STOP, token)
    if request.method == "POST":
        choice.mail_at, choice.agreed = None, ""
        db.session.commit()
        if one_click:
            return Response("There will be no more of these messages.\n", mimetype="text/plain")
        return redirect(url_for("reminders.stop", token=token), 303)
    done = choice.mail_at is None
    return render_template("habits/mails.html", email=email, token=token, act="stop", done=done)


def _mail_link(purpose: str, token: str) -> tuple[ReminderChoice, str]:
    """Return the choice and address of a link. Abort with 404 if the address is not the user's."""
    person, email = links.mailed(current_app.config["SECRET_KEY"], purpose, token) or abort(404)
    return reminders.of_mail(person, email) or abort(404), email
