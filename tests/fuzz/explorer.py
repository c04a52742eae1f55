"""Finds what there is to attack: follows every link, and tries every form as it is meant."""

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask import Flask

from coach.mail import Letter
from tests.conftest import Visitor
from tests.fuzz.forms import Filled, Form, Site, file, forms_of
from tests.pages import parse

ALIKE = 4  # pages of one rule that are looked at after the last one that had a new form
AT_MOST = 60  # forms that are sent one after the other, until a talk or a lesson is over
LEAVES = {"account.sign_out", "account.sign_out_elsewhere", "account.end_session",
          "portable.delete"}  # fmt: skip
WHO = ("account", "security", "portable")
GIVEN_OUT = (
    "application/json",
    "application/zip",
    "text/csv",
    "text/vcard",
)  # files that can be brought in again


class Explorer:
    """Walks through the whole app, as one person after the other."""

    def __init__(self, app: Flask, letters: list[Letter], alike: int = ALIKE) -> None:
        self.app, self.letters, self.alike = app, letters, alike
        rules = app.url_map.iter_rules()
        self.site = Site(sorted(rules, key=lambda rule: (rule.rule, rule.endpoint)))
        self.tried: set[Any] = set()
        self.finished: set[str] = set()
        self.read = 0

    def walk(self, visitor: Visitor, name: str = "", first: str = "/today") -> Site:
        """Look at all pages, press each form once, look at what that made, and so on.

        Everybody presses the forms that say who somebody is. ``first`` is looked at first.
        """
        self.tried = {key for key in self.tried if key[0].partition(".")[0] not in WHO}
        self.visitor, self.name, self.token = visitor, name, visitor.token()
        self.seen: set[str] = set()
        self.looked = Counter[str]()
        rules = list(self.app.url_map.iter_rules())
        bare = (r.rule for r in rules if "GET" in (r.methods or ()) and not r.arguments)
        self.waiting = deque([first, *bare])
        again: list[Form] = []
        while True:
            self._look()
            fresh = [form for key, form in self.site.forms.items() if key not in self.tried]
            self.tried.update(form.key for form in fresh)
            for form in fresh or again:
                if form.endpoint not in LEAVES:
                    self._press(form, form.as_it_stands() if fresh else form.typed())
            if not fresh and not again:
                return self.site
            again = again + fresh if fresh else []

    def look_at(
        self, visitor: Visitor, address: str, sent: Mapping[str, str] | None = None
    ) -> None:
        """Note the forms of one page, which nothing led to, or which answers a form."""
        self.site.pages[address] = self.site.note(self.app, address, "GET")
        answer = visitor.get(address) if sent is None else visitor.send(address, sent)
        self._take(answer, address)

    def _look(self) -> None:
        while self.waiting:
            address = self.waiting.popleft()
            name = self.site.note(self.app, address, "GET")
            if address in self.seen or name in ("", "static") or self.looked[name] >= self.alike:
                continue
            self.seen.add(address)
            self.looked[name] += 1
            self.site.pages[address] = name
            self._take(self.visitor.get(address), address)

    def _press(self, form: Form, ways: list[Filled]) -> None:
        for filled in ways:
            for files in self._files(form):
                self._finish(form, self._sent(form, {**filled, **files}))
        for letter in self.letters[self.read :]:
            words = letter.text.split()
            links = [urlsplit(word) for word in words if word.startswith(("http", "/"))]
            self.waiting.extend(link.path for link in links)
        self.read = len(self.letters)

    def _sent(self, form: Form, sent: Mapping[str, Any]) -> Any:
        """Send a form; return the answer, whose forms and links are noted."""
        answer = self._send(form, sent)
        if b"no longer valid, so it was not saved" in answer.data:  # somebody came in meanwhile
            self.token = self.visitor.token()
            answer = self._send(form, sent)
        self._take(answer, form.action)
        return answer

    def _send(self, form: Form, sent: Mapping[str, Any]) -> Any:
        files = {n: file(value) for n, value in sent.items() if isinstance(value, bytes)}
        return self.visitor.post(form.action, data={**sent, **files, "csrf_token": self.token})

    def _finish(self, form: Form, answer: Any) -> None:
        """Go on to the end, once for each kind of form: each step's form leads to the next.

        All that was sent on the way is kept, so that it can be sent again when all is over.
        """
        if form.endpoint in self.finished or not answer.location:
            return
        self.finished.add(form.endpoint)
        way, sent = [form], {form.mark}
        while answer.location and len(way) < AT_MOST:
            address = urljoin(form.action, answer.location)
            page = self.visitor.get(address)
            if page.mimetype != "text/html" or urlsplit(address).netloc:
                break
            self._take(page, address)
            following = next(self._next(page.text, address, sent), None)
            if following is None:
                break
            sent.add(following.mark)
            way.append(following)
            answer = self._sent(following, following.typed()[-1])
            if answer.status_code == 422:  # an order wants each place once
                answer = self._sent(following, following.varied())
        if len(way) > 2:
            self.site.finished.extend((self.name, form) for form in way)

    def _next(self, page: str, address: str, sent: set[Any]) -> Iterator[Form]:
        """Return the forms of a page that go on from those sent, and were not sent yet."""
        room = {mark[0].partition(".")[0] for mark in sent}
        for form in forms_of(self.app, self.site, parse(page), address):
            here = form.endpoint.partition(".")[0] in room
            if here and form.endpoint not in LEAVES and form.mark not in sent:
                yield form

    def _files(self, form: Form) -> list[dict[str, bytes]]:
        """Return what can be sent along: nothing, or what the app itself gave out."""
        if not form.has_file:
            return [{}]
        names = [control.name for control in form.controls if control.kind == "file"]
        return [dict.fromkeys(names, content) for content in self.site.files.values()]

    def _take(self, answer: Any, address: str) -> None:
        if answer.status_code >= 500:
            self.site.faults.append(f"{answer.status_code} {address}")
        if answer.location:
            self.looked[self.site.note(self.app, answer.location, "GET")] -= 1
            self.seen.discard(answer.location)
            self.waiting.append(answer.location)
        elif answer.mimetype == "text/html":
            page = parse(answer.text)
            links = (urljoin(address, link) for link in page.links())
            self.waiting.extend(link.partition("#")[0] for link in sorted(links) if link[:1] == "/")
            for form in forms_of(self.app, self.site, page, address):
                if form.key not in self.site.forms:  # there may be more on pages of this rule
                    self.looked[self.site.note(self.app, address, "GET")] = 0
                    self.site.forms[form.key] = form
        elif answer.mimetype in GIVEN_OUT and answer.status_code == 200 and answer.data:
            place = self.site.note(self.app, address, "GET")
            self.site.files.setdefault(place, answer.data)
