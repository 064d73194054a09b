"""An openAPIV3Schema, compiled: what may be where in a custom resource, and what is asked of it.

Only structural schemas are: of anything else the API server makes no resource.
https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
"""

from collections.abc import Iterator
from typing import Any

from podlint.crd.facets import Facet, argument, facets_of
from podlint.dataclass import dataclass, field
from podlint.namedtuple import NamedTuple
from podlint.reading import Mapping

TYPES = ("string", "integer", "number", "boolean", "array", "object")
NO_DEFAULT = object()
_FORBIDDEN = ("$ref", "$schema", "definitions", "dependencies", "patternProperties", "additionalItems", "id")
_SPINE_ONLY = ("default", "title", "description", "nullable", "externalDocs", "additionalProperties")
_EITHER_TYPE = [{"type": "integer"}, {"type": "string"}]


class Rule(NamedTuple):
    """One entry of x-kubernetes-validations."""

    source: str
    message: str
    message_expression: str
    reason: str
    field_path: str
    optional_old_self: bool
    node: Mapping


@dataclass(slots=True, eq=False)
class Schema:
    """One schema, with those below it.

    `type` is empty where any type will do; `additional` is the schema of keys that are no properties, `is_map` whether
    there may be such keys at all. `ruled` tells whether it or a schema below it has rules in CEL.
    """

    node: Mapping
    type: str = ""
    nullable: bool = False
    preserve: bool = False
    embedded: bool = False
    int_or_string: bool = False
    properties: dict[str, "Schema"] = field(default_factory=dict)
    items: "Schema | None" = None
    additional: "Schema | None" = None
    is_map: bool = False
    default: Any = NO_DEFAULT
    required: tuple[str, ...] = ()
    facets: tuple[Facet, ...] = ()
    all_of: tuple["Schema", ...] = ()
    any_of: tuple["Schema", ...] = ()
    one_of: tuple["Schema", ...] = ()
    negated: "Schema | None" = None
    list_type: str = ""
    list_keys: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    ruled: bool = False

    def below(self, key: str) -> "Schema | None":
        """The schema of the value of a key."""
        return self.properties.get(key, self.additional)

    def spines(self) -> Iterator["Schema"]:
        """This schema and those of all that can lie in its values."""
        yield self
        for inner in (*self.properties.values(), self.items, self.additional):
            if inner is not None:
                yield from inner.spines()


def compile_schema(node: Mapping, minor: int) -> Schema:
    """The schema of a whole resource in Kubernetes 1.`minor`. Raises ValueError if it is not structural."""
    schema = _Compiler(minor).spine(node)
    if schema.type != "object" or schema.is_map:
        raise ValueError("the root is no object with properties")
    schema.embedded = True
    return schema


class _Compiler:
    def __init__(self, minor: int) -> None:
        self.minor = minor

    def spine(self, node: object) -> Schema:
        """A schema that says what there is. Raises ValueError."""
        schema = self.shared(node)
        assert isinstance(node, Mapping)
        schema.type = _text(node, "type")
        schema.nullable = _flag(node, "nullable")
        schema.preserve = _flag(node, "x-kubernetes-preserve-unknown-fields")
        schema.embedded = _flag(node, "x-kubernetes-embedded-resource")
        schema.int_or_string = _flag(node, "x-kubernetes-int-or-string")
        if node.get("default") is not None:
            schema.default = node["default"]
        self.below(schema, node)
        schema.list_type = _text(node, "x-kubernetes-list-type")
        schema.list_keys = _texts(node, "x-kubernetes-list-map-keys")
        schema.rules = tuple(map(_rule, _list(node, "x-kubernetes-validations")))
        inner = (*schema.properties.values(), schema.items, schema.additional)
        schema.ruled = bool(schema.rules) or any(one.ruled for one in inner if one is not None)
        _check_structure(schema)
        return schema

    def below(self, schema: Schema, node: Mapping) -> None:
        for name, inner in _mapping(node, "properties").items():
            schema.properties[name] = self.spine(inner)
        if node.get("items") is not None:
            schema.items = self.spine(node["items"])
        more = node.get("additionalProperties")
        if more is not None:
            schema.is_map = True
            schema.additional = None if more is True else self.spine(more)

    def shared(self, node: object) -> Schema:
        """What every schema can have: validation of values. Raises ValueError."""
        if not isinstance(node, Mapping):
            raise ValueError("a schema is a mapping")  # noqa: TRY004 - a fault of the definition's author
        if any(node.get(keyword) for keyword in _FORBIDDEN) or node.get("uniqueItems") is True:
            raise ValueError("a keyword that schemas of custom resources can't have")
        schema = Schema(node, required=_texts(node, "required"))
        schema.facets = tuple(facets_of(node, _text(node, "type"), self.minor))
        # The alternatives that go with x-kubernetes-int-or-string are the only ones that may have types.
        if node.get("anyOf") != _EITHER_TYPE:
            schema.any_of = tuple(map(self.value_only, _list(node, "anyOf")))
        schema.all_of = tuple(map(self.value_only, _list(node, "allOf")))
        schema.one_of = tuple(map(self.value_only, _list(node, "oneOf")))
        if node.get("not") is not None:
            schema.negated = self.value_only(node["not"])
        return schema

    def value_only(self, node: object) -> Schema:
        """A schema within allOf and its like, which only judges values. Raises ValueError."""
        schema = self.shared(node)
        assert isinstance(node, Mapping)
        extensions = [keyword for keyword in node if keyword.startswith("x-kubernetes-") and node[keyword]]
        if node.get("type") or extensions or any(node.get(keyword) for keyword in _SPINE_ONLY):
            raise ValueError("a keyword that alternatives can't have")
        for name, inner in _mapping(node, "properties").items():
            schema.properties[name] = self.value_only(inner)
        if node.get("items") is not None:
            schema.items = self.value_only(node["items"])
        return schema


def _check_structure(schema: Schema) -> None:
    """Raises ValueError for what the API server refuses in a definition."""
    if schema.type not in ("", *TYPES) or (not schema.type and not schema.int_or_string and not schema.preserve):
        raise ValueError("a schema without a type")
    if schema.type == "array" and schema.items is None:
        raise ValueError("an array without items")
    if schema.embedded and (schema.type != "object" or schema.is_map):
        raise ValueError("an embedded resource that is no object")
    if schema.is_map and schema.properties:
        raise ValueError("properties and additionalProperties exclude each other")
    if schema.list_type in ("set", "map") and schema.items is not None and schema.items.nullable:
        raise ValueError("a set whose items may be null")
    if schema.list_type == "map":
        _check_keys(schema)
    for inner in _alternatives(schema):
        _check_complete(inner, schema)


def _check_keys(schema: Schema) -> None:
    """A list of type map has keys, each of which every item has. Raises ValueError."""
    items = schema.items
    for key in schema.list_keys:
        known = items.properties.get(key) if items is not None else None
        if items is None or known is None or (key not in items.required and known.default is NO_DEFAULT):
            raise ValueError(f"the items need not have the key `{key}`")
    if not schema.list_keys:
        raise ValueError("a list of type map without keys")


def _alternatives(schema: Schema) -> Iterator[Schema]:
    yield from (*schema.all_of, *schema.any_of, *schema.one_of)
    if schema.negated is not None:
        yield schema.negated


def _check_complete(inner: Schema, spine: Schema) -> None:
    """What an alternative speaks of must stand outside of it too. Raises ValueError."""
    for name, property_of_inner in inner.properties.items():
        known = spine.properties.get(name)
        if known is None:
            raise ValueError(f"an alternative speaks of `{name}`, which the schema does not have")
        _check_complete(property_of_inner, known)
    if inner.items is not None:
        if spine.items is None:
            raise ValueError("an alternative speaks of items, which the schema does not have")
        _check_complete(inner.items, spine.items)
    for further in _alternatives(inner):
        _check_complete(further, spine)


def _text(node: Mapping, keyword: str) -> str:
    return argument(node, keyword, str) if node.get(keyword) is not None else ""


def _flag(node: Mapping, keyword: str) -> bool:
    return argument(node, keyword, bool) if node.get(keyword) is not None else False


def _list(node: Mapping, keyword: str) -> list[Any]:
    return argument(node, keyword, list) if node.get(keyword) is not None else []


def _mapping(node: Mapping, keyword: str) -> dict[str, Any]:
    return argument(node, keyword, dict) if node.get(keyword) is not None else {}


def _texts(node: Mapping, keyword: str) -> tuple[str, ...]:
    words = _list(node, keyword)
    if not all(isinstance(word, str) for word in words):
        raise ValueError(f"{keyword} is a list of texts")
    return tuple(words)


def _rule(node: object) -> Rule:
    if not isinstance(node, Mapping):
        raise ValueError("a rule is a mapping")  # noqa: TRY004 - a fault of the definition's author
    return Rule(
        source=_text(node, "rule"),
        message=_text(node, "message").strip(),
        message_expression=_text(node, "messageExpression"),
        reason=_text(node, "reason"),
        field_path=_text(node, "fieldPath"),
        optional_old_self=_flag(node, "optionalOldSelf"),
        node=node,
    )
