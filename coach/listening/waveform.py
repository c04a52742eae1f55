"""The picture in the player: a bar for every moment of a recording, as high as it is loud."""

LOW, HIGH = 3.0, 40.0
LOUDEST = 15  # f, the highest digit of an envelope
FLAT = "0" * 64  # for a recording that nobody has drawn


def bars(envelope: str) -> list[float]:
    """The heights of the bars (3 to 40), one for each digit of an envelope (see room.Sound)."""
    steps = (int(digit, 16) / LOUDEST for digit in envelope or FLAT)
    return [round(LOW + (HIGH - LOW) * step, 1) for step in steps]
