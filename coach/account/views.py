"""Keep my progress, sign in and out, settings."""

from datetime import date
from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, session
from flask_security import hash_password, login_user, logout_user, verify_password
from sqlalchemy.exc import IntegrityError

from coach.account import queries, security
from coach.account.forms import KeepForm, SettingsForm, SignInForm
from coach.db import db
from coach.habits import queries as habits
from coach.web import entry
from coach.web.fields import safe_next

bp = Blueprint("account", __name__)
DEFAULTS = {"rollover": 4, "week_start": 1, "look_back_day": 5, "theme": ""}
TAKEN = "An account has this address already. Sign in to it, or use another address"


@bp.route("/keep", methods=["GET", "POST"])
@security.limiter.limit("20/hour", exempt_when=security.only_posts)
def keep() -> Any:
    """Add an e-mail address and a password to the guest's own row."""
    if g.user and not g.user.is_guest:
        return redirect("/settings", 303)
    form = KeepForm()
    if not current_app.extensions["settings"].registration:
        return render_template("account/keep.html", form=None), 403
    if request.method == "POST" and form.validate():
        if queries.email_taken(form.address):
            form.email.errors = [TAKEN]
        else:
            return _claim(form)
    return render_template("account/keep.html", form=form), 422 if form.errors else 200


def _claim(form: KeepForm) -> Any:
    user = entry.ensure_user()
    user.email, user.password = form.address, hash_password(form.password.data)
    user.visitor = None
    try:
        db.session.commit()
    except IntegrityError:  # the address was taken between the question and the answer
        db.session.rollback()
        form.email.errors = [TAKEN]
        return render_template("account/keep.html", form=form), 422
    login_user(user, remember=True, authn_via=["password"])
    flash(f"Kept. Sign in as {user.email} on any device.")
    return redirect("/settings", 303)


@bp.route("/sign-in", methods=["GET", "POST"])
@security.limiter.limit("10/minute;60/hour", exempt_when=security.only_posts)
def sign_in() -> Any:
    """Sign in to an account; Flask-Security's own view would turn a guest away."""
    if g.user and not g.user.is_guest:
        return redirect(safe_next("/today"), 303)
    form = SignInForm()
    if request.method == "POST" and form.validate():
        user = security.datastore.find_user(email=form.address)
        # one hash is computed either way: time must not tell whether the address is known
        known = user.password if user and user.password else _no_password()
        if verify_password(form.password.data, known) and user and user.active:
            leave()
            login_user(user, remember=True, authn_via=["password"])
            return redirect(safe_next("/today"), 303)
        form.password.errors = [security.GENERIC]
    return render_template("account/sign_in.html", form=form), 422 if form.errors else 200


def _no_password() -> str:
    hashed: str = current_app.extensions.setdefault("no_password", hash_password("none at all"))
    return hashed


@bp.post("/sign-out")
def sign_out() -> Any:
    """Sign out of this browser and let it forget the pages it kept."""
    if g.user and g.user.is_guest:
        return redirect("/settings", 303)  # a guest's cookie is the only key to their progress
    leave()
    answer = redirect("/", 303)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def leave() -> None:
    """End this browser's session; the next guest here must not be taken for the last one."""
    logout_user()
    session.pop("csrf_token", None)


@bp.route("/settings", methods=["GET", "POST"])
def settings() -> Any:
    """Name, time zone, beginning of day and week, theme."""
    form = SettingsForm(obj=g.user, data=None if g.user else {"zone": g.zone, **DEFAULTS})
    if request.method == "POST" and form.validate():
        user = entry.ensure_user()
        queries.move_to(user, form.zone.data, g.now)
        if user.rollover != form.rollover.data:  # how long a day of travel was may change
            habits.settle_all(user.id, date.min, g.today, form.rollover.data)
        user.name, user.theme = form.name.data, form.theme.data
        user.rollover, user.week_start = form.rollover.data, form.week_start.data
        user.look_back_day = form.look_back_day.data
        db.session.commit()
        flash("Saved.")
        return redirect("/settings", 303)
    return render_template("account/settings.html", form=form), 422 if form.errors else 200


@bp.post("/settings/zone")
def follow_zone() -> Any:
    """Let the days follow the zone the browser is in, or keep the one in force."""
    user = entry.ensure_user()
    answer = redirect(safe_next("/today"), 303)
    if request.form.get("choice") == "follow" and entry.offered_zone():
        queries.move_to(user, entry.offered_zone(), g.now)
        db.session.commit()
    else:
        answer.set_cookie("zone_kept", entry.offered_zone(), max_age=30 * 24 * 3600, samesite="Lax")
    return answer


@bp.get("/privacy")
def privacy() -> str:
    """What is stored, where, and who can read it."""
    return render_template("account/privacy.html")


@bp.get("/accessibility")
def accessibility() -> str:
    """What works without sight, mouse or script, and what is not tested yet."""
    return render_template("account/accessibility.html")
