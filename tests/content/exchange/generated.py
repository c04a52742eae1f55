"""Questions of every type in plain words, made by chance, as they go out and come in."""

from decimal import Decimal

from hypothesis import strategies as st

from coach.content.exchange.plain_question import PlainOption, PlainQuestion

# GIFT's own signs and words, Markdown's, ours; straight quotes and dots would be curled
FRAGMENTS = [
    *(
        "ab",
        "Zé",
        "ÄRGER",
        "日本",
        "👂",
        "1.",
        "#",
        "##",
        "=",
        "~",
        "%50%",
        "%",
        "\\",
        "\\\\",
        "\\n",
    ),
    *("{", "}", "{{x}}", "|", ":", "::", ":::", "->", "[html]", "[plain]", "[[a]]", "[2-04]", "*"),
    *("_x_", "`", "<name>", "<b>", "&lt;", "&", "//", "$CATEGORY:", "T", "FALSE", "####", "hint:"),
    *("check:", "model:", "(x)", "[ ]", ">", "-", "+", "!", "?", "5:1", "1..2", "“a”", "____"),
]
words = (
    st.lists(
        st.sampled_from(FRAGMENTS) | st.text("aé=~#{}:\\*|<&", max_size=4), min_size=1, max_size=5
    )
    .map(lambda parts: " ".join(" ".join(parts).split()))
    .filter(bool)
)
no_arrow = words.map(lambda text: text.replace("->", "to"))


def whole(kind: str, lines: st.SearchStrategy, **more: st.SearchStrategy) -> st.SearchStrategy:
    given = {
        "id": st.just("q-1"),
        "kind": st.just(kind),
        "concept": st.sampled_from(["repair", ""]),
        "told": st.lists(words, min_size=1, max_size=3).map(tuple),
        "lines": lines.map(tuple),
        "why": st.just("") | words,
    }
    return st.builds(PlainQuestion, **{**given, **more})


def options(points: list[list[int]]) -> st.SearchStrategy:
    def made(given: list[int]) -> st.SearchStrategy:
        each = [st.builds(PlainOption, words, st.just("") | words, st.just(p)) for p in given]
        return st.tuples(*each)

    return st.sampled_from(points).flatmap(made)


def joined(one: PlainQuestion) -> PlainQuestion:
    """A cloze whose words touch its gap only where there are words."""
    before, after = one.glued
    glued = (before and bool(one.told[-1]), after and bool(one.rest))
    return PlainQuestion(**{**one.__dict__, "glued": glued})


singles = whole("single", options([[1, 0, 0], [0, 1, 0], [0, 0, 0, 1]]))
judged = whole("judgement", options([[3, 1, 0], [0, 2, 1], [1, 3, 2, 0], [1, 0, 0], [9, 10, 5]]))
multiples = whole(
    "multiple", options([[1, 1, -1], [1, 2, -1], [3, -1, -1, 1], [1, 1, 0], [1] * 9 + [-1, 0]])
)
pairs = whole(
    "match", st.lists(st.builds(PlainOption, no_arrow, partner=words), min_size=2, max_size=4)
)
clozes = whole(
    "cloze",
    st.lists(st.builds(PlainOption, no_arrow), min_size=1, max_size=3),
    told=st.tuples(st.lists(words, min_size=1, max_size=2), st.just("") | words).map(
        lambda told: (*told[0], told[1])
    ),
    rest=st.just("") | words,
    glued=st.tuples(st.booleans(), st.booleans()),
).map(joined)
numbers = st.decimals(-(10**12), 10**12, places=6).map(lambda n: n.normalize() + 0)
scales = whole(
    "scale",
    st.just(()),
    number=st.tuples(numbers, st.decimals(0, 10**6, places=4) | st.just(Decimal(0))),
)
texts = whole("text", st.just(()))
orders = whole(
    "order", st.lists(st.builds(PlainOption, words, st.just("") | words), min_size=3, max_size=5)
)
carried = st.one_of(singles, judged, multiples, pairs, clozes, scales, texts)
every = carried | orders
