"""Decide whether to offer a guest an account. Pure: facts in, decision out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Offer:
    """The facts for the decision.

    ``guest``: the user has no e-mail address; ``declined``: the guest asked not to be offered
    again; ``registration``: this server accepts new accounts.
    """

    guest: bool
    declined: bool
    registration: bool


def offered(facts: Offer) -> bool:
    """Return whether pages may show the offer. The pages decide after which events they show it."""
    return facts.guest and not facts.declined and facts.registration
