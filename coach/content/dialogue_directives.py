"""Dialogue directives: read into nodes, and their graph looked into (Q03, Q13)."""

import re
from collections.abc import Iterable, Iterator, Mapping

from coach.content.diagnostics import Fault, did_you_mean
from coach.content.markdown import Renderer
from coach.content.question_directives import digest
from coach.content.scanner import Directive
from coach.content.source import SourceLine
from coach.content.steps import Dialogue, DialogueNode, DialogueReply

_NODE = re.compile(r"\[([^\]]+)\]\s*(?:([^:\"“]+):\s*)?(.*?)\s*(\(end\))?\s*$")
_REPLY = re.compile(
    r"-\s+(?P<text>.*?)\s*->\s*(?P<target>[\w-]*)(?:\s+(?P<points>[+-]?\d+))?"
    r"\s*(?:>\s*(?P<why>.*))?$"
)


def dialogue(directive: Directive, renderer: Renderer) -> Dialogue:
    """The talk a directive holds. Its first node is where it begins."""
    nodes: list[DialogueNode] = []
    told: list[SourceLine] = []
    for line in directive.body:
        text = line.text.strip()
        if node := _NODE.match(text):
            nodes.append(_node(line, node, renderer))
        elif nodes and (reply := _REPLY.match(text)):
            nodes[-1] = _with(nodes[-1], _reply(line, reply, renderer))
        elif nodes and text.startswith("- "):
            lost = DialogueReply(renderer.inline(text[2:], line.number), "", 0, None)
            nodes[-1] = _with(nodes[-1], lost)
        elif not nodes:
            told.append(line)
    partner = nodes[0].speaker if nodes else ""
    return Dialogue(
        id=directive.id,
        line=directive.line,
        kind="dialogue",
        concept=directive.attributes.get("concept", ""),
        scene=renderer.block(told),
        ask=renderer.inline(f"A talk with {partner}" if partner else "A talk", directive.line),
        digest=digest(directive),
        nodes=tuple(nodes),
    )


def _node(line: SourceLine, found: re.Match[str], renderer: Renderer) -> DialogueNode:
    said = renderer.inline(found[3], line.number)
    return DialogueNode(found[1], line.number, (found[2] or "").strip(), said, (), bool(found[4]))


def _reply(line: SourceLine, found: re.Match[str], renderer: Renderer) -> DialogueReply:
    why = renderer.inline(found["why"], line.number) if found["why"] else None
    text = renderer.inline(found["text"], line.number)
    return DialogueReply(text, found["target"], int(found["points"] or 0), why)


def _with(node: DialogueNode, reply: DialogueReply) -> DialogueNode:
    return DialogueNode(
        node.id, node.line, node.speaker, node.text, (*node.replies, reply), node.end
    )


def faults(talk: Dialogue, path: str) -> Iterator[Fault]:
    """Q03 for replies without a reason; Q13 for everything that can trap or lose a learner."""
    for node in talk.nodes:
        for reply in node.replies:
            if reply.why is None:
                yield Fault(path, reply.text.line, "Q03", "a reply needs its `> explanation`")
    yield from _broken_links(talk, path)
    yield from _lost_nodes(talk, path)
    yield from _traps(talk, path)


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
    """Nodes from which no end can be reached: dead stops, and loops without an exit."""
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
    """Everything that can be reached from ``start``."""
    reached, waiting = set(start), list(start)
    while waiting:
        for target in links.get(waiting.pop(), ()):
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    return reached
