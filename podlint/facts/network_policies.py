"""NetworkPolicies that let clients in by their address."""

from collections.abc import Iterator

from podlint.facts.labels import PodsByLabel, string_labels
from podlint.facts.neighbourhood import Nearest, shared_spaces, spaces_of
from podlint.facts.objects import Object, mapping, mappings, text
from podlint.facts.store import Facts
from podlint.facts.workloads import Pod
from podlint.kubernetes.selectors import matches_selector
from podlint.reading import Mapping, Place

_WIDE = 16
"""Private blocks of this prefix length or shorter are taken for the cluster's own: pods and nodes live in them."""


_Block = tuple[Object, str, Place]


def address_block(facts: Facts, pod: Pod) -> _Block | None:
    """An ipBlock from which a NetworkPolicy lets clients reach the pod, those that mean everybody left out."""
    index = facts.derived(_blocks_by_label)
    for label in (None, *string_labels(pod.labels)):
        _, nearest = index.to(pod.object, *((space, label) for space in shared_spaces(pod.object)))
        for policy, cidr, place in nearest:
            if matches_selector(_pod_selector(policy), pod.labels):
                return policy, cidr, place
    return None


def _blocks_by_label(facts: Facts) -> Nearest[_Block]:
    """The blocks by one label that their policy asks of a pod, None where it asks for none."""
    pods = facts.derived(PodsByLabel)
    rows = []
    for policy in facts.by(Object, "kind", "NetworkPolicy"):
        label = pods.rarest(string_labels(mapping(_pod_selector(policy).get("matchLabels"))))
        for block in _blocks(mapping(policy.node.get("spec"))):
            cidr = text(block.get("cidr"))
            if _tells_clients_apart(cidr):
                row = (policy, cidr, block.value_place("cidr"))
                rows += [((space, label), policy, row) for space in spaces_of(policy)]
    return Nearest(rows)


def _pod_selector(policy: Object) -> Mapping | dict[str, object]:
    return mapping(mapping(policy.node.get("spec")).get("podSelector"))


def _blocks(spec: Mapping | dict[str, object]) -> Iterator[Mapping]:
    for rule in mappings(spec.get("ingress")):
        for peer in mappings(rule.get("from")):
            block = peer.get("ipBlock")
            if isinstance(block, Mapping):
                yield block


def _tells_clients_apart(cidr: str) -> bool:
    from ipaddress import ip_network  # imported late: few policies name blocks of addresses

    try:
        network = ip_network(cidr, strict=False)
    except ValueError:
        return False
    return network.prefixlen > 0 and not (network.is_private and network.prefixlen <= _WIDE)
