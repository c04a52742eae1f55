"""Provide the texts of the listening room: kinds, acts and prompts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coach.listening.exercise import SpotAct
from coach.listening.progression import (
    LAST,
    MESSAGE_KINDS,
    NEEDED,
    RECALL,
    WAIT,
    KindProgress,
    SetItem,
)
from coach.text import plural

KINDS = {
    "spot": ("Spot it", "Somebody answers. You say what the answer does."),
    "catch": ("Catch the points", "Hear a message once, and say what was in it."),
    "say-back": ("Say it back", "Fact and feeling in your own words, then: what did I miss?"),
    "ask": ("Ask", "One open question that uses their words."),
    "reply": ("Whole reply", "Say it back and ask, without advice."),
    "conversation": ("Conversation", "Three turns. What they say next depends on you."),
    "field": ("A real talk", "A real talk this week, logged in three lines."),
}
SKILLS = {
    "spot": "Spot it",
    "feeling": "Name the feeling",
    "say-back": "Say it back",
    "ask": "Ask",
    "no-advice": "Keep advice for later",
}
LEVELS = {1: "Gentle", 2: "Harder", 3: "Hard"}
ACTS: dict[SpotAct, tuple[str, str]] = {
    "reflection": ("Says it back", "It would return what was said, in other words."),
    "open": ("Asks an open question", "It would leave the answer to the speaker."),
    "closed": ("Asks a closed question", "Yes, no or one word would answer it."),
    "advice": ("Gives advice", "It would say, or hint, what to do."),
    "self-turn": (
        "Moves the talk to the person who answers",
        "It would be about that person’s own story.",
    ),
    "reassurance": ("Reassures", "It would comfort, and so end what the speaker had begun to say."),
}


def acts_after(chosen: str, right: str) -> dict[SpotAct, tuple[str, str]]:
    """Return ACTS in the order of their explanations: the chosen one, the right one, the others."""
    return dict(sorted(ACTS.items(), key=lambda act: (act[0] != chosen, act[0] != right)))


MARKS = {  # the meaning of an underline, in words
    "works": "works",
    "advice": "advice",
    "closed": "closed question",
    "theirs": "their words",
    "self": "about yourself",
    "open": "still open",
}
OBJECT = {"she": "her", "he": "him", "they": "them"}


@dataclass(frozen=True)
class ReplyPrompt:
    """The label and hint of a text field."""

    label: str
    hint: str


def prompt(kind: str, pronoun: str) -> ReplyPrompt:
    """Return the prompt of an exercise of this kind, or of a drill of this skill."""
    them = OBJECT.get(pronoun, "them")
    does = "do" if pronoun == "they" else "does"
    found = {
        "catch": (
            f"What did {pronoun} say?",
            f"Say it to {them}, or as you would tell somebody else: each point you heard, and the "
            "feeling you took from it.",
        ),
        "say-back": (
            "How would you say it back?",
            "The fact and the feeling in your own words. End by asking what you missed.",
        ),
        "ask": (
            "What would you ask?",
            f"One open question that uses {_their(pronoun)} words.",
        ),
        "feeling": (
            f"What {does} {pronoun} feel?",
            f"Say it to {them} in a sentence, as a guess that {pronoun} can correct.",
        ),
        "no-advice": (
            "What would you say?",
            "You can see what would help. Keep it for later, and show first what you heard.",
        ),
    }
    default = "What would you say?", "Two or three sentences, the way you would say them out loud."
    return ReplyPrompt(*found.get(kind, default))


def _their(pronoun: str) -> str:
    return {"she": "her", "he": "his"}.get(pronoun, "their")


MOVE_ON = "Three right out of four and you move on."


def standing(found: KindProgress) -> str:
    """Return the progress in a kind, in a few words."""
    if not found.open:
        return "Later"
    if found.kind == "field":
        return f"{_many(found.of, 'talk')} logged" if found.of else "Open"
    if found.settled:
        return "Done"
    return f"{_number(found.well).capitalize()} right so far" if found.well else "Open"


def progress_in_drill(went: Sequence[bool]) -> str:
    """Return the progress in a drill by its last answers, in one or two sentences."""
    last = went[-LAST:]
    well = sum(last)
    if well >= NEEDED:
        right = f"{_number(well).capitalize()} of your last {_number(len(last))} were right."
        return f"{right} You can move on."
    return f"{_number(well).capitalize()} right so far. {MOVE_ON}" if well else MOVE_ON


def contents(items: Sequence[SetItem]) -> str:
    """Return a summary of a set.

    Example: ``A voice to hear first, then two questions about replies that others gave``.
    """
    lines = sum(bool(item.part) and item.kind != "spot" for item in items)
    spots = sum(item.kind == "spot" for item in items)
    told = []
    if spots:
        one = "one question about a reply that somebody gave"
        told.append(
            one if spots == 1 else f"{_number(spots)} questions about replies that others gave"
        )
    if lines:
        told.append(f"{_number(lines)} line{'s' * (lines > 1)} to answer")
    rest = " and ".join(told)
    again = sum(item.kind == RECALL for item in items)
    voices = [item for item in items if not item.part and item.kind != RECALL]
    voice = "a voice to hear out" if any(v.kind == WAIT for v in voices) else "a voice to hear"
    first = [f"{_number(again)} message{'s' * (again > 1)} to remember"] if again else []
    first += [voice] if voices else []
    begins = " and ".join(first)
    whole = f"{begins} first, then {rest}" if begins and rest else begins or rest
    return f"{whole[:1].upper()}{whole[1:]}"


def _many(count: int, thing: str) -> str:
    more = " or more" if count == LAST else ""
    return f"{_number(count).capitalize()}{more} {thing}{'s' * (count > 1)}"


def answered(met: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return in which ways each message was answered, such as ``catch the points, ask``.

    ``met`` has the (exercise, kind) pairs with a reply.
    """
    kinds: dict[str, set[str]] = {}
    for exercise_id, kind in met:
        kinds.setdefault(exercise_id, set()).add(kind)
    return {
        name: ", ".join(KINDS[kind][0] for kind in MESSAGE_KINDS if kind in replied).lower()
        for name, replied in kinds.items()
        if not replied.isdisjoint(MESSAGE_KINDS)
    }


def capital(words: str) -> str:
    """Return the words with a capital first letter. The others stay as they are."""
    return f"{words[:1].upper()}{words[1:]}"


def spotted(act: str, right: bool) -> str:
    """Return the first sentence of the result of a *spot* exercise."""
    name = ACTS[act][0] if right and act in ACTS else ""
    if not name:
        return "Not quite: look at what it does with what was said."
    return f"Yes: it {name[0].lower()}{name[1:]}."


def colon(sentence: str) -> str:
    """Return the sentence with a colon instead of its full stop, to introduce a quotation."""
    return sentence.rstrip().rstrip(".") + ":"


def how_spoken(after: float, seconds: float, speaker: str = "", heard: float = 0) -> str:
    """Return how long somebody spoke, how long the speaker did, and when the first word came.

    All lengths are in seconds; ``heard`` is that of the speaker's recording, or 0 without one.
    """
    told = f"You spoke for {plural(max(1, round(seconds)), 'second')}"
    told += f"; {speaker} for {int(heard)}." if heard else "."  # whole seconds, as in the player
    if round(after) < 1:
        return f"{told} Your first word came within a second."
    return f"{told} Your first word came after {plural(round(after), 'second')}."


def _number(count: int) -> str:
    names = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return names[count] if count < len(names) else str(count)
