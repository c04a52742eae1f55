"""Read what a message's genre asks for: details, pauses, questions for later; and their rules."""

from collections.abc import Iterator

from coach.content.document import Manuscript
from coach.content.listening import parts
from coach.content.listening.parts import Part
from coach.content.source import Fault
from coach.listening.exercise import ASKS, GENRES, Asks, Detail, Genre, Message, Pause, RecallCue

ADVICE = ("never", "after")
READ_BACK = ("brief", "handover")  # genres whose details are read back
MOST_DETAILS = 10
FEWEST_PAUSES, MOST_PAUSES = 4, 6
SHORTEST, LONGEST = 0.7, 2.0  # seconds of a written pause
FEWEST_INSIDE = 2  # written pauses inside a sentence
FEWEST_RECALLS = 3
MOST_FACTS = 3  # key points that are neither the heart nor something asked for
FEWEST_NEEDED = 2  # key points to find in a ramble


def genre(page: Manuscript) -> Genre:
    """Return the genre of the head, or ``weight`` if it is not a known genre."""
    found: Genre = next((each for each in GENRES if each == page.head.text("genre")), "weight")
    return found


def asks(page: Manuscript) -> Asks:
    """Return what the speaker asks for, or ``nothing`` if it is not a known word."""
    found: Asks = next((each for each in ASKS if each == page.head.text("asks")), "nothing")
    return found


def details(page: Manuscript) -> tuple[Detail, ...]:
    """Return the details in file order. Values are in small letters."""
    return tuple(
        Detail(
            part.block.id,
            part.text("detail"),
            tuple(
                value.strip().lower()
                for _, label, text in part.said
                if label == "value"
                for value in text.split(", ")
                if value.strip()
            ),
            part.block.attributes.get("safety") == "yes",
        )
        for part in parts.parts(page, "detail")
    )


def pauses(page: Manuscript) -> tuple[Pause, ...]:
    """Return the written pauses in file order. Seconds that are no number are 0."""
    return tuple(
        Pause(part.text("after"), _seconds(part.text("seconds")))
        for part in parts.parts(page, "pause")
    )


def _seconds(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def recalls(page: Manuscript) -> tuple[RecallCue, ...]:
    """Return the questions for later in file order."""
    return tuple(
        RecallCue(
            part.block.id,
            part.text("ask"),
            part.text("answer"),
            tuple(text for _, label, text in part.said if label == "also"),
        )
        for part in parts.parts(page, "recall")
    )


# ------------------------------------------------------------------ rules


def faults(page: Manuscript, found: Message) -> Iterator[Fault]:
    """Yield M15-M19 of a message, M01 and M02 of its details, pauses and questions."""
    yield from _head(page, found)
    yield from _kinds(page, found)
    yield from _details(page, found)
    yield from _pauses(page, found)
    yield from _recalls(page)


def _head(page: Manuscript, found: Message) -> Iterator[Fault]:
    """Yield M09 for an unknown word in the head, M16 for a second model reply that is missing."""
    yield from parts.one_of(page, "genre", GENRES)
    yield from parts.one_of(page, "asks", ASKS)
    yield from parts.one_of(page, "advice", ADVICE)
    line = page.head.line_of("asks")
    if found.asks != "nothing" and found.models and not found.models.get("reply-other"):
        message = f"the speaker asks for {found.asks}; write `reply-other`, a second honest answer"
        yield Fault(page.path, line, "M16", message)
    if found.genre == "request" and found.asks == "nothing":
        yield Fault(page.path, line, "M16", "a request asks for something")


def _kinds(page: Manuscript, found: Message) -> Iterator[Fault]:
    """Yield M17 unless exactly one point is the heart, and what is asked for is a point."""
    if not found.points:
        return
    kinds = [point.kind for point in found.points]
    line = parts.parts(page, "point")[0].block.line
    if kinds.count("heart") != 1:
        message = f"{kinds.count('heart')} points are the heart; exactly one is"
        yield Fault(page.path, line, "M17", message)
    open_ask = found.asks not in ("nothing", "read_back") and found.genre != "weight"
    if open_ask and "ask" not in kinds:
        yield Fault(page.path, line, "M17", "what the speaker asks for is no point: kind=ask")
    if kinds.count("fact") > MOST_FACTS:
        message = f"{kinds.count('fact')} facts beside the heart; at most {MOST_FACTS} are wanted"
        yield Fault(page.path, line, "M17", message)
    needed = sum(point.needed for point in found.points)
    if (found.genre == "ramble") != (needed >= FEWEST_NEEDED):
        message = f"{needed} points with needed=yes; a ramble has two or more, others none"
        yield Fault(page.path, line, "M17", message)


def _details(page: Manuscript, found: Message) -> Iterator[Fault]:
    """Yield M18 for too many details, or a value that is given for two of them."""
    owner: dict[str, str] = {}
    blocks = parts.parts(page, "detail")
    for part, detail in zip(blocks, found.details, strict=True):
        yield from parts.labels(part, ("detail", "value"), page.path, ())
        for value in detail.values:
            if value in owner and owner[value] != detail.id:
                message = f"“{value}” is a value of {owner[value]}, too"
                yield Fault(page.path, part.line("value"), "M18", message)
            owner[value] = detail.id
    if len(blocks) > MOST_DETAILS:
        message = f"{len(blocks)} details; at most {MOST_DETAILS} are wanted"
        yield Fault(page.path, blocks[MOST_DETAILS].block.line, "M18", message)
    if found.genre in READ_BACK and not any(detail.safety for detail in found.details):
        message = f"a {found.genre} has a detail with safety=yes"
        yield Fault(page.path, page.head.line_of("genre"), "M18", message)


def _pauses(page: Manuscript, found: Message) -> Iterator[Fault]:
    """Yield M15 for pauses that are too many, too few, too long, or not in the transcript."""
    blocks, told = parts.parts(page, "pause"), " ".join(found.paragraphs)
    for part, pause in zip(blocks, found.pauses, strict=True):
        yield from parts.labels(part, ("after", "seconds"), page.path, ())
        if pause.after and told.count(pause.after) != 1:
            message = (
                f"“{pause.after}” is in the transcript {told.count(pause.after)} times, not once"
            )
            yield Fault(page.path, part.line("after"), "M15", message)
        if not SHORTEST <= pause.seconds <= LONGEST:
            message = f"{pause.seconds} seconds; {SHORTEST} to {LONGEST} are wanted"
            yield Fault(page.path, part.line("seconds"), "M15", message)
    if blocks and not FEWEST_PAUSES <= len(blocks) <= MOST_PAUSES:
        message = f"{len(blocks)} pauses; {FEWEST_PAUSES} to {MOST_PAUSES} are wanted"
        yield Fault(page.path, blocks[0].block.line, "M15", message)
    if blocks and sum(_is_inside(pause) for pause in found.pauses) < FEWEST_INSIDE:
        message = f"at least {FEWEST_INSIDE} pauses stand inside a sentence"
        yield Fault(page.path, blocks[0].block.line, "M15", message)


def _is_inside(pause: Pause) -> bool:
    return not pause.after.rstrip("”’").endswith((".", "?", "!", "…"))


def _recalls(page: Manuscript) -> Iterator[Fault]:
    """Yield M19 for fewer than three questions for later."""
    blocks: list[Part] = parts.parts(page, "recall")
    for part in blocks:
        yield from parts.labels(part, ("ask", "answer"), page.path, ("also",))
    if len(blocks) < FEWEST_RECALLS:
        message = f"{len(blocks)} questions for later; write {FEWEST_RECALLS} `::: recall`"
        yield Fault(page.path, page.head.line_of("id"), "M19", message)


# ------------------------------------------------------------------ the whole room

ENDING = 4  # words of a say-back that count as its ending
FEWEST_ENDINGS = 6
FEWEST_MESSAGES = 12  # in a smaller room endings are not counted


def ending_faults(pages: list[Manuscript], said: list[Message]) -> Iterator[Fault]:
    """Yield M20 for each say-back whose ending too many share, and for too few endings at all.

    At least six endings are wanted, none in more than a quarter of the say-backs, and a third of
    them without a question at the end.
    """
    if len(said) < FEWEST_MESSAGES:
        return
    texts = [message.models.get("say-back", "") for message in said]
    endings = [" ".join(text.lower().split()[-ENDING:]) for text in texts]
    for page, ending in zip(pages, endings, strict=True):
        if endings.count(ending) * 4 > len(endings):
            message = f"{endings.count(ending)} say-backs end with “{ending}”"
            yield Fault(page.path, page.head.line_of("id"), "M20", message)
    if len(set(endings)) < FEWEST_ENDINGS:
        message = f"the say-backs end in {len(set(endings))} ways; {FEWEST_ENDINGS} are wanted"
        yield Fault(pages[0].path, 1, "M20", message)
    untagged = sum(not text.endswith("?") for text in texts)
    if untagged * 3 < len(texts):
        message = f"{untagged} of {len(texts)} say-backs end without a question; a third is wanted"
        yield Fault(pages[0].path, 1, "M20", message)
