"""The engine of the writing room: pure, without a page, a database or a socket.

``judge`` is the way in. ``body`` says what of a draft is read, ``sentences`` cuts it, ``dates``
is the date test, ``facts`` counts; ``cues`` are signs in words, and ``model`` holds trained
numbers with a README of how good they are.
"""

from coach.writing.engine.judge import judge
from coach.writing.engine.judgement import DraftFacts, DraftJudgement, Place, Verdict
from coach.writing.engine.kinds import KINDS, MessageKind

__all__ = ["KINDS", "DraftFacts", "DraftJudgement", "MessageKind", "Place", "Verdict", "judge"]
