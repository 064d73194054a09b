"""StatefulSets: their updates, claim templates, and pods, which are judged since 1.34."""

import pytest
from api_judging import rejected_spec, workload

UPDATE = "spec.updateStrategy.rollingUpdate"
CLAIM = "spec.volumeClaimTemplates[0]"
GOOD_CLAIM = "accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}"


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        ("serviceName: web", []),
        ("serviceName: ''", []),
        ("serviceName: a.b", ["Invalid spec.serviceName"]),
        ("serviceName: Web", ["Invalid spec.serviceName"]),
        ("podManagementPolicy: Parallel", []),
        ("podManagementPolicy: OrderedReady", []),
        ("podManagementPolicy: parallel", ["Invalid spec.podManagementPolicy"]),
        ("ordinals: {start: 1}", []),
        ("ordinals: {start: -1}", ["Invalid spec.ordinals.start"]),
        # The API server only warns of it.
        ("revisionHistoryLimit: -1", []),
        ("persistentVolumeClaimRetentionPolicy: {}", []),
        ("persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete, whenScaled: Retain}", []),
        (
            "persistentVolumeClaimRetentionPolicy: {whenDeleted: Keep, whenScaled: delete}",
            [
                "NotSupported spec.persistentVolumeClaimRetentionPolicy.whenDeleted",
                "NotSupported spec.persistentVolumeClaimRetentionPolicy.whenScaled",
            ],
        ),
        ("updateStrategy: {type: OnDelete}", []),
        ("updateStrategy: {type: Recreate}", ["Invalid spec.updateStrategy.type"]),
        ("updateStrategy: {type: OnDelete, rollingUpdate: {}}", [f"Invalid {UPDATE}"]),
        ("updateStrategy: {rollingUpdate: {partition: 0}}", []),
        ("updateStrategy: {rollingUpdate: {partition: -1}}", [f"Invalid {UPDATE}.partition"]),
        ("updateStrategy: {rollingUpdate: {maxUnavailable: 1}}", []),
        ("updateStrategy: {rollingUpdate: {maxUnavailable: 100%}}", []),
        ("updateStrategy: {rollingUpdate: {maxUnavailable: 101%}}", [f"Invalid {UPDATE}.maxUnavailable"]),
        ("updateStrategy: {rollingUpdate: {maxUnavailable: 0}}", [f"Invalid {UPDATE}.maxUnavailable"]),
        ("updateStrategy: {rollingUpdate: {maxUnavailable: 0%}}", [f"Invalid {UPDATE}.maxUnavailable"]),
        ("updateStrategy: {rollingUpdate: {maxUnavailable: -1}}", [f"Invalid {UPDATE}.maxUnavailable"]),
        ("updateStrategy: {rollingUpdate: {maxUnavailable: one}}", [f"Invalid {UPDATE}.maxUnavailable"]),
    ],
)
def test_stateful_sets(spec: str, found: list[str]) -> None:
    assert rejected_spec("StatefulSet", workload(spec)) == found


@pytest.mark.parametrize(("name", "accepted"), [("a.b", False), ("Web", False), ("a" * 63, True), ("a" * 64, False)])
def test_names(name: str, accepted: bool) -> None:
    found = rejected_spec("StatefulSet", workload(), metadata=f"name: {name}")
    assert found == ([] if accepted else ["Invalid metadata.name"])


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (f"metadata: {{name: data}}, spec: {{{GOOD_CLAIM}}}", []),
        (f"spec: {{{GOOD_CLAIM}}}", [f"Required {CLAIM}.metadata.name"]),
        (f"metadata: {{name: ''}}, spec: {{{GOOD_CLAIM}}}", [f"Required {CLAIM}.metadata.name"]),
        (f"metadata: {{name: my.data}}, spec: {{{GOOD_CLAIM}}}", [f"Invalid {CLAIM}.metadata.name"]),
        (f"metadata: {{name: data, labels: {{a: b c}}, namespace: No_Namespace}}, spec: {{{GOOD_CLAIM}}}", []),
        (
            "metadata: {name: data}",
            [f"Required {CLAIM}.spec.accessModes", f"Required {CLAIM}.spec.resources.requests[storage]"],
        ),
        (
            "metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 0}}}",
            [f"Invalid {CLAIM}.spec.resources.requests[storage]"],
        ),
        (
            "metadata: {name: data}, spec: {accessModes: [Once], resources: {requests: {storage: 1Gi}}}",
            [f"NotSupported {CLAIM}.spec.accessModes[0]"],
        ),
    ],
)
def test_claim_templates(claim: str, found: list[str]) -> None:
    assert rejected_spec("StatefulSet", workload(f"volumeClaimTemplates: [{{{claim}}}]")) == found


def test_mounts_of_claim_templates() -> None:
    pod = "containers: [{name: a, image: i, volumeMounts: [{name: data, mountPath: /a}, {name: logs, mountPath: /b}]}]"
    claim = f"volumeClaimTemplates: [{{metadata: {{name: data}}, spec: {{{GOOD_CLAIM}}}}}]"
    spec = (
        f"selector: {{matchLabels: {{a: b}}}}, template: {{metadata: {{labels: {{a: b}}}}, spec: {{{pod}}}}}, {claim}"
    )
    assert rejected_spec("StatefulSet", spec) == ["NotFound spec.template.spec.containers[0].volumeMounts[1].name"]


ODD = workload("volumeClaimTemplates: [{metadata: {name: A}}], serviceName: A.B", "dnsPolicy: Odd, hostname: A")


@pytest.mark.parametrize(
    ("minor", "found"),
    [
        (33, []),
        (
            34,
            [
                "NotSupported spec.template.spec.dnsPolicy",
                "Invalid spec.template.spec.hostname",
                f"Invalid {CLAIM}.metadata.name",
                "Invalid spec.serviceName",
                f"Required {CLAIM}.spec.accessModes",
                f"Required {CLAIM}.spec.resources.requests[storage]",
            ],
        ),
    ],
)
def test_what_older_releases_leave_unjudged(minor: int, found: list[str]) -> None:
    assert sorted(rejected_spec("StatefulSet", ODD, minor)) == sorted(found)


def test_what_older_releases_judge_of_pods() -> None:
    spec = workload(pod="restartPolicy: Never, activeDeadlineSeconds: 5", labels="app: b c")
    assert rejected_spec("StatefulSet", spec, 33) == [
        "Invalid spec.template.metadata.labels",
        "Invalid spec.template.metadata.labels[app]",
        "NotSupported spec.template.spec.restartPolicy",
        "Forbidden spec.template.spec.activeDeadlineSeconds",
    ]
