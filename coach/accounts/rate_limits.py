"""Limit attempts by network, by account and by user. The limits are settings."""

import hashlib
import math
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request, session
from flask_limiter import ApplicationLimit, Limiter
from flask_security import current_user, wan_registered

from coach import clock
from coach.accounts import auth_settings
from coach.accounts.client_network import network
from coach.accounts.models import User


def only_posts() -> bool:
    """Return whether this request does not count as an attempt: it is no POST."""
    return request.method != "POST"


def here() -> str:
    """Return the key of the client's network."""
    return network(request.remote_addr)


def _user_or_network() -> str:
    person = current_user._get_current_object()
    return f"person {person.public_id}" if isinstance(person, User) else f"nobody {here()}"


def _forms_limit() -> str:
    """Return the limit of forms per user, or an empty string for reading, which is not counted."""
    if only_posts():
        return ""
    return figure("forms" if _user_or_network().startswith("person ") else "guests")


def _network_limit() -> str:
    return "" if only_posts() else figure("network")


limiter = Limiter(
    here,
    application_limits=[
        ApplicationLimit(_forms_limit, key_function=_user_or_network),
        ApplicationLimit(_network_limit, key_function=lambda: f"network {here()}"),
    ],
)


def figure(kind: str) -> str:
    """Return the host's setting for a limit, such as ``10/minute;60/hour``."""
    setting: str = getattr(current_app.extensions["settings"], f"limit_{kind}")
    return setting


def limit(kind: str, key: Callable[[], str] = here) -> Callable[[Any], Any]:
    """Return a decorator that limits a view's forms by the setting ``limit_<kind>``.

    If only wrong attempts count, they count after the response. So at one moment up to as many more
    can pass as there are threads.
    """
    when = was_wrong if kind in auth_settings.WRONG_ONLY else None
    decorator: Callable[[Any], Any] = limiter.limit(
        lambda: figure(kind), key_func=key, exempt_when=only_posts, deduct_when=when
    )
    return decorator


def was_wrong(answer: Response) -> bool:
    """Return whether the form was refused: shown again (422) or redirected to its page."""
    if g.get("right_try"):
        return False
    back = auth_settings.BACK.get(request.endpoint or "")
    return answer.status_code == 422 or (
        back is not None and urlsplit(answer.location or "").path == back
    )


def bound_views(app: Flask) -> None:
    """Limit the attempts at Flask-Security's views."""
    wan_registered.connect(_note_success, app)
    for name, (kind, account) in auth_settings.LIMITS.items():
        view: Any = app.view_functions[name]
        if account:
            view = limit(account, _account_key)(view)
        app.view_functions[name] = limit(kind)(view)


def _note_success(app: Flask, **_: Any) -> None:
    g.right_try = True


def _account_key() -> str:
    """Return a key for the account that the request tries to enter."""
    account = session.get("tf_user_id") or request.form.get("email", "").strip().lower()
    return hashlib.sha256(account.encode()).hexdigest()


def wait() -> int:
    """Return the seconds until the limit that was just reached allows a request again."""
    reached = limiter.current_limit
    seconds = reached.reset_at - clock.now().timestamp() if reached else 60
    return max(1, math.ceil(seconds))
