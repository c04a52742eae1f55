"""Other ways to type a message, with its labels kept in place: more examples to learn from."""

import re
from dataclasses import replace

from coach.dev.writing.corpus import Message

STOP = re.compile(r"[.,;:!?](?=\s|$)")
TAIL = re.compile(r"(?m)^(?:-- ?$|>.*$|On .{5,80} wrote:)")
EVERY = 9  # of the longer words, one in so many gets a slip


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


def _without(message: Message, gone: list[int]) -> Message:
    missing = set(gone)
    text = "".join(c for i, c in enumerate(message.text) if i not in missing)
    before, count = [0] * (len(message.text) + 1), 0
    for i in range(len(message.text)):
        before[i] = count
        count += i in missing
    before[-1] = count
    spans = {
        name: tuple((a - before[a], b - before[b]) for a, b in places)
        for name, places in message.spans.items()
    }
    return replace(message, text=text, spans=spans)
