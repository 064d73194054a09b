"""Fields that Kubernetes takes and does nothing with, because of what another field says."""

from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.container_ports import ContainerPort
from podlint.facts.objects import Object
from podlint.facts.store import Facts
from podlint.reading import Mapping, Place


@dataclass(frozen=True, slots=True, eq=False)
class IgnoredField:
    """A field that is given and counts for nothing; `because` is a sentence that says why.

    `reason` is the field that makes it so, None where the manifest leaves that out.
    """

    object: Object
    field: str
    because: str
    place: Place
    reason: Place | None


_HEADLESS = "a headless Service has no address of its own"
_NO_NAME = "only a Service of type ExternalName stands for another name"
_NAME_ONLY = "a Service of type ExternalName is nothing but a name"


def ignored_fields(facts: Facts) -> Iterator[IgnoredField]:
    for item in facts.by(Object, "kind", "Service"):
        spec = item.node.get("spec")
        if item.api_version == "v1" and isinstance(spec, Mapping):
            yield from _of_service(item, spec)
    for port in facts.all(ContainerPort):
        if port.host_ip and not port.host_port and "hostPort" not in port.node:
            because = "it is the address of a hostPort, and there is none"
            yield IgnoredField(port.container.pod.object, "hostIP", because, port.node.value_place("hostIP"), None)


def _of_service(item: Object, spec: Mapping) -> Iterator[IgnoredField]:
    kind = spec.get("type", "ClusterIP")
    if kind == "ExternalName":
        yield from _ignored(item, spec, ("externalIPs",), _NAME_ONLY, "type")
    elif isinstance(kind, str) and item.layer != "patch":
        yield from _ignored(
            item, spec, ("externalName",), "only a Service of type ExternalName stands for another name", "type"
        )
    if kind == "ClusterIP" and spec.get("clusterIP") == "None":
        fields = ("loadBalancerIP", "externalIPs", *(("sessionAffinity",) if _is_sticky(spec) else ()))
        yield from _ignored(item, spec, fields, _HEADLESS, "clusterIP")


def _is_sticky(spec: Mapping) -> bool:
    return spec.get("sessionAffinity") not in (None, "", "None")


def _ignored(item: Object, spec: Mapping, fields: tuple[str, ...], because: str, reason: str) -> Iterator[IgnoredField]:
    for field in fields:
        if spec.get(field):
            place = spec.key_place(field) if isinstance(spec[field], list) else spec.value_place(field)
            yield IgnoredField(item, field, because, place, spec.value_place(reason) if reason in spec else None)
