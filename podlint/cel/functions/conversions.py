"""Conversions between types: `int(x)`, `string(x)`, `type(x)` and so on."""

import math
import re
from typing import Any

from podlint.cel.errors import EvaluationError
from podlint.cel.functions.declaration import Function, function
from podlint.cel.moments import (
    SECOND,
    duration_text,
    parse_duration,
    parse_timestamp,
    timestamp_text,
)
from podlint.cel.operators import as_double, as_int, as_timestamp, as_uint
from podlint.cel.values import Timestamp, TypeValue, UInt, kind_of
from podlint.pattern import pattern

_INT = pattern(r"[+-]?[0-9]{1,40}")
_DOUBLE = pattern(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?(?:inf(?:inity)?|nan)", re.IGNORECASE)
_BOOLS = {
    **dict.fromkeys(["1", "t", "true", "True", "TRUE"], True),
    **dict.fromkeys(["0", "f", "false", "False", "FALSE"], False),
}


def _same(value: Any) -> Any:
    return value


def _int_of_double(value: float) -> int:
    if not math.isfinite(value) or not -(2.0**63) < value < 2.0**63:
        raise EvaluationError(f"no int: {double_text(value)}")
    return int(value)


def _uint_of_double(value: float) -> UInt:
    if not math.isfinite(value) or not 0 <= value < 2.0**64:
        raise EvaluationError(f"no uint: {double_text(value)}")
    return UInt(value)


def _int_of_string(text: str) -> int:
    if not _INT.fullmatch(text):
        raise EvaluationError(f"no int: {text!r}")
    return as_int(int(text))


def _uint_of_string(text: str) -> UInt:
    if not _INT.fullmatch(text) or text[0] in "+-":
        raise EvaluationError(f"no uint: {text!r}")
    return as_uint(int(text))


def _double_of_string(text: str) -> float:
    if not _DOUBLE.fullmatch(text):
        raise EvaluationError(f"no double: {text!r}")
    return float(text)


def _bool_of_string(text: str) -> bool:
    if text not in _BOOLS:
        raise EvaluationError(f"no bool: {text!r}")
    return _BOOLS[text]


def double_text(value: float) -> str:
    """The shortest decimal that reads back as the same double, with an exponent below -4 or above 5 as in Go."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "+Inf" if value > 0 else "-Inf"
    plain = repr(value).removesuffix(".0")
    digits = plain.partition("e")[0].replace(".", "").strip("-0")
    scientific = f"{value:.{max(0, len(digits) - 1)}e}"
    return plain if -4 <= int(scientific.partition("e")[2]) < 6 else scientific


def _string_of_bytes(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        raise EvaluationError("these bytes are not UTF-8") from None


def _bytes_of_string(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _seconds(moment: Timestamp) -> int:
    return moment.nanoseconds // SECOND


def _type(value: object) -> TypeValue:
    return TypeValue(kind_of(value))


FUNCTIONS: tuple[Function, ...] = (
    function("bool(bool) -> bool", _same, "The same."),
    function("bool(string) -> bool", _bool_of_string, "The bool that a text such as `true`, `t` or `0` stands for."),
    function("bytes(bytes) -> bytes", _same, "The same."),
    function("bytes(string) -> bytes", _bytes_of_string, "The text in UTF-8."),
    function("double(double) -> double", _same, "The same."),
    function("double(int) -> double", as_double, "The double next to an int."),
    function("double(uint) -> double", as_double, "The double next to a uint."),
    function("double(string) -> double", _double_of_string, "The double that a text stands for."),
    function("duration(duration) -> duration", _same, "The same."),
    function(
        "duration(string) -> duration",
        parse_duration,
        "The duration that a text such as `1h30m` stands for; units are h, m, s, ms, us and ns.",
        parse_duration,
    ),
    function("dyn(A) -> dyn", _same, "The same value, whose type the checker then takes as unknown."),
    function("int(int) -> int", _same, "The same."),
    function("int(uint) -> int", as_int, "The same number; an error above the range of int."),
    function("int(double) -> int", _int_of_double, "The number without its fraction."),
    function("int(string) -> int", _int_of_string, "The number that a text stands for."),
    function("int(timestamp) -> int", _seconds, "Seconds since 1970-01-01T00:00:00Z."),
    function("string(string) -> string", _same, "The same."),
    function("string(bool) -> string", lambda value: "true" if value else "false", "`true` or `false`."),
    function("string(int) -> string", lambda value: str(int(value)), "The number in decimal digits."),
    function("string(uint) -> string", lambda value: str(int(value)), "The number in decimal digits."),
    function("string(double) -> string", double_text, "The shortest text that stands for the number."),
    function("string(bytes) -> string", _string_of_bytes, "The text that the bytes are in UTF-8."),
    function("string(timestamp) -> string", timestamp_text, "The timestamp as in RFC 3339, in UTC."),
    function("string(duration) -> string", duration_text, "The duration in seconds, such as `5400s`."),
    function("string(IP) -> string", str, "The address in its canonical form."),
    function("string(CIDR) -> string", str, "The address and the length of its prefix."),
    function("timestamp(timestamp) -> timestamp", _same, "The same."),
    function(
        "timestamp(string) -> timestamp",
        parse_timestamp,
        "The timestamp that a text as in RFC 3339 stands for.",
        parse_timestamp,
    ),
    function(
        "timestamp(int) -> timestamp",
        lambda seconds: as_timestamp(seconds * SECOND),
        "The timestamp so many seconds after 1970-01-01T00:00:00Z.",
    ),
    function("type(A) -> type", _type, "The type of a value, to be compared with `int`, `string`, `list` and so on."),
    function("uint(uint) -> uint", _same, "The same."),
    function("uint(int) -> uint", as_uint, "The same number; an error below 0."),
    function("uint(double) -> uint", _uint_of_double, "The number without its fraction."),
    function("uint(string) -> uint", _uint_of_string, "The number that a text stands for."),
)
