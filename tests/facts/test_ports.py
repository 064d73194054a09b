"""Who listens on which port of a pod, who dials which address, and which of the dials nothing in the pod answers."""

import pytest
from conftest import facts_of, spot, workload

from podlint.facts.local_dials import heard_in_pod
from podlint.facts.ports import Dial, Listener, parse_address


def pod(fields: str, image: str = "example.com/a:1", peers: str = "") -> str:
    return workload("web", f"{{containers: [{{name: web, image: '{image}', {fields}}}{peers}]}}", "Pod")


def heard(text: str) -> list[tuple[int, str, str]]:
    return [(row.port, row.protocol, row.how) for row in facts_of(text).all(Listener)]


def dialled(text: str) -> list[tuple[str, int, bool, str]]:
    return [(row.host, row.port, row.explicit, row.how) for row in facts_of(text).all(Dial)]


@pytest.mark.parametrize(
    ("fields", "image", "expected"),
    [
        ("ports: [{containerPort: 80}]", "a", [(80, "TCP", "declared")]),
        ("ports: [{containerPort: 53, protocol: UDP}]", "a", [(53, "UDP", "declared")]),
        ("args: ['--listen-addr=127.0.0.1:8181']", "a", [(8181, "TCP", "argument")]),
        ("env: []", "redis:7", [(6379, "TCP", "image")]),
        ("ports: [{containerPort: 8080}]", "mysql:8", [(8080, "TCP", "declared"), (3306, "TCP", "image")]),
        ("ports: [{containerPort: '80'}, {containerPort: true}, {}, null, {containerPort: '${PORT}'}]", "a", []),
        ("ports: {containerPort: 80}", "a", []),
        ("env: []", "{{ .Values.image }}", []),
    ],
)
def test_listeners(fields: str, image: str, expected: list[tuple[int, str, str]]) -> None:
    assert heard(pod(fields, image)) == expected


def test_places_of_listeners() -> None:
    rows = facts_of(pod("ports: [{containerPort: 80}]", "redis:7")).all(Listener)
    assert [row.place.text for row in rows] == ["80", "'redis:7'"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("env: [{name: DB_HOST, value: db}]", [("db", 0, False, "environment")]),
        ("env: [{name: DB_HOST, value: db}, {name: DB_PORT, value: '5433'}]", [("db", 5433, True, "environment")]),
        ("env: [{name: REDIS_HOST, value: localhost}]", [("localhost", 6379, False, "environment")]),
        (
            "env: [{name: API_URL, value: 'https://api.example.com/x'}]",
            [("api.example.com", 443, False, "environment")],
        ),
        ("env: [{name: DATABASE_URL, value: 'postgres://u:p@db:6000/x'}]", [("db", 6000, True, "environment")]),
        ("env: [{name: SPRING_DATASOURCE_URL, value: 'jdbc:mysql://db:3306/x'}]", [("db", 3306, True, "environment")]),
        ("env: [{name: ETCD_SERVER, value: '[::1]:2379'}]", [("[::1]", 2379, True, "environment")]),
        ("args: ['--upstream=http://127.0.0.1:8081/']", [("127.0.0.1", 8081, True, "argument")]),
        ("command: [curl, 'http://api:8080/x']", [("api", 8080, True, "argument")]),
        ("command: [nslookup, db]", []),
        ("env: [{name: BIND_ADDR, value: '0.0.0.0:80'}]", []),
        ("env: [{name: LISTEN_ADDR, value: 'localhost:80'}]", []),
        ("env: [{name: NO_PROXY, value: localhost}]", []),
        ("env: [{name: HOST, value: localhost}]", []),
        ("env: [{name: POD_HOSTNAME, value: localhost}]", []),
        ("env: [{name: POD_IP, value: 10.0.0.1}]", []),
        ("env: [{name: ALLOWED_HOSTS, value: localhost}]", []),
        ("env: [{name: ADVERTISE_ADDR, value: 'localhost:1'}]", []),
        ("env: [{name: LEVEL, value: localhost}]", []),
        ("env: [{name: DB_HOST, value: '{{ .Values.host }}'}]", []),
        ("env: [{name: DB_HOST, value: '${HOST}'}]", []),
        ("env: [{name: DB_HOST, value: '<host>'}]", []),
        ("env: [{name: DB_URL, value: 'redis://localhost:{{ .Values.port }}'}]", []),
        ("env: [{name: DB_HOST, value: 5}]", []),
        ("env: [{name: DB_HOST, valueFrom: {fieldRef: {fieldPath: status.hostIP}}}]", []),
        ("args: ['--addr=localhost:8181']", []),
    ],
)
def test_dials(fields: str, expected: list[tuple[str, int, bool, str]]) -> None:
    assert dialled(pod(fields)) == expected


def test_places_of_dials() -> None:
    rows = facts_of(pod("env: [{name: DB_HOST, value: db}], args: [--upstream=http://a:8081/]")).all(Dial)
    assert [(spot(row.place).partition(" ")[2], row.name) for row in rows] == [
        ("db", "DB_HOST"),
        ("--upstream=http://a:8081/", ""),
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("localhost", ("", "localhost", 0)),
        ("LOCALHOST:80", ("", "localhost", 80)),
        ("redis://:secret@cache:6379/0", ("redis", "cache", 6379)),
        ("user:pw@tcp(db:3306)/x", ("", "db", 3306)),
        ("a:1,b:2", ("", "a", 1)),
        ("not an address", ("", "not", 0)),
        ("", None),
        ("/var/run/x.sock", None),
        ("a:123456", None),
    ],
)
def test_addresses(value: str, expected: tuple[str, str, int] | None) -> None:
    assert parse_address(value) == expected


DIALS = "env: [{name: UPSTREAM, value: 'localhost:6000'}]"


@pytest.mark.parametrize(
    ("peer", "expected"),
    [
        ("ports: [{containerPort: 6000}]", True),
        ("args: ['-instances=a:b:c=tcp:6000']", True),
        ("env: [{name: PORT, value: '6000'}]", True),
        ("command: [sh, -c, 'serve on 6000']", True),
        ("env: [{name: PORT, value: '60001'}]", False),
        ("env: [{name: PORT, value: '16000'}]", False),
        ("args: ['x6000y']", True),
    ],
)
def test_p1_lh_the_listener_table(peer: str, expected: bool) -> None:
    facts = facts_of(pod(DIALS, peers=f", {{name: peer, image: 'example.com/b:1', {peer}}}"))
    (dial,) = [dial for dial in facts.all(Dial) if dial.local]
    assert heard_in_pod(facts, dial) == expected


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (", {name: PORT, value: '6000'}", False),
        (", {name: SERVER_LISTEN, value: '0.0.0.0:6000'}", True),
        (", {name: OTHER_URL, value: 'http://localhost:6000/x'}", False),
    ],
)
def test_p1_lh_its_own_values_name_the_port_because_it_dials_it(own: str, expected: bool) -> None:
    facts = facts_of(pod(DIALS.replace("}]", "}" + own + "]")))
    dial = facts.all(Dial)[0]
    assert heard_in_pod(facts, dial) == expected
