"""React to Flask-Security's signals: sign-ins, refusals, changed addresses."""

from datetime import datetime
from typing import Any

from flask import Flask, current_app, g, redirect, render_template, request, session, url_for
from flask_security import (
    change_email_confirmed,
    current_user,
    logout_user,
    tf_disabled,
    user_authenticated,
)
from sqlalchemy.exc import IntegrityError, OperationalError

from coach.accounts import client, queries
from coach.accounts.auth_utils import after_answer, send_later
from coach.accounts.models import User, sign_in_refused
from coach.db import db
from coach.mail import Letter

# session key: public id of the guest whose progress the user may move to the account
GUEST = "guest"
HOW = {"password": "password", "webauthn": "passkey", "keep": "new account"}


def install(app: Flask) -> None:
    """Connect to Flask-Security's signals."""
    user_authenticated.connect(_record_sign_in, app)
    sign_in_refused.connect(_record_refusal_later)
    change_email_confirmed.connect(_notify_old_address, app)
    tf_disabled.connect(_delete_recovery_codes, app)
    app.before_request(_redirect_signed_in)


def forgotten(location: str) -> Any:
    """Sign out for good, and redirect. The browser is told to clear its cache."""
    session.clear()
    logout_user()
    db.session.commit()
    answer = redirect(location, 303)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def _redirect_signed_in() -> Any:
    """Redirect a signed-in user away from this URL, or return None.

    Flask-Security would sign them out, and an attacker's link could do that.
    """
    is_code_page = request.endpoint == "security.two_factor_token_validation"
    setting_up = session.get("tf_state") == "validating_profile"
    if is_code_page and current_user.is_authenticated and not setting_up:
        return redirect(url_for("security.two_factor_setup"), 303)
    return None


def _record_sign_in(app: Flask, user: User, authn_via: list[str] | None = None, **_: Any) -> None:
    if user.is_guest or authn_via == ["change"]:
        return
    session.pop(GUEST, None)
    if g.user is not None and g.user.is_guest:
        session[GUEST] = g.user.public_id
    # a form opened before must not work for the user who is signed in now
    session.pop("csrf_token", None)
    g.pop("csrf_token", None)
    how = HOW[authn_via[0]] if authn_via else "second step"
    queries.note_sign_in(user.id, g.now, _browser(), how, success=True)


def _record_refusal_later(user: User, how: str) -> None:
    """Record the refusal after the response.

    Response time then does not reveal whether the address has an account.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    after_answer(_note_refusal, app, user.id, g.now, _browser(), how)


def _note_refusal(app: Flask, user_id: int, now: datetime, browser: str, how: str) -> None:
    try:
        with app.app_context():
            queries.note_sign_in(user_id, now, browser, how, success=False)
            db.session.commit()
    except IntegrityError:  # the account has been deleted since
        return
    except OperationalError as error:  # the response is sent, so log only
        app.logger.warning("A refused sign-in could not be recorded: %s", error.orig)


def _notify_old_address(app: Flask, user: User, old_email: str, **_: Any) -> None:
    """Notify the old address, so that a thief cannot move an account unnoticed."""
    address = app.extensions["settings"].address
    words = render_template("account/mail/email_changed.txt", user=user, address=address)
    send_later(Letter(old_email, "Your address was changed", words))


def _delete_recovery_codes(app: Flask, user: User, **_: Any) -> None:
    user.mf_recovery_codes = None


def _browser() -> str:
    return client.coarse(request.headers.get("User-Agent", ""))
