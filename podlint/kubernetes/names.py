"""The forms of names and keys that Kubernetes asks for: a check returns a complaint, or None."""

from collections.abc import Callable
from functools import lru_cache

from podlint.pattern import pattern

Check = Callable[[str], str | None]
"""Takes a text; returns what is wrong with it as the end of a sentence that the text begins, or None."""

_LABEL = pattern(r"[a-z0-9](?:[-a-z0-9]*[a-z0-9])?")
_LABEL_1035 = pattern(r"[a-z](?:[-a-z0-9]*[a-z0-9])?")
_SUBDOMAIN = pattern(r"[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*")
_SEARCH = pattern(r"_?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:\._?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?)*")
_NAME_PART = pattern(r"[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?")
_PORT_CHARACTERS = pattern(r"[-a-z0-9]+")
_C_IDENTIFIER = pattern(r"[A-Za-z_][A-Za-z0-9_]*")
_ENV_NAME_STRICT = pattern(r"[-._a-zA-Z][-._a-zA-Z0-9]*")
_ENV_NAME = pattern(r"[ -<>-~]+")
_CONFIG_KEY = pattern(r"[-._a-zA-Z0-9]+")
_SYSCTL = pattern(r"(?:[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?")
_HEADER = pattern(r"[-A-Za-z0-9]+")
_PERCENT = pattern(r"[0-9]+%")
_HTTP_PATH = pattern(r"[A-Za-z0-9/\-._~%!$&'()*+,;=:]+")

LABEL_LENGTH = 63
SUBDOMAIN_LENGTH = 253


def _too_long(text: str, most: int) -> str | None:
    return f"is {len(text)} characters long, {most} are allowed" if len(text) > most else None


@lru_cache(maxsize=4096)
def dns_label(text: str) -> str | None:
    """RFC 1123 label: names of containers, volumes, Namespaces, StatefulSets and, since 1.36, Services."""
    if _LABEL.fullmatch(text):
        return _too_long(text, LABEL_LENGTH)
    if "." in text and _SUBDOMAIN.fullmatch(text):
        return "has a dot; only lower-case letters, digits and `-` are allowed here"
    return "has to consist of lower-case letters, digits and `-`, with a letter or digit at both ends"


@lru_cache(maxsize=4096)
def dns_label_1035(text: str) -> str | None:
    """RFC 1035 label: names of Services before 1.36."""
    if _LABEL_1035.fullmatch(text):
        return _too_long(text, LABEL_LENGTH)
    return "has to consist of lower-case letters, digits and `-`, start with a letter and end with a letter or digit"


@lru_cache(maxsize=4096)
def dns_subdomain(text: str) -> str | None:
    """RFC 1123 subdomain: names of most kinds and what refers to them. Its labels may be longer than 63."""
    if _SUBDOMAIN.fullmatch(text):
        return _too_long(text, SUBDOMAIN_LENGTH)
    return (
        "has to consist of lower-case letters, digits, `-` and `.`, with a letter or digit at both ends of each part "
        "between dots"
    )


def search_domain(text: str) -> str | None:
    """`dnsConfig.searches` since 1.33: `.`, or a subdomain that may have underscores and a dot at its end."""
    plain = text.removesuffix(".")
    if text == "." or _SEARCH.fullmatch(plain):
        return _too_long(plain, SUBDOMAIN_LENGTH)
    return "has to consist of lower-case letters, digits, `-`, `_` and `.`, each part with a letter or digit at its end"


def search_domain_strict(text: str) -> str | None:
    """`dnsConfig.searches` before 1.33."""
    return dns_subdomain(text.removesuffix("."))


def wildcard_subdomain(text: str) -> str | None:
    """`*.` and a subdomain: `spec.rules[].host` of an Ingress that starts with `*`."""
    if not text.startswith("*."):
        return "has to start with `*.`"
    return dns_subdomain(text[2:])


def host_name(text: str) -> str | None:
    """A subdomain, or one behind `*.`: hosts of an Ingress."""
    return wildcard_subdomain(text) if "*" in text else dns_subdomain(text)


def node_name(text: str) -> str | None:
    """`spec.nodeName` of a pod."""
    return dns_subdomain(text)


@lru_cache(maxsize=4096)
def qualified_name(text: str) -> str | None:
    """Label keys, finalizers, toleration keys, topology keys, resource names: a name, or `prefix/name`."""
    prefix, slash, name = text.rpartition("/")
    if "/" in prefix:
        return "has more than one `/`"
    if slash and not prefix:
        return "has nothing in front of its `/`"
    if slash and (complaint := dns_subdomain(prefix)):
        return f"has a part in front of its `/` that {complaint}"
    if not name:
        return "has nothing behind its `/`" if slash else "is empty"
    if not _NAME_PART.fullmatch(name):
        return "has to consist of letters, digits, `-`, `_` and `.`, with a letter or digit at both ends of its name"
    return _too_long(name, LABEL_LENGTH)


def annotation_key(text: str) -> str | None:
    """Keys of `metadata.annotations`: the API server checks them in lower case."""
    return qualified_name(text.lower())


def prefixed_name(text: str) -> str | None:
    """A qualified name that must have a prefix: conditions of readiness gates and of Jobs, custom finalizers."""
    return qualified_name(text) if "/" in text else "has no domain and `/` in front of its name"


@lru_cache(maxsize=4096)
def label_value(text: str) -> str | None:
    """Values of `metadata.labels`, of selectors and of `nodeSelector`; the empty text is one."""
    if not text or _NAME_PART.fullmatch(text):
        return _too_long(text, LABEL_LENGTH)
    return "has to be empty, or letters, digits, `-`, `_` and `.` with a letter or digit at both ends"


@lru_cache(maxsize=1024)
def port_name(text: str) -> str | None:
    """IANA service name (RFC 6335): `ports[].name` of containers, `targetPort` and probe ports that are texts."""
    broken = [
        complaint
        for complaint, holds in (
            (f"is {len(text)} characters long, 15 are allowed", len(text) <= 15),
            ("has to consist of lower-case letters, digits and `-`", _PORT_CHARACTERS.fullmatch(text)),
            ("has no letter", any("a" <= character <= "z" for character in text)),
            ("has two `-` in a row", "--" not in text),
            ("starts or ends with `-`", text.strip("-") == text),
        )
        if not holds
    ]
    return " and ".join(broken) or None


def port_number(number: int) -> str | None:
    """`containerPort`, `port`, `targetPort`, `hostPort` and the like."""
    return None if 1 <= number <= 65535 else "is not between 1 and 65535"


def c_identifier(text: str) -> str | None:
    """An identifier of the language C: environment variables as shells take them."""
    if _C_IDENTIFIER.fullmatch(text):
        return None
    return "has to consist of letters, digits and `_` and not start with a digit"


def env_var_name(text: str) -> str | None:
    """`env[].name` and `envFrom[].prefix`, as relaxed in 1.32: printable ASCII without `=`."""
    if _ENV_NAME.fullmatch(text):
        return None
    return "has to consist of printable ASCII characters other than `=`" if text else "is empty"


def env_var_name_strict(text: str) -> str | None:
    """`env[].name` before 1.32."""
    if _ENV_NAME_STRICT.fullmatch(text):
        return _dots(text)
    return "has to consist of letters, digits, `_`, `-` and `.` and not start with a digit"


def _dots(text: str) -> str | None:
    return "starts with `..`" if text.startswith("..") else "is `.`" if text == "." else None


def config_key(text: str) -> str | None:
    """Keys of `data` of ConfigMaps and Secrets."""
    if _CONFIG_KEY.fullmatch(text):
        return _dots(text) or _too_long(text, SUBDOMAIN_LENGTH)
    return "has to consist of letters, digits, `-`, `_` and `.`"


def path_segment(text: str) -> str | None:
    """`metadata.name` of any object, and all that is asked of names of RBAC kinds and of PodDisruptionBudgets."""
    if text in (".", ".."):
        return f"is `{text}`"
    held = [f"`{character}`" for character in "/%" if character in text]
    return f"has {' and '.join(held)}" if held else None


def relative_path(text: str) -> str | None:
    """`subPath`, `items[].path`: no absolute path, no `..` among its parts."""
    return "starts with `/`" if text.startswith("/") else no_backsteps(text)


def no_backsteps(text: str) -> str | None:
    """`hostPath.path` and `nfs.path`."""
    return "has a part `..`" if ".." in text.split("/") else None


def item_path(text: str) -> str | None:
    """`items[].path` of ConfigMap, Secret, projected and downwardAPI volumes."""
    return relative_path(text) or ("starts with `..`" if text.startswith("..") else None)


def sysctl_name(text: str) -> str | None:
    """`securityContext.sysctls[].name` of a pod."""
    if _SYSCTL.fullmatch(text):
        return _too_long(text, SUBDOMAIN_LENGTH)
    return "has to consist of lower-case letters, digits, `-` and `_` in parts between `.` or `/`"


def http_header_name(text: str) -> str | None:
    """`httpGet.httpHeaders[].name` of probes and hooks."""
    return None if _HEADER.fullmatch(text) else "has to consist of letters, digits and `-`"


def percent(text: str) -> str | None:
    """`maxSurge`, `maxUnavailable`, `minAvailable` when they are texts."""
    return None if _PERCENT.fullmatch(text) else "has to be a whole number and `%`"


def domain_prefixed_path(text: str) -> str | None:
    """`spec.controller` of an IngressClass, `managedBy` of a Job: `domain/path`."""
    domain, slash, path = text.partition("/")
    if not domain or not slash or not path:
        return "has to be a domain, a `/` and a path"
    if complaint := dns_subdomain(domain):
        return f"has a domain that {complaint}"
    return None if _HTTP_PATH.fullmatch(path) else "has a path with a character that no URL path may have"
