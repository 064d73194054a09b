"""Couplings: what binds two workloads to one node or one network, by the criteria, positives and near misses of P1."""

import pytest
from conftest import Files, facts_of, findings, spot, workload

from podlint.facts.couplings import Coupling

SPLIT = "pod/split-codependent-containers"
APP = "{name: app, image: 'example.com/app:1'"
POSTGRES = workload("db", "{containers: [{name: db, image: 'postgres:16', ports: [{containerPort: 5432}]}]}")
REDIS = workload("cache", "{containers: [{name: cache, image: 'redis:7', ports: [{containerPort: 6379}]}]}")


def host_path(path: str, name: str = "app", mount: str = "", extra: str = "", image: str = "") -> str:
    """The spec of a pod that mounts a directory of its node."""
    return (
        f"{{containers: [{{name: {name}, image: '{image or f'example.com/{name}:1'}', "
        f"volumeMounts: [{{name: dir, mountPath: /dir{mount}}}]}}], "
        f"volumes: [{{name: dir, hostPath: {{path: {path}}}}}]{extra}}}"
    )


def claiming(claim: str, name: str, extra: str = "") -> str:
    """The spec of a pod that mounts a claim."""
    return (
        f"{{containers: [{{name: {name}, image: 'example.com/{name}:1', volumeMounts: [{{name: d, mountPath: /d}}]}}], "
        f"volumes: [{{name: d, persistentVolumeClaim: {{claimName: {claim}}}}}]{extra}}}"
    )


def claim(name: str, mode: str = "ReadWriteOnce", namespace: str = "", extra: str = "") -> str:
    space = f", namespace: {namespace}" if namespace else ""
    return (
        f"---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {{name: {name}{space}}}\n"
        f"spec: {{accessModes: [{mode}]{extra}}}\n"
    )


def following(app: str, key: str = "kubernetes.io/hostname", how: str = "required") -> str:
    """Affinity of a pod to those of another workload."""
    term = f"{{topologyKey: {key}, labelSelector: {{matchLabels: {{app: {app}}}}}}}"
    if how == "preferred":
        term = f"{{weight: 1, podAffinityTerm: {term}}}"
    return f", affinity: {{podAffinity: {{{how}DuringSchedulingIgnoredDuringExecution: [{term}]}}}}"


def dialling(env: str = "", args: str = "", peers: str = "", extra: str = "") -> str:
    """The spec of a pod whose container has environment variables or arguments, with peers."""
    return f"{{containers: [{APP}, env: [{env}], args: [{args}]}}{peers}]{extra}}}"


def couplings(files: Files) -> list[str]:
    """Client, server, the kinds of signs and the tier of each coupling."""
    rows = facts_of(files).all(Coupling)
    return [f"{row.client.name} {row.server.name} {'+'.join(s.kind for s in row.signs)} {row.tier}" for row in rows]


POSITIVES = {
    "P1-HP two Deployments and a directory of the node": (
        workload("app", host_path("/srv/data")) + workload("side", host_path("/srv/data", "side")),
        ["side app hostPath medium"],
    ),
    "P1-HP parent and child": (
        workload("app", host_path("/srv/data")) + workload("side", host_path("/srv/data/in/out", "side")),
        ["side app hostPath medium"],
    ),
    "P1-HP a log directory is surer": (
        workload("app", host_path("/var/log/shop")) + workload("side", host_path("/var/log/shop", "side")),
        ["side app hostPath high"],
    ),
    "P1-HP the writer is the server": (
        workload("app", host_path("/srv/data", mount=", readOnly: true"))
        + workload("side", host_path("/srv/data", "side")),
        ["app side hostPath medium"],
    ),
    "P1 positive 3 collector as a StatefulSet, reading what a Deployment writes": (
        workload("vector", host_path("/var/log/app", "v", image="timberio/vector:0.40"), "StatefulSet")
        + workload("app", host_path("/var/log/app")),
        ["vector app hostPath high"],
    ),
    "P1 positive 1 CSI socket directory with required affinity": (
        workload("plugin", host_path("/var/lib/kubelet/plugins/drv"), "StatefulSet")
        + workload(
            "attacher", host_path("/var/lib/kubelet/plugins/drv", "a", extra=following("plugin")), "StatefulSet"
        ),
        ["attacher plugin socket+affinity high"],
    ),
    "P1-SOCK a socket directory": (
        workload("mysql", host_path("/var/run/mysqld")) + workload("app", host_path("/run/mysqld", "web")),
        ["app mysql socket high"],
    ),
    "P1 positive 5 DB_HOST=localhost, Postgres elsewhere": (
        workload("app", dialling("{name: DB_HOST, value: localhost}, {name: DB_PORT, value: '5432'}")) + POSTGRES,
        ["app db localhost high"],
    ),
    "P1 positive 6 REDIS_HOST=localhost": (
        workload("app", dialling("{name: REDIS_HOST, value: localhost}"), "Pod") + REDIS,
        ["app cache localhost high"],
    ),
    "P1 positive 6 jdbc": (
        workload("app", dialling("{name: DATASOURCE_URL, value: 'jdbc:postgresql://localhost:5432/a'}"), "Pod")
        + POSTGRES,
        ["app db localhost high"],
    ),
    "P1 positive 8 a claim of three": (
        claim("models")
        + workload("train", claiming("models", "train"), "Job")
        + workload("export", claiming("models", "export"), "Pod")
        + workload("board", claiming("models", "board")),
        ["train export claim low", "board export claim medium"],
    ),
    "P1 positive 9 two Pods, one claim": (
        claim("www") + workload("one", claiming("www", "a"), "Pod") + workload("two", claiming("www", "b"), "Pod"),
        ["two one claim medium"],
    ),
    "P1 positive 11 required affinity to a Deployment": (
        workload("front", f"{{containers: [{APP}}}]{following('back')}}}")
        + workload("back", "{containers: [{name: b, image: 'example.com/b:1'}]}"),
        ["front back affinity low"],
    ),
    "P1-LH an argument that names the upstream": (
        workload("app", dialling(args="'--redis-url=redis://localhost:6379'")) + REDIS,
        ["app cache localhost high"],
    ),
    "P1-LH with peers, an explicit port that only another workload has": (
        workload(
            "app", dialling("{name: UPSTREAM, value: 'localhost:6379'}", peers=", {name: s, image: 'example.com/s:1'}")
        )
        + REDIS,
        ["app cache localhost high"],
    ),
}


@pytest.mark.parametrize("name", POSITIVES)
def test_positive(name: str) -> None:
    text, expected = POSITIVES[name]
    assert couplings(text) == expected


NEAR_MISSES = {
    "P1 near miss 1 DaemonSet": workload("fluentd", host_path("/var/log/shop"), "DaemonSet")
    + workload("app", host_path("/var/log/shop", "x")),
    "P1 near miss 2 static pods share the node's own directories": workload(
        "api", host_path("/etc/kubernetes"), "Pod", namespace="kube-system"
    )
    + workload("scheduler", host_path("/etc/kubernetes", "s"), "Pod", namespace="kube-system"),
    "P1 near miss 2 control plane by its label": workload("a", host_path("/srv/x"), "Pod").replace(
        "app: a", "tier: control-plane"
    )
    + workload("b", host_path("/srv/x", "b"), "Pod"),
    "P1 near miss 3 audit Jobs": workload("bench", host_path("/srv/conf", extra=", hostPID: true"), "Job")
    + workload("other", host_path("/srv/conf", "o"), "Job"),
    "P1 near miss 4 a provisioner beside a DaemonSet": workload("csi", host_path("/srv/drv"), "DaemonSet")
    + workload("one", host_path("/srv/drv", "x"))
    + workload("two", host_path("/srv/drv", "y")),
    **{
        f"P1 near miss 5 {path}": workload("one", host_path(path)) + workload("two", host_path(path, "x"))
        for path in (
            *(
                "/",
                "/sys",
                "/dev/log",
                "/etc/ssl/certs",
                "/proc",
                "/lib/modules",
                "/usr/share",
                "/boot",
                "/opt/cni/bin",
            ),
            *("/var/lib/docker", "/var/lib/containerd", "/var/lib/calico", "/var/lib/etcd", "/var/lib/kube-proxy"),
            *("/var/lib/kubelet", "/var/log", "/var/log/pods", "/var/log/containers", "/var/log/journal", "/var/run"),
            *("/run", "/run/docker.sock", "/var/run/containerd/containerd.sock", "/run/xtables.lock", "/run/udev"),
            *("/srv/kubernetes", "/var/lib/waagent", "/var/lib/cni", "/var/lib/kubelet/plugins/drv"),
        )
    },
    "P1-HP nobody writes": workload("one", host_path("/srv/x", mount=", readOnly: true"))
    + workload("two", host_path("/srv/x", "x", mount=", readOnly: true")),
    "P1-HP three levels apart": workload("one", host_path("/srv")) + workload("two", host_path("/srv/a/b/c", "x")),
    "P1-HP two namespaces": workload("one", host_path("/srv/x"), namespace="a")
    + workload("two", host_path("/srv/x", "x"), namespace="b"),
    "P1 near miss 6 ReadWriteMany": claim("m", "ReadWriteMany")
    + workload("one", claiming("m", "a"))
    + workload("two", claiming("m", "b")),
    "P1-RWO a claim that is not in the input": workload("one", claiming("m", "a"))
    + workload("two", claiming("m", "b")),
    "P1-RWO claim templates have a claim for each pod": workload(
        "one", claiming("data", "a"), "StatefulSet", more="volumeClaimTemplates: [{metadata: {name: data}}]"
    )
    + workload("two", claiming("data", "b"), "StatefulSet", more="volumeClaimTemplates: [{metadata: {name: data}}]"),
    "P1 near miss 7 affinity to a DaemonSet": workload("relay", f"{{containers: [{APP}}}]{following('agent')}}}")
    + workload("agent", "{containers: [{name: a, image: 'example.com/a:1'}]}", "DaemonSet"),
    "P1 near miss 8 preferred": workload("kafka", f"{{containers: [{APP}}}]{following('zk', how='preferred')}}}")
    + workload("zk", "{containers: [{name: z, image: 'example.com/z:1'}]}"),
    "P1 near miss 8 zone": workload(
        "router", f"{{containers: [{APP}}}]{following('db', 'topology.kubernetes.io/zone')}}}"
    )
    + POSTGRES,
    "P1-AFF to its own pods": workload("web", f"{{containers: [{APP}}}]{following('web')}}}"),
    "P1 near miss 10 and 13 a peer's image has the port": workload(
        "app", dialling("{name: REDIS_URL, value: 'localhost:6379'}", peers=", {name: r, image: 'redis:alpine'}")
    )
    + REDIS,
    "P1 near miss 11 the port stands in a peer's arguments": workload(
        "app",
        dialling(
            "{name: URL, value: 'jdbc:mysql://localhost:3306/a'}",
            peers=", {name: p, image: 'example.com/p:1', args: ['-instances=a:b:c=tcp:3306']}",
        ),
    )
    + workload("db", "{containers: [{name: db, image: 'mysql:8'}]}"),
    "P1 near miss 12 declared ports can be wrong": workload(
        "app",
        dialling(
            "{name: DB_URL, value: 'localhost:3306'}",
            peers=", {name: m, image: 'mysql:8', ports: [{containerPort: 8080}]}",
        ),
    )
    + workload("db", "{containers: [{name: db, image: 'mysql:8'}]}"),
    "P1 near miss 14 the same pod": workload(
        "app",
        dialling(args="'--upstream=http://127.0.0.1:8081/'", peers=", {name: e, image: 'e:1', args: ['--port=8081']}"),
    )
    + workload("db", "{containers: [{name: db, image: 'x:8', ports: [{containerPort: 8081}]}]}"),
    "P1 near miss 15 peers, and nobody has the port": workload(
        "app", dialling(args="'http://localhost:9001/x'", peers=", {name: agent, image: 'example.com/agent:1'}")
    )
    + POSTGRES,
    "P1 near miss 16 the node's network": workload(
        "app", dialling("{name: ETCD_URL, value: 'http://127.0.0.1:5432'}", extra=", hostNetwork: true")
    )
    + POSTGRES,
    "P1 near miss 17 a bind address": workload(
        "app", dialling("{name: BIND_ADDR, value: 'localhost:5432'}", "'--metrics-addr=127.0.0.1:5432'")
    )
    + POSTGRES,
    "P1 near miss 18 dind": workload(
        "app", dialling("{name: DOCKER_HOST, value: 'tcp://localhost:2375'}", peers=", {name: d, image: 'docker:dind'}")
    )
    + workload("dind", "{containers: [{name: d, image: 'docker:dind', ports: [{containerPort: 2375}]}]}"),
    "P1 near miss 19 a native sidecar dials the app": workload(
        "app",
        "{initContainers: [{name: s, image: 's:1', restartPolicy: Always, "
        "env: [{name: TARGET_DESTINATION, value: '127.0.0.1:8080'}]}], "
        "containers: [{name: app, image: 'example.com/app:1', ports: [{containerPort: 8080}]}]}",
    )
    + workload("other", "{containers: [{name: o, image: 'x:8', ports: [{containerPort: 8080}]}]}"),
    "P1 near miss 20 a DaemonSet serves the socket": workload("registrar", host_path("/run/spire/sockets"))
    + workload("server", host_path("/run/spire/sockets", "s"))
    + workload("agent", host_path("/run/spire", "a"), "DaemonSet"),
    "P1 near miss 21 a Task of Tekton": "apiVersion: tekton.dev/v1\nkind: Task\nmetadata: {name: t}\n"
    "spec: {steps: [{image: x, env: [{name: DB_HOST, value: localhost}]}], sidecars: [{image: 'postgres:16'}]}\n"
    + POSTGRES,
    "P1 near miss 22 one name in two namespaces": claim("data", namespace="one")
    + workload("first", claiming("data", "a"), namespace="one")
    + workload("second", claiming("data", "b"), namespace="two"),
    "P1 near miss 22 one of them in no namespace": claim("pvc", "ReadWriteMany", namespace="kube-system")
    + claim("pvc")
    + workload("registry", claiming("pvc", "a"), namespace="kube-system")
    + workload("other", claiming("pvc", "b")),
    "P1-LH NO_PROXY, HOSTNAME and ALLOWED are no clients": workload(
        "app",
        dialling(
            "{name: NO_PROXY, value: 'localhost:5432'}, {name: DB_HOSTNAME_OLD, value: 'localhost:5432'}, "
            "{name: ALLOWED_HOSTS, value: 'localhost:5432'}, {name: HOST, value: 'localhost:5432'}"
        ),
    )
    + POSTGRES,
    "P1-LH its own port": workload(
        "app",
        "{containers: [{name: app, image: 'example.com/app:1', ports: [{containerPort: 5432}], "
        "env: [{name: SELF_URL, value: 'http://localhost:5432'}]}]}",
    )
    + POSTGRES,
    "P1-LH a port that nobody else has": workload("app", dialling("{name: API_URL, value: 'http://localhost:8099'}"))
    + POSTGRES,
    "G6 the port of an injected proxy": workload("app", dialling("{name: HTTP_PROXY, value: '127.0.0.1:15002'}"))
    + workload("istio", "{containers: [{name: i, image: 'x:1', ports: [{containerPort: 15002}]}]}"),
    "G9 the same application as DaemonSet and Deployment": workload("agent", host_path("/srv/x"), "DaemonSet")
    + workload("agent", host_path("/srv/x")),
    "G9 two variants with the same image": workload("a-v1", host_path("/srv/x", image="example.com/a:1"))
    + workload("a-v2", host_path("/srv/x", image="example.com/a:2")),
    "G10 a live dump": workload("dump", host_path("/srv/x"), "Pod").rstrip()
    + "\nstatus: {phase: Running}\n"
    + workload("app", host_path("/srv/x", "x")),
    "G3 a snippet without images": workload("app", host_path("/srv/x").replace("image: 'example.com/app:1', ", ""))
    + workload("two", host_path("/srv/x", "x")),
    "G11 a directory that is filled in later": workload("app", host_path('"{{ .Values.dir }}"'))
    + workload("two", host_path('"{{ .Values.dir }}"', "x")),
    "G11 a claim that is filled in later": claim('"${CLAIM}"')
    + workload("app", claiming('"${CLAIM}"', "a"))
    + workload("two", claiming('"${CLAIM}"', "b")),
}


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_near_miss(name: str) -> None:
    assert couplings(NEAR_MISSES[name]) == []


def test_p1_near_miss_9_a_job_before_a_deployment_is_low() -> None:
    text = claim("m") + workload("load", claiming("m", "l"), "Job") + workload("serve", claiming("m", "s"))
    assert couplings(text) == ["load serve claim low"]


@pytest.mark.parametrize("source", ["nfs: {server: a, path: /}", "hostPath: {path: /x}", "local: {path: /x}"])
def test_p1_near_miss_23_a_file_system_that_enforces_no_mode_is_low(source: str) -> None:
    volume = f"---\napiVersion: v1\nkind: PersistentVolume\nmetadata: {{name: pv}}\nspec: {{{source}}}\n"
    users = workload("one", claiming("m", "a"), "Pod") + workload("two", claiming("m", "b"), "Pod")
    assert couplings(claim("m", extra=", volumeName: pv") + volume + users) == ["two one claim low"]


def test_p1_aff_with_a_second_sign_is_medium_at_least() -> None:
    text = (
        claim("m") + workload("one", claiming("m", "a"), "Job") + workload("two", claiming("m", "b", following("one")))
    )
    assert couplings(text) == ["one two claim+affinity medium"]


def test_folders_apart_are_applications_apart() -> None:
    one, two = workload("one", host_path("/srv/x")), workload("two", host_path("/srv/x", "x"))
    assert couplings({"apps/a/app.yaml": one, "apps/b/app.yaml": two}) == ["two one hostPath medium"]
    assert couplings({"a/k8s/app.yaml": one, "b/k8s/app.yaml": two}) == []


def test_places_are_tokens_on_both_sides() -> None:
    files = {
        "app.yaml": workload("app", host_path("/srv/data")),
        "side.yaml": workload("side", host_path("/srv/data/in", "side")),
    }
    (row,) = facts_of(files).all(Coupling)
    (sign,) = row.signs
    assert (
        spot(row.place) == spot(sign.place) == f"5:{1 + files['side.yaml'].splitlines()[4].index('/srv')} /srv/data/in"
    )
    assert (sign.place.source.name, sign.server_place.source.name) == ("side.yaml", "app.yaml")
    assert sign.server_place.text == "/srv/data"
    assert "emptyDir: {}" in row.merged
    (finding,) = findings(files, SPLIT)
    assert (finding.severity, finding.confidence, spot(finding.place)) == ("warning", "medium", spot(sign.place))
    assert [spot(one.place) for one in finding.evidence] == [spot(sign.server_place)]


def test_the_dialled_address_and_the_listener_are_the_places() -> None:
    (row,) = facts_of(workload("app", dialling("{name: DB_HOST, value: localhost}")) + POSTGRES).all(Coupling)
    assert (row.place.text, row.signs[0].server_place.text) == ("localhost", "5432")
    assert "behind" not in row.signs[0].server_note


def test_a_service_before_the_server_is_named() -> None:
    service = (
        "---\napiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {selector: {app: db}, ports: [{port: 5432}]}\n"
    )
    (row,) = facts_of(workload("app", dialling("{name: DB_HOST, value: localhost}")) + POSTGRES + service).all(Coupling)
    assert row.signs[0].server_note == "Deployment db serves port 5432, behind Service db"


def test_g5_a_component_is_one_tier_less_sure() -> None:
    files = {
        "kustomization.yaml": "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n",
        "app.yaml": workload("app", dialling("{name: DB_HOST, value: localhost}")),
        "db.yaml": POSTGRES,
    }
    (finding,) = findings(files, SPLIT)
    assert (finding.severity, finding.confidence) == ("error", "medium")


def test_configured_nodes_say_where_it_goes_wrong() -> None:
    asking = ", resources: {{requests: {{memory: {}}}}}"
    text = workload("app", host_path("/srv/x").replace("app:1'", f"app:1'{asking.format('1Gi')}")) + workload(
        "side", host_path("/srv/x", "side").replace("side:1'", f"side:1'{asking.format('512Mi')}")
    )
    nodes = [{"name": "node-a", "memory": "1.25Gi"}, {"name": "node-b", "memory": "2Gi"}]
    (row,) = facts_of(text, nodes=nodes).all(Coupling)
    assert row.placement is not None
    assert (row.placement.together, row.placement.stranding) == (("node-b",), ("node-a",))
    assert [node.note for node in row.placement.nodes] == [
        "node-a (1.25Gi) takes app (1Gi), and then has no room for side (512Mi)",
        "node-b (2Gi) takes both app (1Gi) and side (512Mi)",
    ]
    assert {node.place.source.name for node in row.placement.nodes} == {".podlint.yaml"}


@pytest.mark.parametrize("memory", ["lots", "{a: 1}", "[1]", "'${MEMORY}'", "null"])
def test_requests_that_are_no_quantities_say_nothing_about_nodes(memory: str) -> None:
    asking = f"app:1', resources: {{requests: {{memory: {memory}}}}}"
    text = workload("app", host_path("/srv/x").replace("app:1'", asking)) + workload(
        "side", host_path("/srv/x", "side")
    )
    (row,) = facts_of(text, nodes=[{"name": "node-a", "memory": "1Gi"}]).all(Coupling)
    assert row.placement is None
