"""Log collectors: which pods are nothing else, and where they read."""

import pytest
from conftest import facts_of, findings

from podlint.facts.log_collectors import LogCollector


def collector(
    volume: str, *, mount: str = "/v", name: str = "v", image: str = "fluent/fluent-bit:3", more: str = ""
) -> str:
    return f"""
apiVersion: apps/v1
kind: Deployment
metadata: {{name: collector}}
spec:
  selector: {{matchLabels: {{app: collector}}}}
  template:
    metadata: {{labels: {{app: collector}}}}
    spec:
      containers:
        - {{name: c, image: "{image}", volumeMounts: [{{name: {name}, mountPath: {mount}}}]}}
        {more}
      volumes: [{{name: {name}, {volume}}}]
"""


@pytest.mark.parametrize(
    "image",
    [
        "fluent/fluentd:v1",
        "fluent/fluent-bit:3",
        "grafana/promtail:3",
        "timberio/vector:0.44",
        "docker.elastic.co/logstash:8",
    ],
)
def test_collectors_by_image(image: str) -> None:
    (found,) = facts_of(collector("hostPath: {path: /var/log/app}", image=image)).all(LogCollector)
    assert (found.paths, found.system, found.placed, str(found.collector)) == (("/var/log/app",), False, True, "c")


@pytest.mark.parametrize(
    "image", ["example.com/details:1", "edenhill/kcat:1", "example.com/vectoradd:1", "grafana/loki:3"]
)
def test_g8_other_images(image: str) -> None:
    assert facts_of(collector("hostPath: {path: /var/log/app}", image=image)).all(LogCollector) == ()


def test_a_collector_beside_something_else_is_no_collector_pod() -> None:
    manifest = collector("hostPath: {path: /var/log/app}", more='- {name: app, image: "example.com/app:1"}')
    assert facts_of(manifest).all(LogCollector) == ()


@pytest.mark.parametrize(
    ("path", "mount", "name", "reads"),
    [
        ("/var/log/app", "/v", "v", True),
        ("/var/log", "/var/log", "v", True),
        ("/var/log/pods", "/v", "v", True),
        ("/var/lib/docker/containers", "/v", "v", True),
        ("/run/log/journal", "/v", "v", True),
        ("/srv/shop", "/v", "v", True),
        ("/srv/shop", "/var/log/shop", "v", True),
        ("/srv/shop", "/v", "buffer", False),
        ("/srv/positions", "/v", "v", False),
        ("/var/log/fluentd-buffers", "/v", "buffers", False),
        ("/etc/machine-id", "/v", "v", False),
        ("/etc/fluent", "/v", "v", False),
        ("/var/run/docker.sock", "/v", "v", False),
        ("/dev", "/v", "v", False),
    ],
)
def test_where_it_reads(path: str, mount: str, name: str, reads: bool) -> None:
    (found,) = facts_of(collector(f"hostPath: {{path: {path}}}", mount=mount, name=name)).all(LogCollector)
    assert found.paths == ((path,) if reads else ())


def test_no_directory_of_the_node_is_an_empty_list() -> None:
    (found,) = facts_of(collector("emptyDir: {}", mount="/var/log/app")).all(LogCollector)
    assert (found.reads, found.collector, found.twin) == ((), None, None)
    assert found.place.text == "collector"


APP = """
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: app}
spec:
  selector: {matchLabels: {app: app}}
  template:
    metadata: {labels: {app: app}}
    spec:
      containers: [{name: app, image: "example.com/app:1", volumeMounts: [{name: logs, mountPath: /logs}]}]
      volumes: [{name: logs, hostPath: {path: /var/log/app}}]
"""


def test_a_pair_is_told_once_for_the_collector_and_once_for_the_data_of_the_writer() -> None:
    manifests = collector("hostPath: {path: /var/log/app}") + APP
    told = findings(manifests, "pod/split-codependent-containers", "pod/log-collector-apart", "pod/host-path-data")
    assert [(one.rule, one.object.name if one.object else "") for one in told] == [
        ("split-codependent-containers", "collector"),
        ("host-path-data", "app"),
    ]


def test_alone_it_is_told_by_its_own_rule_only() -> None:
    told = findings(collector("hostPath: {path: /srv/shop}"), "pod/log-collector-apart", "pod/host-path-data")
    assert [one.rule for one in told] == ["log-collector-apart"]


def test_its_own_state_is_data_like_any_other() -> None:
    told = findings(
        collector("hostPath: {path: /srv/shop}", name="buffer"), "pod/log-collector-apart", "pod/host-path-data"
    )
    assert [one.rule for one in told] == ["host-path-data"]


@pytest.mark.parametrize("folder", ["", "variants/"])
def test_a_twin_stands_in_the_same_folder(folder: str) -> None:
    files = {
        "collector.yaml": collector("hostPath: {path: /var/log/pods}"),
        f"{folder}daemon.yaml": collector("hostPath: {path: /var/log/pods}").replace("Deployment", "DaemonSet"),
    }
    twins = [found.twin.kind for found in facts_of(files).all(LogCollector) if found.twin]
    assert twins == ([] if folder else ["DaemonSet"])
