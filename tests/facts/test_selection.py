"""Which pods a Service selects, and what is said of one that selects none."""

import pytest
from conftest import Files, facts_of, findings, spot, workload

from podlint.facts.selection import Selection

RULE = "service/service-selects-nothing"
SPEC = "{containers: [{name: a, image: 'example.com/a:1'}]}"


def service(selector: str, name: str = "web", namespace: str = "", more: str = "", metadata: str = "") -> str:
    space = f", namespace: {namespace}" if namespace else ""
    return (
        f"---\napiVersion: v1\nkind: Service\nmetadata: {{name: {name}{space}{metadata}}}\n"
        f"spec: {{selector: {selector}, ports: [{{port: 80}}]{more}}}\n"
    )


def selected(files: Files) -> list[list[str]]:
    return [[pod.name for pod in row.pods] for row in facts_of(files).all(Selection)]


def reported(files: Files) -> list[str]:
    return [one.place.text for one in findings(files, RULE)]


def test_by_all_labels_in_the_namespace() -> None:
    text = service("{app: web}", namespace="a") + "".join(
        workload("web", SPEC, namespace=namespace) for namespace in ("a", "b", "")
    )
    (row,) = facts_of(text).all(Selection)
    assert [(pod.name, pod.namespace) for pod in row.pods] == [("web", "a"), ("web", "")]
    assert (row.others, row.nearest, row.unsettled, row.place.text) == ((), None, False, "selector")


@pytest.mark.parametrize("selector", ["null", "{}", "[a]", "text", "7"])
def test_without_a_selector_there_is_no_row(selector: str) -> None:
    assert facts_of(service(selector) + workload("web", SPEC)).all(Selection) == ()


def test_g1_knative() -> None:
    text = service("{app: none}").replace("apiVersion: v1", "apiVersion: serving.knative.dev/v1") + workload(
        "web", SPEC
    )
    assert facts_of(text).all(Selection) == ()


def test_one_wrong_label() -> None:
    text = service("{app: web, tier: front}") + workload("web", SPEC)
    (finding,) = findings(text, RULE)
    assert (finding.severity, finding.confidence, finding.place.text) == ("warning", "high", "tier")
    assert [spot(one.place) for one in finding.evidence] == ["10:67 labels"]
    assert reported(service("{app: webb}") + workload("web", SPEC)) == ["webb"]


NEAR_MISSES: dict[str, Files] = {
    "another Service has the only workload": service("{app: other}", "other")
    + service("{app: web}")
    + workload("web", SPEC),
    "no workload in the input": service("{app: web}"),
    "ExternalName": service("null", more=", type: ExternalName, externalName: a.example.com") + workload("web", SPEC),
    "a namespace that is left open": service("{app: web}", namespace="a")
    + workload("other", SPEC, namespace="a")
    + workload("web", SPEC),
    "a custom resource": service("{app: rook}", "metrics")
    + "---\napiVersion: ceph.rook.io/v1\nkind: CephCluster\nmetadata: {name: rook}\n"
    + workload("operator", SPEC),
    "the label of a StatefulSet's pod": service("{statefulset.kubernetes.io/pod-name: db-0, app: db}", "db-0")
    + workload("db", SPEC, "StatefulSet"),
    "only the label of a StatefulSet's pod": service("{statefulset.kubernetes.io/pod-name: db-0}", "db-0")
    + workload("db", SPEC, "StatefulSet"),
    "the label of a Job": service("{job-name: once}", "once") + workload("once", SPEC, "Job") + workload("web", SPEC),
    "G10 a live dump": service("{app: gone}", metadata=", uid: 1234") + workload("web", SPEC),
    "G11 an unknown value": service("{app: '{{ .Values.app }}'}") + workload("web", SPEC),
    "G11 an unknown key": service("{'${KEY}': web}") + workload("web", SPEC),
    "G11 an unknown label of a pod": service("{app: web}") + workload("<name>", SPEC),
    "a number as value": service("{app: 7}") + workload("web", SPEC),
    "a null as value": service("{app: null}") + workload("web", SPEC),
    "templates in the folder": {
        "a/chart.yaml": "{{ if x }}\n{{ end }}\n",
        "a/all.yaml": service("{app: x}") + workload("w", SPEC),
    },
    "workloads of another application": {
        "a/k8s/service.yaml": service("{app: x}"),
        "b/k8s/web.yaml": workload("web", SPEC),
    },
}


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_near_miss(name: str) -> None:
    assert reported(NEAR_MISSES[name]) == []


def test_the_nearest_of_several_variants_is_meant() -> None:
    files = {
        f"overlays/{name}/all.yaml": service("{app: web}") + workload("web", SPEC, more=f"replicas: {index}")
        for index, name in enumerate(("dev", "prod"))
    }
    rows = facts_of(files).all(Selection)
    assert [[pod.replicas for pod in row.pods] for row in rows] == [[0], [1]]


def test_pods_of_the_nearest_folders_in_their_order() -> None:
    files = {"service.yaml": service("{tier: x}"), **{f"{name}/web.yaml": workload(name, SPEC) for name in "abc"}}
    files = {name: text.replace("{labels: {app: ", "{labels: {tier: x, app: ") for name, text in files.items()}
    assert selected(files) == [["a", "b", "c"]]


@pytest.mark.parametrize("number", [1, 30])
def test_the_nearest_workload_shares_most_labels(number: int) -> None:
    """Whether few or many workloads are like it."""
    labels = "{labels: {team: x, app: "
    crowd = "".join(workload(f"app-{index}", SPEC) for index in range(number)).replace("{labels: {app: ", labels)
    text = service("{team: x, app: app-0, tier: y}") + crowd
    (row,) = facts_of(text).all(Selection)
    assert (row.nearest and row.nearest.name, row.related, len(row.others)) == ("app-0", True, number)
    text = service("{team: x, app: none}", name=f"app-{number - 1}") + crowd
    (row,) = facts_of(text).all(Selection)
    assert getattr(row.nearest, "name", "") == f"app-{number - 1}"
    assert (row.mismatch and row.mismatch.text, len(row.unserved)) == ("none", number)


def test_who_is_served_is_not_unserved() -> None:
    text = service("{app: none}") + service("{app: one}", "one") + workload("one", SPEC) + workload("two", SPEC)
    row = facts_of(text).all(Selection)[0]
    assert ([pod.name for pod in row.others], [pod.name for pod in row.unserved]) == (["one", "two"], ["two"])
