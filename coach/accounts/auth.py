"""Set up Flask-Security with our URLs, messages, pages and limits.

Users begin as guests. A guest has a cookie but is not authenticated (``User.is_authenticated``), so
Flask-Security's views send guests to the sign-in page where an account is needed.
"""

import base64
import hashlib
import hmac
import secrets
from typing import Any, cast

from flask import (
    Flask,
    Response,
    current_app,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_security import Security, SQLAlchemyUserDatastore, UserMixin
from flask_security.change_email import _verify_token_status
from flask_wtf import CSRFProtect, FlaskForm

from coach.accounts import (
    auth_settings,
    auth_signals,
    forms,
    login_session_queries,
    login_sessions,
    messages,
    one_time_use,
    passkey_challenges,
    rate_limits,
)
from coach.accounts.auth_utils import Codes, Mails, Passkeys, Passwords, RecoveryCodes
from coach.accounts.models import Passkey, Role, User
from coach.db import db


class People(SQLAlchemyUserDatastore):
    """Flask-Security's access to the rows of users."""

    def set_uniquifier(self, user: UserMixin, uniquifier: str | None = None) -> None:
        """End all sessions of a user, and invalidate all links that were sent to them."""
        super().set_uniquifier(user, uniquifier or secrets.token_hex(32))
        login_session_queries.end_all(cast(User, user).id)


datastore = People(db, User, Role, Passkey)


def install(app: Flask) -> None:
    """Add sign-in, CSRF protection and rate limits to the app."""
    _configure(app)
    app.before_request(_load_no_user_for_files)
    CSRFProtect(app)
    rate_limits.open_store(app, rate_limits.limiter)
    _open_security(app)
    app.after_request(_redirect_with_303)
    login_sessions.install(app)
    auth_signals.install(app)
    _require_mail_for_address_change(app)
    _confirm_address_by_button(app)
    passkey_challenges.install(app)
    rate_limits.bound_views(app)


def _configure(app: Flask) -> None:
    options = {
        **auth_settings.ADDRESSES,
        **auth_settings.PAGES,
        **auth_settings.MAILS,
        **auth_settings.RULES,
    }
    app.config.update({f"SECURITY_{name}": value for name, value in options.items()})
    for name, words in messages.SAID.items():
        kind = "trouble" if name in messages.TROUBLE else "message"
        app.config[f"SECURITY_MSG_{name}"] = (words, kind)
    recovery = base64.urlsafe_b64encode(_key(app, "recovery codes"))
    app.config.update(
        RATELIMIT_ENABLED=True,
        SECURITY_USER_IDENTITY_ATTRIBUTES=[{"email": {"mapper": forms.address_of}}],
        SECURITY_TOTP_SECRETS={"1": _key(app, "codes").hex()},
        SECURITY_DATETIME_FACTORY=app.extensions["clock"],
        SECURITY_TOTP_ISSUER="Good Terms",
        SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS=[recovery],
        REMEMBER_COOKIE_NAME=app.extensions["settings"].cookie("remember_token"),
        REMEMBER_COOKIE_DURATION=auth_settings.REMEMBERED,
        REMEMBER_COOKIE_HTTPONLY=True,
        REMEMBER_COOKIE_SAMESITE="Lax",
        REMEMBER_COOKIE_SECURE=app.config["SESSION_COOKIE_SECURE"],
    )


def _open_security(app: Flask) -> None:
    security = Security(
        app,
        datastore,
        render_template=rendered,
        mail_util_cls=Mails,
        totp_cls=Codes,
        password_util_cls=Passwords,
        mf_recovery_codes_util_cls=RecoveryCodes,
        webauthn_util_cls=Passkeys,
        login_form=forms.SignInForm,
        two_factor_setup_form=forms.SecondStepForm,
        two_factor_rescue_form=forms.LostPhoneForm,
        two_factor_verify_code_form=forms.CodeForm,
        mf_recovery_form=forms.RecoveryCodeForm,
        reset_password_form=forms.NewPasswordForm,
        wan_register_form=forms.PasskeyForm,
    )
    security.mail_context_processor(lambda: {"address": app.extensions["settings"].address})
    security.forgot_password_context_processor(lambda: {"mails": app.extensions["mail"]})


def _load_no_user_for_files() -> None:
    """Load no user for a static file, so that files need no database."""
    if request.endpoint == "static":
        g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]


def _key(app: Flask, purpose: str) -> bytes:
    return hmac.digest(app.config["SECRET_KEY"].encode(), purpose.encode(), hashlib.sha256)


def _redirect_with_303(response: Response) -> Response:
    """Change a form's redirect from 302, which Flask-Security sends, to 303 (RFC 9110, 15.4.4)."""
    if request.method == "POST" and response.status_code == 302:
        response.status_code = 303
    return response


def rendered(template: str, **context: Any) -> Any:
    """Return a page, with status 422 if one of its forms has errors.

    The template's ``form`` is the form with errors, or else the first one.
    """
    posted = [value for value in context.values() if isinstance(value, FlaskForm)]
    form = next((form for form in posted if form.errors), posted[0] if posted else None)
    page = render_template(template, form=form, **context)
    return (page, 422) if form and form.errors else page


def _require_mail_for_address_change(app: Flask) -> None:
    """Confirm a new address by a link only if e-mail is configured. Otherwise use our own page."""
    by_link: Any = app.view_functions["security.change_email"]

    def change_email() -> Any:
        if app.extensions["mail"] is None:
            return redirect(url_for("account.change_address"), 303)
        return by_link()

    app.view_functions["security.change_email"] = change_email


def _confirm_address_by_button(app: Flask) -> None:
    """Make the link in the e-mail open a page with one button.

    Mail programs open links too, and opening the link must change nothing.
    """
    name = "security.change_email_confirm"
    move: Any = app.view_functions[name]

    def confirm(token: str) -> Any:
        expired, invalid, user, email = _verify_token_status(token)  # type: ignore[no-untyped-call]
        if request.method == "POST" or expired or invalid:
            if user is not None and not one_time_use.take_turn(user):
                db.session.rollback()  # another link was faster: reload, so that the view sees it
            return move(token)  # checks the token again, and changes nothing for an invalid one
        return render_template("account/new_address.html", email=email, token=token)

    app.view_functions[name] = confirm
    [rule] = app.url_map.iter_rules(name)
    app.add_url_rule(rule.rule, endpoint=name, methods=["POST"])
