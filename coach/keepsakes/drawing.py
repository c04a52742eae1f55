"""Draw the Friday card as a self-contained SVG file. It loads nothing, and all text is escaped."""

import re
import unicodedata
from collections.abc import Iterator
from xml.sax.saxutils import escape

from coach.keepsakes.card import CardText, FridayCard
from coach.text import WEEKDAYS

WIDTH, MARGIN, TOP = 600, 48, 62
SIZES = {True: 22, False: 20}  # font size of the user's texts (True) and of others, in units
LETTER = 0.56  # width of an average letter per font size, measured on wide serif fonts
PAPER, INK, QUIET = "#fcfaf6", "#1a2633", "#4a545e"
SOLID = ("#792e56", "#015668", "#765205", "#264b92", "#0c583c", "#5c3a86", "#8f3e1a", "#4d5d1d")
SERIF, SANS = "Literata, Georgia, serif", "'Source Sans 3', Arial, sans-serif"
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2


def svg(card: FridayCard) -> str:
    """Return the card as an SVG document, 600 units wide and as high as its texts need."""
    solid = SOLID[card.principle.number - 1]
    body, y = [_line(card.title, TOP, 28, SERIF, INK)], TOP + 20.0
    if card.dots:
        y += 34
        body.extend(_dots(card, y, solid))
        y += 38
    for text in card.texts:
        y += 44
        body.append(_line(text.heading, y, 16, SANS, solid, "600"))
        for words in _wrapped(text):
            y += SIZES[text.own] * 1.4
            body.append(_line(words, y, SIZES[text.own], SERIF, INK))
    height = round(y + MARGIN)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img" aria-labelledby="t d">'
        f'<title id="t">{_escaped(card.title)}</title>'
        f'<desc id="d">{_escaped(_description(card))}</desc>'
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>'
        f'<rect width="10" height="{height}" fill="{solid}"/>'
    )
    return f"{head}{''.join(body)}</svg>\n"


def wrapped(text: str, size: float, width: float = WIDTH - 2 * MARGIN) -> list[str]:
    """Return the text in lines that fit the width, estimated by the width of an average letter.

    Letters of East Asian scripts count twice. A word longer than a line is broken.
    """
    room, lines, line = width / (size * LETTER), [], ""
    for word in text.split():
        for piece in _pieces(word, room):
            longer = f"{line} {piece}" if line else piece
            if line and _width(longer) > room:
                lines.append(line)
                line = piece
            else:
                line = longer
    return [*lines, line] if line else lines


def _wrapped(text: CardText) -> list[str]:
    return wrapped(text.words, SIZES[text.own])


def _pieces(word: str, room: float) -> Iterator[str]:
    piece = ""
    for letter in word:
        if piece and _width(piece + letter) > room:
            yield piece
            piece = ""
        piece += letter
    yield piece


def _width(text: str) -> int:
    """Return the width in average letters. A combining mark has no width."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _line(words: str, y: float, size: int, font: str, colour: str, weight: str = "400") -> str:
    rtl = _is_rtl(words)
    x = WIDTH - MARGIN if rtl else MARGIN
    way = ' direction="rtl"' if rtl else ""
    return (
        f'<text x="{x}" y="{y:.0f}" font-family="{font}" font-size="{size}" '
        f'font-weight="{weight}" fill="{colour}"{way}>{_escaped(words)}</text>'
    )


def _is_rtl(words: str) -> bool:
    """Return whether the first strong letter is written from right to left (UAX 9)."""
    ways = (unicodedata.bidirectional(letter) for letter in words)
    return next((way != "L" for way in ways if way in ("L", "R", "AL")), False)


def _dots(card: FridayCard, y: float, solid: str) -> Iterator[str]:
    for n, (day, is_kept, is_away) in enumerate(zip(WEEKDAYS, card.dots, card.away, strict=True)):
        x = MARGIN + 11 + 46 * n
        radius, colour = (11, solid) if is_kept else (3.5, QUIET)
        if is_away:
            yield (
                f'<rect class="away" x="{x - 9}" y="{y - 1.5:.1f}" width="18" height="3" '
                f'fill="{QUIET}" transform="rotate(-45 {x} {y:.0f})"/>'
            )
        else:
            yield f'<circle cx="{x}" cy="{y:.0f}" r="{radius}" fill="{colour}"/>'
        yield (
            f'<text x="{x}" y="{y + 32:.0f}" font-family="{SANS}" font-size="14" '
            f'text-anchor="middle" fill="{QUIET}">{day[0]}</text>'
        )


def _description(card: FridayCard) -> str:
    texts = [card.days, *(f"{text.heading}: {text.words}" for text in card.texts)]
    return " ".join(filter(None, texts))


def _escaped(text: str) -> str:
    return escape(FORBIDDEN.sub("", text))
