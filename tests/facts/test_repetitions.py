"""Entries that a pod's lists have twice, and files that get in each other's way."""

import pytest
from conftest import facts_of

from podlint.facts.repeated_entries import RepeatedEntry
from podlint.facts.repeated_ports import RepeatedPort
from podlint.facts.volume_files import NestedFiles, Projection


def pod(spec: str) -> str:
    return f"apiVersion: v1\nkind: Pod\nmetadata: {{name: web, labels: {{app: web}}}}\nspec: {{{spec}}}\n"


@pytest.mark.parametrize(
    ("env", "found"),
    [
        ("{name: A, value: a}, {name: B, value: a}", []),
        ("{name: A, value: a}, {name: A, value: b}", [("A", False, False)]),
        ("{name: A, value: a}, {name: A, value: a}", [("A", False, True)]),
        ("{name: A, value: a}, {name: A, value: $(A)b}", [("A", True, False)]),
        ("{name: A, value: a}, {name: A, value: $(A)}", [("A", False, False)]),
        ("{name: A, value: a}, {name: A, valueFrom: {fieldRef: {fieldPath: a}}}", [("A", False, False)]),
        ("{name: A}, {name: A}, {name: A, value: b}", [("A", False, True), ("A", False, False)]),
        ("{name: A, value: a}, {name: A, $patch: delete}", []),
        ("{name: 1}, {name: 1}, {}, {}, [], null", []),
    ],
)
def test_variables(env: str, found: list[tuple[str, bool, bool]]) -> None:
    rows = facts_of(pod(f"containers: [{{name: a, env: [{env}]}}]")).all(RepeatedEntry)
    assert [(row.key, row.extends, row.same) for row in rows] == found
    assert {row.owner for row in rows} <= {"container a"}


def test_lists_of_the_pod() -> None:
    lists = "hostAliases: [{ip: 1.2.3.4}, {ip: 1.2.3.4}], imagePullSecrets: [{name: a}, {name: b}, {name: a}]"
    rows = facts_of(pod(lists)).all(RepeatedEntry)
    assert [(row.list, row.key, row.earlier.text, row.place.text) for row in rows] == [
        ("hostAliases", "1.2.3.4", "1.2.3.4", "1.2.3.4"),
        ("imagePullSecrets", "a", "a", "a"),
    ]


@pytest.mark.parametrize(
    ("ports", "found"),
    [
        ("{containerPort: 80}, {containerPort: 80}", ["entry"]),
        ("{containerPort: 80}, {containerPort: 80, hostPort: 80}", ["entry"]),
        ("{containerPort: 80, hostPort: 80}, {containerPort: 80}", ["entry"]),
        ("{containerPort: 80, hostPort: 80}, {containerPort: 80, hostPort: 80}", ["entry"]),
        ("{containerPort: 80, hostPort: 80}, {containerPort: 80, hostPort: 81}", []),
        ("{containerPort: 80}, {containerPort: 80, protocol: UDP}", []),
        ("{containerPort: 80, hostPort: 80}, {containerPort: 80, hostPort: 80, hostIP: a}", ["node port"]),
        ("{containerPort: 80, hostPort: 80, hostIP: a}, {containerPort: 80, hostPort: 80}", ["node port"]),
        ("{containerPort: 80, hostPort: 80, hostIP: a}, {containerPort: 80, hostPort: 80, hostIP: b}", []),
        ("{name: a, containerPort: 80}, {name: a, containerPort: 81}", []),
        ("{}, {}, [], 80", []),
    ],
)
def test_ports_of_a_container(ports: str, found: list[str]) -> None:
    rows = facts_of(pod(f"containers: [{{name: a, ports: [{ports}]}}]")).all(RepeatedPort)
    assert [row.how for row in rows] == found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("{name: a, containerPort: 80}", "{name: a, containerPort: 81}", ["name"]),
        ("{name: a, containerPort: 80}", "{name: a, containerPort: 80}", []),
        ("{name: a, containerPort: 80}", "{name: b, containerPort: 80}", []),
        ("{containerPort: 80, hostPort: 8}", "{containerPort: 80, hostPort: 8, hostIP: a}", ["node port"]),
    ],
)
def test_ports_of_two_containers(first: str, second: str, found: list[str]) -> None:
    text = pod(f"containers: [{{name: a, ports: [{first}]}}, {{name: b, ports: [{second}]}}]")
    assert [row.how for row in facts_of(text).all(RepeatedPort)] == found


def test_on_the_network_of_the_node_each_process_listens_where_it_says() -> None:
    both = "{name: a, ports: [{containerPort: 80, hostIP: 127.0.0.1}]}, {name: b, ports: [{containerPort: 80}]}"
    text = pod(f"hostNetwork: true, containers: [{both}]")
    assert facts_of(text).all(RepeatedPort) == ()


def test_a_service_means_the_first_port_of_a_name() -> None:
    ports = (("a", 80), ("b", 81))
    containers = [f"{{name: {name}, image: a, ports: [{{name: http, containerPort: {port}}}]}}" for name, port in ports]
    service = "apiVersion: v1\nkind: Service\nspec: {selector: {app: web}, ports: [{port: 80, targetPort: %s}]}"
    for target, found in (("http", True), ("80", False)):
        files = {"pod.yaml": pod(f"containers: [{', '.join(containers)}]"), "service.yaml": service % target}
        (row,) = facts_of(files).all(RepeatedPort)
        assert (row.how, row.service is not None) == ("name", found)


@pytest.mark.parametrize(
    ("volume", "found"),
    [
        ("configMap: {items: [{path: a}, {path: b/a}, {path: b/b}, {path: ab}]}", []),
        ("configMap: {items: [{path: a}, {path: a}]}", [("a", "a")]),
        ("secret: {items: [{path: a/}, {path: a/b}]}", [("a/b", "a")]),
        ("downwardAPI: {items: [{path: a/b/c}, {path: a}]}", [("a", "a/b/c")]),
        ("configMap: {items: [{path: '${A}'}, {path: '${A}'}, {path: ''}, {path: ''}, {}]}", []),
        ("projected: {sources: [{serviceAccountToken: {path: t}}, {secret: {items: [{path: t}]}}]}", [("t", "t")]),
        ("projected: {sources: [{podCertificate: {keyPath: k, certificateChainPath: k/c}}]}", [("k/c", "k")]),
        ("emptyDir: {}, configMap: {items: [{path: a}, {path: a}]}", []),
    ],
)
def test_files_in_a_volume(volume: str, found: list[tuple[str, str]]) -> None:
    rows = facts_of(pod(f"volumes: [{{name: v, {volume}}}]")).all(NestedFiles)
    assert [(row.path, row.other) for row in rows] == found


def test_sources_of_projected_volumes() -> None:
    sources = "{secret: {name: a}}, {}, {configMap: null}, 1"
    rows = facts_of(pod(f"volumes: [{{name: v, projected: {{sources: [{sources}]}}}}]")).all(Projection)
    assert [row.kinds for row in rows] == [("secret",), (), ()]
