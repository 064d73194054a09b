"""Who uses a declared volume: P2-f, volumes that nobody mounts, and what P2-g forbids to report."""

import pytest
from conftest import facts_of, findings, workload

from podlint.facts.volume_uses import VolumeUse

RULES = ("volume/unmounted-volume", "volume/no-writer-for-shared-volume")


def pod(*mounts: str, volumes: str = "{name: v, emptyDir: {}}", images: tuple[str, ...] = (), init: str = "") -> str:
    """A pod of containers c0, c1 ..., each with some mounts."""
    names = images or tuple(f"i{index}" for index in range(len(mounts)))
    containers = ", ".join(
        f"{{name: c{index}, image: '{image}', volumeMounts: [{own}]}}"
        for index, (own, image) in enumerate(zip(mounts, names, strict=True))
    )
    return workload("w", f"{{initContainers: [{init}], containers: [{containers}], volumes: [{volumes}]}}")


def told(manifest: str) -> list[str]:
    return [f"{one.rule} {one.severity} {one.confidence}" for one in findings(manifest, *RULES)]


RO = "{name: v, mountPath: /v, readOnly: true}"
RW = "{name: v, mountPath: /v}"
NO_WRITER = "no-writer-for-shared-volume"


@pytest.mark.parametrize(
    ("manifest", "expected"),
    [
        (pod(RO, RO), [f"{NO_WRITER} error high"]),
        (pod(RO, ""), [f"{NO_WRITER} warning high"]),
        (pod(RO, RW, images=("app", "fluent-bit:3")), [f"{NO_WRITER} error medium"]),
        (pod(RO, init=f"{{name: i, image: i, volumeMounts: [{RO}]}}"), [f"{NO_WRITER} error high"]),
        (pod(RO, RW), []),
        (pod(RW, RO), []),
        (pod(RW, ""), []),
        (pod(RO), []),
        (pod(RW, RW, images=("fluent-bit:3", "vector:1")), []),
        (pod(RO, RO, volumes="{name: v, persistentVolumeClaim: {claimName: v}}"), []),
        (pod(RO, RO, volumes="{name: v, configMap: {name: v}}"), []),
        (pod(RO, init=f"{{name: i, image: i, volumeMounts: [{RW}]}}"), []),
        (pod(RO.replace("/v,", "/var/run/secrets/kubernetes.io/serviceaccount,"), ""), []),
    ],
)
def test_writers(manifest: str, expected: list[str]) -> None:
    """P2-f, and P2-g: one container with a directory of its own is no finding."""
    assert told(manifest) == expected


def test_a_lone_collector_is_told_otherwise() -> None:
    """P2-b."""
    mount = "{name: app-logs, mountPath: /var/log/app, readOnly: true}"
    manifest = pod("", mount, volumes="{name: app-logs, emptyDir: {}}", images=("app", "fluent-bit:3"))
    assert [one.rule for one in findings(manifest)] == ["sidecar-missing-volume"]


def test_a_peer_outside_is_told_otherwise() -> None:
    """P2-a."""
    mount = "{name: logs, mountPath: /srv/log, readOnly: true}"
    peer = "{name: p, image: busybox, args: [tail, -F, /srv/log/a.log]}"
    app = f"{{name: c, image: c, volumeMounts: [{mount}]}}"
    spec = f"{{containers: [{app}, {peer}], volumes: [{{name: logs, emptyDir: {{}}}}]}}"
    assert [one.rule for one in findings(workload("w", spec))] == ["sidecar-missing-volume"]


@pytest.mark.parametrize(
    ("manifest", "expected"),
    [
        (pod("", ""), 1),
        (pod(""), 1),
        (pod(RW), 0),
        (pod("", init=f"{{name: i, image: i, volumeMounts: [{RW}]}}"), 0),
        (pod("{name: vv, mountPath: /v}"), 0),
        (pod("{name: quite-another, mountPath: /v}"), 1),
        (pod("{name: '${V}', mountPath: /v}"), 0),
        (pod("", volumes="{name: '{{ .v }}', emptyDir: {}}"), 0),
        (pod("", volumes="{emptyDir: {}}"), 0),
        (pod("").replace("volumeMounts: []", "volumeDevices: [{name: v, devicePath: /dev/x}]"), 0),
        (pod("").replace("volumeMounts: []", "volumeMounts: [], volumeMounts: []"), 0),
        (pod("").replace("{labels:", "{annotations: {sidecar.istio.io/inject: 'true'}, labels:"), 0),
        (pod("").replace("image: 'i0', ", ""), 0),
        (pod("", volumes="{name: v, emptyDir: {}}, {name: w, secret: {secretName: s}}"), 2),
    ],
)
def test_mounted(manifest: str, expected: int) -> None:
    found = findings(manifest, RULES[0])
    assert len(found) == expected


def test_claim_templates_count() -> None:
    manifest = workload(
        "w", "{containers: [{name: c, image: c}]}", "StatefulSet", more="volumeClaimTemplates: [{metadata: {name: d}}]"
    )
    assert [one.message for one in findings(manifest, RULES[0])] == ["no container of StatefulSet w mounts volume `d`"]


def test_rows_tell_the_use() -> None:
    (row,) = facts_of(pod(RO, RW)).all(VolumeUse)
    assert [str(mount.container) for mount in row.mounts] == ["c0", "c1"]
    assert [str(mount.container) for mount in row.readers] == ["c0"]
    assert [str(mount.container) for mount in row.writers] == ["c1"]
