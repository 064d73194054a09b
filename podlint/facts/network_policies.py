"""NetworkPolicies that let clients in by their address."""

import ipaddress
from collections.abc import Iterator

from podlint.facts.neighbourhood import may_share_namespace
from podlint.facts.objects import Object, mapping, mappings, text
from podlint.facts.store import Facts
from podlint.facts.workloads import Pod
from podlint.kubernetes.selectors import matches_selector
from podlint.reading import Mapping, Place

_WIDE = 16
"""Private blocks of this prefix length or shorter are taken for the cluster's own: pods and nodes live in them."""


def address_blocks(facts: Facts, pod: Pod) -> Iterator[tuple[Object, str, Place]]:
    """The ipBlocks from which a NetworkPolicy lets clients reach the pod, those that mean everybody left out."""
    for policy in facts.by(Object, "kind", "NetworkPolicy"):
        spec = mapping(policy.node.get("spec"))
        selector = mapping(spec.get("podSelector"))
        applies = may_share_namespace(policy, pod.object) and matches_selector(selector, pod.labels)
        for block in _blocks(spec) if applies else ():
            cidr = text(block.get("cidr"))
            if _tells_clients_apart(cidr):
                yield policy, cidr, block.value_place("cidr")


def _blocks(spec: Mapping | dict[str, object]) -> Iterator[Mapping]:
    for rule in mappings(spec.get("ingress")):
        for peer in mappings(rule.get("from")):
            block = peer.get("ipBlock")
            if isinstance(block, Mapping):
                yield block


def _tells_clients_apart(cidr: str) -> bool:
    try:
        network = ipaddress.ip_network(cidr, strict=False)
    except ValueError:
        return False
    return network.prefixlen > 0 and not (network.is_private and network.prefixlen <= _WIDE)
