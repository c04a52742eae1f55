"""Put together what another app shared: a title, a text and a link."""

LONGEST = 4_000  # characters; an address of a page cannot be much longer


def joined(title: str, text: str, link: str) -> str:
    """Return the parts as lines, each once. Some apps send the link as text, some the title twice.

    Longer texts are cut at ``LONGEST`` characters.
    """
    lines: list[str] = []
    for part in (title, text, link):
        words = part.strip()
        if words and not any(words in line for line in lines):
            lines.append(words)
    return "\n".join(lines)[:LONGEST]
