"""Volumes that containers share: the criteria P2-a and P2-b, the positives and the near misses of P2."""

import pytest
from conftest import facts_of, findings, spot, workload

from podlint.facts.sharing import SharedVolume

MISSING = "volume/sidecar-missing-volume"


def container(name: str, fields: str = "", mounts: str = "", image: str = "") -> str:
    mounted = ", ".join(f"{{name: {one.split(':')[0]}, mountPath: {one.split(':')[1]}}}" for one in mounts.split())
    more = f", {fields}" if fields else ""
    return f"{{name: {name}, image: '{image or f'example.com/{name}:1'}', volumeMounts: [{mounted}]{more}}}"


def pod(*containers: str, init: str = "", volumes: str = "{name: logs, emptyDir: {}}", kind: str = "Pod") -> str:
    return workload(
        "shop", f"{{initContainers: [{init}], containers: [{', '.join(containers)}], volumes: [{volumes}]}}", kind
    )


FLUENT = "fluent/fluent-bit:3.1"
POSITIVES = {
    "P2-a an argument": (
        pod(container("app", mounts="logs:/srv/log"), container("ship", "args: [tail, -F, /srv/log/out.log]")),
        "/srv/log/out.log",
    ),
    "P2-a the mount path itself": (
        pod(container("app", mounts="logs:/srv/log"), container("ship", "env: [{name: DIR, value: /srv/log}]")),
        "/srv/log",
    ),
    "P2-a a claim": (
        pod(
            container("app", mounts="logs:/srv/log"),
            container("ship", "args: [tail, -F, /srv/log/out.log]"),
            volumes="{name: logs, persistentVolumeClaim: {claimName: a}}",
        ),
        "/srv/log/out.log",
    ),
    "P2-a a native sidecar": (
        pod(
            container("app", mounts="logs:/srv/log"),
            init=container("ship", "restartPolicy: Always, args: [tail, -F, /srv/log/out.log]"),
        ),
        "/srv/log/out.log",
    ),
    "P2-b, positive 2: only the collector mounts it": (
        pod(container("web", image="nginx:1.27"), container("ship", mounts="logs:/var/log/app", image=FLUENT)),
        "/var/log/app",
    ),
    "P2-b by the name of the volume": (
        pod(container("web", image="nginx:1.27"), container("ship", mounts="logs:/in", image=FLUENT)),
        "/in",
    ),
}


@pytest.mark.parametrize("name", POSITIVES)
def test_positive(name: str) -> None:
    text, token = POSITIVES[name]
    assert [one.place.text for one in findings(text, MISSING)] == [token]


def test_p2_positive_7_an_init_container_writes_in_its_own_file_system() -> None:
    """Told once: by the rule for what init containers deliver."""
    init = container("init", "command: [sh, -c, 'echo hi > /work/haha.txt']")
    found = findings(pod(container("app", mounts="logs:/work"), init=init))
    assert [one.place.text for one in found] == ["/work/haha.txt"]


PRIVATE = ("/", "/tmp", "/run", "/var/run", "/var/cache", "/home", "/root", "/dev/shm")
NEAR_MISSES = {
    "P2 near miss 1 the node's view of a path": pod(
        container(
            "registrar", "args: ['--kubelet-registration-path=/var/lib/kubelet/plugins/x/csi.sock']", "logs:/csi"
        ),
        container("driver", mounts="logs:/var/lib/kubelet/plugins/x"),
        volumes="{name: logs, hostPath: {path: /var/lib/kubelet/plugins/x}}",
        kind="DaemonSet",
    ),
    "P2-a a hostPath": pod(
        container("app", mounts="logs:/srv/log"),
        container("ship", "args: [tail, -F, /srv/log/out.log]"),
        volumes="{name: logs, hostPath: {path: /x}}",
    ),
    "P2-a a ConfigMap": pod(
        container("app", mounts="logs:/srv/log"),
        container("ship", "args: [tail, -F, /srv/log/out.log]"),
        volumes="{name: logs, configMap: {name: x}}",
    ),
    "P2 near miss 2 an init container reads its own image": pod(
        container("app", mounts="logs:/opt/app/conf"),
        init=container("prepare", "command: [cp, -r, /opt/app/conf, /emptydir]", "logs:/emptydir"),
    ),
    "P2 near miss 2 an init container without the mount reads its own image": pod(
        container("app", mounts="logs:/opt/app/conf"),
        init=container("prepare", "command: [cat, /opt/app/conf/a]"),
    ),
    **{
        f"P2 near miss 3 private scratch at {path}": pod(
            container("one", mounts=f"logs:{path}"), container("two", f"args: [--dir, {path.rstrip('/')}/x]")
        )
        for path in PRIVATE
    },
    "P2 near miss 4 the mounter is no collector": pod(
        container("frr"), container("reloader", mounts="frr-log:/var/log/frr"), volumes="{name: frr-log, emptyDir: {}}"
    ),
    "P2 near miss 5 the init bridges two volumes": pod(
        container("jenkins", "args: [--dir, /ref/plugins]", "plugin-dir:/ref/plugins"),
        init=container("init", mounts="plugins:/ref/plugins plugin-dir:/var/jenkins_plugins"),
        volumes="{name: plugins, emptyDir: {}}, {name: plugin-dir, emptyDir: {}}",
    ),
    "P2 near miss 6 shared by two init containers": pod(
        container("db"),
        init=f"{container('one', 'command: [touch, /work-dir/a]', 'logs:/work-dir')}, "
        f"{container('two', 'command: [cat, /work-dir/a]', 'logs:/work-dir')}",
    ),
    "P2 near miss 8 different mount paths": pod(
        container("writer", "args: [--out, /var/htdocs/a]", "logs:/var/htdocs"),
        container("web", "args: [--root, /usr/share/nginx/html]", "logs:/usr/share/nginx/html"),
    ),
    "P2 near miss 9 private volumes of a proxy": pod(
        container("app"), container("istio-proxy", mounts="logs:/etc/istio/proxy", image="istio/proxyv2:1.24")
    ),
    "P2 near miss 11 parent mount and subPath": pod(
        container("sync", "args: [--root, /git/repo]", "logs:/git logs:/git/repo"),
        container("app", "args: [--dags, /git/repo/dags]", "logs:/git/repo"),
    ),
    "P2 near miss 12 read-only on the reader": pod(
        container("writer", mounts="logs:/var/htdocs"), container("web", mounts="logs:/usr/share/nginx/html")
    ),
    "P2 near miss 13 a snippet (G3)": pod(
        container("app", mounts="logs:/srv/log"), container("ship", "args: [tail, -F, /srv/log/a]")
    )
    .replace(", image: 'example.com/app:1'", "")
    .replace(", image: 'example.com/ship:1'", ""),
    "P2-a a URL": pod(
        container("app", mounts="logs:/metrics"), container("get", "args: ['http://localhost/metrics/a']")
    ),
    "P2-a host:/path": pod(container("app", mounts="logs:/srv"), container("get", "args: ['nfs:/srv/a']")),
    "P2-a one container": pod(container("app", "args: [tail, /srv/log/a]")),
    "P2-b the collector's own state": pod(
        container("app"), container("ship", mounts="logs:/var/log/buffers", image=FLUENT)
    ),
    "P2-b a claim, which another pod may write": pod(
        container("app"),
        container("ship", mounts="logs:/var/log/app", image=FLUENT),
        volumes="{name: logs, persistentVolumeClaim: {claimName: a}}",
    ),
    "P2-b the collector alone in the pod": pod(container("ship", mounts="logs:/var/log/app", image=FLUENT)),
    "G8 a word that only contains a collector's name": pod(
        container("app"), container("x", mounts="logs:/var/log/app", image="example.com/vectoradd:1")
    ),
    "G11 a path that is filled in later": pod(
        container("app", mounts="logs:/srv/log"), container("ship", "args: ['/srv/log/{{ .Values.file }}']")
    ),
    "G11 a mount path that is filled in later": pod(
        container("app", mounts="logs:${LOGS}"), container("ship", "args: [tail, '${LOGS}/a']")
    ),
    "P2-a a path that is mounted from elsewhere": pod(
        container("app", mounts="logs:/srv/log"),
        container("ship", "args: [tail, -F, /srv/log/a]", "other:/srv"),
        volumes="{name: logs, emptyDir: {}}, {name: other, emptyDir: {}}",
    ),
}


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_near_miss(name: str) -> None:
    assert findings(NEAR_MISSES[name], MISSING) == ()


def test_the_row() -> None:
    text = pod(
        container("app", mounts="logs:/srv/log"),
        container("ship", "args: [tail, -F, /srv/log/a, /srv/log/b]"),
        init=container("init"),
    )
    (row,) = facts_of(text).all(SharedVolume)
    assert (row.volume.name, [mount.container.name for mount in row.mounts]) == ("logs", ["app"])
    assert [use.path for use in row.outside] == ["/srv/log/a", "/srv/log/b"]
    assert [one.name for one in row.absent] == ["ship"]
    assert row.lone_collector is None
    assert (row.owner.path, row.place.text) == ("/srv/log", "logs")
    assert "mountPath: /srv/log" in row.repaired


def test_a_volume_that_nobody_mounts_is_not_shared() -> None:
    assert facts_of(pod(container("a"), container("b"))).all(SharedVolume) == ()


def test_evidence_is_in_reading_order() -> None:
    text = pod(container("app", mounts="logs:/srv/log"), container("ship", "args: [tail, -F, /srv/log/a]"))
    (finding,) = findings(text, MISSING)
    assert [spot(one.place).split(" ")[1] for one in finding.evidence] == ["/srv/log", "logs"]
    assert (finding.severity, finding.step) == ("error", 2)
