"""Which workloads need their clients' addresses: the signals, the suppressors and the near misses of P4."""

import pytest
from conftest import Files, facts_of, findings, spot, workload

from podlint.facts.addresses import ClientAddressNeed

RULE = "service/client-ip-lost"


def service(kind: str = "NodePort", ports: str = "{port: 80}", more: str = "", metadata: str = "") -> str:
    return (
        f"---\napiVersion: v1\nkind: Service\nmetadata: {{name: svc{metadata}}}\n"
        f"spec: {{type: {kind}, selector: {{app: web}}, ports: [{ports}]{more}}}\n"
    )


def backend(image: str = "nginx:1.27", kind: str = "Deployment", container: str = "", spec: str = "") -> str:
    return workload("web", f"{{containers: [{{name: web, image: '{image}'{container}}}]{spec}}}", kind)


def configured(content: str) -> str:
    """A web server with a ConfigMap mounted."""
    pod = backend(
        container=", volumeMounts: [{name: c, mountPath: /etc/c}]",
        spec=", volumes: [{name: c, configMap: {name: conf}}]",
    )
    lines = "".join(f"    {line}\n" for line in content.splitlines())
    return f"{pod}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: conf}}\ndata:\n  a.conf: |\n{lines}"


def ingress(annotation: str, more: str = "") -> str:
    return (
        "---\napiVersion: networking.k8s.io/v1\nkind: Ingress\n"
        f"metadata: {{name: i, namespace: other, annotations: {{{annotation}: '1'}}}}\nspec: {{{more}}}\n"
    )


def policy(cidr: str, selector: str = "{matchLabels: {app: web}}", namespace: str = "") -> str:
    space = f", namespace: {namespace}" if namespace else ""
    return (
        f"---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{name: np{space}}}\n"
        f"spec: {{podSelector: {selector}, ingress: [{{from: [{{ipBlock: {{cidr: {cidr}}}}}]}}]}}\n"
    )


def middleware(spec: str) -> str:
    return f"---\napiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata: {{name: m}}\nspec: {{{spec}}}\n"


NGINX = "registry.k8s.io/ingress-nginx/controller:v1.12.0"
EDGE = backend(NGINX, "DaemonSet")


def need(files: Files) -> ClientAddressNeed:
    (row,) = facts_of(files).all(ClientAddressNeed)
    return row


def reported(files: Files) -> list[tuple[str, str]]:
    return [(one.severity, one.confidence) for one in findings(files, RULE)]


SIGNALS = {
    "P4 positive 1 ingress-nginx behind a NodePort": (service() + backend(NGINX), {"edge": 2}),
    "P4 positive 2 NGINX's own controller": (service() + backend("nginx/nginx-ingress:4"), {"edge": 2}),
    "P4 positive 3 a DaemonSet besides": (
        service() + backend("haproxytech/kubernetes-ingress:3", "DaemonSet"),
        {"edge": 2, "daemon": 1},
    ),
    "P4 positive 4 traefik": (service() + backend("traefik:v3"), {"edge": 2}),
    **{
        f"P4 edge proxy {image}": (service() + backend(image), {"edge": 2})
        for image in ("kong:3", "envoyproxy/envoy:v1", "apache/apisix:3", "caddy:2", "emissaryingress/emissary:3")
    },
    "P4 positive 5 an allow-list": (
        service() + backend(NGINX) + ingress("nginx.ingress.kubernetes.io/whitelist-source-range"),
        {"ingress": 3, "edge": 2},
    ),
    "P4 positive 5 a limit": (
        service() + backend(NGINX) + ingress("nginx.ingress.kubernetes.io/limit-rps"),
        {"ingress": 3, "edge": 2},
    ),
    "P4 a traefik middleware": (
        service() + backend("traefik:v3") + middleware("ipAllowList: {sourceRange: [a]}"),
        {"ingress": 3, "edge": 2},
    ),
    "P4 positive 6 ipBlock": (service() + backend() + policy("203.0.113.0/24"), {"network-policy": 3}),
    "P4 positive 6 ipBlock for all pods": (
        service() + backend() + policy("203.0.113.0/24", "{}"),
        {"network-policy": 3},
    ),
    "P4 positive 6 ipBlock by an expression": (
        service()
        + backend()
        + policy("203.0.113.0/24", "{matchExpressions: [{key: app, operator: In, values: [web]}]}"),
        {"network-policy": 3},
    ),
    **{
        f"P4 configuration: {line}": (service() + configured(line), {"configuration": 3})
        for line in (
            *("limit_req_zone $binary_remote_addr zone=a:1m rate=1r/s;", "limit_conn_zone $remote_addr zone=a:1m;"),
            *("allow 198.51.100.0/24;", "deny 203.0.113.7;", "http-request deny if { src 203.0.113.7 }", "fail2ban"),
        )
    },
    "P4 positive 7 mail": (service(ports="{port: 25}") + backend("mailserver/docker-mailserver:14"), {"mail": 3}),
    "P4 positive 8 DNS": (service(ports="{port: 53, protocol: UDP}") + backend("pihole/pihole:2025"), {"dns": 2}),
    "P4 SIP": (service(ports="{port: 5060}") + backend("coturn/coturn:4"), {"telephony": 2}),
    "P4 weak: a port": (service(ports="{port: 25}") + backend("example.com/x:1"), {"port": 1}),
    "P4 weak: an environment variable": (
        service() + backend("example.com/x:1", container=", env: [{name: TRUST_PROXY, value: '1'}]"),
        {"environment": 1},
    ),
    "P4 near miss 1 a web server": (service() + backend(), {}),
    "P4 near miss 11 nginx is no ingress controller": (service("LoadBalancer") + backend("bitnami/nginx:1"), {}),
    "P4 near miss 15 boilerplate": (
        service() + configured("proxy_set_header X-Real-IP $remote_addr;\nallow 127.0.0.1;\ndeny all;"),
        {},
    ),
    "P4 near miss 16 everybody": (service() + backend() + policy("0.0.0.0/0"), {}),
    "P4 near miss 16 everybody, version 6": (service() + backend() + policy("'::/0'"), {}),
    "P4 near miss 16 the cluster's own": (service() + backend() + policy("10.0.0.0/8"), {}),
    "P4 near miss 16 other pods": (service() + backend() + policy("203.0.113.0/24", "{matchLabels: {app: other}}"), {}),
    "P4 no block": (service() + backend() + policy("'{{ .Values.cidr }}'"), {}),
    "P4 an annotation of another controller": (
        service() + backend("traefik:v3") + ingress("nginx.ingress.kubernetes.io/limit-rps"),
        {"edge": 2},
    ),
    "P4 a middleware that goes by a header": (
        service() + backend("traefik:v3") + middleware("ipAllowList: {ipStrategy: {depth: 1}}"),
        {"edge": 2},
    ),
    "G8 a word that only contains a name": (service() + backend("example.com/voyagers:1"), {}),
    "G11 an image that is filled in later": (service() + backend("{{ .Values.image }}"), {}),
}


@pytest.mark.parametrize("name", SIGNALS)
def test_signals(name: str) -> None:
    text, expected = SIGNALS[name]
    row = need(text)
    assert {signal.kind: signal.weight for signal in row.signals} == expected
    assert (row.suppressors, row.weight) == ((), sum(expected.values()))
    level = [("warning", "high")] if row.weight >= 3 else [("info", "medium")] if row.weight == 2 else []
    assert reported(text) == level


def annotated(annotation: str) -> str:
    return service("LoadBalancer", metadata=f", annotations: {{{annotation}}}") + EDGE


SETTINGS = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: any}\ndata: {use-proxy-protocol: 'true'}\n"
CILIUM = (
    "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: cilium-config, namespace: kube-system}\n"
    "data: {bpf-lb-mode: dsr}\n"
)
SUPPRESSED = {
    "P4 near miss 2 nlb with ip targets": annotated("service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: ip"),
    "P4 near miss 3 do": annotated("service.beta.kubernetes.io/do-loadbalancer-enable-proxy-protocol: 'true'"),
    "P4 near miss 3 scw": annotated("service.beta.kubernetes.io/scw-loadbalancer-proxy-protocol-v2: 'true'"),
    "P4 near miss 3 a ConfigMap beside it": service() + EDGE + SETTINGS,
    "P4 near miss 3 listen ... proxy_protocol": service()
    + configured("listen 80 proxy_protocol;\nlimit_req_zone $remote_addr;"),
    "P4 near miss 5 neg": annotated("""cloud.google.com/neg: '{"ingress": true}'"""),
    "P4 near miss 5 backend-config": annotated("cloud.google.com/backend-config: a"),
    "P4 near miss 5 the backend of an Ingress": service()
    + EDGE
    + ingress("a", "rules: [{http: {paths: [{backend: {service: {name: svc}}}]}}]").replace(", namespace: other", ""),
    "P4 near miss 5 the backend of an old Ingress": service()
    + EDGE
    + ingress("a", "backend: {serviceName: svc}").replace(", namespace: other", ""),
    "P4 near miss 6 hostPort": service() + backend(NGINX, "DaemonSet", ", ports: [{containerPort: 80, hostPort: 80}]"),
    "P4 near miss 7 hostNetwork": service() + backend(NGINX, "DaemonSet", spec=", hostNetwork: true"),
    "P4 near miss 8 eastwest": service("LoadBalancer", metadata=", labels: {topology.istio.io/network: n}") + EDGE,
    "P4 near miss 9 Azure": annotated("service.beta.kubernetes.io/azure-load-balancer-internal: 'true'"),
    "P4 near miss 9 GKE": annotated("networking.gke.io/load-balancer-type: Internal"),
    "P4 near miss 14 DSR": service() + EDGE + CILIUM,
}


@pytest.mark.parametrize("name", SUPPRESSED)
def test_suppressed(name: str) -> None:
    row = need(SUPPRESSED[name])
    assert row.suppressors
    assert (row.weight, bool(row.signals)) == (0, True)
    assert all(signal.place.start < signal.place.end for signal in row.suppressors)
    assert reported(SUPPRESSED[name]) == []


NOT_SUPPRESSED = {
    "P4 near miss 2 instance targets": annotated(
        "service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: instance"
    ),
    "P4 near miss 3 turned off": annotated("service.beta.kubernetes.io/do-loadbalancer-enable-proxy-protocol: 'false'"),
    "P4 near miss 3 in another namespace": service() + EDGE + SETTINGS.replace("name: any", "name: any, namespace: b"),
    "P4 near miss 5 of another Service": service()
    + EDGE
    + ingress("a", "defaultBackend: {service: {name: other}}").replace(", namespace: other", ""),
    "P4 near miss 5 an Ingress before a LoadBalancer": service("LoadBalancer")
    + EDGE
    + ingress("a", "defaultBackend: {service: {name: svc}}").replace(", namespace: other", ""),
    "P4 near miss 6 another hostPort": service()
    + backend(NGINX, "DaemonSet", ", ports: [{containerPort: 80, hostPort: 9}]"),
    "P4 near miss 12 sessionAffinity": service(more=", sessionAffinity: ClientIP") + EDGE,
    "P4 near miss 13 loadBalancerSourceRanges": service(more=", loadBalancerSourceRanges: [203.0.113.0/24]") + EDGE,
}


@pytest.mark.parametrize("name", NOT_SUPPRESSED)
def test_not_suppressed(name: str) -> None:
    row = need(NOT_SUPPRESSED[name])
    assert (row.suppressors, row.weight) == ((), 3)


@pytest.mark.parametrize("more", [", sessionAffinity: ClientIP", ", loadBalancerSourceRanges: [203.0.113.0/24]"])
def test_p4_near_misses_12_and_13_are_no_signals(more: str) -> None:
    assert need(service("LoadBalancer", more=more) + backend()).signals == ()


@pytest.mark.parametrize(
    ("policy_fields", "expected"),
    [
        ("", [("warning", "high")]),
        (", externalTrafficPolicy: Local", []),
        (", externalTrafficPolicy: Cluster", [("info", "high")]),
        (", internalTrafficPolicy: Local", [("warning", "high")]),
        (", externalTrafficPolicy: '{{ .Values.policy }}'", []),
    ],
)
def test_p4_what_the_author_decided(policy_fields: str, expected: list[tuple[str, str]]) -> None:
    """P4 near misses 4 and 10: an explicit Cluster is worth a remark at most."""
    assert reported(service(more=policy_fields) + EDGE) == expected


@pytest.mark.parametrize("kind", ["ClusterIP", "ExternalName", "null", "'${TYPE}'", "[NodePort]"])
def test_only_services_that_clients_reach(kind: str) -> None:
    assert facts_of(service(kind) + EDGE).all(ClientAddressNeed) == ()


def test_a_service_that_selects_nothing_has_no_row() -> None:
    assert facts_of(service()).all(ClientAddressNeed) == ()


def test_g9_the_nearest_policy_is_meant() -> None:
    files = {
        "a/all.yaml": service() + backend() + policy("203.0.113.0/24"),
        "b/all.yaml": service() + backend() + policy("198.51.100.0/24"),
    }
    rows = facts_of(files).all(ClientAddressNeed)
    assert [row.signals[0].place.text for row in rows] == ["203.0.113.0/24", "198.51.100.0/24"]
    assert facts_of(service() + backend() + policy("203.0.113.0/24", namespace="b")).all(ClientAddressNeed)[0].signals


def test_places_are_tokens() -> None:
    row = need(service() + configured("allow 198.51.100.0/24;"))
    assert [spot(signal.place) for signal in row.signals] == ["17:5 allow 198.51.100.0/24;"]
    assert (row.place.text, row.workload.name, row.type) == ("svc", "web", "NodePort")


def test_two_signs_of_a_kind_count_once() -> None:
    more = ingress("nginx.ingress.kubernetes.io/limit-rps") + ingress("nginx.ingress.kubernetes.io/limit-rpm")
    assert need(service() + backend(NGINX) + more).weight == 5
