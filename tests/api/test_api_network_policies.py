"""NetworkPolicies: peers, ports, address blocks."""

import pytest
from api_judging import rejected_spec

POLICY = "podSelector: {}"
PEER = "spec.ingress[0].from[0]"
PORT = "spec.egress[0].ports[0]"
BLOCK = f"{PEER}.ipBlock"


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        ("", []),
        (POLICY, []),
        (f"{POLICY}, policyTypes: [Ingress, Egress]", []),
        (f"{POLICY}, policyTypes: [ingress]", ["NotSupported spec.policyTypes[0]"]),
        (f"{POLICY}, policyTypes: [Ingress, Egress, Ingress]", ["Invalid spec.policyTypes"]),
        ("podSelector: {matchLabels: {a: b c}}", ["Invalid spec.podSelector.matchLabels[a]"]),
        (f"{POLICY}, ingress: [{{}}], egress: [{{}}]", []),
        (f"{POLICY}, ingress: []", []),
    ],
)
def test_policies(spec: str, found: list[str]) -> None:
    assert rejected_spec("NetworkPolicy", spec) == found


@pytest.mark.parametrize(
    ("peer", "found"),
    [
        ("podSelector: {}", []),
        ("namespaceSelector: {}", []),
        ("podSelector: {}, namespaceSelector: {matchLabels: {a: b}}", []),
        ("", [f"Required {PEER}"]),
        ("podSelector: {}, ipBlock: {cidr: 10.0.0.0/8}", [f"Forbidden {PEER}"]),
        ("namespaceSelector: {}, ipBlock: {cidr: 10.0.0.0/8}", [f"Forbidden {PEER}"]),
        ("ipBlock: {}", [f"Required {BLOCK}.cidr"]),
        ("namespaceSelector: {matchExpressions: [{key: a, operator: In}]}", 1),
    ],
)
def test_peers(peer: str, found: list[str] | int) -> None:
    errors = rejected_spec("NetworkPolicy", f"ingress: [{{from: [{{{peer}}}]}}]")
    assert len(errors) == found if isinstance(found, int) else errors == found


@pytest.mark.parametrize(
    ("block", "found"),
    [
        ("cidr: 10.0.0.0/8", []),
        ("cidr: 0.0.0.0/0, except: [10.0.0.0/8, 192.168.0.0/16]", []),
        ("cidr: '2001:db8::/32', except: ['2001:db8:1::/48']", []),
        ("cidr: '::/0', except: ['fd00::/8']", []),
        ("cidr: 10.0.0.0", [f"Invalid {BLOCK}.cidr"]),
        ("cidr: 10.0.0.0/33", [f"Invalid {BLOCK}.cidr"]),
        ("cidr: 10.0.0.1/8", [f"Invalid {BLOCK}.cidr"]),
        ("cidr: 010.0.0.0/8", [f"Invalid {BLOCK}.cidr"]),
        ("cidr: '::ffff:10.0.0.0/104'", [f"Invalid {BLOCK}.cidr"]),
        ("cidr: 10.0.0.0/8, except: [10.0.0.0]", [f"Invalid {BLOCK}.except[0]"]),
        ("cidr: 10.0.0.0/8, except: [11.0.0.0/16]", [f"Invalid {BLOCK}.except[0]"]),
        ("cidr: 10.0.0.0/8, except: [10.0.0.0/8]", [f"Invalid {BLOCK}.except[0]"]),
        ("cidr: 10.0.0.0/8, except: [10.1.0.0/16, 0.0.0.0/0]", [f"Invalid {BLOCK}.except[1]"]),
        ("cidr: 10.0.0.0/8, except: ['fd00::/8']", [f"Invalid {BLOCK}.except[0]"]),
        ("cidr: '${CIDR}', except: [10.0.0.0/8]", []),
        ("cidr: 10.0.0.0/8, except: ['${CIDR}']", []),
    ],
)
def test_blocks(block: str, found: list[str]) -> None:
    assert rejected_spec("NetworkPolicy", f"ingress: [{{from: [{{ipBlock: {{{block}}}}}]}}]") == found


@pytest.mark.parametrize(
    "block",
    ["cidr: 010.0.0.0/8", "cidr: 10.0.0.1/8, except: [10.001.0.1/16]", "cidr: '::ffff:10.0.0.0/104'"],
)
def test_blocks_that_were_good_before_1_36(block: str) -> None:
    assert rejected_spec("NetworkPolicy", f"ingress: [{{from: [{{ipBlock: {{{block}}}}}]}}]", 35) == []


def test_exceptions_before_1_36() -> None:
    block = "cidr: 010.0.0.1/8, except: [011.0.0.1/16]"
    found = rejected_spec("NetworkPolicy", f"ingress: [{{from: [{{ipBlock: {{{block}}}}}]}}]", 35)
    assert found == [f"Invalid {BLOCK}.except[0]"]


@pytest.mark.parametrize(
    ("port", "found"),
    [
        ("", []),
        ("protocol: UDP", []),
        ("protocol: udp", [f"NotSupported {PORT}.protocol"]),
        ("port: 80", []),
        ("port: http", []),
        ("port: Http", [f"Invalid {PORT}.port"]),
        ("port: '80'", [f"Invalid {PORT}.port"]),
        ("port: 0", [f"Invalid {PORT}.port"]),
        ("port: 65536", [f"Invalid {PORT}.port"]),
        ("port: 80, endPort: 80", []),
        ("port: 80, endPort: 90", []),
        ("port: 80, endPort: 79", [f"Invalid {PORT}.endPort"]),
        ("port: 80, endPort: 65536", [f"Invalid {PORT}.endPort"]),
        ("port: http, endPort: 90", [f"Invalid {PORT}.endPort"]),
        ("endPort: 90", [f"Invalid {PORT}.endPort"]),
    ],
)
def test_ports(port: str, found: list[str]) -> None:
    assert rejected_spec("NetworkPolicy", f"egress: [{{ports: [{{{port}}}]}}]") == found
