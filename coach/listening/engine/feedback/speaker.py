"""Write about the speaker as she, he or they, with verbs in the right form."""

from dataclasses import dataclass

from coach.listening.exercise import Pronoun

_FORMS = {
    "she": ("she", "her", "her", "hers", "herself"),
    "he": ("he", "him", "his", "his", "himself"),
    "they": ("they", "them", "their", "theirs", "themselves"),
}
_PLURAL = {"has": "have", "is": "are", "was": "were", "does": "do"}


@dataclass(frozen=True)
class Speaker:
    """The speaker's pronoun, for ``{she}``, ``{her}`` and verbs such as ``{has}`` in templates."""

    pronoun: Pronoun

    def say(self, template: str, **words: str) -> str:
        """Return the template with the speaker's forms and other words filled in."""
        she, her, own, theirs, herself = _FORMS[self.pronoun]
        forms = {"she": she, "her": her, "own": own, "theirs": theirs, "herself": herself}
        forms |= {"She": she.capitalize(), "Her": own.capitalize()}
        forms |= {verb: _PLURAL[verb] if self.pronoun == "they" else verb for verb in _PLURAL}
        forms["s"] = "" if self.pronoun == "they" else "s"
        return template.format(**forms, **words)


def counted(count: int) -> str:
    """Return a number below ten in words, a larger one in figures."""
    small = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return small[count] if count < len(small) else str(count)


def quoted(text: str, longest: int = 90) -> str:
    """Return text in quotation marks, cut after a whole word if it is longer than ``longest``."""
    plain = " ".join(text.split()).strip(' "“”,;:')
    if len(plain) > longest:
        plain = plain[:longest].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
    return f"“{plain}”"
