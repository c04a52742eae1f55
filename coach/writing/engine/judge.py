"""The judge: which parts and marks does this draft hold?"""

import re

from coach.listening.engine.classifier.vectors import Embedder
from coach.listening.engine.text.clauses import ParsedReply
from coach.listening.engine.text.language import is_english
from coach.writing.engine.body import ReadDraft
from coach.writing.engine.facts import shared
from coach.writing.engine.judgement import DraftJudgement, Place, Verdict
from coach.writing.engine.kinds import DATED, KINDS, MessageKind
from coach.writing.engine.sentences import DraftUnits

_P: dict[str, dict[str, list[re.Pattern[str]]]] = {}
_M: dict[str, list[re.Pattern[str]]] = {}


def judge(text: str, kind: str, encoder: Embedder | None = None) -> DraftJudgement:
    """Return what a draft of a kind holds. Any text will do.

    ``encoder`` is the sentence encoder of the listening room; without one, rules alone decide.
    Raises KeyError for an unknown kind.
    """
    known = KINDS[kind]
    draft = ReadDraft(text)
    pieces = DraftUnits(draft)
    facts = shared(draft, known, pieces.sentences)
    if not is_english(ParsedReply(draft.read)):
        nothing = Verdict()
        parts, marks = dict.fromkeys(known.parts, nothing), dict.fromkeys(known.marks, nothing)
        return DraftJudgement(False, "basic", parts, marks, facts)
    found_parts = {part: _by_rules(_P[kind][part], pieces, part in DATED) for part in known.parts}
    return DraftJudgement(True, "basic", found_parts, _marks(known, pieces), facts)


def _marks(kind: MessageKind, pieces: DraftUnits) -> dict[str, Verdict]:
    return {mark: _by_rules(_M[mark], pieces, mark == "vague-time") for mark in kind.marks}


def _by_rules(patterns: list[re.Pattern[str]], pieces: DraftUnits, exact: bool) -> Verdict:
    spans: list[Place] = []
    for group in pieces.clauses:
        for clause in group:
            match = next((m for p in patterns if (m := p.search(clause.text))), None)
            if match and match.group().strip():
                start, end = match.span() if exact else (0, len(clause.text))
                spans.append((clause.start + start, clause.start + end))
    return Verdict(True, "yes", 1.0, tuple(spans)) if spans else Verdict()
