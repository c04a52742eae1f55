"""Define dialogues: a branching conversation, the learner's path through it, and its score."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from coach.content.exchange.plain_question import CannotCarry, PlainQuestion
from coach.content.markdown import RenderedText, Renderer
from coach.content.question_directives import digest
from coach.content.scanner import Directive
from coach.content.source import Fault, SourceLine, did_you_mean
from coach.questions.base import Question, Response, SentForm, words
from coach.questions.feedback import every, number
from coach.questions.marking import shuffled

_NODE = re.compile(r"\[([^\]]+)\]\s*(?:([^:\"“]+):\s*)?(.*?)\s*(\(end\))?\s*$")
_REPLY = re.compile(
    r"-\s+(?P<text>.*?)\s*->\s*(?P<target>[\w-]*)(?:\s+(?P<points>[+-]?\d+))?"
    r"\s*(?:>\s*(?P<why>.*))?$"
)


@dataclass(frozen=True)
class DialogueReply:
    """A reply at a node. It leads to ``target`` and earns ``points``."""

    text: RenderedText
    target: str
    points: int
    why: RenderedText | None


@dataclass(frozen=True)
class DialogueNode:
    """What the other person says. ``end`` is True if the conversation ends here."""

    id: str
    line: int
    speaker: str
    text: RenderedText
    replies: tuple[DialogueReply, ...]
    end: bool


@dataclass(frozen=True)
class DialogueTurn:
    """What the other person said, and the learner's reply.

    ``before`` are the keys of the replies up to here, which lead back to this turn.
    """

    node: DialogueNode
    reply: DialogueReply
    before: tuple[str, ...]

    @property
    def strongest(self) -> tuple[DialogueReply, ...]:
        """The replies with the most points at this turn."""
        top = max(reply.points for reply in self.node.replies)
        return tuple(reply for reply in self.node.replies if reply.points == top)

    @property
    def at_best(self) -> bool:
        """Whether no other reply has more points."""
        return self.reply in self.strongest


@dataclass(frozen=True)
class Talk:
    """A path through a dialogue so far: its turns, and the current node."""

    turns: tuple[DialogueTurn, ...]
    here: DialogueNode

    @property
    def said(self) -> tuple[str, ...]:
        """The keys of the replies so far."""
        return tuple(turn.reply.text.key for turn in self.turns)

    @property
    def ended(self) -> bool:
        """Whether the conversation is over."""
        return self.here.end

    @property
    def partner(self) -> str:
        """The name of the first speaker, or an empty string."""
        return (self.turns[0].node if self.turns else self.here).speaker

    def finished(self, said: Sequence[str]) -> bool:
        """Return whether exactly these replies lead to an end."""
        return self.ended and self.said == tuple(said)


@dataclass(frozen=True, kw_only=True)
class Dialogue(Question):
    """A branching conversation that begins at the first node. It has its own directive."""

    nodes: tuple[DialogueNode, ...]
    long: bool = False

    task = "A talk"
    seconds = 60
    is_card = False
    is_rated = False  # it is many answers
    needs_concept = False

    def number_of(self, node_id: str) -> int:
        """Return the number of a node, counted from 1."""
        return [node.id for node in self.nodes].index(node_id) + 1

    @classmethod
    def parsed(cls, directive: Directive, renderer: Renderer) -> Self:
        """Parse the scene before the first node, then the nodes with their replies."""
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
            long=directive.attributes.get("long", "") == "yes",
        )

    def faults(self, path: str) -> Iterator[Fault]:
        """Yield Q03 for replies without an explanation, Q13 for broken links and dead ends."""
        for node in self.nodes:
            for reply in node.replies:
                if reply.why is None:
                    yield Fault(path, reply.text.line, "Q03", "a reply needs its `> explanation`")
        yield from _broken_links(self, path)
        yield from _lost_nodes(self, path)
        yield from _traps(self, path)

    def words_seen(self) -> Iterator[str]:
        """Yield the texts along the path of the strongest replies."""
        yield self.scene.striptags()
        path = self.walk(self.strongest_path())
        for turn in path.turns:
            yield turn.node.text.plain
            yield from (reply.text.plain for reply in turn.node.replies)
            yield words(turn.reply.why)
        yield path.here.text.plain

    def strongest_path(self) -> list[str]:
        """Return the keys of the replies with the most points, the first of equal ones."""
        nodes, said = {node.id: node for node in self.nodes}, list[str]()
        here = self.nodes[0] if self.nodes else None
        while here and here.replies and not here.end and len(said) < len(self.nodes):
            reply = max(here.replies, key=lambda each: each.points)
            said.append(reply.text.key)
            here = nodes.get(reply.target)
        return said

    def plain(self, told: tuple[str, ...]) -> PlainQuestion:
        """Raise CannotCarry, because other programs have no dialogues."""
        raise CannotCarry("it is a dialogue")

    def read(self, form: SentForm) -> Response:
        """Return the keys of the replies."""
        return tuple(form.all("said"))

    def refusal(self, form: SentForm) -> str:
        """Return the error message if the conversation has not ended."""
        return "Continue the talk to its end first"

    def walk(self, said: Sequence[str]) -> Talk:
        """Return the path of these replies. It stops before a reply that is impossible there."""
        nodes = {node.id: node for node in self.nodes}
        here = self.nodes[0]
        turns: list[DialogueTurn] = []
        for key in said:
            reply = next((r for r in here.replies if r.text.key == key and not here.end), None)
            if reply is None or reply.target not in nodes:
                break
            turns.append(DialogueTurn(here, reply, tuple(said[: len(turns)])))
            here = nodes[reply.target]
        return Talk(tuple(turns), here)

    def complete(self, response: Response) -> bool:
        """Return whether exactly these replies lead to an end."""
        return self.walk(response).finished(response)

    def score(self, response: Response) -> float:
        """Return earned points / points of the strongest replies at the same turns, 0 to 1.

        The points of the best path would not do: points add up, so a detour could earn more than
        the direct path. Here the strongest reply at each turn counts 1, and a weak turn costs
        points even if the learner recovers. The score is 1 if no points were possible.
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
        """Return the path through the dialogue."""
        return self.walk(response)


def offered(way: Talk, seed: str) -> list[DialogueReply]:
    """Return the possible replies at this point, in this learner's order."""
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
    """Yield Q13 for nodes from which no end can be reached: dead ends and endless loops."""
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
    """Return all nodes that can be reached from ``start``."""
    reached, waiting = set(start), list(start)
    while waiting:
        for target in links.get(waiting.pop(), ()):
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    return reached
