"""Ports that two containers of one pod share."""

import pytest
from conftest import facts_of, spot

from podlint.facts.port_sharing import SharedDefaultPort, SharedPort
from podlint.facts.server_settings import plain_software
from podlint.kubernetes.images import parse_image


def pod(*containers: str, init: str = "") -> str:
    listed = "".join(f"\n    - {container}" for container in containers)
    return f"""apiVersion: v1
kind: Pod
metadata: {{name: web}}
spec:
  initContainers: [{init}]
  containers:{listed}
"""


def shared(*containers: str, init: str = "") -> list[tuple[int, str, str, str, bool]]:
    rows = facts_of(pod(*containers, init=init)).all(SharedPort)
    return [(row.port, row.protocol, row.first.container.name, row.second.container.name, row.apart) for row in rows]


ONE = "{name: one, image: a, ports: [{containerPort: 80}]}"
TWO = "{name: two, image: a, ports: [{containerPort: 80}, {containerPort: 443}]}"


def test_each_later_container_shares_with_the_first() -> None:
    three = "{name: three, image: a, ports: [{containerPort: 443}, {containerPort: 80}]}"
    assert shared(ONE, TWO, three) == [
        (80, "TCP", "one", "two", False),
        (80, "TCP", "one", "three", False),
        (443, "TCP", "two", "three", False),
    ]


def test_it_stands_at_the_second_declaration() -> None:
    (row,) = facts_of(pod(ONE, TWO)).all(SharedPort)
    assert (spot(row.first.place), spot(row.place)) == ("7:53 80", "8:53 80")


def test_a_native_sidecar_shares_and_a_plain_init_container_does_not() -> None:
    """P6 positive 1 and near miss 8."""
    early = "{name: early, image: a, ports: [{containerPort: 80}]}"
    sidecar = "{name: early, image: a, restartPolicy: Always, ports: [{containerPort: 80}]}"
    assert shared(ONE, init=early) == []
    assert shared(ONE, init=sidecar) == [(80, "TCP", "early", "one", False)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("{containerPort: 53}", "{containerPort: 53, protocol: UDP}", id="protocols (P6 near miss 2)"),
        pytest.param("{containerPort: 53}", "{containerPort: 53, hostIP: 10.0.0.1}", id="host addresses"),
        pytest.param('{containerPort: "${A}"}', '{containerPort: "${A}"}', id="not known yet"),
    ],
)
def test_different_ports(first: str, second: str) -> None:
    assert shared(f"{{name: one, image: a, ports: [{first}]}}", f"{{name: two, image: a, ports: [{second}]}}") == []


def test_every_address_of_the_host_is_the_same() -> None:
    one = "{name: one, image: a, ports: [{containerPort: 53, hostIP: 0.0.0.0}]}"
    assert shared(one, "{name: two, image: a, ports: [{containerPort: 53}]}") == [(53, "TCP", "one", "two", False)]


def test_two_names_in_one_container_and_two_containers_of_one_name() -> None:
    """P6 near miss 1."""
    assert (
        shared("{name: a, image: a, ports: [{name: http, containerPort: 80}, {name: https, containerPort: 80}]}") == []
    )
    assert shared(ONE, ONE) == []


@pytest.mark.parametrize(
    ("first", "second", "apart", "anywhere"),
    [
        ("[]", "[]", False, True),
        ('["--listen-address=:80"]', '["--listen-address=0.0.0.0:80"]', False, True),
        ('["--listen-address=127.0.0.1:80"]', "[]", False, False),
        ('["--listen-address=127.0.0.1:80"]', '["--listen-address=0.0.0.0:80"]', False, False),
        ('["--listen-address=127.0.0.1:80"]', '["--listen-address=localhost:80"]', False, False),
        ('["--listen-address=127.0.0.1:80"]', '["--listen-address=10.0.0.1:80"]', True, False),
        ('["--listen-address=127.0.0.1:80"]', '["--listen-address=[$(IP)]:80"]', True, False),
        ('["--listen-address=[$(IP)]:80"]', "[]", False, True),
    ],
)
def test_bind_addresses(first: str, second: str, apart: bool, anywhere: bool) -> None:
    """P6 near miss 4."""
    env = "env: [{name: IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}], ports: [{containerPort: 80}]"
    containers = [f"{{name: c{n}, image: a, args: {args}, {env}}}" for n, args in enumerate((first, second))]
    (row,) = facts_of(pod(*containers)).all(SharedPort)
    assert (row.apart, row.anywhere) == (apart, anywhere)


def defaults(*containers: str) -> list[SharedDefaultPort]:
    return list(facts_of(pod(*containers)).all(SharedDefaultPort))


def test_default_ports_of_the_same_software_and_of_different_software() -> None:
    (row,) = defaults("{name: a, image: nginx}", "{name: b, image: redis}", "{name: c, image: httpd}")
    assert (row.port, row.first.name, row.second.name, row.settings, row.declared) == (80, "a", "c", (), False)
    assert spot(row.place) == "9:24 httpd"
    assert row.moved.startswith("containers:\n  - name: c\n    volumeMounts:")
    assert "Listen 8080" in row.moved


def test_the_port_it_could_move_to() -> None:
    (row,) = defaults("{name: a, image: redis}", "{name: true-one, image: redis}")
    assert row.moved == 'containers:\n  - name: true-one\n    args: [--port, "6380"]\n'


@pytest.mark.parametrize(
    ("container", "count"),
    [
        ("{name: b, image: redis, env: [{name: PASSWORD, value: x}]}", 0),
        ("{name: b, image: redis, volumeMounts: [{name: d, mountPath: /data}]}", 0),
        ("{name: b, image: redis, args: []}", 0),
        ("{name: b, image: redis, args: [--port, '7000']}", 1),
        ("{name: b, image: redis, command: [sh, -c, start]}", 1),
        ("{name: b, image: redis, env: [{name: REDIS_PORT_NUMBER, value: '7000'}]}", 1),
        ("{name: b, image: redis, env: [{name: SENTINEL, value: 'true'}]}", 1),
        ("{name: b, image: redis, env: [{name: REDIS_ARGS, valueFrom: {secretKeyRef: {name: s, key: k}}}]}", 1),
        ("{name: b, image: redis, envFrom: [{secretRef: {name: s}}]}", 1),
        ("{name: b, image: redis, envFrom: [{configMapRef: {name: missing}}]}", 1),
        ("{name: b, image: redis, volumeMounts: [{name: c, mountPath: /usr/local/etc/redis}]}", 1),
        ("{name: b, image: redis, volumeMounts: [{name: c, mountPath: /redis.conf, subPath: redis.conf}]}", 1),
    ],
)
def test_what_may_set_another_port(container: str, count: int) -> None:
    """P6 near miss 3 among them."""
    (row,) = defaults("{name: a, image: redis}", container)
    assert len(row.settings) == count


def test_a_config_map_of_the_input_is_read() -> None:
    map_of = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\ndata: {%s: x}\n"
    containers = ("{name: a, image: redis}", "{name: b, image: redis, envFrom: [{configMapRef: {name: m}}]}")
    counts = [
        len(facts_of(pod(*containers) + map_of % key).all(SharedDefaultPort)[0].settings) for key in ("LEVEL", "PORT")
    ]
    assert counts == [0, 1]


def test_a_port_that_both_declare() -> None:
    ports = "ports: [{containerPort: 80}]"
    (row,) = defaults(f"{{name: a, image: nginx, {ports}}}", f"{{name: b, image: nginx, {ports}}}")
    assert row.declared
    (row,) = defaults(f"{{name: a, image: nginx, {ports}}}", "{name: b, image: nginx, ports: [{containerPort: 81}]}")
    assert not row.declared
    assert [port.number for port in row.described] == [81]


@pytest.mark.parametrize(
    ("image", "name"),
    [
        ("nginx:1.27", "nginx"),
        ("docker.io/library/nginx", "nginx"),
        ("bitnami/nginx:1", "bitnami/nginx"),
        ("example.com/nginx-frontend:2", ""),
        ("example.com/frontend:2", ""),
        ("redis-exporter", "redis-exporter"),
    ],
)
def test_only_the_very_name_is_plain_software(image: str, name: str) -> None:
    assert plain_software(parse_image(image)) == name
