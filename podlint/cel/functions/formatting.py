"""`format` of the strings extension: a text with clauses such as `%s` and `%.2f`, and a list of what they stand for."""

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from podlint.cel.errors import EvaluationError
from podlint.cel.functions.conversions import double_text
from podlint.cel.functions.declaration import Function, function
from podlint.cel.moments import duration_text, timestamp_text
from podlint.cel.operators import as_double, bounded
from podlint.cel.values import Duration, Timestamp, kind_of
from podlint.pattern import pattern

MAX_PRECISION = 1000
_CLAUSE = pattern(r"%(?:\.([0-9]{1,4}))?(.?)", re.DOTALL)


def _format(text: str, values: list[object]) -> str:
    parts: list[str] = []
    position, taken = 0, 0
    for clause in _CLAUSE.finditer(text):
        parts.append(text[position : clause.start()])
        position = clause.end()
        if clause.group() == "%%":
            parts.append("%")
            continue
        if clause[2] not in _CLAUSES:
            raise EvaluationError(f"unknown clause `{clause.group()}`")
        if taken == len(values):
            raise EvaluationError(f"no value for clause `{clause.group()}`: the list has {len(values)}")
        parts.append(_CLAUSES[clause[2]](values[taken], _precision(clause[1])))
        taken += 1
        bounded(sum(map(len, parts)))
    parts.append(text[position:])
    return "".join(parts)


def _precision(text: str | None) -> int:
    precision = int(text or 6)
    if precision > MAX_PRECISION:
        raise EvaluationError(f"more than {MAX_PRECISION} digits")
    return precision


def _wrong(clause: str, value: object) -> EvaluationError:
    return EvaluationError(f"`%{clause}` cannot stand for {kind_of(value)}")


def _string(value: Any, _: int = 0) -> str:
    kind = kind_of(value)
    if kind == "list":
        return f"[{', '.join(map(_string, value))}]"
    if kind == "map":
        entries = sorted((_string(key), _string(item)) for key, item in value.items())
        return "{" + ", ".join(f"{key}: {item}" for key, item in entries) + "}"
    if kind not in _TEXTS:
        raise _wrong("s", value)
    return _TEXTS[kind](value)


_TEXTS: Mapping[str, Callable[[Any], str]] = {
    "bool": lambda value: "true" if value else "false",
    "bytes": lambda value: value.decode("utf-8", "replace"),
    "double": lambda value: _special(value) or double_text(value),
    "int": lambda value: str(int(value)),
    "null_type": lambda _: "null",
    "string": lambda value: value,
    "type": lambda value: value.name,
    "uint": lambda value: str(int(value)),
    Duration.cel_type: duration_text,
    Timestamp.cel_type: timestamp_text,
}


def _special(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    return "" if math.isfinite(value) else "Infinity" if value > 0 else "-Infinity"


def _decimal(value: Any, _: int) -> str:
    kind = kind_of(value)
    if kind in ("int", "uint"):
        return str(int(value))
    if kind == "double" and not math.isfinite(value):
        return _special(value)
    raise _wrong("d", value)


def _number(clause: str) -> Callable[[Any, int], str]:
    def convert(value: Any, precision: int) -> str:
        if kind_of(value) not in ("double", "int", "uint"):
            raise _wrong(clause, value)
        number = as_double(value)
        return _special(number) or f"{number:.{precision}{clause}}"

    return convert


def _integer(clause: str, base: str) -> Callable[[Any, int], str]:
    def convert(value: Any, _: int) -> str:
        kind = kind_of(value)
        if kind in ("int", "uint") or (kind == "bool" and clause == "b"):
            return f"{int(value):{base}}"
        if kind in ("string", "bytes") and clause in "xX":
            data = value.encode("utf-8", "surrogatepass") if kind == "string" else value
            return str(data.hex() if clause == "x" else data.hex().upper())
        raise _wrong(clause, value)

    return convert


_CLAUSES: Mapping[str, Callable[[Any, int], str]] = {
    "s": _string,
    "d": _decimal,
    "f": _number("f"),
    "e": _number("e"),
    "b": _integer("b", "b"),
    "o": _integer("o", "o"),
    "x": _integer("x", "x"),
    "X": _integer("X", "X"),
}

FUNCTIONS: tuple[Function, ...] = (
    function(
        "string.format(list<dyn>) -> string",
        _format,
        "The text with a value of the list for each clause: `%s`, `%d`, `%b %o %x %X`, `%f %e`.",
    ),
)
