"""Serve the manifest, and take what another app shares."""

import secrets
from datetime import timedelta

from flask import Blueprint, Response, current_app, g, json, render_template, request, url_for

from coach.device import shared_text
from coach.device.manifest import manifest
from coach.journal.forms import JournalNoteForm
from coach.web.course import course

bp = Blueprint("device", __name__)
DAY = 24 * 3600
SETTLED = timedelta(days=3)  # after so long somebody may want the app on their home screen


@bp.app_template_global()
def offers_install() -> bool:
    """Return whether Today may offer to install the app; js/install.js asks the browser."""
    return g.user is not None and g.now - g.user.created_at >= SETTLED


@bp.get("/manifest.webmanifest")
def app_manifest() -> Response:
    """Return the manifest. It is the same for everybody."""
    asset = current_app.jinja_env.filters["asset"]
    content = json.dumps(manifest(asset, url_for))
    answer = Response(content, mimetype="application/manifest+json")
    answer.headers["Cache-Control"] = f"public, max-age={DAY}"
    return answer


@bp.get("/share")
def share() -> str:
    """Show a text that another app shared, to keep it as a note or as the draft of a message.

    Nothing is stored before a button is pressed.
    """
    parts = (request.args.get(name, "") for name in ("title", "text", "url"))
    form = JournalNoteForm(None, text=shared_text.joined(*parts), token=secrets.token_hex(8))
    return render_template("device/share.html", form=form, kinds=course().writing.kinds.values())
