"""NetworkPolicies that let clients in by their address: which of them reach a pod."""

import pytest
from conftest import Files, facts_of, spot, workload

from podlint.facts.network_policies import address_block
from podlint.facts.workloads import Pod

POD = workload("web", "{containers: [{name: a, image: a}]}", namespace="shop")


def policy(spec: str, namespace: str = "shop") -> str:
    return (
        "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n"
        f"metadata: {{name: np, namespace: {namespace}}}\nspec: {spec}\n"
    )


def block(cidr: str, selector: str = "{matchLabels: {app: web}}") -> str:
    return f"{{podSelector: {selector}, ingress: [{{from: [{{ipBlock: {{cidr: '{cidr}'}}}}]}}]}}"


def found(files: Files) -> str:
    facts = facts_of(files)
    result = address_block(facts, facts.all(Pod)[0])
    return spot(result[2]).partition(" ")[2] if result else ""


@pytest.mark.parametrize(
    ("cidr", "telling"),
    [
        ("203.0.113.0/24", True),
        ("203.0.113.7", True),
        ("10.1.2.0/24", True),
        ("10.0.0.0/8", False),
        ("172.16.0.0/12", False),
        ("192.168.0.0/16", False),
        ("0.0.0.0/0", False),
        ("::/0", False),
        ("2001:db8::/32", True),
        ("nonsense", False),
        ("${CIDR}", False),
        ("", False),
    ],
)
def test_blocks_that_tell_clients_apart(cidr: str, telling: bool) -> None:
    assert bool(found(POD + policy(block(cidr)))) == telling


@pytest.mark.parametrize(
    ("selector", "applies"),
    [
        ("{}", True),
        ("{matchLabels: {app: web}}", True),
        ("{matchLabels: {app: other}}", False),
        ("{matchLabels: {app: web, tier: x}}", False),
        ("{matchLabels: {app: '${APP}'}}", False),
        ("{matchExpressions: [{key: app, operator: Exists}]}", True),
        ("{matchExpressions: [{key: app, operator: DoesNotExist}]}", False),
        ("{matchLabels: {app: 7}}", False),
    ],
)
def test_policies_that_select_the_pod(selector: str, applies: bool) -> None:
    assert bool(found(POD + policy(block("203.0.113.0/24", selector)))) == applies


@pytest.mark.parametrize(("namespace", "applies"), [("shop", True), ("other", False), ("''", True)])
def test_policies_of_the_namespace(namespace: str, applies: bool) -> None:
    assert bool(found(POD + policy(block("203.0.113.0/24"), namespace))) == applies


@pytest.mark.parametrize(
    "spec",
    [
        "null",
        "{podSelector: {}}",
        "{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}",
        "{podSelector: {}, ingress: [{from: null}, null, {from: [null, {ipBlock: null}, {ipBlock: {cidr: 5}}]}]}",
        "{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]}",
    ],
)
def test_policies_without_such_a_block(spec: str) -> None:
    assert found(POD + policy(spec)) == ""


def test_the_place_is_the_block() -> None:
    assert found(POD + policy(block("203.0.113.0/24"))) == "'203.0.113.0/24'"


def test_the_nearest_of_several_is_shown() -> None:
    files = {
        "a/pod.yaml": POD,
        "b/np.yaml": policy(block("203.0.113.1/32")),
        "a/np.yaml": policy(block("203.0.113.2/32")),
    }
    assert found(files) == "'203.0.113.2/32'"
