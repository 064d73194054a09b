"""Claims for one node or one pod at a time, their users, and rollouts that need two pods."""

import pytest
from conftest import facts_of, findings

from podlint.facts.exclusive_claims import ExclusiveClaim


def claim(modes: str, spec: str = "") -> str:
    return f"""
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {{name: data}}
spec: {{accessModes: [{modes}]{spec}}}
"""


def workload(
    name: str, spec: str = "", *, kind: str = "apps/v1 Deployment", image: str = "", pod: str = "hostPID: false"
) -> str:
    version, kind = kind.split()
    return f"""
---
apiVersion: {version}
kind: {kind}
metadata: {{name: {name}}}
spec:
  selector: {{matchLabels: {{app: {name}}}}}
  {spec or "minReadySeconds: 0"}
  template:
    metadata: {{labels: {{app: {name}}}}}
    spec:
      {pod}
      restartPolicy: {"OnFailure" if kind == "Job" else "Always"}
      containers: [{{name: c, image: "{image or f"example.com/{name}:1"}", volumeMounts: [{{name: v, mountPath: /v}}]}}]
      volumes: [{{name: v, persistentVolumeClaim: {{claimName: data}}}}]
"""


RECREATE = "strategy: {type: Recreate}"


def row(manifests: str) -> ExclusiveClaim:
    (found,) = facts_of(manifests).all(ExclusiveClaim)
    return found


@pytest.mark.parametrize(
    ("modes", "rows"),
    [
        ("ReadWriteOnce", 1),
        ("ReadWriteOncePod", 1),
        ("ReadWriteMany", 0),
        ("ReadWriteOnce, ReadWriteMany", 0),
        ("ReadOnlyMany", 0),
        ("", 0),
    ],
)
def test_modes(modes: str, rows: int) -> None:
    assert len(facts_of(claim(modes) + workload("app")).all(ExclusiveClaim)) == rows


def test_lasting_users_come_first_and_each_once() -> None:
    found = row(claim("ReadWriteOncePod") + workload("load", kind="batch/v1 Job") + workload("serve"))
    assert [(user.pod.name, user.lasting) for user in found.users] == [("serve", True), ("load", False)]
    assert found.titles == "Deployment serve and Job load"
    assert found.rivals == found.users


def test_a_claim_for_one_node_has_no_rivals() -> None:
    """Two users of a ReadWriteOnce claim are a Coupling."""
    assert row(claim("ReadWriteOnce") + workload("one") + workload("two")).rivals == ()


@pytest.mark.parametrize(
    ("spec", "surges"),
    [
        ("", True),
        ("replicas: 1", True),
        ("replicas: 2", False),
        ("strategy: {type: RollingUpdate}", True),
        ("strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}", True),
        ("strategy: {rollingUpdate: {maxSurge: 50%}}", True),
        ("strategy: {rollingUpdate: {maxSurge: 0}}", False),
        ("strategy: {rollingUpdate: {maxSurge: 0%}}", False),
        ("strategy: {rollingUpdate: {maxUnavailable: 1}}", False),
        ("strategy: {rollingUpdate: {maxUnavailable: 100%}}", False),
        ("strategy: {rollingUpdate: {maxUnavailable: 99%}}", True),
        ('strategy: {rollingUpdate: {maxSurge: "${SURGE}"}}', False),
        ("strategy: {rollingUpdate: {maxSurge: 99999999999999999999%}}", False),
        (RECREATE, False),
        ("strategy: Recreate", True),
    ],
)
def test_surges(spec: str, surges: bool) -> None:
    """P1 positive 10: a rolling update starts the new pod before it ends the old one."""
    assert [user.surges for user in row(claim("ReadWriteOnce") + workload("app", spec)).users] == [surges]


AFFINITY = (
    "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
    "[{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: app}}}]}}"
)


@pytest.mark.parametrize(
    ("pod", "one_node"),
    [
        ("hostPID: false", False),
        ("nodeName: a", True),
        ("nodeSelector: {kubernetes.io/hostname: a}", True),
        (AFFINITY, True),
        (AFFINITY.replace("app: app", "app: other"), False),
        (AFFINITY.replace("kubernetes.io/hostname", "topology.kubernetes.io/zone"), False),
    ],
)
def test_one_node(pod: str, one_node: bool) -> None:
    """P1-RWO: pods that are held together are downgraded."""
    manifests = claim("ReadWriteOnce") + workload("app", "replicas: 2", pod=pod)
    assert [user.one_node for user in row(manifests).users] == [one_node]
    (found,) = findings(manifests, "pod/exclusive-claim-shared")
    assert found.severity == ("info" if one_node else "warning")


RIVALS = workload("one", RECREATE) + workload("two", RECREATE)


@pytest.mark.parametrize(
    ("manifests", "severities"),
    [
        pytest.param(claim("ReadWriteOncePod") + RIVALS, ["error"], id="two that run on"),
        pytest.param(claim("ReadWriteOncePod", ", storageClassName: nfs") + RIVALS, ["warning"], id="on files"),
        pytest.param(
            claim("ReadWriteOncePod") + workload("one", RECREATE) + workload("job", kind="batch/v1 Job"),
            ["warning"],
            id="and a job",
        ),
        pytest.param(
            claim("ReadWriteOncePod", ", storageClassName: efs-sc")
            + workload("one", RECREATE)
            + workload("job", kind="batch/v1 Job"),
            ["info"],
            id="and a job, on files",
        ),
        pytest.param(claim("ReadWriteOnce") + RIVALS, [], id="a pair that needs one node"),
        pytest.param(
            claim("ReadWriteOnce") + workload("app", "replicas: 2", kind="apps/v1 StatefulSet"),
            ["warning"],
            id="a StatefulSet without claim templates",
        ),
    ],
)
def test_severity(manifests: str, severities: list[str]) -> None:
    assert [one.severity for one in findings(manifests, "pod/exclusive-claim-shared")] == severities


@pytest.mark.parametrize(
    ("mode", "rule"),
    [("ReadWriteOnce", "split-codependent-containers"), ("ReadWriteOncePod", "exclusive-claim-shared")],
)
def test_a_pair_is_told_once(mode: str, rule: str) -> None:
    told = findings(claim(mode) + RIVALS, "pod/exclusive-claim-shared", "pod/split-codependent-containers")
    assert [one.rule for one in told] == [rule]


def test_equal_images_in_one_folder_are_two_workloads() -> None:
    """P1 positive 9, with a claim for one pod."""
    manifests = claim("ReadWriteOncePod") + workload("www", image="nginx:1") + workload("www2", image="nginx:1")
    assert len(row(manifests).rivals) == 2


def test_variants_count_once() -> None:
    """G9: the same images in another folder, or the same name."""
    files = {
        "claim.yaml": claim("ReadWriteOncePod"),
        "one.yaml": workload("www", image="nginx:1"),
        "other/two.yaml": workload("www2", image="nginx:2"),
        "three.yaml": workload("www", kind="apps/v1 StatefulSet"),
    }
    (found,) = facts_of(files).all(ExclusiveClaim)
    assert [user.pod.name for user in found.users] == ["www"]


def test_a_pod_with_several_claims_of_one_name_beside_it_counts_for_one() -> None:
    files = {
        "azure.yaml": claim("ReadWriteOnce"),
        "gce.yaml": claim("ReadWriteOnce"),
        "app.yaml": workload("app"),
    }
    assert len(findings(files, "pod/exclusive-claim-shared")) == 1
