"""Reasons why a client's address arrives, or is lost before, whatever externalTrafficPolicy says."""

import re
from collections.abc import Callable, Iterator

from podlint.facts.address_signals import Backend, Signal
from podlint.facts.config_maps import texts, used_by
from podlint.facts.config_names import config_map
from podlint.facts.neighbourhood import together
from podlint.facts.objects import Object, mapping, mappings, text
from podlint.facts.store import Facts
from podlint.facts.workloads import Container
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
_PATTERNS = tuple((re.compile(key), re.compile(value), note) for key, value, note in _ANNOTATIONS)
_PROXY_PROTOCOL = re.compile(
    r"^[ \t]*listen\b[^;\n]*\bproxy_protocol\b|\bsend-proxy\b|\baccept-proxy\b|proxyProtocol", re.MULTILINE
)
_EDGE_PORTS = (80, 443)


def _annotations(_: Facts, backend: Backend) -> Iterator[Signal]:
    annotations = backend.service.metadata.get("annotations")
    for name, value in annotations.items() if isinstance(annotations, Mapping) else ():
        for key, wanted, note in _PATTERNS:
            if key.search(name) and wanted.fullmatch(text(value)):
                yield Signal("annotation", 0, note, annotations.value_place(name))  # type: ignore[union-attr]


def _proxy_protocol(facts: Facts, backend: Backend) -> Iterator[Signal]:
    """In a ConfigMap that the pod mounts, or the one beside it that an ingress controller reads by the API."""
    note = "the PROXY protocol carries the client's address"
    for item in together(facts, backend.pod.object):
        data = item.node.get("data") if item.kind == "ConfigMap" else None
        is_meant = config_map(facts, backend.pod.object, item.name) is item
        if isinstance(data, Mapping) and data.get("use-proxy-protocol") in ("true", True) and is_meant:
            yield Signal("proxy-protocol", 0, note, data.value_place("use-proxy-protocol"))
    for item in used_by(facts, backend.pod):
        for content, place in texts(item):
            found = _PROXY_PROTOCOL.search(content)
            if found:
                yield Signal("proxy-protocol", 0, note, within(place, content, found.start(), len(found.group())))


def _node_network(facts: Facts, backend: Backend) -> Iterator[Signal]:
    spec = backend.pod.spec
    if spec.get("hostNetwork") is True:
        yield Signal(
            "host-network",
            0,
            "the pods sit on the node's network and see real clients",
            spec.value_place("hostNetwork"),
        )
    for container in facts.by(Container, "pod", backend.pod):
        for port in mappings(container.node.get("ports")):
            if port.get("hostPort") in _EDGE_PORTS:
                note = "clients come by the host port, past the Service"
                yield Signal("host-port", 0, note, port.value_place("hostPort"))


def _behind_ingress(facts: Facts, backend: Backend) -> Iterator[Signal]:
    """A NodePort that is an Ingress's backend is there for an HTTP load balancer, which sends X-Forwarded-For."""
    if backend.spec.get("type") != "NodePort":
        return
    for ingress in facts.by(Object, "kind", "Ingress"):
        place = _backend_place(ingress, backend.service) if ingress.namespace == backend.service.namespace else None
        if place is not None:
            yield Signal("behind-ingress", 0, f"{ingress} puts an HTTP proxy in front of it", place)


def _backend_place(ingress: Object, service: Object) -> Place | None:
    spec = mapping(ingress.node.get("spec"))
    paths = [path for rule in mappings(spec.get("rules")) for path in mappings(mapping(rule.get("http")).get("paths"))]
    backends = [path.get("backend") for path in paths] + [spec.get("defaultBackend"), spec.get("backend")]
    for backend in mappings(backends):
        node, key = (
            (backend["service"], "name") if isinstance(backend.get("service"), Mapping) else (backend, "serviceName")
        )
        if node.get(key) == service.name:
            place: Place = node.value_place(key)
            return place
    return None


def _mesh_gateway(_: Facts, backend: Backend) -> Iterator[Signal]:
    """Istio's east-west gateway takes traffic from the other cluster's nodes, over mutual TLS."""
    labels = backend.service.metadata.get("labels")
    if isinstance(labels, Mapping) and "topology.istio.io/network" in labels:
        note = "a gateway between clusters: its clients are proxies"
        yield Signal("mesh", 0, note, labels.key_place("topology.istio.io/network"))


def _direct_return(facts: Facts, _: Backend) -> Iterator[Signal]:
    for item in facts.by(Object, "name", "cilium-config"):
        data = item.node.get("data")
        if isinstance(data, Mapping) and data.get("bpf-lb-mode") in ("dsr", "hybrid"):
            yield Signal("dsr", 0, "Cilium's direct server return keeps the address", data.value_place("bpf-lb-mode"))


SUPPRESSORS: tuple[Callable[[Facts, Backend], Iterator[Signal]], ...] = (
    _annotations,
    _proxy_protocol,
    _node_network,
    _behind_ingress,
    _mesh_gateway,
    _direct_return,
)
"""What is looked for."""
