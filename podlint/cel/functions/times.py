"""Parts of timestamps and durations."""

from collections.abc import Callable
from datetime import UTC
from typing import Any

from podlint.cel.errors import EvaluationError
from podlint.cel.functions.declaration import Function, function
from podlint.cel.moments import SECOND, Calendar, calendar
from podlint.cel.operators import truncated_quotient, truncated_remainder
from podlint.cel.values import Duration, Timestamp


def _offset(zone: str, moment: Timestamp) -> int:
    """Seconds east of UTC, of `+05:30` or of a zone's name at a moment."""
    sign, digits = (-1 if zone[:1] == "-" else 1), zone.lstrip("+-")
    hours, separator, minutes = digits.partition(":")
    if separator and len(zone) - len(digits) <= 1 and _two_digits(hours, 23) and _two_digits(minutes, 59):
        return sign * (int(hours) * 3600 + int(minutes) * 60)
    return _named_offset(zone, moment)


def _two_digits(text: str, most: int) -> bool:
    return len(text) == 2 and text.isascii() and text.isdigit() and int(text) <= most


def _named_offset(zone: str, moment: Timestamp) -> int:
    from datetime import datetime, timedelta
    from zoneinfo import ZoneInfo

    utc = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=moment.nanoseconds // SECOND)
    try:
        offset = utc.astimezone(ZoneInfo(zone)).utcoffset()
    except (KeyError, OSError, OverflowError, ValueError):
        raise EvaluationError(f"unknown time zone: {zone!r}") from None
    return 0 if offset is None else offset.days * 86_400 + offset.seconds


def _part(work_out: Callable[[Calendar], int]) -> Callable[..., int]:
    def part(moment: Timestamp, zone: str = "+00:00") -> int:
        return work_out(calendar(moment, _offset(zone, moment)))

    return part


def _of_timestamps(name: str, work_out: Callable[[Calendar], int], documentation: str) -> tuple[Function, Function]:
    part = _part(work_out)
    return (
        function(f"timestamp.{name}() -> int", part, f"{documentation}, in UTC."),
        function(f"timestamp.{name}(string) -> int", part, f"{documentation}, in a zone as `+01:00` or `Europe/Rome`."),
    )


def _whole(unit: int) -> Callable[[Duration], int]:
    return lambda span: truncated_quotient(span.nanoseconds, unit)


def _milliseconds(span: Any) -> int:
    return truncated_quotient(truncated_remainder(span.nanoseconds, SECOND), 10**6)


FUNCTIONS: tuple[Function, ...] = (
    *_of_timestamps("getFullYear", lambda now: now.year, "The year"),
    *_of_timestamps("getMonth", lambda now: now.month - 1, "The month from 0"),
    *_of_timestamps("getDate", lambda now: now.day, "The day of the month from 1"),
    *_of_timestamps("getDayOfMonth", lambda now: now.day - 1, "The day of the month from 0"),
    *_of_timestamps("getDayOfWeek", lambda now: now.weekday, "The day of the week from Sunday = 0"),
    *_of_timestamps("getDayOfYear", lambda now: now.day_of_year, "The day of the year from 0"),
    *_of_timestamps("getHours", lambda now: now.nanosecond_of_day // (3600 * SECOND), "The hour"),
    *_of_timestamps("getMinutes", lambda now: now.nanosecond_of_day // (60 * SECOND) % 60, "The minute"),
    *_of_timestamps("getSeconds", lambda now: now.nanosecond_of_day // SECOND % 60, "The second"),
    *_of_timestamps("getMilliseconds", lambda now: now.nanosecond_of_day // 10**6 % 1000, "The millisecond"),
    function("duration.getHours() -> int", _whole(3600 * SECOND), "Whole hours in all."),
    function("duration.getMinutes() -> int", _whole(60 * SECOND), "Whole minutes in all."),
    function("duration.getSeconds() -> int", _whole(SECOND), "Whole seconds in all."),
    function("duration.getMilliseconds() -> int", _milliseconds, "Milliseconds beyond the last whole second."),
)
