"""Export a result as CSV (RFC 4180), with one row for each principle and week."""

import csv
import io
from collections.abc import Iterator

from coach.assessment.calendar import place
from coach.assessment.result import LookBackResult
from coach.assessment.scoring import Estimate
from coach.principles import PRINCIPLES

HEAD = (
    "week", "cycle", "week_in_cycle", "principle", "score", "band", "answers",
    "four_week_score", "four_week_band", "four_week_answers", "change", "change_band", "verdict",
)  # fmt: skip


def csv_of(result: LookBackResult) -> str:
    """Return the weeks of a result's charts. The rows of its last week contain any verdict.

    Scores are 0 to 100, bands are half the width of the 95% interval, and empty cells are gaps.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows(_rows(result))
    return out.getvalue()


def _rows(result: LookBackResult) -> Iterator[list[object]]:
    for index, week in enumerate(result.weeks):
        if week > result.week:
            return
        where = place(result.baseline, week)
        for principle in PRINCIPLES:
            course = result.courses.get(principle.number)
            point = course[index] if course else None
            yield [
                week,
                where.cycle,
                where.week,
                principle.slug,
                *_cells(point.dot if point else None),
                *_cells(point.line if point else None),
                *(_verdict(result, principle.number) if week == result.week else ("", "", "")),
            ]


def _cells(score: Estimate | None) -> tuple[str, str, str]:
    return (f"{score.mean:.1f}", f"{score.half:.1f}", str(score.k)) if score else ("", "", "")


def _verdict(result: LookBackResult, principle: int) -> tuple[str, str, str]:
    change = result.changes.get(principle)
    if change is None:
        return "", "", ""
    return f"{change.points:+.1f}", f"{change.half:.1f}", "real" if change.real else "steady"
