"""What changed between releases: feature gates that came on, checks that came or were relaxed.

A case has the last words of a Pod, the first release in which it is judged anew, and the errors before and since.
"""

import pytest
from api_judging import rejected, rejected_object, rejected_spec


def reasons(errors: list[str]) -> str:
    return " ".join(error.partition(" ")[0] for error in errors)


@pytest.mark.parametrize(
    ("spec", "since", "before", "after"),
    [
        # Gates: before they come on, the field is dropped, whatever it says.
        ("hostUsers: false, hostNetwork: true", 33, "", "Forbidden"),
        ("hostUsers: false, hostPID: true, hostIPC: true", 33, "", "Forbidden Forbidden"),
        ("resources: {limits: {gpu: 1}}", 34, "", "Invalid"),
        ("resourceClaims: [{name: A, resourceClaimName: b}]", 34, "", "Invalid"),
        ("hostnameOverride: A", 35, "", "Invalid"),
        ("volumes: [{name: v, image: {reference: a, pullPolicy: Odd}}]", 35, "", "NotSupported"),
        ("volumes: [{name: v, image: {}}]", 35, "", "Required"),
        ("volumes: [{name: v, projected: {sources: [{clusterTrustBundle: {path: a}}]}}]", 37, "", "Required"),
        (
            "volumes: [{name: v, projected: {sources: [{podCertificate: {}}]}}]",
            37,
            "",
            "Required Required NotSupported",
        ),
        # Checks that came.
        ("securityContext: {supplementalGroupsPolicy: Odd}", 33, "", "NotSupported"),
        ("dnsConfig: {nameservers: [010.0.0.1]}", 36, "", "Invalid"),
        ("hostAliases: [{ip: '::ffff:10.0.0.1'}]", 36, "", "Invalid"),
        # Checks that were relaxed.
        ("dnsConfig: {searches: [_tcp.a_b, .]}", 33, "Invalid Invalid", ""),
        ("securityContext: {seLinuxChangePolicy: MountOption}", 36, "NotSupported", ""),
    ],
)
def test_pods(spec: str, since: int, before: str, after: str) -> None:
    text = f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {{{spec}, containers: [{{name: c, image: i}}]}}\n"
    judged = [reasons(rejected(text, minor)) for minor in (since - 1, since)]
    assert sorted(judged[1].split()) == sorted(after.split())
    assert judged[0] == before or judged[0] == "UnknownField"


@pytest.mark.parametrize(
    ("container", "since", "before", "after"),
    [
        ("env: [{name: 1a}]", 32, "Invalid", ""),
        ("env: [{name: 'a b'}]", 32, "Invalid", ""),
        ("env: [{name: 'a=b'}]", 32, "Invalid", "Invalid"),
        ("envFrom: [{prefix: '1-', secretRef: {name: a}}]", 32, "Invalid", ""),
        ("resizePolicy: [{resourceName: a, restartPolicy: NotRequired}]", 33, "", "NotSupported"),
        ("securityContext: {procMount: Odd}", 33, "", "NotSupported"),
        ("securityContext: {procMount: Unmasked}", 33, "", "Invalid"),
        ("lifecycle: {preStop: {sleep: {seconds: 0}}}", 33, "Invalid", ""),
        ("restartPolicy: Never", 35, "Forbidden", ""),
        ("restartPolicy: Odd", 35, "Forbidden", "NotSupported"),
        ("volumeMounts: [{name: v, mountPath: /a, recursiveReadOnly: Odd}]", 31, "", "NotSupported"),
    ],
)
def test_containers(container: str, since: int, before: str, after: str) -> None:
    spec = f"volumes: [{{name: v}}], containers: [{{name: c, image: i, {container}}}]"
    text = f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {{{spec}}}\n"
    assert [reasons(rejected(text, minor)) for minor in (since - 1, since)] == [before, after]


CLAIM = "accessModes: [ReadWriteOnce], resources: {requests: {storage: 1}}"


@pytest.mark.parametrize(
    ("kind", "spec", "since", "before", "after"),
    [
        ("Service", "ports: [{port: 1}], trafficDistribution: Odd", 31, "", "NotSupported"),
        ("Service", "ports: [{port: 1}], trafficDistribution: PreferSameNode", 34, "NotSupported", ""),
        ("Service", "ports: [{port: 1}], externalIPs: [192.0.2.01]", 36, "", "Invalid"),
        ("PersistentVolumeClaim", f"{CLAIM}, volumeAttributesClassName: A", 34, "", "Invalid"),
    ],
)
def test_other_kinds(kind: str, spec: str, since: int, before: str, after: str) -> None:
    assert [reasons(rejected_spec(kind, spec, minor)) for minor in (since - 1, since)] == [before, after]


@pytest.mark.parametrize(
    ("name", "before", "after"), [("a", "", ""), ("1a", "Invalid", ""), ("a.b", "Invalid", "Invalid")]
)
def test_names_of_services(name: str, before: str, after: str) -> None:
    """Kinds whose own tables have their releases: StatefulSet, Job, HorizontalPodAutoscaler, NetworkPolicy, Ingress."""
    body = "spec: {ports: [{port: 1}]}"
    judged = [reasons(rejected_object("Service", body, minor, f"name: {name}")) for minor in (35, 36)]
    assert judged == [before, after]
