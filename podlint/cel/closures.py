"""What the nodes of a tree compile to: closures that take the bindings and give the value."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from podlint.cel.errors import EvaluationError
from podlint.cel.operators import undefined
from podlint.cel.values import MISSING, NONE, Optional, equal, kind_of, lookup

Frame = dict[str, Any]
"""The bindings in force: those of the program, and inside a macro its own variables."""

Run = Callable[[Frame], Any]


def constant(value: object) -> Run:
    return lambda _: value


def variable(name: str, offset: int) -> Run:
    def run(frame: Frame) -> Any:
        try:
            return frame[name]
        except KeyError:
            raise EvaluationError(f"`{name}` has no value", offset) from None

    return run


def field(operand: Run, name: str, offset: int) -> Run:
    """`operand.name` of a record whose type declares the field."""

    def run(frame: Frame) -> Any:
        value = operand(frame)
        if value is None:
            raise EvaluationError(f"null has no field `{name}`", offset)
        return getattr(value, name)

    return run


def member(operand: Run, name: str, offset: int) -> Run:
    """`operand.name` of a map, or of anything when its type is not known."""

    def run(frame: Frame) -> Any:
        value = operand(frame)
        if isinstance(value, dict):
            found = value.get(name, MISSING)
            if found is MISSING:
                raise EvaluationError(f"no such key: {name!r}", offset)
            return found
        return unknown_member(value, name, offset)

    return run


def unknown_member(value: Any, name: str, offset: int) -> Any:
    if isinstance(value, Optional):
        return optional_member(value, name, offset)
    if name in getattr(value, "__dataclass_fields__", ()):
        return getattr(value, name)
    raise EvaluationError(f"{kind_of(value)} has no field `{name}`", offset)


def optional_member(value: Any, name: str, offset: int) -> Optional:
    """`value.?name`: of a map the entry, of a record the field if it is set."""
    if isinstance(value, Optional):
        return NONE if value is NONE else optional_member(value.value, name, offset)
    if not is_present(value, name, offset):
        return NONE
    return Optional(lookup(value, name) if isinstance(value, dict) else getattr(value, name))


def is_present(value: Any, name: str, offset: int) -> bool:
    """`has(value.name)`: a map has its keys; a record has a field unless that is null, or an empty string, list or map.

    So a record's numbers and booleans count as set even when they are 0 or false.
    """
    if isinstance(value, dict):
        return name in value
    if isinstance(value, Optional):
        return value is not NONE and is_present(value.value, name, offset)
    found = MISSING if value is None else getattr(value, name, MISSING)
    if found is MISSING:
        raise EvaluationError(f"{kind_of(value)} has no field `{name}`", offset)
    return found is not None and (not isinstance(found, str | bytes | list | tuple | dict) or len(found) > 0)


def optional_select(operand: Run, name: str, offset: int) -> Run:
    return lambda frame: optional_member(operand(frame), name, offset)


def presence(operand: Run, name: str, offset: int) -> Run:
    return lambda frame: is_present(operand(frame), name, offset)


def binary(operation: Callable[[Any, Any], object], left: Run, right: Run, offset: int) -> Run:
    def run(frame: Frame) -> Any:
        try:
            return operation(left(frame), right(frame))
        except EvaluationError as error:
            error.place(offset)
            raise

    return run


def unary(operation: Callable[[Any], object], operand: Run, offset: int) -> Run:
    def run(frame: Frame) -> Any:
        try:
            return operation(operand(frame))
        except EvaluationError as error:
            error.place(offset)
            raise

    return run


def equals_string(operand: Run, text: str) -> Run:
    """`operand == text`: only strings equal a string, so Python's `==` says the same."""
    return lambda frame: operand(frame) == text


def differs_from_string(operand: Run, text: str) -> Run:
    return lambda frame: operand(frame) != text


def is_null(operand: Run) -> Run:
    return lambda frame: operand(frame) is None


def is_not_null(operand: Run) -> Run:
    return lambda frame: operand(frame) is not None


def in_strings(operand: Run, texts: frozenset[str]) -> Run:
    """`operand in texts` for a list that is written out."""

    def run(frame: Frame) -> bool:
        value = operand(frame)
        return isinstance(value, str) and value in texts

    return run


def logic(operands: Sequence[Run], decisive: bool, offset: int) -> Run:
    """`||` (decisive: true) and `&&` (decisive: false): one decisive operand outweighs errors of the others."""

    def run(frame: Frame) -> bool:
        failure: EvaluationError | None = None
        for operand in operands:
            try:
                value: object = operand(frame)
            except EvaluationError as error:
                failure = failure or error
                continue
            if value is decisive:
                return decisive
            if value is not (not decisive):
                failure = failure or not_bool("||" if decisive else "&&", value, offset)
        if failure:
            raise failure
        return not decisive

    return run


def not_bool(operator: str, value: object, offset: int) -> EvaluationError:
    error = undefined(operator, value)
    error.place(offset)
    return error


def conditional(condition: Run, then: Run, otherwise: Run, offset: int) -> Run:
    def run(frame: Frame) -> Any:
        value = condition(frame)
        if value is True:
            return then(frame)
        if value is False:
            return otherwise(frame)
        raise not_bool("?:", value, offset)

    return run


def alternative(optional: Run, other: Run, unwrap: bool, offset: int) -> Run:
    """`optional.orValue(other)` (unwrap: true) and `optional.or(other)`."""

    def run(frame: Frame) -> Any:
        value = optional(frame)
        if value is NONE:
            value = other(frame)
            if unwrap:
                return value
        if not isinstance(value, Optional):
            raise EvaluationError(f"an optional is needed, not {kind_of(value)}", offset)
        return value.value if unwrap else value

    return run


def list_of(items: Sequence[tuple[Run, bool, int]]) -> Run:
    """A list of items, each with whether it is optional, and its place."""
    if not any(optional for _, optional, _ in items):
        runs = [run for run, _, _ in items]
        return lambda frame: [run(frame) for run in runs]

    def run(frame: Frame) -> list[object]:
        made: list[object] = []
        for item, optional, offset in items:
            value = item(frame)
            if optional:
                made.extend(held(value, offset))
            else:
                made.append(value)
        return made

    return run


def held(value: object, offset: int) -> Iterator[object]:
    """What an optional holds: one value or none."""
    if not isinstance(value, Optional):
        raise EvaluationError(f"`?` needs an optional, not {kind_of(value)}", offset)
    if value is not NONE:
        yield value.value


def map_of(entries: Sequence[tuple[Run, Run, bool, int]]) -> Run:
    """A map of entries: key, value, whether the value is optional, and the place."""

    def run(frame: Frame) -> dict[object, object]:
        made: dict[object, object] = {}
        for key_run, value_run, optional, offset in entries:
            key, value = key_run(frame), value_run(frame)
            for one in held(value, offset) if optional else (value,):
                insert(made, key, one, offset)
        return made

    return run


def insert(mapping: dict[object, object], key: object, value: object, offset: int) -> None:
    """Add an entry; EvaluationError for a key that is there already, or of a type that keys cannot have."""
    if kind_of(key) not in ("string", "int", "uint", "bool"):
        raise EvaluationError(f"{kind_of(key)} cannot be the key of a map", offset)
    if key in mapping:
        same = any(equal(key, own) for own in mapping)
        raise EvaluationError(f"{'repeated key' if same else 'keys that mix numbers and booleans'}: {key!r}", offset)
    mapping[key] = value
