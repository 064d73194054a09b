"""The downward API and projected volumes."""

import pytest
from api_judging import rejected

ITEM = "spec.volumes[0].downwardAPI.items[0]"
P = "spec.volumes[0].projected"
S = f"{P}.sources[0]"


def pod(volume: str) -> str:
    spec = f"{{containers: [{{name: a, image: i}}], volumes: [{{name: v, {volume}}}]}}"
    return f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {spec}\n"


def placed(lines: list[str], path: str) -> list[str]:
    """`Required .path` with the path in front of what follows the blank."""
    return [line.replace(" ", f" {path}", 1) for line in lines]


NAME = "fieldRef: {fieldPath: metadata.name}"
CPU = "resourceFieldRef: {containerName: a, resource: limits.cpu}"


@pytest.mark.parametrize(
    ("item", "found"),
    [
        (f"path: p, {NAME}", []),
        (f"path: a/b, mode: 0, {CPU}", []),
        (NAME, ["Required .path"]),
        (f"path: '', {NAME}", ["Required .path"]),
        (f"path: /p, {NAME}", ["Invalid .path"]),
        (f"path: a/../b, {NAME}", ["Invalid .path"]),
        (f"path: ..p, {NAME}", ["Invalid .path"]),
        (f"path: p, mode: 512, {NAME}", ["Invalid .mode"]),
        (f"path: p, user: -1, {NAME}", []),
        ("path: p", ["Required "]),
        (f"path: p, {NAME}, {CPU}", ["Invalid "]),
        ("path: p, fieldRef: {fieldPath: metadata.name, apiVersion: v1}", []),
        ("path: p, fieldRef: {fieldPath: metadata.name, apiVersion: ''}", []),
        ("path: p, fieldRef: {fieldPath: metadata.name, apiVersion: v2}", ["Invalid .fieldRef.apiVersion"]),
        ("path: p, fieldRef: {}", ["Required .fieldRef.fieldPath"]),
        ("path: p, resourceFieldRef: {resource: limits.cpu}", ["Required .resourceFieldRef.containerName"]),
        ("path: p, resourceFieldRef: {containerName: a}", ["Required .resourceFieldRef.resource"]),
        ("path: p, resourceFieldRef: {containerName: nobody, resource: limits.cpu}", []),
    ],
)
def test_items(item: str, found: list[str]) -> None:
    assert rejected(pod(f"downwardAPI: {{items: [{{{item}}}]}}")) == placed(found, ITEM)


@pytest.mark.parametrize(("mode", "found"), [("0777", []), ("0o777", []), ("777", ["Invalid .defaultMode"])])
def test_default_mode(mode: str, found: list[str]) -> None:
    text = pod(f"downwardAPI: {{defaultMode: {mode}, defaultUser: -1}}")
    assert rejected(text) == placed(found, "spec.volumes[0].downwardAPI")
    assert rejected(pod(f"projected: {{defaultMode: {mode}, defaultUser: -1}}")) == placed(found, P)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("metadata.name", ""),
        ("metadata.namespace", ""),
        ("metadata.uid", ""),
        ("metadata.labels", ""),
        ("metadata.annotations", ""),
        ("metadata.labels['app']", ""),
        ("metadata.labels['a.b/app']", ""),
        ("metadata.annotations['A.B/c']", ""),
        ("status.podIP", "NotSupported"),
        ("spec.nodeName", "NotSupported"),
        ("spec.restartPolicy", "NotSupported"),
        ("metadata.nothing", "Invalid"),
        ("Metadata.name", "Invalid"),
        ("metadata.name['x']", "Invalid"),
        ("metadata.labels['app", "Invalid"),
        ("metadata.labels[app]", "Invalid"),
        ("metadata.labels['']", "Invalid"),
        ("metadata.labels['a b']", "Invalid"),
        ("metadata.labels['A.B/c']", "Invalid"),
        ("metadata.annotations['a b']", "Invalid"),
    ],
)
def test_field_paths(path: str, reason: str) -> None:
    text = pod(f'downwardAPI: {{items: [{{path: p, fieldRef: {{fieldPath: "{path}"}}}}]}}')
    assert rejected(text) == ([f"{reason} {ITEM}.fieldRef.fieldPath"] if reason else [])


RESOURCES = [
    ("limits.cpu", "", ""),
    ("limits.cpu", "0", ""),
    ("limits.cpu", "1", ""),
    ("limits.cpu", "1m", ""),
    ("limits.cpu", "1000m", ""),
    ("limits.cpu", "0.001", ""),
    ("requests.cpu", "1e-3", "divisor"),
    ("requests.cpu", "10m", "divisor"),
    ("requests.cpu", "1k", "divisor"),
    ("requests.memory", "1", ""),
    ("requests.memory", "1Mi", ""),
    ("requests.memory", "1024Ki", ""),
    ("requests.memory", "1000k", ""),
    ("requests.memory", "1E", ""),
    ("requests.memory", "1000", ""),
    ("requests.memory", "1e0", ""),
    ("requests.memory", "1e3", "divisor"),
    ("requests.memory", "1024", "divisor"),
    ("requests.memory", "1000Ki", "divisor"),
    ("requests.memory", "2Mi", "divisor"),
    ("requests.memory", "1m", "divisor"),
    ("limits.ephemeral-storage", "1Gi", ""),
    ("limits.ephemeral-storage", "10Gi", "divisor"),
    ("limits.hugepages-2Mi", "1Ki", ""),
    ("requests.hugepages-1Gi", "3", "divisor"),
    ("limits.gpu", "1", "resource"),
    ("cpu", "1", "resource"),
    ("hugepages-2Mi", "1", "resource"),
]


@pytest.mark.parametrize(("resource", "divisor", "wrong"), RESOURCES)
def test_resources(resource: str, divisor: str, wrong: str) -> None:
    given = f", divisor: '{divisor}'" if divisor else ""
    reference = f"resourceFieldRef: {{containerName: a, resource: {resource}{given}}}"
    reason = "NotSupported" if wrong == "resource" else "Invalid"
    found = [f"{reason} .resourceFieldRef.{wrong}"] if wrong else []
    assert rejected(pod(f"downwardAPI: {{items: [{{path: p, {reference}}}]}}")) == placed(found, ITEM)
    variable = f"{{name: a, image: i, env: [{{name: A, valueFrom: {{{reference}}}}}]}}"
    text = f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {{containers: [{variable}]}}\n"
    assert rejected(text) == placed(found, "spec.containers[0].env[0].valueFrom")


def test_variables_know_their_container() -> None:
    variable = "{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}"
    text = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: i, env: [%s]}]}\n"
    assert rejected(text % variable) == []
    assert rejected(text % variable, 33) == []
    variable = "{name: A, valueFrom: {fieldRef: {apiVersion: apps/v1, fieldPath: metadata.name}}}"
    assert rejected(text % variable) == ["Invalid spec.containers[0].env[0].valueFrom.fieldRef.apiVersion"]


ITEMS = "items: [{key: k, path: p}]"


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        ("[]", []),
        ("[{}]", []),
        ("[{secret: {name: Any_Name}}]", []),
        ("[{secret: {}}]", ["Required .sources[0].secret.name"]),
        ("[{configMap: {name: ''}}]", ["Required .sources[0].configMap.name"]),
        ("[{secret: {name: s}, configMap: {name: c}}]", ["Forbidden .sources[0].configMap"]),
        ("[{configMap: {name: c}, secret: {name: s}}]", ["Forbidden .sources[0].configMap"]),
        ("[{secret: {name: s}}, {configMap: {name: c}}]", []),
        ("[{configMap: {name: c, items: [{path: p}]}}]", ["Required .sources[0].configMap.items[0].key"]),
        ("[{secret: {name: s, items: [{key: k, path: p, mode: 512}]}}]", ["Invalid .sources[0].secret.items[0].mode"]),
        ("[{downwardAPI: {items: [{path: p}]}}]", ["Required .sources[0].downwardAPI.items[0]"]),
        (f"[{{secret: {{name: s, {ITEMS}}}}}, {{configMap: {{name: c}}}}]", []),
        (
            f"[{{secret: {{name: s, {ITEMS}}}}}, {{configMap: {{name: c, {ITEMS}}}}}]",
            ["Invalid .sources[1].configMap.items[0].path"],
        ),
        (
            f"[{{secret: {{name: s, {ITEMS}}}}}, {{downwardAPI: {{items: [{{path: p, {NAME}}}]}}}}]",
            ["Invalid .sources[1].downwardAPI.items[0].path"],
        ),
        (
            f"[{{secret: {{name: s, {ITEMS}}}}}, {{clusterTrustBundle: {{name: b, path: p}}}}]",
            ["Invalid .sources[1].clusterTrustBundle.path"],
        ),
        (f"[{{secret: {{name: s, {ITEMS}}}}}, {{serviceAccountToken: {{path: p}}}}]", []),
    ],
)
def test_projected(sources: str, found: list[str]) -> None:
    assert rejected(pod(f"projected: {{sources: {sources}}}")) == placed(found, P)


@pytest.mark.parametrize(
    ("token", "found"),
    [
        ("path: token", []),
        ("path: token, expirationSeconds: 600, audience: any", []),
        ("path: token, expirationSeconds: 4294967296", []),
        ("path: token, expirationSeconds: 599", ["Invalid .expirationSeconds"]),
        ("path: token, expirationSeconds: 0", ["Invalid .expirationSeconds"]),
        ("path: token, expirationSeconds: 4294967297", ["Invalid .expirationSeconds"]),
        ("path: token, user: -1", []),
        ("audience: a", ["Required .path"]),
        ("path: /token", ["Invalid .path"]),
        ("path: a/../token", ["Invalid .path"]),
    ],
)
def test_tokens(token: str, found: list[str]) -> None:
    text = pod(f"projected: {{sources: [{{serviceAccountToken: {{{token}}}}}]}}")
    assert rejected(text) == placed(found, f"{S}.serviceAccountToken")


SIGNER = "signerName: example.com/signer"


@pytest.mark.parametrize(
    ("bundle", "found"),
    [
        ("path: p, name: a.b", []),
        ("path: p, name: 'example.com:signer:a'", []),
        (f"path: p, {SIGNER}, labelSelector: {{}}", []),
        (f"path: p, {SIGNER}, labelSelector: {{matchLabels: {{a: b}}}}", []),
        (f"path: p, name: a, {SIGNER}", ["Invalid "]),
        ("path: p", ["Required "]),
        ("path: p, name: ''", ["Invalid .name"]),
        ("path: p, name: A", ["Invalid .name"]),
        ("path: p, name: ':a'", ["Invalid .name"]),
        ("path: p, name: 'example.com/signer:a'", ["Invalid .name"]),
        ("path: p, name: 'example.com:signer:'", ["Invalid .name"]),
        ("path: p, name: a, labelSelector: {}", ["Invalid .labelSelector"]),
        (
            f"path: p, {SIGNER}, labelSelector: {{matchLabels: {{a: b c}}}}",
            ["Invalid .labelSelector.matchLabels[a]"],
        ),
        ("path: p, signerName: ''", ["Invalid .signerName"]),
        ("path: p, signerName: example.com", ["Invalid .signerName"]),
        ("path: p, signerName: example/signer", ["Invalid .signerName"]),
        ("path: p, signerName: example.com/a/b", ["Invalid .signerName"]),
        ("path: p, signerName: Example.com/a", ["Invalid .signerName"]),
        ("path: p, signerName: example.com/A", ["Invalid .signerName"]),
        ("path: p, signerName: example.com/a..b", ["Invalid .signerName"]),
        ("path: p, signerName: example.com/a.b", []),
        (f"path: p, signerName: {'a.' * 126}ab/c", ["TooLong .signerName"]),
        (f"path: p, signerName: {'a.' * 126}a/c", []),
        (f"path: p, signerName: a.b/{'a' * 250}.{'b' * 250}.{'c' * 65}", []),
        (f"path: p, signerName: a.b/{'a' * 250}.{'b' * 250}.{'c' * 66}", ["TooLong .signerName"]),
        ("name: a", ["Required .path"]),
        ("name: a, path: /p", ["Invalid .path"]),
        ("name: a, path: p, user: -1", []),
    ],
)
def test_trust_bundles(bundle: str, found: list[str]) -> None:
    text = pod(f"projected: {{sources: [{{clusterTrustBundle: {{{bundle}}}}}]}}")
    assert rejected(text) == placed(found, f"{S}.clusterTrustBundle")


CERTIFICATE = f"{SIGNER}, keyType: ED25519, credentialBundlePath: p"


@pytest.mark.parametrize(
    ("certificate", "found"),
    [
        (CERTIFICATE, []),
        (f"{SIGNER}, keyType: RSA3072, keyPath: k, certificateChainPath: c", []),
        ("keyType: ED25519, keyPath: k", ["Required .signerName"]),
        ("signerName: example.com, keyType: ED25519, keyPath: k", ["Invalid .signerName"]),
        (f"{SIGNER}, keyPath: k", ["NotSupported .keyType"]),
        (f"{SIGNER}, keyType: RSA2048, keyPath: k", ["NotSupported .keyType"]),
        (f"{CERTIFICATE}, maxExpirationSeconds: 3600", []),
        (f"{CERTIFICATE}, maxExpirationSeconds: 7862400", []),
        (f"{CERTIFICATE}, maxExpirationSeconds: 3599", ["Invalid .maxExpirationSeconds"]),
        (f"{CERTIFICATE}, maxExpirationSeconds: 0", ["Invalid .maxExpirationSeconds"]),
        (f"{CERTIFICATE}, maxExpirationSeconds: 7862401", ["Invalid .maxExpirationSeconds"]),
        (f"{SIGNER}, keyType: ED25519", ["Required "]),
        (f"{CERTIFICATE}, keyPath: /k", ["Invalid .keyPath"]),
        (f"{CERTIFICATE}, certificateChainPath: ..c", ["Invalid .certificateChainPath"]),
        (f"{SIGNER}, keyType: ED25519, credentialBundlePath: a/..", ["Invalid .credentialBundlePath"]),
        (f"{CERTIFICATE}, keyPath: p", ["Invalid .keyPath"]),
        (f"{CERTIFICATE}, userAnnotations: {{a.b/c: d e}}", []),
        (f"{CERTIFICATE}, userAnnotations: {{c: d}}", ["Invalid .userAnnotations[c]"]),
        (f"{CERTIFICATE}, userAnnotations: {{a.b/c: {'d' * 262144}}}", ["TooLong .userAnnotations"]),
        (f"{CERTIFICATE}, user: -1", []),
    ],
)
def test_pod_certificates(certificate: str, found: list[str]) -> None:
    text = pod(f"projected: {{sources: [{{podCertificate: {{{certificate}}}}}]}}")
    assert rejected(text) == placed(found, f"{S}.podCertificate")


@pytest.mark.parametrize(
    ("domain", "seconds", "accepted"),
    [
        ("kubernetes.io", 86400, True),
        ("kubernetes.io", 86401, False),
        ("a.kubernetes.io", 86401, False),
        ("notkubernetes.io", 86401, True),
    ],
)
def test_certificates_of_kubernetes_last_a_day(domain: str, seconds: int, accepted: bool) -> None:
    certificate = f"signerName: {domain}/a, keyType: ED25519, keyPath: k, maxExpirationSeconds: {seconds}"
    found = rejected(pod(f"projected: {{sources: [{{podCertificate: {{{certificate}}}}}]}}"))
    assert found == ([] if accepted else [f"Invalid {S}.podCertificate.maxExpirationSeconds"])


def test_certificates_are_dropped_before_they_are_on() -> None:
    assert rejected(pod("projected: {sources: [{podCertificate: {}}, {clusterTrustBundle: {}}]}"), 36) == []
    assert rejected(pod("projected: {sources: [{secret: {name: s}, clusterTrustBundle: {}}]}"), 36) == []
