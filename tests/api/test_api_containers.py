"""Containers: names, images, ports, environment, volumes, restarts, and what they name in their pod."""

import pytest
from api_judging import rejected

C = "spec.containers[0]"
VOLUMES = """\
  volumes:
    - {name: v}
    - {name: w, emptyDir: {}}
    - {name: c, configMap: {name: c}}
    - {name: p, persistentVolumeClaim: {claimName: p}}
"""


def pod(fields: str) -> str:
    containers = f"  containers: [{{name: a, image: i, {fields}}}]\n"
    return f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec:\n{containers}{VOLUMES}"


def spec(fields: str) -> str:
    return f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {{{fields}}}\n"


@pytest.mark.parametrize(
    ("container", "found"),
    [
        ("name: a, image: i", []),
        ("image: i", [f"Required {C}.name"]),
        ("name: A, image: i", [f"Invalid {C}.name"]),
        ("name: a.b, image: i", [f"Invalid {C}.name"]),
        ("name: a", [f"Required {C}.image"]),
        ('name: a, image: ""', [f"Required {C}.image"]),
        ("name: a, imge: i", [f"UnknownField {C}.imge"]),
        ("name: a, image: i, imagePullPolicy: always", [f"NotSupported {C}.imagePullPolicy"]),
        ('name: a, image: i, imagePullPolicy: ""', []),
        ("name: a, image: i, terminationMessagePolicy: Log", [f"NotSupported {C}.terminationMessagePolicy"]),
        ("name: a, image: i, terminationMessagePolicy: FallbackToLogsOnError", []),
        (
            "name: a, image: i, command: [''], args: [], workingDir: '..', terminationMessagePath: no path, tty: true",
            [],
        ),
        ("name: a, image: i, stdin: true, stdinOnce: true", []),
        ("name: a, image: i, resources: {claims: [{name: gpu}]}", [f"NotFound {C}.resources.claims[0].name"]),
    ],
)
def test_container(container: str, found: list[str]) -> None:
    assert rejected(spec(f"containers: [{{{container}}}]")) == found


@pytest.mark.parametrize(
    ("ports", "found"),
    [
        ("{containerPort: 80, name: Web}", ["Invalid {}[0].name"]),
        ("{containerPort: 80, name: '80'}", ["Invalid {}[0].name"]),
        ("{containerPort: 80, name: web}, {containerPort: 81, name: web}", ["Duplicate {}[1].name"]),
        ("{containerPort: 80}, {containerPort: 81}", []),
        ("{name: web}", ["Required {}[0].containerPort"]),
        ("{containerPort: 0}", ["Required {}[0].containerPort"]),
        ("{containerPort: 65536}", ["Invalid {}[0].containerPort"]),
        ("{containerPort: -1}", ["Invalid {}[0].containerPort"]),
        ("{containerPort: 1, hostPort: 0}", []),
        ("{containerPort: 1, hostPort: 65536}", ["Invalid {}[0].hostPort"]),
        ("{containerPort: 1, protocol: HTTP}", ["NotSupported {}[0].protocol"]),
        ("{containerPort: 1, protocol: SCTP}", []),
        ("{containerPort: 1, hostIP: nowhere}", []),
        ("{containerPort: 1}, {containerPort: 1}", []),
        ("{containerPort: 1, hostPort: 5}, {containerPort: 2, hostPort: 5}", ["Duplicate {}[1].hostPort"]),
        ("{containerPort: 1, hostPort: 5}, {containerPort: 2, hostPort: 5, protocol: UDP}", []),
        ("{containerPort: 1, hostPort: 5}, {containerPort: 2, hostPort: 5, hostIP: 10.0.0.1}", []),
    ],
)
def test_ports(ports: str, found: list[str]) -> None:
    assert rejected(pod(f"ports: [{ports}]")) == [one.format(f"{C}.ports") for one in found]


def test_host_ports_of_several_containers() -> None:
    port = "image: i, ports: [{containerPort: 80, hostPort: 80}]"
    plain = "image: i, ports: [{containerPort: 80}]"
    both = f"containers: [{{name: a, {port}}}, {{name: b, {port}}}]"
    assert rejected(spec(both)) == ["Duplicate spec.containers[1].ports[0].hostPort"]
    init = f"containers: [{{name: a, {port}}}], initContainers: [{{name: b, {port}}}, {{name: c, {port}}}]"
    assert rejected(spec(init)) == []
    filled = f"containers: [{{name: a, {plain}}}, {{name: b, {plain}}}]"
    assert rejected(spec(filled)) == []
    assert rejected(spec(f"{filled}, hostNetwork: true")) == ["Duplicate spec.containers[1].ports[0].hostPort"]
    template = f"template: {{spec: {{{filled}, hostNetwork: true}}}}"
    assert rejected(f"apiVersion: v1\nkind: PodTemplate\nmetadata: {{name: a}}\n{template}\n") == []


def test_names_of_containers_differ() -> None:
    text = spec(
        "containers: [{name: a, image: i}, {name: b, image: i}, {name: a, image: i}],"
        " initContainers: [{name: c, image: i}, {name: c, image: i}, {name: b, image: i}],"
        " ephemeralContainers: [{name: c, image: i}]"
    )
    assert rejected(text) == [
        "Duplicate spec.containers[2].name",
        "Duplicate spec.initContainers[1].name",
        "Duplicate spec.initContainers[2].name",
        "Forbidden spec.ephemeralContainers",
        "Duplicate spec.ephemeralContainers[0].name",
    ]


@pytest.mark.parametrize(
    ("variable", "found"),
    [
        ("{value: x}", ["Required {}.name"]),
        ("{name: a=b}", ["Invalid {}.name"]),
        ("{name: grün}", ["Invalid {}.name"]),
        ("{name: 1 a.b-c}", []),
        ("{name: a}, {name: a}", []),
        ("{name: a, valueFrom: {}}", ["Invalid {}.valueFrom"]),
        ("{name: a, value: b, valueFrom: {}}", ["Invalid {}.valueFrom"]),
        ("{name: a, value: b, valueFrom: {fieldRef: {fieldPath: metadata.name}}}", ["Invalid {}.valueFrom"]),
        ("{name: a, value: '', valueFrom: {fieldRef: {fieldPath: metadata.name}}}", []),
        (
            "{name: a, valueFrom: {fieldRef: {fieldPath: metadata.name}, secretKeyRef: {name: a, key: b}}}",
            ["Invalid {}.valueFrom"],
        ),
    ],
)
def test_environment(variable: str, found: list[str]) -> None:
    assert rejected(pod(f"env: [{variable}]")) == [one.format(f"{C}.env[0]") for one in found]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        *(
            (f"fieldRef: {{fieldPath: {path}}}", [])
            for path in (
                "metadata.name",
                "metadata.namespace",
                "metadata.uid",
                "spec.nodeName",
                "spec.host",
                "spec.serviceAccountName",
                "status.hostIP",
                "status.hostIPs",
                "status.podIP",
                "status.podIPs",
                "\"metadata.labels['a.b/c']\"",
                "\"metadata.annotations['A.b/c']\"",
            )
        ),
        *(
            (f"fieldRef: {{fieldPath: {path}}}", ["Invalid {}.fieldRef.fieldPath"])
            for path in (
                "metadata.labels",
                "metadata.annotations",
                "spec.restartPolicy",
                "spec.schedulerName",
                "status.phase",
                "metadata.Name",
                "\"metadata.labels['a b']\"",
                "\"metadata.labels['']\"",
                "\"metadata.labels['a'\"",
                "\"metadata.name['a']\"",
                "\"metadata.annotations['a/b/c']\"",
            )
        ),
        ("resourceFieldRef: {resource: limits.cpu}", []),
        ("resourceFieldRef: {resource: limits.cpu, containerName: nobody}", []),
        ("configMapKeyRef: {name: a, key: b.c}", []),
        ("configMapKeyRef: {key: b}", ["Invalid {}.configMapKeyRef.name"]),
        ("configMapKeyRef: {name: A, key: b}", ["Invalid {}.configMapKeyRef.name"]),
        ("configMapKeyRef: {name: a}", ["Required {}.configMapKeyRef.key"]),
        ("configMapKeyRef: {name: a, key: b c}", ["Invalid {}.configMapKeyRef.key"]),
        ("secretKeyRef: {name: a, key: b, optional: true}", []),
        ('secretKeyRef: {name: "", key: b}', ["Invalid {}.secretKeyRef.name"]),
        ("secretKeyRef: {name: a_b, key: b}", ["Invalid {}.secretKeyRef.name"]),
        ("secretKeyRef: {name: a}", ["Required {}.secretKeyRef.key"]),
        ("secretKeyRef: {name: a, key: '..'}", ["Invalid {}.secretKeyRef.key"]),
        ("fileKeyRef: {key: a, volumeName: w, path: b/c}", []),
        ("fileKeyRef: {key: a, volumeName: v, path: b/c}", []),
        ("fileKeyRef: {volumeName: v, path: b}", ["Required {}.fileKeyRef.key"]),
        ("fileKeyRef: {key: a=b, volumeName: v, path: b}", ["Invalid {}.fileKeyRef.key"]),
        ("fileKeyRef: {key: a, path: b}", ["Required {}.fileKeyRef.volumeName"]),
        (
            "fileKeyRef: {key: a, volumeName: V, path: b}",
            ["Invalid {}.fileKeyRef.volumeName", "NotFound {}.fileKeyRef.volumeName"],
        ),
        ("fileKeyRef: {key: a, volumeName: none, path: b}", ["NotFound {}.fileKeyRef.volumeName"]),
        ("fileKeyRef: {key: a, volumeName: c, path: b}", ["Invalid {}.fileKeyRef.volumeName"]),
        ("fileKeyRef: {key: a, volumeName: v}", ["Required {}.fileKeyRef.path"]),
        ("fileKeyRef: {key: a, volumeName: v, path: ../b}", ["Invalid {}.fileKeyRef.path"]),
    ],
)
def test_sources_of_variables(source: str, found: list[str]) -> None:
    text = pod(f"env: [{{name: x, valueFrom: {{{source}}}}}]")
    assert sorted(rejected(text)) == [one.format(f"{C}.env[0].valueFrom") for one in found]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("{configMapRef: {name: a}, prefix: A_}", []),
        ("{secretRef: {name: a}, prefix: a=}", ["Invalid {}.prefix"]),
        ("{prefix: A_}", ["Invalid {}"]),
        ("{configMapRef: {name: a}, secretRef: {name: a}}", ["Invalid {}"]),
        ("{configMapRef: {}}", ["Required {}.configMapRef.name"]),
        ("{configMapRef: {name: A}}", ["Invalid {}.configMapRef.name"]),
        ("{secretRef: {optional: true}}", ["Required {}.secretRef.name"]),
        ("{secretRef: {name: a_b}}", ["Invalid {}.secretRef.name"]),
    ],
)
def test_environment_from(source: str, found: list[str]) -> None:
    assert rejected(pod(f"envFrom: [{source}]")) == [one.format(f"{C}.envFrom[0]") for one in found]


@pytest.mark.parametrize(
    ("mounts", "found"),
    [
        ("{name: v, mountPath: /v}", []),
        ("{name: none, mountPath: /v}", ["NotFound {}[0].name"]),
        ("{mountPath: /v}", ["Required {}[0].name"]),
        ("{name: v}", ["Required {}[0].mountPath"]),
        ("{name: v, mountPath: /v}, {name: w, mountPath: /v}", ["Invalid {}[1].mountPath"]),
        ("{name: v, mountPath: /v}, {name: v, mountPath: /v/}", []),
        ("{name: v, mountPath: 'v:w'}, {name: v, mountPath: ..}", []),
        ("{name: v, mountPath: /v, subPath: a/..b}", []),
        ("{name: v, mountPath: /v, subPath: /a}", ["Invalid {}[0].subPath"]),
        ("{name: v, mountPath: /v, subPath: a/../b}", ["Invalid {}[0].subPath"]),
        ("{name: v, mountPath: /v, subPathExpr: $(A)}", []),
        ("{name: v, mountPath: /v, subPathExpr: /a}", ["Invalid {}[0].subPathExpr"]),
        ("{name: v, mountPath: /v, subPathExpr: ..}", ["Invalid {}[0].subPathExpr"]),
        ("{name: v, mountPath: /v, subPath: a, subPathExpr: a}", ["Invalid {}[0].subPathExpr"]),
        ("{name: v, mountPath: /v, mountPropagation: HostToContainer}", []),
        ("{name: v, mountPath: /v, mountPropagation: Shared}", ["NotSupported {}[0].mountPropagation"]),
        ("{name: v, mountPath: /v, mountPropagation: Bidirectional}", ["Forbidden {}[0].mountPropagation"]),
        ("{name: v, mountPath: /v, recursiveReadOnly: Disabled}", []),
        ("{name: v, mountPath: /v, recursiveReadOnly: IfPossible}", ["Forbidden {}[0].recursiveReadOnly"]),
        ("{name: v, mountPath: /v, readOnly: true, recursiveReadOnly: Enabled}", []),
        (
            "{name: v, mountPath: /v, readOnly: true, recursiveReadOnly: Always}",
            ["NotSupported {}[0].recursiveReadOnly"],
        ),
        ("{name: v, mountPath: /v, readOnly: true, recursiveReadOnly: Enabled, mountPropagation: None}", []),
        (
            "{name: v, mountPath: /v, readOnly: true, recursiveReadOnly: Enabled, mountPropagation: HostToContainer}",
            ["Forbidden {}[0].recursiveReadOnly"],
        ),
        ("{name: v, mountPath: /v, bindMountOptions: [nothing, nothing]}", []),
    ],
)
def test_mounts(mounts: str, found: list[str]) -> None:
    text = pod(f"volumeMounts: [{mounts}]")
    assert rejected(text) == [one.format(f"{C}.volumeMounts") for one in found]


def test_mounts_of_privileged_containers() -> None:
    mount = "volumeMounts: [{name: v, mountPath: /v, mountPropagation: Bidirectional}]"
    assert rejected(pod(f"securityContext: {{privileged: true}}, {mount}")) == []
    assert rejected(pod(f"securityContext: {{privileged: false}}, {mount}")) == [
        f"Forbidden {C}.volumeMounts[0].mountPropagation"
    ]


@pytest.mark.parametrize(
    ("devices", "found"),
    [
        ("volumeDevices: [{name: p, devicePath: /dev/x}]", []),
        ("volumeDevices: [{devicePath: /dev/x}]", ["Required {}[0].name"]),
        ("volumeDevices: [{name: p}]", ["Required {}[0].devicePath"]),
        ("volumeDevices: [{name: none, devicePath: /dev/x}]", ["NotFound {}[0].name"]),
        ("volumeDevices: [{name: v, devicePath: /dev/x}]", ["Invalid {}[0].name"]),
        ("volumeDevices: [{name: p, devicePath: /dev/x}, {name: p, devicePath: /dev/y}]", ["Invalid {}[1].name"]),
        ("volumeDevices: [{name: p, devicePath: /dev/../x}]", ["Invalid {}[0].devicePath"]),
        (
            "volumeMounts: [{name: p, mountPath: /v}], volumeDevices: [{name: p, devicePath: /dev/x}]",
            ["Invalid {}[0].name"],
        ),
        (
            "volumeMounts: [{name: v, mountPath: /dev/x}], volumeDevices: [{name: p, devicePath: /dev/x}]",
            ["Invalid {}[0].devicePath"],
        ),
    ],
)
def test_devices(devices: str, found: list[str]) -> None:
    assert rejected(pod(devices)) == [one.format(f"{C}.volumeDevices") for one in found]


def test_paths_of_devices_differ() -> None:
    template = (
        "{metadata: {labels: {a: b}}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}"
    )
    text = spec(
        "containers: [{name: a, image: i, volumeDevices: [{name: p, devicePath: /d}, {name: e, devicePath: /d}]}],"
        " volumes: [{name: p, persistentVolumeClaim: {claimName: p}},"
        f" {{name: e, ephemeral: {{volumeClaimTemplate: {template}}}}}]"
    )
    assert rejected(text) == [f"Invalid {C}.volumeDevices[1].devicePath"]


def test_devices_without_the_users_of_the_host() -> None:
    device = "image: i, volumeDevices: [{name: p, devicePath: /d}]"
    fields = (
        f"initContainers: [{{name: b, {device}}}], containers: [{{name: a, {device}}}],"
        " volumes: [{name: p, persistentVolumeClaim: {claimName: p}}]"
    )
    assert rejected(spec(f"{fields}, hostUsers: true")) == []
    assert rejected(spec(f"{fields}, hostUsers: false")) == [
        "Forbidden spec.initContainers[0].volumeDevices",
        "Forbidden spec.containers[0].volumeDevices",
    ]


@pytest.mark.parametrize(
    ("policies", "found"),
    [
        (
            "{resourceName: cpu, restartPolicy: NotRequired}, {resourceName: memory, restartPolicy: RestartContainer}",
            [],
        ),
        (
            "{resourceName: cpu, restartPolicy: NotRequired}, {resourceName: cpu, restartPolicy: NotRequired}",
            ["Duplicate {}[1].resourceName"],
        ),
        ("{restartPolicy: NotRequired}", ["Required {}[0].resourceName"]),
        ("{resourceName: storage, restartPolicy: NotRequired}", ["NotSupported {}[0].resourceName"]),
        ("{resourceName: cpu}", ["Required {}[0].restartPolicy"]),
        ("{resourceName: cpu, restartPolicy: Never}", ["NotSupported {}[0].restartPolicy"]),
    ],
)
def test_resize_policy(policies: str, found: list[str]) -> None:
    assert rejected(pod(f"resizePolicy: [{policies}]")) == [one.format(f"{C}.resizePolicy") for one in found]


def test_what_never_restarts_is_not_restarted_to_resize() -> None:
    policy = "resizePolicy: [{resourceName: cpu, restartPolicy: RestartContainer}]"
    never = f"containers: [{{name: a, image: i, {policy}}}], restartPolicy: Never"
    assert rejected(spec(never)) == [f"Invalid {C}.resizePolicy[0]"]
    assert rejected(spec(never), 32) == []
    init = "containers: [{name: a, image: i}], initContainers: [{name: b, image: i, %s}]"
    assert rejected(spec(init % policy)) == ["Invalid spec.initContainers[0].resizePolicy[0]"]
    assert rejected(spec(init % f"restartPolicy: Always, {policy}")) == []


RULE = "{action: Restart, exitCodes: {operator: In, values: [1]}}"


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("restartPolicy: Never", []),
        ("restartPolicy: Sometimes", ["NotSupported {}.restartPolicy"]),
        ('restartPolicy: ""', ["NotSupported {}.restartPolicy"]),
        (f"restartPolicy: Never, restartPolicyRules: [{RULE}]", []),
        (f"restartPolicyRules: [{RULE}]", ["Required {}.restartPolicy"]),
        (f"restartPolicy: Never, restartPolicyRules: [{', '.join([RULE] * 20)}]", []),
        (f"restartPolicy: Never, restartPolicyRules: [{', '.join([RULE] * 21)}]", ["TooMany {}.restartPolicyRules"]),
        (
            f"restartPolicy: Never, restartPolicyRules: [{RULE.replace('Restart', 'Stop')}]",
            ["NotSupported {}.restartPolicyRules[0].action"],
        ),
        (f"restartPolicy: Never, restartPolicyRules: [{RULE.replace('Restart', 'RestartAllContainers')}]", []),
        (
            "restartPolicy: Never, restartPolicyRules: [{exitCodes: {operator: NotIn}}]",
            ["NotSupported {}.restartPolicyRules[0].action"],
        ),
        (
            "restartPolicy: Never, restartPolicyRules: [{action: Restart}]",
            ["Required {}.restartPolicyRules[0].exitCodes"],
        ),
        (
            f"restartPolicy: Never, restartPolicyRules: [{RULE.replace('In', 'Is')}]",
            ["NotSupported {}.restartPolicyRules[0].exitCodes.operator"],
        ),
        (
            f"restartPolicy: Never, restartPolicyRules: [{RULE.replace('[1]', str([1] * 256))}]",
            ["TooMany {}.restartPolicyRules[0].exitCodes.values"],
        ),
        (f"restartPolicy: Never, restartPolicyRules: [{RULE.replace('[1]', str([1] * 255))}]", []),
    ],
)
@pytest.mark.parametrize("place", ["containers", "initContainers"])
def test_restarts(fields: str, place: str, found: list[str]) -> None:
    others = "" if place == "containers" else "containers: [{name: a, image: i}], "
    text = spec(f"{others}{place}: [{{name: b, image: i, {fields}}}]")
    assert rejected(text) == [one.format(f"spec.{place}[0]") for one in found]


def test_restarts_in_older_releases() -> None:
    regular = pod("restartPolicy: Always")
    assert rejected(regular, 34) == [f"Forbidden {C}.restartPolicy"]
    assert rejected(regular, 35) == []
    init = "containers: [{name: a, image: i}], initContainers: [{name: b, image: i, restartPolicy: %s}]"
    assert rejected(spec(init % "Always"), 34) == []
    assert rejected(spec(init % "Never"), 34) == ["NotSupported spec.initContainers[0].restartPolicy"]
    assert rejected(spec(init % "Never"), 35) == []
    rules = pod(f"restartPolicy: Never, restartPolicyRules: [{RULE.replace('Restart', 'RestartAllContainers')}]")
    assert rejected(rules, 35) == [f"NotSupported {C}.restartPolicyRules[0].action"]


PROBE = "{exec: {command: [a]}}"


@pytest.mark.parametrize(
    "field", ["lifecycle: {preStop: %s}", "livenessProbe: %s", "readinessProbe: %s", "startupProbe: %s"]
)
def test_sidecars_alone_have_probes_among_init_containers(field: str) -> None:
    init = "containers: [{name: a, image: i}], initContainers: [{name: b, image: i, %s}]"
    given = field % PROBE
    path = f"spec.initContainers[0].{field.partition(':')[0]}"
    assert rejected(spec(init % given)) == [f"Forbidden {path}"]
    assert rejected(spec(init % f"restartPolicy: OnFailure, {given}")) == [f"Forbidden {path}"]
    assert rejected(spec(init % f"restartPolicy: Always, {given}")) == []
    assert rejected(pod(given)) == []


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("command: [sh], env: [{name: A}], stdin: true, tty: true, targetContainerName: a", []),
        ("targetContainerName: init", []),
        ("targetContainerName: b", ["NotFound {}.targetContainerName"]),
        ("ports: [{containerPort: 80}]", ["Forbidden {}.ports"]),
        ("resources: {}", []),
        ("resources: {limits: {cpu: 1}}", ["Forbidden {}.resources"]),
        (f"livenessProbe: {PROBE}", ["Forbidden {}.livenessProbe"]),
        (f"readinessProbe: {PROBE}", ["Forbidden {}.readinessProbe"]),
        (f"startupProbe: {PROBE}", ["Forbidden {}.startupProbe"]),
        (f"lifecycle: {{preStop: {PROBE}}}", ["Forbidden {}.lifecycle"]),
        ("resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}]", ["Forbidden {}.resizePolicy"]),
        ("restartPolicy: Always", ["Forbidden {}.restartPolicy"]),
        (f"restartPolicyRules: [{RULE}]", ["Forbidden {}.restartPolicyRules"]),
        ("volumeMounts: [{name: v, mountPath: /v}]", []),
        ("volumeMounts: [{name: v, mountPath: /v, subPath: a}]", ["Forbidden {}.volumeMounts[0]"]),
        ("volumeMounts: [{name: v, mountPath: /v, subPathExpr: a}]", ["Forbidden {}.volumeMounts[0]"]),
    ],
)
def test_ephemeral_containers(fields: str, found: list[str]) -> None:
    others = "containers: [{name: a, image: i}], initContainers: [{name: init, image: i}], volumes: [{name: v}]"
    text = spec(f"{others}, ephemeralContainers: [{{name: b, image: i, {fields}}}]")
    place = "spec.ephemeralContainers"
    assert rejected(text) == [f"Forbidden {place}", *(one.format(f"{place}[0]") for one in found)]


def test_names_of_variables_were_stricter() -> None:
    variable = pod("env: [{name: 1 a}]")
    assert rejected(variable, 31) == [f"Invalid {C}.env[0].name"]
    assert rejected(variable, 32) == []
    prefix = pod("envFrom: [{prefix: 1-, secretRef: {name: a}}]")
    assert rejected(prefix, 31) == [f"Invalid {C}.envFrom[0].prefix"]
    assert rejected(prefix, 32) == []


def test_what_is_missing_is_reported_at_what_is_there() -> None:
    text = """
    apiVersion: v1
    kind: Pod
    metadata: {name: a}
    spec:
      initContainers:
        - name: first
          image: i
      containers:
        - env:
            - value: x
          name: second
    """
    assert rejected(text, lines=True) == [
        "Required spec.containers[0].image @10",
        "Required spec.containers[0].env[0].name @11",
    ]
