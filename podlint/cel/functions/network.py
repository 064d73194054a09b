"""Kubernetes' libraries of IP addresses and of CIDR blocks."""

from ipaddress import IPv4Address, IPv4Interface, IPv6Address, IPv6Interface, ip_address, ip_interface

from podlint.cel.errors import EvaluationError
from podlint.cel.functions.declaration import Function, function


class IP:
    """An IP address."""

    __slots__ = ("address",)
    cel_type = "net.IP"

    def __init__(self, address: IPv4Address | IPv6Address) -> None:
        self.address = address

    def __eq__(self, other: object) -> bool:
        return isinstance(other, IP) and self.address == other.address

    def __hash__(self) -> int:
        return hash(self.address)

    def __str__(self) -> str:
        return str(self.address)


class CIDR:
    """An IP address with the length of its network's prefix."""

    __slots__ = ("interface",)
    cel_type = "net.CIDR"

    def __init__(self, interface: IPv4Interface | IPv6Interface) -> None:
        self.interface = interface

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CIDR) and self.interface == other.interface

    def __hash__(self) -> int:
        return hash(self.interface)

    def __str__(self) -> str:
        return str(self.interface)


def _parse_ip(text: str) -> IP | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    zoned_or_mapped = isinstance(address, IPv6Address) and (address.scope_id or address.ipv4_mapped)
    return None if zoned_or_mapped else IP(address)


def _parse_cidr(text: str) -> CIDR | None:
    address, _, length = text.partition("/")
    plain = length.isascii() and length.isdigit() and (length == "0" or not length.startswith("0"))
    if not plain or _parse_ip(address) is None:
        return None
    try:
        return CIDR(ip_interface(text))
    except ValueError:
        return None


def _ip(text: str) -> IP:
    address = _parse_ip(text)
    if address is None:
        raise EvaluationError(f"no IP address: {text!r}")
    return address


def _cidr(text: str) -> CIDR:
    block = _parse_cidr(text)
    if block is None:
        raise EvaluationError(f"no CIDR: {text!r}")
    return block


def _is_global_unicast(ip: IP) -> bool:
    """As Go has it: private addresses are global, the broadcast address is not."""
    address = ip.address
    special = address.is_unspecified or address.is_loopback or address.is_multicast or address.is_link_local
    return not special and str(address) != "255.255.255.255"


def _is_link_local_multicast(ip: IP) -> bool:
    packed = ip.address.packed
    if len(packed) == 4:
        return packed[:3] == bytes([224, 0, 0])
    return packed[0] == 0xFF and packed[1] & 0x0F == 2


def _contains_ip(block: CIDR, ip: IP) -> bool:
    return ip.address.version == block.interface.version and ip.address in block.interface.network


def _contains_cidr(block: CIDR, other: CIDR) -> bool:
    return (
        _contains_ip(block, IP(other.interface.ip))
        and block.interface.network.prefixlen <= other.interface.network.prefixlen
    )


def _masked(block: CIDR) -> CIDR:
    network = block.interface.network
    return CIDR(ip_interface(str(network)))


FUNCTIONS: tuple[Function, ...] = (
    function("ip(string) -> IP", _ip, "The address that a text is; no zones, no IPv4 in IPv6.", _ip),
    function("isIP(string) -> bool", lambda text: _parse_ip(text) is not None, "Whether `ip` takes the text."),
    function(
        "ip.isCanonical(string) -> bool",
        lambda text: str(_ip(text)) == text,
        "Whether the address is in canonical form.",
    ),
    function("IP.family() -> int", lambda ip: ip.address.version, "4 or 6."),
    function("IP.isUnspecified() -> bool", lambda ip: ip.address.is_unspecified, "Whether it is `0.0.0.0` or `::`."),
    function("IP.isLoopback() -> bool", lambda ip: ip.address.is_loopback, "Whether it is in `127.0.0.0/8` or `::1`."),
    function(
        "IP.isLinkLocalMulticast() -> bool", _is_link_local_multicast, "Whether it is in `224.0.0.0/24` or `ff02::/16`."
    ),
    function(
        "IP.isLinkLocalUnicast() -> bool",
        lambda ip: ip.address.is_link_local,
        "Whether it is in `169.254.0.0/16` or `fe80::/10`.",
    ),
    function("IP.isGlobalUnicast() -> bool", _is_global_unicast, "Whether it is one host's address beyond its link."),
    function("cidr(string) -> CIDR", _cidr, "The block that a text such as `10.0.0.0/8` is.", _cidr),
    function("isCIDR(string) -> bool", lambda text: _parse_cidr(text) is not None, "Whether `cidr` takes the text."),
    function("CIDR.containsIP(IP) -> bool", _contains_ip, "Whether the address is in the block."),
    function(
        "CIDR.containsIP(string) -> bool",
        lambda block, text: _contains_ip(block, _ip(text)),
        "Whether the address is in the block.",
        _ip,
    ),
    function("CIDR.containsCIDR(CIDR) -> bool", _contains_cidr, "Whether the other block is in this one."),
    function(
        "CIDR.containsCIDR(string) -> bool",
        lambda block, text: _contains_cidr(block, _cidr(text)),
        "Whether the other block is in this one.",
        _cidr,
    ),
    function("CIDR.ip() -> IP", lambda block: IP(block.interface.ip), "The address before the slash."),
    function("CIDR.masked() -> CIDR", _masked, "The block with only those bits of its address that the prefix has."),
    function(
        "CIDR.prefixLength() -> int", lambda block: block.interface.network.prefixlen, "The length of the prefix."
    ),
)
