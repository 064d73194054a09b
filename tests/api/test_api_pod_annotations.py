"""Annotations that the API server reads in Pods and templates."""

import pytest
from api_judging import rejected

COST = "controller.kubernetes.io/pod-deletion-cost"
TOLERATIONS = "scheduler.alpha.kubernetes.io/tolerations"
MIRROR = "kubernetes.io/config.mirror"
SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod"
SECCOMP = "container.seccomp.security.alpha.kubernetes.io/a"
APPARMOR = "container.apparmor.security.beta.kubernetes.io/a"
APP = "containers: [{name: a, image: i}]"


def pod(key: str, value: str, spec: str = APP) -> str:
    metadata = f"{{name: a, annotations: {{{key}: '{value}'}}}}"
    return f"apiVersion: v1\nkind: Pod\nmetadata: {metadata}\nspec: {{{spec}}}\n"


def template(key: str, value: str, spec: str = APP) -> str:
    metadata = f"{{annotations: {{{key}: '{value}'}}}}"
    content = f"{{metadata: {metadata}, spec: {{{spec}}}}}"
    return f"apiVersion: v1\nkind: PodTemplate\nmetadata: {{name: a}}\ntemplate: {content}\n"


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        (
            COST,
            ["0", "-0", "-01", "2147483647", "-2147483648"],
            ["", "+1", "01", "1.5", "ten", "2147483648", "9" * 5000],
        ),
        (
            TOLERATIONS,
            [
                "",
                "[]",
                "null",
                '[{"key":"a","operator":"Exists"}]',
                '[{"Key":"a","value":"b","effect":"NoExecute","tolerationSeconds":5}]',
                '[{"operator":"Exists"}]',
            ],
            [
                "no JSON",
                '{"key":"a"}',
                "[1]",
                '[{"key":1}]',
                '[{"key":"a b","operator":"Exists"}]',
                '[{"key":"a","operator":"Sometimes"}]',
                '[{"operator":"Equal"}]',
                '[{"key":"a","effect":"Never"}]',
                '[{"key":"a","effect":"NoSchedule","tolerationSeconds":5}]',
                '[{"key":"a","operator":"Exists","value":"b"}]',
                '[{"key":"a","value":"b c"}]',
                "[" * 100_000,
            ],
        ),
        (
            SECCOMP_POD,
            ["runtime/default", "docker/default", "unconfined", "localhost/a/b"],
            ["", "default", "localhost/../a"],
        ),
        (
            SECCOMP,
            ["runtime/default", "docker/default", "unconfined", "localhost/a"],
            ["RuntimeDefault", "localhost//a"],
        ),
        (APPARMOR, ["", "runtime/default", "unconfined", "localhost/a"], ["enforce", "docker/default", "Localhost/a"]),
    ],
)
def test_values(key: str, good: list[str], bad: list[str]) -> None:
    for value in good:
        assert rejected(pod(key, value)) == []
        assert rejected(template(key, value)) == []
    for value in bad:
        assert rejected(pod(key, value)) == [f"Invalid metadata.annotations[{key}]"]
        assert rejected(template(key, value)) == [f"Invalid template.metadata.annotations[{key}]"]


def test_mirror_pods_have_a_node() -> None:
    assert rejected(pod(MIRROR, "x")) == [f"Invalid metadata.annotations[{MIRROR}]"]
    assert rejected(pod(MIRROR, "x", f"{APP}, nodeName: node")) == []


def test_profiles_are_for_containers_of_the_pod() -> None:
    other = APPARMOR + "b"
    assert rejected(pod(other, "unconfined")) == [f"Invalid metadata.annotations[{other}]"]
    assert rejected(pod(other, "unconfined", f"{APP}, initContainers: [{{name: ab, image: i}}]")) == []


@pytest.mark.parametrize(
    ("key", "value", "field", "found"),
    [
        (SECCOMP, "unconfined", "seccompProfile: {type: Unconfined}", ""),
        (SECCOMP, "docker/default", "seccompProfile: {type: RuntimeDefault}", ""),
        (SECCOMP, "localhost/a", "seccompProfile: {type: Localhost, localhostProfile: a}", ""),
        (SECCOMP, "unconfined", "seccompProfile: {type: RuntimeDefault}", "seccompProfile.type"),
        (SECCOMP, "runtime/default", "seccompProfile: {type: Unconfined}", "seccompProfile.type"),
        (SECCOMP, "unconfined", "seccompProfile: {type: Localhost, localhostProfile: a}", "seccompProfile.type"),
        (
            SECCOMP,
            "localhost/a",
            "seccompProfile: {type: Localhost, localhostProfile: b}",
            "seccompProfile.localhostProfile",
        ),
        (APPARMOR, "unconfined", "appArmorProfile: {type: Unconfined}", ""),
        (APPARMOR, "unconfined", "appArmorProfile: {type: RuntimeDefault}", "appArmorProfile.type"),
        (
            APPARMOR,
            "localhost/a",
            "appArmorProfile: {type: Localhost, localhostProfile: b}",
            "appArmorProfile.localhostProfile",
        ),
    ],
)
def test_profiles_of_containers_agree(key: str, value: str, field: str, found: str) -> None:
    spec = f"containers: [{{name: a, image: i, securityContext: {{{field}}}}}]"
    path = f"spec.containers[0].securityContext.{found}"
    assert rejected(pod(key, value, spec)) == ([f"Forbidden {path}"] if found else [])
    assert rejected(template(key, value, spec)) == ([f"Forbidden template.{path}"] if found else [])


def test_profiles_of_pods_agree() -> None:
    spec = f"{APP}, securityContext: {{seccompProfile: {{type: RuntimeDefault}}}}"
    assert rejected(pod(SECCOMP_POD, "runtime/default", spec)) == []
    assert rejected(pod(SECCOMP_POD, "unconfined", spec)) == ["Forbidden spec.securityContext.seccompProfile.type"]


def test_a_pod_prefers_the_annotation_to_what_its_containers_inherit() -> None:
    spec = f"{APP}, securityContext: {{appArmorProfile: {{type: RuntimeDefault}}}}"
    assert rejected(pod(APPARMOR, "unconfined", spec)) == []
    assert rejected(template(APPARMOR, "unconfined", spec)) == [
        "Forbidden template.spec.securityContext.appArmorProfile.type"
    ]


def test_apparmor_is_not_compared_on_windows() -> None:
    field = "securityContext: {appArmorProfile: {type: RuntimeDefault}}"
    spec = f"containers: [{{name: a, image: i, {field}}}], os: {{name: windows}}"
    assert rejected(pod(APPARMOR, "unconfined", spec)) == [
        "Forbidden spec.containers[0].securityContext.appArmorProfile"
    ]
