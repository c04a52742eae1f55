"""The sentences of People. What the user typed is quoted, and isolated in its own direction."""

from collections.abc import Sequence
from datetime import date, timedelta

from coach.people.rules import dates, names, words
from coach.people.rules.promise import PromiseState, PromiseTally
from coach.text import agree, day_of_month, in_words, isolated, listed, plural, weekday

CHANNELS = {
    "met": "Met", "call": "Call", "video": "Video call", "message": "Message", "mail": "E-mail",
    "letter": "Letter", "other": "Other",
}  # fmt: skip
BY_CHANNEL = {
    "met": "in person", "call": "by phone", "video": "by video call", "message": "by message",
    "mail": "by e-mail", "letter": "by letter", "other": "in another way",
}  # fmt: skip
MARKS = {
    "thanked": "You said thank you",
    "gave": "You helped or sent something",
    "got": "They helped you",
    "news": "Something has changed for them",
}
DATE_KINDS = {"birthday": "Birthday", "work": "Work", "other": "Other"}
NAMED = 3  # people named in one sentence
A_WEEK = timedelta(days=7)
A_LONG_TIME = 14  # days without an act after which People says that nothing is owed
ONLY_YOU = "Only you can see this list. Nobody on it is told, and nothing is sent for you."
RHYTHMS = "Your rhythms ask for about {} a week"


def called(name: str, short: str = "") -> str:
    """Return how a sentence names somebody."""
    return isolated(short or names.called(name))


def when(day: date, today: date) -> str:
    """Return a day near today in words: ``tomorrow``, ``Monday``, ``16 December``."""
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    ahead = day - today
    if ahead.days in near:
        return near[ahead.days]
    if -A_WEEK < ahead < A_WEEK:
        return weekday(day)
    return day_of_month(day) + ("" if day.year == today.year else f" {day.year}")


def on_day(day: date, today: date) -> str:
    """Return the same for the end of a sentence: ``today``, ``on Monday``."""
    said = when(day, today)
    return said if said in ("yesterday", "today", "tomorrow") else f"on {said}"


def quoted(text: str) -> str:
    """Return the user's own words in quotation marks."""
    return f"“{isolated(text)}”"


def promised(what: str, due: date, today: date, who: str) -> str:
    """Return the reason of a promise that is near its date, or past it."""
    if due < today:
        told = f"Agree on a new date with {who}, or call it off."
        return f"You promised {quoted(what)} for {when(due, today)}. {told}"
    return f"You promised {quoted(what)} for {when(due, today)}."


def remembered(kind: str, label: str, number: int, year: int | None, today: date) -> str:
    """Return the reason of a day to remember: ``Birthday on Tuesday.``"""
    on = dates.next_on(number, today)
    past = dates.years(year, on)
    name = isolated(label) if label else DATE_KINDS[kind]
    if past:
        name = f"{name}: {plural(past, 'year')}"
    leap = number == dates.LEAP_DAY and dates.month_day(on) == dates.DAY_BEFORE
    told = " It is kept on 28 February this year." if leap else ""
    return f"{name} {on_day(on, today)}.{told}"


def to_ask(line: str) -> str:
    """Return the reason of something to ask."""
    return f"To ask: {quoted(line)}"


def meant(every: int | None) -> str:
    """Return the reason of a rhythm."""
    return f"You wanted to speak {words.every(every)}." if every else ""


LONG = "It has been a long time. One line is enough, and you don’t need to explain."


def drifted(who: str, days: int) -> str:
    """Return why somebody with whom contact has drifted is suggested."""
    return (
        f"You have noted nothing with {who} for {words.since(days)}. Contacts that have drifted "
        "often last, and a short note is mostly more welcome than its writer thinks."
    )


def noted(who: str, channel: str) -> str:
    """Return what was noted by one tap."""
    return f"Noted: in touch with {who} today, {BY_CHANNEL.get(channel, BY_CHANNEL['other'])}."


def plenty(people: Sequence[str], count: int) -> str:
    """Return that nothing more is asked today, naming whom the user was in touch with."""
    named = list(people[:NAMED])
    if count > len(named):
        more = count - len(named)
        named.append(f"{in_words(more)} {agree(more, 'other', 'others')}")
    return f"That is plenty for today: {listed(named)}."


def nothing_owed(days: int) -> str:
    """Return what People says after a long time without an act."""
    return f"It has been {words.since(days)}. You owe nothing: begin with one person."


def elapsed(last: date | None, today: date) -> str:
    """Return how long ago the last touch was: ``5 weeks ago``, or that nothing is noted."""
    return words.ago((today - last).days) if last else "nothing noted"


def due_words(promise: PromiseState, who: str, today: date) -> str:
    """Return whom a promise is to and by when: ``to Maren, by Monday``."""
    whose = f"to {who}" if promise.mine else f"from {who}"
    if promise.state != "open" and promise.closed_on:
        end = "kept" if promise.state == "kept" else "called off"
        return f"{whose}, {end} {on_day(promise.closed_on, today)}"
    if promise.due is None:
        return f"{whose}, no date"
    if promise.due < today:
        return f"{whose}, due since {when(promise.due, today)}"
    return f"{whose}, by {when(promise.due, today)}"


def half(what: str) -> str:
    """Return the question halfway through."""
    return f"Half the time for {quoted(what)} has passed. Is it on course?"


def tally(counts: PromiseTally) -> str:
    """Return how the user's last dated promises ended, or an empty string."""
    if not counts.total:
        return ""
    parts = [f"{counts.kept} {agree(counts.kept, 'was', 'were')} kept by the date"]
    if counts.moved:
        parts.append(f"{counts.moved} {agree(counts.moved, 'was', 'were')} moved in time")
    if counts.late:
        parts.append(f"{counts.late} {agree(counts.late, 'was', 'were')} late")
    if counts.off:
        parts.append(f"{counts.off} {agree(counts.off, 'was', 'were')} called off in time")
    last = f"last {counts.total} dated promises" if counts.total > 1 else "last dated promise"
    return f"Of your {last}, {listed(parts)}."


def overfull(notes: float, daily: int) -> str:
    """Return that the rhythms ask for more notes a week than the list has room for, or nothing."""
    if notes <= 7 * daily:
        return ""
    a_day = f"{in_words(daily)} a day {agree(daily, 'makes', 'make')} {7 * daily}"
    return (
        f"{RHYTHMS.format(plural(round(notes), 'note'))}; {a_day}. Nobody is late: the list takes "
        "the next ones, and the rest can wait. A slower ring would fit better."
    )


def delicate(topic: str, who: str) -> str:
    """Return the question after a line was saved that may be delicate."""
    about = "" if topic in ("a judgement", "a confidence") else "about "
    return f"Noted. If that is {about}{topic}, would {who} mind reading it?"
