"""Timestamps and durations: their texts, and the calendar, in whole nanoseconds."""

import re

from podlint.cel.errors import EvaluationError
from podlint.cel.operators import as_duration, as_timestamp
from podlint.cel.values import Duration, Timestamp
from podlint.namedtuple import NamedTuple
from podlint.pattern import pattern

SECOND = 10**9
DAY = 86_400 * SECOND

_TIMESTAMP = pattern(
    r"(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d))", re.ASCII
)
_DURATION_PART = pattern(r"(\d*)(?:\.(\d*))?(h|ms|m|s|us|µs|μs|ns)", re.ASCII)
_UNITS = {
    "h": 3600 * SECOND,
    "m": 60 * SECOND,
    "s": SECOND,
    "ms": 10**6,
    "us": 10**3,
    "µs": 10**3,
    "μs": 10**3,
    "ns": 1,
}


class Calendar(NamedTuple):
    """A point in time as the calendar has it; month and day count from 1, `weekday` from Sunday = 0."""

    year: int
    month: int
    day: int
    weekday: int
    day_of_year: int
    nanosecond_of_day: int


def parse_timestamp(text: str) -> Timestamp:
    """The timestamp of a text as in RFC 3339. Raises EvaluationError."""
    found = _TIMESTAMP.fullmatch(text)
    if found is None:
        raise EvaluationError(f"no timestamp: {text!r}")
    year, month, day, hour, minute, second = map(int, found.group(1, 2, 3, 4, 5, 6))
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = (0, 31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    offset_hours, offset_minutes = int(found[9] or 0), int(found[10] or 0)
    in_range = 1 <= month <= 12 and hour < 24 and minute < 60 and second < 60 and offset_hours < 24
    if not in_range or not 1 <= day <= days[month] or offset_minutes > 59:
        raise EvaluationError(f"no timestamp: {text!r}")
    offset = (offset_hours * 60 + offset_minutes) * (-1 if found[8] == "-" else 1)
    seconds = days_before(year, month, day) * 86_400 + hour * 3600 + (minute - offset) * 60 + second
    return as_timestamp(seconds * SECOND + int((found[7] or "").ljust(9, "0")))


def days_before(year: int, month: int, day: int) -> int:
    """Days from 1970-01-01 to a date; years begin in March so that the leap day comes last."""
    year -= month <= 2
    month = (month + 9) % 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + day - 719_469


def calendar(moment: Timestamp, offset: int = 0) -> Calendar:
    """The calendar's view of a timestamp, `offset` seconds east of UTC."""
    days, nanosecond = divmod(moment.nanoseconds + offset * SECOND, DAY)
    era, day_of_era = divmod(days + 719_468, 146_097)
    year = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year + year // 4 - year // 100)
    month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * month + 2) // 5 + 1
    year += era * 400 + (month >= 10)
    month = (month + 2) % 12 + 1
    return Calendar(year, month, day, (days + 4) % 7, days - days_before(year, 1, 1), nanosecond)


def timestamp_text(moment: Timestamp) -> str:
    """The timestamp in UTC as in RFC 3339, with no more digits of the second than it takes."""
    now = calendar(moment)
    second, fraction = divmod(now.nanosecond_of_day, SECOND)
    minute, second = divmod(second, 60)
    hour, minute = divmod(minute, 60)
    date = f"{now.year:04}-{now.month:02}-{now.day:02}"
    return f"{date}T{hour:02}:{minute:02}:{second:02}{_fraction(fraction)}Z"


def _fraction(nanoseconds: int) -> str:
    return f".{nanoseconds:09}".rstrip("0").rstrip(".")


def parse_duration(text: str) -> Duration:
    """The duration of a text such as `1h30m` or `-1.5s`. Raises EvaluationError."""
    unsigned = text[1:] if text[:1] in ("+", "-") else text
    if len(unsigned) > 100:
        raise EvaluationError("no duration: the text is too long")
    total, position = 0, 0
    while position < len(unsigned) and (part := _DURATION_PART.match(unsigned, position)):
        whole, fraction, unit = part[1], part[2] or "", part[3]
        if not whole + fraction:
            break
        total += int(whole or "0") * _UNITS[unit] + int(fraction or "0") * _UNITS[unit] // 10 ** len(fraction)
        position = part.end()
    if unsigned != "0" and (not unsigned or position != len(unsigned)):
        raise EvaluationError(f"no duration: {text!r}")
    return as_duration(-total if text[0] == "-" else total)


def duration_text(span: Duration) -> str:
    """The duration in seconds, such as `1.5s`."""
    seconds, fraction = divmod(abs(span.nanoseconds), SECOND)
    return f"{'-' if span.nanoseconds < 0 else ''}{seconds}{_fraction(fraction)}s"
