"""JSON Schemas of the user's files: what does not fit becomes a problem with a place and the near name."""

import json
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from podlint.data import schema_path
from podlint.problem import Problem, near_name
from podlint.reading import Mapping, Place, Sequence

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


def problems_in(node: Mapping, schema: str) -> list[Problem]:
    """What in a document does not fit `schemas/SCHEMA.schema.json`, in the order of the text."""
    found = [problem for error in _validator(schema).iter_errors(node) for problem in _problems(error, node)]
    return sorted(found, key=lambda problem: problem.place.start if problem.place else 0)


@cache
def _validator(schema: str) -> Any:
    from jsonschema import Draft202012Validator  # imported late: 73 ms, and only the user's own files are checked

    with open(schema_path(schema), encoding="utf-8") as file:
        return Draft202012Validator(json.load(file))


def _problems(error: "ValidationError", root: Mapping) -> Iterator[Problem]:
    node, place = _locate(root, list(error.absolute_path))
    if error.validator == "additionalProperties" and isinstance(node, Mapping):
        yield from _unknown_keys(error, node)
    elif error.validator == "required":
        yield Problem(error.message.replace("'", "`").replace("is a required property", "is missing"), place)
    elif error.validator == "enum":
        yield Problem(_not_among(error.instance, error.validator_value), place)  # type: ignore[arg-type]
    elif error.context:
        yield Problem(_alternatives(error), place)
    else:
        yield Problem(f"{_title(error)}: {error.message}", place)


def _unknown_keys(error: "ValidationError", node: Mapping) -> Iterator[Problem]:
    schema: Any = error.schema
    known = list(schema.get("properties", ()))
    for key in node:
        if key not in known:
            yield Problem(f"unknown key `{key}`{near_name(key, known)}", node.key_place(key))


def _not_among(value: object, allowed: list[object]) -> str:
    words = [str(one) for one in allowed]
    return f"`{value}` is not one of {', '.join(words)}{near_name(str(value), words)}"


def _alternatives(error: "ValidationError") -> str:
    reasons = dict.fromkeys(one.message for one in error.context or ())
    return f"{_title(error)}: {'; or '.join(reasons)}"


def _title(error: "ValidationError") -> str:
    return f"`{error.absolute_path[-1]}`" if error.absolute_path else "the document"


def _locate(root: Mapping, path: list[str | int]) -> tuple[object, Place]:
    """Value and place at a path; the place is one token: a mapping or list is pointed at by its key."""
    node: object = root
    place = root.key_place(next(iter(root))) if root else root.place
    for step in path:
        parent = node
        if isinstance(parent, Mapping) and isinstance(step, str):
            node = parent[step]
            place = parent.key_place(step) if isinstance(node, dict | list) else parent.value_place(step)
        elif isinstance(parent, Sequence) and isinstance(step, int):
            node = parent[step]
            place = parent.value_place(step)
    return node, place
