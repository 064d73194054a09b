"""Effective requests and the nodes that can give them."""

from fractions import Fraction
from typing import Any

import pytest

from podlint.kubernetes.quantity import parse_quantity
from podlint.kubernetes.resources import (
    Node,
    RequestTerm,
    effective_requests,
    explained_requests,
    fits,
    nodes_for,
    place_together,
)

GI = 2**30


def container(name: str, requests: str = "", limits: str = "", sidecar: bool = False) -> dict[str, Any]:
    resources = {key: {"memory": value} for key, value in (("requests", requests), ("limits", limits)) if value}
    return {"name": name, "resources": resources} | ({"restartPolicy": "Always"} if sidecar else {})


def pod(*containers: dict[str, Any], init: tuple[dict[str, Any], ...] = (), **rest: Any) -> dict[str, Any]:
    return {"containers": list(containers), "initContainers": list(init), **rest}


APP = pod(container("app", "1Gi"))
COLLECTOR = pod(container("log-collector", "0.5Gi"))
BOTH = pod(container("app", "1Gi"), container("log-collector", "0.5Gi"))
NODE_A = Node("node-a", {"memory": parse_quantity("1.25Gi")})
NODE_B = Node("node-b", {"memory": parse_quantity("2Gi")})


@pytest.mark.parametrize(
    ("spec", "memory"),
    [
        (BOTH, "1.5Gi"),
        (pod(container("app", "1Gi"), init=(container("init", "3Gi"), container("init2", "2Gi"))), "3Gi"),
        (pod(container("app", "1Gi"), init=(container("proxy", "1Gi", sidecar=True),)), "2Gi"),
        # A sidecar counts beside the init containers after it, not beside those before it.
        (pod(container("app", "1Gi"), init=(container("s", "1Gi", sidecar=True), container("i", "2Gi"))), "3Gi"),
        (pod(container("app", "1Gi"), init=(container("i", "2Gi"), container("s", "1Gi", sidecar=True))), "2Gi"),
        (pod(container("app", limits="1Gi")), "1Gi"),
        (pod(container("app", "1Gi", limits="2Gi")), "1Gi"),
        (pod(container("app", "1Gi"), overhead={"memory": "0.5Gi"}), "1.5Gi"),
        (pod(container("app", "1Gi"), resources={"requests": {"memory": "4Gi"}}), "4Gi"),
        (pod(container("app", "1Gi"), resources={"limits": {"memory": "4Gi"}}), "1Gi"),
        (pod(container("app"), resources={"limits": {"memory": "4Gi"}}), "4Gi"),
        (pod(container("app"), resources={"requests": {"memory": "1Gi"}}, overhead={"memory": "1Gi"}), "2Gi"),
    ],
)
def test_effective_memory(spec: dict[str, Any], memory: str) -> None:
    assert effective_requests(spec) == {"memory": parse_quantity(memory)}


def test_each_resource_has_its_own_neediest_moment() -> None:
    spec = {
        "containers": [{"name": "app", "resources": {"requests": {"cpu": "1", "memory": "1Gi"}}}],
        "initContainers": [{"name": "init", "resources": {"requests": {"cpu": "2", "memory": "0.5Gi"}}}],
    }
    assert effective_requests(spec) == {"cpu": 2, "memory": GI}


def test_explained() -> None:
    spec = pod(
        container("app", "1Gi"),
        init=(container("proxy", "1Gi", sidecar=True), container("load", "2Gi")),
        overhead={"memory": "1Gi"},
    )
    assert explained_requests(spec)["memory"] == (
        RequestTerm("sidecar", "proxy", Fraction(GI)),
        RequestTerm("init", "load", Fraction(2 * GI)),
        RequestTerm("overhead", "overhead", Fraction(GI)),
    )


@pytest.mark.parametrize(
    "spec",
    [
        {},
        {"containers": None},
        {"containers": [None, "x", {"resources": None}, {"resources": {"requests": []}}]},
        {"containers": [{"resources": {"requests": {"memory": None}}}], "overhead": "x"},
        {"initContainers": "x", "resources": 1},
    ],
)
def test_nothing_asked(spec: dict[str, Any]) -> None:
    assert effective_requests(spec) == {}


@pytest.mark.parametrize("amount", ["1GB", "${MEMORY}", True, [1]])
def test_no_quantity(amount: Any) -> None:
    with pytest.raises(ValueError, match="is not a quantity"):
        effective_requests({"containers": [{"resources": {"requests": {"memory": amount}}}]})


def test_the_pod_fits_one_node_and_its_halves_may_be_stranded() -> None:
    nodes = (NODE_A, NODE_B)
    assert nodes_for(effective_requests(BOTH), nodes) == (NODE_B,)
    placement = place_together(effective_requests(APP), effective_requests(COLLECTOR), nodes)
    assert placement.together == (NODE_B,)
    assert placement.stranding == (NODE_A,)


def test_what_a_node_does_not_name_is_no_obstacle() -> None:
    assert fits({"cpu": Fraction(64), "memory": Fraction(GI)}, NODE_A)
    assert not fits({"memory": Fraction(2 * GI)}, NODE_A)
    assert fits({"memory": Fraction(0)}, Node("full", {"memory": Fraction(0)}))
