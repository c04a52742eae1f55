"""Read a conversation's file: its schema, the conversation, and its rules."""

from collections.abc import Iterator, Mapping

from coach.content.document import Manuscript
from coach.content.listening import parts
from coach.content.listening.messages import MESSAGE, PRONOUNS, pronoun
from coach.content.listening.parts import Part
from coach.content.scanner import Grammar
from coach.content.source import Fault
from coach.content.toml_schema import Schema
from coach.listening.exercise import Conversation, ConversationTurn, Ending, Pronoun

OF_MESSAGES = ("genre", "asks", "power", "advice")  # keys that a conversation does not have
CONVERSATION: Schema = {key: of for key, of in MESSAGE.items() if key not in OF_MESSAGES}
GRAMMARS: Mapping[str, Grammar] = {name: Grammar(("id",)) for name in ("turn", "ending")}
TURNS = 3
MOST_POINTS = 2
FEWEST_FEELINGS = 2
_FIRST = ("says", "point", "accept", "model")
_LATER = ("open", "closed", "point", "accept", "model", "model-closed")


def conversation(page: Manuscript) -> Conversation:
    """Return the conversation as written. Missing values are empty."""
    head, ending, by = page.head, parts.first(page, "ending"), pronoun(page)
    return Conversation(
        id=head.text("id"),
        speaker=head.text("speaker"),
        pronoun=by,
        role=head.text("role"),
        title=head.text("title"),
        scene=head.text("scene"),
        level=head.number("level"),
        hard=head.text("hard"),
        turns=tuple(_turn(part, by) for part in parts.parts(page, "turn")),
        ending=Ending(ending.text("open"), ending.text("closed")) if ending else Ending("", ""),
    )


def _turn(part: Part, by: Pronoun) -> ConversationTurn:
    return ConversationTurn(
        id=part.block.id,
        open=part.text("open") or part.text("says"),
        closed=part.text("closed"),
        points=part.points,
        feelings=part.feelings,
        model=part.text("model"),
        model_closed=part.text("model-closed"),
        pronoun=by,
    )


def faults(page: Manuscript) -> Iterator[Fault]:
    """Yield M01-M04, M06, M08, M09 and M11 of a conversation."""
    yield from parts.one_of(page, "pronoun", PRONOUNS)
    yield from parts.level(page)
    yield from parts.unique_ids(page)
    turns = parts.parts(page, "turn")
    if len(turns) != TURNS:
        line = turns[0].block.line if turns else 1
        yield Fault(page.path, line, "M11", f"{len(turns)} turns; a conversation has three")
    for number, part in enumerate(turns):
        yield from parts.labels(part, _LATER if number else _FIRST, page.path, ("also",))
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
