"""Define a judgement as the sentences of the feedback need it."""

from dataclasses import dataclass

from coach.listening.engine.classifier.genres import advises
from coach.listening.engine.classifier.judgement import Judgement
from coach.listening.engine.feedback.speaker import Speaker, counted, quoted
from coach.listening.exercise import REFUSAL


@dataclass(frozen=True)
class Case:
    """A judgement, as the sentences need it."""

    found: Judgement
    speaker: Speaker
    reply: str

    @property
    def count(self) -> int:
        return len(self.found.points)

    @property
    def heard(self) -> int:
        return sum(p.sure == "yes" for p in self.found.points)

    @property
    def perhaps(self) -> int:
        return sum(p.sure == "either" for p in self.found.points)

    @property
    def says_back(self) -> bool:
        return self.found.reflection.sure == "yes"

    @property
    def copies(self) -> bool:
        return self.found.parrot > 0.5

    @property
    def question(self) -> str:
        """``open``, ``closed`` or empty, even if uncertain.

        Advice as a closed question does not count.
        """
        kind = self.found.question_type
        if self.found.question.sure == "no" or kind == "none":
            return ""
        return "" if self.advises and kind != "open" else kind

    @property
    def asks(self) -> str:
        """``open`` or ``closed`` if the question is certain, otherwise empty."""
        return self.question if self.found.question.sure == "yes" else ""

    @property
    def advises(self) -> bool:
        """Whether there is advice that nobody asked for, or that comes too early."""
        return advises(self.found)

    @property
    def turns(self) -> bool:
        """Whether the talk turns to the replier, beyond one sentence that was asked for."""
        act = self.found.self_turn
        return act.sure == "yes" and not (self.found.asks == "experience" and len(act.spans) < 2)

    @property
    def comforts(self) -> bool:
        return self.found.reassurance.sure == "yes"

    @property
    def feeling(self) -> str:
        """The words that name a feeling, in quotation marks, or an empty string."""
        spans = self.found.feeling.spans
        named = self.found.feeling.sure == "yes" and spans
        return quoted(self.reply[spans[0].start : spans[0].end]) if named else ""

    @property
    def commits(self) -> bool:
        return self.found.commits.sure == "yes"

    @property
    def refuses(self) -> bool:
        return self.found.refuses.sure == "yes"

    @property
    def answers(self) -> bool:
        """Whether the speaker knows what happens next: by a commitment, or by a clear no."""
        return self.commits or (self.found.asks == REFUSAL and self.refuses)

    @property
    def apologises(self) -> bool:
        return self.found.apologises.sure == "yes"

    @property
    def celebrates(self) -> bool:
        return self.found.celebrates.sure == "yes"

    def sure_of(self, kind: str) -> bool:
        """Return whether a key point of this kind is certainly found."""
        return any(p.kind == kind and p.sure == "yes" for p in self.found.points)

    def lacks(self, *kinds: str) -> bool:
        """Return whether there are key points of these kinds, and none of them may be found."""
        of = [p.sure for p in self.found.points if p.kind in kinds]
        return bool(of) and all(sure == "no" for sure in of)

    def counted(self, count: int) -> str:
        return counted(count)
