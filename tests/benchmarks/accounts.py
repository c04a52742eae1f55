"""Whole accounts as exports hold them, each at the bounds in another way."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from coach import bounds
from coach.account_data import export_reader, export_zip
from coach.listening.engine.feedback import json_codec as feedback_codec
from tests.conftest import FRIDAY
from tests.listening.shown import FEEDBACK, JUDGEMENT

Row = dict[str, Any]
Tables = dict[str, list[Row]]
TODAY, NOW = FRIDAY.date(), FRIDAY.isoformat()
DAY = timedelta(days=1)
PERSON = {"name": "Nora", "zone": "UTC", "rollover": 4, "week_start": 1, "look_back_day": 5,
          "theme": "", "keep_declined": False}  # fmt: skip
PLAN = {"weekdays": 127, "times": 1, "days": 1, "week_start": 1, "goal": "", "target": None,
        "unit": ""}  # fmt: skip


CHANCE = Random(1)


def mixed(length: int) -> str:
    """Return letters that are not ASCII, in no order: nothing packs them very small."""
    return "".join(CHANCE.choices("éü", k=length))


def document(tables: Tables) -> bytes:
    """Return an export of these tables, packed as one is."""
    told = {
        "format": export_zip.FORMAT,
        "version": export_zip.VERSION,
        "made_at": NOW,
        "person": PERSON,
    }
    text = json.dumps(told | {"tables": tables}, ensure_ascii=False)
    return export_zip.packed({export_zip.NAME: text}, FRIDAY)


def habits(number: int, lived: int, recorded: int, **plan: Any) -> Tables:
    """Return habits that began so many days ago, the last days of each recorded."""
    start = f"{TODAY - (lived - 1) * DAY}"
    found: Tables = {"habit": [], "habit_plan": [], "check_in": []}
    for n in range(1, number + 1):
        found["habit"].append({
            "id": n, "name": f"Walk {n}", "principle": 1, "cue": "", "act": "walk", "smallest": "",
            "cue_time": None, "offer": None, "import_id": None, "token": f"h{n}", "start": start,
            "position": n, "archived_at": None, "rehearsed_at": None, "graduated_on": None,
            "looked_on": None, "created_at": NOW,
        })  # fmt: skip
        found["habit_plan"].append({"habit_id": n, "start": start, "kind": "daily", **PLAN, **plan})
        for k in range(recorded):
            number_ = 2.5 if plan.get("goal") else None
            found["check_in"].append({
                "habit_id": n, "day": f"{TODAY - k * DAY}", "state": "done", "number": number_,
                "note": "", "moment": NOW, "zone": "UTC", "late": False, "import_id": None,
            })  # fmt: skip
    return found


def as_many_days() -> Tables:
    """Return 15 habits with each day recorded, as many as there may be."""
    most = min(bounds.LIVED, export_reader.ROWS - 30) // 15
    return habits(15, most, most)


def long_looks_back() -> Tables:
    """Return habits whose days look back over a year, each of which counts twice."""
    plan = {"kind": "frequency", "times": 100, "days": 366, "goal": "at_least", "target": 5}
    return habits(5, bounds.LIVED // 10, bounds.LIVED // 10, **plan)


def one_long_habit() -> Tables:
    """Return a habit of every day since the first day there is."""
    days = (TODAY - bounds.FIRST_DAY).days + 1
    return habits(1, days, days, kind="week", times=3)


def many_zones() -> Tables:
    """Return as many habits as may be, lived in as many zones as may be."""
    number = bounds.HABITS_IN_ALL
    zones = ["Pacific/Kiritimati", "Etc/GMT+12"]
    moved = [{"moment": (FRIDAY - n * DAY / 4).isoformat(), "zone": zones[n % 2]}
             for n in range(1, export_reader.MOST["zone_change"] + 1)]  # fmt: skip
    away = [{"habit_id": None, "first": f"{TODAY - n * DAY}", "last": f"{TODAY}", "reason": "",
             "travel": True} for n in range(export_reader.MOST["away"])]  # fmt: skip
    lived = bounds.LIVED // number
    return habits(number, lived, lived - 10) | {"zone_change": moved, "away": away}


def reviews() -> Tables:
    """Return as many answers in reviews as may be, and of questions in lessons."""
    logged = [{"concept": f"c{n % 40}", "question_id": f"q{n}", "digest": "0" * 16,
               "context": "review", "role": "counted", "answered_at": NOW, "given_at": NOW,
               "rating": 1 + n % 4, "score": 0.5, "confidence": None, "hinted": False,
               "fsrs_version": "6"} for n in range(export_reader.MOST["review_log"])]  # fmt: skip
    for n, row in enumerate(logged):
        row["given_at"] = (FRIDAY - n * DAY / 9).isoformat()
    answers = [{"question_id": f"q{n}", "first_response": ["a", "b"], "first_score": 1.0,
                "first_confidence": None, "first_hinted": False, "first_digest": "0" * 16,
                "first_at": NOW, "last_response": ["a"], "last_digest": "0" * 16, "last_at": NOW,
                "tries": 1} for n in range(export_reader.MOST["lesson_answer"])]  # fmt: skip
    return {"review_log": logged, "lesson_answer": answers}


def look_backs() -> Tables:
    """Return as many look-backs as may be, with answers up to the bound of rows."""
    first = date(2014, 1, 6)
    weeks = ["{}-W{:02}".format(*(first + 7 * n * DAY).isocalendar())
             for n in range(export_reader.MOST["sitting"])]  # fmt: skip
    told = {"cycle": 1, "week_in_cycle": 1, "baseline": False, "begun_at": NOW, "whole": True,
            "doubtful": False, "wrote": False, "noise_ss": 0.0, "noise_df": 0, "pairs_ss": 0.0,
            "pairs_df": 0, "reach": "00000000", "verdict": "........", "moved_total": 0.0,
            "moved_weight": 0.0, "told": None}  # fmt: skip
    each = export_reader.MOST["response"] // len(weeks)
    said = {"digest": "0" * 16, "reverse": False, "value": 50, "seconds": 2.0, "answered_at": NOW}
    return {
        "sitting": [{"week": week, **told} for week in weeks],
        "response": [
            {"week": w, "item": f"i{n}", "principle": 1 + n % 8, **said}
            for w in weeks
            for n in range(each)
        ],
    }


def replies() -> Tables:
    """Return replies with all that was shown about each, up to the bound of bytes."""
    shown = {
        "judgement": feedback_codec.plain(JUDGEMENT),
        "feedback": feedback_codec.plain(FEEDBACK),
    }
    one = {"kind": "reply", "exercise_id": "x", "part": "", "run": "", "level": 1,
           "text": "It sounds hard.", "went_well": True, "opened": None, "asked_open": False,
           "advised": False, "points_found": 0, "points": 0, **shown,
           "practice_day": f"{TODAY}", "answered_at": NOW}  # fmt: skip
    size = len(json.dumps(one, ensure_ascii=False).encode()) + 200
    values = sum(map(json.dumps(one).count, ",[{")) + 20
    number = min(export_zip.VALUES // values, export_zip.UNPACKED // size)
    said = [{"id": n, "token": f"t{n}", **one, "text": mixed(80)} for n in range(1, number + 1)]
    return {"listening_reply": said}


def texts() -> Tables:
    """Return a journal of long texts that are not in English, up to the bound of bytes."""
    one = {"kind": "note", "prompt": "", "parts": None, "written_at": NOW,
           "changed_at": NOW}  # fmt: skip
    number = (export_zip.UNPACKED - 2000) // (2 * feedback_codec.LONGEST + 200)
    texts = (mixed(feedback_codec.LONGEST) for _ in range(number))
    return {"journal_entry": [{"key": f"n{n}", "text": t, **one} for n, t in enumerate(texts)]}


def lists() -> Tables:
    """Return answers that are lists of as many empty texts as may be."""
    found = reviews()["lesson_answer"][:1]
    number = min(
        export_zip.UNPACKED // 2_500, export_zip.VALUES // 420, export_reader.MOST["lesson_answer"]
    )
    names = ("first_response", "last_response")
    said = [{name: [mixed(1) for _ in range(200)] for name in names} for _ in range(number)]
    return {"lesson_answer": [found[0] | s | {"question_id": f"q{n}"} for n, s in enumerate(said)]}


KINDS: dict[str, Callable[[], Tables]] = {
    "every day": as_many_days,
    "long looks back": long_looks_back,
    "one long habit": one_long_habit,
    "many zones": many_zones,
    "reviews": reviews,
    "look-backs": look_backs,
    "replies": replies,
    "texts": texts,
    "lists": lists,
}
