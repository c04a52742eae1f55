"""Judge drafts of messages. Pure: no page, database or socket.

``judge`` is the entry point. ``body`` selects the text that is read, ``sentences`` splits it,
``dates`` is the date test, ``facts`` counts. ``cues`` are signs in words; ``model`` has the trained
weights, and a README with their accuracy.
"""

from coach.writing.engine.judge import judge
from coach.writing.engine.judgement import DraftFacts, DraftJudgement, Place, Verdict
from coach.writing.engine.kinds import KINDS, MessageKind

__all__ = ["KINDS", "DraftFacts", "DraftJudgement", "MessageKind", "Place", "Verdict", "judge"]
