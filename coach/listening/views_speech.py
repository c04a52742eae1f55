"""Write down a recorded reply. The recording is the body of the request, and is not kept."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, g, jsonify, request

from coach.accounts.rate_limits import limit, user_or_network
from coach.db import db
from coach.listening.speech import phrases
from coach.listening.speech.recogniser import FORMATS, MORE_TIME, TIME, SpeechRefused
from coach.listening.speech.waiting_line import Busy, Full, WaitingLine

LARGEST = 4 * 1024 * 1024  # bytes of a recording
HERE = ("localhost", "127.0.0.1", "::1")  # “potentially trustworthy” without https
bp = Blueprint("speech", __name__, url_prefix="/listening/speech")


@bp.url_value_preprocessor
def _allow_recording(endpoint: str | None, values: Any) -> None:
    """Allow larger bodies for this one form, before anything reads the request."""
    request.max_content_length = LARGEST


@bp.app_template_global("speech_offered")
def offered() -> bool:
    """Return whether this server writes down what people say."""
    return line() is not None


@bp.post("")
@limit("speech", user_or_network)
def write_down() -> Any:
    """Answer with the words of a recording, to be put into the field of a reply.

    The body is the sound, never a form: those are written to temporary files when they are large.
    With ``?wait`` it waits until others are served. A refusal is a sentence with status 422, or
    503 if there are too many at once.
    """
    speech = line() or abort(404)
    container = FORMATS.get(request.mimetype) or abort(415)
    sound = request.get_data(cache=False)
    db.session.commit()  # what else this person sends does not wait until the words are there
    try:
        found = speech.write_down(sound, container, wait="wait" in request.args, longest=time())
    except SpeechRefused as error:
        status = 503 if isinstance(error, Busy | Full) else 422
        answer = {"problem": phrases.refusal(error), "wait": isinstance(error, Busy)}
        return jsonify(answer), status
    facts = {"after": found.began, "seconds": found.seconds}
    return jsonify({"text": found.text, "said": phrases.spoken(found.seconds), **facts})


@bp.app_template_global("speaking_time")
def time() -> int:
    """Return how many seconds this person may speak at once."""
    return MORE_TIME if g.user and g.user.more_time else TIME


@bp.app_template_global("microphone_possible")
def microphone_possible() -> bool:
    """Return whether browsers give a microphone to pages of the address of this request."""
    name = urlsplit(request.host_url).hostname or ""
    return request.is_secure or name in HERE or name.endswith(".localhost")


def line() -> WaitingLine | None:
    """Return the line in front of the recogniser, or None if this server has none."""
    found: WaitingLine | None = current_app.extensions["speech"]
    return found
