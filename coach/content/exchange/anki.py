"""Export questions as Anki cards, in a CSV file (docs.ankiweb.net/importing)."""

import csv
import io
from collections.abc import Callable, Iterable
from html import escape

from coach import amounts
from coach.content.exchange.plain_question import PlainOption, PlainQuestion
from coach.lessons.phrases import letter

HEAD = "#separator:Comma\n#html:true\n#notetype:Basic\n#guid column:1\n#tags column:4\n"


def card(item: PlainQuestion) -> str:
    """Return one card as a line of the file: id, front, back, tags."""
    out = io.StringIO()
    row = (item.id, _front(item), _back(item), item.concept)
    csv.writer(out, lineterminator="\n").writerow(row)
    return out.getvalue()


def written(items: Iterable[PlainQuestion]) -> str:
    """Return a file of cards, one line each."""
    return HEAD + "".join(map(card, items))


def _front(item: PlainQuestion) -> str:
    told = [escape(words) for words in item.told if words]
    if item.kind == "cloze":
        told = [*(escape(words) for words in item.told[:-1] if words), escape(item.gapped)]
    offered = ""
    if item.kind in ("single", "multiple", "judgement"):
        offered = _list(f"{letter(n)}. {escape(o.text)}" for n, o in enumerate(item.lines, 1))
    if item.kind == "order":
        offered = _list(escape(text) for text in sorted(line.text for line in item.lines))
    if item.kind == "match":
        offered = _list(escape(line.text) for line in item.lines) + _list(
            escape(text) for text in sorted(line.partner for line in item.lines)
        )
    return "".join(f"<p>{words}</p>" for words in told) + offered


def _back(item: PlainQuestion) -> str:
    why = f"<p>{escape(item.why)}</p>" if item.why else ""
    match item.kind:
        case "single" | "judgement":
            top = max(line.points for line in item.lines)
            return _explained(item, lambda line: line.points == top) + why
        case "multiple":
            return _explained(item, lambda line: line.points > 0) + why
        case "order":
            return _list((_with_why(line, line.text) for line in item.lines), "ol") + why
        case "match":
            return _list(_with_why(o, f"{o.text}: {o.partner}") for o in item.lines) + why
        case "scale":
            assert item.number is not None  # noqa: S101  a scale has its number
            answer, tolerance = item.number
            near = f" (± {amounts.written(tolerance)})" if tolerance else ""
            return f"<p><b>{amounts.written(answer)}</b>{near}</p>{why}"
        case "cloze":
            accepted = ", ".join(f"<b>{escape(line.text)}</b>" for line in item.lines)
            return f"<p>{accepted}</p>{why}"
    return why


def _with_why(line: PlainOption, words: str) -> str:
    return f"<b>{escape(words)}</b> {escape(line.why)}" if line.why else escape(words)


def _explained(item: PlainQuestion, fits: Callable[[PlainOption], bool]) -> str:
    lines = []
    for place, line in enumerate(item.lines, start=1):
        name = f"{letter(place)}."
        head = f"<b>{name} {escape(line.text)}</b>" if fits(line) else name
        lines.append(f"{head} {escape(line.why)}".strip())
    return _list(lines)


def _list(lines: Iterable[str], tag: str = "ul") -> str:
    return f"<{tag}>" + "".join(f"<li>{line}</li>" for line in lines) + f"</{tag}>"
