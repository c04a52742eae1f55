"""What is worth a word at a check-in: a return after a miss, a week that is met, round numbers."""

from coach.amounts import written
from coach.habits.rules.streak import Standing
from coach.habits.showing.words import PERIODS, counted

ROUND = (7, 30, 100, 365)


def word(before: Standing, after: Standing, missed: bool, late: bool) -> str:
    """Return what to say after a check-in, or an empty string.

    ``missed``: the last due day, week, month or time before the day recorded is still missed.
    Late check-ins count for everything and earn no milestone. The return after a miss is
    celebrated first (Milkman et al. 2021, doi 10.1038/s41586-021-04128-4: of 54 programmes
    the one that rewarded coming back did best).
    """
    if late or after.current <= before.current:
        return ""
    if missed and after.current == 1:
        return "You came back. That is the check-in that matters most."
    if missed:
        run = counted(after.current, after.unit)
        return f"You came back after a miss. The streak goes on: {run}."
    if after.current not in ROUND:
        return _met(after)
    best = ", your longest streak so far" if after.current == after.best else ""
    return f"{counted(after.current, after.unit)} in a row{best}."


def _met(after: Standing) -> str:
    """Return that the week or month has what it asked for, or an empty string."""
    running = after.running
    if running is None or running.state != "met":
        return ""
    period = PERIODS[after.unit]
    run = f" {counted(after.current, after.unit)} in a row." if after.current > 1 else ""
    return f"This {period} is met: {written(running.done)} of {written(running.asked)}.{run}"
