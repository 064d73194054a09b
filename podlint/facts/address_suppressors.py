"""Reasons why a client's address arrives, or is lost before, whatever externalTrafficPolicy says."""

import re
from collections.abc import Iterator

from podlint.facts.address_signals import Finder, Signal
from podlint.facts.config_maps import texts, used_by
from podlint.facts.config_names import config_map
from podlint.facts.neighbourhood import are_together
from podlint.facts.objects import Object, mapping, mappings, text
from podlint.facts.store import Facts
from podlint.facts.workloads import Container, Pod
from podlint.pattern import pattern
from podlint.reading import Mapping, Place
from podlint.reading.stretches import within

# Annotations of the Service; the value has to match as a whole.
_ANNOTATIONS = (
    (r"proxy-protocol", r"(?!false$|$).*", "the PROXY protocol carries the client's address"),
    (r"/aws-load-balancer-(nlb-)?target-type$", r"ip", "the load balancer reaches pods directly, past kube-proxy"),
    (
        r"/aws-load-balancer-target-group-attributes$",
        r".*(preserve_client_ip|proxy_protocol_v2).*",
        "the target group decides",
    ),
    (r"^cloud\.google\.com/(neg|backend-config)$", r".+", "an HTTP load balancer in front sends X-Forwarded-For"),
    (r"load-balancer-type$", r"(?i)internal", "only clients from within the network come here"),
    (r"-internal$", r"(?!false$|$).*", "only clients from within the network come here"),
    (r"/aws-load-balancer-scheme$", r"internal", "only clients from within the network come here"),
    (
        r"-backend-protocol$|/azure-pip|/app-protocols$",
        r"(?i)https?",
        "an HTTP load balancer in front sends X-Forwarded-For",
    ),
)
_PATTERNS = tuple((pattern(key), pattern(value), note) for key, value, note in _ANNOTATIONS)
_PROXY_PROTOCOL = pattern(
    r"^[ \t]*listen\b[^;\n]*\bproxy_protocol\b|\bsend-proxy\b|\baccept-proxy\b|proxyProtocol", re.MULTILINE
)
_EDGE_PORTS = (80, 443)


def _annotations(_: Facts, service: Object) -> Iterator[Signal]:
    annotations = service.metadata.get("annotations")
    for name, value in annotations.items() if isinstance(annotations, Mapping) else ():
        for key, wanted, note in _PATTERNS:
            if key.search(name) and wanted.fullmatch(text(value)):
                yield Signal("annotation", 0, note, annotations.value_place(name))  # type: ignore[union-attr]


def _proxy_protocol(facts: Facts, pod: Pod) -> Iterator[Signal]:
    """In a ConfigMap that the pod mounts, or the one beside it that an ingress controller reads by the API."""
    note = "the PROXY protocol carries the client's address"
    for item, place in facts.derived(_proxy_protocol_settings):
        is_beside = are_together(pod.object, item)
        if is_beside and config_map(facts, pod.object, item.name) is item:
            yield Signal("proxy-protocol", 0, note, place)
    for item in used_by(facts, pod):
        for content, place in texts(item):
            found = _PROXY_PROTOCOL.search(content)
            if found:
                yield Signal("proxy-protocol", 0, note, within(place, content, found.start(), len(found.group())))


def _proxy_protocol_settings(facts: Facts) -> list[tuple[Object, Place]]:
    """The ConfigMaps that tell ingress-nginx to take it."""
    key = "use-proxy-protocol"
    maps = [(item, item.node.get("data")) for item in facts.by(Object, "kind", "ConfigMap")]
    return [
        (item, data.value_place(key))
        for item, data in maps
        if isinstance(data, Mapping) and data.get(key) in ("true", True)
    ]


def _node_network(facts: Facts, pod: Pod) -> Iterator[Signal]:
    spec = pod.spec
    if spec.get("hostNetwork") is True:
        yield Signal(
            "host-network",
            0,
            "the pods sit on the node's network and see real clients",
            spec.value_place("hostNetwork"),
        )
    for container in facts.by(Container, "pod", pod):
        for port in mappings(container.node.get("ports")):
            if port.get("hostPort") in _EDGE_PORTS:
                note = "clients come by the host port, past the Service"
                yield Signal("host-port", 0, note, port.value_place("hostPort"))


def _behind_ingress(facts: Facts, service: Object) -> Iterator[Signal]:
    """A NodePort that is an Ingress's backend is there for an HTTP load balancer, which sends X-Forwarded-For."""
    if mapping(service.node.get("spec")).get("type") != "NodePort":
        return
    found = facts.derived(_ingress_backends).get((service.namespace, service.name))
    if found:
        ingress, place = found
        yield Signal("behind-ingress", 0, f"{ingress} puts an HTTP proxy in front of it", place)


def _ingress_backends(facts: Facts) -> dict[tuple[str, str], tuple[Object, Place]]:
    """The first Ingress that names a Service, by the namespace and the name of the Service."""
    backends: dict[tuple[str, str], tuple[Object, Place]] = {}
    for ingress in facts.by(Object, "kind", "Ingress"):
        for name, place in _backends(mapping(ingress.node.get("spec"))):
            backends.setdefault((ingress.namespace, name), (ingress, place))
    return backends


def _backends(spec: Mapping | dict[str, object]) -> Iterator[tuple[str, Place]]:
    """The Services that an Ingress names: `service.name` of networking.k8s.io/v1, `serviceName` before it."""
    paths = [path for rule in mappings(spec.get("rules")) for path in mappings(mapping(rule.get("http")).get("paths"))]
    for backend in mappings(
        [*(path.get("backend") for path in paths), spec.get("defaultBackend"), spec.get("backend")]
    ):
        service = backend.get("service")
        node, key = (service, "name") if isinstance(service, Mapping) else (backend, "serviceName")
        if text(node.get(key)):
            yield node[key], node.value_place(key)


def _mesh_gateway(_: Facts, service: Object) -> Iterator[Signal]:
    """Istio's east-west gateway takes traffic from the other cluster's nodes, over mutual TLS."""
    labels = service.metadata.get("labels")
    if isinstance(labels, Mapping) and "topology.istio.io/network" in labels:
        note = "a gateway between clusters: its clients are proxies"
        yield Signal("mesh", 0, note, labels.key_place("topology.istio.io/network"))


def _direct_return(facts: Facts, _: Object) -> Iterator[Signal]:
    for item in facts.by(Object, "name", "cilium-config"):
        data = item.node.get("data")
        if isinstance(data, Mapping) and data.get("bpf-lb-mode") in ("dsr", "hybrid"):
            yield Signal("dsr", 0, "Cilium's direct server return keeps the address", data.value_place("bpf-lb-mode"))


SUPPRESSORS: tuple[Finder, ...] = (
    Finder("service", _annotations),
    Finder("pod", _proxy_protocol),
    Finder("pod", _node_network),
    Finder("service", _behind_ingress),
    Finder("service", _mesh_gateway),
    Finder("service", _direct_return),
)
"""What is looked for."""
