"""Pod specs: what the API server refuses in a Pod and in a template."""

import pytest
from api_judging import rejected

APP = "containers: [{name: a, image: i}]"
LONG = "a" * 64


def pod(spec: str) -> str:
    return f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {{{spec}}}\n"


def template(spec: str) -> str:
    return f"apiVersion: v1\nkind: PodTemplate\nmetadata: {{name: a}}\ntemplate: {{spec: {{{spec}}}}}\n"


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        (APP, []),
        ("containers: []", ["Required spec.containers"]),
        (f"{APP}, restartPolicy: always", ["NotSupported spec.restartPolicy"]),
        (f'{APP}, restartPolicy: ""', []),
        (f"{APP}, restartPolicy: OnFailure", []),
        (f"{APP}, dnsPolicy: clusterFirst", ["NotSupported spec.dnsPolicy"]),
        (f"{APP}, dnsPolicy: ClusterFirstWithHostNet", []),
        (f"{APP}, nodeSelector: {{a b: c}}", ["Invalid spec.nodeSelector[a b]"]),
        (f"{APP}, nodeSelector: {{a: b c}}", ["Invalid spec.nodeSelector[a]"]),
        (f"{APP}, nodeSelector: {{a.b/c: ''}}", []),
        (f"{APP}, nodeName: Node_1", ["Invalid spec.nodeName"]),
        (f"{APP}, nodeName: node-1.local", []),
        (f"{APP}, nodeName: node, schedulingGates: [{{name: a.b/c}}]", ["Forbidden spec.nodeName"]),
        (f"{APP}, serviceAccountName: A_b", ["Invalid spec.serviceAccountName"]),
        (f"{APP}, serviceAccount: A_b", ["Invalid spec.serviceAccount"]),
        (f"{APP}, serviceAccount: A_b, serviceAccountName: a", []),
        (f"{APP}, serviceAccount: a, serviceAccountName: b", []),
        (f"{APP}, imagePullSecrets: [{{name: A_b}}, {{}}]", []),
        (f"{APP}, activeDeadlineSeconds: 0", ["Invalid spec.activeDeadlineSeconds"]),
        (f"{APP}, activeDeadlineSeconds: 2147483648", ["Invalid spec.activeDeadlineSeconds"]),
        (f"{APP}, activeDeadlineSeconds: 1", []),
        (f"{APP}, terminationGracePeriodSeconds: -1", []),
        (f"{APP}, hostname: a.b", ["Invalid spec.hostname"]),
        (f"{APP}, hostname: a-b, subdomain: c", []),
        (f"{APP}, subdomain: A", ["Invalid spec.subdomain"]),
        (f"{APP}, hostnameOverride: a.b", []),
        (f"{APP}, hostnameOverride: a.b, setHostnameAsFQDN: true", ["Forbidden spec.hostnameOverride"]),
        (f"{APP}, hostnameOverride: a.b, setHostnameAsFQDN: false", []),
        (f"{APP}, hostnameOverride: a.b, hostNetwork: true", ["Forbidden spec.hostnameOverride"]),
        (f"{APP}, hostnameOverride: a{LONG}", ["TooLong spec.hostnameOverride"]),
        (f"{APP}, hostnameOverride: {LONG}", []),
        (f"{APP}, hostnameOverride: a_b", ["Invalid spec.hostnameOverride"]),
        (f'{APP}, hostnameOverride: ""', ["Invalid spec.hostnameOverride"]),
        (f"{APP}, priorityClassName: A", ["Invalid spec.priorityClassName"]),
        (f"{APP}, priorityClassName: system-node-critical", []),
        (f"{APP}, runtimeClassName: A", ["Invalid spec.runtimeClassName"]),
        (f'{APP}, runtimeClassName: ""', ["Invalid spec.runtimeClassName"]),
        (f"{APP}, runtimeClassName: gvisor", []),
        (f"{APP}, preemptionPolicy: Always", ["NotSupported spec.preemptionPolicy"]),
        (f"{APP}, preemptionPolicy: Never", []),
        (f"{APP}, schedulingGroup: {{podGroupName: A_b}}", []),
        (f"{APP}, evictionResponders: [{{name: a}}, {{name: a}}]", []),
        (f"{APP}, shareProcessNamespace: true, hostPID: true", ["Invalid spec.shareProcessNamespace"]),
        (f"{APP}, shareProcessNamespace: false, hostPID: true", []),
        (f"{APP}, hostUsers: false, hostNetwork: true", ["Forbidden spec.hostNetwork"]),
        (f"{APP}, hostUsers: false, hostPID: true", ["Forbidden spec.hostPID"]),
        (f"{APP}, hostUsers: false, hostIPC: true", ["Forbidden spec.hostIPC"]),
        (f"{APP}, hostUsers: true, hostNetwork: true, hostPID: true, hostIPC: true", []),
        (f"{APP}, hostUsers: false, hostIPC: false", []),
        (f"{APP}, os: {{name: darwin}}", ["NotSupported spec.os.name"]),
        (f"{APP}, os: {{}}", ["Required spec.os.name"]),
        (f"{APP}, os: {{name: linux}}", []),
        (f"{APP}, setHostnameAsFQDN: true, enableServiceLinks: false, automountServiceAccountToken: true", []),
        (f"{APP}, schedulerName: A_b, priority: -5", []),
        (
            "containers: [{name: a, image: i, ports: [{containerPort: 80, hostPort: 81}]}], hostNetwork: true",
            ["Invalid spec.containers[0].ports[0].hostPort"],
        ),
        ("containers: [{name: a, image: i, ports: [{containerPort: 80}]}], hostNetwork: true", []),
        ("containers: [{name: a, image: i, ports: [{containerPort: 80, hostPort: 81}]}]", []),
        ("containers: [{name: a, image: ' i'}]", ["Invalid spec.containers[0].image"]),
        (f"{APP}, initContainers: [{{name: b, image: 'i '}}]", ["Invalid spec.initContainers[0].image"]),
        (f"{APP}, ephemeralContainers: [{{name: b, image: i}}]", ["Forbidden spec.ephemeralContainers"]),
        (f"{APP}, ephemeralContainers: []", []),
    ],
)
def test_spec(spec: str, found: list[str]) -> None:
    assert rejected(pod(spec)) == found


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        ("hostNetwork: true", ["Required template.spec.containers"]),
        (f"{APP}, nodeName: node, schedulingGates: [{{name: a.b/c}}]", []),
        (
            f"{APP}, ephemeralContainers: [{{name: b, image: i}}]",
            ["Forbidden template.spec.ephemeralContainers"],
        ),
        ("containers: [{name: a, image: ' i '}]", []),
        (f"{APP}, terminationGracePeriodSeconds: -1", []),
        (f"{APP}, hostUsers: false, hostNetwork: true", ["Forbidden template.spec.hostNetwork"]),
        (
            "containers: [{name: a, image: i, ports: [{containerPort: 80, hostPort: 81}]}], hostNetwork: true",
            ["Invalid template.spec.containers[0].ports[0].hostPort"],
        ),
        ("containers: [{name: a, image: i, ports: [{containerPort: 80}]}], hostNetwork: true", []),
    ],
)
def test_spec_of_template(spec: str, found: list[str]) -> None:
    assert rejected(template(spec)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kind: Pod\nmetadata: {name: a}\n", "Required spec.containers @1"),
        ("kind: PodTemplate\nmetadata: {name: a}\n", "Required template.spec.containers @1"),
        ("kind: PodTemplate\nmetadata: {name: a}\ntemplate: {}\n", "Required template.spec.containers @4"),
    ],
)
def test_spec_that_is_missing(text: str, found: str) -> None:
    assert rejected("apiVersion: v1\n" + text, lines=True) == [found]


CONTEXT = "securityContext"


@pytest.mark.parametrize(
    "field",
    [
        "appArmorProfile: {type: Unconfined}",
        "seLinuxOptions: {level: a}",
        "seccompProfile: {type: Unconfined}",
        "fsGroup: 0",
        "fsGroupChangePolicy: Always",
        "sysctls: [{name: kernel.shm_rmid_forced, value: '1'}]",
        "runAsUser: 0",
        "runAsGroup: 0",
        "supplementalGroups: [1]",
        "supplementalGroupsPolicy: Merge",
        "seLinuxChangePolicy: Recursive",
    ],
)
def test_pod_security_context_on_windows(field: str) -> None:
    name = field.partition(":")[0]
    spec = f"{APP}, {CONTEXT}: {{{field}}}, os: "
    assert rejected(pod(spec + "{name: windows}")) == [f"Forbidden spec.securityContext.{name}"]
    assert rejected(pod(spec + "{name: linux}")) == []


@pytest.mark.parametrize(
    "field",
    [
        "appArmorProfile: {type: Unconfined}",
        "seLinuxOptions: {level: a}",
        "seccompProfile: {type: Unconfined}",
        "capabilities: {}",
        "readOnlyRootFilesystem: false",
        "privileged: false",
        "allowPrivilegeEscalation: false",
        "procMount: Default",
        "runAsUser: 0",
        "runAsGroup: 0",
    ],
)
@pytest.mark.parametrize("place", ["containers", "initContainers"])
def test_security_context_on_windows(field: str, place: str) -> None:
    name = field.partition(":")[0]
    others = "" if place == "containers" else f"{APP}, "
    spec = f"{others}{place}: [{{name: b, image: i, {CONTEXT}: {{{field}}}}}], os: "
    assert rejected(pod(spec + "{name: windows}")) == [f"Forbidden spec.{place}[0].securityContext.{name}"]
    assert rejected(pod(spec + "{name: linux}")) == []


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("hostUsers: true", ["Forbidden spec.hostUsers"]),
        ("hostPID: true", ["Forbidden spec.hostPID"]),
        ("hostPID: false", []),
        ("hostIPC: true", ["Forbidden spec.hostIPC"]),
        ("shareProcessNamespace: false", ["Forbidden spec.shareProcessNamespace"]),
        ("resources: {limits: {cpu: 1}}", ["Forbidden spec.resources"]),
        ("securityContext: {runAsNonRoot: true, windowsOptions: {runAsUserName: a}}", []),
    ],
)
def test_spec_on_windows(fields: str, found: list[str]) -> None:
    assert rejected(pod(f"{APP}, os: {{name: windows}}, {fields}")) == found


def test_windows_options_on_linux() -> None:
    container = "containers: [{name: a, image: i, securityContext: {windowsOptions: {runAsUserName: a}}}]"
    own = "securityContext: {windowsOptions: {}}"
    assert rejected(pod(f"{container}, {own}")) == []
    assert rejected(pod(f"{container}, {own}, os: {{name: linux}}")) == [
        "Forbidden spec.containers[0].securityContext.windowsOptions",
        "Forbidden spec.securityContext.windowsOptions",
    ]


YES = "securityContext: {windowsOptions: {hostProcess: true}}"
NO = "securityContext: {windowsOptions: {hostProcess: false}}"


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        (f"{APP}, {YES}, hostNetwork: true", []),
        (f"{APP}, {NO}", []),
        (f"containers: [{{name: a, image: i, {YES}}}], hostNetwork: true", []),
        (f"{APP}, {YES}", ["Invalid spec.hostNetwork"]),
        (
            f"containers: [{{name: a, image: i, {NO}}}], {YES}",
            ["Invalid spec.containers[0].securityContext.windowsOptions.hostProcess"],
        ),
        (f"{APP}, initContainers: [{{name: b, image: i, {YES}}}], hostNetwork: true", ["Invalid spec"]),
    ],
)
def test_host_process(spec: str, found: list[str]) -> None:
    assert rejected(pod(spec)) == found


@pytest.mark.parametrize(
    ("dns", "found"),
    [
        ("dnsPolicy: None", ["Required spec.dnsConfig"]),
        ("dnsPolicy: None, dnsConfig: {searches: [a]}", ["Required spec.dnsConfig.nameservers"]),
        ("dnsPolicy: None, dnsConfig: {nameservers: [10.0.0.1]}", []),
        ("dnsConfig: {}", []),
        ("dnsConfig: {nameservers: [10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4]}", ["Invalid spec.dnsConfig.nameservers"]),
        ("dnsConfig: {nameservers: [dns]}", ["Invalid spec.dnsConfig.nameservers[0]"]),
        ("dnsConfig: {nameservers: ['::ffff:1.2.3.4']}", ["Invalid spec.dnsConfig.nameservers[0]"]),
        (f"dnsConfig: {{searches: [{', '.join('a' * 32)}]}}", []),
        (f"dnsConfig: {{searches: [{', '.join('a' * 33)}]}}", ["Invalid spec.dnsConfig.searches"]),
        (f"dnsConfig: {{searches: [{', '.join([LONG] * 31)}]}}", []),
        (f"dnsConfig: {{searches: [{', '.join([LONG] * 32)}]}}", ["Invalid spec.dnsConfig.searches"]),
        ("dnsConfig: {searches: ['.', a.b., _tcp.a_b.c]}", []),
        ("dnsConfig: {searches: [a..b]}", ["Invalid spec.dnsConfig.searches[0]"]),
        ("dnsConfig: {searches: [A]}", ["Invalid spec.dnsConfig.searches[0]"]),
        (f"dnsConfig: {{searches: [{'.'.join('a' * 128)}]}}", ["Invalid spec.dnsConfig.searches[0]"]),
        ("dnsConfig: {options: [{value: '2'}]}", ["Required spec.dnsConfig.options[0].name"]),
        ("dnsConfig: {options: [{name: ndots, value: '2'}, {name: ndots}]}", []),
        ("hostAliases: [{ip: 127.0.0.1, hostnames: [a.b]}, {ip: 127.0.0.1}]", []),
        ("hostAliases: [{hostnames: [a]}]", ["Invalid spec.hostAliases[0].ip"]),
        ("hostAliases: [{ip: 127.0.0.01}]", ["Invalid spec.hostAliases[0].ip"]),
        ("hostAliases: [{ip: 127.0.0.1, hostnames: [a_b]}]", ["Invalid spec.hostAliases[0].hostnames[0]"]),
    ],
)
def test_names_and_addresses(dns: str, found: list[str]) -> None:
    assert rejected(pod(f"{APP}, {dns}")) == found


@pytest.mark.parametrize(
    ("fields", "before", "since"),
    [
        ("hostUsers: false, hostNetwork: true", 32, 33),
        ("hostnameOverride: a_b", 34, 35),
        ("hostAliases: [{ip: 127.0.0.01}]", 35, 36),
        ("dnsConfig: {nameservers: [10.0.0.01]}", 35, 36),
    ],
)
def test_rejected_since(fields: str, before: int, since: int) -> None:
    unknown = ["UnknownField spec.hostnameOverride"] if before < 34 and "hostnameOverride" in fields else []
    assert rejected(pod(f"{APP}, {fields}"), before) == unknown
    assert len(rejected(pod(f"{APP}, {fields}"), since)) == 1


def test_search_domains_were_stricter() -> None:
    text = pod(f"{APP}, dnsConfig: {{searches: ['.', a_b, c.]}}")
    assert rejected(text, 32) == ["Invalid spec.dnsConfig.searches[0]", "Invalid spec.dnsConfig.searches[1]"]
    assert rejected(text, 33) == []
