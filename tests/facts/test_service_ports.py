"""Ports of Services and the ports of containers that they lead to."""

import pytest
from conftest import facts_of

from podlint.facts.annotations import Annotation
from podlint.facts.patches import patches
from podlint.facts.service_ports import ServicePort
from podlint.facts.workloads import Pod

SERVICE = """apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [%s]
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  initContainers:
    - {name: early, image: a, ports: [{name: early, containerPort: 1}]}
    - {name: side, image: a, restartPolicy: Always, ports: [{name: side, containerPort: 2}]}
  containers:
    - {name: web, image: a, ports: [{name: http, containerPort: 8080}, {containerPort: 53, protocol: UDP, name: dns}]}
"""


def port_of(entry: str) -> ServicePort:
    (row,) = facts_of(SERVICE % entry).all(ServicePort)
    return row


@pytest.mark.parametrize(
    ("entry", "target", "number", "matching"),
    [
        ("{port: 80, targetPort: http}", "http", 0, [8080]),
        ("{port: 80, targetPort: 8080}", "", 8080, [8080]),
        ("{port: 8080}", "", 8080, [8080]),
        ("{port: 8080, targetPort: 0}", "", 8080, [8080]),
        ("{port: 8080, targetPort: ''}", "", 8080, [8080]),
        ("{port: 80}", "", 80, []),
        ("{port: 80, targetPort: side}", "side", 0, [2]),
        ("{port: 80, targetPort: early}", "early", 0, []),
        ("{port: 53, targetPort: dns}", "dns", 0, []),
        ("{port: 53, targetPort: dns, protocol: UDP}", "dns", 0, [53]),
        ("{port: 53, protocol: UDP}", "", 53, [53]),
        ("{port: true, targetPort: []}", "", 0, []),
    ],
)
def test_what_a_port_leads_to(entry: str, target: str, number: int, matching: list[int]) -> None:
    row = port_of(entry)
    assert (row.target, row.number, [port.number for port in row.matching]) == (target, number, matching)
    assert [port.number for port in row.declared] == [2, 8080, 53]


@pytest.mark.parametrize(
    ("target", "nearest", "misfit"),
    [("htpp", "http", None), ("web", "", None), ("dns", "", "UDP"), ("sidde", "side", None)],
)
def test_the_name_that_may_be_meant(target: str, nearest: str, misfit: str | None) -> None:
    row = port_of(f"{{port: 80, targetPort: {target}}}")
    assert (row.nearest, row.misfit and row.misfit.protocol) == (nearest, misfit)


@pytest.mark.parametrize(
    ("entry", "token"),
    [("{name: a, port: 80, targetPort: http}", "http"), ("{name: a, port: 80}", "80"), ("{name: a}", "a")],
)
def test_it_stands_at_what_says_where_it_leads(entry: str, token: str) -> None:
    assert port_of(entry).place.text == token


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("targetPort: http", 'targetPort: "${NAME}"'),
        ("targetPort: http", 'targetPort: "8080"'),
        ("name: http", 'name: "${NAME}"'),
        ("metadata: {name: web, labels", "metadata: {annotations: {dapr.io/enabled: 'true'}, name: web, labels"),
        ("web, image: a", "web"),
    ],
)
def test_what_is_not_settled(old: str, new: str) -> None:
    """G3, G6 and G11."""
    manifest = (SERVICE % "{port: 80, targetPort: http}").replace("side, image: a", "side")
    assert old in manifest
    assert [row.unsettled for row in facts_of(manifest).all(ServicePort)] == [False]
    assert [row.unsettled for row in facts_of(manifest.replace(old, new)).all(ServicePort)] == [True]


WORKLOAD = """apiVersion: apps/v1
kind: Deployment
metadata: {name: web%s}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: a}]}
"""
PATCH = """apiVersion: apps/v1
kind: Deployment
metadata: {name: web%s}
spec:
  template:
    spec: {containers: [{name: side, image: b%s}]}
"""


def patches_of(files: dict[str, str]) -> list[str]:
    facts = facts_of(files)
    (pod,) = (pod for pod in facts.all(Pod) if not pod.partial)
    return [patch.object.file for patch in patches(facts, pod)]


def test_patches_of_a_workload() -> None:
    base = {"base/web.yaml": WORKLOAD % ""}
    assert patches_of(base) == []
    overlays = {f"overlays/{name}/web.yaml": PATCH % ("", "") for name in ("dev", "prod")}
    assert patches_of(base | overlays) == ["overlays/dev/web.yaml", "overlays/prod/web.yaml"]
    assert patches_of(base | overlays | {"base/more.yaml": PATCH % ("", "")}) == ["base/more.yaml"]
    assert patches_of(base | {"base/other.yaml": (PATCH % ("", "")).replace("name: web", "name: db")}) == []
    assert patches_of(base | {"base/other.yaml": (PATCH % ("", "")).replace("Deployment", "DaemonSet")}) == []


def test_patches_of_other_namespaces() -> None:
    base = {"base/web.yaml": WORKLOAD % ", namespace: shop"}
    assert patches_of(base | {"patch.yaml": PATCH % (", namespace: stage", "")}) == []
    assert patches_of(base | {"patch.yaml": PATCH % ("", "")}) == ["patch.yaml"]


@pytest.mark.parametrize(("port", "unsettled"), [("", False), (", ports: [{containerPort: 80}]", True)])
def test_a_patch_may_bring_the_port(port: str, unsettled: bool) -> None:
    """G5."""
    service = (SERVICE % "{port: 80, targetPort: http}").partition("---\n")[0]
    facts = facts_of({"a/web.yaml": f"{service}---\n{WORKLOAD % ''}", "b/patch.yaml": PATCH % ("", port)})
    (row,) = facts.all(ServicePort)
    assert (len(row.selection.pods), row.unsettled) == (1, unsettled)


def test_annotations_have_keys_values_and_places() -> None:
    text = "apiVersion: v1\nkind: Service\nmetadata:\n  annotations: {a/b: x, c: 1, d: }\n"
    rows = facts_of(text).all(Annotation)
    assert [(row.key, row.value, row.place.text) for row in rows] == [
        ("a/b", "x", "a/b"),
        ("c", "", "c"),
        ("d", "", "d"),
    ]
    assert facts_of("apiVersion: v1\nkind: Service\nmetadata: {annotations: []}\n").all(Annotation) == ()
