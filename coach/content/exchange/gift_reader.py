"""Convert a GIFT question to a plain question, and report what is lost."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction

from coach.content.exchange import gift_tokens
from coach.content.exchange.gift_parser import (
    GiftAnswer,
    GiftText,
    Parsed,
    UnreadableQuestion,
    question,
)
from coach.content.exchange.gift_tokens import Block, Category
from coach.content.exchange.imported import GiftFile, Left, ReadQuestion, Unread
from coach.content.exchange.markup import plain
from coach.content.exchange.plain_question import PlainOption, PlainQuestion
from coach.questions import scale

GAP = "____"
_MARK = "\ufdd0"  # a noncharacter that marks the gap during the conversion
_ENDED = re.compile(r"[.?!:…][)\"'’”»]*$")
_STAR = re.compile(r"\\\*")
_WILD = re.compile(r"(?<!\\)\*")
JUDGEMENT = "type-judgement"  # tag of the export, to tell the two types with one right option apart


def read(text: str) -> GiftFile:
    """Return the questions of a GIFT file. This never raises; the result lists all losses."""
    found, unread, left = list[ReadQuestion](), list[Unread](), list[Left]()
    for block in gift_tokens.blocks(text):
        if isinstance(block, Category):
            left.append(Left(block.line, f"the category “{block.path[:80]}” is not imported"))
            continue
        try:
            one, lost = taken(block)
        except UnreadableQuestion as error:
            start = " ".join(gift_tokens.words(block.tokens).split())[:60]
            unread.append(Unread(block.line, start, str(error)))
        else:
            found.append(one)
            left += lost
    return GiftFile(tuple(found), tuple(unread), tuple(left))


def taken(block: Block) -> tuple[ReadQuestion, list[Left]]:
    """Return the question of a block, and what it lost.

    Raise UnreadableQuestion with the reason.
    """
    parsed = question(block)
    making = _Making(parsed)
    told, rest, glued = making.told()
    kind, lines, number = making.answers(JUDGEMENT in block.tags)
    tags = [tag for tag in block.tags if not tag.startswith("type-")]
    for tag in tags[1:]:
        making.leave(block.line, f"the tag “{tag[:80]}” is not imported")
    item = PlainQuestion(
        id=kebab(block.name or parsed.title),
        kind=kind,
        concept=kebab(tags[0]) if tags else "",
        told=told,
        lines=lines,
        rest=rest,
        why=" ".join(dict.fromkeys(filter(None, making.whys))),
        number=number,
        glued=glued,
    )
    return ReadQuestion(block.line, item, bool(block.name)), making.left


def kebab(words: str) -> str:
    """Return words as a kebab-case id. It is empty if there are no letters or digits."""
    bare = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", bare.lower()))


class _Making:
    """The conversion of one question. ``left`` collects what is lost, ``whys`` the explanations."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.left: list[Left] = []
        self.whys: list[str] = []

    def leave(self, line: int, what: str) -> None:
        self.left.append(Left(line, what))

    def words(self, phrase: GiftText) -> str:
        """Return a text as one line of plain words."""
        return " ".join(self.paragraphs(phrase))

    def paragraphs(self, phrase: GiftText) -> tuple[str, ...]:
        made = plain(phrase.text, phrase.format)
        for what in made.lost:
            self.leave(phrase.line, f"{what} cannot be imported")
        return made.paragraphs

    # ------------------------------------------------------------------ the words

    def told(self) -> tuple[tuple[str, ...], str, tuple[bool, bool]]:
        """Return the paragraphs; of a cloze also the text after the gap and what touches it."""
        before = self.parsed.before.text.replace(_MARK, " ")
        after = self.parsed.after.text.replace(_MARK, " ")
        if self.parsed.kind == "short":
            return self._around(before, after)
        text = f"{before}{GAP}{after}" if self._goes_on() else before
        told = self.paragraphs(replace(self.parsed.before, text=text))
        if not told:
            raise UnreadableQuestion("it asks nothing")
        return told, "", (False, False)

    def _goes_on(self) -> bool:
        """Return whether text follows the braces.

        A full stop after a whole sentence does not count.
        """
        before, after = self.parsed.before, self.parsed.after
        behind = plain(after.text, after.format).line
        ended = _ENDED.search(plain(before.text, before.format).line)
        return bool(re.search(r"\w", behind) or (behind and not ended))

    def _around(self, before: str, after: str) -> tuple[tuple[str, ...], str, tuple[bool, bool]]:
        whole = replace(self.parsed.before, text=f"{before}{_MARK}{after}")
        paragraphs = self.paragraphs(whole)
        place = next((n for n, words in enumerate(paragraphs) if _MARK in words), None)
        if place is None:
            raise UnreadableQuestion("its gap stands inside a tag")
        lead, _, rest = paragraphs[place].partition(_MARK)
        glued = (lead[-1:].strip() != "", rest[:1].strip() != "")
        told = (*paragraphs[:place], lead.strip())
        behind = " ".join([rest.strip(), *paragraphs[place + 1 :]]).strip()
        if not any(told) and not behind:
            raise UnreadableQuestion("it asks nothing")
        return told, behind, glued

    # ------------------------------------------------------------------ the answers

    def answers(
        self, judged: bool
    ) -> tuple[str, tuple[PlainOption, ...], tuple[Decimal, Decimal] | None]:
        """Return the type and its options; for a number also the answer and tolerance."""
        parsed = self.parsed
        kind, lines, number = "text", tuple[PlainOption, ...](), None
        match parsed.kind:
            case "numerical":
                kind, number = "scale", self._number(parsed.answers)
            case "choice" | "truth":
                kind, lines = self._choice(parsed.answers, judged)
            case "match":
                kind, lines = "match", tuple(self._pairs(parsed.answers))
            case "short":
                kind, lines = "cloze", self._accepted(parsed.answers)
        self.whys.append(self.words(parsed.general))
        return kind, lines, number

    def _choice(
        self, answers: Sequence[GiftAnswer], judged: bool
    ) -> tuple[str, tuple[PlainOption, ...]]:
        worded = [(answer, self.words(answer.text)) for answer in answers]
        for answer, words in worded:
            if not words:
                self.leave(answer.text.line, "an answer without words is not imported")
        worded = [(answer, words) for answer, words in worded if words]
        shares = [_share(answer) for answer, _ in worded]
        if len(worded) < 2:
            raise UnreadableQuestion("a choice needs two answers")
        one_only = any(answer.sign == "=" for answer in answers)
        kind = self._chosen(shares, judged) if one_only else "multiple"
        shares = [max(share, Fraction(0)) for share in shares] if one_only else shares
        if kind == "multiple":
            self._summed(shares)
        points = gift_tokens.points(shares)
        lines = [
            PlainOption(words, self.words(answer.feedback), point)
            for (answer, words), point in zip(worded, points, strict=True)
        ]
        return kind, tuple(lines)

    def _chosen(self, shares: Sequence[Fraction], judged: bool) -> str:
        """Return single or judgement, for answers of which the learner chooses one."""
        top, line = max(shares), self.parsed.line
        best = sum(share == top for share in shares)
        if top <= 0:
            raise UnreadableQuestion("none of its answers is right")
        if best > 1:
            raise UnreadableQuestion(
                f"{best} of its answers are equally right while one is to be chosen; where several"
                " are to be marked together, give each its share with ~%50%"
            )
        if min(shares) < 0:
            self.leave(line, "its penalties stay behind: with one choice no mark goes below 0")
        if top < 1:
            worth = gift_tokens.told(top)
            self.leave(line, f"its best answer is worth {worth}%; here it gets full marks")
        return "judgement" if judged or any(0 < share < top for share in shares) else "single"

    def _summed(self, shares: Sequence[Fraction]) -> None:
        whole = sum((share for share in shares if share > 0), Fraction(0))
        if not whole:
            raise UnreadableQuestion("none of its answers is right")
        if abs(whole - 1) > Fraction(1, 100):
            told = gift_tokens.told(whole)
            what = f"its right answers make {told}% together; here all of them get full marks"
            self.leave(self.parsed.line, what)

    def _pairs(self, answers: Sequence[GiftAnswer]) -> Iterator[PlainOption]:
        complete = 0
        for answer in answers:
            assert answer.partner is not None  # noqa: S101  the parser requires a partner
            left, right = self.words(answer.text), self.words(answer.partner)
            if left and right:
                complete += 1
                yield PlainOption(left, partner=right)
            else:
                side = "a right side without a left one" if right else "a left side alone"
                self.leave(answer.text.line, f"{side} is not imported: “{right or left}”")
        if complete < 2:
            raise UnreadableQuestion("matching needs two pairs")

    def _accepted(self, answers: Sequence[GiftAnswer]) -> tuple[PlainOption, ...]:
        """Return the answers worth full marks. The others, and patterns, are lost."""
        kept: list[GiftAnswer] = []
        for answer in answers:
            words = " ".join(answer.text.text.split())
            if not words:
                self.leave(answer.text.line, "an answer without words is not imported")
            elif _share(answer) < 1:
                worth = f"{gift_tokens.told(_share(answer))}%"
                self._only(answer, f"“{words}” for {worth}", "a gap is filled or not")
            elif _WILD.search(words):
                self._only(answer, f"“{words}”", "* for any letters is not known here")
            else:
                kept.append(replace(answer, text=replace(answer.text, text=words)))
        if not kept:
            raise UnreadableQuestion("none of its answers is one word for full marks")
        self._explain(kept)
        return tuple(PlainOption(_STAR.sub("*", answer.text.text)) for answer in kept)

    def _number(self, answers: Sequence[GiftAnswer]) -> tuple[Decimal, Decimal]:
        """Return the first answer worth full marks. The others are lost."""
        right: tuple[Decimal, Decimal] | None = None
        for answer in answers:
            words = " ".join(answer.text.text.split())
            if answer.sign == "~" or words in ("", "*"):
                self._only(answer, f"the answer “{words or '*'}”", "a scale has one number")
            elif right is not None or _share(answer) < 1:
                _interval(words, answer.text.line)
                worth = f"{gift_tokens.told(_share(answer))}%"
                self._only(answer, f"{words} for {worth}", "a scale has one number")
            else:
                right = _interval(words, answer.text.line)
                self._explain([answer])
        if right is None:
            raise UnreadableQuestion("no number is worth full marks")
        return right

    def _only(self, answer: GiftAnswer, what: str, why: str) -> None:
        said = self.words(answer.feedback)
        more = f" with its feedback “{said[:80]}”" if said else ""
        self.leave(answer.text.line, f"{what}{more} is not imported: {why}")

    def _explain(self, answers: Sequence[GiftAnswer]) -> None:
        """Use the feedback of the first answer as the explanation. Other feedback is lost."""
        for answer in answers:
            said = self.words(answer.feedback)
            if said and not self.whys:
                self.whys.append(said)
            elif said and said not in self.whys:
                self.leave(answer.feedback.line, f"the feedback “{said[:80]}” is not imported")


def _share(answer: GiftAnswer) -> Fraction:
    if answer.weight is not None:
        return answer.weight
    return Fraction(answer.sign == "=")


def _interval(words: str, line: int) -> tuple[Decimal, Decimal]:
    """Return the middle and half width of ``answer``, ``answer:tolerance`` or ``low..high``."""
    try:
        with localcontext(prec=100):
            if ".." in words:
                low, high = (scale.exact(end.strip()) for end in words.split("..", 1))
                answer, tolerance = (low + high) / 2, (high - low) / 2
            else:
                told, _, off = words.partition(":")
                answer, tolerance = scale.exact(told.strip()), scale.exact(off.strip() or "0")
    except ValueError:
        raise UnreadableQuestion(
            f"the number “{words[:40]}” in line {line} cannot be read"
        ) from None
    if tolerance < 0:
        raise UnreadableQuestion(
            f"the interval “{words[:40]}” in line {line} ends before it begins"
        )
    return answer, tolerance
