"""How each scalar type of the API is decoded: a reader returns the value or raises ValueError with what is wrong."""

from binascii import Error as BadBase64
from binascii import a2b_base64
from collections.abc import Callable
from typing import Any

from podlint.kubernetes.formats import datetime
from podlint.kubernetes.quantity import parse_quantity
from podlint.pattern import pattern
from podlint.reading import Mapping, Sequence

Reader = Callable[[Any], Any]

_INT32 = range(-(2**31), 2**31)
_INT64 = range(-(2**63), 2**63)
_NO_BASE64 = "it is not base64; plain text belongs in `stringData` of a Secret or `data` of a ConfigMap"
_LINE_BREAKS = pattern(r"[\r\n]")


def _string(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise ValueError("text is expected")


def _bool(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("true or false is expected")


def _integer(value: Any, limits: range) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("a whole number is expected")  # noqa: TRY004 - a fault of the manifest, not of the caller
    if value not in limits:
        bits = limits.stop.bit_length()
        raise ValueError(f"a whole number of {bits} bits is expected, between {limits.start} and {limits.stop - 1}")
    return value


def _int32(value: Any) -> int:
    return _integer(value, _INT32)


def _int64(value: Any) -> int:
    return _integer(value, _INT64)


def _number(value: Any) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise ValueError("a number is expected")


def _quantity(value: Any) -> str:
    """The quantity as text, for the text is what is compared and shown."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError("a quantity is expected, such as 500m or 1Gi")  # noqa: TRY004
    parse_quantity(value)
    return value if isinstance(value, str) else repr(value)


def _int_or_string(value: Any) -> int | str:
    return value if isinstance(value, str) else _integer_or(value, "a whole number or text is expected")


def _integer_or(value: Any, complaint: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return _int32(value)
    raise ValueError(complaint)


def _bytes(value: Any) -> str:
    """Standard base64, line breaks allowed, as encoding/json reads []byte; kept as text."""
    if not isinstance(value, str):
        raise ValueError("base64 text is expected")  # noqa: TRY004
    try:
        a2b_base64(_LINE_BREAKS.sub("", value), strict_mode=True)
    except (BadBase64, ValueError):
        raise ValueError(_NO_BASE64) from None
    return value


def _time(value: Any) -> str:
    if isinstance(value, str) and (not value or datetime(value) is None):
        return value
    raise ValueError("a date and time is expected, such as 2006-01-02T15:04:05Z")


def _object(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise ValueError("a mapping is expected")


def _any(value: Any) -> Any:
    return value


WHOLE = {"int32": _INT32, "int64": _INT64, "int-or-string": _INT32}
"""By the word: which integers there are."""

CLASSES: dict[str, frozenset[type]] = {
    "string": frozenset((str,)),
    "bool": frozenset((bool,)),
    "int32": frozenset((int,)),
    "int64": frozenset((int,)),
    "number": frozenset((int, float)),
    "quantity": frozenset((str, int, float)),
    "int-or-string": frozenset((str, int)),
    "bytes": frozenset((str,)),
    "time": frozenset((str,)),
    "micro-time": frozenset((str,)),
    "object": frozenset((Mapping,)),
    "any": frozenset((str, bool, int, float, Mapping, Sequence)),
}
"""By the word: of which classes the values are that a reader may take; of others it takes none."""

READERS: dict[str, tuple[Reader, Any]] = {
    "string": (_string, ""),
    "bool": (_bool, False),
    "int32": (_int32, 0),
    "int64": (_int64, 0),
    "number": (_number, 0),
    "quantity": (_quantity, ""),
    "int-or-string": (_int_or_string, 0),
    "bytes": (_bytes, ""),
    "time": (_time, ""),
    "micro-time": (_time, ""),
    "object": (_object, {}),
    "any": (_any, None),
}
"""By the words of schemas/kubernetes/types: the reader, and the zero value that stands for a field not given."""
