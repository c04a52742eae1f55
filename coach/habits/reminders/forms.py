"""Define the form of reminders: a time for each habit, the look-back and the day's e-mail."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from wtforms import BooleanField, SelectField, TimeField
from wtforms.validators import Optional

from coach.habits.reminders.calendar_reminders import DueHabit
from coach.habits.reminders.models import ReminderChoice
from coach.people.presenters.reminders import CHOICES
from coach.text import isolated
from coach.web.forms import Form, options

MORNING = time(7, 30)


class Clock(TimeField):  # type: ignore[misc]
    """A wall-clock time, or none."""

    def __init__(self, label: str, **more: Any):
        super().__init__(label, [Optional()], format=["%H:%M", "%H:%M:%S"], **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Parse the time. Raise ValueError for anything else."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("Write a time such as 07:30") from None


class RemindersForm(Form):
    """The fields that do not belong to a single habit."""

    look_back_at = Clock("Look-back")
    mail = BooleanField("Send me one e-mail on days when a habit is due")
    mail_at = Clock("Time of the mail")
    named = SelectField("Promises and people in calendar and e-mail", choices=options(CHOICES))


def reminders_form(
    dues: Sequence[DueHabit], choice: ReminderChoice | None, named: str
) -> RemindersForm:
    """Return the form with a time for each habit, filled in with the current choices.

    ``named``: what is said of people, one of ``CHOICES``.
    """
    fields = {f"habit_{due.track.id}": Clock(isolated(due.track.name)) for due in dues}
    now: dict[str, Any] = {f"habit_{due.track.id}": due.cue_time for due in dues}
    now["look_back_at"] = choice and choice.look_back_at
    now["mail"] = bool(choice and choice.mail_at)
    now["mail_at"] = (choice and choice.mail_at) or MORNING
    now["named"] = named
    form: RemindersForm = type("HabitRemindersForm", (RemindersForm,), fields)(data=now)
    return form
