"""From a custom resource's YAML to everything the API server would say about it: decode, default, validate, rules."""

from collections.abc import Iterator
from typing import Any

from podlint.crd.definition import Version
from podlint.crd.errors import SchemaError, Steps, is_at, of_metadata, path_of, place_at, type_of
from podlint.crd.rules import Rules
from podlint.crd.schema import Schema
from podlint.crd.validation import BLOCKING, Fault, Validator
from podlint.crd.values import META, TooMuchWorkError, Values
from podlint.kubernetes.api.errors import (
    INVALID,
    REQUIRED,
    TOO_LONG,
    UNKNOWN_FIELD,
    WRONG_TYPE,
)
from podlint.kubernetes.api.schema import Schema as Api
from podlint.kubernetes.api.types import Shape, scalar
from podlint.kubernetes.api.validation import judge_envelope
from podlint.kubernetes.api.wording import described, near_field
from podlint.kubernetes.names import dns_subdomain, path_segment
from podlint.kubernetes.placeholders import is_placeholder
from podlint.reading import Mapping, Place

_OF_EMBEDDED = (INVALID, TOO_LONG, WRONG_TYPE, UNKNOWN_FIELD)
"""What can be wrong with the metadata of an embedded resource, which needs no name and may have been created."""
_OF_THE_WHOLE = ("anyOf", "oneOf", "not", "minItems", "minProperties", "x-kubernetes-validations")
"""Keywords that look at all that is in a value, of which a patch has a part."""
_WANTED: dict[str, tuple[Shape, str]] = {
    "string": (scalar("string"), "text is expected"),
    "integer": (scalar("int64"), "a whole number is expected"),
    "number": (scalar("number"), "a number is expected"),
    "boolean": (scalar("bool"), "true or false is expected"),
    "array": (Shape("list", "array", None), "a list is expected"),
    "object": (Shape("map", "object", None), "a mapping is expected"),
    "": (scalar("int-or-string"), "a whole number or text is expected"),
}


def judge_custom(version: Version, api: Api, node: Mapping) -> list[SchemaError]:
    """What the API server would refuse in a resource of this version of its definition.

    Nothing where it would refuse the definition, and where both together take too much work to tell.
    """
    schema = version.schema(api.minor)
    if schema is None:
        return []
    try:
        return _Judge(version, schema, api, node).errors()
    except TooMuchWorkError:
        return []


class _Judge:
    """Judges one resource."""

    def __init__(self, version: Version, schema: Schema, api: Api, node: Mapping) -> None:
        self.version = version
        self.schema = schema
        self.api = api
        self.node = node
        self.kind = version.definition.kind
        self.values = Values()

    def errors(self) -> list[SchemaError]:
        found = [of_metadata(error, "") for error in judge_envelope(self.api, self.node, dns_subdomain)]
        value = self.values.read(self.node, self.schema, ())
        found += (self.unknown(steps, schema) for steps, schema in self.values.unknown)
        if any(error.reason == WRONG_TYPE for error in found):
            return _settled(found)
        self.values.fill(value, self.schema)
        if self.version.has_status:
            value.pop("status", None)
        found += self.embedded(self.node, self.schema, ())
        faults = list(Validator(self.values.spend).faults(value, self.schema, ()))
        if not any(fault.blocks for fault in faults) and not any(error.reason in BLOCKING for error in found):
            faults += Rules(self.values.size).faults(value, self.schema, ())
        return _settled(found + [self.error(fault) for fault in faults])

    def unknown(self, steps: Steps, schema: Schema) -> SchemaError:
        name = str(steps[-1])
        return SchemaError(
            reason=UNKNOWN_FIELD,
            path=path_of(steps),
            name=name,
            detail="is no field of its schema",
            type_name=type_of(self.kind, steps[:-1]),
            place=place_at(self.node, steps, at_key=True),
            value=name,
            near=near_field(name, schema.properties),
            definition=self.version.definition.name,
            demand=place_at(schema.node, ("properties",)),
        )

    def error(self, fault: Fault) -> SchemaError:
        place = place_at(self.node, fault.steps)
        detail = self.type_detail(fault, place.text) if fault.reason == WRONG_TYPE else fault.detail
        return SchemaError(
            reason=fault.reason,
            path=path_of(fault.steps),
            name=next((step for step in reversed(fault.steps) if isinstance(step, str)), self.kind),
            detail=detail,
            type_name=type_of(self.kind, fault.steps[:-1]),
            place=place,
            value=fault.value,
            supported=fault.supported,
            definition=self.version.definition.name,
            demand=_demand(fault),
            is_written=is_at(self.node, fault.steps) and fault.keyword not in _OF_THE_WHOLE,
        )

    def type_detail(self, fault: Fault, written: str) -> str:
        shape, wanted = _WANTED["" if fault.schema.int_or_string else fault.schema.type]
        if fault.value is None:
            return f"{wanted}, and null is not allowed"
        return described(shape, fault.value, written, wanted)

    def embedded(self, node: Any, schema: Schema, steps: Steps) -> Iterator[SchemaError]:
        """What is wrong with the metadata of the resources within this one."""
        if isinstance(node, Mapping):
            if schema.embedded and steps:
                errors = judge_envelope(self.api, node, path_segment)
                yield from (of_metadata(error, path_of(steps)) for error in errors if error.reason in _OF_EMBEDDED)
            for key, item in node.items():
                inner = schema.below(key)
                if inner is not None and not (schema.embedded and key in META):
                    yield from self.embedded(item, inner, (*steps, key))
        elif isinstance(node, list) and schema.items is not None:
            for index, item in enumerate(node):
                yield from self.embedded(item, schema.items, (*steps, index))


def _demand(fault: Fault) -> Place:
    """The one token in the schema that asks for something else."""
    if fault.rule is not None:
        return place_at(fault.rule.node, ("rule",))
    return place_at(fault.schema.node, (fault.keyword,))


def _settled(errors: list[SchemaError]) -> list[SchemaError]:
    """Those about values that will be applied as they stand, and not about fields that are there, but misspelled."""
    meant = {(error.type_name, error.near) for error in errors if error.reason == UNKNOWN_FIELD}
    return [
        error
        for error in errors
        if not _is_open(error.value) and not (error.reason == REQUIRED and (error.type_name, error.name) in meant)
    ]


def _is_open(value: Any) -> bool:
    """Whether there is a placeholder in the value, which is filled in before it is applied."""
    if isinstance(value, dict):
        return any(map(_is_open, value.values()))
    return any(map(_is_open, value)) if isinstance(value, list) else is_placeholder(value)
