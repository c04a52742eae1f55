"""Define the exercises: messages, drills and conversations, as authors write them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Protocol, get_args

from markupsafe import Markup

KINDS = ("spot", "catch", "say-back", "ask", "reply", "conversation", "field")
SKILLS = ("spot", "say-back", "ask", "feeling", "no-advice")

Pronoun = Literal["she", "he", "they"]
Genre = Literal[
    "weight", "request", "objection", "complaint", "brief", "good_news", "ramble", "disagreement",
    "handover", "newcomer",
]  # fmt: skip
Asks = Literal[
    "nothing", "decision", "action", "information", "advice", "experience", "read_back", "refusal",
]  # fmt: skip
PointKind = Literal["fact", "ask", "heart"]
GENRES: tuple[Genre, ...] = get_args(Genre)
REFUSAL: Asks = "refusal"  # a request in a conversation that has to be refused
ASKS: tuple[Asks, ...] = tuple(each for each in get_args(Asks) if each != REFUSAL)
TURN_ASKS: tuple[Asks, ...] = ("decision", "action", "information", REFUSAL)
POINT_KINDS: tuple[PointKind, ...] = get_args(PointKind)
SpotAct = Literal["reflection", "open", "closed", "advice", "self-turn", "reassurance"]


@dataclass(frozen=True)
class KeyPoint:
    """One fact of a message.

    ``text`` is shown, in the third person; ``also`` are other phrasings; ``quote`` are the
    speaker's own words. The one *heart* of a message is what it would hurt most to leave out. In a
    ramble, the points that the listener has to find are ``needed``.
    """

    id: str
    text: str
    also: tuple[str, ...] = ()
    quote: str = ""
    kind: PointKind = "fact"
    needed: bool = False


@dataclass(frozen=True)
class Detail:
    """A number, day, time or name of a message.

    ``values`` are the ways in which people say or write it; ``safety`` marks one that does harm if
    it is wrong.
    """

    id: str
    text: str
    values: tuple[str, ...]
    safety: bool = False


@dataclass(frozen=True)
class Pause:
    """A pause of so many seconds in a recording, after these words of the transcript."""

    after: str
    seconds: float


@dataclass(frozen=True)
class RecallCue:
    """A question about a message that comes back after days, with the accepted answers."""

    id: str
    ask: str
    answer: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heard:
    """What the judge needs to know of a message.

    ``feelings`` are words that fit it. ``asks`` is what the speaker wants from the listener;
    ``advice_after`` says whether advice fits once the speaker was heard.
    """

    words: str
    points: tuple[KeyPoint, ...] = ()
    feelings: tuple[str, ...] = ()
    genre: Genre = "weight"
    asks: Asks = "nothing"
    details: tuple[Detail, ...] = ()
    advice_after: bool = False


class Said(Protocol):
    """Anything that a learner can reply to."""

    @property
    def pronoun(self) -> Pronoun: ...

    @property
    def heard(self) -> Heard: ...


@dataclass(frozen=True)
class Message:
    """A colleague who talks for about a minute.

    ``hard`` says why it is hard to listen to; ``unspoken`` is one interpretation of the feeling;
    ``models`` has a good reply for each kind, and ``reply-other``, a second one, or an empty text.
    ``power`` says what is the listener's to decide; ``advice_after`` whether advice fits once the
    speaker was heard. ``pauses`` are those written into the recording.
    """

    id: str
    speaker: str
    pronoun: Pronoun
    role: str
    title: str
    scene: str
    level: int
    hard: str
    paragraphs: tuple[str, ...]
    points: tuple[KeyPoint, ...]
    unspoken: str
    feelings: tuple[str, ...]
    models: Mapping[str, str]
    genre: Genre = "weight"
    asks: Asks = "nothing"
    power: str = ""
    advice_after: bool = False
    details: tuple[Detail, ...] = ()
    pauses: tuple[Pause, ...] = ()
    recalls: tuple[RecallCue, ...] = ()

    @cached_property
    def heard(self) -> Heard:
        words = "\n".join(self.paragraphs)
        asked = self.genre, self.asks, self.details, self.advice_after
        return Heard(words, self.points, self.feelings, *asked)


@dataclass(frozen=True)
class DrillLine:
    """One or two sentences to answer, in a drill."""

    id: str
    speaker: str
    says: str
    points: tuple[KeyPoint, ...]
    feelings: tuple[str, ...]
    model: str
    why: str
    pronoun: Pronoun = "they"

    @cached_property
    def heard(self) -> Heard:
        return Heard(self.says, self.points, self.feelings)


@dataclass(frozen=True)
class Spot:
    """A colleague's reply whose act the learner names. ``nots`` explains likely wrong choices."""

    id: str
    speaker: str
    says: str
    reply: str
    act: SpotAct
    why: str
    nots: Mapping[str, str]


@dataclass(frozen=True)
class Drill:
    """One small skill, practised on 6 to 10 lines (``spots`` for the skill of that name)."""

    id: str
    title: str
    skill: str
    level: int
    line: str
    introduction: Markup
    lines: tuple[DrillLine, ...]
    spots: tuple[Spot, ...]


@dataclass(frozen=True)
class ConversationTurn:
    """A turn of a conversation.

    The speaker says ``open`` if the reply before invited it, and ``closed`` if not. A first turn
    has only ``open``. ``asks`` and ``closed_asks`` say what answer is needed after either, and
    ``genre`` by which rule a reply is a good one.
    """

    id: str
    open: str
    closed: str
    points: tuple[KeyPoint, ...]
    feelings: tuple[str, ...]
    model: str
    model_closed: str
    pronoun: Pronoun = "they"
    genre: Genre = "weight"
    asks: Asks = "nothing"
    closed_asks: Asks = "nothing"

    def said(self, opened: bool) -> str:
        return self.open if opened or not self.closed else self.closed

    def told(self, opened: bool) -> Heard:
        """Return what the judge needs to know. The key points belong to the open version."""
        if opened or not self.closed:
            return self.heard
        return Heard(self.closed, (), self.feelings, self.genre, self.closed_asks)

    @cached_property
    def heard(self) -> Heard:
        return Heard(self.open, self.points, self.feelings, self.genre, self.asks)


@dataclass(frozen=True)
class Ending:
    """The ending of a conversation: ``open`` if the last reply invited the speaker to go on."""

    open: str
    closed: str


@dataclass(frozen=True)
class Conversation:
    """A conversation of three turns. What the speaker says next depends on the reply.

    ``genre`` says by which rule a reply opens the door, ``power`` what is the listener's to decide;
    it may be empty where nothing is asked.
    """

    id: str
    speaker: str
    pronoun: Pronoun
    role: str
    title: str
    scene: str
    level: int
    hard: str
    turns: tuple[ConversationTurn, ...]
    ending: Ending
    genre: Genre = "weight"
    power: str = ""
