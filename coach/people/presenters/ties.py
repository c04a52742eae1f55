"""Put ties, the findings of the map and one-sided lines into words, and draw the map."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from coach.people.presenters.phrases import called
from coach.people.rules import names, picture, words
from coach.people.rules.introduction import TieState
from coach.people.rules.picture import Finding, MapPerson
from coach.text import isolated, month

Names = Mapping[int, tuple[str, str]]  # name and called name by id
NOTHING = "Add a group to eight people, and this page can show who connects whom."
STATES = {
    "": "",
    "know": "they know each other",
    "idea": "an idea: both are to be asked first",
    "made": "you introduced them",
    "no": "no introduction",
}


def told(state: TieState, first: str, second: str) -> str:
    """Return where a tie stands, in words; ``first`` and ``second`` are called names."""
    if state.state != "asked":
        return STATES[state.state]
    agreed = [name for name, yes in ((first, state.first_yes), (second, state.second_yes)) if yes]
    if len(agreed) == 2:
        return "both have said yes"
    return f"{agreed[0]} has said yes" if agreed else "both are asked"


class FindingRow(NamedTuple):
    """A finding in words. ``ids``: the people to open, or two to introduce. ``act`` is the link."""

    text: str
    ids: tuple[int, ...]
    act: str


def finding(found: Finding, people: Names, today: date) -> FindingRow:
    """Return a finding in words."""
    named = [called(*people[id_]) for id_ in found.ids if id_ in people]
    world = isolated(found.world)
    match found.kind:
        case "mostly":
            return FindingRow(f"Most of the people you placed are from {world}.", (), "")
        case "bridge":
            noted = (
                f"nothing is noted since {_month(found.since, today)}"
                if found.since
                else ("nothing is noted")
            )
            text = (
                f"Only {named[0]} connects you with {world}, and {noted}. Ties between groups fade "
                "first."
            )
            return FindingRow(text, found.ids, f"Give {named[0]} a rhythm")
        case "wanted":
            return FindingRow(f"{world}: nobody yet. Who could introduce you?", (), "")
    text = (
        f"{named[0]} and {named[1]} both care about {isolated(found.tag)}. Would both want to meet?"
    )
    return FindingRow(text, found.ids, "Think of an introduction")


def _month(day: date, today: date) -> str:
    return month(day) + ("" if day.year == today.year else f" {day.year}")


class MapPoint(NamedTuple):
    """Somebody in the picture."""

    id: int
    initials: str
    x: float
    y: float


class MapLabel(NamedTuple):
    """The name of a group, at the edge of the picture."""

    text: str
    x: float
    y: float
    anchor: str  # SVG text-anchor


class MapLine(NamedTuple):
    """A line between two people who know each other."""

    x1: float
    y1: float
    x2: float
    y2: float


class MapRow(NamedTuple):
    """A row of the table below the picture."""

    id: int
    name: str
    world: str
    rhythm: str
    knows: str


class MapPicture(NamedTuple):
    """The picture, and the same as a table."""

    points: list[MapPoint]
    labels: list[MapLabel]
    lines: list[MapLine]
    rows: list[MapRow]


LABELS_AT, SHORT = 316, 18  # radius; characters of a group's name


def drawn(people: Sequence[MapPerson], ties: Collection[tuple[int, int]]) -> MapPicture:
    """Return the picture of these people and the ties between them."""
    places, ordered = picture.places(people), picture.around(people)
    both = [(one, other) for one, other in ties if one in places and other in places]
    return MapPicture(
        [MapPoint(each.id, names.initials(each.name), *places[each.id]) for each in ordered],
        _labels(ordered),
        [MapLine(*places[one], *places[other]) for one, other in both],
        _rows(ordered, both),
    )


def _labels(ordered: Sequence[MapPerson]) -> list[MapLabel]:
    groups: dict[str, list[int]] = {}
    for n, each in enumerate(ordered):
        if each.world:
            groups.setdefault(names.fold(each.world), []).append(n)
    labels = []
    for places in groups.values():
        middle = (places[0] + places[-1] + 1) / 2 / len(ordered)
        x, y = picture.at(middle, LABELS_AT)
        side = (
            "middle" if abs(x - picture.CENTRE) < 60 else "start" if x > picture.CENTRE else "end"
        )
        text = ordered[places[0]].world
        short = text if len(text) <= SHORT else text[: SHORT - 1] + "…"
        labels.append(MapLabel(short, x, y, side))
    return labels


def _rows(ordered: Sequence[MapPerson], ties: Sequence[tuple[int, int]]) -> list[MapRow]:
    name_of = {each.id: each.name for each in ordered}
    knows: dict[int, list[str]] = {}
    for one, other in ties:
        knows.setdefault(one, []).append(name_of[other])
        knows.setdefault(other, []).append(name_of[one])
    return [
        MapRow(
            each.id,
            each.name,
            each.world,
            words.every(each.every) if each.every else "",
            ", ".join(sorted(knows.get(each.id, ()), key=names.fold)),
        )
        for each in ordered
    ]


def one_way(who: str, way: str) -> str:
    """Return the question about lines that all go one way."""
    whence = "you" if way == "gave" else who
    return (
        f"With {who}, all that you noted this year went one way: from {whence}. Is that as it "
        "should be?"
    )
