"""Checks and defaults of Services that go across fields: cluster IPs and their families.

https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/
"""

from collections.abc import Callable, Iterator

from podlint.kubernetes.addresses import cidr_legacy, family, ip, ip_legacy
from podlint.kubernetes.api.errors import DUPLICATE, FORBIDDEN, INVALID, REQUIRED, ApiError
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.names import dns_subdomain

_STRICT_SINCE = 36
RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges"
HINTS = "service.kubernetes.io/topology-aware-hints"
MODE = "service.kubernetes.io/topology-mode"
READ = (RANGES, HINTS, MODE)
"""The annotations of Services that the API server reads."""

_FAMILIES = {4: "IPv4", 6: "IPv6"}


def default_service_spec(spec: Struct) -> None:
    """https://kubernetes.io/docs/concepts/services-networking/service/"""
    kind = spec.get("type")
    if spec.get("sessionAffinity") == "None":
        spec.drop("sessionAffinityConfig")
    if kind != "ExternalName":
        spec.setdefault("internalTrafficPolicy", "Cluster")
    if kind in ("NodePort", "LoadBalancer") or (kind == "ClusterIP" and spec.get("externalIPs")):
        spec.setdefault("externalTrafficPolicy", "Cluster")
    if "clusterIP" in spec and "clusterIPs" not in spec:
        spec["clusterIPs"] = [spec["clusterIP"]]


def _at_cluster_ips(spec: Struct, index: int | None = None) -> tuple[str, int | None]:
    """The field to point at: clusterIP where the manifest has only that."""
    given = spec.node is not None and "clusterIPs" in spec.node
    return ("clusterIPs", index) if given else ("clusterIP", None)


def _cluster_ip_error(spec: Struct, detail: str, index: int | None = None, reason: str = INVALID) -> ApiError:
    field, at = _at_cluster_ips(spec, index)
    addresses = spec.get("clusterIPs")
    return ApiError(reason, spec, field, detail, at, addresses if index is None else addresses[index])


def cluster_ips(spec: Struct) -> Iterator[ApiError]:
    addresses = spec["clusterIPs"]
    if spec.get("type") == "ExternalName":
        yield _cluster_ip_error(spec, "may not be set on a Service of type ExternalName", reason=FORBIDDEN)
        return
    if addresses[0] != spec.get("clusterIP"):
        yield _cluster_ip_error(spec, "has to begin with the value of `clusterIP`")
    if "None" in addresses:
        yield from _headless(spec, addresses)
    else:
        yield from _addresses(spec, addresses)


def _headless(spec: Struct, addresses: list[str]) -> Iterator[ApiError]:
    if len(addresses) > 1:
        yield _cluster_ip_error(spec, "can't have other values beside None")
    if spec.get("type") in ("NodePort", "LoadBalancer"):
        yield _cluster_ip_error(spec, f"can't be None on a Service of type {spec['type']}", 0)


def _addresses(spec: Struct, addresses: list[str]) -> Iterator[ApiError]:
    check = ip if spec.type.minor >= _STRICT_SINCE else ip_legacy
    wrong = [(index, complaint) for index, address in enumerate(addresses) if (complaint := check(address))]
    for index, complaint in wrong:
        yield _cluster_ip_error(spec, complaint, index)
    if len(addresses) > 2:
        yield _cluster_ip_error(spec, "has more than two addresses")
    if wrong:
        return
    families = [_FAMILIES[family(address)] for address in addresses]
    if len(addresses) == 2 and families[0] == families[1]:
        yield _cluster_ip_error(spec, f"has two addresses of the family {families[0]}")
    for index, wanted in enumerate(spec.get("ipFamilies")[: len(families)]):
        if wanted in _FAMILIES.values() and families[index] != wanted:
            yield _cluster_ip_error(spec, f"is no {wanted} address, which `ipFamilies` asks for", index)


def stacks(spec: Struct) -> Iterator[ApiError]:
    """Two families want a policy; without one a Service has one, unless it is headless and selects nothing.

    https://kubernetes.io/docs/concepts/services-networking/dual-stack/
    """
    if "ipFamilies" not in spec and "clusterIPs" not in spec:
        return
    given = {field: spec.get(field) for field in ("ipFamilies", "clusterIPs")}
    if max(map(len, given.values())) < 2 or spec.get("type") == "ExternalName":
        return
    policy = spec.get("ipFamilyPolicy")
    if not policy and (spec.get("clusterIP") != "None" or spec.get("selector")):
        policy = "SingleStack"
    families = {"ipFamilies": set(given["ipFamilies"]), "clusterIPs": set(map(family, given["clusterIPs"]))}
    field = next((field for field, found in families.items() if len(found) == 2), None)
    if field and policy == "SingleStack":
        detail = f"has to be PreferDualStack or RequireDualStack where {field} are of two families"
        yield ApiError(INVALID, spec, "ipFamilyPolicy", detail, value=policy)


def external_name(spec: Struct) -> Iterator[ApiError]:
    name = spec["externalName"]
    if spec.get("type") == "ExternalName" and (complaint := dns_subdomain(name.removesuffix("."))):
        yield ApiError(INVALID, spec, "externalName", complaint, value=name)


def ports_differ(spec: Struct) -> Iterator[ApiError]:
    """No two ports of a protocol may have the same port or node port."""
    if len(spec["ports"]) < 2:
        return
    seen: set[tuple[str, str, int]] = set()
    for port in spec["ports"]:
        for field, where in (("nodePort", "nodePort"), ("port", "")):
            number = port.get(field)
            key = (field, port.get("protocol"), number)
            if number and key in seen:
                detail = f"another port has the same {field} {number} and protocol {key[1]}"
                yield ApiError(DUPLICATE, port, where, detail, value=number)
            seen.add(key)


def ports_named(spec: Struct) -> Iterator[ApiError]:
    if len(spec["ports"]) < 2:
        return
    for port in spec["ports"]:
        if not port.get("name"):
            yield ApiError(REQUIRED, port, "name", "is required where there is more than one port")


def node_ports(spec: Struct) -> Iterator[ApiError]:
    for port in spec["ports"] if spec.get("type") == "ClusterIP" else ():
        if "nodePort" in port:
            detail = "may not be set on a Service of type ClusterIP"
            yield ApiError(FORBIDDEN, port, "nodePort", detail, value=port["nodePort"], at_key=True)


def annotations(service: Struct) -> Iterator[ApiError]:
    metadata, spec = service.get("metadata"), service.get("spec")
    if "annotations" not in metadata:
        return
    given = metadata["annotations"]
    if not spec.get("loadBalancerSourceRanges") and (ranges := (given.get(RANGES) or "").strip()):
        if spec.get("type") != "LoadBalancer":
            detail = "may be set only on a Service of type LoadBalancer"
            yield ApiError(FORBIDDEN, metadata, "annotations", detail, RANGES, ranges)
        else:
            yield from _annotated_ranges(metadata, ranges)
    mode, hints = given.get(MODE), given.get(HINTS)
    if mode and hints and mode != hints:
        detail = f"has to be the same as {HINTS}"
        yield ApiError(INVALID, metadata, "annotations", detail, MODE, mode)


def _annotated_ranges(metadata: Struct, ranges: str) -> Iterator[ApiError]:
    for block in ranges.split(","):
        if complaint := cidr_legacy(block.strip()):
            yield ApiError(INVALID, metadata, "annotations", f"`{block.strip()}` {complaint}", RANGES, ranges)
            return


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "core.v1.Service": (annotations,),
    "core.v1.ServiceSpec": (stacks,),
    "core.v1.ServiceSpec clusterIPs": (cluster_ips,),
    "core.v1.ServiceSpec externalName": (external_name,),
    "core.v1.ServiceSpec ports": (ports_named, node_ports, ports_differ),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {
    "core.v1.ServiceSpec": (default_service_spec,),
}
