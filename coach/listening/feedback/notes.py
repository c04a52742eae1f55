"""Notes on single places of a reply, and the reply cut into marked pieces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from coach.listening.feedback.finding import Case
from coach.listening.feedback.shown import Confidence, Note, Piece, PieceKind
from coach.listening.feedback.speaker import quoted
from coach.listening.judging.judgement import Act
from coach.listening.text.span import Span

RANK: dict[PieceKind, int] = {"": 0, "works": 1, "theirs": 2, "self": 3, "closed": 4, "advice": 5}
MOST = 3  # notes of one kind


@dataclass(frozen=True)
class Mark:
    """A note before it has a number. The last of ``spans`` is where the number is shown."""

    name: str
    kind: PieceKind
    spans: tuple[Span, ...]
    title: str
    text: str
    sure: Confidence

    @property
    def at(self) -> int:
        return self.spans[-1].end


def annotate(kind: str, case: Case) -> tuple[tuple[Note, ...], tuple[Piece, ...]]:
    """Return the notes in the order of their places, and the pieces of the reply."""
    marks = sorted(_marks(kind, case), key=lambda m: (m.at, -RANK[m.kind]))
    say = case.speaker.say
    notes = tuple(
        Note(m.name, i, m.kind, say(m.title), say(m.text), _quote(case, m), m.sure)
        for i, m in enumerate(marks, start=1)
    )
    return notes, pieces(case.reply, marks)


def pieces(reply: str, marks: list[Mark]) -> tuple[Piece, ...]:
    """Return the reply in pieces; where marks overlap, the graver one is seen."""
    length = len(reply)
    kinds: list[PieceKind] = [""] * length
    for mark in sorted(marks, key=lambda m: RANK[m.kind]):
        for span in mark.spans:
            kinds[span.start : span.end] = [mark.kind] * (min(span.end, length) - span.start)
    numbers: dict[int, list[int]] = {}
    for number, mark in enumerate(marks, start=1):
        numbers.setdefault(mark.at, []).append(number)
    cuts = {0, length, *numbers, *(i for i in range(1, length) if kinds[i] != kinds[i - 1])}
    order = sorted(cuts)
    found: list[Piece] = []
    for a, b in pairwise(order):
        first, *more = numbers.get(b, [0])
        found += _without_blanks(Piece(reply[a:b], kinds[a], first))
        found += [Piece("", kinds[a], number) for number in more]  # two notes end at one place
    return tuple(found)


def _without_blanks(piece: Piece) -> Iterator[Piece]:
    """Yield a marked piece with the blanks around it set apart, so that nothing underlines them."""
    words = piece.text.strip()
    if not piece.kind or words == piece.text:
        yield piece
    elif not words:
        yield replace(piece, kind="")
    else:
        before, _, after = piece.text.partition(words)
        yield from (Piece(before),) if before else ()
        yield replace(piece, text=words)
        yield from (Piece(after),) if after else ()


def _quote(case: Case, mark: Mark) -> str:
    span = mark.spans[-1] if mark.kind != "works" else mark.spans[0]
    return case.reply[span.start : span.end].strip()


def _marks(kind: str, case: Case) -> Iterator[Mark]:
    yield from _advice(case)
    yield from _questions(kind, case)
    yield from _self(case)
    yield from _reflection(case)
    yield from _copied(case)


def _sure(act: Act, clear: Confidence = "fair") -> Confidence:
    return "either" if act.sure == "either" else clear


def _advice(case: Case) -> Iterator[Mark]:
    act = case.found.advice
    if act.sure == "no":
        return
    for i, span in enumerate(act.spans[:MOST], start=1):
        words = case.reply[span.start : span.end]
        title, text = _about_advice(words, _sure(act))
        yield Mark(f"advice-{i}", "advice", (span,), title, text, _sure(act))


ABOUT_ADVICE = (  # signs within the words, title, text: the first that fits
    (
        r"\?",
        "Asked like a question, and still advice",
        "It carries your own idea, and {she} can only take it or leave it. Ask first what {she} {has} thought of.",
    ),
    (
        r"\bjust\b",
        "Advice, before {she} asked",
        "“Just” makes it sound easy. Keep it until {she} {has} said what worries {her}.",
    ),
    (
        r"\b(?:should|must|have to|need to|ought to)\b",
        "Advice, before {she} asked",
        "It may well be right. Said now, it ends what {she} {was} telling you; it can wait.",
    ),
    (
        r"^(?:i['’]?d|i would|if i were|if it were)\b",
        "Your way of doing it",
        "“I’d” is gentle, and still tells {her} what to do. What would {she} do, if you asked?",
    ),
    (
        r"",
        "Advice, before {she} asked",
        "A way out, before {she} {has} said what kind of way {she} need{s}. Hold it one reply longer.",
    ),
)


def _about_advice(words: str, sure: Confidence) -> tuple[str, str]:
    if sure == "either":
        return (
            "Could be read as advice",
            "If you meant it as a remark, it is fine. If {she} hear{s} “do this”, it comes early.",
        )
    fitting = (a for a in ABOUT_ADVICE if re.search(a[0], words.lower()))
    _, title, text = next(fitting)
    return title, text


def _questions(kind: str, case: Case) -> Iterator[Mark]:
    act = case.found.question
    if act.sure == "no" or not act.spans or not case.asks:
        return
    span = act.spans[-1]
    if case.asks == "open":
        text = "{She} can start where it matters to {her}."
        if len(act.spans) > 2:
            text = "{She} can start where it matters to {her}. Several at once make it harder: keep this one."
        yield Mark("open-1", "works", (span,), "An open question", text, _sure(act, "solid"))
        return
    if case.says_back and kind == "say-back":
        text = "It asks {her} to confirm what you heard. That is what a short question is good for."
        yield Mark("check-1", "works", (span,), "A check", text, _sure(act, "solid"))
        return
    text = (
        "It can end at one word. The same begun with “what” or “how” would let {her} tell you more."
    )
    yield Mark("closed-1", "closed", (span,), "A closed question", text, _sure(act, "solid"))


def _self(case: Case) -> Iterator[Mark]:
    act = case.found.self_turn
    if act.sure == "no" or not act.spans:
        return
    if act.sure == "either":
        text = "A word about yourself can bring you closer. More than one, and {she} start{s} to listen to you."
        yield Mark("self-1", "self", act.spans, "Perhaps a turn to yourself", text, "either")
    else:
        text = "Meant as “I know how that is”. It asks {her} to listen to you while {own} own story waits."
        yield Mark("self-1", "self", act.spans, "The talk turns to you", text, "fair")


def _reflection(case: Case) -> Iterator[Mark]:
    act, named = case.found.reflection, case.found.feeling
    if act.sure != "no" and act.spans and not case.copies:
        if act.sure == "either":
            title = "Could be read as saying it back"
            text = "If it was meant so, tie it to something {she} said, so that {she} can tell."
        elif case.heard or case.perhaps:
            title = "You say back what {she} said"
            text = "{She} can hear what you took from it, and put you right if it is not quite so."
        else:
            title = "You put it in your own words"
            text = (
                "None of {own} points was recognised in it; {she} will know better whether it fits."
            )
        yield Mark("reflection-1", "works", act.spans[:MOST], title, text, _sure(act))
    if named.sure != "no" and named.spans:
        word = case.reply[named.spans[0].start : named.spans[0].end]
        title = quoted(word).replace("{", "").replace("}", "") + " names a feeling"
        text = "Offered and not insisted on, it lets {her} say yes, or find a better word."
        yield Mark("feeling-1", "works", named.spans[:1], title, text, _sure(named))


def _copied(case: Case) -> Iterator[Mark]:
    if not case.found.copied:
        return
    if case.copies:
        title, text = (
            "Mostly {own} own words",
            "Word for word it is hard to tell whether you understood or only remembered. Try it in yours.",
        )
    else:
        title, text = (
            "{Her} words",
            "These are {own} own. A couple of echoes are fine: they show that you listened.",
        )
    yield Mark("theirs-1", "theirs", case.found.copied, title, text, "solid")
