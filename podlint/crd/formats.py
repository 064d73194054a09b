"""The string formats that the API server knows in schemas of custom resources; it ignores the others.

https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/#JSONSchemaProps
Where Go's parsers are more forgiving than their standards, so are these checks: what they complain of is refused.
"""

import re
from collections.abc import Callable

from podlint.kubernetes.addresses import cidr_legacy, family
from podlint.kubernetes.formats import base64, date, datetime, uri, uuid
from podlint.kubernetes.names import Check, dns_label
from podlint.pattern import pattern

_EMAIL = pattern(r"[^\s<>@]+@[^\s<>@]+")
_SIGN = r"[A-Za-z0-9$+<=>^`|~\u0080-\U0010ffff]"
_LABEL = rf"{_SIGN}(?:(?:{_SIGN}|-){{0,61}}{_SIGN})?"
_HOST_NAME = pattern(rf"{_SIGN}(?:-?{_SIGN}{{0,62}})?|(?:{_LABEL}\.)+{_SIGN}(?:-?{_SIGN}){{1,62}}")
_GO_DURATION = pattern(r"[+-]?(?:0|(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h))+)")
_WORDY_DURATION = pattern(r"\s*(?:[0-9]+\s*[A-Za-z\u00b5]+\s*)+", re.ASCII)
_UNIT = pattern(r"[A-Za-z\u00b5]+")
_UNITS = ("ns", "nano", "us", "\u00b5s", "micro", "ms", "milli", "s", "sec", "m", "min")
_UNITS_ABOVE = ("h", "hr", "hour", "d", "day", "w", "wk", "week")
_LONG_UNITS = ("nano", "micro", "milli", "sec", "min", "hour", "day", "week")
_LONG_NAME = pattern(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*")
_NO_DIGITS = pattern(r"[^0-9]+")


def email(text: str) -> str | None:
    return None if _EMAIL.search(text) else "is not an email address"


def host_name(text: str) -> str | None:
    """As the server's pattern has it: several parts, or one that has a dash at most as its second character."""
    is_short = len(text) <= 255 and all(len(part.encode()) <= 63 for part in text.split("."))
    return None if is_short and _HOST_NAME.fullmatch(text) else "is not a host name"


def ipv4(text: str) -> str | None:
    return None if family(text) == 4 and "." in text else "is not an IPv4 address"


def ipv6(text: str) -> str | None:
    return None if family(text) and ":" in text else "is not an IPv6 address"


def duration(text: str) -> str | None:
    """What Go's time.ParseDuration takes, or number and unit in words: `1h30m`, `2 days`."""
    if len(text) > 200 or _GO_DURATION.fullmatch(text):
        return None
    is_wordy = _WORDY_DURATION.fullmatch(text) and any(map(_is_unit, _UNIT.findall(text.lower())))
    return None if is_wordy else "is not a duration such as 1h30m"


def _is_unit(word: str) -> bool:
    return word in (*_UNITS, *_UNITS_ABOVE) or word.startswith(_LONG_UNITS)


def _matching(pattern: str, what: str, flags: int = 0) -> Check:
    compiled = re.compile(pattern, flags | re.ASCII)
    return lambda text: None if compiled.fullmatch(text) else f"is not {what}"


def _isbn10(text: str) -> str | None:
    plain = re.sub(r"[ -]", "", text)
    digits = [10 if sign in "xX" else int(sign) for sign in plain] if re.fullmatch(r"[0-9]{9}[0-9X]", plain) else []
    total = sum((10 - index) * digit for index, digit in enumerate(digits))
    return None if digits and total % 11 == 0 else "is not an ISBN-10"


def _isbn13(text: str) -> str | None:
    plain = re.sub(r"[ -]", "", text)
    digits = [int(sign) for sign in plain] if re.fullmatch(r"[0-9]{13}", plain) else []
    total = sum((3 if index % 2 else 1) * digit for index, digit in enumerate(digits))
    return None if digits and total % 10 == 0 else "is not an ISBN-13"


def _isbn(text: str) -> str | None:
    return None if not (_isbn10(text) and _isbn13(text)) else "is not an ISBN"


def _credit_card(text: str) -> str | None:
    """Enough digits; which card it is and its check digit are left to the server."""
    return None if 13 <= len(_NO_DIGITS.sub("", text)) <= 19 else "is not the number of a credit card"


def _long_name(text: str) -> str | None:
    return None if len(text) <= 253 and _LONG_NAME.fullmatch(text) else "is not a name such as shop.example.com"


_HEX = "[0-9a-f]"
_COLOUR = r"(?:[0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])"
_MACS = (
    rf"(?:{_HEX}{{2}}(?:[:-]{_HEX}{{2}}){{5}}|{_HEX}{{2}}(?:[:-]{_HEX}{{2}}){{7}}|{_HEX}{{2}}(?:[:-]{_HEX}{{2}}){{19}}"
)
_MACS += rf"|{_HEX}{{4}}(?:\.{_HEX}{{4}}){{2}}|{_HEX}{{4}}(?:\.{_HEX}{{4}}){{3}}|{_HEX}{{4}}(?:\.{_HEX}{{4}}){{9}})"


def _versioned_uuid(version: int) -> Check:
    third = f"{version}{_HEX}{{3}}"
    fourth = f"{_HEX}{{4}}" if version == 3 else f"[89ab]{_HEX}{{3}}"
    pattern = f"{_HEX}{{8}}-?{_HEX}{{4}}-?{third}-?{fourth}-?{_HEX}{{12}}"
    return _matching(pattern, f"a UUID of version {version}", re.IGNORECASE)


_FORMATS: dict[str, Callable[[str], str | None]] = {
    "bsonobjectid": _matching(f"{_HEX}{{24}}", "a BSON object id", re.IGNORECASE),
    "byte": base64,
    "cidr": cidr_legacy,
    "creditcard": _credit_card,
    "date": date,
    "datetime": datetime,
    "duration": duration,
    "email": email,
    "hexcolor": _matching(r"#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})", "a colour such as #ffcc00"),
    "hostname": host_name,
    "ipv4": ipv4,
    "ipv6": ipv6,
    "isbn": _isbn,
    "isbn10": _isbn10,
    "isbn13": _isbn13,
    "mac": _matching(_MACS, "a MAC address", re.IGNORECASE),
    "rgbcolor": _matching(
        rf"rgb\(\s*{_COLOUR}\s*,\s*{_COLOUR}\s*,\s*{_COLOUR}\s*\)", "a colour such as rgb(255,204,0)"
    ),
    "ssn": _matching(r"[0-9]{3}[- ]?[0-9]{2}[- ]?[0-9]{4}", "a social security number"),
    "uri": uri,
    "uuid": uuid,
    **{f"uuid{version}": _versioned_uuid(version) for version in (3, 4, 5)},
}
_SINCE: dict[str, tuple[int, Check]] = {"k8sshortname": (34, dns_label), "k8slongname": (34, _long_name)}


def format_check(name: str, minor: int) -> Check | None:
    """The check of a format; None of one that Kubernetes 1.`minor` does not know. Dashes in the name don't count."""
    plain = name.replace("-", "")
    since, check = _SINCE.get(plain, (0, None))
    return (check if minor >= since else None) if check else _FORMATS.get(plain)


def number_limit(kind: str, name: str, minor: int) -> tuple[float, str] | None:
    """What numbers of a format have to stay below, and the words for those that don't; asked for since 1.36."""
    limit = {("integer", "int32"): (2**31, "does not fit in 32 bits"), ("number", "float"): (_MOST, "is no float")}
    return limit.get((kind, name)) if minor >= 36 else None


_MOST = (2 - 2**-24) * 2.0**127
"""Where rounding to 32 bits gives infinity."""
