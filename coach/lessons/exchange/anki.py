"""Questions as cards for Anki: a CSV file it imports as it is (docs.ankiweb.net/importing)."""

import csv
import io
from collections.abc import Callable, Iterable
from html import escape

from coach.lessons.exchange.item import Item, Line

HEAD = "#separator:Comma\n#html:true\n#notetype:Basic\n#guid column:1\n#tags column:4\n"
LETTERS = "ABCDEFGHIJ"


def written(items: Iterable[Item]) -> str:
    """A file of cards, one line each: id, front, back, tags."""
    out = io.StringIO()
    out.write(HEAD)
    rows = csv.writer(out, lineterminator="\n")
    rows.writerows((item.id, _front(item), _back(item), item.concept) for item in items)
    return out.getvalue()


def _front(item: Item) -> str:
    told = [escape(words) for words in item.told if words]
    if item.kind == "cloze":
        told[-1] = f"{escape(item.told[-1])} ____ {escape(item.rest)}".strip()
    offered = ""
    if item.kind in ("single", "multiple", "judgement"):
        offered = _list(f"{LETTERS[n]}. {escape(o.text)}" for n, o in enumerate(item.lines))
    if item.kind == "order":
        offered = _list(escape(text) for text in sorted(line.text for line in item.lines))
    if item.kind == "match":
        offered = _list(escape(line.text) for line in item.lines) + _list(
            escape(text) for text in sorted(line.partner for line in item.lines)
        )
    return "".join(f"<p>{words}</p>" for words in told) + offered


def _back(item: Item) -> str:
    why = f"<p>{escape(item.why)}</p>" if item.why else ""
    match item.kind:
        case "single" | "judgement":
            top = max(line.points for line in item.lines)
            return _explained(item, lambda line: line.points == top) + why
        case "multiple":
            return _explained(item, lambda line: line.points > 0) + why
        case "order":
            return _list((escape(line.text) for line in item.lines), "ol") + why
        case "match":
            return _list(f"{escape(o.text)}: {escape(o.partner)}" for o in item.lines) + why
        case "scale":
            return f"<p><b>{item.number[0]:g}</b></p>{why}" if item.number else why
        case "cloze":
            return f"<p><b>{escape(item.lines[0].text)}</b></p>{why}"
    return why


def _explained(item: Item, fits: Callable[[Line], bool]) -> str:
    lines = []
    for place, line in enumerate(item.lines):
        name = f"{LETTERS[place]}."
        head = f"<b>{name} {escape(line.text)}</b>" if fits(line) else name
        lines.append(f"{head} {escape(line.why)}".strip())
    return _list(lines)


def _list(lines: Iterable[str], tag: str = "ul") -> str:
    return f"<{tag}>" + "".join(f"<li>{line}</li>" for line in lines) + f"</{tag}>"
