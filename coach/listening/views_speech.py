"""Write down a recorded reply. The recording is the body of the request, and is not kept."""

from typing import Any

from flask import Blueprint, abort, current_app, jsonify, request

from coach.accounts.rate_limits import limit, user_or_network
from coach.db import db
from coach.listening.speech import phrases
from coach.listening.speech.recogniser import FORMATS, SpeechRefused
from coach.listening.speech.waiting_line import Busy, Full, WaitingLine

LARGEST = 4 * 1024 * 1024  # bytes of a recording
ENDPOINT = "speech.write_down"
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
        found = speech.write_down(sound, container, wait="wait" in request.args)
    except SpeechRefused as error:
        status = 503 if isinstance(error, Busy | Full) else 422
        answer = {"problem": phrases.refusal(error), "wait": isinstance(error, Busy)}
        return jsonify(answer), status
    return jsonify({"text": found.text, "said": phrases.spoken(found.seconds)})


def line() -> WaitingLine | None:
    """Return the line in front of the recogniser, or None if this server has none."""
    found: WaitingLine | None = current_app.extensions["speech"]
    return found
