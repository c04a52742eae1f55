"""Sends an attempt and looks at the answer: kind, whole, and nothing of it runs."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from time import process_time
from typing import Any
from urllib.parse import urlencode, urljoin

import html5lib
from flask import Flask, got_request_exception

from tests.fuzz.forms import Site, answering, file, forms_of
from tests.fuzz.stage import NEWCOMER, Stage
from tests.fuzz.strategies import Attempt
from tests.fuzz.texts import ATTRIBUTE, ELEMENT, SUM
from tests.pages import ALLOWED_ERRORS, parse
from tests.parallel import at_once, copies

# what people type may hold characters that HTML discourages; they are shown, and nothing else
HARMLESS = ALLOWED_ERRORS | {"invalid-codepoint", "illegal-codepoint-for-numeric-entity"}
QUICK = re.compile(rf"<{ELEMENT}|{SUM}|<script>alert|\s{ATTRIBUTE}=|javascript:", re.I)
LINKS = ("href", "src", "action", "formaction")
OUTSIDE = re.compile(r"(?!http://localhost/)(//|/\\|[a-z][a-z0-9+.-]*:)", re.I)
MUST = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy")
CONFIRMS = {"portable.preview", "exchange.confirm", "people_files.choose"}
ONCE = {"reminders.tap", "security.change_email_confirm", "security.mf_recovery",
        "security.reset_password", "security.two_factor_setup_validate",
        "security.two_factor_token_validation", "security.wan_delete",
        "security.wan_register_response", "security.wan_signin_response"}  # fmt: skip
SLOW = 3.0  # seconds of one processor


class Attack:
    """Everything sent to one stage, and what was wrong with the answers."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.sent = 0
        self.statuses = Counter[int]()
        self.reached = Counter[str]()
        self.slowest = (0.0, "")
        self.parsed: set[int] = set()
        self.raised: list[BaseException] = []
        got_request_exception.connect(self._raised, stage.app)

    def _raised(self, app: Flask, exception: BaseException, **_: Any) -> None:
        self.raised.append(exception)

    def strike(self, attempt: Attempt) -> list[str]:
        """Send one attempt; return what is wrong with the answers."""
        self.raised.clear()
        if attempt.who == NEWCOMER:
            self.stage.welcome()
        begun = process_time()
        answers = self._answers(attempt)
        if answers[0].status_code == 400 and attempt.token and not attempt.raw:
            self.stage.renew(attempt.who)
            answers = self._answers(attempt)
        took = process_time() - begun
        self.slowest = max(self.slowest, (took, f"{attempt.method} {attempt.path[:80]}"))
        self._count(attempt, answers)
        faults = [fault for answer in answers for fault in self.faults(answer)]
        if attempt.times > 1 and not attempt.apart:
            faults += self._unlike(attempt, answers)
        if took > SLOW * attempt.times:
            faults.append(f"took {took:.1f} s")
        if answers[0].status_code in (302, 303) and not faults:
            faults = list(self._afterwards(attempt, answers[0].location))
        if faults:
            faults += [repr(error)[:300] for error in self.raised]
        return faults

    def _answers(self, attempt: Attempt) -> list[Any]:
        """Return the answer, or those of several browsers that send the same at once."""
        visitor = self.stage.people[attempt.who]
        if attempt.times == 1:
            return [self._send(visitor, attempt)]
        browsers = [visitor, *copies(self.stage.app, visitor, attempt.times - 1)]
        found = at_once(
            [
                partial(self._send, one, attempt.with_token(number))
                for number, one in enumerate(browsers)
            ]
        )
        return [answer for answer in found if answer is not None]

    def _unlike(self, attempt: Attempt, answers: list[Any]) -> Iterator[str]:
        """Return how the answers to the same form, sent several times at once, differ.

        What is good for one use is refused the second time.
        """
        if answering(self.stage.app, attempt.path, attempt.method)[0] in ONCE:
            return
        told = Counter(
            (answer.status_code, re.sub(r"\d+", "#", answer.location or "")) for answer in answers
        )
        if len(told) > 1:
            yield f"answers of several kinds to one form: {dict(told)}"

    def _count(self, attempt: Attempt, answers: list[Any]) -> None:
        before, self.sent = self.sent, self.sent + len(answers)
        self.statuses.update(answer.status_code for answer in answers)
        app = self.stage.app
        self.reached[answering(app, attempt.path, attempt.method)[0]] += len(answers)
        if before // 50 < self.sent // 50:
            for name in self.stage.people:
                self.stage.renew(name)

    def _afterwards(self, attempt: Attempt, location: str) -> Iterator[str]:
        """Return what is wrong where an answer leads; a file that was taken is brought in."""
        person = self.stage.people[attempt.who]
        answer = person.get(location)
        yield from (f"then {fault}" for fault in self.faults(answer))
        if not attempt.files or answer.mimetype != "text/html":
            return
        token = self.stage.tokens[attempt.who] = person.token()
        page = parse(answer.text)
        offered = forms_of(self.stage.app, Site([]), page, urljoin(attempt.path, location))
        for form in [form for form in offered if form.endpoint in CONFIRMS][:1]:
            sent = {**form.as_it_stands()[0], "csrf_token": token}
            yield from (f"taken in: {f}" for f in self.faults(person.post(form.action, data=sent)))
            yield from self._everywhere(attempt.who)

    def _everywhere(self, who: str) -> Iterator[str]:
        """Return what is wrong on the pages of somebody who brought a file."""
        for rule in self.stage.site.rules:
            if "GET" in (rule.methods or ()) and not rule.arguments:
                for fault in self.faults(self.stage.people[who].get(rule.rule)):
                    yield f"after that {rule.rule}: {fault}"

    def _send(self, visitor: Any, attempt: Attempt) -> Any:
        sent = {name: text for name, text in attempt.headers if not name.startswith("Cookie-")}
        sent |= {"X-Part": "1"} if attempt.part else {}
        if attempt.raw and attempt.token:  # a body that is no form has its token in the head
            sent["X-CSRFToken"] = self.stage.tokens[attempt.who]
        kept = {}
        for name, text in attempt.headers:
            cookie = name.removeprefix("Cookie-")
            if cookie != name:
                kept[cookie] = visitor.get_cookie(cookie)
                visitor.set_cookie(cookie, text)
        try:
            return visitor.open(
                attempt.url, method=attempt.method, headers=sent, **self._body(attempt)
            )
        finally:
            for name, old in kept.items():
                visitor.delete_cookie(name)
                if old is not None:
                    visitor.set_cookie(name, old.value)

    def look_again(self) -> list[str]:
        """Look at every page once more, with all that was kept on it."""
        found = []
        for name, person in self.stage.people.items():
            self.stage.renew(name)
            for address in self.stage.site.pages:
                faults = self.faults(person.get(address))
                found += [f"{fault} ({self.stage.site.pages[address]})" for fault in faults]
        return found

    def _body(self, attempt: Attempt) -> dict[str, Any]:
        token = [("csrf_token", self.stage.tokens[attempt.who])] * attempt.token
        if attempt.raw:
            return {"content_type": attempt.raw[0], "data": attempt.raw[1]}
        if attempt.files:
            form: dict[str, Any] = {}
            for name, text in [*attempt.form, *token]:
                clean = text.encode("utf-8", "replace").decode()
                form.setdefault(name, []).append(clean)
            named = {name: file(content, title) for name, content, title in attempt.files}
            return {"data": form | named, "content_type": "multipart/form-data"}
        if attempt.method in ("GET", "HEAD"):
            return {}
        body = urlencode([*attempt.form, *token], errors="surrogatepass")
        return {"data": body, "content_type": "application/x-www-form-urlencoded"}

    def faults(self, answer: Any) -> Iterator[str]:
        """Return what is wrong with an answer."""
        if answer.status_code >= 500:
            yield f"status {answer.status_code}"
        for name in MUST:
            if name not in answer.headers:
                yield f"no {name}"
        if answer.location and OUTSIDE.match(answer.location):
            yield f"leads to {answer.location[:80]}"
        for name, text in answer.headers:
            if ATTRIBUTE in name or (name == "Set-Cookie" and text.startswith(ATTRIBUTE)):
                yield f"a header {name}: {text[:60]}"
        if answer.mimetype in ("text/html", "image/svg+xml", "application/xhtml+xml"):
            yield from self.of_page(answer.text)
        elif answer.data and not answer.mimetype:
            yield "a body without its type"

    def of_page(self, page: str) -> Iterator[str]:
        """Return what is wrong with a page or a part of one."""
        mark = hash(re.sub(r'value="[\w.-]{60,}"|\bid="\w+"', "", page))
        if mark in self.parsed:
            return
        self.parsed.add(mark)
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        whole = page.lstrip()[:9].lower() == "<!doctype"
        root = parser.parse(page) if whole else parser.parseFragment(page)
        for error in parser.errors:
            if error[1] not in HARMLESS:
                yield f"does not parse: {error}"
        if QUICK.search(page):
            yield from self._let_through(page, root)

    def _let_through(self, page: str, root: Any) -> Iterator[str]:
        if SUM in page or "<script>alert" in page:
            yield "ran or wrote what was typed"
        for element in root.iter():
            if not isinstance(element.tag, str):
                continue
            names = " ".join([element.tag, *(str(name) for name, _ in element.items())])
            if ELEMENT in names or ATTRIBUTE in names:
                yield f"markup let through: <{names}>"
            for name in LINKS:
                if re.match(r"\s*(javascript|data):", element.get(name, ""), re.I):
                    yield f"a link to {element.get(name)[:60]}"
