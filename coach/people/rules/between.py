"""Notice when all that was noted with somebody goes one way. Nothing is added up or compared."""

LEAST = 3  # marked lines
DAYS = 365
MOST = 5  # people who are asked about on one page
SHOWN = 5  # lines each way on somebody's page


def one_way(gave: int, got: int) -> str:
    """Return ``gave`` or ``got`` if a year's marked lines all went this way, or an empty string.

    ``gave`` and ``got`` count the lines marked so. A line may have both marks.
    """
    if gave >= LEAST and not got:
        return "gave"
    if got >= LEAST and not gave:
        return "got"
    return ""
