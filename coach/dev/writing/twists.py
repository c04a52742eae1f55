"""Other ways to type a message, with its labels kept in place: more examples to learn from."""

import re
from dataclasses import replace

from coach.dev.writing.corpus import Message

Edit = tuple[int, int, str]  # a place and its new text
STOP = re.compile(r"[.,;:!?](?=\s|$)")
TAIL = re.compile(r"(?m)^(?:-- ?$|>.*$|On .{5,80} wrote:)")
EVERY = 9  # of the longer words, one in so many gets a slip
BETWEEN = re.compile(r"[.!] (?=[A-Za-z])")
JOINERS = (", and ", "; ", ", but ", " - ", ", so ", ", and since ", ", as ", ", ")
_STARTERS = """
the a an it it's we we've we'll you you've you're your my our he she they this that there if as when
since because so but and could would can may shall what how which please no not for from in on at
thank thanks one then now after before last all
"""
STARTERS = frozenset(_STARTERS.split())


def lower(message: Message) -> Message:
    """Return a message in lower case."""
    text = "".join(low if len(low := c.lower()) == 1 else c for c in message.text)
    return replace(message, text=text)


def unpointed(message: Message) -> Message:
    """Return a message without stops and commas."""
    tail = TAIL.search(message.text)
    end = tail.start() if tail else len(message.text)
    gone = [m.start() for m in STOP.finditer(message.text, 0, end)]
    return _without(message, gone)


def slipped(message: Message) -> Message:
    """Return a message with two letters changed about in every ninth longer word."""
    count = 0

    def slip(word: re.Match[str]) -> str:
        nonlocal count
        count += 1
        w = word.group()
        return w[0] + w[2] + w[1] + w[3:] if count % EVERY == 4 else w

    return replace(message, text=re.sub(r"[A-Za-z]{5,}", slip, message.text))


def joined(message: Message) -> Message:
    """Return a message in which two of three sentences go on after the one before, as many people
    write: the stop between them becomes a comma with a conjunction, a semicolon or a dash."""
    tail = TAIL.search(message.text)
    end = tail.start() if tail else len(message.text)
    edits: list[Edit] = []
    for number, stop in enumerate(BETWEEN.finditer(message.text, 0, end)):
        if (number + message.number) % 3 == 2:
            continue
        word = re.match(r"[A-Za-z']+", message.text[stop.end() :])
        edits.append((*stop.span(), JOINERS[(number * 3 + message.number) % len(JOINERS)]))
        if word and word.group().lower() in STARTERS:
            edits.append((stop.end(), stop.end() + 1, message.text[stop.end()].lower()))
    return _edited(message, edits)


def _without(message: Message, gone: list[int]) -> Message:
    return _edited(message, [(at, at + 1, "") for at in gone])


def _edited(message: Message, edits: list[Edit]) -> Message:
    """Return a message with the text of each place replaced, and its labels moved along."""
    text, last, moved = "", 0, list(range(len(message.text) + 1))
    for start, end, new in edits:
        text += message.text[last:start]
        moved[last:start] = range(len(text) - (start - last), len(text))
        moved[start:end] = [len(text)] * (end - start)
        text, last = text + new, end
    moved[last:] = range(len(text), len(text) + len(message.text) - last + 1)
    text += message.text[last:]
    spans = {
        name: tuple((moved[a], moved[b]) for a, b in places)
        for name, places in message.spans.items()
    }
    return replace(message, text=text, spans=spans)
