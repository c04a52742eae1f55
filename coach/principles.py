"""Define the eight principles: their order, their colours' numbers and their names."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Principle:
    """One principle of the course.

    ``number`` is 1 to 8 and picks the colour and the mark; ``short`` is the word on the radar,
    ``title`` the name on the screen, ``full`` the name in running text.
    """

    number: int
    slug: str
    short: str
    title: str
    full: str


PRINCIPLES: tuple[Principle, ...] = (
    Principle(1, "authenticity", "Authentic", "Authenticity", "Start with authenticity"),
    Principle(2, "active-listening", "Listening", "Active listening", "Listen actively"),
    Principle(3, "offer-value", "Value", "Offer value", "Offer value"),
    Principle(
        4, "communicate-regularly", "Regular", "Communicate regularly", "Communicate regularly"
    ),
    Principle(
        5,
        "reliable-accountable",
        "Reliable",
        "Reliable & accountable",
        "Be reliable and accountable",
    ),
    Principle(6, "network-thoughtfully", "Network", "Network thoughtfully", "Network thoughtfully"),
    Principle(7, "show-appreciation", "Appreciate", "Show appreciation", "Show appreciation"),
    Principle(8, "adapt-evolve", "Adapt", "Adapt & evolve", "Adapt and evolve"),
)

_BY_SLUG = {principle.slug: principle for principle in PRINCIPLES}


def by_slug(slug: str) -> Principle | None:
    """Return the principle with this slug, or None."""
    return _BY_SLUG.get(slug)
