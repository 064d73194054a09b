"""The words of constraint lines: what each demands of a value."""

from collections.abc import Callable
from typing import Any

from podlint.dataclass import dataclass
from podlint.kubernetes.api.errors import DUPLICATE, FORBIDDEN, INVALID, NOT_SUPPORTED, TOO_LONG, TOO_MANY, ApiError
from podlint.kubernetes.api.formats import FORMATS
from podlint.kubernetes.api.values import Index, Struct


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a value. `index` and `field` say where below the value it lies, if not at the value itself."""

    reason: str
    detail: str
    supported: tuple[str, ...] = ()
    index: Index = None
    item: Struct | None = None
    field: str = ""

    def error(
        self, struct: Struct, name: str, index: Index, value: Any, reason: str = "", *, at_key: bool = False
    ) -> ApiError:
        """The error of a field of a struct; `reason` takes the place of the complaint's own."""
        reason = reason or self.reason
        if self.item is not None:
            return ApiError(reason, self.item, self.field, self.detail, value=value)
        where = self.index if self.index is not None else index
        return ApiError(reason, struct, name, self.detail, where, value, supported=self.supported, at_key=at_key)


Judge = Callable[[Any], Complaint | None]


def _format(name: str) -> Judge:
    holds = FORMATS[name]

    def judge(value: Any) -> Complaint | None:
        wrong = holds(value)
        return Complaint(INVALID, wrong) if wrong else None

    return judge


def _enum(argument: str) -> Judge:
    values = tuple(argument.split(","))
    known = frozenset(values)
    shown = ", ".join(f"`{value}`" for value in values if value)
    return lambda value: None if value in known else Complaint(NOT_SUPPORTED, f"is not one of {shown}", values)


def _min(argument: str) -> Judge:
    least = int(argument)
    return lambda value: Complaint(INVALID, f"is less than {least}") if value < least else None


def _max(argument: str) -> Judge:
    most = int(argument)
    return lambda value: Complaint(INVALID, f"is more than {most}") if value > most else None


def _max_length(argument: str) -> Judge:
    most = int(argument)
    return lambda text: Complaint(TOO_LONG, f"is longer than {most} bytes") if len(text.encode()) > most else None


def _max_items(argument: str) -> Judge:
    most = int(argument)
    return lambda items: Complaint(TOO_MANY, f"has more than {most} entries") if len(items) > most else None


def _forbidden(argument: str) -> Judge:
    del argument
    return lambda _: Complaint(FORBIDDEN, "may not be set")


def _unique(argument: str) -> Judge:
    """No two items alike; with `unique=a+b` no two structs alike in these fields."""
    names = argument.split("+") if argument else []

    def judge(items: Any) -> Complaint | None:
        if len(items) < 2:
            return None
        seen: set[Any] = set()
        for index, item in enumerate(items):
            key = tuple(item.get(name) for name in names) if names else item
            if key in seen:
                return _repeated(index, item, names)
            if not names or any(key):
                seen.add(key)
        return None

    return judge


def _repeated(index: int, item: Any, names: list[str]) -> Complaint:
    if not names:
        return Complaint(DUPLICATE, "stands twice in the list", index=index)
    shown = " and ".join(f"{name} `{item.get(name)}`" for name in names)
    field = names[0] if len(names) == 1 else ""
    return Complaint(DUPLICATE, f"another entry has the same {shown}", index=index, item=item, field=field)


WORDS: dict[str, Callable[[str], Judge]] = {
    "format": _format,
    "enum": _enum,
    "min": _min,
    "max": _max,
    "max-length": _max_length,
    "max-items": _max_items,
    "unique": _unique,
    "forbidden": _forbidden,
}
"""By the word: makes the judge of a value from what stands behind the word's `=`."""
