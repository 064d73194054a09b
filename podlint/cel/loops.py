"""What macros compile to: loops over lists and maps that bind variables of their own."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from podlint.cel.closures import Frame, Run, insert, not_bool
from podlint.cel.errors import EvaluationError
from podlint.cel.meter import count
from podlint.cel.values import NONE, Optional, kind_of, ordered

Frames = Callable[[Frame], Iterator[Frame]]
"""The bindings of each turn of a loop, one after the other."""


def single(source: Run, name: str, offset: int) -> Frames:
    """One variable: the items of a list, or the keys of a map."""

    def frames(frame: Frame) -> Iterator[Frame]:
        values = source(frame)
        if not isinstance(values, list | tuple | dict):
            raise _no_range(values, offset)
        count(frame, values)
        inner = {**frame}
        for value in values:
            inner[name] = value
            yield inner

    return frames


def double(source: Run, first: str, second: str, offset: int) -> Frames:
    """Two variables: index and item of a list, or key and value of a map."""

    def frames(frame: Frame) -> Iterator[Frame]:
        values = source(frame)
        if not isinstance(values, list | tuple | dict):
            raise _no_range(values, offset)
        count(frame, values)
        pairs: Iterable[tuple[object, object]] = values.items() if isinstance(values, dict) else enumerate(values)
        inner = {**frame}
        for one, other in pairs:
            inner[first], inner[second] = one, other
            yield inner

    return frames


def _no_range(value: object, offset: int) -> EvaluationError:
    return EvaluationError(f"a list or a map is needed, not {kind_of(value)}", offset)


def quantified(frames: Frames, predicate: Run, decisive: bool, offset: int) -> Run:
    """`exists` (decisive: true) and `all` (decisive: false): one decisive item outweighs errors of the others."""

    def run(frame: Frame) -> bool:
        failure: EvaluationError | None = None
        for inner in frames(frame):
            try:
                value: object = predicate(inner)
            except EvaluationError as error:
                failure = failure or error
                continue
            if value is decisive:
                return decisive
            if value is not (not decisive):
                failure = failure or not_bool("exists" if decisive else "all", value, offset)
        if failure:
            raise failure
        return not decisive

    return run


def exactly_one(frames: Frames, predicate: Run, offset: int) -> Run:
    """`exists_one`: errors are not outweighed."""
    holds = _boolean(predicate, "exists_one", offset)
    return lambda frame: sum(holds(inner) for inner in frames(frame)) == 1


def _boolean(predicate: Run, name: str, offset: int) -> Run:
    def run(frame: Frame) -> bool:
        value = predicate(frame)
        if isinstance(value, bool):
            return value
        raise not_bool(name, value, offset)

    return run


def kept(frames: Frames, predicate: Run | None, offset: int) -> Frames:
    """The turns of a loop for which the predicate holds."""
    if predicate is None:
        return frames
    holds = _boolean(predicate, "filter", offset)
    return lambda frame: (inner for inner in frames(frame) if holds(inner))


def listed(frames: Frames, transform: Run) -> Run:
    """A list with what `transform` gives at each turn."""
    return lambda frame: [transform(inner) for inner in frames(frame)]


def mapped(frames: Frames, key: str, transform: Run, offset: int) -> Run:
    """A map from the first variable to what `transform` gives at each turn."""

    def run(frame: Frame) -> dict[object, object]:
        made: dict[object, object] = {}
        for inner in frames(frame):
            insert(made, inner[key], transform(inner), offset)
        return made

    return run


def entries(frames: Frames, transform: Run, offset: int) -> Run:
    """A map of all the entries that the maps of each turn have."""

    def run(frame: Frame) -> dict[object, object]:
        made: dict[object, object] = {}
        for inner in frames(frame):
            entry = transform(inner)
            if not isinstance(entry, dict):
                raise EvaluationError(f"transformMapEntry needs a map, not {kind_of(entry)}", offset)
            for key, value in entry.items():
                insert(made, key, value, offset)
        return made

    return run


def sorted_by(source: Run, frames: Frames, key: Run, offset: int) -> Run:
    """The items of a list, in the order of what `key` gives for each."""

    def run(frame: Frame) -> list[object]:
        keys = [key(inner) for inner in frames(frame)]
        try:
            order = sorted_order(keys)
        except EvaluationError as error:
            error.place(offset)
            raise
        values = list(source(frame))
        return [values[index] for index in order]

    return run


def sorted_order(keys: Sequence[Any]) -> list[int]:
    """The indices of `keys` in ascending order; EvaluationError unless all can be compared with each other."""
    for key in keys[:1]:
        if not all(ordered(key, other) and kind_of(key) == kind_of(other) for other in keys):
            raise EvaluationError("only values of one type that has an order can be sorted")
    return sorted(range(len(keys)), key=lambda index: keys[index])


def bound(name: str, value: Run, body: Run) -> Run:
    """`cel.bind`: an error in the value is one of the body only if the body looks at the value."""

    def run(frame: Frame) -> Any:
        inner = {**frame}
        try:
            inner[name] = value(frame)
        except EvaluationError:
            inner.pop(name, None)
        return body(inner)

    return run


def optionally(target: Run, name: str, transform: Run, wrap: bool, offset: int) -> Run:
    """`optMap` (wrap: true) and `optFlatMap`: what `transform` gives for the value held, if one is held."""

    def run(frame: Frame) -> Any:
        optional = target(frame)
        if not isinstance(optional, Optional):
            raise undefined_optional(optional, offset)
        if optional is NONE:
            return NONE
        value = transform({**frame, name: optional.value})
        if not wrap and not isinstance(value, Optional):
            raise undefined_optional(value, offset)
        return Optional(value) if wrap else value

    return run


def undefined_optional(value: object, offset: int) -> EvaluationError:
    return EvaluationError(f"an optional is needed, not {kind_of(value)}", offset)
