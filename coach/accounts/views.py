"""Keep my progress, sign out, and settings. Flask-Security signs users in."""

from datetime import date, timedelta
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
from flask_security import auth_required, hash_password, login_user, verify_password
from sqlalchemy.exc import IntegrityError

from coach.accounts import auth as security
from coach.accounts import auth_signals, login_session_queries, login_sessions, queries
from coach.accounts.forms import AddressForm, KeepForm, SettingsForm
from coach.accounts.models import User
from coach.accounts.rate_limits import limit
from coach.clock import DEFAULT_ROLLOVER
from coach.db import db
from coach.habits import plan_queries
from coach.habits import snapshots as habits
from coach.habits.snapshot_updates import catch_up
from coach.web import request_context, text_versions
from coach.web.deletions import to_delete
from coach.web.forms import safe_next

bp = Blueprint("account", __name__)
DAY = timedelta(days=1)
DEFAULTS = {"rollover": DEFAULT_ROLLOVER, "week_start": 1, "look_back_day": 5, "theme": ""}
TAKEN = "An account already has this address. Sign in to it, or use another address"


@bp.route("/keep", methods=["GET", "POST"])
@limit("keep")
def keep() -> Any:
    """Add an e-mail address and a password to the guest's own row."""
    form = KeepForm()
    if g.user and not g.user.is_guest:
        if g.get("kept_meanwhile"):
            return _kept_meanwhile(form)
        if request.method == "POST":  # another address may have been kept in another tab
            flash(f"Your progress is kept. Sign in as {g.user.email} on any device.")
        return redirect(_back(), 303)
    if not current_app.extensions["settings"].registration:
        return render_template("account/keep.html", form=None), 403
    if request.method == "POST" and form.validate():
        if queries.email_taken(form.address):
            form.email.errors = [TAKEN]
        else:
            return _make_account(form)
    return _keep_page(form)


def _keep_page(form: KeepForm) -> Any:
    page = render_template("account/keep.html", form=form, back=_back())
    return page, 422 if form.errors else 200


def _back() -> str:
    """Return the page to go back to after keeping: where the user was."""
    return safe_next(url_for("today.today"))


@bp.post("/keep/decline")
@request_context.person_required
def decline_keep() -> Any:
    """Stop offering this guest an account. The settings still offer it."""
    g.user.keep_declined = True
    db.session.commit()
    return redirect(_back(), 303)


def _make_account(form: KeepForm) -> Any:
    user = request_context.ensure_user()
    user.email, user.password = form.address, hash_password(form.password.data)
    user.visitor = None
    try:
        db.session.commit()
    except IntegrityError:  # another request took the address since the check
        request_context.take_back()
        form.email.errors = [TAKEN]
        return _keep_page(form)
    return _sign_in(user)


def _sign_in(user: User) -> Any:
    login_user(user, remember=True, authn_via=["keep"])
    db.session.commit()
    flash(f"Your progress is kept. Sign in as {user.email} on any device.")
    return redirect(_back(), 303)


def _kept_meanwhile(form: KeepForm) -> Any:
    """Answer a form that was sent twice like the first time, if both are the same."""
    same = form.validate() and form.address == g.user.email
    if same and verify_password(form.password.data, g.user.password):
        return _sign_in(g.user)
    form.email.errors = ["Your progress was kept a moment ago. Sign in with that address"]
    return _keep_page(form)


@bp.post("/sign-out")
def sign_out() -> Any:
    """Sign out of this browser, and tell it to clear its cache."""
    if g.user and g.user.is_guest:
        # a guest's cookie is the only key to their progress
        return redirect(url_for("account.settings"), 303)
    return auth_signals.forgotten(url_for("today.welcome"))


@bp.post("/settings/sign-out-elsewhere")
@auth_required("session")
def sign_out_elsewhere() -> Any:
    """Sign out of all other browsers by making their cookies invalid."""
    security.datastore.set_uniquifier(g.user)
    login_user(g.user, remember=request_context.is_remembered(), authn_via=["change"])
    db.session.commit()
    flash("All other browsers are signed out.")
    return redirect(url_for("account.account"), 303)


@bp.post("/settings/sessions/<int:session_id>/end")
@request_context.person_required
def end_session(session_id: int) -> Any:
    """Sign one browser out, which may be this one. A guest's only browser stays signed in."""
    session_row = login_sessions.current()
    if g.user.is_guest:
        abort(404)
    if session_row is not None and session_row.id == session_id:
        return sign_out()
    to_delete(login_session_queries.end(g.user.id, session_id) or None)
    db.session.commit()
    flash("That browser is signed out.")
    return redirect(url_for("account.account"), 303)


@bp.get("/settings/account")
@auth_required("session")
def account() -> str:
    """Show how to sign in to this account, its sessions and its sign-ins."""
    session_row = login_sessions.current()
    context = {
        "sessions": login_session_queries.of_account(g.user.id, g.now),
        "here": session_row.id if session_row else None,
        "sign_ins": queries.sign_ins(g.user.id),
        "mails": current_app.extensions["mail"],
    }
    return render_template("account/account.html", **context)


@bp.route("/settings/address", methods=["GET", "POST"])
@limit("address")
@auth_required("session", within=60, grace=15)
def change_address() -> Any:
    """Change the e-mail address on a server that cannot send an e-mail to confirm it."""
    if current_app.extensions["mail"]:
        return redirect(url_for("security.change_email"), 303)
    form = AddressForm(email=g.user.email)
    if request.method == "POST" and form.validate():
        if form.address != g.user.email and queries.email_taken(form.address):
            form.email.errors = [TAKEN]
        else:
            g.user.email = form.address
            db.session.commit()
            flash(f"Sign in as {form.address} from now on.")
            return redirect(url_for("account.account"), 303)
    return render_template("account/address.html", form=form), 422 if form.errors else 200


@bp.route("/settings", methods=["GET", "POST"])
def settings() -> Any:
    """Edit the name, time zone, beginning of day and week, and theme."""
    source = {"obj": g.user, "data": None if g.user else {"zone": g.zone, **DEFAULTS}}
    form = SettingsForm(**source)
    both = text_versions.of_forms(SettingsForm(None, **source), form)
    if request.method == "POST" and form.validate() and not both.differences:
        user = request_context.ensure_user()
        queries.move_to(user, form.zone.data, g.now)
        if user.rollover != form.rollover.data:  # the length of a day of travel may change
            habits.outdate(user.id, date.min)
        if user.week_start != form.week_start.data:
            plan_queries.follow_week(user.id, form.week_start.data, g.today)
        user.name, user.theme = form.name.data, form.theme.data
        user.rollover, user.week_start = form.rollover.data, form.week_start.data
        user.look_back_day, user.more_time = form.look_back_day.data, form.more_time.data
        catch_up(user.id, g.today, user.rollover)
        flash("Saved.")
        return redirect(url_for("account.settings"), 303)
    days = current_app.extensions["settings"].guest_days
    page = render_template("account/settings.html", form=form, guest_days=days, versions=both)
    return page, both.status(form.errors)


@bp.post("/settings/zone")
def follow_zone() -> Any:
    """Let the user's days follow the browser's time zone, undo that, or keep the zone in force."""
    user = request_context.ensure_user()
    answer = redirect(safe_next(url_for("today.today")), 303)
    if request.form.get("choice") == "follow" and request_context.offered_zone():
        queries.move_to(user, request_context.offered_zone(), g.now)
        db.session.commit()
        flash(
            f"Your days follow {_zone_label(user.zone)} now. Undo this under Habits, “Days away”."
        )
    else:
        if request.form.get("choice") == "undo" and (moved := queries.undo_move(user)):
            since = moved.date() - 2 * DAY  # the lengths of the days around the move may change
            habits.outdate(user.id, since)
            catch_up(user.id, g.today, user.rollover)
            flash(f"Undone. Your days follow {_zone_label(user.zone)} again.")
        request_context.decline_zone(answer)
    return answer


def _zone_label(zone: str) -> str:
    return zone.replace("_", " ")


@bp.get("/privacy")
def privacy() -> str:
    """Explain what is stored, where, and who can read it."""
    settings, mails = current_app.extensions["settings"], current_app.extensions["mail"]
    context = {"guest_days": settings.guest_days, "mail_server": settings.mail_server}
    context |= {"log_addresses": settings.log_addresses}
    return render_template("account/privacy.html", mails=mails, **context)


@bp.get("/accessibility")
def accessibility() -> str:
    """Explain what works without sight, mouse or script, and what is not tested yet."""
    return render_template("account/accessibility.html")
