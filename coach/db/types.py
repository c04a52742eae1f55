"""Define the column types: instants in UTC, and exact decimals."""

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
        """Return the value as stored. Raise ValueError for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone: naive datetimes are refused")
        return value.astimezone(UTC).replace(tzinfo=None)

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], datetime | None]:
        """Return the function that makes a stored instant aware."""
        decode: Callable[[Any], Any] | None = self.impl_instance.result_processor(dialect, coltype)
        naive = decode or _unchanged

        def aware(value: Any) -> datetime | None:
            return None if value is None else naive(value).replace(tzinfo=UTC)

        return aware


def _unchanged(value: datetime) -> datetime:
    return value


class Amount(TypeDecorator[Decimal]):
    """An exact decimal number with six places, stored as whole millionths.

    SQLite has no decimal type; both databases store integers exactly.
    """

    impl = BigInteger
    cache_ok = True

    @property
    def python_type(self) -> type[Any]:
        """The type on the Python side."""
        return Decimal

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> int | None:
        """Return the number in millionths. Raise ValueError for more than six decimal places."""
        if value is None:
            return None
        millionths = Decimal(value).scaleb(AMOUNT_PLACES)
        if millionths != millionths.to_integral_value():
            raise ValueError("an amount has at most six decimal places")
        return int(millionths)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Return the stored number."""
        return None if value is None else Decimal(value).scaleb(-AMOUNT_PLACES).normalize()
