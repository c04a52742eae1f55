"""What is sent: a form's fields, an address's parts, headers and bodies, kind and hostile mixed."""

import re
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlencode

from hypothesis import strategies as st
from werkzeug.routing import Rule

from tests.fuzz import texts
from tests.fuzz.forms import Control, Form, Site
from tests.fuzz.stage import NEWCOMER, PEOPLE

Pairs = list[tuple[str, str]]
OTHERS = ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "ZQ")
KINDS = (
    "application/json",
    "text/plain",
    "multipart/form-data",
    "application/xml",
    "",
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded; charset=utf-7",
)
BODIES = (
    b"",
    b"{}",
    b"[1]",
    b'{"email": {"a": 1}, "password": []}',
    b"--x\r\n\r\n--x--",
    b"%ff%fe=%",
    b"&".join(b"a%d=1" % n for n in range(1500)),
    b"\xff\xfe",
    b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\xff\r\n--x--',
    b'{"csrf_token": "x"}' * 3,
)
HEADERS = (
    "Accept",
    "Accept-Language",
    "Accept-Encoding",
    "Cookie-zone",
    "Cookie-zone_kept",
    "Cookie-began_again",
    "Cookie-session",
    "Cookie-remember_token",
    "Host",
    "If-None-Match",
    "Origin",
    "Range",
    "Referer",
    "Sec-Fetch-Site",
    "User-Agent",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-CSRFToken",
    "X-HTTP-Method-Override",
    "Authentication-Token",
    "X-Request-ID",
)
WANTED = ("text/html", "application/json", "*/*", "text/html;q=zq, application/json;q=1e9")
DATED = ("date", "month", "week", "datetime-local")
ENOUGH = 12  # fields of which each is made up; a longer form's others stay as they are


@dataclass(frozen=True)
class Attempt:
    """One request. ``token`` says whether the form's token goes along."""

    who: str
    method: str
    path: str
    query: Pairs = field(default_factory=list)
    form: Pairs = field(default_factory=list)
    files: tuple[tuple[str, bytes, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    part: bool = False
    token: bool = True
    raw: tuple[str, bytes] | None = None
    times: int = 1  # at once; of several, each has a token of its own where ``apart``
    apart: bool = False

    def with_token(self, number: int) -> "Attempt":
        """Return what one of several browsers sends at once."""
        if not self.apart or number == 0:
            return self
        form = [(n, f"{text[:-1]}{number}" if n == "token" else text) for n, text in self.form]
        return replace(self, form=form)

    @property
    def url(self) -> str:
        """The address with its query."""
        query = urlencode(self.query, errors="surrogatepass")
        return self.path + ("&" if "?" in self.path else "?") * bool(query) + query


who = st.sampled_from(["account", "account", *PEOPLE])
often = st.sampled_from([1] * 11 + [4])
wants = st.tuples(st.just("Accept"), st.sampled_from(WANTED))
made_up = st.tuples(st.sampled_from(HEADERS), texts.header)
headers = st.one_of(st.just(()), st.just(()), st.lists(wants | made_up, max_size=3).map(tuple))
rarely = st.integers(0, 24).map(lambda number: number == 13)


def value(control: Control) -> st.SearchStrategy[str]:
    """Return what could be in a control: what is meant, the ends of the calendar, or anything."""
    if control.kind in DATED:
        return st.one_of(texts.extreme, texts.extreme, texts.text)
    meant = [*control.held[:20], *control.values[:20]]
    if not meant:
        return texts.text
    return st.one_of(st.sampled_from(meant), st.sampled_from(meant), texts.text)


@st.composite
def filled(draw: Any, form: Form) -> Pairs:
    """Return fields of a form: each as it stands, made up, left out or twice."""
    controls = [c for c in form.controls if c.kind not in ("button", "file")]
    changed = []
    if controls:
        most = draw(st.sampled_from([1, 2, ENOUGH]))  # a form that is nearly right goes far
        changed = draw(st.lists(st.sampled_from(controls), min_size=1, max_size=most, unique=True))
    sent = [(c.name, held) for c in controls if c not in changed for held in c.held]
    for control in changed:
        for _ in range(draw(st.sampled_from([1, 1, 1, 1, 1, 0, 2]))):
            sent.append((control.name, draw(value(control))))
    buttons = [(c.name, v) for c in form.controls if c.kind == "button" for v in c.values]
    if buttons:
        name, meant = draw(st.sampled_from(buttons))
        sent.append((name, draw(texts.text) if draw(rarely) else meant))
    return sent


@st.composite
def form_sent(draw: Any, site: Site) -> Attempt:
    """Return a form of some page, filled in with malice; at times four of it at once."""
    form = draw(st.sampled_from(list(site.forms.values())))
    own = list(site.files.values())
    files = tuple(
        (c.name, draw(texts.content | texts.damaged_file(own)), draw(texts.filename))
        for c in form.controls
        if c.kind == "file"
    )
    return Attempt(
        draw(who),
        "POST",
        form.action,
        draw(queries(site)) if draw(rarely) else [],
        draw(filled(form)),
        files,
        draw(headers),
        part=draw(st.booleans()),
        token=not draw(rarely),
        times=draw(often),
        apart=draw(st.booleans()),
    )


@st.composite
def file_brought(draw: Any, site: Site) -> Attempt:
    """Return a damaged file of the app's own, brought by somebody who has nothing yet."""
    takes = [form for form in site.forms.values() if form.has_file]
    form = draw(st.sampled_from(takes))
    name = next(control.name for control in form.controls if control.kind == "file")
    content = draw(texts.damaged_file(list(site.files.values())))
    file = (name, content, draw(st.sampled_from(["good-terms.zip", "good-terms.json"])))
    return Attempt(NEWCOMER, "POST", form.action, files=(file,))


@st.composite
def sent_again(draw: Any, site: Site) -> Attempt:
    """Return a form of a talk, a lesson or a look-back that is finished by now."""
    name, form = draw(st.sampled_from(site.finished))
    stands = draw(st.booleans())
    sent = [(n, v) for n, held in draw(st.sampled_from(form.typed())).items() for v in held]
    return Attempt(
        name if draw(st.booleans()) else draw(who),
        "POST",
        form.action,
        form=sent if stands else draw(filled(form)),
        part=draw(st.booleans()),
        times=draw(often),
    )


@st.composite
def queries(draw: Any, site: Site) -> Pairs:
    """Return a query of names that forms have, and some that they have not."""
    names = [*site.names(), "next", "q", "before", "again", "page", "part", "week", "zq"]
    pair = st.tuples(st.sampled_from(names), texts.short)
    return list(draw(st.lists(pair, max_size=3)))


def built(rule: Rule, parts: dict[str, str]) -> str:
    """Return the rule's address with these parts, whatever they are."""

    def put(match: re.Match[str]) -> str:
        return quote(parts[match[1]].encode("utf-8", "surrogatepass"), safe="") or "-"

    return re.sub(r"<(?:[^:<>]+:)?(\w+)>", put, rule.rule)


@st.composite
def address(draw: Any, site: Site) -> Attempt:
    """Return any address of the app's map, its parts as they were met or made up."""
    rule = draw(st.sampled_from(site.rules))
    parts = {}
    for name in sorted(rule.arguments):
        met = draw(st.sampled_from(sorted(site.parts.get(name, {"1"}))))
        parts[name] = draw(st.one_of(st.just(met), texts.like(met)))
    meant = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    method = draw(st.sampled_from(OTHERS if draw(rarely) else meant))
    body = {}
    if method not in ("GET", "HEAD"):
        if draw(st.sampled_from([False, False, True])):
            body = {"raw": draw(st.tuples(st.sampled_from(KINDS), st.sampled_from(BODIES)))}
        else:
            pair = st.tuples(st.sampled_from(site.names()), texts.text)
            body = {"form": draw(st.lists(pair, max_size=6))}
    return Attempt(
        draw(who),
        method,
        built(rule, parts),
        draw(queries(site)),
        headers=draw(headers),
        part=draw(rarely),
        **body,
    )


def attempts(site: Site) -> st.SearchStrategy[Attempt]:
    """Return all that can be tried."""
    some = [form_sent(site), form_sent(site), form_sent(site), address(site), address(site)]
    some += [sent_again(site)] if site.finished else []
    some += [file_brought(site)] if site.files else []
    return st.one_of(some)
