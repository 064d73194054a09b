"""Amounts of memory and storage, which are counted in bytes."""

from collections.abc import Iterator
from fractions import Fraction

from podlint.dataclass import dataclass
from podlint.facts.objects import Object, mapping, mappings
from podlint.facts.store import Facts
from podlint.facts.workloads import Container, Pod, descend
from podlint.kubernetes.quantity import format_quantity, parse_quantity
from podlint.reading import Mapping, Place

_RESOURCES = frozenset({"memory", "ephemeral-storage", "storage"})


@dataclass(frozen=True, slots=True, eq=False)
class ByteQuantity:
    """An amount of memory or storage that is written out, in containers, pods and claims.

    `whole` says that it is a whole number of bytes, `tiny` that it is less than a kibibyte. `rounded` is the next
    larger whole number of bytes.
    """

    object: Object
    resource: str
    value: str
    bytes: Fraction
    place: Place

    @property
    def whole(self) -> bool:
        return self.bytes.denominator == 1

    @property
    def tiny(self) -> bool:
        return abs(self.bytes) < 1024

    @property
    def rounded(self) -> str:
        return format_quantity(Fraction(-(-self.bytes.numerator // self.bytes.denominator)), "memory")


def byte_quantities(facts: Facts) -> Iterator[ByteQuantity]:
    for container in facts.all(Container):
        yield from _of_resources(container.pod.object, container.node.get("resources"))
    for pod in facts.all(Pod):
        yield from _of_resources(pod.object, pod.spec.get("resources"))
        yield from _amounts(pod.object, pod.spec.get("overhead"))
        for volume in mappings(pod.spec.get("volumes")):
            if "ephemeral" in volume:
                path = ("ephemeral", "volumeClaimTemplate", "spec", "resources")
                yield from _of_resources(pod.object, descend(volume, path))
    for item in facts.by(Object, "kind", "StatefulSet"):
        for template in mappings(item.spec.get("volumeClaimTemplates")):
            yield from _of_resources(item, mapping(template.get("spec")).get("resources"))
    for item in facts.by(Object, "kind", "PersistentVolumeClaim"):
        yield from _of_resources(item, item.spec.get("resources"))


def _of_resources(item: Object, resources: object) -> Iterator[ByteQuantity]:
    if isinstance(resources, Mapping):
        yield from _amounts(item, resources.get("requests"))
        yield from _amounts(item, resources.get("limits"))


def _amounts(item: Object, amounts: object) -> Iterator[ByteQuantity]:
    if isinstance(amounts, Mapping):
        for resource, value in amounts.items():
            number = _number(value) if resource in _RESOURCES else None
            if number is not None:
                yield ByteQuantity(item, resource, str(value), number, amounts.value_place(resource))


def _number(value: object) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        return parse_quantity(value)
    except ValueError:
        return None
