"""CustomResourceDefinitions: which kind each defines, in which versions, and the schema of each version.

https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/
"""

from typing import Any

from podlint.crd.schema import NO_DEFAULT, Schema, compile_schema
from podlint.crd.validation import Validator
from podlint.crd.values import TooMuchWorkError, Values
from podlint.dataclass import dataclass, field
from podlint.reading import Mapping, Sequence


@dataclass(slots=True, eq=False)
class Version:
    """One version of a kind. Its schema is compiled when the first resource of it is met."""

    definition: "Definition"
    node: Mapping
    name: str
    served: bool
    storage: bool
    deprecated: bool
    has_status: bool
    _schemas: dict[int, Schema | None] = field(default_factory=dict)

    def schema(self, minor: int) -> Schema | None:
        """What Kubernetes 1.`minor` asks of resources; None where it would not take the definition."""
        if minor not in self._schemas:
            self._schemas[minor] = self._compiled(minor)
        return self._schemas[minor]

    def _compiled(self, minor: int) -> Schema | None:
        validation = self.node.get("schema")
        root = validation.get("openAPIV3Schema") if isinstance(validation, Mapping) else None
        if not isinstance(root, Mapping):
            return None
        try:
            schema = compile_schema(root, minor)
            return schema if all(map(_has_fitting_defaults, schema.spines())) else None
        except (ValueError, TooMuchWorkError):
            return None


@dataclass(slots=True, eq=False)
class Definition:
    """A kind of custom resources, by the name of its definition: `crontabs.stable.example.com`."""

    name: str
    group: str
    kind: str
    node: Mapping
    versions: dict[str, Version] = field(default_factory=dict)

    @property
    def preferred(self) -> str:
        """The apiVersion that is served and stored, else the first that is served; empty if none is."""
        served = [version for version in self.versions.values() if version.served]
        stored = [version for version in served if version.storage]
        return f"{self.group}/{(stored or served)[0].name}" if served else ""


def _has_fitting_defaults(schema: Schema) -> bool:
    """Whether the default of a schema is a value that the schema takes. Raises TooMuchWorkError."""
    if schema.default is NO_DEFAULT:
        return True
    values = Values()
    values.read(schema.default, schema, ())
    value = values.plain(schema.default)
    values.fill(value, schema)
    return not values.unknown and next(Validator(values.spend).faults(value, schema, ()), None) is None


def definition_of(node: Mapping) -> Definition | None:
    """The definition in an object; None where the API server would refuse it, as far as that can be told cheaply."""
    metadata, spec = node.get("metadata"), node.get("spec")
    names = spec.get("names") if isinstance(spec, Mapping) else None
    if not isinstance(metadata, Mapping) or not isinstance(spec, Mapping) or not isinstance(names, Mapping):
        return None
    name, group, kind = metadata.get("name"), spec.get("group"), names.get("kind")
    if not isinstance(kind, str) or not isinstance(group, str) or name != f"{names.get('plural')}.{group}":
        return None
    if spec.get("scope") not in ("Namespaced", "Cluster") or spec.get("preserveUnknownFields"):
        return None
    definition = Definition(str(name), group, kind, node)
    versions = [_version(definition, item) for item in _items(spec.get("versions"))]
    definition.versions = {version.name: version for version in versions}
    is_whole = len(definition.versions) == len(versions) and sum(version.storage for version in versions) == 1
    return definition if is_whole else None


def _items(value: Any) -> list[Mapping]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, Sequence) else []


def _version(definition: Definition, node: Mapping) -> Version:
    subresources = node.get("subresources")
    return Version(
        definition=definition,
        node=node,
        name=str(node.get("name")),
        served=node.get("served") is True,
        storage=node.get("storage") is True,
        deprecated=node.get("deprecated") is True,
        has_status=isinstance(subresources, Mapping) and subresources.get("status") is not None,
    )
