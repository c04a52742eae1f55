"""Column types: instants in UTC, and exact decimals."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, TypeDecorator

from coach.bounds import AMOUNT_PLACES


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware and in UTC on the Python side, naive UTC in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the value as stored. Raises ValueError for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone: naive datetimes are refused")
        return value.astimezone(UTC).replace(tzinfo=None)

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], datetime | None]:
        """Return what makes of a stored instant an aware one: one function, called often."""
        stored: Callable[[Any], Any] | None = self.impl_instance.result_processor(dialect, coltype)
        naive = stored or _as_it_is

        def aware(value: Any) -> datetime | None:
            return None if value is None else naive(value).replace(tzinfo=UTC)

        return aware


def _as_it_is(value: datetime) -> datetime:
    return value


class Amount(TypeDecorator[Decimal]):
    """A decimal number, exact to six places: whole millionths in the database.

    SQLite has no decimal type of its own, so a whole number is what both databases keep exactly.
    """

    impl = BigInteger
    cache_ok = True

    @property
    def python_type(self) -> type[Any]:
        """The type on the Python side."""
        return Decimal

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> int | None:
        """Return the millionths. Raises ValueError for a number that has more places."""
        if value is None:
            return None
        millionths = Decimal(value).scaleb(AMOUNT_PLACES)
        if millionths != millionths.to_integral_value():
            raise ValueError("an amount has six places at most")
        return int(millionths)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Return the stored number."""
        return None if value is None else Decimal(value).scaleb(-AMOUNT_PLACES).normalize()
