"""Put into words when somebody began to speak. Times are told in half and whole seconds only."""

from coach.listening.exercise import Message
from coach.listening.turn_taking import RunTotal, SpeechTiming, until_told
from coach.text import agree, in_words, plural

QUOTED = 8  # words of a quotation
WAYS = {
    "sound": "Hear it",
    "timed": "Read it at the speed of talking",
    "read": "Read it step by step",
}


def verdict(
    name: str, timing: SpeechTiming, waited: bool, after: int, in_pause: bool, half_seconds: int
) -> str:
    """Return whether somebody let the speaker finish, and if not, when they came in.

    ``half_seconds`` is how far into the pause, in half seconds; 0 if it is not known.
    """
    if waited:
        return f"You let {name} finish."
    if not after:
        return f"You came in during {name}’s first sentence."
    quote = f"after ‘{last_words(timing.text(0, after))}’"
    if not in_pause:
        return f"You came in while {name} was speaking, {quote}"
    into = f"{about(half_seconds)} into" if half_seconds else "during"
    return f"You came in {into} a pause, {quote}"


def passed(timing: SpeechTiming) -> str:
    """Return how many pauses went by when somebody waited, and how long the longest was."""
    count, longest = len(timing.counted), max(each.seconds for each in timing.counted)
    words = f"{in_words(count).capitalize()} {agree(count, 'pause')} went by"
    return f"{words}, the longest {about(halves(longest))}."


def told(timing: SpeechTiming, message: Message, after: int, told_by_then: int) -> str:
    """Return how many key points had been told, and when the main or the next one came."""
    points = len(message.points)
    if told_by_then >= points:
        return "All the points had been made."
    count = in_words(told_by_then) if told_by_then else "none"
    sentence = f"{count.capitalize()} of the {in_words(points)} points had been made by then"
    later = [(point.kind, until_told(timing, after, point.id)) for point in message.points]
    left = [(kind, seconds) for kind, seconds in later if seconds is not None]
    main = [seconds for kind, seconds in left if kind == "heart"]
    if main:
        return f"{sentence}; the main one came {_later(main[0])}."
    soonest = min((seconds for _, seconds in left), default=None)
    return (
        f"{sentence}." if soonest is None else f"{sentence}; the next one came {_later(soonest)}."
    )


def _later(seconds: float) -> str:
    whole = max(1, round(seconds))
    return f"{plural(whole, 'second')} later"


def halves(seconds: float) -> int:
    """Return the number of half seconds, at least 1."""
    return max(1, round(2 * seconds))


def about(half_seconds: int) -> str:
    """Return half seconds in words: ``about one and a half seconds``."""
    whole, half = divmod(half_seconds, 2)
    if not whole:
        return "about half a second"
    if half:
        return f"about {in_words(whole)} and a half seconds"
    return "about a second" if whole == 1 else f"about {in_words(whole)} seconds"


def last_words(text: str) -> str:
    """Return the last sentence of a text, or the last words of a long one."""
    words = text.split()
    begins = [n for n, word in enumerate(words[:-1], start=1) if word.rstrip("”’")[-1:] in ".?!"]
    sentence = words[begins[-1] if begins else 0 :]
    return " ".join(sentence if len(sentence) <= QUOTED else ["…", *sentence[-QUOTED:]])


def of_run(found: RunTotal) -> str:
    """Return the heading at the end of a run: ``17 of 18 pauses let pass``."""
    return f"{found.passed} of {plural(found.pauses, 'pause')} let pass"


def waited(found: RunTotal) -> str:
    """Return in how many messages somebody waited for the last word."""
    return f"You waited for the last word in {found.waited} of {plural(found.messages, 'message')}."


def scene(message: Message) -> str:
    """Return the scene without its last sentence, which asks for a written reply."""
    kept, _, last = message.scene.rpartition(". ")
    return f"{kept}." if kept and last.startswith("Hear ") else message.scene
