"""Effective requests: which summands count, where they are written, and which nodes have as much."""

import pytest
from conftest import facts_of, findings, spot

from podlint.facts.requests import EffectiveRequest

POD = """
apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
"""
NODES = [{"name": "node-a", "memory": "1.25Gi", "cpu": 4}, {"name": "node-b", "memory": "2Gi", "cpu": 1}]


def rows(spec: str, *, nodes: list[dict[str, object]] | None = None) -> dict[str, EffectiveRequest]:
    """By resource. The spec is indented by two blanks and follows line 5."""
    found = facts_of(POD + spec, nodes=NODES if nodes is None else nodes).all(EffectiveRequest)
    return {row.resource: row for row in found}


def test_the_seed() -> None:
    """P8 fact 4: 1Gi and 512Mi make 1.5Gi, which node-b has and node-a has not."""
    memory = rows(
        """  containers:
    - {name: app, image: "example.com/app:1", resources: {requests: {memory: 1Gi}}}
    - {name: log-collector, image: "fluent/fluent-bit:3.2", resources: {requests: {memory: 512Mi}}}
"""
    )["memory"]
    assert memory.total == "1.5Gi (app 1Gi + log-collector 512Mi)"
    assert [spot(term.place) for term in memory.terms] == ["7:78 1Gi", "8:92 512Mi"]
    assert [(node.name, node.amount, node.enough) for node in memory.nodes] == [
        ("node-b", "2Gi", True),
        ("node-a", "1.25Gi", False),
    ]
    assert [node.place.text for node in memory.nodes] == ['"node-b"', '"node-a"']


SIDECAR = (
    '    - {name: proxy, image: "example.com/proxy:1", restartPolicy: Always, resources: {requests: {memory: 200Mi}}}'
)
INIT = '    - {name: init, image: "example.com/init:1", resources: {requests: {memory: 900Mi}}}'
SECOND = '    - {name: again, image: "example.com/init:1", resources: {requests: {memory: 800Mi}}}'
APP = '  containers:\n    - {name: app, image: "example.com/app:1", resources: {requests: {memory: 500Mi}}}'


@pytest.mark.parametrize(
    ("spec", "total", "starting"),
    [
        pytest.param(APP, "500Mi", False, id="one container"),
        pytest.param(f"{APP}\n  initContainers:\n{INIT}\n{SECOND}", "900Mi", True, id="the largest init container"),
        pytest.param(
            f"{APP}\n  initContainers:\n{SIDECAR}\n{INIT}",
            "1100Mi (proxy 200Mi + init 900Mi)",
            True,
            id="sidecar before the init container",
        ),
        pytest.param(f"{APP}\n  initContainers:\n{INIT}\n{SIDECAR}", "900Mi", True, id="sidecar after it"),
        pytest.param(
            f"{APP}\n  initContainers:\n{SIDECAR}",
            "700Mi (proxy 200Mi + app 500Mi)",
            False,
            id="sidecar beside the app",
        ),
        pytest.param(
            f"{APP}\n  overhead: {{memory: 100Mi}}", "600Mi (app 500Mi + overhead 100Mi)", False, id="overhead"
        ),
        pytest.param(f"{APP}\n  resources: {{requests: {{memory: 300Mi}}}}", "300Mi", False, id="the pod itself"),
        pytest.param(APP.replace("requests", "limits"), "500Mi", False, id="limit without request"),
    ],
)
def test_what_counts(spec: str, total: str, starting: bool) -> None:
    """P8 fact 4, each part of the formula."""
    memory = rows(spec)["memory"]
    assert (memory.total, memory.starting) == (total, starting)


def test_places_of_the_summands() -> None:
    memory = rows(
        """  resources: {requests: {memory: 300Mi}}
  overhead: {memory: 100Mi}
  containers:
    - {name: app, image: "example.com/app:1", resources: {limits: {memory: 1Gi, cpu: 200m}}}
"""
    )
    assert [spot(term.place) for term in memory["memory"].terms] == ["6:34 300Mi", "7:22 100Mi"]
    assert [(spot(term.place), term.from_limit) for term in memory["cpu"].terms] == [("9:86 200m", True)]


def test_the_scarcest_resource_is_the_one_that_fewest_nodes_have() -> None:
    found = rows(APP.replace("memory: 500Mi", "memory: 1Gi, cpu: 2"))
    assert {name: row.scarcest for name, row in found.items()} == {"memory": False, "cpu": True}
    assert [(node.name, node.enough, node.takes_pod) for node in found["memory"].nodes] == [
        ("node-b", True, False),
        ("node-a", True, True),
    ]
    assert found["memory"].nodes[0].lacks == "cpu only 1"


def test_nodes_that_do_not_name_a_resource_have_enough_of_it() -> None:
    storage = rows(APP.replace("memory: 500Mi", "ephemeral-storage: 1Ti"))["ephemeral-storage"]
    assert [(node.amount, node.enough) for node in storage.nodes] == [("", True), ("", True)]


@pytest.mark.parametrize(
    ("pin", "names"),
    [
        ("nodeName: node-a", ["node-a"]),
        ("nodeSelector: {kubernetes.io/hostname: node-b}", ["node-b"]),
        ("nodeName: elsewhere", []),
        ('nodeName: "${NODE}"', []),
    ],
)
def test_only_the_named_nodes_count(pin: str, names: list[str]) -> None:
    assert [node.name for node in rows(f"  {pin}\n{APP}")["memory"].nodes] == names


@pytest.mark.parametrize(
    "spec",
    [
        APP.replace("500Mi", '"${MEMORY}"'),
        APP.replace("500Mi", "much"),
        APP.replace("{memory: 500Mi}", "[]"),
        APP.replace("{requests: {memory: 500Mi}}", "5"),
        APP.replace("image", "note"),
        '  containers: [{name: app, image: "example.com/app:1"}]',
        "  containers: {}\n  overhead: {memory: 5Gi}",
    ],
)
def test_what_is_not_known_has_no_rows(spec: str) -> None:
    assert rows(spec) == {}


def test_no_inventory_no_rows() -> None:
    assert rows(APP, nodes=[]) == {}


def test_one_finding_where_no_node_has_everything() -> None:
    """Each resource fits some node; the finding stands at the scarcest."""
    spec = APP.replace("memory: 500Mi", "memory: 1.5Gi, cpu: 2")
    found = findings(POD + spec, "pod/unschedulable-pod", nodes=NODES)
    assert [(spot(one.place), [see.note for see in one.evidence]) for one in found] == [
        ("7:78 1.5Gi", ["node-b has enough memory, but of cpu only 1"])
    ]
