"""Whatever fits the types is judged without a failure, in any release: objects of each kind, made at random."""

import json
from random import Random
from typing import Any

import pytest

from podlint.facts.api import errors_in, schema_of
from podlint.kubernetes.api.schema import kind_lines
from podlint.kubernetes.api.types import Shape, Type
from podlint.reading import Mapping, read_source

DEEPEST = 9
TEXTS = (
    *("", "a", "A", "a.b", "a/b", "a b", "é", "${X}", "\u0001", "*", "0%", "101%", "http", "None", "In", "Exists"),
    *("10.0.0.1", "fd00::1", "10.0.0.0/8", "::/0", "@daily", "* * * * *", "UTC", "0-3,5", "cpu", "storage", "Pod"),
    *("Container", "Resource", "Object", "RollingUpdate", "Indexed", "IPv4", "FQDN", "ServiceAccount", "Localhost"),
)
VALUES: dict[str, tuple[Any, ...]] = {
    "string": TEXTS,
    "bool": (True, False),
    "int32": (0, 1, -1, 5, 80, 65536, 100001),
    "int64": (0, 1, -1, 80, 2**40),
    "number": (1.5,),
    "quantity": ("0", "1", "-1", "1Gi", "500m", "0.5", "1e3"),
    "int-or-string": (0, 1, -1, "0%", "10%", "101%", "http", "80"),
    "bytes": ("YQ==",),
    "time": ("2024-01-01T00:00:00Z",),
    "micro-time": ("2024-01-01T00:00:00.000000Z",),
    "object": ({}, {"a": 1}),
    "any": (None, 1, "a", [], {}),
}


def value(shape: Shape, random: Random, depth: int) -> Any:
    if random.random() < 0.05:
        return None
    if shape.word == "struct":
        return struct(shape.struct, random, depth + 1)
    if shape.inner is None:
        return random.choice(VALUES[shape.name])
    items = [value(shape.inner, random, depth + 1) for _ in range(random.randint(0, 3))]
    return items if shape.word == "list" else {random.choice(TEXTS): item for item in items}


def struct(kind: Type, random: Random, depth: int) -> dict[str, Any]:
    """Some of the fields, the fewer the deeper."""
    share = 0.0 if depth > DEEPEST else 0.75 if depth < 2 else 0.4
    return {name: value(field.shape, random, depth) for name, field in kind.fields.items() if random.random() < share}


@pytest.mark.parametrize("line", [line for line in kind_lines() if not line.endswith("List")])
def test_any_object(line: str) -> None:
    api_version, name = line.split()
    random = Random(line)
    for minor in (30, 34, 37):
        kind = schema_of(minor).kind(api_version, name)
        for _ in range(5 if kind else 0):
            assert kind is not None
            fields = struct(schema_of(minor).type(kind.type_name), random, 0)
            text = "# YAML\n" + json.dumps({**fields, "apiVersion": api_version, "kind": name})
            (document,) = read_source("object.yaml", text.encode()).documents
            assert isinstance(document.value, Mapping)
            for error in errors_in(document.value, schema_of(minor)):
                assert error.detail
                assert error.place.line >= 1
                assert error.path or error.struct.parent is None
