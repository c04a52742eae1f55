"""How often something may be tried: by network, by account, by person. The figures are settings."""

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
    """Return whether this request is exempt from a limit meant for attempts."""
    return request.method != "POST"


def here() -> str:
    """Return the network this request comes from."""
    return network(request.remote_addr)


def _whose() -> str:
    person = current_user._get_current_object()
    return f"person {person.public_id}" if isinstance(person, User) else f"nobody {here()}"


def _of_person() -> str:
    """Return how many forms there may be; nothing for reading, which is not counted."""
    if only_posts():
        return ""
    return figure("forms" if _whose().startswith("person ") else "guests")


def _of_network() -> str:
    return "" if only_posts() else figure("network")


limiter = Limiter(
    here,
    application_limits=[
        ApplicationLimit(_of_person, key_function=_whose),
        ApplicationLimit(_of_network, key_function=lambda: f"network {here()}"),
    ],
)


def figure(kind: str) -> str:
    """Return what the host set for a limit, such as ``10/minute;60/hour``."""
    found: str = getattr(current_app.extensions["settings"], f"limit_{kind}")
    return found


def limit(kind: str, key: Callable[[], str] = here) -> Callable[[Any], Any]:
    """Return a decorator that bounds a view's forms by the setting ``limit_<kind>``.

    Where only wrong tries count, they count once the answer is known: as many more as there are
    threads may pass at the same moment.
    """
    when = was_wrong if kind in auth_settings.WRONG_ONLY else None
    found: Callable[[Any], Any] = limiter.limit(
        lambda: figure(kind), key_func=key, exempt_when=only_posts, deduct_when=when
    )
    return found


def was_wrong(answer: Response) -> bool:
    """Return whether the form was refused: shown again, or led back to where it began."""
    if g.get("right_try"):
        return False
    back = auth_settings.BACK.get(request.endpoint or "")
    return answer.status_code == 422 or (
        back is not None and urlsplit(answer.location or "").path == back
    )


def bound_views(app: Flask) -> None:
    """Bound the tries at Flask-Security's views."""
    wan_registered.connect(_note_right, app)
    for name, (kind, account) in auth_settings.LIMITS.items():
        view: Any = app.view_functions[name]
        if account:
            view = limit(account, _tried)(view)
        app.view_functions[name] = limit(kind)(view)


def _note_right(app: Flask, **_: Any) -> None:
    g.right_try = True


def _tried() -> str:
    """Return a key for the account somebody tries to enter."""
    named = session.get("tf_user_id") or request.form.get("email", "").strip().lower()
    return hashlib.sha256(named.encode()).hexdigest()


def wait() -> int:
    """Return the seconds until the limit that was just reached lets a request through."""
    reached = limiter.current_limit
    left = reached.reset_at - clock.now().timestamp() if reached else 60
    return max(1, math.ceil(left))
