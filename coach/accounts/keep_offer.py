"""Whether a guest is offered to keep their progress. Pure: facts in, an answer out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Offer:
    """What decides whether somebody is offered an account.

    ``guest``: has no e-mail address; ``declined``: has said not to be asked again;
    ``registration``: this server takes new accounts.
    """

    guest: bool
    declined: bool
    registration: bool


def offered(facts: Offer) -> bool:
    """Return whether the offer may be shown; pages decide after which events they show it."""
    return facts.guest and not facts.declined and facts.registration
