"""Ingresses and IngressClasses."""

import pytest
from api_judging import rejected_spec

BACKEND = "backend: {service: {name: a, port: {number: 80}}}"
DEFAULT = "defaultBackend: {service: {name: a, port: {number: 80}}}"
PATH = "spec.rules[0].http.paths[0]"
CLASS = "kubernetes.io/ingress.class"


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        (DEFAULT, []),
        ("rules: [{host: a.example.com}]", []),
        ("rules: [{}]", []),
        ("", ["Invalid spec"]),
        ("rules: []", ["Invalid spec"]),
        (f"{DEFAULT}, ingressClassName: nginx", []),
        (f"{DEFAULT}, ingressClassName: ''", ["Invalid spec.ingressClassName"]),
        (f"{DEFAULT}, ingressClassName: Nginx", ["Invalid spec.ingressClassName"]),
        ("rules: [{host: '*.example.com'}]", []),
        ("rules: [{host: '*'}]", ["Invalid spec.rules[0].host"]),
        ("rules: [{host: 'a.*.com'}]", ["Invalid spec.rules[0].host"]),
        ("rules: [{host: a_b.com}]", ["Invalid spec.rules[0].host"]),
        ("rules: [{host: 'a.com:80'}]", ["Invalid spec.rules[0].host"]),
        ("rules: [{host: 10.0.0.1}]", ["Invalid spec.rules[0].host"]),
        ("rules: [{host: 10.0.0.1.nip.io}]", []),
        ("rules: [{host: 1.2.3}]", []),
        ("rules: [{host: '${HOST}'}]", []),
        ("rules: [{http: {}}]", ["Required spec.rules[0].http.paths"]),
        (f"{DEFAULT}, tls: [{{}}]", []),
        (f"{DEFAULT}, tls: [{{hosts: [a.com, '*.b.com'], secretName: a}}]", []),
        (f"{DEFAULT}, tls: [{{hosts: [A.com]}}]", ["Invalid spec.tls[0].hosts[0]"]),
        (f"{DEFAULT}, tls: [{{hosts: ['*.*.com']}}]", ["Invalid spec.tls[0].hosts[0]"]),
        (f"{DEFAULT}, tls: [{{hosts: [10.0.0.1]}}]", []),
        (f"{DEFAULT}, tls: [{{secretName: a_b}}]", ["Invalid spec.tls[0].secretName"]),
        (f"{DEFAULT}, tls: [{{secretName: ''}}]", []),
        # The old form of extensions/v1beta1.
        ("backend: {serviceName: a, servicePort: 80}", ["Invalid spec", "UnknownField spec.backend"]),
    ],
)
def test_ingresses(spec: str, found: list[str]) -> None:
    assert sorted(rejected_spec("Ingress", spec)) == sorted(found)


@pytest.mark.parametrize("kind", ["Exact", "Prefix"])
@pytest.mark.parametrize(
    ("path", "accepted"),
    [
        ("/", True),
        ("/a/b", True),
        ("/a/", True),
        ("/api(/|$)(.*)", True),
        ("/a/..b", True),
        ("/.well-known", True),
        ("/%2e", True),
        ("", False),
        ("a", False),
        ("//", False),
        ("/a//b", False),
        ("/a/./b", False),
        ("/a/../b", False),
        ("/a%2fb", False),
        ("/a%2Fb", False),
        ("/a/..", False),
        ("/a/.", False),
        ("${PATH}", True),
    ],
)
def test_paths(kind: str, path: str, accepted: bool) -> None:
    found = rejected_spec("Ingress", f"rules: [{{http: {{paths: [{{path: '{path}', pathType: {kind}, {BACKEND}}}]}}}}]")
    assert found == ([] if accepted else [f"Invalid {PATH}.path"])


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (f"pathType: ImplementationSpecific, {BACKEND}", []),
        (f"pathType: ImplementationSpecific, path: /a//b, {BACKEND}", []),
        (f"pathType: ImplementationSpecific, path: a, {BACKEND}", [f"Invalid {PATH}.path"]),
        (f"path: /, {BACKEND}", [f"Required {PATH}.pathType"]),
        (f"path: a, {BACKEND}", [f"Required {PATH}.pathType"]),
        (f"path: /, pathType: prefix, {BACKEND}", [f"NotSupported {PATH}.pathType"]),
        (f"pathType: Prefix, {BACKEND}", [f"Invalid {PATH}.path"]),
        ("path: /, pathType: Prefix", [f"Invalid {PATH}.backend"]),
    ],
)
def test_path_types(path: str, found: list[str]) -> None:
    assert rejected_spec("Ingress", f"rules: [{{http: {{paths: [{{{path}}}]}}}}]") == found


BACK = "spec.defaultBackend"
RESOURCE = f"{BACK}.resource"


@pytest.mark.parametrize(
    ("backend", "found"),
    [
        ("service: {name: a, port: {name: http}}", []),
        ("service: {name: 1st, port: {number: 80}}", []),
        ("", [f"Invalid {BACK}"]),
        ("service: {name: a, port: {number: 80}}, resource: {kind: a, name: b}", [f"Invalid {BACK}"]),
        ("service: {port: {number: 80}}", [f"Required {BACK}.service.name"]),
        ("service: {name: a.b, port: {number: 80}}", [f"Invalid {BACK}.service.name"]),
        ("service: {name: a}", [f"Required {BACK}.service.port"]),
        ("service: {name: a, port: {number: 80, name: http}}", [f"Invalid {BACK}.service.port"]),
        ("service: {name: a, port: {number: 65536}}", [f"Invalid {BACK}.service.port.number"]),
        ("service: {name: a, port: {name: Http}}", [f"Invalid {BACK}.service.port.name"]),
        ("resource: {apiGroup: k8s.example.com, kind: StorageBucket, name: icons}", []),
        ("resource: {kind: StorageBucket, name: Any_Name}", []),
        ("resource: {apiGroup: '', kind: a, name: b}", [f"Invalid {RESOURCE}.apiGroup"]),
        ("resource: {apiGroup: a_b, kind: a, name: b}", [f"Invalid {RESOURCE}.apiGroup"]),
        ("resource: {}", [f"Required {RESOURCE}.kind", f"Required {RESOURCE}.name"]),
        ("resource: {kind: a/b, name: ..}", [f"Invalid {RESOURCE}.kind", f"Invalid {RESOURCE}.name"]),
    ],
)
def test_backends(backend: str, found: list[str]) -> None:
    assert rejected_spec("Ingress", f"defaultBackend: {{{backend}}}") == found


def test_names_of_services_before_1_36() -> None:
    spec = "defaultBackend: {service: {name: 1st, port: {number: 80}}}"
    assert rejected_spec("Ingress", spec, 35) == [f"Invalid {BACK}.service.name"]


@pytest.mark.parametrize(
    ("annotation", "spec", "accepted"),
    [
        ("nginx", "", True),
        ("nginx", ", ingressClassName: nginx", True),
        ("nginx", ", ingressClassName: other", False),
        ("''", ", ingressClassName: nginx", False),
        ("'${CLASS}'", ", ingressClassName: nginx", True),
    ],
)
def test_classes_named_twice(annotation: str, spec: str, accepted: bool) -> None:
    metadata = f"name: a, annotations: {{{CLASS}: {annotation}}}"
    found = rejected_spec("Ingress", f"{DEFAULT}{spec}", metadata=metadata)
    assert found == ([] if accepted else [f"Invalid metadata.annotations[{CLASS}]"])


PARAMETERS = "spec.parameters"


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        ("controller: example.com/ingress", []),
        ("controller: k8s.io/ingress-nginx/v2", []),
        ("", ["Required spec.controller"]),
        ("controller: nginx", ["Invalid spec.controller"]),
        ("controller: Example.com/nginx", ["Invalid spec.controller"]),
        ("controller: example.com/", ["Invalid spec.controller"]),
        (f"controller: example.com/{'a' * 239}", ["TooLong spec.controller"]),
        ("controller: a.b/c, parameters: {kind: A, name: b}", []),
        ("controller: a.b/c, parameters: {apiGroup: a.b, kind: A, name: b, scope: Cluster}", []),
        ("controller: a.b/c, parameters: {}", [f"Required {PARAMETERS}.kind", f"Required {PARAMETERS}.name"]),
        ("controller: a.b/c, parameters: {apiGroup: a/v1, kind: A, name: b}", [f"Invalid {PARAMETERS}.apiGroup"]),
        ("controller: a.b/c, parameters: {kind: A, name: b, scope: cluster}", [f"NotSupported {PARAMETERS}.scope"]),
        ("controller: a.b/c, parameters: {kind: A, name: b, scope: Namespace, namespace: c}", []),
        ("controller: a.b/c, parameters: {kind: A, name: b, scope: Namespace}", [f"Required {PARAMETERS}.namespace"]),
        (
            "controller: a.b/c, parameters: {kind: A, name: b, scope: Namespace, namespace: c.d}",
            [f"Invalid {PARAMETERS}.namespace"],
        ),
        ("controller: a.b/c, parameters: {kind: A, name: b, namespace: c}", [f"Forbidden {PARAMETERS}.namespace"]),
    ],
)
def test_ingress_classes(spec: str, found: list[str]) -> None:
    assert rejected_spec("IngressClass", spec) == found
