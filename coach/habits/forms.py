"""Define the forms of habits: a plan, check-ins and days away.

A form checks the shape; the rules check the meaning.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import (
    Field,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from coach import amounts, bounds
from coach.amounts import WRITE_A_NUMBER
from coach.habits.models import Habit, HabitPlan
from coach.habits.rules.plan import NAME, NOTE, UNIT, WORDS
from coach.people.touch_queries import ASK
from coach.principles import PRINCIPLES
from coach.text import WEEKDAYS
from coach.web.course import course
from coach.web.forms import DayField, Form, LineField, MultilineField, TextRequired, options

KINDS = (
    ("daily", "Every day"),
    ("weekdays", "On chosen days"),
    ("week", "A number of times a week"),
    ("month", "A number of times a month"),
    ("interval", "Once every few days"),
)
GOALS = (
    ("", "Done or not done"),
    ("at_least", "A number to reach"),
    ("at_most", "A number not to pass"),
)


DESCRIBED = ("name", "principle", "cue", "act", "smallest", "message_kind")


class AmountField(Field):  # type: ignore[misc]
    """A decimal number of 0 or more, in the notation of any language. The input is shown again.

    It is a text field, because a browser's number field drops characters that it does not know.
    """

    widget = TextInput()
    data: Any

    def __init__(self, label: str, **more: Any):
        super().__init__(
            label, [Optional()], render_kw={"inputmode": "decimal", "autocomplete": "off"}, **more
        )

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else amounts.for_field(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Parse the input. Raise NotAnAmount, a ValueError with a message for the user."""
        if valuelist:
            self.data = None
            self.data = amounts.read(valuelist[0]) if valuelist[0].strip() else None


class Number(AmountField):
    """A whole number within bounds. It is required only for its kind of schedule."""

    def __init__(self, label: str, kind: str, low: int, high: int, **more: Any):
        super().__init__(label, **more)
        self.render_kw = {"inputmode": "numeric", "autocomplete": "off"}
        self.kind, self.low, self.high = kind, low, high
        self.said = f"Write a number from {low} to {high}"

    def process_formdata(self, valuelist: list[str]) -> None:
        """Parse the input. Raise ValueError for anything but a whole number within bounds."""
        try:
            super().process_formdata(valuelist)
        except amounts.TwoReadings:
            raise
        except amounts.NotAnAmount:
            raise ValueError(self.said) from None
        if self.data is None:
            return
        if self.data != int(self.data) or not self.low <= self.data <= self.high:
            self.data = None
            raise ValueError(self.said)
        self.data = int(self.data)


class HabitForm(Form):
    """A habit: its name, its if-then plan and its schedule."""

    name = LineField("Name", NAME, [TextRequired("Write a name, short enough for a list")])
    principle = SelectField(
        "Principle it practises",
        coerce=int,
        choices=options((principle.number, principle.title) for principle in PRINCIPLES),
    )
    cue = LineField("When", WORDS, [TextRequired("Write the moment when you will do it")])
    act = LineField("I will", WORDS, [TextRequired("Write what you will do")])
    smallest = LineField("On a hard day, this still counts", WORDS)
    message_kind = SelectField("A message that belongs to it", default="")
    contact = SelectField("With somebody", coerce=int, default=0)
    kind = RadioField(
        "How often", choices=options(KINDS), default="daily", validators=[InputRequired()]
    )
    weekdays = SelectMultipleField(
        "Days",
        coerce=int,
        choices=options((number + 1, name) for number, name in enumerate(WEEKDAYS)),
        default=[1, 2, 3, 4, 5],
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )
    week = Number("Times a week", "week", 1, 7, default=3)
    month = Number("Times a month", "month", 1, 31, default=2)
    interval = Number("Days from one time to the next", "interval", 1, 366, default=14)
    goal = RadioField("What is recorded", choices=options(GOALS), default="")
    target = AmountField("Number")
    unit = LineField("Unit", UNIT)
    token = HiddenField(validators=[Length(max=32)])
    offer = HiddenField(validators=[Length(max=80)])

    def __init__(self, *positional: Any, **named: Any):
        super().__init__(*positional, **named)
        kinds = course().writing.kinds.values()
        self.message_kind.choices = options([("", "None"), *((k.id, k.title) for k in kinds)])
        self.offer_people([])

    def offer_people(self, people: Sequence[tuple[int, str]]) -> None:
        """Offer to do the habit with one of these people: pairs of id and name."""
        ask = [(ASK, "Ask me each time")] if people else []
        self.contact.choices = options([(0, "Nobody"), *ask, *people])

    def validate_weekdays(self, field: Any) -> None:
        """Refuse the kind "weekdays" if no day is chosen."""
        if self.kind.data == "weekdays" and not field.data:
            raise ValidationError("Choose at least one day")

    def validate(self, extra_validators: Any = None) -> bool:
        """Return whether the form is valid. The number of the chosen kind is required."""
        fine = super().validate(extra_validators)
        for field in (self.week, self.month, self.interval):
            if self.kind.data == field.kind and field.data is None and not field.errors:
                field.errors = [field.said]
                fine = False
        if self.goal.data and self.target.data is None and not self.target.errors:
            self.target.errors = [WRITE_A_NUMBER]
            fine = False
        return bool(fine)

    def show(self, habit: Habit, plan: HabitPlan) -> None:
        """Fill the form with a habit and its current plan."""
        for name in DESCRIBED:
            self[name].data = getattr(habit, name)
        self.kind.data = plan.kind
        self.goal.data, self.target.data, self.unit.data = plan.goal, plan.target, plan.unit
        self.show_plan(plan)

    def show_plan(self, plan: HabitPlan) -> None:
        """Fill in the numbers of a plan."""
        match plan.kind:
            case "weekdays":
                self.weekdays.data = [n for n in range(1, 8) if plan.weekdays >> (n - 1) & 1]
            case "week" | "month":
                self[plan.kind].data = plan.times
            case "interval":
                self.interval.data = plan.days

    def describe(self, habit: Habit) -> None:
        """Copy the texts from the form to the habit."""
        for name in DESCRIBED:
            setattr(habit, name, self[name].data)

    def plan(self, user_id: int, start: date, week_start: int) -> HabitPlan:
        """Return the plan with the chosen schedule, in force from ``start``."""
        kind = self.kind.data
        return HabitPlan(
            user_id=user_id,
            start=start,
            kind=kind,
            weekdays=sum(1 << (n - 1) for n in self.weekdays.data) if kind == "weekdays" else 0,
            times=self[kind].data if kind in ("week", "month") else 1,
            days=self.interval.data if kind == "interval" else 1,
            week_start=week_start,
            goal=self.goal.data,
            target=self.target.data if self.goal.data else None,
            unit=self.unit.data if self.goal.data else "",
        )


class EditForm(HabitForm):
    """The form of an existing habit, which can be paused as well."""

    pause = DayField("Pause until", [Optional()])
    imported: HabitPlan | None = None

    def keep(self, plan: HabitPlan) -> None:
        """Offer to keep an imported frequency, such as 3 times in 10 days."""
        if plan.kind == "frequency":
            self.imported = plan
            words = f"As imported: {plan.times} times in any {plan.days} days, strength only"
            self.kind.choices = [*options(KINDS), *options([("frequency", words)])]

    def plan(self, user_id: int, start: date, week_start: int) -> HabitPlan:
        """Return the plan with the chosen schedule, in force from ``start``."""
        plan = super().plan(user_id, start, week_start)
        if self.kind.data == "frequency" and self.imported:
            plan.times, plan.days = self.imported.times, self.imported.days
        return plan


SAYS = ("done", "none", "rest", "missed", "note", "number")


class CheckInForm(Form):
    """A check-in for one day. The state is explicit, so that pressing twice changes nothing."""

    state = SelectField(choices=options((say, say) for say in SAYS), validators=[InputRequired()])
    note = MultilineField("Note", NOTE, [Optional()])
    number = AmountField("Number")

    def validate_state(self, field: Any) -> None:
        """Require a number for the state "number". Invalid numbers have their own error."""
        empty = self.number.data is None and not self.number.process_errors
        if field.data == "number" and empty:
            raise ValidationError(WRITE_A_NUMBER)


class ManyForm(Form):
    """A check-in for many days of a month."""

    state = SelectField(
        choices=options((say, say) for say in ("done", "none", "rest", "missed")),
        validators=[InputRequired()],
    )
    days = SelectMultipleField("Days", choices=(), validate_choice=False)

    def chosen(self) -> list[date]:
        """Return the chosen days. Raise ValueError for an invalid one."""
        return [bounds.day(day) for day in self.days.data or []]


class AwayForm(Form):
    """A range of days away, for one habit or for all (0)."""

    first = DayField("First day away", [InputRequired("Choose the first day")])
    last = DayField("Last day away", [Optional()])
    habit = SelectField("Which habits", coerce=int, default=0)
    reason = LineField("Reason", WORDS)

    def validate_last(self, field: Any) -> None:
        """Refuse a range that ends before it begins."""
        if field.data and self.first.data and field.data < self.first.data:
            raise ValidationError("Choose a last day that is not before the first")
