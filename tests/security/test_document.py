"""security.md says what the code does: figures, lists and inventories are compared."""

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from coach import bounds
from coach.account_data import export_reader as intake
from coach.account_data import export_zip as archive
from coach.account_data import json_codec as columns
from coach.accounts import auth_settings, data_retention
from coach.accounts import messages as wording
from coach.accounts.auth_utils import LOOKED_AT
from coach.accounts.login_session_queries import ENDS_AFTER, ENDS_WHEN_IDLE_FOR
from coach.config import Settings
from coach.habits.import_export import detect as upload
from coach.habits.import_export import imported as brought
from coach.mail import PATIENCE
from coach.web.request_validation import LARGEST

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).parent.parent.parent
TEXT = " ".join((Path(__file__).parent / "security.md").read_text().split())
SECRETIVE = {"cryptography", "hashlib", "hmac", "itsdangerous", "passlib", "secrets", "ssl",
             "webauthn"}  # fmt: skip
OUTGOING = {"aiohttp", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "telnetlib",
            "urllib3", "xmlrpc"}  # fmt: skip


def imports(path: Path) -> set[str]:
    """Return the top names of what a module imports."""
    found = set[str]()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def modules() -> list[Path]:
    return [path for path in (ROOT / "coach").rglob("*.py") if "migrations" not in path.parts]


def section(title: str) -> str:
    found = TEXT.partition(f"## {title} ")[2].partition(" ## ")[0]
    assert found, title
    return found


def test_the_limits_are_those_in_force() -> None:
    rows = re.findall(r"\| `(security\.\w+)` \| (\S+) \| ?([^|\s]*) ?\|", section("Ways in"))
    figures = vars(Settings(Path()))
    in_force = {
        name: (figures[f"limit_{here}"], figures[f"limit_{account}"] if account else "")
        for name, (here, account) in auth_settings.LIMITS.items()
    }
    assert {name: (here, account) for name, here, account in rows} == in_force


def test_the_figures_are_those_in_force(app: Flask, tmp_path: Path) -> None:
    hours = auth_settings.RULES["RESET_PASSWORD_WITHIN"] // timedelta(hours=1)
    settings = Settings(tmp_path)
    minutes = auth_settings.RULES["FRESHNESS"] // timedelta(minutes=1)
    for words in (
        f"{wording.SHORTEST} to {wording.LONGEST} characters",
        f"within {hours} hours",
        f"within {minutes} minutes",
        f'in" | {ENDS_WHEN_IDLE_FOR[True].days} days | {ENDS_AFTER[True].days} days',
        f"without it | {ENDS_WHEN_IDLE_FOR[False].days} days | {ENDS_AFTER[False].days} days",
        f"{settings.limit_forms} from one person, {settings.limit_guests} that begin as a guest, "
        f"and {settings.limit_network} from one network",
        f"unseen for {settings.guest_days} days",
        f"kept for {data_retention.SIGN_IN_DAYS.days} days",
        f"at most {app.config['MAX_CONTENT_LENGTH'] // 1024**2} MB",
        f"at most {columns.LONGEST:,} characters",
        f"between {bounds.FIRST_DAY.year} and {bounds.LAST_DAY.year}",
        f"between 0 and {LARGEST}",
        f"{brought.MOST_HABITS} habits and {brought.MOST_RECORDS:,} records",
        f"{intake.ROWS:,} rows and {bounds.LIVED:,} lived days in one export",
        f"{LOOKED_AT} characters weighed",
        f"waiting {PATIENCE} seconds",
        f"{archive.UPLOAD // 1024**2} MB | {archive.MEMBERS} members, "
        f"{archive.UNPACKED // 1024**2} MB, ratio {archive.RATIO}, {archive.VALUES:,} values",
        f"| .zip, .db, .json | {upload.MOST_BYTES // 1024**2} MB",
    ):
        assert words in TEXT, words


@pytest.mark.parametrize(
    ("title", "words"),
    [
        (
            "What is worth protecting",
            ("keys", "proofs", "writing", "account", "running", "backups"),
        ),
        ("Who may do what", ("404", "host", "guest", "link", "People can change their own name")),
        (
            "Ways in",
            ("guest", "password and code", "recovery code", "passkey", "reset link", "429"),
        ),
        ("Sessions", ("Any number of browsers", "NIST SP 800-63B", "Sign out everywhere else")),
        ("What may be sent", ("Fields that belong together", "Business limits", "| upload |")),
        ("Costly work", ("Argon2", "import", "search", "fills the disk")),
        ("Keys and algorithms", ("0600", "Replacing it", "never in the code")),
        ("Connections", ("database", "mail server", "nothing else")),
        ("The log", ("UTC", "No query", "Refusals", "the host's", "180 days")),
        ("Packages", ("within 7 days", "within 30", "every quarter", "inventory")),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_every_decision_that_is_asked_for_is_written_down(
    title: str, words: tuple[str, ...]
) -> None:
    for one in words:
        assert one in section(title), one


def test_the_words_near_at_hand_are_listed() -> None:
    assert ", ".join(wording.NEAR) in section("Ways in")


def test_the_limits_of_costly_work_are_those_in_force() -> None:
    code = (ROOT / "coach/account_data/views.py").read_text()
    for limit in ("20/hour", "30/hour", "60/hour", "10/hour"):
        assert f'"{limit}"' in code
    accounts = Settings(Path()).limit_keep.partition("/")[0]
    said = "imports 20 an hour, exports 30, previews 60, deletions 10, refused new accounts"
    assert f"{said} {accounts}" in TEXT


def test_every_use_of_cryptography_is_in_the_inventory() -> None:
    used = {
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if {name.partition(".")[0] for name in imports(path)} & SECRETIVE
    }
    assert used == set(re.findall(r"`(coach/\S+\.py)`", section("Keys and algorithms")))


def test_no_weak_algorithm_is_named_anywhere() -> None:
    weak = re.compile(r"\b(md5|sha1|des3?|rc4|blowfish|ecb|pkcs1v15|uuid[14]|Math\.random)\b", re.I)
    for path in [*modules(), *(ROOT / "coach/static/js").glob("*.js")]:
        assert not weak.search(path.read_text()), path


def test_nothing_but_the_mail_connects_to_anywhere() -> None:
    for path in modules():
        names = imports(path)
        outside = {name.partition(".")[0] for name in names} & OUTGOING
        if path.name == "mail.py":
            outside -= {"smtplib"}
        if path.name == "logging.py":
            outside -= {"http"}
        if path.parts[-2:] == (
            "content",
            "commands.py",
        ):  # listens for the author
            outside -= {"socket"}
        assert not outside, path
        assert not {name for name in names if name.startswith("urllib.request")}, path


def test_no_script_runs_what_it_was_given_or_keeps_anything(app: Flask) -> None:
    scripts = {p.name: p.read_text() for p in (ROOT / "coach/static/js").glob("*.js")}
    never = re.compile(
        r"\beval\(|new Function|document\.write|insertAdjacentHTML|outerHTML|localStorage|"
        r"sessionStorage|indexedDB|postMessage|__proto__|Object\.assign|importScripts|https?://(?!www\.w3\.org/)"
    )
    # drafts of what is being typed, until it is saved (see "Sessions" for what they are kept
    # under), whether the keys were turned off in this browser, and that it asked about installing
    for name in ("drafts.js", "keys.js", "search.js", "install.js"):
        scripts[name] = re.sub("localStorage|sessionStorage", "", scripts[name])
    for name, script in scripts.items():
        assert not never.search(script), name
    # a part of a page as the server wrote it, and a term's own explanation; nothing that was typed
    put_in = {name for name, script in scripts.items() if "innerHTML" in script}
    assert put_in <= {"parts.js", "terms.js"}


def test_nothing_is_run_on_the_machine_but_the_programs_of_a_backup_and_the_recogniser() -> None:
    for path in modules():
        code = path.read_text()
        assert not re.search(r"\b(eval|exec|os\.system|os\.popen|pickle|marshal|shelve)\(", code)
        assert "shell=True" not in code, path
        assert "render_template_string" not in code, path
        assert "pickle" not in imports(path), path
        if "subprocess" in imports(path) and "dev" not in path.parts:  # these are not installed
            assert path.parent.name in {"maintenance", "speech"}, path


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-test.txt", "requirements-speech.txt"]
)
def test_every_package_is_named_with_its_version_and_hashes(name: str) -> None:
    text = (ROOT / name).read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert len(lines) > 20
    for line in lines:
        assert re.match(r"[\w.\[\]-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line), line[:60]
