"""What happens when somebody comes in or is refused: the log, a new token, the guest's question."""

from datetime import datetime
from typing import Any

from flask import Flask, current_app, g, redirect, render_template, request, session
from flask_security import (
    change_email_confirmed,
    current_user,
    logout_user,
    tf_disabled,
    user_authenticated,
)
from sqlalchemy.exc import IntegrityError, OperationalError

from coach.accounts import queries, user_agent
from coach.accounts.auth_utils import after_answer, send_later
from coach.accounts.models import User, sign_in_refused
from coach.db import db
from coach.mail import Letter

GUEST = "guest"  # in the session: the public id of whose progress is to be asked about
HOW = {"password": "password", "webauthn": "passkey", "keep": "new account"}


def install(app: Flask) -> None:
    """Listen to Flask-Security."""
    user_authenticated.connect(_entered, app)
    sign_in_refused.connect(_refused)
    change_email_confirmed.connect(_moved, app)
    tf_disabled.connect(_without_second_step, app)
    app.before_request(_already_in)


def forgotten(location: str) -> Any:
    """Sign out for good, redirect, and let the browser forget the pages it kept."""
    session.clear()
    logout_user()
    db.session.commit()
    answer = redirect(location, 303)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def _already_in() -> Any:
    """Flask-Security signs out whoever is in and opens this address: any link could do that."""
    asked = request.endpoint == "security.two_factor_token_validation"
    setting_up = session.get("tf_state") == "validating_profile"
    if asked and current_user.is_authenticated and not setting_up:
        return redirect("/settings/second-step", 303)
    return None


def _entered(app: Flask, user: User, authn_via: list[str] | None = None, **_: Any) -> None:
    if user.is_guest or authn_via == ["change"]:
        return
    session.pop(GUEST, None)
    if g.user is not None and g.user.is_guest:
        session[GUEST] = g.user.public_id
    # a form kept from before must not work for whoever is here now
    session.pop("csrf_token", None)
    g.pop("csrf_token", None)
    how = HOW[authn_via[0]] if authn_via else "second step"
    queries.note_sign_in(user.id, g.now, _browser(), how, success=True)


def _refused(user: User, how: str) -> None:
    """Write it down once the answer is out: time must not tell whose address is known."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    after_answer(_note_refusal, app, user.id, g.now, _browser(), how)


def _note_refusal(app: Flask, user_id: int, now: datetime, told: str, how: str) -> None:
    try:
        with app.app_context():
            queries.note_sign_in(user_id, now, told, how, success=False)
            db.session.commit()
    except IntegrityError:  # the account was deleted meanwhile
        return
    except OperationalError as error:  # the answer is out: nobody is left to tell
        app.logger.warning("A refused sign-in could not be written down: %s", error.orig)


def _moved(app: Flask, user: User, old_email: str, **_: Any) -> None:
    """Tell the old address: a thief must not move an account in silence."""
    address = app.extensions["settings"].address
    words = render_template("account/mail/email_changed.txt", user=user, address=address)
    send_later(Letter(old_email, "Your address was changed", words))


def _without_second_step(app: Flask, user: User, **_: Any) -> None:
    user.mf_recovery_codes = None


def _browser() -> str:
    return user_agent.coarse(request.headers.get("User-Agent", ""))
