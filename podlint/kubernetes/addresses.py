"""IP addresses and CIDR blocks as fields of the API take them: a check returns a complaint, or None.

https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/ (StrictIPCIDRValidation)
"""

from functools import lru_cache

from podlint.pattern import pattern

_BLOCK = pattern(r"[0-9]{1,3}")
_LEADING_ZERO = pattern(r"(?:^|\.)0+[0-9]")
_MAPPED = 96
"""The prefix of IPv4 addresses in IPv6 notation, in bits."""


@lru_cache(maxsize=1024)
def ip(text: str) -> str | None:
    """An address without leading zeros, and no IPv4 address in IPv6 notation: what is asked since 1.36."""
    complaint = ip_legacy(text)
    if complaint is None and _LEADING_ZERO.search(text):
        return "has a part with a leading zero"
    if complaint is None and ":" in text and "." in text:
        return "is an IPv4 address in IPv6 notation"
    return complaint


def ip_legacy(text: str) -> str | None:
    """An address, whose parts may have leading zeros: what was asked before 1.36."""
    return None if family(text) else "is not an IP address, such as 10.9.8.7 or 2001:db8::ffff"


def family(text: str) -> int:
    """4 or 6, 0 of what is no address."""
    from ipaddress import ip_address  # imported late: few manifests have addresses

    plain = _without_zeros(text) if ":" not in text else text
    try:
        address = ip_address(plain)
    except ValueError:
        return 0
    mapped = getattr(address, "ipv4_mapped", None)
    return 0 if "%" in text else 4 if mapped else address.version


def _without_zeros(text: str) -> str:
    return ".".join(part.lstrip("0") or "0" if _BLOCK.fullmatch(part) else part or "?" for part in text.split("."))


@lru_cache(maxsize=1024)
def cidr(text: str) -> str | None:
    """A block without leading zeros and without host bits: what is asked since 1.36."""
    from ipaddress import ip_network

    complaint = cidr_legacy(text)
    if complaint:
        return complaint
    address = text.partition("/")[0]
    if wrong := ip(address):
        return wrong
    network = ip_network(text, strict=False)
    if str(network.network_address) != str(ip_network(address).network_address):
        return f"has bits set behind its prefix; the block is {network}"
    return None


def cidr_legacy(text: str) -> str | None:
    """A block, which may have leading zeros and host bits: what was asked before 1.36."""
    address, slash, length = text.partition("/")
    version = family(address)
    if not version or not slash or not _BLOCK.fullmatch(length) or (length[0] == "0" and len(length) > 1):
        return "is not a CIDR block, such as 10.9.8.0/24 or 2001:db8::/64"
    most = 32 if ":" not in address else 128
    return None if int(length) <= most else f"has a prefix longer than {most} bits"


def is_within(inner: str, outer: str) -> bool:
    """Whether a block is a part of another one and smaller than it. Both have to be blocks."""
    from ipaddress import IPv4Network, ip_network

    small, large = (ip_network(_plain_block(text), strict=False) for text in (inner, outer))
    same = isinstance(small, IPv4Network) == isinstance(large, IPv4Network)
    return same and small.prefixlen > large.prefixlen and small.network_address in large


def _plain_block(text: str) -> str:
    address, _, length = text.partition("/")
    return f"{_without_zeros(address) if ':' not in address else address}/{length}"


def no_ip(text: str) -> str | None:
    """A name, as hosts of Ingress rules have to be."""
    return "is an IP address, and has to be a name" if family(text) else None


def public_ip(text: str) -> str | None:
    """An address that can be reached from outside a node: `externalIPs` of a Service."""
    from ipaddress import ip_address

    if not family(text):
        return None
    address = ip_address(_without_zeros(text) if ":" not in text else text)
    kinds = {
        "the unspecified address": address.is_unspecified,
        "a loopback address": address.is_loopback,
        "a link-local address": address.is_link_local,
        "a link-local multicast address": address.is_multicast and text.lower().startswith(("224.0.0.", "ff02:")),
    }
    found = next((kind for kind, holds in kinds.items() if holds), None)
    return f"is {found}, which nothing outside can reach" if found else None


def canonical(text: str) -> str | None:
    """The address or block as programs print it (RFC 5952), or None of what is neither.

    Without leading zeros and bits behind the prefix, an IPv4 address in IPv6 notation as IPv4.
    """
    from ipaddress import ip_address, ip_network

    address, slash, length = text.partition("/")
    if not family(address) or (slash and cidr_legacy(text)):
        return None
    plain = ip_address(_without_zeros(address) if ":" not in address else address)
    mapped = getattr(plain, "ipv4_mapped", None)
    if not slash:
        return str(mapped or plain)
    if mapped and int(length) >= _MAPPED:
        return str(ip_network(f"{mapped}/{int(length) - _MAPPED}", strict=False))
    return str(ip_network(f"{plain}/{length}", strict=False))
