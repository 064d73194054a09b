"""IP addresses and blocks of them that pods, Services, endpoints and NetworkPolicies name."""

from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.objects import Object, mapping, mappings
from podlint.facts.store import Facts
from podlint.facts.workloads import Pod
from podlint.kubernetes.addresses import canonical
from podlint.kubernetes.kinds import group_of
from podlint.reading import Mapping, Place


@dataclass(frozen=True, slots=True, eq=False)
class AddressValue:
    """An address or block in a field of the API, and how programs print the same one; others have no row."""

    object: Object
    value: str
    canonical: str
    place: Place


_Found = tuple[object, Place]


def address_values(facts: Facts) -> Iterator[AddressValue]:
    for pod in facts.all(Pod):
        if "hostAliases" in pod.spec or "dnsConfig" in pod.spec:
            yield from _rows(pod.object, _of_pod(pod))
    for kind, group, find in (
        ("Service", "", _of_service),
        ("NetworkPolicy", "networking.k8s.io", _of_policy),
        ("EndpointSlice", "discovery.k8s.io", _of_slice),
        ("Endpoints", "", _of_endpoints),
    ):
        for item in facts.by(Object, "kind", kind):
            if group_of(item.api_version) == group:
                yield from _rows(item, find(item))


def _rows(item: Object, found: Iterator[_Found]) -> Iterator[AddressValue]:
    for value, place in found:
        printed = canonical(value) if isinstance(value, str) else None
        if isinstance(value, str) and printed is not None:
            yield AddressValue(item, value, printed, place)


def _of_pod(pod: Pod) -> Iterator[_Found]:
    for alias in mappings(pod.spec.get("hostAliases")):
        yield from _value(alias, "ip")
    yield from _items(pod.spec.get("dnsConfig"), "nameservers")


def _of_service(item: Object) -> Iterator[_Found]:
    yield from _items(item.spec, "externalIPs")
    yield from _items(item.spec, "loadBalancerSourceRanges")
    yield from _value(item.spec, "loadBalancerIP")
    yield from _items(item.spec, "clusterIPs") if "clusterIPs" in item.spec else _value(item.spec, "clusterIP")


def _of_policy(item: Object) -> Iterator[_Found]:
    for rules, peers in (("ingress", "from"), ("egress", "to")):
        for rule in mappings(item.spec.get(rules)):
            for peer in mappings(rule.get(peers)):
                yield from _value(peer.get("ipBlock"), "cidr")
                yield from _items(peer.get("ipBlock"), "except")


def _of_slice(item: Object) -> Iterator[_Found]:
    for endpoint in mappings(item.node.get("endpoints")):
        yield from _items(endpoint, "addresses")


def _of_endpoints(item: Object) -> Iterator[_Found]:
    for subset in mappings(item.node.get("subsets")):
        for field in ("addresses", "notReadyAddresses"):
            for address in mappings(subset.get(field)):
                yield from _value(address, "ip")


def _value(node: object, field: str) -> Iterator[_Found]:
    if isinstance(node, Mapping) and field in node:
        yield node[field], node.value_place(field)


def _items(node: object, field: str) -> Iterator[_Found]:
    items = mapping(node).get(field)
    if isinstance(items, list):
        yield from ((value, items.value_place(index)) for index, value in enumerate(items))  # type: ignore[attr-defined]
