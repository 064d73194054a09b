"""Uses of the node's directories: what lies at the path, who has it, and which pods belong to the node anyway."""

import pytest
from conftest import facts_of, findings, spot

from podlint.facts.host_paths import HostPathUse, path_kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/data", "data"),
        ("/tmp/mongodb", "data"),
        ("/var/lib/shop", "data"),
        ("data", "data"),
        ("/var/log/app", "log"),
        ("/srv/shop/logs", "log"),
        ("/var/log", "system"),
        ("/var/log/pods", "system"),
        ("/var/lib/docker/containers", "system"),
        ("/lib/modules", "system"),
        ("/dev/kvm", "system"),
        ("/var/lib/kubelet/plugins/driver", "system"),
        ("/etc/localtime", "trivial"),
        ("/etc/ssl/certs/ca.crt", "trivial"),
        ("/usr/share/zoneinfo", "trivial"),
        ("/", "top"),
        ("/etc", "top"),
        ("/var", "top"),
        ("/root", "top"),
        ("/home", "top"),
        ("/home/dev", "data"),
        ("/var/run/docker.sock", "runtime-socket"),
        ("/run/containerd", "runtime-socket"),
        ("/run/containerd/containerd.sock", "runtime-socket"),
        ("/var/run/mysqld", "socket"),
        ("/run/spire/sockets", "socket"),
        ("/srv/app/app.sock", "socket"),
        ("/usr/lib/nvidia-375", "library"),
        ("/usr/lib/x86_64-linux-gnu/libcuda.so.1", "library"),
        ("/opt/driver/libgpu.so", "library"),
    ],
)
def test_path_kind(path: str, kind: str) -> None:
    assert path_kind(path) == kind


def test_the_type_of_the_volume_says_what_the_path_does_not() -> None:
    assert path_kind("/srv/agent", "Socket") == "socket"
    assert path_kind("/srv/disk", "BlockDevice") == "system"
    assert path_kind("/run/docker.sock", "Socket") == "runtime-socket"
    assert path_kind("/srv/data", "Directory") == "data"


def deployment(volume: str, *, mount: str = "", name: str = "app", spec: str = "", kind: str = "Deployment") -> str:
    image = "fluent/fluent-bit:3" if "collector" in name else f"example.com/{name}:1"
    return f"""
apiVersion: apps/v1
kind: {kind}
metadata: {{name: {name}}}
spec:
  selector: {{matchLabels: {{app: {name}}}}}
  template:
    metadata: {{labels: {{app: {name}}}}}
    spec:
      {spec or "hostPID: false"}
      containers: [{{name: app, image: "{image}", volumeMounts: [{{name: v, mountPath: /v{mount}}}]}}]
      volumes: [{{name: v, {volume}}}]
"""


def use(manifests: str) -> HostPathUse:
    (found,) = facts_of(manifests).all(HostPathUse)
    return found


def test_a_use() -> None:
    found = use(deployment("hostPath: {path: /srv/data/}"))
    assert (found.path, found.path_kind, found.users, spot(found.place)) == (
        "/srv/data",
        "data",
        "app",
        "12:44 /srv/data/",
    )
    assert (found.writable, found.asks, found.pinned, found.served, found.of_node) == (True, False, False, False, False)
    assert (found.coupling, found.collected, found.deploys, found.persistent_volume) == ("", False, False, None)


@pytest.mark.parametrize(
    ("mount", "kind", "writable", "asks"),
    [
        ("", "", True, False),
        (", readOnly: true", "", False, False),
        (", readOnly: true", ", type: Directory", False, True),
        (", readOnly: true", ", type: DirectoryOrCreate", False, True),
        (", readOnly: true", ", type: FileOrCreate", False, True),
        (", readOnly: true", ", type: File", False, False),
        (", readOnly: true", ", type: [Directory]", False, False),
    ],
)
def test_writable_and_type(mount: str, kind: str, writable: bool, asks: bool) -> None:
    found = use(deployment(f"hostPath: {{path: /srv/data{kind}}}", mount=mount))
    assert (found.writable, found.asks) == (writable, asks)


@pytest.mark.parametrize(
    "volume", ["hostPath: {}", "hostPath: /srv", "hostPath: {path: 5}", 'hostPath: {path: "<dir>"}']
)
def test_unknown_paths_have_no_row(volume: str) -> None:
    assert facts_of(deployment(volume)).all(HostPathUse) == ()


def test_a_daemon_set_serves_the_path_and_what_lies_right_below() -> None:
    daemon = deployment("hostPath: {path: /srv/data}", name="agent", kind="DaemonSet")
    served = {
        row.pod.name: (row.served, row.of_node)
        for row in facts_of(
            "---".join(
                [
                    daemon,
                    deployment("hostPath: {path: /srv/data/one}", name="near"),
                    deployment("hostPath: {path: /srv/data/a/b/c}", name="far"),
                    deployment("hostPath: {path: /opt/data}", name="other"),
                ]
            )
        ).all(HostPathUse)
    }
    assert served == {
        "agent": (False, True),
        "near": (True, False),
        "far": (False, False),
        "other": (False, False),
    }


def test_the_sides_of_a_pair() -> None:
    """split-codependent-containers tells the pair; the writer's data is a matter of its own."""
    manifests = "---".join(
        [
            deployment("hostPath: {path: /srv/pages}", name="writer"),
            deployment("hostPath: {path: /srv/pages}", name="reader", mount=", readOnly: true"),
        ]
    )
    sides = {row.pod.name: row.coupling for row in facts_of(manifests).all(HostPathUse)}
    assert sides == {"writer": "server", "reader": "client"}
    assert [one.object.name for one in findings(manifests, "pod/host-path-data") if one.object] == ["writer"]


VOLUME = """
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: pv, labels: {disk: a}}
spec: {accessModes: [ReadWriteMany], hostPath: {path: /mnt/data}PLUS}
"""
CLAIM = """
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [MODE]PLUS}
"""


@pytest.mark.parametrize(
    ("claim", "volume", "bound"),
    [
        ("", "", True),
        (", volumeName: pv", "", True),
        (", volumeName: other", "", False),
        (", storageClassName: slow", ", storageClassName: slow", True),
        (", storageClassName: slow", ", storageClassName: fast", False),
        (", selector: {matchLabels: {disk: a}}", "", True),
        (", selector: {matchLabels: {disk: b}}", "", False),
        (", selector: {matchLabels: {volume: pv}}", "", True),
    ],
)
def test_the_volume_behind_a_claim(claim: str, volume: str, bound: bool) -> None:
    """P7-pv: bound by name, label or storage class."""
    manifests = (
        deployment("persistentVolumeClaim: {claimName: data}")
        + CLAIM.replace("MODE", "ReadWriteMany").replace("PLUS", claim)
        + VOLUME.replace("PLUS", volume)
    )
    rows = facts_of(manifests).all(HostPathUse)
    assert [(row.path, row.many, row.place.text) for row in rows] == [("/mnt/data", True, "/mnt/data")] * bound


@pytest.mark.parametrize(("class_", "bound"), [("", True), ("storageClassName: slow, ", False)])
def test_the_volume_behind_a_claim_template(class_: str, bound: bool) -> None:
    manifest = f"""
apiVersion: apps/v1
kind: StatefulSet
metadata: {{name: db}}
spec:
  selector: {{matchLabels: {{app: db}}}}
  template:
    metadata: {{labels: {{app: db}}}}
    spec:
      containers: [{{name: db, image: "postgres:17", volumeMounts: [{{name: data, mountPath: /data}}]}}]
  volumeClaimTemplates:
    - metadata: {{name: data}}
      spec: {{{class_}accessModes: [ReadWriteOnce]}}
"""
    rows = facts_of(manifest + VOLUME.replace("PLUS", "")).all(HostPathUse)
    assert [(row.path, row.many) for row in rows] == [("/mnt/data", False)] * bound


@pytest.mark.parametrize(("mode", "writable"), [("ReadOnlyMany", False), ("ReadWriteOnce", True)])
def test_nobody_writes_through_a_read_only_claim(mode: str, writable: bool) -> None:
    claim = CLAIM.replace("MODE", mode).replace("PLUS", "")
    assert (
        use(deployment("persistentVolumeClaim: {claimName: data}") + claim + VOLUME.replace("PLUS", "")).writable
        == writable
    )


AFFINITY = ", nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: []}]}}"


@pytest.mark.parametrize(
    ("manifests", "pinned"),
    [
        (deployment("hostPath: {path: /srv}"), False),
        (deployment("hostPath: {path: /srv}", spec="nodeName: a"), True),
        (deployment("hostPath: {path: /srv}", spec="nodeSelector: {kubernetes.io/hostname: a}"), True),
        (deployment("hostPath: {path: /srv}", spec="nodeSelector: {disktype: ssd}"), False),
        (
            deployment("persistentVolumeClaim: {claimName: data}")
            + CLAIM.replace("MODE", "ReadWriteOnce").replace("PLUS", "")
            + VOLUME.replace("PLUS", AFFINITY),
            True,
        ),
    ],
)
def test_pinned(manifests: str, pinned: bool) -> None:
    assert use(manifests).pinned == pinned


def test_a_deploy_directory_is_not_told_twice() -> None:
    manifest = deployment("hostPath: {path: /srv/webapps}", name="tomcat").replace("/v}", "/usr/local/tomcat/webapps}")
    assert use(manifest).deploys
    assert [one.rule for one in findings(manifest, "pod/host-path-data", "packaging/war-from-host-path")] == [
        "war-from-host-path"
    ]
