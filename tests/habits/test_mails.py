"""The day's mail at a real mail server: who gets it, what it says, and that it comes once."""

import os
import re
import subprocess
import sys
import time as wait
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from sqlalchemy import delete, select

from coach import mail
from coach.accounts.models import User
from coach.config import Settings
from coach.db import db
from coach.habits.models import CheckIn, Habit, HabitPlan
from coach.habits.reminders import sender as round_module
from coach.habits.reminders.commands import remind
from coach.habits.reminders.models import Reminder, ReminderChoice
from coach.intentions import queries as intentions
from tests.conftest import FRIDAY, Moment, Visitor
from tests.serving import ROOT

DAY = timedelta(days=1)
ADDRESS = "https://coach.example.org"


class Postbox:
    """What a mail server received. ``answers`` are given before it takes a mail."""

    def __init__(self) -> None:
        self.got: list[tuple[str, EmailMessage]] = []
        self.answers: list[str] = []
        self.raw: list[bytes] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep the mail, or give the next answer."""
        if self.answers:
            return self.answers.pop(0)
        self.raw.append(envelope.content)
        made = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(made, EmailMessage)
        self.got += [(to, made) for to in envelope.rcpt_tos]
        return "250 taken"

    def text(self) -> str:
        """The words of the last mail."""
        body = self.got[-1][1].get_body()
        assert body is not None
        return str(body.get_content())


class Server(Controller):
    """aiosmtpd on a port of its own choosing."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def box() -> Postbox:
    return Postbox()


@pytest.fixture
def port(box: Postbox) -> Iterator[int]:
    server = Server(box, hostname="127.0.0.1", port=0)
    server.start()
    yield server.port
    server.stop()


@pytest.fixture
def mailing(app: Flask, port: int) -> Flask:
    """The app with a mail server set."""
    found: Settings = app.extensions["settings"]
    app.extensions["settings"] = replace(
        found,
        address=ADDRESS,
        mail_server="127.0.0.1",
        mail_port=port,
        mail_from="Good Terms <coach@example.org>",
        mail_starttls=False,
    )
    app.extensions["mail"] = mail.sender(app.extensions["settings"])
    return app


def join(app: Flask, email: str, agreed: bool = True, **more: Any) -> int:
    """Add a person with an address, a daily habit and a wish for mails at 7:30."""
    with app.app_context():
        told = {"zone": "UTC", "name": "Nora", **more}
        user = User(email=email, fs_uniquifier=email, created_at=FRIDAY, **told)
        db.session.add(user)
        db.session.flush()
        habit = Habit(
            user_id=user.id,
            name="Let people finish",
            principle=2,
            cue="someone brings me a problem",
            act="wait two breaths.",
            token=email[:32],
            start=FRIDAY.date(),
            created_at=FRIDAY,
        )
        habit.plans = [HabitPlan(user_id=user.id, start=FRIDAY.date(), kind="daily")]
        choice = ReminderChoice(user_id=user.id, mail_at=time(7, 30), asked_on=FRIDAY.date())
        choice.agreed = email if agreed else ""
        db.session.add_all([habit, choice])
        db.session.commit()
        return user.id


def round_of(app: Flask) -> str:
    """Run the command once and return what it printed."""
    return str(app.test_cli_runner().invoke(remind).output)


def kept(app: Flask) -> list[tuple[str, str, int]]:
    with app.app_context():
        rows = db.session.execute(select(Reminder.kind, Reminder.state, Reminder.attempts))
        return [(kind, state, attempts) for kind, state, attempts in rows]


def test_the_mail_names_the_habit_and_its_link_checks_it_in(
    mailing: Flask, box: Postbox, client: Visitor
) -> None:
    join(mailing, "nora@example.org")
    assert round_of(mailing) == "1 sent, 0 not sent\n"
    to, made = box.got[0]
    assert (to, made["To"], made["Subject"]) == (
        "nora@example.org",
        "nora@example.org",
        "Friday: Let people finish",
    )
    assert "When someone brings me a problem, I wait two breaths." in box.text()
    links = re.findall(rf"{ADDRESS}(/\S+)", box.text())
    tap, home, stop = links
    assert home == "/habits"
    assert made["List-Unsubscribe"] == f"<{ADDRESS}{stop}>"
    assert client.send(tap).status_code == 303
    assert "Done" in client.page(tap).words
    assert client.send(stop).status_code == 303
    with mailing.app_context():
        assert db.session.scalars(select(ReminderChoice.mail_at)).all() == [None]


def test_it_comes_at_the_persons_time_and_once_a_day(
    mailing: Flask, box: Postbox, moment: Moment
) -> None:
    join(mailing, "nora@example.org", zone="America/New_York")
    for hours, sent in ((0, 0), (4.4, 0), (4.5, 1), (5, 1), (14, 1), (28.4, 1), (28.5, 2)):
        moment.now = FRIDAY + timedelta(hours=hours)
        round_of(mailing)
        assert len(box.got) == sent, hours


def test_what_was_missed_for_ten_hours_is_not_made_up_for(
    mailing: Flask, box: Postbox, moment: Moment
) -> None:
    join(mailing, "nora@example.org")
    moment.now = FRIDAY.replace(hour=17, minute=30)
    round_of(mailing)
    assert box.got == []


def test_an_address_gets_one_question_and_nothing_before_it_says_yes(
    mailing: Flask, box: Postbox, moment: Moment, client: Visitor
) -> None:
    join(mailing, "stranger@example.org", agreed=False)
    for _ in range(5):
        round_of(mailing)
        moment.now += DAY
    assert [str(made["Subject"]) for _, made in box.got] == [
        "Would you like to be reminded of your habits by e-mail?"
    ]
    (agree,) = re.findall(rf"{ADDRESS}(/\S+)", box.text())
    assert client.send(agree).status_code == 303
    round_of(mailing)
    assert len(box.got) == 2


def test_no_mail_when_all_is_done_and_none_later_that_day(
    mailing: Flask, box: Postbox, owner: Visitor
) -> None:
    with mailing.app_context():
        user = db.session.get_one(User, owner.user_id)
        user.email = "nora@example.org"
        db.session.add(
            ReminderChoice(user_id=user.id, mail_at=time(7, 30), agreed="nora@example.org")
        )
        db.session.commit()
    round_of(mailing)
    assert kept(mailing) == [("digest", "empty", 1)]
    join(mailing, "ivo@example.org")
    round_of(mailing)
    round_of(mailing)
    assert [to for to, _ in box.got] == ["ivo@example.org"]


def test_a_passing_fault_is_tried_again_later_and_less_and_less_often(
    mailing: Flask, box: Postbox, moment: Moment
) -> None:
    join(mailing, "nora@example.org")
    box.answers = ["451 come again", "451 come again"]
    assert "1 not sent" in round_of(mailing)
    for minutes, state in ((4, "failed"), (5, "failed"), (14, "failed"), (15, "sent")):
        moment.now = FRIDAY + timedelta(minutes=minutes)
        round_of(mailing)
        assert kept(mailing)[0][1] == state, minutes
    assert kept(mailing) == [("digest", "sent", 3)]
    assert len(box.got) == 1


@pytest.mark.parametrize("answer", ["550 no such person", "554 not wanted"])
def test_a_refusal_is_final_for_the_day(
    mailing: Flask, box: Postbox, moment: Moment, answer: str
) -> None:
    join(mailing, "nora@example.org")
    box.answers = [answer]
    round_of(mailing)
    moment.now += timedelta(hours=1)
    assert round_of(mailing) == "0 sent, 0 not sent\n"
    assert kept(mailing) == [("digest", "refused", 1)]


def test_a_server_that_is_away_holds_nobody_up_for_good(mailing: Flask, moment: Moment) -> None:
    join(mailing, "nora@example.org")
    here = mailing.extensions["mail"]
    away = replace(mailing.extensions["settings"], mail_port=1)
    mailing.extensions["mail"] = mail.sender(away)
    assert "1 not sent" in round_of(mailing)
    mailing.extensions["mail"] = here
    moment.now += timedelta(minutes=5)
    assert round_of(mailing) == "1 sent, 0 not sent\n"


def test_what_a_runner_claimed_and_did_not_finish_is_not_sent_twice(
    mailing: Flask, box: Postbox, moment: Moment
) -> None:
    user_id = join(mailing, "nora@example.org")
    with mailing.app_context():
        claimed = {"state": "claimed", "claimed_at": FRIDAY, "day": date(2026, 11, 27)}
        db.session.add(Reminder(user_id=user_id, kind="digest", **claimed))
        db.session.commit()
    moment.now += timedelta(hours=2)
    round_of(mailing)
    assert box.got == []


def test_a_habit_that_has_become_second_nature_is_not_in_the_mail(
    mailing: Flask, box: Postbox, moment: Moment, client: Visitor
) -> None:
    user_id = join(mailing, "nora@example.org")
    with mailing.app_context():
        from coach.habits import queries
        from coach.habits.check_ins import queries as check_ins
        from coach.habits.check_ins.queries import Made
        from coach.habits.rules.log import State

        habit_id = db.session.scalars(select(Habit.id)).one()
        for back in range(1, 90):
            habit = queries.own_habit(user_id, habit_id)
            assert habit is not None
            made = Made(FRIDAY, "UTC", FRIDAY.date(), 4)
            day = FRIDAY.date() - DAY * back
            track = check_ins.read(habit.user_id, habit.id, day, made)
            assert track is not None
            check_ins.press(track, day, State.DONE, None, made)
        db.session.commit()
    round_of(mailing)
    assert box.got == []
    assert kept(mailing) == [("digest", "empty", 1)]


def test_one_persons_fault_stops_nobody_elses_mail(
    mailing: Flask, box: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = join(mailing, "nora@example.org")
    join(mailing, "ivo@example.org")
    real = round_module.queries.dues

    def dues(user: User, today: date) -> Any:
        if user.id == first:
            raise OverflowError("date value out of range")
        return real(user, today)

    monkeypatch.setattr(round_module.queries, "dues", dues)
    assert "1 sent, 1 not sent" in round_of(mailing)
    assert [to for to, _ in box.got] == ["ivo@example.org"]


def test_an_explicit_no_is_an_answer_and_is_not_in_the_mail(mailing: Flask, box: Postbox) -> None:
    user_id = join(mailing, "nora@example.org")
    with mailing.app_context():
        habit = db.session.scalars(select(Habit)).one()
        db.session.add(
            CheckIn(user_id=user_id, habit_id=habit.id, day=FRIDAY.date(), state="missed",
                    moment=FRIDAY, zone="UTC")
        )  # fmt: skip
        db.session.commit()
    round_of(mailing)
    assert box.got == []
    assert kept(mailing) == [("digest", "empty", 1)]


def test_the_head_of_a_digest_goes_out_undecorated(mailing: Flask, box: Postbox) -> None:
    """Bytes as a mail server takes them: RFC 2047, 5 forbids encoded words there."""
    join(mailing, "nora@example.org")
    round_of(mailing)
    lines = box.raw[-1].partition(b"\r\n\r\n")[0].split(b"\r\n")
    [stop] = [line for line in lines if line.lower().startswith(b"list-unsubscribe:")]
    assert re.fullmatch(rb"List-Unsubscribe: <https://\S+/reminders/stop/[\w.-]+>", stop)
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines


def test_the_command_says_so_when_no_mail_server_is_set(app: Flask) -> None:
    answer = app.test_cli_runner().invoke(remind)
    assert answer.exit_code == 1
    assert "No mail server is set" in answer.output


PEOPLE = 12


def environ(app: Flask, port: int) -> dict[str, str]:
    plain = {k: v for k, v in os.environ.items() if not k.startswith("COACH_")}
    ours = {
        "COACH_INSTANCE": str(app.extensions["settings"].instance),
        "COACH_DATABASE_URL": app.extensions["settings"].database(),
        "COACH_ADDRESS": ADDRESS,
        "COACH_MAIL_SERVER": "127.0.0.1",
        "COACH_MAIL_PORT": str(port),
        "COACH_MAIL_FROM": "coach@example.org",
        "COACH_MAIL_STARTTLS": "false",
        "PYTHONPATH": str(ROOT),
    }
    return {**plain, **ours}


def start(app: Flask, folder: Path, port: int, now: datetime) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.habits.runner", now.isoformat(), str(folder / "go")]
    return subprocess.Popen(
        command, cwd=ROOT, env=environ(app, port), text=True, stdout=subprocess.PIPE
    )


def test_two_runners_at_the_same_moment_send_each_mail_once(
    app: Flask, tmp_path: Path, port: int, box: Postbox
) -> None:
    for each in range(PEOPLE):
        join(app, f"person-{each}@example.org")
    runners = [start(app, tmp_path, port, FRIDAY) for _ in range(2)]
    while len(list(tmp_path.glob("ready-*"))) < len(runners):
        wait.sleep(0.01)
    (tmp_path / "go").touch()
    sent = [int(runner.communicate(timeout=60)[0]) for runner in runners]
    assert sum(sent) == PEOPLE
    assert sorted(to for to, _ in box.got) == sorted(
        f"person-{each}@example.org" for each in range(PEOPLE)
    )
    assert {state for _, state, _ in kept(app)} == {"sent"}


def test_the_program_has_the_command(port: int, app: Flask) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "coach", "remind"],
        cwd=ROOT,
        env=environ(app, port),
        text=True,
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert ran.stdout == "0 sent, 0 not sent\n"


@pytest.mark.parametrize("open_habit", [True, False])
def test_a_day_for_which_something_is_planned_says_so_without_the_words(
    mailing: Flask, box: Postbox, open_habit: bool
) -> None:
    user_id = join(mailing, "nora@example.org")
    with mailing.app_context():
        if not open_habit:
            db.session.execute(delete(Habit))
        day = FRIDAY.date()
        intentions.save(user_id, "a", "L.", day, "What worries you most?", FRIDAY)
        intentions.save(user_id, "b", "M.", day - DAY, "Of the day before.", FRIDAY)
        db.session.commit()
    assert round_of(mailing) == "1 sent, 0 not sent\n"
    subject = "Let people finish" if open_habit else "what you want to say"
    assert box.got[0][1]["Subject"] == f"Friday: {subject}"
    assert f"Today you want to say what you planned: {ADDRESS}/today" in box.text()
    assert ("All habits:" in box.text()) is open_habit
    assert "worries" not in box.text()
    assert "L." not in box.text()
    assert round_of(mailing) == "0 sent, 0 not sent\n"
