"""What is accepted without being decoded is never something that the API server would refuse.

Objects of the sample applications are changed at random, a place at a time, and judged both ways.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest

from podlint.facts.api import schema_of
from podlint.kubernetes.api.acceptance import accepts_object
from podlint.kubernetes.api.types import Type
from podlint.kubernetes.api.validation import judge_as
from podlint.reading import Mapping, read_source

APPLICATIONS = Path(__file__).parents[1] / "applications"
EXAMPLES = Path(__file__).parents[2] / "examples"
MOST_CHANGES = 12
VALUES: tuple[Any, ...] = (
    *("", "a", "a/b", "/a", "x y", "UPPER_case!", "50%", "1Gi", "10.0.0.1", "::1", "http", "None", "Never", "Always"),
    *(
        "Localhost",
        "ClusterIP",
        "NodePort",
        "ExternalName",
        "kubernetes.io/tls",
        "metadata.name",
        "OnDelete",
        "Recreate",
    ),
    *(None, True, False, -1, 0, 1, 70000, 99999999999, 1.5, {}, [], ["a", "a"], {"a": "b"}),
)
Object = dict[str, Any]
Step = str | int


def objects() -> Iterator[tuple[Mapping, Object]]:
    for path in sorted((*APPLICATIONS.rglob("*.yaml"), *EXAMPLES.rglob("*.yaml"))):
        for document in read_source(str(path), path.read_bytes()).documents:
            value = document.value
            if isinstance(value, Mapping) and isinstance(value.get("apiVersion"), str):
                yield value, json.loads(json.dumps(value))


def type_of(node: Mapping, minor: int) -> Type | None:
    kind = schema_of(minor).kind(node["apiVersion"], node["kind"])
    return schema_of(minor).type(kind.type_name) if kind is not None else None


def places(value: Any, kind: Type | None, at: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """Of everything that is there, and of the fields that the types have besides."""
    if isinstance(value, dict):
        fields = kind.fields if kind is not None else {}
        yield from ((*at, name) for name in {**value, **fields})
        for name, inner in value.items():
            shape = fields[name].shape if name in fields else None
            shape = shape.inner or shape if shape is not None else None
            yield from places(
                inner, shape.struct if shape is not None and shape.word == "struct" else None, (*at, name)
            )
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from places(item, kind, (*at, index))


def changed(content: Object, place: tuple[Step, ...], value: Any) -> Mapping:
    content = deepcopy(content)
    target: Any = content
    for step in place[:-1]:
        target = target[step]
    if isinstance(target, list) and value == "a":
        target.append(deepcopy(target[0]))
    else:
        target[place[-1]] = value
    if value == "a/b":
        del target[place[-1]]
    node = read_source("changed.json", json.dumps(content).encode()).documents[0].value
    assert isinstance(node, Mapping)
    return node


@pytest.mark.parametrize("minor", [30, 34, 37])
def test_nothing_wrong_is_accepted(minor: int) -> None:
    random = Random(minor)
    accepted = refused = 0
    for node, content in objects():
        kind = type_of(node, minor)
        if kind is None:
            continue
        every = [place for place in places(content, kind) if place not in (("apiVersion",), ("kind",))]
        for place in random.sample(every, min(MOST_CHANGES, len(every))):
            value = random.choice(VALUES)
            altered = changed(content, place, value)
            if accepts_object(kind, altered):
                accepted += 1
                assert not judge_as(kind, altered), (kind.name, place, value)
            else:
                refused += 1
    assert accepted > 250
    assert refused > 250


def test_most_of_what_is_right_is_accepted() -> None:
    kinds = [(type_of(node, 37), node) for node, _ in objects()]
    right = [accepts_object(kind, node) for kind, node in kinds if kind is not None and not judge_as(kind, node)]
    assert sum(right) / len(right) > 0.8
