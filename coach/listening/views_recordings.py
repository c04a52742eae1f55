"""Serve the recordings: MP3 files, also in byte ranges, which browsers request."""

from pathlib import Path

from flask import Blueprint, Response, abort, send_file

from coach.listening.views import room

bp = Blueprint("sound", __name__, url_prefix="/listening/audio")
A_DAY = 24 * 3600


@bp.get("/<name>.mp3")
def sound(name: str) -> Response:
    """Send the recording of a message, or answer 404."""
    found = room().sounds.get(name) or abort(404)
    return recorded(found.file)


@bp.get("/<name>/opening.mp3")
def opening(name: str) -> Response:
    """Send the first seconds of a recording, or answer 404 if there is no such file."""
    found = room().sounds.get(name) or abort(404)
    return recorded(found.opening.file) if found.opening else abort(404)


def recorded(file: Path) -> Response:
    """Return an MP3 file, whole or as the requested range."""
    answer = send_file(file, mimetype="audio/mpeg", conditional=True, max_age=A_DAY)
    answer.headers["Accept-Ranges"] = "bytes"
    return answer
