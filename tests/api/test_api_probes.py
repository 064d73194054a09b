"""Probes and lifecycle hooks."""

import pytest
from api_judging import rejected

C = "spec.containers[0]"


def pod(fields: str, spec: str = "") -> str:
    containers = f"containers: [{{name: a, image: i, {fields}}}]"
    return f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {{{containers}{spec}}}\n"


def template(fields: str, spec: str = "") -> str:
    containers = f"containers: [{{name: a, image: i, {fields}}}]"
    content = f"template: {{spec: {{{containers}{spec}}}}}"
    return f"apiVersion: v1\nkind: PodTemplate\nmetadata: {{name: a}}\n{content}\n"


@pytest.mark.parametrize("field", ["livenessProbe", "readinessProbe", "startupProbe"])
@pytest.mark.parametrize(
    ("probe", "found"),
    [
        ("tcpSocket: {port: 1}", []),
        ("", ["Required {}"]),
        ("periodSeconds: 5", ["Required {}"]),
        ("exec: {command: [a]}, httpGet: {port: 1}", ["Forbidden {}.httpGet"]),
        ("httpGet: {port: 1}, tcpSocket: {port: 1}", ["Forbidden {}.tcpSocket"]),
        ("tcpSocket: {port: 1}, grpc: {port: 1}", ["Forbidden {}.grpc"]),
        ("exec: {command: [a]}, grpc: {port: 1}", ["Forbidden {}.grpc"]),
        ("tcpSocket: {port: 1}, initialDelaySeconds: -1", ["Invalid {}.initialDelaySeconds"]),
        ("tcpSocket: {port: 1}, timeoutSeconds: -1", ["Invalid {}.timeoutSeconds"]),
        ("tcpSocket: {port: 1}, periodSeconds: -1", ["Invalid {}.periodSeconds"]),
        ("tcpSocket: {port: 1}, successThreshold: -1", ["Invalid {}.successThreshold"]),
        ("tcpSocket: {port: 1}, failureThreshold: -1", ["Invalid {}.failureThreshold"]),
        (
            "tcpSocket: {port: 1}, initialDelaySeconds: 0, timeoutSeconds: 0, periodSeconds: 0, failureThreshold: 0",
            [],
        ),
        ("tcpSocket: {port: 1}, successThreshold: 0", []),
        ("exec: {}", ["Required {}.exec.command"]),
        ("exec: {command: []}", ["Required {}.exec.command"]),
        ("exec: {command: ['']}", []),
        ("httpGet: {}", ["Invalid {}.httpGet.port"]),
        ("httpGet: {port: 1, path: ''}", []),
        ("httpGet: {port: 1, path: 'no path'}", []),
        ("httpGet: {port: web}", []),
        ("httpGet: {port: 0}", ["Invalid {}.httpGet.port"]),
        ("httpGet: {port: 65536}", ["Invalid {}.httpGet.port"]),
        ("httpGet: {port: '80'}", ["Invalid {}.httpGet.port"]),
        ("httpGet: {port: Web}", ["Invalid {}.httpGet.port"]),
        ("httpGet: {port: 1, scheme: https}", ["NotSupported {}.httpGet.scheme"]),
        ("httpGet: {port: 1, scheme: HTTPS}", []),
        ("httpGet: {port: 1, httpHeaders: [{name: X Y, value: a}]}", ["Invalid {}.httpGet.httpHeaders[0].name"]),
        ("httpGet: {port: 1, httpHeaders: [{value: a}]}", ["Invalid {}.httpGet.httpHeaders[0].name"]),
        ("httpGet: {port: 1, httpHeaders: [{name: X-Y, value: ''}]}", []),
        ("httpGet: {port: 1, protocol: HTTP9, host: a}", []),
        ("tcpSocket: {}", ["Invalid {}.tcpSocket.port"]),
        ("tcpSocket: {port: -1}", ["Invalid {}.tcpSocket.port"]),
        ("tcpSocket: {port: a--b}", ["Invalid {}.tcpSocket.port"]),
        ("grpc: {port: 1, service: any}", []),
        ("grpc: {}", ["Invalid {}.grpc.port"]),
        ("grpc: {port: 65536}", ["Invalid {}.grpc.port"]),
        ("grpc: {port: 1, mode: Odd}", []),
    ],
)
def test_probe(field: str, probe: str, found: list[str]) -> None:
    assert rejected(pod(f"{field}: {{{probe}}}")) == [one.format(f"{C}.{field}") for one in found]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("livenessProbe: {{{}, successThreshold: 2}}", [f"Invalid {C}.livenessProbe.successThreshold"]),
        ("startupProbe: {{{}, successThreshold: 2}}", [f"Invalid {C}.startupProbe.successThreshold"]),
        ("readinessProbe: {{{}, successThreshold: 2}}", []),
        ("livenessProbe: {{{}, terminationGracePeriodSeconds: 1}}", []),
        (
            "livenessProbe: {{{}, terminationGracePeriodSeconds: 0}}",
            [f"Invalid {C}.livenessProbe.terminationGracePeriodSeconds"],
        ),
        (
            "startupProbe: {{{}, terminationGracePeriodSeconds: -1}}",
            [f"Invalid {C}.startupProbe.terminationGracePeriodSeconds"],
        ),
        (
            "readinessProbe: {{{}, terminationGracePeriodSeconds: 1}}",
            [f"Invalid {C}.readinessProbe.terminationGracePeriodSeconds"],
        ),
    ],
)
def test_what_differs_between_probes(fields: str, found: list[str]) -> None:
    assert rejected(pod(fields.format("tcpSocket: {port: 1}"))) == found


@pytest.mark.parametrize("field", ["postStart", "preStop"])
@pytest.mark.parametrize(
    ("hook", "found"),
    [
        ("exec: {command: [a]}", []),
        ("", ["Required {}"]),
        ("exec: {command: [a]}, httpGet: {port: 1}", ["Forbidden {}.httpGet"]),
        ("httpGet: {port: 1}, tcpSocket: {port: 1}", ["Forbidden {}.tcpSocket"]),
        ("tcpSocket: {port: 1}, sleep: {seconds: 1}", ["Forbidden {}.sleep"]),
        ("exec: {}", ["Required {}.exec.command"]),
        ("httpGet: {port: 0}", ["Invalid {}.httpGet.port"]),
        ("httpGet: {port: 1, scheme: FTP}", ["NotSupported {}.httpGet.scheme"]),
        ("httpGet: {port: 1, httpHeaders: [{name: 'a:', value: b}]}", ["Invalid {}.httpGet.httpHeaders[0].name"]),
        ("tcpSocket: {port: ''}", ["Invalid {}.tcpSocket.port"]),
        ("sleep: {seconds: 0}", []),
        ("sleep: {}", []),
        ("sleep: {seconds: 30}", []),
        ("sleep: {seconds: 31}", ["Invalid {}.sleep.seconds"]),
        ("sleep: {seconds: -1}", ["Invalid {}.sleep.seconds"]),
    ],
)
def test_hook(field: str, hook: str, found: list[str]) -> None:
    assert rejected(pod(f"lifecycle: {{{field}: {{{hook}}}}}")) == [
        one.format(f"{C}.lifecycle.{field}") for one in found
    ]


@pytest.mark.parametrize(
    ("grace", "seconds", "of_pod", "of_template"),
    [(60, 60, True, True), (60, 61, False, False), (0, 1, False, False), (0, 0, True, True), (-5, 1, True, False)],
)
def test_sleep_within_the_grace_period(grace: int, seconds: int, of_pod: bool, of_template: bool) -> None:
    fields, spec = (
        f"lifecycle: {{preStop: {{sleep: {{seconds: {seconds}}}}}}}",
        f", terminationGracePeriodSeconds: {grace}",
    )
    path = f"{C}.lifecycle.preStop.sleep.seconds"
    assert rejected(pod(fields, spec)) == ([] if of_pod else [f"Invalid {path}"])
    assert rejected(template(fields, spec)) == ([] if of_template else [f"Invalid template.{path}"])


def test_no_sleep_of_zero_before_1_33() -> None:
    zero = pod("lifecycle: {preStop: {sleep: {seconds: 0}}}")
    assert rejected(zero, 32) == [f"Invalid {C}.lifecycle.preStop.sleep.seconds"]
    assert rejected(zero, 33) == []


@pytest.mark.parametrize("lifecycle", ["{}", "{stopSignal: SIGODD}", "{stopSignal: SIGTERM}"])
def test_lifecycle_without_hooks(lifecycle: str) -> None:
    assert rejected(pod(f"lifecycle: {lifecycle}")) == []
