"""What the API server would say about a custom resource, as short lines."""

from textwrap import dedent, indent
from typing import Any

from backups import DEFINITION_HEAD

from podlint.crd import Definition, SchemaError, definition_of, judge_custom
from podlint.facts.api import schema_of
from podlint.reading import Mapping, read_source

_DEFINITION = f"{DEFINITION_HEAD}      schema:\n        openAPIV3Schema:\n"


def mapping(text: str, name: str = "resource.yaml") -> Mapping:
    """The one mapping in a text."""
    reading = read_source(name, dedent(text).encode())
    assert reading.documents, reading.unreadable
    value: Any = reading.documents[0].value
    assert isinstance(value, Mapping)
    return value


def definition(root: str) -> Definition:
    """A definition whose only version has this openAPIV3Schema."""
    found = definition_of(mapping(_DEFINITION + indent(dedent(root), " " * 10), "crd.yaml"))
    assert found is not None
    return found


def errors(root: str, resource: str, minor: int = 37) -> list[SchemaError]:
    """What is refused in a resource of a definition with this openAPIV3Schema, in the order of places."""
    found = judge_custom(definition(root).versions["v1"], schema_of(minor), mapping(resource))
    return sorted(found, key=lambda error: (error.place.start, error.path))


def errors_at_x(schema: str, value: str, minor: int = 37) -> list[SchemaError]:
    """What is refused where a field `x` of the resource has this schema and value."""
    root = f"{{type: object, properties: {{x: {schema}}}}}\n"
    resource = f"apiVersion: example.com/v1\nkind: Backup\nmetadata: {{name: a}}\nx: {value}\n"
    return errors(root, resource, minor)


def refused(schema: str, value: str, minor: int = 37) -> list[str]:
    """The same as `REASON PATH`; the paths start at `x`."""
    return [f"{error.reason} {error.path}" for error in errors_at_x(schema, value, minor)]
