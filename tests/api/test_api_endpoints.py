"""Endpoints and EndpointSlices."""

import pytest
from api_judging import rejected_object

SUBSET = "subsets[0]"
ADDRESS = f"{SUBSET}.addresses[0]"


@pytest.mark.parametrize(
    ("subset", "found"),
    [
        ("addresses: [{ip: 10.0.0.1}]", []),
        ("notReadyAddresses: [{ip: 10.0.0.1}], ports: [{port: 80}]", []),
        ("ports: [{port: 80}]", [f"Required {SUBSET}"]),
        ("addresses: [{}]", [f"Invalid {ADDRESS}.ip"]),
        ("addresses: [{ip: db.example.com}]", [f"Invalid {ADDRESS}.ip"]),
        ("addresses: [{ip: 127.0.0.1}]", [f"Invalid {ADDRESS}.ip"]),
        ("addresses: [{ip: 169.254.169.254}]", [f"Invalid {ADDRESS}.ip"]),
        ("addresses: [{ip: 0.0.0.0}]", [f"Invalid {ADDRESS}.ip"]),
        ("addresses: [{ip: 'fe80::1'}]", [f"Invalid {ADDRESS}.ip"]),
        ("addresses: [{ip: 010.0.0.1}]", [f"Invalid {ADDRESS}.ip"]),
        ("addresses: [{ip: '2001:db8::1', hostname: db-0, nodeName: node.a}]", []),
        ("addresses: [{ip: 10.0.0.1, hostname: db.a}]", [f"Invalid {ADDRESS}.hostname"]),
        ("addresses: [{ip: 10.0.0.1, nodeName: ''}]", [f"Invalid {ADDRESS}.nodeName"]),
        ("addresses: [{ip: '${IP}'}]", []),
        ("addresses: [{ip: 10.0.0.1}], ports: [{}]", [f"Invalid {SUBSET}.ports[0].port"]),
        (
            "addresses: [{ip: 10.0.0.1}], ports: [{port: 80, protocol: tcp}]",
            [f"NotSupported {SUBSET}.ports[0].protocol"],
        ),
        ("addresses: [{ip: 10.0.0.1}], ports: [{port: 80, name: Web}]", [f"Invalid {SUBSET}.ports[0].name"]),
        ("addresses: [{ip: 10.0.0.1}], ports: [{port: 80, name: a}, {port: 81}]", [f"Required {SUBSET}.ports[1].name"]),
        (
            "addresses: [{ip: 10.0.0.1}], ports: [{port: 80, appProtocol: a/b/c}]",
            [f"Invalid {SUBSET}.ports[0].appProtocol"],
        ),
    ],
)
def test_endpoints(subset: str, found: list[str]) -> None:
    assert rejected_object("Endpoints", f"subsets: [{{{subset}}}]") == found


def test_endpoints_without_subsets() -> None:
    assert rejected_object("Endpoints", "") == []
    assert rejected_object("Endpoints", "subsets: []") == []


def test_addresses_before_1_36() -> None:
    assert rejected_object("Endpoints", "subsets: [{addresses: [{ip: 010.0.0.1}]}]", 35) == []


ENDPOINT = "endpoints[0]"


@pytest.mark.parametrize(
    ("kind", "endpoint", "found"),
    [
        ("IPv4", "addresses: [10.0.0.1]", []),
        ("IPv4", "addresses: [10.0.0.1, 'fd00::1']", [f"Invalid {ENDPOINT}.addresses[1]"]),
        ("IPv4", "addresses: [127.0.0.1]", [f"Invalid {ENDPOINT}.addresses[0]"]),
        ("IPv4", "addresses: [010.0.0.1]", [f"Invalid {ENDPOINT}.addresses[0]"]),
        ("IPv4", "addresses: ['${IP}']", []),
        ("IPv6", "addresses: ['fd00::1']", []),
        ("IPv6", "addresses: [10.0.0.1]", [f"Invalid {ENDPOINT}.addresses[0]"]),
        ("IPv6", "addresses: ['::ffff:10.0.0.1']", [f"Invalid {ENDPOINT}.addresses[0]"]),
        ("FQDN", "addresses: [db.example.com, db.example.com.]", []),
        ("FQDN", "addresses: [db]", [f"Invalid {ENDPOINT}.addresses[0]"]),
        ("FQDN", "addresses: [db_1.example.com]", [f"Invalid {ENDPOINT}.addresses[0]"]),
        ("FQDN", f"addresses: [{'a' * 64}.com]", [f"Invalid {ENDPOINT}.addresses[0]"]),
        ("IPv4", "addresses: []", [f"Required {ENDPOINT}.addresses"]),
        ("IPv4", "{}", [f"Required {ENDPOINT}.addresses"]),
        ("IPv4", f"addresses: [{', '.join(['10.0.0.1'] * 101)}]", [f"TooMany {ENDPOINT}.addresses"]),
        ("IPv4", "addresses: [10.0.0.1], hostname: a.b", [f"Invalid {ENDPOINT}.hostname"]),
        ("IPv4", "addresses: [10.0.0.1], nodeName: A", [f"Invalid {ENDPOINT}.nodeName"]),
        ("IPv4", "addresses: [10.0.0.1], hints: {forZones: [{name: a}, {name: b}]}", []),
        (
            "IPv4",
            "addresses: [10.0.0.1], hints: {forZones: [{name: a}, {name: a}]}",
            [f"Duplicate {ENDPOINT}.hints.forZones[1].name"],
        ),
        (
            "IPv4",
            "addresses: [10.0.0.1], hints: {forZones: [{name: a b}]}",
            [f"Invalid {ENDPOINT}.hints.forZones[0].name"],
        ),
    ],
)
def test_endpoint_slices(kind: str, endpoint: str, found: list[str]) -> None:
    shown = endpoint if endpoint.startswith("{") else f"{{{endpoint}}}"
    assert rejected_object("EndpointSlice", f"addressType: {kind}\nendpoints: [{shown}]") == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("addressType: IPv4", []),
        ("", ["Required addressType"]),
        ("addressType: ipv4\nendpoints: [{addresses: [any]}]", ["NotSupported addressType"]),
        ("addressType: IPv4\nports: [{port: 80}]", []),
        ("addressType: IPv4\nports: [{name: ''}]", []),
        ("addressType: IPv4\nports: [{port: 80}, {port: 81}]", ["Duplicate ports[1].name"]),
        ("addressType: IPv4\nports: [{name: a, port: 80}, {name: a, port: 81}]", ["Duplicate ports[1].name"]),
        ("addressType: IPv4\nports: [{name: a}, {port: 81}]", []),
        ("addressType: IPv4\nports: [{name: A}]", ["Invalid ports[0].name"]),
        ("addressType: IPv4\nports: [{protocol: tcp}]", ["NotSupported ports[0].protocol"]),
        ("addressType: IPv4\nports: [{appProtocol: ''}]", ["Invalid ports[0].appProtocol"]),
    ],
)
def test_slices(body: str, found: list[str]) -> None:
    assert rejected_object("EndpointSlice", body) == found


def test_names_of_slices() -> None:
    assert rejected_object("EndpointSlice", "addressType: IPv4", metadata="name: A") == ["Invalid metadata.name"]
