"""Checks of EndpointSlices: addresses by their type, and names of ports.

https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/
"""

from collections.abc import Callable, Iterator

from podlint.kubernetes.addresses import family, ip, public_ip
from podlint.kubernetes.api.errors import DUPLICATE, INVALID, ApiError
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.names import LABEL_LENGTH, dns_subdomain

_STRICT_SINCE = 36
_FAMILIES = {"IPv4": 4, "IPv6": 6}


def addresses(endpoint: Struct) -> Iterator[ApiError]:
    kind = endpoint.root.get("addressType")
    strict = endpoint.type.minor >= _STRICT_SINCE
    for index, address in enumerate(endpoint.get("addresses")):
        complaint = None
        if kind == "FQDN":
            complaint = _domain(address)
        elif kind in _FAMILIES:
            complaint = _ip_of(address, kind, strict=strict)
        if complaint:
            yield ApiError(INVALID, endpoint, "addresses", complaint, index, address)


def _ip_of(address: str, kind: str, *, strict: bool) -> str | None:
    if family(address) != _FAMILIES[kind]:
        return f"is no {kind} address, as addressType asks for"
    return (ip(address) if strict else None) or public_ip(address)


def _domain(name: str) -> str | None:
    """A name of at least two parts, such as `db.example.com`."""
    plain = name.removesuffix(".")
    if complaint := dns_subdomain(plain):
        return complaint
    parts = plain.split(".")
    if len(parts) < 2:
        return "has only one part; a full domain name such as db.example.com is asked for"
    longest = max(map(len, parts))
    return f"has a part of {longest} characters, {LABEL_LENGTH} are allowed" if longest > LABEL_LENGTH else None


def port_names(slice_: Struct) -> Iterator[ApiError]:
    """No name is a name as well: only one port may go without."""
    seen = set()
    for port in slice_.get("ports"):
        name = port.get("name")
        if name in seen:
            detail = "is the name of another port" if name else "is required where another port has none"
            yield ApiError(DUPLICATE, port, "name", detail, value=name)
        seen.add(name)


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "discovery.v1.Endpoint": (addresses,),
    "discovery.v1.EndpointSlice": (port_names,),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {}
