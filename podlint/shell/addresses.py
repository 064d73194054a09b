"""Hosts and ports in the text of an argument: URLs, `host:port`, `:port`, `[::1]:port`."""

from __future__ import annotations

from podlint.namedtuple import NamedTuple

SCHEME_PORTS = {
    "http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21, "ssh": 22, "redis": 6379, "rediss": 6379,
    "postgres": 5432, "postgresql": 5432, "mysql": 3306, "mariadb": 3306, "mongodb": 27017, "amqp": 5672,
    "amqps": 5671, "ldap": 389, "ldaps": 636, "nats": 4222, "kafka": 9092, "sqlserver": 1433, "memcached": 11211,
}  # fmt: skip
MAX_URL = 1024
PATH_SCHEMES = frozenset({"file", "unix", "jar"})


class Address(NamedTuple):
    """`host` is None where a port stands alone; `port` is that of the scheme where a URL names none."""

    host: str | None
    port: int | None


def port_of(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 5 and 0 < int(text) <= 65535 else None


def address_of(text: str) -> Address | None:
    """`host:port`, `:port`, `*:port`, `[v6]:port` or a port alone."""
    host, colon, number = text.rpartition(":")
    port = port_of(number)
    if port is None:
        return None
    if not colon:
        return Address(None, port)
    bare = host.removeprefix("[").removesuffix("]")
    if not is_host(bare, allow_empty=True):
        return None
    return Address(None if bare in ("", "*") else bare, port)


def url_address(text: str) -> Address | None:
    """The host and port of the URL that `text` is."""
    scheme, separator, rest = text.partition("://")
    scheme = scheme.rpartition(":")[2].lower().partition("+")[0]
    if not separator or scheme in PATH_SCHEMES or not scheme.isalnum():
        return None
    end = next((index for index, character in enumerate(rest) if character in "/?#,;\"' "), len(rest))
    authority = rest[:end].rpartition("@")[2]
    found = address_of(authority) if ":" in authority else None
    if found is not None:
        return found
    host = authority.removeprefix("[").removesuffix("]")
    return Address(host, SCHEME_PORTS.get(scheme)) if is_host(host) else None


def urls_in(text: str) -> list[Address]:
    """The addresses of all URLs in an argument: `--a=http://x:1,http://y:2`, `jdbc:mysql://z/db`."""
    found = []
    start = text.find("://")
    while start >= 0:
        first = start
        while first > 0 and (text[first - 1].isalnum() or text[first - 1] == "+"):
            first -= 1
        address = url_address(text[first : start + MAX_URL])
        found += [address] if address else []
        start = text.find("://", start + 3)
    return found


def is_peer(host: str | None) -> bool:
    """Whether one may connect to `host`: the unspecified address is only ever listened on."""
    return bool(host) and host not in ("0.0.0.0", "::", "*")


def is_host(text: str, *, allow_empty: bool = False) -> bool:
    """Whether `text` may be a host name or an address; `*` is every address."""
    if text in ("", "*"):
        return allow_empty
    return all(character.isalnum() or character in "-._:" for character in text) and text[0] not in "-."
