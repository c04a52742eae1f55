"""The recordings: MP3 files in byte ranges, as browsers ask for them."""

from flask import Blueprint, Response, abort, send_file

from coach.listening.pages.views import room

bp = Blueprint("sound", __name__, url_prefix="/listening/audio")
A_DAY = 24 * 3600


@bp.get("/<name>.mp3")
def sound(name: str) -> Response:
    """A message spoken. Only recordings the course knows have an address."""
    found = room().sounds.get(name) or abort(404)
    answer = send_file(found.file, mimetype="audio/mpeg", conditional=True, max_age=A_DAY)
    answer.headers["Accept-Ranges"] = "bytes"
    return answer
