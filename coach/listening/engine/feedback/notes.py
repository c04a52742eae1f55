"""Write the notes on a reply, and mark the words that they are about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from coach.listening.engine.classifier.genres import rebuts_first
from coach.listening.engine.classifier.judgement import Act
from coach.listening.engine.feedback.case import Case
from coach.listening.engine.feedback.parts import Confidence, Note, Piece, PieceKind
from coach.listening.engine.feedback.speaker import quoted
from coach.listening.engine.text.clauses import Span
from coach.listening.exercise import REFUSAL

RANK: dict[PieceKind, int] = {
    "": 0, "works": 1, "theirs": 2, "self": 3, "closed": 4, "open": 5, "advice": 6,
}  # fmt: skip
_WORD = re.compile(r"[^\W_]")
_STOPS = frozenset(".,;:!?…)]\"'’”")


@dataclass(frozen=True)
class NoteMark:
    """A note before it has a number.

    The number is shown at the last of ``spans``. ``within`` is the text if another mark's note
    includes this one.
    """

    name: str
    kind: PieceKind
    spans: tuple[Span, ...]
    title: str
    text: str
    sure: Confidence
    within: str = ""

    @property
    def at(self) -> int:
        return self.spans[-1].end


def told(reply: str, marks: Sequence[NoteMark]) -> list[NoteMark]:
    """Return the marks that get a note, in the order of their places.

    A mark inside another one joins its note, unless its own kind has a higher rank.
    """
    kept = [mark for mark in marks if all(_WORD.search(reply[s.start : s.end]) for s in mark.spans)]
    for name in [mark.name for mark in sorted(kept, key=_weight)]:
        inner = next(mark for mark in kept if mark.name == name)
        outer = next((mark for mark in kept if _holds(mark, inner)), None)
        if outer is not None:
            kept = [_joined(m, inner) if m is outer else m for m in kept if m is not inner]
    return sorted(kept, key=lambda mark: (mark.at, -RANK[mark.kind]))


def _weight(mark: NoteMark) -> tuple[int, int]:
    return RANK[mark.kind], sum(span.end - span.start for span in mark.spans)


def _holds(outer: NoteMark, inner: NoteMark) -> bool:
    if outer is inner or not inner.within:
        return False
    echoes = inner.kind == "theirs" and outer.kind == "works"
    covers = all(
        any(o.start <= i.start and i.end <= o.end for o in outer.spans) for i in inner.spans
    )
    return covers and (echoes or RANK[inner.kind] <= RANK[outer.kind])


def _joined(outer: NoteMark, inner: NoteMark) -> NoteMark:
    """Return the outer mark with the text of the inner one. A feeling replaces the title."""
    feeling = inner.name.startswith("feeling") and inner.sure != "either"
    title = inner.title if feeling and outer.kind == "works" else outer.title
    return replace(outer, title=title, text=f"{outer.text} {inner.within}")


def pieces(
    reply: str, painted: Sequence[NoteMark], numbered: Sequence[NoteMark]
) -> tuple[Piece, ...]:
    """Return the reply in pieces. Where marks overlap, the kind with the highest rank is used.

    ``numbered`` are the marks with a note, in order. A number follows a word and its punctuation.
    """
    length = len(reply)
    kinds = _kinds(reply, painted)
    numbers: dict[int, list[int]] = {}
    for number, mark in enumerate(numbered, start=1):
        numbers.setdefault(_place(reply, kinds, mark.at), []).append(number)
    cuts = {0, length, *numbers, *(i for i in range(1, length) if kinds[i] != kinds[i - 1])}
    found: list[Piece] = []
    for a, b in pairwise(sorted(cuts)):
        first, *more = numbers.get(b, [0])
        found += _without_blanks(Piece(reply[a:b], kinds[a], first))
        found += [Piece("", kinds[a], number) for number in more]  # two notes end at one place
    return tuple(found)


def _kinds(reply: str, marks: Sequence[NoteMark]) -> list[PieceKind]:
    """Return the kind of every character. A punctuation mark has the kind of the word before it."""
    kinds: list[PieceKind] = [""] * len(reply)
    for mark in sorted(marks, key=lambda m: RANK[m.kind]):
        for span in mark.spans:
            kinds[span.start : span.end] = [mark.kind] * (min(span.end, len(reply)) - span.start)
    for i in range(1, len(reply)):
        if reply[i] in _STOPS and kinds[i] and kinds[i - 1]:
            kinds[i] = kinds[i - 1]
    return kinds


def _place(reply: str, kinds: Sequence[PieceKind], at: int) -> int:
    """Return the offset of a mark's number: after its last word and the punctuation."""
    while at > 1 and not _WORD.match(reply[at - 1]):
        at -= 1
    while at < len(reply) and reply[at] in _STOPS and kinds[at] == kinds[at - 1]:
        at += 1
    return at


def _without_blanks(piece: Piece) -> Iterator[Piece]:
    """Yield a piece without the spaces around its words, so that they are not underlined."""
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


MOST = 3  # maximum number of notes of one kind


def annotate(kind: str, case: Case) -> tuple[tuple[Note, ...], tuple[Piece, ...]]:
    """Return the notes in the order of their places, and the pieces of the reply."""
    marks = list(_marks(kind, case))
    noted = told(case.reply, marks)
    say = case.speaker.say
    notes = tuple(
        Note(m.name, i, m.kind, say(m.title), say(m.text), _quote(case, m), m.sure)
        for i, m in enumerate(noted, start=1)
    )
    return notes, pieces(case.reply, marks, noted)


def _quote(case: Case, mark: NoteMark) -> str:
    span = mark.spans[-1] if mark.kind != "works" else mark.spans[0]
    return case.reply[span.start : span.end].strip()


def _marks(kind: str, case: Case) -> Iterator[NoteMark]:
    yield from _advice(case)
    yield from _answers(kind, case)
    yield from _questions(kind, case)
    yield from _self(case)
    yield from _reflection(case)
    yield from _copied(case)


def _sure(act: Act, clear: Confidence = "fair") -> Confidence:
    return "either" if act.sure == "either" else clear


def _title(title: str, sure: Confidence) -> str:
    """Return the title, with “Perhaps” if the finding is uncertain."""
    return f"Perhaps {title[0].lower()}{title[1:]}" if sure == "either" else title


def _within(text: str, sure: Confidence) -> str:
    """Return the text for another mark's note, with “Perhaps” if the finding is uncertain."""
    return f"Perhaps {text[0].lower()}{text[1:]}" if sure == "either" else text


def _advice(case: Case) -> Iterator[NoteMark]:
    act = case.found.advice
    if act.sure == "no" or (act.sure == "yes" and not case.advises):
        return
    for i, span in enumerate(act.spans[:MOST], start=1):
        words = case.reply[span.start : span.end]
        sure: Confidence = "either" if span in act.unsure else _sure(act)
        title, text = _about_advice(words, sure)
        yield NoteMark(f"advice-{i}", "advice", (span,), title, text, sure)


ABOUT_ADVICE = (  # signs in the words, title, text: the first match counts
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
            "Perhaps advice",
            "If you meant it as a remark, it is fine. If {she} hear{s} “do this”, it comes early.",
        )
    fitting = (a for a in ABOUT_ADVICE if re.search(a[0], words.lower()))
    _, title, text = next(fitting)
    return title, text


ANSWERING = ("reply", "conversation", "no-advice")  # kinds in which the speaker gets an answer


def _answers(kind: str, case: Case) -> Iterator[NoteMark]:
    """Yield the notes on what the reply answers, in the kinds where an answer is given."""
    found = case.found
    if kind not in ANSWERING:
        return
    if case.commits:
        text = "{She} can check later whether it happened."
        yield _works("commits-1", found.commits, "It says what happens next", text)
    if found.vague.sure == "yes" and found.asks in ("decision", "action", REFUSAL):
        title = "Perhaps a promise that {she} cannot check yet"
        text = "It is kind. What will you do, and by when?"
        yield NoteMark("vague-1", "open", found.vague.spans[:1], title, text, "either")
    if case.apologises:
        text = "It is said once and in the first person, before anything is explained."
        if rebuts_first(found):
            text = "It is said in the first person."
        yield _works("apologises-1", found.apologises, "You own it", text)
    if case.celebrates:
        title = "Your cheer names what {she} did" if case.heard else "A cheer"
        text = "{She} can hear what you are glad about."
        if not case.heard:
            text = "What did {she} do that deserves it?"
        yield _works("celebrates-1", found.celebrates, title, text)
    if rebuts_first(found):
        title = "You answered before {she} {was} heard"
        text = "It may well be true. It convinces more once {she} know{s} that you heard {her}."
        yield NoteMark("rebuts-1", "open", found.rebuts.spans[:1], title, text, "fair")


def _works(name: str, act: Act, title: str, text: str) -> NoteMark:
    return NoteMark(name, "works", act.spans[:MOST], title, text, "fair")


def _questions(kind: str, case: Case) -> Iterator[NoteMark]:
    act = case.found.question
    if act.sure == "no" or not act.spans or not case.question:
        return
    span, sure = act.spans[-1], _sure(act, "solid")
    if case.question == "open":
        title, text = "An open question", "{She} can start where it matters to {her}."
        if len(act.spans) > 2:
            text += " Several at once make it harder: keep this one."
        within = _within("It is an open question as well.", sure)
        yield NoteMark("open-1", "works", (span,), _title(title, sure), text, sure, within)
    elif case.says_back and kind in ("say-back", "catch"):
        text = "It asks {her} to confirm what you heard. That is what a short question is good for."
        within = "Perhaps it is a check as well." if sure == "either" else text
        yield NoteMark("check-1", "works", (span,), _title("A check", sure), text, sure, within)
    else:
        title = "A closed question"
        text = "It can end at one word. The same begun with “what” or “how” would let {her} tell you more."
        within = _within("It is a question that can end at one word as well.", sure)
        yield NoteMark("closed-1", "closed", (span,), _title(title, sure), text, sure, within)


def _self(case: Case) -> Iterator[NoteMark]:
    act = case.found.self_turn
    if act.sure == "no" or not act.spans or (act.sure == "yes" and not case.turns):
        return
    if act.sure == "either":
        text = "A word about yourself can bring you closer. More than one, and {she} start{s} to listen to you."
        within = "It perhaps turns to yourself as well."
        yield NoteMark(
            "self-1", "self", act.spans, "Perhaps a turn to yourself", text, "either", within
        )
    else:
        text = "Meant as “I know how that is”. It asks {her} to listen to you while {own} own story waits."
        within = "It turns the talk to you as well."
        yield NoteMark("self-1", "self", act.spans, "The talk turns to you", text, "fair", within)


def _reflection(case: Case) -> Iterator[NoteMark]:
    act, named = case.found.reflection, case.found.feeling
    implied = act.sure == "either" and named.sure == "yes"  # naming a feeling implies a reflection
    if act.sure != "no" and act.spans and not (case.copies or implied):
        if act.sure == "either":
            title = "Perhaps saying it back"
            text = "If it was meant so, tie it to something {she} said, so that {she} can tell."
        elif case.heard or case.perhaps:
            title = "You say back what {she} said"
            text = "{She} can hear what you took from it, and put you right if it is not quite so."
        else:
            title = "You put it in your own words"
            text = (
                "None of {own} points was recognised in it; {she} will know better whether it fits."
            )
        within = _within("A part of it says back what {she} said.", _sure(act))
        yield NoteMark("reflection-1", "works", act.spans[:MOST], title, text, _sure(act), within)
    if named.sure != "no" and named.spans:
        yield _feeling(case, named)


def _feeling(case: Case, named: Act) -> NoteMark:
    span, sure = named.spans[0], _sure(named)
    word = quoted(case.reply[span.start : span.end]).replace("{", "").replace("}", "")
    title = f"Perhaps {word} names a feeling" if sure == "either" else f"{word} names a feeling"
    text = "Offered and not insisted on, it lets {her} say yes, or find a better word."
    within = "A feeling that is offered, and not insisted on, lets {her} find a better word."
    if sure == "either":
        within = f"{title}."
    return NoteMark("feeling-1", "works", (span,), title, text, sure, within)


def _copied(case: Case) -> Iterator[NoteMark]:
    if not case.found.copied:
        return
    if case.copies:
        title, text = (
            "Mostly {own} own words",
            "Word for word it is hard to tell whether you understood or only remembered. Try it in yours.",
        )
        yield NoteMark("theirs-1", "theirs", case.found.copied, title, text, "solid")
        return
    text = "These are {own} own. A couple of echoes are fine: they show that you listened."
    within = "The dotted words are {own} own; a couple of echoes are fine."
    yield NoteMark("theirs-1", "theirs", case.found.copied, "{Her} words", text, "solid", within)
