"""Workloads: pods and pod templates of every kind, and their containers with their roles."""

import pytest
from conftest import facts_of, findings, spot, workload

from podlint.facts.workloads import Container, Pod

TEMPLATE = "{metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: 'nginx:1.27'}]}}"
SPEC = "{containers: [{name: web, image: 'nginx:1.27'}]}"


def pod_of(manifest: str) -> Pod:
    (pod,) = facts_of(manifest).all(Pod)
    return pod


@pytest.mark.parametrize(
    ("api_version", "kind", "spec"),
    [
        ("v1", "ReplicationController", f"{{template: {TEMPLATE}}}"),
        ("apps/v1", "Deployment", f"{{selector: {{}}, template: {TEMPLATE}}}"),
        ("apps/v1", "StatefulSet", f"{{selector: {{}}, template: {TEMPLATE}}}"),
        ("apps/v1", "DaemonSet", f"{{selector: {{}}, template: {TEMPLATE}}}"),
        ("apps/v1", "ReplicaSet", f"{{selector: {{}}, template: {TEMPLATE}}}"),
        ("extensions/v1beta1", "Deployment", f"{{template: {TEMPLATE}}}"),
        ("batch/v1", "Job", f"{{template: {TEMPLATE}}}"),
        ("batch/v1", "CronJob", f"{{jobTemplate: {{spec: {{template: {TEMPLATE}}}}}}}"),
        ("apps.openshift.io/v1", "DeploymentConfig", f"{{template: {TEMPLATE}}}"),
        ("argoproj.io/v1alpha1", "Rollout", f"{{template: {TEMPLATE}}}"),
    ],
)
def test_g2_every_kind_that_makes_pods(api_version: str, kind: str, spec: str) -> None:
    pod = pod_of(f"apiVersion: {api_version}\nkind: {kind}\nmetadata: {{name: web}}\nspec: {spec}\n")
    assert (pod.kind, pod.name, pod.labels, pod.replicas, pod.partial) == (kind, "web", {"app": "web"}, 1, False)
    assert spot(pod.place) == "3:18 web"


def test_g2_a_pod_template() -> None:
    pod = pod_of(f"apiVersion: v1\nkind: PodTemplate\nmetadata: {{name: web}}\ntemplate: {TEMPLATE}\n")
    assert (pod.kind, pod.labels) == ("PodTemplate", {"app": "web"})


def test_kinds_of_the_configuration() -> None:
    manifest = f"apiVersion: example.com/v1\nkind: App\nmetadata: {{name: web}}\nspec: {{pod: {TEMPLATE}}}\n"
    assert facts_of(manifest).all(Pod) == ()
    kinds = [{"apiVersion": "example.com/v1", "kind": "App", "path": "spec.pod"}]
    (pod,) = facts_of(manifest, pod_templates=kinds).all(Pod)
    assert (pod.kind, pod.labels) == ("App", {"app": "web"})


@pytest.mark.parametrize(
    ("replicas", "expected"),
    [("3", 3), ("0", 0), ("'3'", -1), ("true", -1), ("null", -1), ('"{{ .Values.n }}"', -1), ("[3]", -1), ("1.5", -1)],
)
def test_replicas_that_are_not_known(replicas: str, expected: int) -> None:
    assert pod_of(workload("web", SPEC, more=f"replicas: {replicas}")).replicas == expected


@pytest.mark.parametrize(
    "spec", ["null", "[]", "{}", "{template: null}", "{template: {spec: [1]}}", "{template: []}", "{template: {}}"]
)
def test_what_holds_no_pod_spec_is_no_workload(spec: str) -> None:
    assert facts_of(f"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: web}}\nspec: {spec}\n").all(Pod) == ()


@pytest.mark.parametrize("metadata", ["null", "{labels: null}", "{labels: [a]}", "{labels: text, annotations: 1}"])
def test_labels_of_another_type_are_none(metadata: str) -> None:
    pod = pod_of(f"apiVersion: v1\nkind: Pod\nmetadata: {metadata}\nspec: {SPEC}\n")
    assert (pod.labels, pod.annotations, pod.injected, pod.label_text) == ({}, {}, False, "")


@pytest.mark.parametrize(
    ("manifest", "partial"),
    [
        (workload("web", SPEC), False),
        (workload("web", "{containers: [{name: web}]}"), True),
        (workload("web", "{containers: []}"), True),
        (workload("web", "{containers: [{name: web}, {name: b, image: b}]}"), False),
        (f"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: web}}\nspec: {{template: {TEMPLATE}}}\n", True),
        (
            f"apiVersion: apps/v1beta1\nkind: Deployment\nmetadata: {{name: web}}\nspec: {{template: {TEMPLATE}}}\n",
            False,
        ),
    ],
)
def test_g3_snippets_and_patches_are_partial(manifest: str, partial: bool) -> None:
    assert pod_of(manifest).partial == partial


def test_g3_files_that_a_kustomization_names_as_patches_are_partial() -> None:
    files = {"kustomization.yaml": "patches: [{path: web.yaml}]", "web.yaml": workload("web", SPEC)}
    (pod,) = facts_of(files).all(Pod)
    assert pod.partial


@pytest.mark.parametrize(
    ("labels", "injected"),
    [
        ("annotations: {sidecar.istio.io/inject: 'true'}", True),
        ("annotations: {sidecar.istio.io/inject: 'false'}", False),
        ("labels: {sidecar.istio.io/inject: 'true'}", True),
        ("annotations: {linkerd.io/inject: enabled}", True),
        ("annotations: {dapr.io/enabled: true}", True),
        ("annotations: {example.com/agent-inject: 'true'}", True),
        ("annotations: {app: inject}", False),
    ],
)
def test_g6_injected_sidecars_are_asked_for(labels: str, injected: bool) -> None:
    assert pod_of(f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a, {labels}}}\nspec: {SPEC}\n").injected == injected


def test_roles_in_the_order_in_which_they_start() -> None:
    facts = facts_of(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          ephemeralContainers: [{name: debug, image: busybox}]
          containers: [{name: web, image: nginx}, {name: side, image: envoy, restartPolicy: Always}]
          initContainers:
            - {name: first, image: busybox}
            - {name: proxy, image: envoy, restartPolicy: Always}
            - {name: odd, image: envoy, restartPolicy: always}
        """
    )
    rows = facts.all(Container)
    assert [(row.name, row.role, row.running, row.index) for row in rows] == [
        ("first", "init", False, 0),
        ("proxy", "sidecar", True, 1),
        ("odd", "init", False, 2),
        ("web", "main", True, 3),
        ("side", "main", True, 4),
        ("debug", "ephemeral", False, 5),
    ]
    assert spot(rows[0].place) == "9:14 first"


@pytest.mark.parametrize("containers", ["null", "text", "{name: web}", "[null, 1, [a], web]"])
def test_containers_of_another_type_are_none(containers: str) -> None:
    assert facts_of(workload("web", f"{{containers: {containers}}}", "Pod")).all(Container) == ()


@pytest.mark.parametrize("image", ["null", "1", "[nginx]", "''", "{a: 1}"])
def test_images_of_another_type_are_none(image: str) -> None:
    facts = facts_of(workload("web", f"{{containers: [{{name: 5, image: {image}}}]}}", "Pod"))
    assert [(row.image, row.name, str(row)) for row in facts.all(Container)] == [(None, "", "unnamed container")]


def test_an_unnamed_container_is_shown_by_its_first_key() -> None:
    (row,) = facts_of(workload("web", "{containers: [{image: nginx}]}", "Pod")).all(Container)
    assert row.place.text == "image"


def test_merged_values_have_their_place_and_their_origin() -> None:
    (_, row) = facts_of(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          containers:
            - &web
              name: web
              image: nginx
            - <<: *web
              image: *image
        """.replace("image: nginx", "image: &image nginx")
    ).all(Container)
    place = row.place
    assert (spot(place), place.origin and spot(place.origin)) == ("10:11 *web", "8:13 web")
    image = row.node.value_place("image")
    assert (spot(image), image.origin and spot(image.origin)) == ("11:14 *image", "9:21 nginx")


def test_g7_a_key_written_twice_is_reported_before_what_it_hides() -> None:
    """G7 and P2 positive 1: the second `volumeMounts` erases the first."""
    manifest = """
    apiVersion: v1
    kind: Pod
    metadata: {name: metrics}
    spec:
      containers:
        - name: app
          image: example.com/app:1
          volumeMounts: [{name: shared, mountPath: /app/metrics}]
        - name: adapter
          image: example.com/adapter:1
          args: [--from, /app/metrics/x]
          volumeMounts: [{name: shared, mountPath: /app/metrics}]
          volumeMounts: [{name: other, mountPath: /srv/other}]
      volumes: [{name: shared, emptyDir: {}}, {name: other, emptyDir: {}}]
    """
    found = findings(manifest, "api/duplicate-key", "volume/sidecar-missing-volume")
    assert [(one.rule, one.place.line) for one in found] == [("sidecar-missing-volume", 12), ("duplicate-key", 14)]
