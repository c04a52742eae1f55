"""Provide the texts of “Remember”."""

from coach.text import in_words


def after(days: int) -> str:
    """Return how long ago a message was answered: ``After a day``, ``After five days``."""
    return "After a day" if days <= 1 else f"After {in_words(days)} days"


def outcome(days: int, found: int, of: int, with_question: int) -> str:
    """Return what was remembered, in one sentence."""
    begins = f"{after(days)}: {in_words(found) if found else 'none'} of {in_words(of)} without help"
    if not with_question:
        return f"{begins}."
    return f"{begins}, {in_words(with_question)} with a question."
