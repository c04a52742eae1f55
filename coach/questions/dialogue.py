"""Dialogue: a way walked through a branching talk, and what it is worth."""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.content.steps import Dialogue, DialogueNode, DialogueReply


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
        """The replies that earn the most here; several when they earn the same."""
        top = max(reply.points for reply in self.node.replies)
        return tuple(reply for reply in self.node.replies if reply.points == top)

    @property
    def at_best(self) -> bool:
        """Whether none of the other replies earns more."""
        return self.reply in self.strongest


@dataclass(frozen=True)
class Talk:
    """A way as far as it has gone: its turns, and where the talk stands now."""

    turns: tuple[DialogueTurn, ...]
    here: DialogueNode

    @property
    def said(self) -> tuple[str, ...]:
        """The keys of the replies said so far."""
        return tuple(turn.reply.text.key for turn in self.turns)

    @property
    def ended(self) -> bool:
        """Whether there is nothing more to say."""
        return self.here.end

    @property
    def partner(self) -> str:
        """Who speaks first, or nothing when nobody is named."""
        return (self.turns[0].node if self.turns else self.here).speaker

    def finished(self, said: Sequence[str]) -> bool:
        """Whether exactly these replies lead to an end."""
        return self.ended and self.said == tuple(said)


def walk(question: Dialogue, said: Sequence[str]) -> Talk:
    """The way that these replies take; it stops before one that cannot be said there."""
    nodes = {node.id: node for node in question.nodes}
    here = question.nodes[0]
    turns: list[DialogueTurn] = []
    for key in said:
        reply = next((r for r in here.replies if r.text.key == key and not here.end), None)
        if reply is None:
            break
        turns.append(DialogueTurn(here, reply, tuple(said[: len(turns)])))
        here = nodes[reply.target]
    return Talk(tuple(turns), here)


def score(talk: Talk) -> float:
    """Points earned / points of the strongest replies at the same turns, from 0 to 1.

    Not / points of the best way through: points add up, so a way that goes astray and comes back
    can earn more in all than the straight one. Here the strongest reply at every turn is worth 1,
    and a weak turn costs, even when it is made good. 1 when nothing could be earned.
    """
    earned = sum(turn.reply.points for turn in talk.turns)
    possible = sum(turn.strongest[0].points for turn in talk.turns)
    return max(0, earned) / possible if possible > 0 else 1.0
