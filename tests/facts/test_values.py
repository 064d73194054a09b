"""Amounts of bytes, IP addresses and the terms by which pods choose where they run."""

import pytest
from conftest import facts_of, spot

from podlint.facts.address_values import AddressValue
from podlint.facts.byte_quantities import ByteQuantity
from podlint.facts.placement_terms import NodePreference, PlacementTerm
from podlint.kubernetes.addresses import canonical


@pytest.mark.parametrize(
    ("value", "whole", "tiny", "rounded"),
    [
        ("1Gi", True, False, "1Gi"),
        ("400m", False, True, "1"),
        ("0.3Gi", False, False, "~307.2Mi"),
        ("1.5Ki", True, False, "1536"),
        ("1e3", True, True, "1k"),
        ("128", True, True, "128"),
    ],
)
def test_amounts_of_memory(value: str, whole: bool, tiny: bool, rounded: str) -> None:
    text = f"""
apiVersion: v1
kind: Pod
metadata: {{name: web}}
spec: {{containers: [{{name: web, resources: {{limits: {{cpu: 1, memory: {value}}}}}}}]}}
"""
    (row,) = facts_of(text).all(ByteQuantity)
    assert (row.resource, row.whole, row.tiny, row.rounded) == ("memory", whole, tiny, rounded)


def test_amounts_wherever_they_are_written() -> None:
    text = """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db}
        spec:
          template:
            spec:
              overhead: {memory: 1}
              resources: {requests: {memory: 2}}
              initContainers: [{resources: {limits: {ephemeral-storage: 3}}}]
              volumes: [{name: a, ephemeral: {volumeClaimTemplate: {spec: {resources: {requests: {storage: 4}}}}}}, {}]
          volumeClaimTemplates: [{spec: {resources: {requests: {storage: 5}}}}, []]
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        spec: {resources: {requests: {storage: 6}, limits: {storage: x}}}
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        spec: {resources: {requests: {storage: true}, limits: [storage]}}
    """
    assert sorted(row.value for row in facts_of(text).all(ByteQuantity)) == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.000.002.007", "192.0.2.7"),
        ("2001:DB8:0:0::7", "2001:db8::7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("192.0.2.7/24", "192.0.2.0/24"),
        ("192.0.2.0/24", "192.0.2.0/24"),
        ("2001:DB8::/32", "2001:db8::/32"),
        ("::ffff:192.0.2.0/120", "192.0.2.0/24"),
        ("192.0.2.0/33", None),
        ("192.0.2.0/", None),
        ("::ffff:192.0.2.0/64", "::/64"),
        ("fe80::1%eth0", None),
        ("None", None),
        ("", None),
    ],
)
def test_canonical_addresses(text: str, printed: str | None) -> None:
    assert canonical(text) == printed


def test_addresses_wherever_they_are_written() -> None:
    text = """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec: {hostAliases: [{ip: 10.0.0.1}, {ip: x}, {}], dnsConfig: {nameservers: [10.0.0.2, 3]}}
        ---
        apiVersion: v1
        kind: Service
        spec:
          {clusterIP: None, externalIPs: [10.0.0.3], loadBalancerIP: 10.0.0.4, loadBalancerSourceRanges: [10.5.0.0/16]}
        ---
        apiVersion: v1
        kind: Service
        spec: {clusterIP: 10.0.0.6, clusterIPs: [10.0.0.6]}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        spec:
          ingress: [{from: [{ipBlock: {cidr: 10.7.0.0/16, except: [10.7.8.0/24]}}]}]
          egress: [{to: [{ipBlock: {cidr: 10.9.0.0/16}}, {podSelector: {}}]}, {}]
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        endpoints: [{addresses: [10.0.0.10]}]
        ---
        apiVersion: v1
        kind: Endpoints
        subsets: [{addresses: [{ip: 10.0.0.11}], notReadyAddresses: [{ip: 10.0.0.12}]}]
        ---
        apiVersion: serving.knative.dev/v1
        kind: Service
        spec: {externalIPs: [10.0.0.13]}
    """
    values = [row.value for row in facts_of(text).all(AddressValue)]
    assert [value.split(".")[3 if "/" not in value else 1].partition("/")[0] for value in values] == [
        *("1", "2", "3", "5", "4", "6"),
        *("7", "7", "9", "10", "11", "12"),
    ]


def test_terms_of_placement() -> None:
    text = """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          topologySpreadConstraints:
            - {topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: {}}
            - {topologyKey: host, whenUnsatisfiable: DoNotSchedule}
          affinity:
            podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: rack, labelSelector: null}]}
            podAntiAffinity:
              preferredDuringSchedulingIgnoredDuringExecution:
                - {weight: 1, podAffinityTerm: {topologyKey: host, labelSelector: {matchLabels: {app: web}}}}
                - {weight: 1}
            nodeAffinity:
              requiredDuringSchedulingIgnoredDuringExecution:
                nodeSelectorTerms: [{matchExpressions: [{key: disk, operator: In, values: [a b]}]}]
              preferredDuringSchedulingIgnoredDuringExecution:
                - preference: {matchExpressions: [{key: disk, operator: In, values: [ssd, a b, "${DISK}", 1]}]}
    """
    facts = facts_of(text)
    assert [(row.how, row.topology_key, row.firm, row.selects) for row in facts.all(PlacementTerm)] == [
        ("spread", "zone", False, True),
        ("spread", "host", True, False),
        ("affinity", "rack", True, False),
        ("anti-affinity", "host", False, True),
    ]
    good, bad = facts.all(NodePreference)
    assert (good.value, good.complaint, bad.value, bool(bad.complaint)) == ("ssd", "", "a b", True)
    assert spot(bad.place) == "19:83 a b"
