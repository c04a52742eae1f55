"""Dialogue: a branching talk, the way walked through it, and what it is worth."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from coach.content.diagnostics import Fault, did_you_mean
from coach.content.exchange.plain_question import CannotCarry, PlainQuestion
from coach.content.markdown import RenderedText, Renderer
from coach.content.question_directives import digest
from coach.content.scanner import Directive
from coach.content.source import SourceLine
from coach.questions.base import Question, Response, SentForm
from coach.questions.feedback import every, number
from coach.questions.marking import shuffled

_NODE = re.compile(r"\[([^\]]+)\]\s*(?:([^:\"“]+):\s*)?(.*?)\s*(\(end\))?\s*$")
_REPLY = re.compile(
    r"-\s+(?P<text>.*?)\s*->\s*(?P<target>[\w-]*)(?:\s+(?P<points>[+-]?\d+))?"
    r"\s*(?:>\s*(?P<why>.*))?$"
)


@dataclass(frozen=True)
class DialogueReply:
    """What one may say at a node: it leads to ``target`` and earns ``points``."""

    text: RenderedText
    target: str
    points: int
    why: RenderedText | None


@dataclass(frozen=True)
class DialogueNode:
    """What the other says; ``end`` when the talk ends here."""

    id: str
    line: int
    speaker: str
    text: RenderedText
    replies: tuple[DialogueReply, ...]
    end: bool


@dataclass(frozen=True)
class DialogueTurn:
    """What the other said, what was said in return, and the replies there were.

    ``before`` are the replies said up to here: the way back to this turn.
    """

    node: DialogueNode
    reply: DialogueReply
    before: tuple[str, ...]

    @property
    def strongest(self) -> tuple[DialogueReply, ...]:
        """Return the replies that earn the most here; several when they earn the same."""
        top = max(reply.points for reply in self.node.replies)
        return tuple(reply for reply in self.node.replies if reply.points == top)

    @property
    def at_best(self) -> bool:
        """Return whether none of the other replies earns more."""
        return self.reply in self.strongest


@dataclass(frozen=True)
class Talk:
    """A way as far as it has gone: its turns, and where the talk stands now."""

    turns: tuple[DialogueTurn, ...]
    here: DialogueNode

    @property
    def said(self) -> tuple[str, ...]:
        """Return the keys of the replies said so far."""
        return tuple(turn.reply.text.key for turn in self.turns)

    @property
    def ended(self) -> bool:
        """Return whether there is nothing more to say."""
        return self.here.end

    @property
    def partner(self) -> str:
        """Return who speaks first, or nothing when nobody is named."""
        return (self.turns[0].node if self.turns else self.here).speaker

    def finished(self, said: Sequence[str]) -> bool:
        """Return whether exactly these replies lead to an end."""
        return self.ended and self.said == tuple(said)


@dataclass(frozen=True, kw_only=True)
class Dialogue(Question):
    """A branching talk that begins at the first node. Its directive is one of its own."""

    nodes: tuple[DialogueNode, ...]

    task = "A talk"
    minutes = 2.0
    is_card = False
    is_rated = False  # it is many answers
    needs_concept = False

    def number_of(self, node_id: str) -> int:
        """Return the number of a node, counted from 1."""
        return [node.id for node in self.nodes].index(node_id) + 1

    @classmethod
    def parsed(cls, directive: Directive, renderer: Renderer) -> Self:
        """Read the scene up to the first node, then the nodes with their replies."""
        first = next((n for n, b in enumerate(directive.body) if _NODE.match(b.text.strip())), None)
        told = directive.body[:first]
        nodes = _nodes(directive.body[len(told) :], renderer)
        partner = nodes[0].speaker if nodes else ""
        return cls(
            id=directive.id,
            line=directive.line,
            kind="dialogue",
            concept=directive.attributes.get("concept", ""),
            scene=renderer.block(told),
            ask=renderer.inline(f"A talk with {partner}" if partner else "A talk", directive.line),
            digest=digest(directive),
            nodes=nodes,
        )

    def faults(self, path: str) -> Iterator[Fault]:
        """Yield Q03 for replies without a reason; Q13 for all that can trap or lose a learner."""
        for node in self.nodes:
            for reply in node.replies:
                if reply.why is None:
                    yield Fault(path, reply.text.line, "Q03", "a reply needs its `> explanation`")
        yield from _broken_links(self, path)
        yield from _lost_nodes(self, path)
        yield from _traps(self, path)

    def plain(self, told: tuple[str, ...]) -> PlainQuestion:
        """Raise CannotCarry: other programs have no dialogues."""
        raise CannotCarry("it is a dialogue")

    def read(self, form: SentForm) -> Response:
        """Return the keys of the replies said."""
        return tuple(form.all("said"))

    def refusal(self, form: SentForm) -> str:
        """Return that the talk has not ended."""
        return "Continue the talk to its end first"

    def walk(self, said: Sequence[str]) -> Talk:
        """Return the way that these replies take; it stops before one that cannot be said there."""
        nodes = {node.id: node for node in self.nodes}
        here = self.nodes[0]
        turns: list[DialogueTurn] = []
        for key in said:
            reply = next((r for r in here.replies if r.text.key == key and not here.end), None)
            if reply is None:
                break
            turns.append(DialogueTurn(here, reply, tuple(said[: len(turns)])))
            here = nodes[reply.target]
        return Talk(tuple(turns), here)

    def complete(self, response: Response) -> bool:
        """Return whether exactly these replies lead to an end."""
        return self.walk(response).finished(response)

    def score(self, response: Response) -> float:
        """Return points earned / points of the strongest replies at the same turns, from 0 to 1.

        Not / points of the best way through: points add up, so a way that goes astray and comes
        back can earn more in all than the straight one. Here the strongest reply at every turn is
        worth 1, and a weak turn costs, even when it is made good. 1 when nothing could be earned.
        """
        turns = self.walk(response).turns
        earned = sum(turn.reply.points for turn in turns)
        possible = sum(turn.strongest[0].points for turn in turns)
        return max(0, earned) / possible if possible > 0 else 1.0

    def feedback(self, response: Response, shown: Sequence[str]) -> str:
        """Return how many replies were the strongest."""
        way = self.walk(response)
        strongest, turns = sum(turn.at_best for turn in way.turns), len(way.turns)
        if turns == 1:
            said = "the strongest on offer" if strongest else "not the strongest on offer"
            return f"Your reply was {said}."
        if strongest == turns:
            return f"{every(turns)} of your replies were the strongest on offer."
        if strongest == 0:
            return "At every turn another reply was stronger."
        were = "was" if strongest == 1 else "were"
        count = number(strongest).capitalize()
        return f"{count} of your {number(turns)} replies {were} the strongest."

    def detail(self, response: Response) -> Talk:
        """Return the way through the talk."""
        return self.walk(response)


def offered(way: Talk, seed: str) -> list[DialogueReply]:
    """Return what can be said now in a talk, in the order in which this learner sees it."""
    replies = {reply.text.key: reply for reply in way.here.replies}
    return [replies[key] for key in shuffled(replies, seed, way.here.id)]


def _nodes(lines: Iterable[SourceLine], renderer: Renderer) -> tuple[DialogueNode, ...]:
    nodes: list[DialogueNode] = []
    for line in lines:
        text = line.text.strip()
        if node := _NODE.match(text):
            nodes.append(_node(line, node, renderer))
        elif reply := _REPLY.match(text):
            nodes[-1] = _with(nodes[-1], _reply(line, reply, renderer))
        elif text.startswith("- "):
            lost = DialogueReply(renderer.inline(text[2:], line.number), "", 0, None)
            nodes[-1] = _with(nodes[-1], lost)
    return tuple(nodes)


def _node(line: SourceLine, found: re.Match[str], renderer: Renderer) -> DialogueNode:
    said = renderer.inline(found[3], line.number)
    return DialogueNode(found[1], line.number, (found[2] or "").strip(), said, (), bool(found[4]))


def _reply(line: SourceLine, found: re.Match[str], renderer: Renderer) -> DialogueReply:
    why = renderer.inline(found["why"], line.number) if found["why"] else None
    text = renderer.inline(found["text"], line.number)
    return DialogueReply(text, found["target"], int(found["points"] or 0), why)


def _with(node: DialogueNode, reply: DialogueReply) -> DialogueNode:
    return replace(node, replies=(*node.replies, reply))


def _broken_links(talk: Dialogue, path: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for node in talk.nodes:
        if node.id in seen:
            yield Fault(path, node.line, "Q13", f'node "{node.id}" stands here a second time')
        seen.add(node.id)
    known = [node.id for node in talk.nodes]
    for node in talk.nodes:
        for reply in node.replies:
            if reply.target not in known:
                hint = did_you_mean(reply.target, known)
                message = f'a reply leads to "{reply.target}", which is no node{hint}'
                yield Fault(path, reply.text.line, "Q13", message)


def _lost_nodes(talk: Dialogue, path: str) -> Iterator[Fault]:
    if not talk.nodes:
        yield Fault(path, talk.line, "Q13", "a dialogue without a node")
        return
    reached = _closure({talk.nodes[0].id}, _links(talk.nodes))
    for node in talk.nodes:
        if node.id not in reached:
            yield Fault(path, node.line, "Q13", f'node "{node.id}" is never reached')


def _traps(talk: Dialogue, path: str) -> Iterator[Fault]:
    """Yield Q13 for nodes from which no end can be reached: dead stops, loops without an exit."""
    if not any(node.end for node in talk.nodes):
        if talk.nodes:
            yield Fault(path, talk.line, "Q13", "no node is marked (end)")
        return
    back: dict[str, set[str]] = {}
    for source, targets in _links(talk.nodes).items():
        for target in targets:
            back.setdefault(target, set()).add(source)
    free = _closure({node.id for node in talk.nodes if node.end}, back)
    for node in talk.nodes:
        if node.id in free:
            continue
        if not node.replies:
            message = f'node "{node.id}" has no reply and is not marked (end)'
        else:
            message = f'from node "{node.id}" no end can be reached'
        yield Fault(path, node.line, "Q13", message)


def _links(nodes: Iterable[DialogueNode]) -> dict[str, set[str]]:
    return {node.id: {reply.target for reply in node.replies} for node in nodes}


def _closure(start: set[str], links: Mapping[str, set[str]]) -> set[str]:
    """Return everything that can be reached from ``start``."""
    reached, waiting = set(start), list(start)
    while waiting:
        for target in links.get(waiting.pop(), ()):
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    return reached
