"""The named formats of CEL's Kubernetes library (`format.named`), each a check as in names.py."""

from collections.abc import Callable
from functools import partial

from podlint.kubernetes.names import Check, dns_label, dns_label_1035, dns_subdomain, label_value, qualified_name
from podlint.pattern import pattern

_UUID = pattern(r"[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}")
_BASE64 = pattern(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})")
_DATE = pattern(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = pattern(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?(?:z|[+-][0-9]{2}:[0-9]{2})")
_SCHEME = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:")
_BAD_ESCAPE = pattern(r"%(?![0-9A-Fa-f]{2})")
_CONTROL = pattern(r"[\x00-\x1f\x7f]")


def uri(text: str) -> str | None:
    """What Go's url.ParseRequestURI takes: an absolute URI, or an absolute path."""
    scheme = _SCHEME.match(text)
    if _CONTROL.search(text):
        return "has a control character"
    if not scheme and not text.startswith("/") and text != "*":
        return "is neither an absolute URI nor an absolute path"
    if _BAD_ESCAPE.search(text.partition("?")[0]):
        return "has a `%` that two hexadecimal digits don't follow"
    return _authority(text) if scheme else None


def _authority(text: str) -> str | None:
    from urllib.parse import urlsplit  # imported late: few expressions ask for URIs

    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - raises if the port is no number
    except ValueError:
        return "has a host or port that is not one"
    return "has a blank in its host" if " " in parts.netloc else None


def uuid(text: str) -> str | None:
    """Five groups of 8, 4, 4, 4 and 12 hexadecimal digits; the dashes may be left out."""
    return None if _UUID.fullmatch(text) else "is not a UUID"


def base64(text: str) -> str | None:
    """Standard base64 with padding; the empty text is none."""
    return None if _BASE64.fullmatch(text) else "is not base64"


def date(text: str) -> str | None:
    """A day of RFC 3339: `2006-01-02`."""
    parts = _DATE.fullmatch(text)
    return None if parts and _is_day(*map(int, parts.groups())) else "is not a date such as 2006-01-02"


def _is_day(year: int, month: int, day: int) -> bool:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return 1 <= month <= 12 and 1 <= day <= days[month - 1]


def datetime(text: str) -> str | None:
    """A point in time of RFC 3339: `2006-01-02T15:04:05Z`, with fractions of a second or an offset."""
    day, _, time = text.lower().partition("t")
    if date(day) is None and _TIME.fullmatch(time):
        return None
    return "is not a date and time such as 2006-01-02T15:04:05Z"


def prefix_of(check: Check) -> Check:
    """The same check for a text that more characters follow, so that it may end in a dash: `metadata.generateName`."""
    return partial(_as_prefix, check)


def _as_prefix(check: Callable[[str], str | None], text: str) -> str | None:
    return check(text[:-2] + "a") if len(text) > 1 and text.endswith("-") else check(text)


FORMATS: dict[str, Check] = {
    "dns1123Label": dns_label,
    "dns1123Subdomain": dns_subdomain,
    "dns1035Label": dns_label_1035,
    "qualifiedName": qualified_name,
    "dns1123LabelPrefix": prefix_of(dns_label),
    "dns1123SubdomainPrefix": prefix_of(dns_subdomain),
    "dns1035LabelPrefix": prefix_of(dns_label_1035),
    "labelValue": label_value,
    "uri": uri,
    "uuid": uuid,
    "byte": base64,
    "date": date,
    "datetime": datetime,
}
"""By the name that CEL's `format.named` takes. https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-format-library"""
