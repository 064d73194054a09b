"""Ports of nodes, what keeps pods on different nodes, and Services that lead to pods of one node only."""

import pytest
from conftest import facts_of, findings, spot

from podlint.facts import Facts
from podlint.facts.host_ports import HostPorts
from podlint.facts.local_policies import LocalPolicy
from podlint.facts.spreading import apart_place, chosen_nodes_place
from podlint.facts.workloads import Pod

WORKLOAD = """apiVersion: apps/v1
kind: {kind}
metadata: {{name: web}}
spec:
  selector: {{matchLabels: {{app: web}}}}
  {spec}
  template:
    metadata: {{labels: {{app: web}}}}
    spec:
      {pod}
      containers: [{{name: web, image: a, ports: [{ports}]}}]
"""
HOST_PORT = "{containerPort: 80, hostPort: 8080}"


def workload(kind: str = "Deployment", spec: str = "", pod: str = "", ports: str = HOST_PORT) -> str:
    return WORKLOAD.format(kind=kind, spec=spec, pod=pod, ports=ports)


def the_pod(facts: Facts) -> Pod:
    (pod,) = facts.all(Pod)
    return pod


def test_ports_that_a_pod_takes_of_its_node() -> None:
    (row,) = facts_of(workload(spec="replicas: 3", ports=f"{{containerPort: 81}}, {HOST_PORT}")).all(HostPorts)
    assert (row.numbers, row.replicas, row.apart, row.keeps_old, row.on_host_network) == ("8080", 3, None, None, False)
    assert spot(row.place) == "11:101 8080"


def test_on_the_network_of_the_node() -> None:
    (row,) = facts_of(workload(pod="hostNetwork: true", ports="{containerPort: 80}, {containerPort: 81}")).all(
        HostPorts
    )
    assert (row.numbers, row.on_host_network, spot(row.place)) == ("80, 81", True, "11:66 80")


@pytest.mark.parametrize("ports", ["", "{containerPort: 80}", "{containerPort: 80, hostPort: 0}"])
def test_no_port_of_the_node(ports: str) -> None:
    assert facts_of(workload(ports=ports)).all(HostPorts) == ()


TERM = "topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: web}}"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {%s}}]"
ANTI = "affinity: {podAntiAffinity: {%s}}"
REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution: [{%s}]"
SPREAD = "topologySpreadConstraints: [{maxSkew: %s, whenUnsatisfiable: %s, %s}]"


@pytest.mark.parametrize(
    ("pod", "apart"),
    [
        (ANTI % (REQUIRED % TERM), True),
        (ANTI % (REQUIRED % TERM.replace("app: web", "app: '${APP}'")), True),
        (ANTI % (REQUIRED % TERM.replace("app: web", "app: db")), False),
        (ANTI % (REQUIRED % TERM.replace("hostname", "zone")), False),
        (ANTI % (PREFERRED % TERM), False),
        ((ANTI % (REQUIRED % TERM)).replace("podAntiAffinity", "podAffinity"), False),
        (SPREAD % (1, "DoNotSchedule", TERM), True),
        (SPREAD % (2, "DoNotSchedule", TERM), False),
        (SPREAD % (1, "ScheduleAnyway", TERM), False),
        (SPREAD % (1, "DoNotSchedule", TERM.replace("hostname", "zone")), False),
        (SPREAD % (1, "DoNotSchedule", TERM.replace("app: web", "app: db")), False),
        ("affinity: []", False),
        ("affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [1, {}]}}", False),
    ],
)
def test_what_keeps_pods_apart(pod: str, apart: bool) -> None:
    """P6-hostport, P6 near miss 7."""
    place = apart_place(the_pod(facts_of(workload(pod=pod))))
    assert (place is not None) == apart
    assert place is None or place.text == "topologyKey"


NODES = "affinity: {nodeAffinity: {%s: {nodeSelectorTerms: [{matchExpressions: [{key: %s, operator: Exists}]}]}}}"


@pytest.mark.parametrize(
    ("pod", "token"),
    [
        ("nodeName: node-a", "node-a"),
        ("nodeSelector: {kubernetes.io/os: linux, entry: 'true'}", "entry"),
        ("nodeSelector: {kubernetes.io/os: linux}", ""),
        ("nodeSelector: {}", ""),
        (NODES % ("requiredDuringSchedulingIgnoredDuringExecution", "entry"), "entry"),
        (NODES % ("requiredDuringSchedulingIgnoredDuringExecution", "kubernetes.io/arch"), ""),
        (NODES % ("preferredDuringSchedulingIgnoredDuringExecution", "entry"), ""),
        ("nodeSelector: linux", ""),
    ],
)
def test_what_holds_pods_on_chosen_nodes(pod: str, token: str) -> None:
    place = chosen_nodes_place(the_pod(facts_of(workload(pod=pod))))
    assert (place.text if place else "") == token


@pytest.mark.parametrize(
    ("spec", "kind", "keeps"),
    [
        ("strategy: {rollingUpdate: {maxUnavailable: 0}}", "Deployment", True),
        ("strategy: {rollingUpdate: {maxUnavailable: 0%}}", "Deployment", True),
        ("strategy: {rollingUpdate: {maxUnavailable: 1}}", "Deployment", False),
        ("strategy: {type: Recreate}", "Deployment", False),
        ("", "Deployment", False),
        ("strategy: {rollingUpdate: {maxUnavailable: 0}}", "StatefulSet", False),
    ],
)
def test_updates_that_keep_the_old_pod(spec: str, kind: str, keeps: bool) -> None:
    (row,) = facts_of(workload(kind, spec)).all(HostPorts)
    assert (row.keeps_old is not None) == keeps


SERVICE = """---
apiVersion: v1
kind: Service
metadata: {{name: web}}
spec: {{type: {type}, externalTrafficPolicy: {policy}, selector: {{app: web}}, ports: [{{port: 80}}]}}
"""


def policy_of(manifest: str, kind: str = "NodePort", policy: str = "Local") -> LocalPolicy | None:
    rows = facts_of(manifest + SERVICE.format(type=kind, policy=policy)).all(LocalPolicy)
    return rows[0] if rows else None


def test_a_service_that_keeps_to_its_node() -> None:
    row = policy_of(workload(spec="replicas: 2", ports="{containerPort: 80}"))
    assert row is not None
    assert (row.type, row.everywhere, row.chosen, row.apart, row.host_port, row.replicas) == (
        ("NodePort", False, None, None, None, 2)
    )
    assert (row.place.text, spot(row.replicas_place)) == ("Local", "6:13 2")


def test_a_service_of_another_policy() -> None:
    assert policy_of(workload(), policy="Cluster") is None
    assert policy_of("") is None


def test_where_the_pods_of_the_policy_are() -> None:
    daemon = policy_of(workload("DaemonSet"))
    assert daemon is not None
    assert daemon.everywhere
    assert spot(daemon.replicas_place) == "3:18 web"
    held = policy_of(workload(spec='replicas: "${N}"', pod="nodeSelector: {entry: 'true'}"))
    assert held is not None
    assert (held.replicas, held.chosen and held.chosen.text, held.host_port and held.host_port.number) == (
        (-1, "entry", 80)
    )


def test_replicas_of_all_workloads_are_added_up() -> None:
    other = workload().replace("name: web}", "name: canary}", 1)
    row = policy_of(workload(spec="replicas: 2") + "---\n" + other)
    assert row is not None
    assert (len(row.pods), row.replicas) == (2, 3)


def test_a_false_host_network_is_no_evidence() -> None:
    (found,) = findings(workload(spec="replicas: 2", pod="hostNetwork: false"), "network/host-port-with-replicas")
    assert [see.note for see in found.evidence] == ["2 pods"]
