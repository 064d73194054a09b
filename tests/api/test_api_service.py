"""Services: what the API server refuses in their spec."""

import pytest
from api_judging import rejected

PORT = "ports: [{port: 80}]"


def service(spec: str, annotations: str = "") -> str:
    return f"apiVersion: v1\nkind: Service\nmetadata: {{name: a, annotations: {{{annotations}}}}}\nspec: {{{spec}}}\n"


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        ("", ["Required spec.ports"]),
        ("clusterIP: None", []),
        ("type: ExternalName, externalName: a.b", []),
        (f"type: Foo, {PORT}", ["NotSupported spec.type"]),
        (f'type: "", {PORT}', []),
        (f"clusterIP: None, type: NodePort, {PORT}", ["Invalid spec.clusterIP"]),
        ("clusterIP: 10.0.0.1, type: ExternalName, externalName: a", ["Forbidden spec.clusterIP"]),
        ("type: ExternalName, externalName: a, ipFamilies: [IPv4]", ["Forbidden spec.ipFamilies"]),
        ("type: ExternalName, externalName: a, ipFamilyPolicy: SingleStack", ["Forbidden spec.ipFamilyPolicy"]),
        ("type: ExternalName", ["Required spec.externalName"]),
        ("type: ExternalName, externalName: a_b", ["Invalid spec.externalName"]),
        ("type: ExternalName, externalName: a.b.", []),
        (f"externalName: a_b, {PORT}", []),
        ("ports: [{name: a, port: 1}, {port: 2}]", ["Required spec.ports[1].name"]),
        ("ports: [{name: A, port: 1}]", ["Invalid spec.ports[0].name"]),
        ("ports: [{name: a, port: 1}, {name: a, port: 2}]", ["Duplicate spec.ports[1].name"]),
        ("ports: [{}]", ["Invalid spec.ports[0].port"]),
        ("ports: [{port: 65536}]", ["Invalid spec.ports[0].port"]),
        ("ports: [{port: 80, protocol: tcp}]", ["NotSupported spec.ports[0].protocol"]),
        ("ports: [{port: 80, targetPort: 0}]", []),
        ('ports: [{port: 80, targetPort: ""}]', []),
        ("ports: [{port: 80, targetPort: 65536}]", ["Invalid spec.ports[0].targetPort"]),
        ("ports: [{port: 80, targetPort: Http}]", ["Invalid spec.ports[0].targetPort"]),
        ("ports: [{port: 80, appProtocol: a/b/c}]", ["Invalid spec.ports[0].appProtocol"]),
        ("ports: [{port: 80, appProtocol: kubernetes.io/h2c}]", []),
        ("ports: [{port: 80, nodePort: 30000}]", ["Forbidden spec.ports[0].nodePort"]),
        ("type: NodePort, ports: [{port: 80, nodePort: 30000}]", []),
        (
            "type: NodePort, ports: [{name: a, port: 1, nodePort: 30000}, {name: b, port: 2, nodePort: 30000}]",
            ["Duplicate spec.ports[1].nodePort"],
        ),
        ("ports: [{name: a, port: 1}, {name: b, port: 1}]", ["Duplicate spec.ports[1]"]),
        ("ports: [{name: a, port: 1}, {name: b, port: 1, protocol: UDP}]", []),
        (f"selector: {{a: b c}}, {PORT}", ["Invalid spec.selector[a]"]),
        (f"sessionAffinity: Cookie, {PORT}", ["NotSupported spec.sessionAffinity"]),
        (f"sessionAffinityConfig: {{clientIP: {{timeoutSeconds: 0}}}}, {PORT}", []),
        (
            f"sessionAffinity: ClientIP, sessionAffinityConfig: {{clientIP: {{timeoutSeconds: 86401}}}}, {PORT}",
            ["Invalid spec.sessionAffinityConfig.clientIP.timeoutSeconds"],
        ),
        (f"clusterIP: 10.0.0.1, clusterIPs: [10.0.0.2], {PORT}", ["Invalid spec.clusterIPs"]),
        (f"clusterIPs: [10.0.0.2], {PORT}", ["Invalid spec.clusterIPs"]),
        (f"clusterIP: None, clusterIPs: [None, 10.0.0.2], {PORT}", ["Invalid spec.clusterIPs"]),
        (f"clusterIP: 10.0.0.01, {PORT}", ["Invalid spec.clusterIP"]),
        (f"clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1, 10.0.0.2], {PORT}", ["Invalid spec.clusterIPs"]),
        (f"clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1, 'fd00::1'], ipFamilyPolicy: PreferDualStack, {PORT}", []),
        (f"clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1, 'fd00::1'], {PORT}", ["Invalid spec.ipFamilyPolicy"]),
        (f"ipFamilies: [IPv4, IPv6], ipFamilyPolicy: SingleStack, {PORT}", ["Invalid spec.ipFamilyPolicy"]),
        (f"ipFamilies: [IPv4, IPv6], {PORT}", ["Invalid spec.ipFamilyPolicy"]),
        (f"ipFamilies: [IPv4, IPv6], ipFamilyPolicy: RequireDualStack, {PORT}", []),
        (f"ipFamilies: [IPv6], {PORT}", []),
        ("ipFamilies: [IPv4, IPv6], clusterIP: None", []),
        ("ipFamilies: [IPv4, IPv6], clusterIP: None, selector: {a: b}", ["Invalid spec.ipFamilyPolicy"]),
        (f"clusterIP: 10.0.0.1, ipFamilies: [IPv6], {PORT}", ["Invalid spec.clusterIP"]),
        (f"ipFamilies: [IPv5], {PORT}", ["NotSupported spec.ipFamilies[0]"]),
        (f"ipFamilies: [IPv4, IPv4], {PORT}", ["Duplicate spec.ipFamilies[1]"]),
        (f"ipFamilyPolicy: Dual, {PORT}", ["NotSupported spec.ipFamilyPolicy"]),
        (f"externalIPs: [a], {PORT}", ["Invalid spec.externalIPs[0]"]),
        (f"externalIPs: [192.0.2.1], {PORT}", []),
        (
            f"externalIPs: [127.0.0.1, 0.0.0.0, 169.254.1.1, 224.0.0.1], {PORT}",
            [f"Invalid spec.externalIPs[{i}]" for i in range(4)],
        ),
        (f"loadBalancerSourceRanges: [10.0.0.0/8], {PORT}", ["Forbidden spec.loadBalancerSourceRanges"]),
        (f"type: LoadBalancer, loadBalancerSourceRanges: [' 10.0.0.0/8 '], {PORT}", []),
        (
            f"type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.1/8], {PORT}",
            ["Invalid spec.loadBalancerSourceRanges[0]"],
        ),
        (f"allocateLoadBalancerNodePorts: false, {PORT}", ["Forbidden spec.allocateLoadBalancerNodePorts"]),
        (f"type: LoadBalancer, allocateLoadBalancerNodePorts: false, {PORT}", []),
        (f"loadBalancerClass: a/b, {PORT}", ["Forbidden spec.loadBalancerClass"]),
        (f"type: LoadBalancer, loadBalancerClass: a/b/c, {PORT}", ["Invalid spec.loadBalancerClass"]),
        (f"externalTrafficPolicy: Local, {PORT}", ["Invalid spec.externalTrafficPolicy"]),
        (f"externalTrafficPolicy: Local, externalIPs: [192.0.2.1], {PORT}", []),
        (f"type: NodePort, externalTrafficPolicy: local, {PORT}", ["NotSupported spec.externalTrafficPolicy"]),
        (f"type: LoadBalancer, healthCheckNodePort: 30000, {PORT}", ["Invalid spec.healthCheckNodePort"]),
        (f"type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 30000, {PORT}", []),
        (f"internalTrafficPolicy: local, {PORT}", ["NotSupported spec.internalTrafficPolicy"]),
        (f"trafficDistribution: PreferFar, {PORT}", ["NotSupported spec.trafficDistribution"]),
        (f"loadBalancerIP: anything, publishNotReadyAddresses: true, {PORT}", []),
    ],
)
def test_spec(spec: str, found: list[str]) -> None:
    assert rejected(service(spec)) == found


RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges"


@pytest.mark.parametrize(
    ("annotations", "kind", "found"),
    [
        (f"{RANGES}: 10.0.0.0/8", "ClusterIP", [f"Forbidden metadata.annotations[{RANGES}]"]),
        (f"{RANGES}: 10.0.0.0/8", "LoadBalancer", []),
        (f"{RANGES}: office", "LoadBalancer", [f"Invalid metadata.annotations[{RANGES}]"]),
        (
            "service.kubernetes.io/topology-mode: Auto, service.kubernetes.io/topology-aware-hints: Disabled",
            "ClusterIP",
            ["Invalid metadata.annotations[service.kubernetes.io/topology-mode]"],
        ),
    ],
)
def test_annotations(annotations: str, kind: str, found: list[str]) -> None:
    assert rejected(service(f"type: {kind}, {PORT}", annotations)) == found


def test_releases_differ() -> None:
    zone = service(f"trafficDistribution: PreferSameZone, {PORT}")
    assert rejected(zone, 33) == ["NotSupported spec.trafficDistribution"]
    assert rejected(zone, 34) == []
    zeros = service(f"externalIPs: [192.0.2.01], {PORT}")
    assert rejected(zeros, 35) == []
    assert rejected(zeros, 36) == ["Invalid spec.externalIPs[0]"]
