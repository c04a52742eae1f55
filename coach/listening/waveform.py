"""Draw the waveform in the player: one bar per moment of a recording, by its loudness."""

LOW, HIGH = 3.0, 40.0
LOUDEST = 15  # f, the highest digit of an envelope
FLAT = "0" * 64  # for a recording without an envelope


def bars(envelope: str) -> list[float]:
    """Return the heights of the bars (3 to 40), one per digit of an envelope (see room.Sound)."""
    steps = (int(digit, 16) / LOUDEST for digit in envelope or FLAT)
    return [round(LOW + (HIGH - LOW) * step, 1) for step in steps]
