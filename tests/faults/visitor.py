"""A person at a real server that may be killed at any moment: no answer is an answer too."""

import http.client
import io
from http.cookies import SimpleCookie
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.pages import Page, parse

FORM = "application/x-www-form-urlencoded"


class NoAnswer(Exception):
    """The server went away: whether it took what was sent, nobody knows."""


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def page(self) -> Page:
        """The page, parsed."""
        return parse(self.text)


class Visitor:
    """Cookies, pages and forms over HTTP; answers of any status, each at its own connection."""

    def __init__(self, url: str, patience: float = 60) -> None:
        self.url, self.patience = url, patience
        self.cookies: dict[str, str] = {}
        self.token = ""

    def get(self, path: str) -> Answer:
        """Return the answer to a GET. Raises NoAnswer."""
        return self._ask("GET", path, None)

    def page(self, path: str) -> Page:
        """Return a page that must be there."""
        answer = self.get(path)
        assert answer.status == 200, f"{path}: {answer.status}"
        return answer.page

    def send(self, path: str, **fields: str) -> Answer:
        """Return the answer to a form with this visitor's token. Raises NoAnswer."""
        if not self.token:
            self.token = self.page("/settings").token()
        return self._ask("POST", path, urlencode({**fields, "csrf_token": self.token}))

    def send_file(self, path: str, name: str, content: bytes) -> Answer:
        """Return the answer to a form with a file and this visitor's token. Raises NoAnswer."""
        if not self.token:
            self.token = self.page("/settings").token()
        form = {"csrf_token": self.token, "file": FileStorage(io.BytesIO(content), name)}
        limit, body = encode_multipart(form)
        return self._ask("POST", path, body, f"multipart/form-data; boundary={limit}")

    def again(self, answer: Answer) -> Answer:
        """Press the button of a page that offers to send a form once more."""
        form = next(f for f in answer.page.all("form") if f.get("method") == "post")
        fields = [(i.get("name", ""), i.get("value", "")) for i in form.iter("input")]
        return self._ask("POST", form.get("action", ""), urlencode(fields))

    def _ask(self, method: str, path: str, body: str | bytes | None, kind: str = FORM) -> Answer:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = kind
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=self.patience)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer from error
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: kept.value for name, kept in SimpleCookie(line).items()}
        return Answer(answer.status, answer.headers, text)
