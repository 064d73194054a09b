"""How expressions see a custom resource: by the types of its schema, under names that CEL can write.

https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-expression
"""

from base64 import b64decode
from collections.abc import Callable
from typing import Any

from podlint.cel import EvaluationError
from podlint.cel.lexer import KEYWORDS, RESERVED
from podlint.cel.moments import parse_duration, parse_timestamp
from podlint.crd.schema import Schema
from podlint.crd.values import META
from podlint.pattern import pattern

_ESCAPES = {"__": "__underscores__", ".": "__dot__", "-": "__dash__", "/": "__slash__"}
_ESCAPED = pattern(r"__|[./-]")
_NAME = pattern(r"[A-Za-z_][A-Za-z0-9_./-]*")
_WORDS = KEYWORDS | RESERVED


def escaped(name: str) -> str | None:
    """A property's name as expressions write it: `__kw__`-like for words of CEL; None if it can't be named."""
    if not _NAME.fullmatch(name):
        return None
    return f"__{name}__" if name in _WORDS else _ESCAPED.sub(lambda found: _ESCAPES[found[0]], name)


class Views:
    """The views of one resource, each mapping and list of it converted once."""

    __slots__ = ("_made",)

    def __init__(self) -> None:
        self._made: dict[int, Any] = {}

    def of(self, value: Any, schema: Schema) -> Any:
        """The value as expressions see it. Raises EvaluationError for a text that is not of its format."""
        if not isinstance(value, dict | list) or schema.int_or_string:
            return _scalar(value, schema)
        if id(value) not in self._made:
            made = self._of_list(value, schema) if isinstance(value, list) else self._of_mapping(value, schema)
            self._made[id(value)] = made
        return self._made[id(value)]

    def _of_list(self, value: list[Any], schema: Schema) -> list[Any]:
        return [self.of(item, schema.items) if schema.items is not None else item for item in value]

    def _of_mapping(self, value: dict[str, Any], schema: Schema) -> dict[str, Any]:
        """Fields without a schema and nulls of properties are not there for expressions."""
        if schema.additional is not None:
            return {key: self.of(item, schema.additional) for key, item in value.items()}
        seen = {}
        for key, inner in schema.properties.items():
            name = escaped(key)
            if name is not None and value.get(key) is not None and not (schema.embedded and key in META):
                seen[name] = self.of(value[key], inner)
        return seen | _meta(value) if schema.embedded else seen


def _scalar(value: Any, schema: Schema) -> Any:
    if value is None or schema.int_or_string:
        return value
    if schema.type == "number":
        return float(value)
    if schema.type == "integer":
        return int(value)
    convert = _FORMATS.get(str(schema.node.get("format"))) if schema.type == "string" else None
    return convert(value) if convert is not None else value


def _meta(value: dict[str, Any]) -> dict[str, Any]:
    """Of the metadata rules see the name alone."""
    metadata = value.get("metadata")
    names = metadata if isinstance(metadata, dict) else {}
    shown = {key: value[key] for key in ("apiVersion", "kind") if key in value}
    return shown | {"metadata": {key: names[key] for key in ("name", "generateName") if key in names}}


def _bytes(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except ValueError:
        raise EvaluationError("no base64") from None


_FORMATS: dict[str, Callable[[str], object]] = {
    "byte": _bytes,
    "date": lambda text: parse_timestamp(f"{text}T00:00:00Z"),
    "date-time": parse_timestamp,
    "duration": parse_duration,
}
