"""What log collectors tail by their configuration, and the texts of ConfigMaps that containers mount."""

import pytest
from conftest import facts_of, spot

from podlint.facts.config_maps import mounted_texts, used_by
from podlint.facts.paths import PathUse
from podlint.facts.workloads import Container, Pod


def manifest(config: str, image: str = "fluent/fluent-bit:3.1", volume: str = "configMap: {name: conf}") -> str:
    lines = "\n".join(f"    {line}" for line in config.splitlines())
    return f"""
apiVersion: v1
kind: Pod
metadata: {{name: web}}
spec:
  containers: [{{name: ship, image: '{image}', volumeMounts: [{{name: c, mountPath: /etc/ship}}]}}]
  volumes: [{{name: c, {volume}}}]
---
apiVersion: v1
kind: ConfigMap
metadata: {{name: conf}}
data:
  file: |
{lines}
"""


def paths(config: str, image: str = "fluent/fluent-bit:3.1") -> list[str]:
    rows = facts_of(manifest(config, image)).all(PathUse)
    return [row.path for row in rows if row.how == "configuration"]


@pytest.mark.parametrize(
    ("image", "config", "expected"),
    [
        ("fluent/fluent-bit:3", "[INPUT]\n  Name tail\n  Path /srv/log/*.log\n", ["/srv/log"]),
        ("fluent/fluent-bit:3", "[INPUT]\n  Path /a/b.log\n[OUTPUT]\n  Path /out/x\n", ["/a/b.log"]),
        ("fluent/fluentd:v1", '<source>\n  path "/a/b.log"\n</source>\n', ["/a/b.log"]),
        ("fluent/fluentd:v1", "<match **>\n  path /var/log/fluentd-buffers\n</match>\n", []),
        ("fluent/fluentd:v1", "<source>\n  pos_file /a/pos\n  path /a/b\n</source>\n", ["/a/b"]),
        ("elastic/filebeat:8", "paths:\n  - /a/*.log\n  - /b/c.log\n", ["/a", "/b/c.log"]),
        ("elastic/logstash:8", 'input { file {\n  path => "/a/b.log"\n} }\n', ["/a/b.log"]),
        ("grafana/promtail:3", "labels:\n  __path__: /a/*log\n", ["/a"]),
        ("timberio/vector:0.40", 'include = ["/a/b.log"]\n', ["/a/b.log"]),
        ("nginx:1.27", "[INPUT]\n  Path /srv/log/*.log\n", []),
        ("example.com/details:1", "[INPUT]\n  Path /srv/log/*.log\n", []),
    ],
)
def test_inputs(image: str, config: str, expected: list[str]) -> None:
    """P2 config extraction; G8: `details` is no collector although `tail` is in it."""
    assert paths(config, image) == expected


def test_the_place_is_the_pattern() -> None:
    (row,) = facts_of(manifest("[INPUT]\n  Path /srv/log/*.log\n")).all(PathUse)
    assert (spot(row.place), row.access, row.how) == ("15:12 /srv/log/*.log", "read", "configuration")


@pytest.mark.parametrize(
    ("volume", "number"),
    [
        ("configMap: {name: conf}", 1),
        ("projected: {sources: [{configMap: {name: conf}}, {secret: {name: conf}}]}", 1),
        ("configMap: {name: other}", 0),
        ("secret: {secretName: conf}", 0),
        ("configMap: null", 0),
        ("projected: {sources: [null, {configMap: conf}]}", 0),
    ],
)
def test_mounted_texts(volume: str, number: int) -> None:
    facts = facts_of(manifest("x", volume=volume))
    (container,) = facts.all(Container)
    (pod,) = facts.all(Pod)
    assert len(list(mounted_texts(facts, container))) == number
    assert len(list(used_by(facts, pod))) == number


def test_p2_near_miss_10_only_a_collector_reads_what_its_configuration_names() -> None:
    assert paths("[INPUT]\n  Path /var/log/containers\n", "busybox:1.37") == []
