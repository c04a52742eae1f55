"""Read a conversation's file: its schema, the conversation, and its rules."""

from collections.abc import Iterator, Mapping, Sequence

from coach.content.document import Manuscript
from coach.content.listening import genres, parts
from coach.content.listening.messages import MESSAGE, PRONOUNS, pronoun
from coach.content.listening.parts import Part
from coach.content.scanner import Grammar
from coach.content.source import Fault
from coach.content.toml_schema import Field, Schema
from coach.listening.exercise import (
    GENRES,
    TURN_ASKS,
    Asks,
    Conversation,
    ConversationTurn,
    Ending,
    Genre,
    Pronoun,
)

OF_MESSAGES = ("asks", "advice")  # keys that a conversation does not have
OPTIONAL = {key: Field("text", required=False) for key in ("genre", "power")}
CONVERSATION: Schema = {key: of for key, of in MESSAGE.items() if key not in OF_MESSAGES} | OPTIONAL
ASKING = {"asks": TURN_ASKS, "closed-asks": TURN_ASKS}  # attributes of a turn
GRAMMARS: Mapping[str, Grammar] = {
    "turn": Grammar(("id", *ASKING), ASKING),
    "ending": Grammar(("id",)),
}
TURNS = 3
MOST_POINTS = 2
FEWEST_FEELINGS = 2
_FIRST = ("says", "point", "accept", "model")
_LATER = ("open", "closed", "point", "accept", "model", "model-closed")


def conversation(page: Manuscript) -> Conversation:
    """Return the conversation as written. Missing values are empty."""
    head, ending, by = page.head, parts.first(page, "ending"), pronoun(page)
    genre = genres.genre(page)
    return Conversation(
        id=head.text("id"),
        speaker=head.text("speaker"),
        pronoun=by,
        role=head.text("role"),
        title=head.text("title"),
        scene=head.text("scene"),
        level=head.number("level"),
        hard=head.text("hard"),
        turns=tuple(_turn(part, by, genre) for part in parts.parts(page, "turn")),
        ending=Ending(ending.text("open"), ending.text("closed")) if ending else Ending("", ""),
        genre=genre,
        power=head.text("power"),
    )


def _turn(part: Part, by: Pronoun, genre: Genre) -> ConversationTurn:
    return ConversationTurn(
        id=part.block.id,
        open=part.text("open") or part.text("says"),
        closed=part.text("closed"),
        points=part.points,
        feelings=part.feelings,
        model=part.text("model"),
        model_closed=part.text("model-closed"),
        pronoun=by,
        genre=genre,
        asks=_asks(part, "asks"),
        closed_asks=_asks(part, "closed-asks"),
    )


def _asks(part: Part, name: str) -> Asks:
    """Return the answer that a turn needs, or ``nothing``."""
    wanted = part.block.attributes.get(name)
    found: Asks = next((each for each in TURN_ASKS if each == wanted), "nothing")
    return found


def faults(page: Manuscript) -> Iterator[Fault]:
    """Yield M01-M04, M06, M08, M09, M11 and M21 of a conversation."""
    yield from parts.one_of(page, "pronoun", PRONOUNS)
    yield from parts.one_of(page, "genre", GENRES)
    yield from parts.level(page)
    yield from parts.unique_ids(page)
    turns = parts.parts(page, "turn")
    yield from _answers(page, turns)
    if len(turns) != TURNS:
        line = turns[0].block.line if turns else 1
        yield Fault(page.path, line, "M11", f"{len(turns)} turns; a conversation has three")
    for number, part in enumerate(turns):
        yield from parts.labels(part, _LATER if number else _FIRST, page.path, ("also", "ask"))
        yield from parts.phrasings(part, page.path)
        yield from parts.feelings(part, FEWEST_FEELINGS, page.path)
        if len(part.points) > MOST_POINTS:
            message = f"{len(part.points)} points; a turn has one or two"
            yield Fault(page.path, part.line("point"), "M03", message)
        for label in ("says", "open", "closed"):
            yield from parts.spoken(part.text(label), part.line(label), page.path)
    ending = parts.first(page, "ending")
    if ending is None:
        yield Fault(page.path, 1, "M01", "`::: ending` is missing")
    else:
        yield from parts.labels(ending, ("open", "closed"), page.path, ())


def _answers(page: Manuscript, turns: Sequence[Part]) -> Iterator[Fault]:
    """Yield M21 unless what is asked for, and what the listener can decide, are both written."""
    asking = [part for part in turns if _asks(part, "asks") != "nothing"]
    if page.head.text("genre") not in ("", "weight") and not asking:
        message = "no turn needs an answer: write asks= in one of them"
        yield Fault(page.path, page.head.line_of("genre"), "M21", message)
    if asking and not page.head.text("power"):
        message = "an answer is needed and `power` is missing: what is the listener’s to decide"
        yield Fault(page.path, asking[0].block.line, "M21", message)
