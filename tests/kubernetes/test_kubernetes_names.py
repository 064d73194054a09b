"""Names and formats: what passes, what does not, and why not."""

import pytest

from podlint.kubernetes import names
from podlint.kubernetes.formats import FORMATS
from podlint.kubernetes.names import Check
from podlint.kubernetes.object_names import name_check

PASS: list[tuple[Check, list[str]]] = [
    (names.dns_label, ["a", "0", "a-1", "a" * 63]),
    (names.dns_label_1035, ["a", "a-1"]),
    (names.dns_subdomain, ["a", "a.b-1.c", "a" * 64, "1.2"]),
    (names.wildcard_subdomain, ["*.example.org"]),
    (names.host_name, ["*.example.org", "example.org"]),
    (names.qualified_name, ["a", "A_b.c-d", "example.org/A", "a" * 253 + "/" + "b" * 63]),
    (names.annotation_key, ["Example.ORG/Key"]),
    (names.prefixed_name, ["example.org/ready"]),
    (names.label_value, ["", "a", "A_b.c-d", "1.0"]),
    (names.port_name, ["http", "a", "h2c-1", "1a", "a" * 15]),
    (names.c_identifier, ["A", "_a1"]),
    (names.env_var_name, ["A", "1 a.b-c", "a/b:c"]),
    (names.env_var_name_strict, ["A_b.c-1", ".a"]),
    (names.config_key, ["a", "A_b.c-d", ".hidden", "a..b"]),
    (names.path_segment, ["My_PDB", "system:node", "a b"]),
    (names.relative_path, ["a/b", "..a/b"]),
    (names.item_path, ["a/..b"]),
    (names.no_backsteps, ["/a/b", "/a/..b"]),
    (names.sysctl_name, ["net.core.somaxconn", "net/ipv4/tcp_syncookies"]),
    (names.http_header_name, ["X-Forwarded-For"]),
    (names.percent, ["25%", "0%"]),
    (names.domain_prefixed_path, ["example.org/a/b"]),
    (FORMATS["dns1123LabelPrefix"], ["a-", "a"]),
    (FORMATS["dns1035LabelPrefix"], ["a-"]),
    (FORMATS["dns1123SubdomainPrefix"], ["a.b-"]),
    (FORMATS["uri"], ["http://a.b/c?d=%zz", "/a", "mailto:a@b", "http://[::1]:80/"]),
    (FORMATS["uuid"], ["123e4567-e89b-12d3-a456-426614174000", "123E4567e89b12d3a456426614174000"]),
    (FORMATS["byte"], ["YQ==", "YWI=", "YWJj"]),
    (FORMATS["date"], ["2024-02-29", "2023-12-31"]),
    (FORMATS["datetime"], ["2024-02-29T23:59:59Z", "2023-01-01t00:00:00.5+01:00"]),
]
FAIL: list[tuple[Check, str, str]] = [
    (names.dns_label, "", "both ends"),
    (names.dns_label, "A", "lower-case"),
    (names.dns_label, "a.b", "has a dot"),
    (names.dns_label, "-a", "both ends"),
    (names.dns_label, "a\n", "lower-case"),
    (names.dns_label, "a" * 64, "64 characters"),
    (names.dns_label_1035, "1a", "start with a letter"),
    (names.dns_label_1035, "a" * 64, "64 characters"),
    (names.dns_subdomain, "a..b", "each part"),
    (names.dns_subdomain, "a_b", "each part"),
    (names.dns_subdomain, "a" * 254, "254 characters"),
    (names.wildcard_subdomain, "a.b", "start with `*.`"),
    (names.wildcard_subdomain, "*.*.b", "each part"),
    (names.host_name, "a*.b", "start with `*.`"),
    (names.qualified_name, "", "is empty"),
    (names.qualified_name, "/a", "in front"),
    (names.qualified_name, "a/", "behind"),
    (names.qualified_name, "a/b/c", "more than one"),
    (names.qualified_name, "A/b", "lower-case"),
    (names.qualified_name, "a b", "both ends"),
    (names.qualified_name, "a" * 64, "64 characters"),
    (names.annotation_key, "a b", "both ends"),
    (names.prefixed_name, "ready", "no domain"),
    (names.label_value, "-", "empty, or"),
    (names.label_value, "a/b", "empty, or"),
    (names.label_value, "a" * 64, "64 characters"),
    (names.port_name, "8080", "no letter"),
    (names.port_name, "", "no letter"),
    (names.port_name, "a--b", "two `-`"),
    (names.port_name, "-a", "starts or ends"),
    (names.port_name, "HTTP", "lower-case"),
    (names.port_name, "a" * 16, "16 characters"),
    (names.c_identifier, "1a", "digit"),
    (names.env_var_name, "a=b", "="),
    (names.env_var_name, "ä", "ASCII"),
    (names.env_var_name, "", "empty"),
    (names.env_var_name_strict, "1a", "digit"),
    (names.env_var_name_strict, ".", "`.`"),
    (names.env_var_name_strict, "..a", "starts with"),
    (names.config_key, "..a", "starts with"),
    (names.config_key, "a/b", "letters"),
    (names.config_key, "a" * 254, "254"),
    (names.path_segment, "..", "is `..`"),
    (names.path_segment, "a/%", "`/` and `%`"),
    (names.relative_path, "/a", "starts with `/`"),
    (names.relative_path, "a/../b", "`..`"),
    (names.item_path, "..a", "starts with `..`"),
    (names.sysctl_name, "a..b", "parts"),
    (names.http_header_name, "a b", "letters"),
    (names.percent, "25", "%"),
    (names.domain_prefixed_path, "example.org", "a domain"),
    (names.domain_prefixed_path, "A/b", "lower-case"),
    (names.domain_prefixed_path, "a/b c", "path"),
    (FORMATS["dns1123Label"], "a-", "both ends"),
    (FORMATS["dns1123LabelPrefix"], "-", "both ends"),
    (FORMATS["uri"], "a/b", "neither"),
    (FORMATS["uri"], "", "neither"),
    (FORMATS["uri"], "/a%zz", "hexadecimal"),
    (FORMATS["uri"], "/a\x00", "control"),
    (FORMATS["uri"], "http://a:b/", "host or port"),
    (FORMATS["uri"], "http://a b/", "blank"),
    (FORMATS["uuid"], "123e4567", "UUID"),
    (FORMATS["byte"], "", "base64"),
    (FORMATS["byte"], "YQ", "base64"),
    (FORMATS["date"], "2023-02-29", "date"),
    (FORMATS["date"], "2023-13-01", "date"),
    (FORMATS["datetime"], "2023-01-01", "time"),
    (FORMATS["datetime"], "2023-01-01T24:00:00Z", "time"),
]


@pytest.mark.parametrize(("check", "text"), [(check, text) for check, texts in PASS for text in texts])
def test_passes(check: Check, text: str) -> None:
    assert check(text) is None


@pytest.mark.parametrize(("check", "text", "complaint"), FAIL)
def test_fails(check: Check, text: str, complaint: str) -> None:
    assert complaint in (check(text) or "")


def test_port_name_tells_all_that_is_broken() -> None:
    complaint = names.port_name("-8080--808080808") or ""
    assert complaint.count(" and ") == 3


@pytest.mark.parametrize(("number", "good"), [(0, False), (1, True), (65535, True), (65536, False)])
def test_port_number(number: int, good: bool) -> None:
    assert (names.port_number(number) is None) is good


@pytest.mark.parametrize(
    ("api_version", "kind", "name", "good"),
    [
        ("v1", "Pod", "a.b", True),
        ("v1", "Service", "1a", True),
        ("v1", "Namespace", "a.b", False),
        ("apps/v1", "StatefulSet", "a.b", False),
        ("batch/v1", "CronJob", "a" * 52, True),
        ("batch/v1", "CronJob", "a" * 53, False),
        ("batch/v1", "CronJob", "A", False),
        ("rbac.authorization.k8s.io/v1", "Role", "system:node", True),
        ("policy/v1", "PodDisruptionBudget", "My_PDB", True),
    ],
)
def test_object_name(api_version: str, kind: str, name: str, good: bool) -> None:
    check = name_check(api_version, kind)
    assert check is not None
    assert (check(name) is None) is good


def test_service_name_before_1_36_begins_with_a_letter() -> None:
    older = name_check("v1", "Service", minor=35)
    assert older is not None
    assert older("1a") is not None
    assert name_check("example.org/v1", "Thing") is None
