"""Signs that a workload behind a Service needs its clients' addresses; weight 3 is strong, 2 medium, 1 weak."""

import re
from collections.abc import Callable, Hashable, Iterator
from typing import Any

from podlint.dataclass import dataclass
from podlint.facts.config_maps import mounted_texts
from podlint.facts.environment import Variable
from podlint.facts.network_policies import address_block
from podlint.facts.objects import Object, mapping, mappings
from podlint.facts.store import Facts
from podlint.facts.workloads import Container, Pod
from podlint.kubernetes import known_images
from podlint.kubernetes.images import is_edge_proxy, roles, software
from podlint.namedtuple import NamedTuple
from podlint.pattern import pattern
from podlint.reading import Mapping, Place
from podlint.reading.stretches import within


@dataclass(frozen=True, slots=True, eq=False)
class Signal:
    """One sign. Two of a kind count once."""

    kind: str
    weight: int
    note: str
    place: Place


@dataclass(frozen=True, slots=True)
class Backend:
    """A Service and one of the workloads that it selects."""

    service: Object
    spec: Mapping | dict[str, object]
    pod: Pod

    def ports(self) -> Iterator[Mapping]:
        return mappings(self.spec.get("ports"))

    def has_port(self, *numbers: int) -> bool:
        return any(entry.get("port") in numbers or entry.get("targetPort") in numbers for entry in self.ports())


class Finder(NamedTuple):
    """What gives signals of a "service", of a "pod" or of a "backend", as `of` says."""

    of: str
    find: Callable[[Facts, Any], Iterator[Signal]]


# Which software of known_images.py reads which annotations of an Ingress.
_FAMILIES = {
    "nginx.ingress.kubernetes.io/": ("ingress-nginx/controller", "nginx-ingress-controller"),
    "nginx.org/": ("nginx-ingress",),
    "haproxy.org/": ("haproxytech/kubernetes-ingress",),
    "haproxy-ingress.github.io/": ("haproxy-ingress",),
    "traefik.ingress.kubernetes.io/": ("traefik",),
    "konghq.com/": ("kong", "kong-gateway"),
}
_BY_ADDRESS = pattern(
    "(white|allow|deny|block|black)list|limit-(rps|rpm|connections)|rate-?limit|^allow-list$|^deny-list$|ip-restriction"
)
_MIDDLEWARES = ("ipAllowList", "ipWhiteList", "rateLimit")
# Lines of configuration that judge a client by its address. Loopback is allowed in many a status page: no proof.
_CONFIG = pattern(
    r"""limit_(?:req|conn)_zone[ \t]+\$(?:binary_)?remote_addr
      | ^[ \t]*allow[ \t]+(?!127\.|::1)[0-9a-fA-F:.]+(?:/\d+)?[ \t]*;
      | ^[ \t]*deny[ \t]+[0-9a-fA-F:.]+(?:/\d+)?[ \t]*;
      | \bgeoip2?_(?:country|city|proxy)\b | \bgeoip2[ \t]+/ | \bfail2ban\b | \bpostscreen\b
      | http-request[ \t]+(?:deny|reject|track-sc\d)[^\n]*\bsrc\b""",
    re.MULTILINE | re.VERBOSE,
)
_PROXY_ENV = pattern("^(TRUST(ED)?_PROX(Y|IES)|FORWARDED_|REAL_?IP|.*_TRUSTED_PROXIES$)")
_TELLING_PORTS = frozenset({25, 465, 587, 53, 5060, 3478})


def _ingress_rules(facts: Facts, pod: Pod) -> Iterator[Signal]:
    """An Ingress, of any namespace, asks the controller behind this Service to judge clients by their address."""
    asked = facts.derived(_asked_of_controllers)
    yield from (asked[name] for name in sorted(_software(facts, pod)) if name in asked)


def _asked_of_controllers(facts: Facts) -> dict[str, Signal]:
    """For each controller software the first annotation that asks so."""
    asked: dict[str, Signal] = {}
    for ingress in facts.by(Object, "kind", "Ingress"):
        annotations = ingress.metadata.get("annotations")
        for key in annotations if isinstance(annotations, Mapping) else ():
            family, slash, name = key.rpartition("/")
            if family + slash in _FAMILIES and _BY_ADDRESS.search(name):
                note = f"{ingress} asks for {name}, which goes by the client's address"
                signal = Signal("ingress", 3, note, annotations.key_place(key))  # type: ignore[union-attr]
                asked = dict.fromkeys(_FAMILIES[family + slash], signal) | asked
    return asked


def _software(facts: Facts, pod: Pod) -> frozenset[str]:
    images = [container.image for container in facts.by(Container, "pod", pod) if container.image]
    return frozenset().union(*(software(image) for image in images))


def _middlewares(facts: Facts, pod: Pod) -> Iterator[Signal]:
    """Traefik's middlewares; with an ipStrategy depth they go by a header instead."""
    if "traefik" not in _software(facts, pod):
        return
    for item in facts.by(Object, "kind", "Middleware"):
        spec = mapping(item.node.get("spec"))
        for name in _MIDDLEWARES:
            settings = mapping(spec.get(name))
            strategy = mapping(settings.get("ipStrategy")) or mapping(
                mapping(settings.get("sourceCriterion")).get("ipStrategy")
            )
            if isinstance(spec, Mapping) and settings and "depth" not in strategy:
                yield Signal("ingress", 3, f"{item} goes by the client's address", spec.key_place(name))


def _policies(facts: Facts, pod: Pod) -> Iterator[Signal]:
    found = address_block(facts, pod)
    if found:
        policy, cidr, place = found
        yield Signal("network-policy", 3, f"{policy} lets in {cidr}: it compares the address that arrives", place)


def _configuration(facts: Facts, pod: Pod) -> Iterator[Signal]:
    for container in _running(facts, pod):
        for content, place in mounted_texts(facts, container):
            found = _CONFIG.search(content)
            if found:
                words = found.group().strip()
                stretch = within(place, content, found.end() - len(found.group().lstrip()), len(words))
                yield Signal("configuration", 3, "judges clients by their address", stretch)


def _images(facts: Facts, backend: Backend) -> Iterator[Signal]:
    for container in _running(facts, backend.pod):
        if container.image is not None:
            found = _image_signal(backend, roles(container.image), is_edge_proxy(container.image))
            if found:
                kind, weight, note = found
                yield Signal(kind, weight, note, container.node.value_place("image"))


def image_kind(facts: Facts, pod: Pod) -> Hashable:
    """What a signal of a backend depends on, its Service aside."""
    images = [container.image for container in _running(facts, pod) if container.image is not None]
    return tuple((roles(image), is_edge_proxy(image)) for image in images)


def _image_signal(backend: Backend, role: frozenset[str], edge: bool) -> tuple[str, int, str] | None:
    if known_images.MAIL in role and backend.has_port(25):
        return "mail", 3, "a mail server judges its clients by their address"
    if known_images.DNS in role and backend.has_port(53):
        return "dns", 2, "a DNS server may answer by its client's address"
    if edge and backend.has_port(80, 443, 8080, 8443):
        return "edge", 2, "an edge proxy passes on and logs the client's address"
    if known_images.TELEPHONY in role:
        return "telephony", 2, "SIP and TURN put the client's address into what they send"
    if known_images.NFS in role:
        return "nfs", 2, "NFS exports are granted by the client's address"
    if known_images.GUARD in role:
        return "guard", 2, "it bans clients by their address"
    if known_images.PEER in role and any(entry.get("protocol") == "UDP" for entry in backend.ports()):
        return "peer", 1, "peers are told each other's addresses"
    return None


def _ports(facts: Facts, backend: Backend) -> Iterator[Signal]:
    """A telling port counts only where no image has said more about it."""
    if any(True for _ in _images(facts, backend)):
        return
    for entry in backend.ports():
        if entry.get("port") in _TELLING_PORTS:
            place = entry.value_place("port")
            yield Signal("port", 1, f"services on port {entry['port']} often go by the client's address", place)


def _daemons(_: Facts, pod: Pod) -> Iterator[Signal]:
    if pod.kind == "DaemonSet":
        place = pod.object.node.value_place("kind")
        yield Signal("daemon", 1, "runs on every node, so Local would lose nothing", place)


def _variables(facts: Facts, pod: Pod) -> Iterator[Signal]:
    for container in _running(facts, pod):
        for variable in facts.by(Variable, "container", container):
            if _PROXY_ENV.match(variable.name):
                yield Signal("environment", 1, f"{variable.name}: it cares where requests come from", variable.place)


def _running(facts: Facts, pod: Pod) -> Iterator[Container]:
    return (container for container in facts.by(Container, "pod", pod) if container.running)


SIGNALS: tuple[Finder, ...] = (
    Finder("pod", _ingress_rules),
    Finder("pod", _middlewares),
    Finder("pod", _policies),
    Finder("pod", _configuration),
    Finder("backend", _images),
    Finder("backend", _ports),
    Finder("pod", _daemons),
    Finder("pod", _variables),
)
"""What is looked for, in the order of the weights."""
