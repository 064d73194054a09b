"""The forms of names that only volumes have: iSCSI names, drivers, signers, trust bundles, registries."""

from podlint.kubernetes.names import dns_label, dns_subdomain
from podlint.pattern import pattern

# RFC 3720, section 3.2.6.3, and RFC 3980, as the API server reads them: any character may stand behind eui and naa.
_ISCSI_NAMES = {
    "iqn": (
        pattern(r"iqn\.[0-9]{4}-[0-9]{2}\.[A-Za-z0-9.-]+:[^,;*&$|\t\n\f\r ]+"),
        "has to be `iqn.`, a year and month, `.`, a reversed domain, `:` and a name",
    ),
    "eui": (pattern(r"eui.[A-Za-z0-9]{16}"), "has to be `eui.` and 16 letters or digits"),
    "naa": (pattern(r"naa.[A-Za-z0-9]{32}"), "has to be `naa.` and 32 letters or digits"),
}


def iscsi_name(text: str) -> str | None:
    """`iscsi.iqn` and `iscsi.initiatorName`."""
    form, complaint = _ISCSI_NAMES.get(text[:3], (None, "has to start with iqn, eui or naa"))
    return None if form is not None and form.fullmatch(text) else complaint


def csi_driver(text: str) -> str | None:
    """`csi.driver`: capitals are allowed; its length is judged apart."""
    return dns_subdomain(text.lower())


def signer_name(text: str) -> str | None:
    """`signerName` of trust bundles and pod certificates: a domain, `/` and a name; lengths are judged apart."""
    domain, slash, name = text.partition("/")
    if not slash or "/" in name:
        return "has to be a domain, one `/` and a name, such as example.com/signer"
    if "." not in domain:
        return "has a domain without a dot"
    if complaint := next(filter(None, map(dns_label, domain.split("."))), None):
        return f"has a domain with a part that {complaint}"
    if complaint := next(filter(None, map(dns_subdomain, name.split("."))), None):
        return f"has a part behind its `/` that {complaint}"
    return None


def trust_bundle_name(text: str) -> str | None:
    """Names of ClusterTrustBundles: with a signer they begin with its name, `:` in place of its `/`."""
    signer, colon, name = text.rpartition(":")
    if colon and (not signer or "/" in signer):
        return "has to have the name of a signer before its last `:`, with `:` in place of `/`"
    return dns_subdomain(name)


def host_port_list(text: str) -> str | None:
    """`quobyte.registry`: pairs of host and port between commas."""
    wrong = next((pair for pair in text.split(",") if not _is_host_and_port(pair)), None)
    return None if wrong is None else f"has the part `{wrong}`, which is not a host, `:` and a port"


def _is_host_and_port(text: str) -> bool:
    """As net.SplitHostPort of Go: either may be empty; an IPv6 address stands in brackets."""
    host, colon, port = text.rpartition(":")
    if host.startswith("[") and host.endswith("]"):
        host = host[1:-1].replace(":", "")
    return bool(colon) and ":" not in host and not set("[]") & set(host + port)
