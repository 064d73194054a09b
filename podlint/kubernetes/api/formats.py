"""The formats that constraint lines name: each takes a value and returns what is wrong with it, or None."""

from collections.abc import Callable
from typing import Any

from podlint.kubernetes import names, schedules, volume_names
from podlint.kubernetes.addresses import cidr, cidr_legacy, ip, ip_legacy, no_ip, public_ip
from podlint.kubernetes.formats import datetime, uri
from podlint.kubernetes.quantity import parse_quantity
from podlint.kubernetes.windows_names import windows_user_name

Format = Callable[[Any], str | None]

_ID_LIMIT = 2**31


def port(value: int | str) -> str | None:
    """A port number or the name of one: targetPort, ports of probes."""
    return names.port_name(value) if isinstance(value, str) else names.port_number(value)


def int_or_percent(value: int | str) -> str | None:
    return names.percent(value) if isinstance(value, str) else None if value >= 0 else "is negative"


def at_most_100_percent(value: int | str) -> str | None:
    """maxUnavailable and the like; numbers of pods have no bound."""
    if isinstance(value, int) or names.percent(value):
        return None
    digits = value[:-1].lstrip("0")
    return "is more than 100%" if len(digits) > 3 or int(digits or "0") > 100 else None


def user_id(value: int) -> str | None:
    """runAsUser, fsGroup and the like."""
    return None if 0 <= value < _ID_LIMIT else f"is not between 0 and {_ID_LIMIT - 1}"


def mode(value: int) -> str | None:
    """Permission bits: defaultMode, items[].mode."""
    return None if 0 <= value <= 0o777 else "is not between 0 and 0777 (octal, 511 in decimal)"


def trimmed_cidr(value: str) -> str | None:
    """loadBalancerSourceRanges: blanks around the block don't count."""
    return cidr(value.strip())


def trimmed_cidr_legacy(value: str) -> str | None:
    return cidr_legacy(value.strip())


def not_negative(value: int) -> str | None:
    return "is negative" if value < 0 else None


def positive(value: int) -> str | None:
    return None if value > 0 else "is not above 0"


def quantity_not_negative(value: str) -> str | None:
    return "is negative" if parse_quantity(value) < 0 else None


def quantity_positive(value: str) -> str | None:
    return None if parse_quantity(value) > 0 else "is not above 0"


def absolute_path(value: str) -> str | None:
    return None if value.startswith("/") else "does not start with `/`"


def printable(value: str) -> str | None:
    """managedFields[].manager."""
    return None if value.isprintable() else "has a character that can't be printed"


FORMATS: dict[str, Format] = {
    "absolute-path": absolute_path,
    "annotation-key": names.annotation_key,
    "at-most-100-percent": at_most_100_percent,
    "c-identifier": names.c_identifier,
    "cidr": cidr,
    "cidr-legacy": cidr_legacy,
    "config-key": names.config_key,
    "cron": schedules.cron,
    "csi-driver": volume_names.csi_driver,
    "date-time": datetime,
    "dns-label": names.dns_label,
    "dns-label-1035": names.dns_label_1035,
    "dns-subdomain": names.dns_subdomain,
    "domain-prefixed-path": names.domain_prefixed_path,
    "env-name": names.env_var_name,
    "env-name-strict": names.env_var_name_strict,
    "header-name": names.http_header_name,
    "host-name": names.host_name,
    "host-port-list": volume_names.host_port_list,
    "int-or-percent": int_or_percent,
    "ip": ip,
    "ip-legacy": ip_legacy,
    "iscsi-name": volume_names.iscsi_name,
    "item-path": names.item_path,
    "label-key": names.qualified_name,
    "label-value": names.label_value,
    "mode": mode,
    "no-ip": no_ip,
    "no-backsteps": names.no_backsteps,
    "not-negative": not_negative,
    "path-segment": names.path_segment,
    "percent": names.percent,
    "port": port,
    "port-name": names.port_name,
    "port-number": names.port_number,
    "positive": positive,
    "prefixed-name": names.prefixed_name,
    "printable": printable,
    "public-ip": public_ip,
    "qualified-name": names.qualified_name,
    "quantity-not-negative": quantity_not_negative,
    "quantity-positive": quantity_positive,
    "relative-path": names.relative_path,
    "search-domain": names.search_domain,
    "search-domain-strict": names.search_domain_strict,
    "signer-name": volume_names.signer_name,
    "sysctl-name": names.sysctl_name,
    "time-zone": schedules.time_zone,
    "trimmed-cidr": trimmed_cidr,
    "trimmed-cidr-legacy": trimmed_cidr_legacy,
    "trust-bundle-name": volume_names.trust_bundle_name,
    "uri": uri,
    "user-id": user_id,
    "wildcard-subdomain": names.wildcard_subdomain,
    "windows-user-name": windows_user_name,
}
"""By the word that constraint lines use."""
