"""When CronJobs run: the notation of schedules, and the names of time zones.

https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#writing-a-cronjob-spec
"""

import os
from functools import cache

from podlint.data import kubernetes_folder
from podlint.pattern import pattern

_MONTHS = dict(
    zip(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), range(1, 13), strict=True)
)
_DAYS = {"sun": 0, "mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6}
_FIELDS: tuple[tuple[str, int, int, dict[str, int]], ...] = (
    ("minute", 0, 59, {}),
    ("hour", 0, 23, {}),
    ("day of the month", 1, 31, {}),
    ("month", 1, 12, _MONTHS),
    ("day of the week", 0, 6, _DAYS),
)
_MACROS = frozenset(("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"))
_EVERY = pattern(r"@every (?:[-+]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+|[-+]?0)")
_NUMBER = pattern(r"[0-9]{1,9}")
_ZONE_PART = pattern(r"[A-Za-z._0-9+-]{1,14}")


def cron(text: str) -> str | None:
    """What is wrong with `schedule` of a CronJob, as the library robfig/cron reads it: there is no day 7, L or #."""
    if "TZ" in text:
        return "names a time zone, which belongs in `timeZone`"
    if text.startswith("@"):
        return None if text in _MACROS or _EVERY.fullmatch(text) else "is no macro such as @daily or @every 90m"
    fields = text.split()
    if len(fields) != len(_FIELDS):
        return f"has {len(fields)} fields and not five: minute, hour, day of the month, month, day of the week"
    for field, (name, least, most, names) in zip(fields, _FIELDS, strict=True):
        for part in filter(None, field.split(",")):
            if complaint := _wrong_part(part, least, most, names):
                return f"has the {name} `{part}`, which {complaint}"
    return None


def _wrong_part(part: str, least: int, most: int, names: dict[str, int]) -> str | None:
    """What is wrong with one of the parts between commas: `*`, `5`, `1-5`, `*/15`, `mon-fri`."""
    ends, *steps = part.split("/")
    first, *rest = ends.split("-")
    if len(steps) > 1 or (len(rest) > 1 and first not in ("*", "?")):
        return "is neither a number nor a range nor one with a step"
    if steps and (not _NUMBER.fullmatch(steps[0]) or int(steps[0]) == 0):
        return "has a step that is not a number above 0"
    if first in ("*", "?"):
        return None
    low, high = _value(first, names), _value(rest[0] if rest else first, names)
    if low is None or high is None:
        return "is not a number" + (" or a name such as " + next(iter(names)) if names else "")
    if low < least or high > most:
        return f"is not between {least} and {most}" + ("; Sunday is 0" if names is _DAYS and high == 7 else "")
    return "begins after its end" if low > high else None


def _value(text: str, names: dict[str, int]) -> int | None:
    number = names.get(text.lower())
    return int(text) if number is None and _NUMBER.fullmatch(text) else number


def time_zone(text: str) -> str | None:
    """What is wrong with `timeZone` of a CronJob, a name of the IANA time zone database."""
    if not text:
        return "is empty"
    parts = text.split("/")
    if text.lower() == "local" or any(part in (".", "..") or part.startswith("-") for part in parts):
        return "is no time zone that all nodes have in common"
    if not all(map(_ZONE_PART.fullmatch, parts)) or text not in _zones():
        return "is no time zone of the IANA database, such as Europe/Berlin or Etc/UTC"
    return None


@cache
def _zones() -> frozenset[str]:
    with open(os.path.join(kubernetes_folder(), "time-zones.txt"), encoding="utf-8") as file:
        return frozenset(line for line in file.read().splitlines() if not line.startswith("#"))
