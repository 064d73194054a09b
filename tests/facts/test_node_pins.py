"""Node pins: what holds a pod on nodes that it names, and what only looks like it."""

import pytest
from conftest import facts_of, findings, spot

from podlint.facts.node_pins import NodePin
from podlint.facts.workloads import Pod

CONTAINERS = '  containers: [{name: app, image: "example.com/app:1"}]\n'


def pod(spec: str, metadata: str = "name: app", rest: str = "") -> str:
    return f"apiVersion: v1\nkind: Pod\nmetadata: {{{metadata}}}\nspec:\n  {spec}\n{CONTAINERS}{rest}"


def pin(manifest: str) -> NodePin:
    (found,) = facts_of(manifest).all(NodePin)
    return found


AFFINITY = (
    "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: "
    "[{key: kubernetes.io/hostname, operator: In, values: [a]}]}]}}}"
)
FIELDS = AFFINITY.replace("matchExpressions", "matchFields").replace("kubernetes.io/hostname", "metadata.name")


@pytest.mark.parametrize(
    ("spec", "how", "place"),
    [
        ("nodeName: a", "nodeName", "5:13 a"),
        ("nodeSelector: {kubernetes.io/hostname: a}", "nodeSelector", "5:42 a"),
        (AFFINITY, "nodeAffinity", "5:162 values"),
        (FIELDS, "nodeAffinity", "5:148 values"),
        ("nodeName: a\n  nodeSelector: {kubernetes.io/hostname: b}", "nodeName", "5:13 a"),
    ],
)
def test_how(spec: str, how: str, place: str) -> None:
    found = pin(pod(spec))
    assert (found.how, found.nodes, spot(found.place)) == (how, ("a",), place)


@pytest.mark.parametrize(
    "spec",
    [
        "nodeName: ''",
        "nodeName: 5",
        "nodeSelector: {disktype: ssd}",
        "nodeSelector: [kubernetes.io/hostname]",
        AFFINITY.replace("operator: In", "operator: NotIn"),
        AFFINITY.replace("required", "preferred").replace("IgnoredDuring", "Ignored"),
        AFFINITY.replace("[{matchExpressions", "[{}, {matchExpressions"),
        AFFINITY.replace("[a]", "a"),
        "affinity: {nodeAffinity: []}",
    ],
)
def test_no_pin(spec: str) -> None:
    assert facts_of(pod(spec)).all(NodePin) == ()


@pytest.mark.parametrize(
    ("manifest", "virtual", "live", "static"),
    [
        pytest.param(pod("nodeName: a"), False, False, False, id="as written"),
        pytest.param(pod("nodeName: aci"), True, False, False, id="P7 nodeName: aci"),
        pytest.param(pod("nodeName: virtual-kubelet-aci-linux"), True, False, False, id="virtual kubelet"),
        pytest.param(
            pod("tolerations: [{key: virtual-kubelet.io/provider, operator: Exists}]\n  nodeName: a"),
            True,
            False,
            False,
            id="tolerates a virtual node",
        ),
        pytest.param(pod("nodeName: a", rest="status: {phase: Running}\n"), False, True, False, id="G10 status"),
        pytest.param(pod("nodeName: a", "name: app, uid: x"), False, True, False, id="G10 uid"),
        pytest.param(pod("nodeName: a", 'name: app, resourceVersion: "7"'), False, True, False, id="G10 version"),
        pytest.param(
            pod("nodeName: a", "name: app, annotations: {kubernetes.io/config.source: file}"),
            False,
            False,
            True,
            id="static pod",
        ),
    ],
)
def test_pins_that_are_nobodys_choice(manifest: str, virtual: bool, live: bool, static: bool) -> None:
    found = pin(manifest)
    assert (found.virtual, found.live, found.static) == (virtual, live, static)


def test_a_name_that_is_filled_in_later_is_unknown() -> None:
    assert pin(pod('nodeName: "{{ .Values.node }}"')).nodes == ()


def test_several_names_leave_a_choice() -> None:
    manifest = pod(AFFINITY.replace("[a]", "[a, b]"))
    assert pin(manifest).nodes == ("a", "b")
    assert findings(manifest, "pod/pinned-to-node") == ()


def test_every_pod_template_counts() -> None:
    cron = """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: report}
        spec:
          schedule: "@daily"
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  nodeName: node-a
                  containers: [{name: report, image: "example.com/report:1"}]
    """
    (found,) = findings(cron, "pod/pinned-to-node")
    assert (found.severity, found.place.text) == ("warning", "node-a")
    assert facts_of(cron).all(Pod)[0].kind == "CronJob"
