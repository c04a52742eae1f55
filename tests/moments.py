"""Another moment for each run of the tests: no test may depend on when or where it runs.

``eval "$(python -m tests.moments)"`` in a shell sets the clock of every process the tests start
(see ``coach.clock.AHEAD``), and the zone and the language of the machine as well. It prints what it
set; the same variables set by hand repeat the run. ``python -m tests.moments 2028-02-29T01:30``
names the moment.
"""

import random
import shlex
import sys
from datetime import UTC, datetime, timedelta

from coach import clock

ZONES = ("UTC", "America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Kiritimati")
LANGUAGES = ("C", "C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8")
DAYS: dict[str, tuple[int, ...]] = {
    "any day": (),
    "29 February": (2, 29),
    "31 December": (12, 31),
    "1 January": (1, 1),
    "the last of a month": (4, 30),
    "the night clocks go forward in Europe": (3, 25),  # the Sunday on or after it
    "the night clocks go back in Europe": (10, 25),
}


def on_the_machine() -> datetime:
    """Return the moment by the machine's clock, which packages read: codes, cookies, logs."""
    return clock.now() - clock.AHEAD


def next_one(now: datetime, kind: str, hour: int, minute: int) -> datetime:
    """Return the first moment of this kind of day after ``now``, at so many hours UTC."""
    day = now + timedelta(days=1)
    wanted = DAYS[kind]
    while wanted and (day.month, day.day) != wanted:
        day += timedelta(days=1)
    if "night" in kind:
        day += timedelta(days=6 - day.weekday())
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


def chosen(now: datetime, chance: random.Random) -> datetime:
    """Return a moment within the next nine years, rare days and small hours as likely as others."""
    kind = chance.choice(list(DAYS))
    first = now + timedelta(days=chance.randrange(365)) if kind == "any day" else now
    return next_one(first, kind, chance.randrange(24), chance.randrange(60))


def main(*named: str) -> None:
    """Print the shell's lines that set the moment, the zone and the language, and tell them."""
    now, chance = clock.now(), random.Random()
    moment = datetime.fromisoformat(named[0]).replace(tzinfo=UTC) if named else chosen(now, chance)
    variables = {
        clock.VARIABLE: str(max(0, int((moment - now).total_seconds()))),
        "TZ": chance.choice(ZONES),
        "LC_ALL": chance.choice(LANGUAGES),
    }
    told = " ".join(f"{name}={value}" for name, value in variables.items())
    print(f"export {told}")
    said = f"The clock of this run begins at {moment:%a %d %b %Y %H:%M} UTC: {told}"
    print(f"echo {shlex.quote(said)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
