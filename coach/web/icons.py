"""Render icons from the page's SVG sprite. They are decoration beside words.

Names and CSS classes stand in our code and need no escaping; labels and titles are escaped.
"""

from collections.abc import Iterable

from markupsafe import Markup, escape

from coach.principles import Principle


def icon(name: str, css: str = "icon") -> Markup:
    """Return the icon with this name."""
    return _use(f"i-{name}", css)


def mark(number: int, css: str = "mark") -> Markup:
    """Return the mark of a principle, numbered 1 to 8."""
    return _use(f"m{number}", css)


def glyph(name: str, label: str = "") -> Markup:
    """Return the symbol of a day's state in a habit's history. Screen readers read the label."""
    aria = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return Markup(f'<svg class="g" {aria}><use href="#g-{name}"/></svg>')  # noqa: S704  escaped


def glyphs(names: Iterable[str]) -> Markup:
    """Return the signs of several days, one after the other."""
    return Markup("".join(map(glyph, names)))  # noqa: S704  each is markup


def tag(principle: Principle) -> Markup:
    """Return a principle's mark with its title."""
    title = f"{mark(principle.number)}{escape(principle.title)}"
    return Markup(f'<span class="tag">{title}</span>')  # noqa: S704  escaped


def tick() -> Markup:
    """Return the tick of a checkbox."""
    return Markup(
        '<svg class="tick" viewBox="0 0 24 24" aria-hidden="true"><use href="#i-tick"/></svg>'
    )


def _use(name: str, css: str) -> Markup:
    svg = f'<svg class="{css}" aria-hidden="true"><use href="#{name}"/></svg>'
    return Markup(svg)  # noqa: S704  both stand in our code
