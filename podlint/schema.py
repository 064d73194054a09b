"""JSON Schemas of the user's files: what does not fit becomes a problem with a place and the near name."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from podlint import __version__
from podlint.data import schema_path
from podlint.digest import digest
from podlint.problem import Problem, near_name
from podlint.reading import Duplicate, Mapping, Place, Sequence

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


def problems_in(node: Mapping, schema: str) -> list[Problem]:
    """What in a document does not fit `schemas/SCHEMA.schema.json`, in the order of the text."""
    found = [problem for error in _validator(schema).iter_errors(node) for problem in _problems(error, node)]
    return sorted(found, key=lambda problem: problem.place.start if problem.place else 0)


def schema_key(schema: str, data: bytes) -> str:
    """A key for the verdict of `schemas/SCHEMA.schema.json` on a text."""
    with open(schema_path(schema), "rb") as file:
        return digest(__version__.encode(), file.read(), data)


def duplicates_in(root: Mapping) -> list[Problem]:
    """The keys that stand twice in one mapping, at any depth, in the order of the text."""
    problems: list[Problem] = []
    nodes: list[object] = [root]
    for node in nodes:
        if isinstance(node, Mapping):
            problems += (_again(duplicate, node) for duplicate in node.duplicates)
        nodes += node.values() if isinstance(node, Mapping) else node if isinstance(node, Sequence) else ()
    return sorted(problems, key=lambda problem: problem.place.start if problem.place else 0)


def _again(duplicate: Duplicate, node: Mapping) -> Problem:
    return Problem(f"key `{duplicate.key}` stands here again", Place(node.source, *duplicate.again))


@cache
def _validator(schema: str) -> Any:
    from jsonschema import Draft202012Validator  # imported late: 73 ms, and only the user's own files are checked

    with open(schema_path(schema), encoding="utf-8") as file:
        return Draft202012Validator(json.load(file))


def _problems(error: "ValidationError", root: Mapping) -> Iterator[Problem]:
    node, place = _locate(root, list(error.absolute_path))
    if error.validator == "additionalProperties" and isinstance(node, Mapping):
        yield from _unknown_keys(error, node)
    elif error.validator == "anyOf":
        yield from _alternatives(error, root, place)
    else:
        yield Problem(_MESSAGES[str(error.validator)](error), place)


def _unknown_keys(error: "ValidationError", node: Mapping) -> Iterator[Problem]:
    schema: Any = error.schema
    known = list(schema.get("properties", ()))
    for key in node:
        if key not in known:
            yield Problem(f"unknown key `{key}`{near_name(key, known)}", node.key_place(key))


def _alternatives(error: "ValidationError", root: Mapping, place: Place) -> Iterator[Problem]:
    """Of several forms that a value may have, the one meant is that of its type: what is wrong is told of that form."""
    forms: dict[Any, list[ValidationError]] = {}
    for one in error.context or ():
        forms.setdefault(one.schema_path[0], []).append(one)
    meant = [form for form in forms.values() if all(one.validator != "type" or one.path for one in form)]
    if len(meant) == 1:
        for one in meant[0]:
            yield from _problems(one, root)
    elif meant:
        yield Problem(f"{' or '.join(_missing(form[0]) for form in meant)} is missing", place)
    else:
        wanted = [one.validator_value for form in forms.values() for one in form if one.validator == "type"]
        yield Problem(_wrong_type(error, [str(kind) for kind in wanted]), place)


def _title(error: "ValidationError") -> str:
    """The key that a value stands under, with its number in a list."""
    path = list(error.absolute_path)
    number = f"[{path.pop()}]" if path and isinstance(path[-1], int) else ""
    return f"`{path[-1]}{number}`" if path else "the document"


def _wrong_type(error: "ValidationError", wanted: list[str]) -> str:
    """`true` or `1.10` where a text is expected is a text that lacks its quotes."""
    given = next(name for type_, name in _TYPES.items() if isinstance(error.instance, type_))
    hint = "; put it in quotes" if isinstance(error.instance, bool | int | float) and "string" in wanted else ""
    return f"{_title(error)} is to be {' or '.join(_TYPE_NAMES[kind] for kind in wanted)}, not {given}{hint}"


def _kinds(error: "ValidationError") -> list[str]:
    wanted: Any = error.validator_value
    return [wanted] if isinstance(wanted, str) else wanted


def _missing(error: "ValidationError") -> str:
    """The key, which the library gives in its message alone."""
    _, key, _ = error.message.split("'")
    return f"`{key}`"


def _not_among(error: "ValidationError") -> str:
    allowed: Any = error.validator_value
    words = [str(one) for one in allowed]
    if not isinstance(error.instance, str):
        return f"{_title(error)} is to be one of {', '.join(words)}"
    return f"`{error.instance}` is not one of {', '.join(words)}{near_name(error.instance, words)}"


_SHOWN = 60
_TYPE_NAMES = {"string": "a text", "number": "a number", "boolean": "true or false", "array": "a list"}
_TYPE_NAMES |= {"object": "a mapping", "integer": "a whole number"}
_TYPES: dict[type, str] = {str: "a text", bool: "a boolean", int: "a number", float: "a number"}
_TYPES |= {list: "a list", dict: "a mapping", type(None): "empty"}
_MESSAGES: dict[str, Callable[["ValidationError"], str]] = {
    "type": lambda error: _wrong_type(error, _kinds(error)),
    "enum": _not_among,
    "required": lambda error: f"{_missing(error)} is missing",
    "minimum": lambda error: f"{_title(error)} is to be {error.validator_value} or more",
    "minLength": lambda error: f"{_title(error)} is to have {error.validator_value} characters or more",
    "maxLength": lambda error: f"{_title(error)} is to have {error.validator_value} characters or fewer",
    "minItems": lambda error: f"{_title(error)} is an empty list",
    "minProperties": lambda error: f"{_title(error)} is an empty mapping",
    "pattern": lambda error: f"`{str(error.instance)[:_SHOWN]}` does not have the form {error.validator_value}",
}
"""What is wrong, by the keyword of JSON Schema. Its own messages would repeat the whole value."""


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
