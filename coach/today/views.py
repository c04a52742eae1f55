"""Show the welcome page, Today and how it works."""

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, current_app, g, redirect, render_template, url_for

from coach import clock
from coach.assessment import queries as look_backs
from coach.content.model import Catalogue
from coach.habits import log_queries as habits
from coach.habits.habit_log import HabitStatus
from coach.habits.presenters.row import card
from coach.habits.presenters.week import week
from coach.habits.rules.log import State
from coach.habits.statuses import status_on
from coach.intentions import rules as intention_rules
from coach.intentions.queries import DueIntention
from coach.journal import stamps
from coach.lessons import next_up
from coach.listening import recall_queries
from coach.listening.room import bars
from coach.people import day_queries as people
from coach.people.presenters import phrases as people_phrases
from coach.people.presenters import rows as people_rows
from coach.principles import PRINCIPLES
from coach.review import queries as reviews
from coach.review import session
from coach.today import agenda, queries, welcome_back
from coach.today.cover import cover_of, without
from coach.web import request_context
from coach.writing.answer import wrong_one_in
from coach.writing.queries import OwedMessage

bp = Blueprint("today", __name__)
BY_SLUG = {principle.slug: principle for principle in PRINCIPLES}


@bp.get("/")
def welcome() -> Any:
    """Show the welcome page with the first lesson. Redirect a user to Today."""
    if g.user is not None:
        return redirect(url_for("today.today"), 303)
    first = next(iter(course().lessons.values()))
    chapters = course().chapters.values()
    room = course().listening
    voice = room.first_voice
    opening = room.sounds[voice.id].opening if voice else None
    return render_template(
        "today/welcome.html",
        first=first,
        chapters=chapters,
        voice=voice,
        opening=opening,
        bars=bars(opening.envelope) if opening else [],
    )


@bp.get("/today")
def today() -> str:
    """Show the next step, the check-ins, what else waits, and a kind sentence."""
    user, now, day, catalogue = g.user, g.now, g.today, course()
    due = habits.due(user.id, user.rollover, day) if user else habits.HabitsInUse([], 0)
    statuses = [status_on(track, day) for track in due.logs]
    cards = sorted(map(card, statuses), key=agenda.rests)  # resting habits come last
    due_rows = [each for each in cards if each.asked]
    done = sum(each.today == State.DONE for each in due_rows)
    standing = look_backs.agenda(user, now, g.zone)
    look_back = looking_back(standing)
    dated = catalogue.dated_tools
    begun = queries.begun(user.id, dated, day, now) if user else queries.Begun((), {})
    coming = next_up.next_up(catalogue, begun.places, standing.aims)
    review = to_review(user.id if user else None)
    all_done = bool(cards) and done == len(due_rows)
    reason = next_up.reason(coming)
    sheets = promised(begun.sheets)
    where, listened_on = coming.where, user.listened_on if user else None
    listening = not catalogue.listening.empty and agenda.listens(where.read, listened_on, day)
    has_lesson = bool(where.resume or where.next)
    facts = people.day_facts(user.id, day) if user else people.DayFacts()
    rows = agenda.waiting(
        look_back,
        review,
        len(cards),
        has_lesson,
        due.looks,
        listening,
        owed(begun.message),
        near_promise(facts),
    )
    to_say = planned(begun.to_say)
    open_rows = [
        *agenda.promises(sheets["overdue"]),
        *agenda.unanswered(to_say["asked"] is not None),
        *rows,
    ]
    cover = cover_of(where, BY_SLUG, all_done, look_back, reason, open_rows)
    return render_template(
        "today/today.html",
        greeting=greeting(),
        cover=cover,
        cards=cards,
        due=len(due_rows),
        done=done,
        rows=without(rows, cover),
        kind=week(statuses, day, user.week_start) if user else None,
        back=coming_back(statuses),
        zone_offer=zone_offer(),
        recalls=recall_queries.messages_of(user, begun.coming, catalogue.listening, day),
        lessons_read=where.read,
        has_progress=where.read > 0 or standing.baseline is not None,
        **one_person(facts),
        **sheets,
        **to_say,
    )


def planned(found: Sequence[DueIntention]) -> dict[str, Any]:
    """Return the words for today, the first intention to ask about, and how many others wait."""
    asked = [each for each in found if each.day < g.today]
    return {
        "words_today": [each for each in found if each.day == g.today],
        "asked": asked[0] if asked else None,
        "more_asked": len(asked[1:]),
        "furthest": intention_rules.furthest(g.today),
    }


def coming_back(statuses: Sequence[HabitStatus]) -> welcome_back.Return | None:
    """Return what to say after days on which the user did nothing, or None."""
    explained = request_context.began_again()
    back = welcome_back.after_days_away(statuses, g.today, explained)
    if back is None:
        return None
    used = queries.last_used(g.user.id, g.zone, g.user.rollover, g.today)
    known = max(filter(None, (explained, used)), default=None)
    return welcome_back.after_days_away(statuses, g.today, known)


@bp.post("/today/begin-again")
@request_context.person_required
def begin_again() -> Any:
    """Go on after days away without marking them. The page stops asking about them."""
    answer = redirect(url_for("today.today", _anchor="check-ins"), 303)
    request_context.begin_again(answer)
    return answer


def promised(sheets: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Return the rows of sheets whose day is near or past, the earliest first."""
    tools, day = course().tools, g.today
    due_rows = [due for id_, parts in sheets.items() for due in stamps.due(tools[id_], parts, day)]
    due_rows.sort(key=lambda due: due.day)
    most = agenda.MOST_WAITING
    overdue = sum(due.day <= day for due in due_rows)
    context = {
        "promised": due_rows[:most],
        "more_promised": len(due_rows[most:]),
        "overdue": overdue,
    }
    return {**context, "by_when": stamps.when}


def owed(message: OwedMessage | None) -> agenda.AgendaRow | None:
    """Return the message that the user began or kept and has not sent, as an item of Today."""
    kind = course().writing.kinds.get(message.kind) if message else None
    if message is None or kind is None:
        return None
    return agenda.owed(kind.title, message.person, message.due_on, g.today, message.url)


def one_person(facts: people.DayFacts) -> dict[str, Any]:
    """Return the person of Today as a row, and how many more wait on People.

    Once somebody was acted on, it is they, with what was noted.
    """
    waiting = facts.three(g.today)
    acted = people_rows.acted_rows(facts.rows.get("acted", []), g.today)
    chosen = acted[-1:] or people_rows.daily_rows(waiting[:1], facts.rows, g.today)
    more = len(waiting) - (0 if acted else len(chosen))
    return {"person": chosen[0] if chosen else None, "more_people": more}


def near_promise(facts: people.DayFacts) -> agenda.AgendaRow | None:
    """Return an item for the promises that are near their date, or past it, or None."""
    if not facts.near:
        return None
    first, due = facts.near[0], [row for row in facts.near if row.day and row.day <= g.today]
    name = people_phrases.called(first.name, first.called)
    when = people_phrases.when(first.day or g.today, g.today)
    return agenda.near_promise(first.text, name, when, first.more or 1, len(due), first.number or 0)


@bp.get("/how-it-works")
def how_it_works() -> str:
    """Explain how the app works and how each number is computed."""
    return render_template("today/how_it_works.html", wrong_one_in=wrong_one_in())


def course() -> Catalogue:
    """Return the course, which is read once at start."""
    catalogue: Catalogue = current_app.extensions["catalogue"]
    return catalogue


def looking_back(standing: look_backs.LookBackStatus) -> agenda.LookBack:
    """Return the look-back's facts for Today, in the user's time zone."""
    zone = ZoneInfo(g.zone)
    closes = standing.open.closes if standing.open else None
    return agenda.LookBack(
        due=standing.due,
        answered=standing.answered,
        questions=look_backs.QUESTIONS,
        minutes=look_backs.MINUTES,
        first=standing.open is not None and standing.baseline in (None, standing.open.week),
        until=closes.astimezone(zone) if closes else None,
        wrote=standing.wrote,
        day=g.now.astimezone(zone).date(),
    )


def greeting() -> str:
    """Return the greeting for this hour and user."""
    user, hour = g.user, g.now.astimezone(ZoneInfo(g.zone)).hour
    return agenda.greeting(hour, user.name if user else "")


def to_review(user_id: int | None) -> session.Load:
    """Return the load of the user's review today."""
    if user_id is None:
        return session.NOTHING
    return reviews.load(user_id, session.concepts(course()), g.today)


def zone_offer() -> str:
    """Return the browser's time zone if it should be offered, otherwise an empty string.

    It is offered if it is not the user's zone and the user has not declined it.
    """
    zone = request_context.offered_zone()
    if not zone or g.user is None:
        return ""
    known = g.user.zone, request_context.declined_zone()
    return "" if any(clock.same_zone(zone, other) for other in known) else zone
