"""Pod templates in workloads, and ReplicationControllers."""

import pytest
from api_judging import rejected

T = "spec.template"


def controller(fields: str) -> str:
    return f"apiVersion: v1\nkind: ReplicationController\nmetadata: {{name: a}}\nspec: {{{fields}}}\n"


def template(spec: str = "", metadata: str = "", container: str = "") -> str:
    fields = f"containers: [{{name: a, image: i{container}}}]{spec}"
    return f"template: {{metadata: {{labels: {{app: a}}{metadata}}}, spec: {{{fields}}}}}"


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        (template(), []),
        (f"selector: {{app: a}}, replicas: 0, {template()}", []),
        (f"selector: {{}}, {template()}", []),
        ("template: {spec: {containers: [{name: a, image: i}]}}", ["Required spec.selector"]),
        ("selector: {app: a}", ["Required spec.template"]),
        (f"replicas: -1, {template()}", ["Invalid spec.replicas"]),
        (f"minReadySeconds: -1, {template()}", ["Invalid spec.minReadySeconds"]),
        (f"minReadySeconds: 0, {template()}", []),
        (f"selector: {{app: b}}, {template()}", [f"Invalid {T}.metadata.labels"]),
        (f"selector: {{app: '${{APP}}'}}, {template()}", []),
        (f"selector: {{app: a, tier: b}}, {template()}", [f"Invalid {T}.metadata.labels"]),
        (template(", restartPolicy: Always"), []),
        (template(", restartPolicy: Never"), [f"NotSupported {T}.spec.restartPolicy"]),
        (template(", restartPolicy: OnFailure"), [f"NotSupported {T}.spec.restartPolicy"]),
        (template(", restartPolicy: always"), [f"NotSupported {T}.spec.restartPolicy"]),
        (template(", activeDeadlineSeconds: 5"), [f"Forbidden {T}.spec.activeDeadlineSeconds"]),
    ],
)
def test_replication_controller(fields: str, found: list[str]) -> None:
    assert rejected(controller(fields)) == found


def test_replication_controller_without_spec() -> None:
    found = rejected("apiVersion: v1\nkind: ReplicationController\nmetadata: {name: a}\n")
    assert sorted(found) == ["Required spec.selector", "Required spec.template"]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (template(metadata=", annotations: {a b: c}"), [f"Invalid {T}.metadata.annotations[a b]"]),
        (
            template(metadata=", annotations: {controller.kubernetes.io/pod-deletion-cost: a}"),
            [f"Invalid {T}.metadata.annotations[controller.kubernetes.io/pod-deletion-cost]"],
        ),
        (template(metadata=", name: No Name, namespace: No_Namespace, generateName: 'A '"), []),
        (template(metadata=", ownerReferences: [], finalizers: [x]"), []),
        (template(", ephemeralContainers: [{name: b, image: i}]"), [f"Forbidden {T}.spec.ephemeralContainers"]),
        (template(", terminationGracePeriodSeconds: -1"), []),
        (template(", dnsPolicy: Odd"), [f"NotSupported {T}.spec.dnsPolicy"]),
        (template(container="}, {name: b, image: ' i '"), []),
        (
            template(
                ", securityContext: {seccompProfile: {type: Unconfined}}",
                ", annotations: {seccomp.security.alpha.kubernetes.io/pod: runtime/default}",
            ),
            [f"Forbidden {T}.spec.securityContext.seccompProfile.type"],
        ),
        (
            template(
                metadata=", annotations: {container.apparmor.security.beta.kubernetes.io/a: unconfined}",
                container=", securityContext: {appArmorProfile: {type: RuntimeDefault}}",
            ),
            [f"Forbidden {T}.spec.containers[0].securityContext.appArmorProfile.type"],
        ),
    ],
)
def test_template(content: str, found: list[str]) -> None:
    assert rejected(controller(content)) == found


def test_labels_of_a_template() -> None:
    assert rejected(controller(template(metadata=", labels: {b c: d}").replace("labels: {app: a}, ", ""))) == [
        f"Invalid {T}.metadata.labels[b c]"
    ]
