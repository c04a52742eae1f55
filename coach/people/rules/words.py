"""Say in words how long ago something was, and how often somebody speaks with somebody."""

from coach.text import plural

WEEK, MONTH, YEAR = 7, 30.4, 365.24  # days
IN_DAYS, IN_WEEKS, IN_MONTHS = 13, 91, 730  # the most days that are said in each unit
NAMED = {
    7: "every week", 30: "every month", 31: "every month",
    60: "every 2 months", 61: "every 2 months",
    90: "every 3 months", 91: "every 3 months", 92: "every 3 months",
    182: "every 6 months", 183: "every 6 months",
    365: "every year", 366: "every year", 730: "every 2 years", 731: "every 2 years",
}  # fmt: skip


def since(days: int) -> str:
    """Return how long it has been: ``today``, ``yesterday``, ``12 days``, ``11 weeks``."""
    if days < 2:
        return "yesterday" if days == 1 else "today"
    if days <= IN_DAYS:
        return plural(days, "day")
    if days <= IN_WEEKS:
        return plural(days // WEEK, "week")
    if days <= IN_MONTHS:
        return plural(int(days / MONTH), "month")
    return plural(int(days / YEAR), "year")


def ago(days: int) -> str:
    """Return how long ago it was: ``today``, ``yesterday``, ``11 weeks ago``."""
    return since(days) if days < 2 else f"{since(days)} ago"


def every(days: int) -> str:
    """Return a rhythm in words: ``every 8 weeks``."""
    if days in NAMED:
        return NAMED[days]
    if days % WEEK == 0 and days <= 84:
        return f"every {plural(days // WEEK, 'week')}"
    return f"every {plural(days, 'day')}"
