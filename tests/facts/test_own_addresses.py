"""Addresses by which containers reach their own pod, and what the rules say of a pair that is split."""

import pytest
from conftest import facts_of, findings

from podlint.facts.own_addresses import LocalDial
from podlint.facts.own_services import OwnServiceDial

POD = """apiVersion: v1
kind: Pod
metadata: {{name: web, namespace: shop, labels: {{app: web}}}}
spec:
  containers:
    - name: web
      image: {image}
      {more}
      env: [{env}]
"""
CLIENT = "{name: CACHE_URL, value: 'redis://localhost:7000'}"


SERVICE = """---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {%sselector: {app: web}, ports: [%s]}
"""


def pod(env: str = CLIENT, more: str = "", image: str = "example.com/web:1") -> str:
    return POD.format(env=env, more=more, image=image)


def variable(name: str, value: str) -> str:
    return f"{{name: {name}, value: '{value}'}}"


def local(manifest: str) -> LocalDial:
    (row,) = facts_of(manifest).all(LocalDial)
    return row


def test_a_local_address_that_nobody_hears() -> None:
    row = local(pod())
    assert (row.address, row.port, row.peers, row.heard, row.server, row.service) == (
        ("localhost:7000", 7000, (), False, None, None)
    )
    assert not row.own_name
    assert not row.completed


@pytest.mark.parametrize(("others", "rows"), [(99, 1), (100, 0)])
def test_among_very_many_containers_it_is_left_open_who_listens(others: int, rows: int) -> None:
    containers = "".join(f"    - {{name: c{number}, image: example.com/other}}\n" for number in range(others))
    assert len(facts_of(pod() + containers).all(LocalDial)) == rows


def test_all_ways_to_one_port_are_one_row() -> None:
    env = (
        f"{CLIENT}, {variable('QUEUE_URL', 'redis://127.0.0.1:7000')}, {variable('OTHER_URL', 'http://localhost:7001')}"
    )
    rows = facts_of(pod(env)).all(LocalDial)
    assert [(row.port, [dial.name for dial in row.dials]) for row in rows] == [
        (7000, ["CACHE_URL", "QUEUE_URL"]),
        (7001, ["OTHER_URL"]),
    ]


def test_the_network_of_the_node_is_another_localhost() -> None:
    """P1 near miss 16."""
    assert facts_of(pod().replace("spec:\n", "spec:\n  hostNetwork: true\n")).all(LocalDial) == ()


@pytest.mark.parametrize(
    "manifest",
    [
        pytest.param(pod(more="ports: [{containerPort: 7000}]"), id="declared"),
        pytest.param(pod(more="readinessProbe: {tcpSocket: {port: 7000}}"), id="probe"),
        pytest.param(pod(more="args: ['--listen-address=:7000']"), id="argument"),
        pytest.param(pod(more="args: ['--pool=web=tcp:7000']"), id="named"),
        pytest.param(pod(f"{CLIENT}, {variable('PORT', '7000')}"), id="its own port"),
        pytest.param(pod(more="command: [sh, -c, 'redis & exec web']"), id="background"),
        pytest.param(pod(image="phusion/baseimage:noble"), id="init system"),
        pytest.param(pod(variable("CACHE_URL", "redis://localhost:6379"), image="redis:7"), id="image"),
        pytest.param(pod(variable("PROXY_URL", "http://localhost:15001")), id="injected (G6)"),
    ],
)
def test_who_may_listen(manifest: str) -> None:
    assert local(manifest).heard


def test_a_port_that_goes_with_the_host_is_not_its_own() -> None:
    env = f"{variable('DB_HOST', 'localhost')}, {variable('DB_PORT', '5432')}"
    assert not local(pod(env)).heard


def test_a_service_tells_where_its_pods_listen() -> None:
    assert local(pod() + SERVICE % ("", "{port: 80, targetPort: 7000}")).heard
    beside = local(pod() + (SERVICE % ("", "{port: 7000}")).replace("app: web", "app: cache"))
    assert not beside.heard
    assert beside.service is not None
    assert beside.service.name == "web"
    its_own = local(pod() + SERVICE % ("", "{port: 7000, targetPort: 80}"))
    assert (its_own.heard, its_own.service) == (False, None)


@pytest.mark.parametrize(
    ("name", "value", "own"),
    [
        ("APP_URL", "http://localhost", True),
        ("OAUTH_REDIRECT_URL", "http://localhost/x", True),
        ("NEXTAUTH_URL", "http://localhost:3000", True),
        ("BASE_REDIS_URL", "redis://localhost", False),
        ("BASE_DB_URL", "postgres://localhost", False),
        ("API_URL", "http://localhost:3000", False),
        ("UPSTREAM", "localhost:3000", False),
    ],
)
def test_names_that_a_program_calls_itself(name: str, value: str, own: bool) -> None:
    assert local(pod(variable(name, value))).own_name == own


DATABASE = """---
apiVersion: apps/v1
kind: Deployment
metadata: {name: db, namespace: shop}
spec:
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: "postgres:17", ports: [{containerPort: 5432}, {containerPort: 9187}]}]}
"""
RULES = ("pod/split-codependent-containers", "network/localhost-without-listener")


def test_a_split_pair_is_one_finding() -> None:
    """Three addresses mean the other workload, by two of its ports: one finding, of the rule for pairs."""
    env = ", ".join(
        [
            variable("DB_HOST", "localhost:5432"),
            variable("AUDIT_URL", "postgres://localhost:5432/audit"),
            variable("STATS_URL", "http://localhost:9187"),
        ]
    )
    found = findings(pod(env) + DATABASE, *RULES)
    assert [finding.rule for finding in found] == ["split-codependent-containers"]


def test_a_port_beyond_the_pair_is_a_finding_of_its_own() -> None:
    env = f"{variable('DB_HOST', 'localhost:5432')}, {variable('CACHE_URL', 'redis://localhost:6379')}"
    found = findings(pod(env) + DATABASE, *RULES)
    assert [(finding.rule, finding.place.text) for finding in found] == [
        ("split-codependent-containers", "'localhost:5432'"),
        ("localhost-without-listener", "'redis://localhost:6379'"),
    ]


def test_without_the_other_workload_the_address_alone_is_the_finding() -> None:
    found = findings(pod(variable("DB_HOST", "localhost:5432")), *RULES)
    assert [finding.rule for finding in found] == ["localhost-without-listener"]


ONE_PORT = "{port: 80, targetPort: 8080}"


def own(
    value: str, *, ports: str = ONE_PORT, spec: str = "", name: str = "API_URL", more: str = ""
) -> list[OwnServiceDial]:
    return list(facts_of(pod(variable(name, value), more) + SERVICE % (spec, ports)).all(OwnServiceDial))


@pytest.mark.parametrize(
    "value",
    ["http://web", "web:80", "http://web.shop/x", "http://web.shop.svc", "http://web.shop.svc.cluster.local:80"],
)
def test_names_of_its_own_service(value: str) -> None:
    (row,) = own(value)
    assert (row.target, [server.name for server in row.servers], row.headless) == (8080, ["web"], False)
    assert (row.same_image, row.own_name, row.common) == (True, False, False)


@pytest.mark.parametrize("value", ["http://webs", "http://web.stage", "http://web.shop.example.com", "http://web:81"])
def test_names_of_others(value: str) -> None:
    assert own(value) == []


def test_without_a_port_a_service_with_two_says_nothing() -> None:
    two = "{name: a, port: 8000}, {name: b, port: 8001}"
    assert own("web", ports=two, name="API_HOST") == []
    (row,) = own("web:8001", ports=two, name="API_HOST")
    assert row.target == 8001


def test_a_named_target_is_the_number_behind_it() -> None:
    named = "{port: 80, targetPort: http}"
    (row,) = own("http://web", ports=named, more="ports: [{name: http, containerPort: 9000}]")
    assert (row.target, len(row.servers)) == (9000, 1)
    (row,) = own("http://web", ports=named)
    assert (row.target, len(row.servers)) == (0, 0)


def test_headless_and_announced() -> None:
    """P6 near miss 6."""
    (row,) = own("http://web", spec="clusterIP: None, ")
    assert row.headless
    for name in ("SEED_URL", "PEER_ADDR", "ROOT_URL"):
        (row,) = own("http://web", name=name)
        assert row.own_name


def test_a_config_map_for_many() -> None:
    """What a container asks for by key it means; what comes with a whole ConfigMap may be meant for another."""
    map_of = (
        "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: m, namespace: shop}\ndata: {API_URL: 'http://web'}\n"
    )
    rest = map_of + SERVICE % ("", ONE_PORT)
    (row,) = facts_of(pod("", "envFrom: [{configMapRef: {name: m}}]") + rest).all(OwnServiceDial)
    assert row.common
    key = "{name: API_URL, valueFrom: {configMapKeyRef: {name: m, key: API_URL}}}"
    (row,) = facts_of(pod(key) + rest).all(OwnServiceDial)
    assert not row.common
