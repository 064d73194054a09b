"""What looks wrong, and other linters report, but the API server accepts."""

import pytest
from api_judging import rejected, rejected_object, rejected_spec, workload

POD = """
apiVersion: v1
kind: Pod
metadata: {{name: a{metadata}}}
spec: {{containers: [{{name: c, image: i{container}}}]{spec}}}
"""


@pytest.mark.parametrize(
    "metadata",
    [
        ", creationTimestamp: null, deletionTimestamp: '2024-01-01T00:00:00Z', selfLink: any, uid: any, generation: 7",
        ", annotations: {pod.beta.kubernetes.io/init-containers: '[]'}",
        ", annotations: {example.com/any: 'any text: at all'}",
        ", labels: {app: ''}",
    ],
)
def test_metadata(metadata: str) -> None:
    assert rejected(POD.format(metadata=metadata, container="", spec="")) == []


@pytest.mark.parametrize(
    "container",
    [
        ", command: [], args: [''], workingDir: relative, stdin: true, stdinOnce: true, tty: true",
        ", terminationMessagePath: relative",
        ", ports: [{containerPort: 80, hostIP: anything}]",
        ", ports: [{containerPort: 80}, {containerPort: 80}]",
        ", ports: [{containerPort: 80, name: a}, {containerPort: 80, name: b}]",
        ", env: [{name: A, value: a}, {name: A, value: b}]",
        ", env: [{name: 'any name, 1-2.3'}]",
        ", env: [{name: A, valueFrom: {configMapKeyRef: {name: missing, key: a}}}]",
        ", env: [{name: A, valueFrom: {resourceFieldRef: {containerName: missing, resource: limits.cpu}}}]",
        ", envFrom: [{secretRef: {name: missing}}]",
        ", resources: {limits: {cpu: 1}}",
        ", resources: {limits: {memory: 1m}}",
        ", securityContext: {seLinuxOptions: {level: any}, capabilities: {add: [ANY, cap_any], drop: [all]}}",
        ", securityContext: {allowPrivilegeEscalation: false, capabilities: {add: [SYS_ADMIN]}}",
        ", securityContext: {privileged: true}",
        ", livenessProbe: {httpGet: {port: undeclared, path: ''}}",
        ", readinessProbe: {exec: {command: [a]}, periodSeconds: 0, failureThreshold: 0}",
        ", imagePullPolicy: ''",
        ", terminationMessagePolicy: ''",
        # Fields whose feature gates are off.
        ", lifecycle: {stopSignal: SIGANY}",
    ],
)
def test_containers(container: str) -> None:
    assert rejected(POD.format(metadata="", container=container, spec="")) == []


@pytest.mark.parametrize(
    "spec",
    [
        ", serviceAccountName: a, serviceAccount: b",
        ", terminationGracePeriodSeconds: -5",
        ", setHostnameAsFQDN: true, enableServiceLinks: false, schedulerName: Any Name, priority: 7",
        ", automountServiceAccountToken: true, serviceAccountName: missing",
        ", priorityClassName: missing, runtimeClassName: missing",
        ", imagePullSecrets: [{}, {name: 'Any Name'}]",
        ", restartPolicy: '', dnsPolicy: ''",
        ", volumes: [{name: v}]",
        ", volumes: [{name: v, gitRepo: {repository: any}}]",
        ", volumes: [{name: v, persistentVolumeClaim: {claimName: 'Any Name'}}]",
        ", volumes: [{name: v, projected: {sources: [{}]}}]",
        ", volumes: [{name: v, emptyDir: {sizeLimit: 0}}]",
        ", volumes: [{name: v, hostPath: {path: relative}}]",
        ", volumes: [{name: v, projected: {sources: [{serviceAccountToken: {path: a}}]}}]",
        ", topologySpreadConstraints: [{maxSkew: 1, topologyKey: 'any key', whenUnsatisfiable: DoNotSchedule}]",
        ", tolerations: [{operator: Exists}]",
        ", nodeSelector: {kubernetes.io/hostname: any}",
        (
            ", affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: "
            "[{weight: 1, preference: {matchExpressions: [{key: a, operator: In, values: ['b c']}]}}]}}"
        ),
        (
            ", affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
            "{nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Gt, values: [b]}]}]}}}"
        ),
        # Fields whose feature gates are off.
        ", schedulingGroup: {podGroupName: Any Name}",
        ", evictionResponders: [{name: any}]",
    ],
)
def test_pods(spec: str) -> None:
    assert rejected(POD.format(metadata="", container="", spec=spec)) == []


@pytest.mark.parametrize(
    ("mount", "volume"),
    [
        ("mountPath: relative", "emptyDir: {}"),
        ("mountPath: 'a:b'", "emptyDir: {}"),
        ("mountPath: /a, bindMountOptions: [any]", "emptyDir: {}"),
    ],
)
def test_mounts(mount: str, volume: str) -> None:
    container = f", volumeMounts: [{{name: v, {mount}}}]"
    assert rejected(POD.format(metadata="", container=container, spec=f", volumes: [{{name: v, {volume}}}]")) == []


@pytest.mark.parametrize(
    ("container", "spec"),
    [
        ("image: ' i '", ""),
        ("image: i", ", terminationGracePeriodSeconds: -1"),
        # In a Pod, the host ports would be those of the containers.
        ("image: i, ports: [{containerPort: 80}, {containerPort: 80, hostIP: 10.0.0.1}]", ", hostNetwork: true"),
        (
            "image: i",
            (
                ", volumes: [{name: v, ephemeral: {volumeClaimTemplate: "
                "{spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}}}]"
            ),
        ),
        ("image: i, resources: {limits: {example.com/gpu: 1}, requests: {example.com/gpu: 1}}", ""),
    ],
)
def test_templates(container: str, spec: str) -> None:
    pod = f"containers: [{{name: c, {container}}}]{spec}"
    text = f"selector: {{matchLabels: {{a: b}}}}, template: {{metadata: {{labels: {{a: b}}}}, spec: {{{pod}}}}}"
    assert rejected_spec("Deployment", text) == []


def test_metadata_of_templates() -> None:
    more = "name: Any Name, namespace: Any, generateName: X, finalizers: [x], ownerReferences: []"
    named = workload().replace("metadata: {", f"metadata: {{{more}, ")
    assert rejected_spec("Deployment", named) == []


@pytest.mark.parametrize(
    ("kind", "body", "metadata"),
    [
        ("Service", "spec: {ports: [{port: 80}], loadBalancerIP: any, publishNotReadyAddresses: true}", "name: a"),
        ("Service", "spec: {ports: [{port: 80, targetPort: 0}], selector: {app: nothing-has-this}}", "name: a"),
        ("Service", "spec: {ports: [{port: 80, nodePort: 80}], type: NodePort}", "name: a"),
        ("Service", "spec: {ports: [{port: 80}], clusterIP: 192.0.2.1}", "name: a"),
        ("Service", "spec: {ports: [{port: 80}], ipFamilyPolicy: RequireDualStack}", "name: a"),
        ("Service", "spec: {ports: [{port: 80}], sessionAffinityConfig: {clientIP: {timeoutSeconds: -1}}}", "name: a"),
        (
            "PersistentVolumeClaim",
            (
                "spec: {accessModes: [ReadWriteOnce], volumeName: 'Any Name', "
                "resources: {requests: {storage: 2Gi}, limits: {storage: 1Gi}}}"
            ),
            "name: a",
        ),
        ("ServiceAccount", "secrets: [{name: 'Any Name'}]\nimagePullSecrets: [{}]", "name: a"),
        ("Secret", "type: kubernetes.io/tls\nstringData: {tls.crt: no certificate, tls.key: no key}", "name: a"),
        ("Secret", "type: any/type", "name: a"),
        ("Namespace", "spec: {}", "name: a, namespace: Not_A_Namespace"),
        ("ClusterRole", "rules: []", "name: a, namespace: Not_A_Namespace"),
        ("PodDisruptionBudget", "spec: {selector: {}}", "name: My_Budget"),
        ("Deployment", f"spec: {{{workload()}}}\nstatus: {{replicas: -1, conditions: [{{type: any}}]}}", "name: a"),
    ],
)
def test_other_kinds(kind: str, body: str, metadata: str) -> None:
    assert rejected_object(kind, body, metadata=metadata) == []


@pytest.mark.parametrize("annotation", ["", ", annotations: {kubernetes.io/config.mirror: a}"])
def test_pods_with_node_names(annotation: str) -> None:
    assert rejected(POD.format(metadata=annotation, container="", spec=", nodeName: missing")) == []
