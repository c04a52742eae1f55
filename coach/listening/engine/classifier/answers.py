"""Judge by cues whether a reply answers: commits, refuses, apologises, celebrates, rebuts, reads
back.

A commitment is never advice and never a turn to oneself; nor is an apology.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from coach.listening.engine.classifier.basic import ONE, PLAIN, TWO, spans
from coach.listening.engine.classifier.judgement import Act, DetailMatch, Judgement
from coach.listening.engine.cues.answering_acts import GROUPS
from coach.listening.engine.cues.findings import CueMatch, Findings
from coach.listening.engine.cues.refusing import REFUSES
from coach.listening.engine.text.clauses import ParsedReply, Span, plain, words
from coach.listening.engine.text.overlap import content
from coach.listening.engine.text.values import TypedValue, values
from coach.listening.exercise import Detail, Heard

NEVER = 0.2  # the score of an act without a cue
BLAMED = ("complaint",)  # genres in which the speaker blames the listener's side


def answered(heard: Heard, reply: ParsedReply, found: Findings, judged: Judgement) -> Judgement:
    """Return the judgement with the acts that answer, and with what they take from the others."""
    cues = matches(reply)
    commits, vague = _commits(heard, reply, cues)
    apologises = _apologises(heard, reply, cues)
    own = {reply_sentence(reply, s) for s in (*commits.spans, *apologises.spans, *vague.spans)}
    details = tuple(detail_matches(heard, reply, own))
    return replace(
        judged,
        commits=commits,
        vague=vague,
        apologises=apologises,
        celebrates=_act(cues, "celebrates", {c.sentence for c in cues if c.group == "no-joy"}),
        rebuts=_rebuts(reply, cues, commits),
        refuses=_refuses(reply),
        reads_back=_reads_back(reply, details),
        details=details,
        advice=_without(judged.advice, reply, own, _plainly(found)),
        self_turn=_without(judged.self_turn, reply, own, set()),
        genre=heard.genre,
        asks=heard.asks,
        advice_after=heard.advice_after,
    )


def matches(reply: ParsedReply) -> list[CueMatch]:
    """Return all cues of the acts that answer."""
    return [
        CueMatch(group, cue.name, cue.sure, sentence, span)
        for group, cues in GROUPS.items()
        for cue in cues
        for sentence, span in cue.find(reply)
    ]


def reply_sentence(reply: ParsedReply, span: Span) -> int:
    """Return the number of the sentence in which a span begins, or -1."""
    return next((s.sentence for s in reply.sentences if s.start <= span.start < s.end), -1)


def _of(cues: Sequence[CueMatch], group: str, sure: bool | None = None) -> list[CueMatch]:
    return [c for c in cues if c.group == group and (sure is None or c.sure is sure)]


def _made(found: Sequence[CueMatch]) -> Act:
    if not found:
        return Act("no", NEVER)
    return Act("yes", TWO if len(found) > 1 else ONE, spans(found))


def _act(cues: Sequence[CueMatch], group: str, doubted: set[int]) -> Act:
    return _made([c for c in _of(cues, group) if c.sentence not in doubted])


# ------------------------------------------------------------------ commitments


def _commits(heard: Heard, reply: ParsedReply, cues: Sequence[CueMatch]) -> tuple[Act, Act]:
    """Return the act of committing, and of promising something that cannot be checked."""
    offered = _of(cues, "offers")
    told = content(heard.words)
    clear = [
        c
        for c in _of(cues, "commits")
        if not any(o.sentence == c.sentence and o.span.start <= c.span.start for o in offered)
        and (c.sure or not _is_told(reply, c, told, heard))
    ]
    clear = [c for c in clear if not _granted_by_question(reply, c)]
    vague = [] if clear else _of(cues, "vague")
    return _made(clear), _made(vague)


def _is_told(reply: ParsedReply, cue: CueMatch, told: frozenset[str], heard: Heard) -> bool:
    """Return whether what others do at some time was said by the speaker, not by the replier."""
    said = content(reply.low[cue.span.start : cue.span.end])
    new = {v.key[:2] for v in values(reply.low[cue.span.start : cue.span.end])}
    known = {v.key[:2] for v in values(heard.words)}
    return len(said & told) * 2 > len(said) and new <= known


def _granted_by_question(reply: ParsedReply, cue: CueMatch) -> bool:
    """Return whether the cue stands in a question, such as “I can't do it, can I?”."""
    part = reply.sentences[cue.sentence]
    return part.asked and cue.name in ("cannot", "verdict", "grant", "plain-yes", "do-when", "side")


# ------------------------------------------------------------------ apologies and rebuttals


def _apologises(heard: Heard, reply: ParsedReply, cues: Sequence[CueMatch]) -> Act:
    """Return the act of apologising.

    A bare “I'm sorry” counts if the speaker blames the listener's side, or if the replier names a
    fault of their own in the same sentence or the one before or after.
    """
    doubted = {c.sentence for c in _of(cues, "no-apology")}
    clear = [c for c in _of(cues, "apologises", sure=True) if c.sentence not in doubted]
    bare = [c for c in _of(cues, "apologises") if c.name == "bare-sorry"]
    bare = [c for c in bare if c.sentence not in doubted]
    wrong = [c for c in _of(cues, "apologises") if c.name == "did-wrong"]
    for sorry in bare:
        near = [w for w in wrong if abs(w.sentence - sorry.sentence) <= 1]
        if heard.genre in BLAMED or near or _owned(reply, sorry.sentence):
            clear += [sorry, *near]
    return _made(clear)


def _owned(reply: ParsedReply, sentence: int) -> bool:
    """Return whether the sentence, or the one before it, tells an act of the replier's side."""
    parts = reply.sentences[max(0, sentence - 1) : sentence + 1]
    return any(set(words(p.text)) & {"we", "our", "i"} and _past_of_ours(p.text) for p in parts)


def _past_of_ours(text: str) -> bool:
    said = words(text)
    return any(
        a in ("we", "i")
        and (
            (b.endswith("ed") and b != "need")
            or b in ("sent", "put", "gave", "made", "told", "took")
        )
        for a, b in itertools.pairwise(said)
    )


def _rebuts(reply: ParsedReply, cues: Sequence[CueMatch], commits: Act) -> Act:
    """Return the act of rebutting. A question, or a sentence that commits, does not rebut."""
    asked = {s.sentence for s in reply.sentences if s.asked}
    committed = {reply_sentence(reply, span) for span in commits.spans}
    return _act(cues, "rebuts", asked | committed)


def _refuses(reply: ParsedReply) -> Act:
    """Return the act of saying no. A question does not refuse."""
    places = [place for cue in REFUSES for place in cue.find(reply)]
    found = [span for sentence, span in places if not reply.sentences[sentence].asked]
    found.sort(key=lambda span: (span.start, span.end))
    return Act("yes", ONE, tuple(found)) if found else Act("no", NEVER)


# ------------------------------------------------------------------ what commitments take away


def _plainly(found: Findings) -> set[int]:
    doubted = {f.sentence for f in found.of("no-advice")}
    return {f.sentence for f in found.of("advice") if f.name in PLAIN} - doubted


def _without(act: Act, reply: ParsedReply, own: set[int], kept: set[int]) -> Act:
    """Return the act without its places in the replier's own commitments and apologies."""
    if act.sure == "no" or not act.spans:
        return act
    left = [s for s in act.spans if (n := reply_sentence(reply, s)) not in own or n in kept]
    if not left:
        return Act("no", min(act.score, NEVER))
    return replace(act, spans=tuple(left), unsure=tuple(s for s in act.unsure if s in left))


# ------------------------------------------------------------------ details


def detail_matches(heard: Heard, reply: ParsedReply, own: set[int]) -> Iterator[DetailMatch]:
    """Yield for each detail whether the reply reads it back, rightly or wrongly.

    ``own`` are the sentences in which the replier commits: a day in them is the replier's own,
    unless the detail's other words stand beside it.
    """
    if not heard.details:
        return
    said = values(reply.low)
    told = [*values(heard.words), *(v for d in heard.details for v in values(d.text))]
    known = {value.key for value in told}
    for detail in heard.details:
        place = _place(reply, detail)
        if place is not None:
            yield DetailMatch(detail.id, detail.text, "read", detail.safety, "", place)
            continue
        other = _misread(detail, said, known, reply, own)
        if other is None:
            yield DetailMatch(detail.id, detail.text, "absent", detail.safety)
        else:
            span = Span(other.start, other.end)
            wrote = reply.typed[other.start : other.end]
            yield DetailMatch(detail.id, detail.text, "misread", detail.safety, wrote, span)


def _place(reply: ParsedReply, detail: Detail) -> Span | None:
    """Return where the reply has one of the detail's values outside a question, or None."""
    said = [(word, span) for word, span in _split_words(reply)]
    only = [word for word, _ in said]
    for value in detail.values:
        wanted = _plain_words(value)
        for at in range(len(only) - len(wanted) + 1):
            if wanted and only[at : at + len(wanted)] == wanted:
                span = Span(said[at][1].start, said[at + len(wanted) - 1][1].end)
                if not _only_asked(reply, span):
                    return span
    return None


def _plain_words(text: str) -> list[str]:
    return plain(text).replace("-", " ").replace("%", " percent").replace(":", ".").split()


def _split_words(reply: ParsedReply) -> Iterator[tuple[str, Span]]:
    """Yield the words of a reply, with “19:30” and “7.30” as one word each."""
    low = reply.low.replace("-", " ").replace(":", ".")
    at = 0
    for raw in low.split():
        start = low.index(raw, at)
        at = start + len(raw)
        word = raw.strip(".,;!?()\"'")
        begin = start + raw.find(word) if word else start
        if word.endswith("%"):
            yield word[:-1], Span(begin, begin + len(word) - 1)
            yield "percent", Span(begin + len(word) - 1, begin + len(word))
        elif word:
            yield word, Span(begin, begin + len(word))


def _only_asked(reply: ParsedReply, span: Span) -> bool:
    """Return whether the words are part of an open question, which presupposes them."""
    part = next((s for s in reply.sentences if s.start <= span.start < s.end), None)
    if part is None or not part.asked:
        return False
    return part.text.split(" ", 1)[0] in ("what", "how", "why", "which", "who", "where", "when")


def _misread(
    detail: Detail,
    said: Sequence[TypedValue],
    known: set[tuple[str, float | str, str]],
    reply: ParsedReply,
    own: set[int],
) -> TypedValue | None:
    """Return the value that stands in the reply where the detail's own should, or None."""
    mine = values(detail.text)
    topic = content(detail.text)
    for value in said:
        if value.key in known or not any(value.comparable(m) for m in mine):
            continue
        sentence = next((s for s in reply.sentences if s.start <= value.start < s.end), None)
        if sentence is None:
            continue
        near = next(c for c in reply.clauses if c.start <= value.start < c.end or c.last)
        beside = bool(topic & content(near.text))
        if (sentence.sentence in own or sentence.asked) and not beside:
            continue
        return value
    return None


def _reads_back(reply: ParsedReply, details: Sequence[DetailMatch]) -> Act:
    """Return the act of reading back: two details, right or wrong, or one of safety."""
    told = [d for d in details if d.state != "absent" and d.place is not None]
    if len(told) > 1 or any(d.safety for d in told):
        return Act("yes", TWO if len(told) > 2 else ONE, tuple(d.place for d in told if d.place))
    return Act("no", NEVER)
