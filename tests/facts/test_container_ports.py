"""Ports that containers declare, and what else tells where they listen."""

from conftest import facts_of, spot

from podlint.facts.container_ports import ContainerPort
from podlint.facts.ports import Dial, Listener

PORTS = """
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  hostNetwork: %s
  containers:
    - name: web
      image: example.com/web:1
      ports:
        - {name: http, containerPort: 8080}
        - {containerPort: 53, protocol: UDP, hostPort: 5353, hostIP: 127.0.0.1}
        - {name: later, containerPort: "${PORT}"}
        - {name: none}
        - {containerPort: true}
        - 80
"""


def test_declared_ports() -> None:
    rows = facts_of(PORTS % "false").all(ContainerPort)
    assert [(row.name, row.number, row.protocol, row.host_port, row.host_ip) for row in rows] == [
        ("http", 8080, "TCP", 0, ""),
        ("", 53, "UDP", 5353, "127.0.0.1"),
        ("later", 0, "TCP", 0, ""),
        ("none", 0, "TCP", 0, ""),
        ("", 0, "TCP", 0, ""),
    ]
    assert [spot(row.place) for row in rows[:2]] == ["11:39 8080", "12:27 53"]
    assert spot(rows[3].place) == "14:18 none"


def test_on_the_network_of_the_node_every_port_is_one_of_the_node() -> None:
    rows = facts_of(PORTS % "true").all(ContainerPort)
    assert [row.host_port for row in rows] == [8080, 5353, 0, 0, 0]


def test_ports_of_no_type_at_all() -> None:
    text = """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          containers: [{name: a, ports: {}}, {name: b, ports: [[]]}, {name: c, ports: }, {name: d, livenessProbe: []}]
    """
    facts = facts_of(text)
    assert facts.all(ContainerPort) == ()
    assert facts.all(Listener) == ()


def test_listeners_say_how_they_are_known() -> None:
    text = """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          containers:
            - name: web
              image: redis:7
              args: ["--metrics-port=9121"]
              ports: [{containerPort: 80}]
              readinessProbe: {httpGet: {port: 8081, path: /}}
              livenessProbe: {tcpSocket: {port: http}}
              startupProbe: {grpc: {port: 9000}}
    """
    rows = facts_of(text).all(Listener)
    assert [(row.how, row.port) for row in rows] == [
        ("declared", 80),
        ("argument", 9121),
        ("image", 6379),
        ("probe", 9000),
        ("probe", 8081),
    ]
    assert spot(rows[-1].place) == "11:40 8081"


def test_a_probe_of_another_host_says_nothing_of_the_container() -> None:
    text = """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec: {containers: [{name: web, image: a, livenessProbe: {httpGet: {host: example.com, port: 80}}}]}
    """
    assert facts_of(text).all(Listener) == ()


def test_dials_know_their_option() -> None:
    text = """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          containers:
            - {name: web, image: a, args: ["--join-server=http://db:80"], env: [{name: DB_HOST, value: db}]}
    """
    rows = facts_of(text).all(Dial)
    assert [(row.how, row.name, row.option) for row in rows] == [
        ("environment", "DB_HOST", ""),
        ("argument", "", "--join-server"),
    ]
