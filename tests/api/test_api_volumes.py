"""Volumes of a pod: names, one source each, and what every source asks for."""

import pytest
from api_judging import rejected

V = "spec.volumes[0]"


def pod(volumes: str, name: str = "a") -> str:
    spec = f"{{containers: [{{name: a, image: i}}], volumes: [{volumes}]}}"
    return f"apiVersion: v1\nkind: Pod\nmetadata: {{name: {name}}}\nspec: {spec}\n"


def template(volumes: str) -> str:
    spec = f"{{containers: [{{name: a, image: i}}], volumes: [{volumes}]}}"
    return f"apiVersion: v1\nkind: PodTemplate\nmetadata: {{name: a}}\ntemplate: {{spec: {spec}}}\n"


@pytest.mark.parametrize(
    ("volumes", "found"),
    [
        ("{name: a-1}", []),
        ("{name: a, emptyDir: null}", []),
        ("{emptyDir: {}}", [f"Required {V}.name"]),
        ('{name: ""}', [f"Required {V}.name"]),
        ("{name: a.b}", [f"Invalid {V}.name"]),
        ("{name: A}", [f"Invalid {V}.name"]),
        (f"{{name: {'a' * 63}}}", []),
        (f"{{name: {'a' * 64}}}", [f"Invalid {V}.name"]),
        ("{name: a}, {name: b}", []),
        ("{name: a}, {name: b}, {name: a}", ["Duplicate spec.volumes[2].name"]),
        ("{name: a, emptyDir: {}, secret: {secretName: s}}", [f"Forbidden {V}.secret"]),
        ("{name: a, secret: {secretName: s}, emptyDir: {}}", [f"Forbidden {V}.secret"]),
        (
            "{name: a, hostPath: {path: /a}, configMap: {name: c}, nfs: {server: a, path: /}}",
            [f"Forbidden {V}.configMap", f"Forbidden {V}.nfs"],
        ),
        ("{hostPath: {path: /a}, configMap: {name: c}}", [f"Required {V}.name", f"Forbidden {V}.configMap"]),
    ],
)
def test_names_and_sources(volumes: str, found: list[str]) -> None:
    assert rejected(pod(volumes)) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("emptyDir: {sizeLimit: 1Gi, medium: Memory}", []),
        ("emptyDir: {sizeLimit: 0, medium: Disk}", []),
        ("emptyDir: {sizeLimit: -1Gi}", ["Forbidden emptyDir.sizeLimit"]),
        ("emptyDir: {mode: 9999}", []),
        ("hostPath: {path: /a}", []),
        ("hostPath: {path: a, type: ''}", []),
        ("hostPath: {}", ["Required hostPath.path"]),
        ("hostPath: {path: ''}", ["Required hostPath.path"]),
        ("hostPath: {path: /a/../b}", ["Invalid hostPath.path"]),
        ("hostPath: {path: /a..b}", []),
        ("hostPath: {path: /a, type: Folder}", ["NotSupported hostPath.type"]),
        ("hostPath: {path: /a, type: CharDevice}", []),
        ("gitRepo: {repository: r, directory: a/b}", []),
        ("gitRepo: {}", ["Required gitRepo.repository"]),
        ("gitRepo: {repository: r, directory: /a}", ["Invalid gitRepo.directory"]),
        ("gitRepo: {repository: r, directory: a/..}", ["Invalid gitRepo.directory"]),
        ("gitRepo: {repository: r, directory: ..a}", []),
        ("persistentVolumeClaim: {claimName: Any Name}", []),
        ("persistentVolumeClaim: {}", ["Required persistentVolumeClaim.claimName"]),
        ("image: {reference: r}", []),
        ("image: {}", ["Required image.reference"]),
        ("image: {reference: ''}", ["Required image.reference"]),
        ("image: {reference: r, pullPolicy: ''}", []),
        ("image: {reference: r, pullPolicy: always}", ["NotSupported image.pullPolicy"]),
        ("nfs: {server: s, path: /}", []),
        ("nfs: {path: /}", ["Required nfs.server"]),
        ("nfs: {server: s}", ["Required nfs.path"]),
        ("nfs: {server: s, path: a}", ["Invalid nfs.path"]),
    ],
)
def test_simple_sources(source: str, found: list[str]) -> None:
    assert rejected(pod(f"{{name: a, {source}}}")) == [line.replace(" ", f" {V}.") for line in found]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("secret: {secretName: Any_Name}", []),
        ("secret: {}", ["Required secret.secretName"]),
        ("secret: {secretName: ''}", ["Required secret.secretName"]),
        ("secret: {secretName: s, defaultMode: 0}", []),
        ("secret: {secretName: s, defaultMode: 0777}", []),
        ("secret: {secretName: s, defaultMode: 777}", ["Invalid secret.defaultMode"]),
        ("secret: {secretName: s, defaultMode: -1}", ["Invalid secret.defaultMode"]),
        ("secret: {secretName: s, defaultUser: -1}", []),
        ("secret: {secretName: s, items: [{key: k, path: p, user: -1}]}", []),
        ("secret: {secretName: s, items: [{key: k, path: p, mode: 0400}]}", []),
        ("secret: {secretName: s, items: [{key: k, path: p, mode: 1000}]}", ["Invalid secret.items[0].mode"]),
        ("secret: {secretName: s, items: [{path: p}]}", ["Required secret.items[0].key"]),
        ("secret: {secretName: s, items: [{key: k}]}", ["Required secret.items[0].path"]),
        ("configMap: {name: Any_Name}", []),
        ("configMap: {}", ["Required configMap.name"]),
        ("configMap: {name: c, defaultMode: 0777}", []),
        ("configMap: {name: c, defaultMode: 512}", ["Invalid configMap.defaultMode"]),
        ("configMap: {name: c, items: [{key: '', path: p}]}", ["Required configMap.items[0].key"]),
        ("configMap: {name: c, items: [{key: k, path: a/b}, {key: l, path: a/b}]}", []),
        ("configMap: {name: c, items: [{key: k, path: ''}]}", ["Required configMap.items[0].path"]),
        ("configMap: {name: c, items: [{key: k, path: /p}]}", ["Invalid configMap.items[0].path"]),
        ("configMap: {name: c, items: [{key: k, path: a/../b}]}", ["Invalid configMap.items[0].path"]),
        ("configMap: {name: c, items: [{key: k, path: ..a}]}", ["Invalid configMap.items[0].path"]),
        ("configMap: {name: c, items: [{key: k, path: a/..b}]}", []),
    ],
)
def test_secret_and_config_map(source: str, found: list[str]) -> None:
    assert rejected(pod(f"{{name: a, {source}}}")) == [line.replace(" ", f" {V}.") for line in found]


IQN = "iqn.2001-04.com.example:disk"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (f"targetPortal: a, iqn: '{IQN}'", []),
        (f"targetPortal: a, iqn: '{IQN}', lun: 255", []),
        (f"iqn: '{IQN}'", ["Required iscsi.targetPortal"]),
        ("targetPortal: a", ["Required iscsi.iqn"]),
        ("targetPortal: a, iqn: disk", ["Invalid iscsi.iqn"]),
        ("targetPortal: a, iqn: 'iqn.2001-4.com.example:disk'", ["Invalid iscsi.iqn"]),
        ("targetPortal: a, iqn: 'iqn.2001-04.com.example'", ["Invalid iscsi.iqn"]),
        ("targetPortal: a, iqn: 'iqn.2001-04.com.example:a b'", ["Invalid iscsi.iqn"]),
        ("targetPortal: a, iqn: eui.0123456789abcDEF", []),
        ("targetPortal: a, iqn: eui.0123", ["Invalid iscsi.iqn"]),
        (f"targetPortal: a, iqn: naa.{'a' * 32}", []),
        (f"targetPortal: a, iqn: naa.{'a' * 16}", ["Invalid iscsi.iqn"]),
        (f"targetPortal: a, iqn: '{IQN}', lun: 256", ["Invalid iscsi.lun"]),
        (f"targetPortal: a, iqn: '{IQN}', lun: -1", ["Invalid iscsi.lun"]),
        (f"targetPortal: a, iqn: '{IQN}', chapAuthSession: true", ["Required iscsi.secretRef"]),
        (f"targetPortal: a, iqn: '{IQN}', chapAuthDiscovery: true", ["Required iscsi.secretRef"]),
        (f"targetPortal: a, iqn: '{IQN}', chapAuthDiscovery: true, secretRef: {{name: s}}", []),
        (f"targetPortal: a, iqn: '{IQN}', initiatorName: '{IQN}'", []),
        (f"targetPortal: a, iqn: '{IQN}', initiatorName: me", ["Invalid iscsi.initiatorName"]),
        (f"targetPortal: a, iqn: '{IQN}', initiatorName: ''", ["Invalid iscsi.initiatorName"]),
        (f"targetPortal: {'a' * 62}, iqn: '{IQN}', initiatorName: '{IQN}'", []),
        (f"targetPortal: {'a' * 63}, iqn: '{IQN}', initiatorName: '{IQN}'", ["Invalid name"]),
        (f"targetPortal: {'a' * 63}, iqn: '{IQN}'", []),
    ],
)
def test_iscsi(source: str, found: list[str]) -> None:
    assert rejected(pod(f"{{name: v, iscsi: {{{source}}}}}")) == [line.replace(" ", f" {V}.") for line in found]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("gcePersistentDisk: {pdName: d, partition: 255}", []),
        ("gcePersistentDisk: {}", ["Required gcePersistentDisk.pdName"]),
        ("gcePersistentDisk: {pdName: d, partition: 256}", ["Invalid gcePersistentDisk.partition"]),
        ("gcePersistentDisk: {pdName: d, partition: -1}", ["Invalid gcePersistentDisk.partition"]),
        ("awsElasticBlockStore: {volumeID: v}", []),
        ("awsElasticBlockStore: {}", ["Required awsElasticBlockStore.volumeID"]),
        ("awsElasticBlockStore: {volumeID: v, partition: 256}", ["Invalid awsElasticBlockStore.partition"]),
        ("glusterfs: {endpoints: e, path: p}", []),
        ("glusterfs: {}", ["Required glusterfs.endpoints", "Required glusterfs.path"]),
        ("flocker: {datasetName: d}", []),
        ("flocker: {datasetUUID: d}", []),
        ("flocker: {}", ["Required flocker"]),
        ("flocker: {datasetName: d, datasetUUID: e}", ["Invalid flocker"]),
        ("flocker: {datasetName: d/e}", ["Invalid flocker.datasetName"]),
        ("rbd: {monitors: [a], image: i}", []),
        ("rbd: {monitors: []}", ["Required rbd.image", "Required rbd.monitors"]),
        ("cinder: {volumeID: v, secretRef: {name: Any_Name}}", []),
        ("cinder: {}", ["Required cinder.volumeID"]),
        ("cinder: {volumeID: v, secretRef: {}}", ["Required cinder.secretRef.name"]),
        ("cephfs: {monitors: [a], secretRef: {}}", []),
        ("cephfs: {}", ["Required cephfs.monitors"]),
        ("fc: {targetWWNs: [a], lun: 0}", []),
        ("fc: {wwids: [a]}", []),
        ("fc: {wwids: [a], lun: 256}", []),
        ("fc: {}", ["Required fc.targetWWNs"]),
        ("fc: {targetWWNs: [a], wwids: [b], lun: 1}", ["Invalid fc.targetWWNs"]),
        ("fc: {targetWWNs: [a]}", ["Required fc.lun"]),
        ("fc: {targetWWNs: [a], lun: 256}", ["Invalid fc.lun"]),
        ("fc: {targetWWNs: [a], lun: -1}", ["Invalid fc.lun"]),
        ("flexVolume: {driver: d, options: {a/b: c, notk8s.io/a: b, kubernetes.io.a/b: c}}", []),
        ("flexVolume: {}", ["Required flexVolume.driver"]),
        ("flexVolume: {driver: d, options: {K8s.io/a: b}}", ["Invalid flexVolume.options[K8s.io/a]"]),
        ("flexVolume: {driver: d, options: {a.kubernetes.io/a: b}}", ["Invalid flexVolume.options[a.kubernetes.io/a]"]),
        ("vsphereVolume: {volumePath: p}", []),
        ("vsphereVolume: {}", ["Required vsphereVolume.volumePath"]),
        ("photonPersistentDisk: {pdID: p}", []),
        ("photonPersistentDisk: {}", ["Required photonPersistentDisk.pdID"]),
        ("portworxVolume: {volumeID: p}", []),
        ("portworxVolume: {}", ["Required portworxVolume.volumeID"]),
        ("scaleIO: {gateway: g, system: s, volumeName: v}", []),
        ("scaleIO: {}", ["Required scaleIO.gateway", "Required scaleIO.system", "Required scaleIO.volumeName"]),
        ("azureFile: {secretName: s, shareName: s}", []),
        ("azureFile: {}", ["Required azureFile.secretName", "Required azureFile.shareName"]),
    ],
)
def test_network_storage(source: str, found: list[str]) -> None:
    assert sorted(rejected(pod(f"{{name: a, {source}}}"))) == [line.replace(" ", f" {V}.") for line in found]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("registry: 'a:1', volume: v", []),
        ("registry: 'a:1,[::1]:2,:,b:c', volume: v", []),
        ("registry: 'a:1'", ["Required quobyte.volume"]),
        ("volume: v", ["Required quobyte.registry"]),
        ("registry: a, volume: v", ["Invalid quobyte.registry"]),
        ("registry: 'a:1,', volume: v", ["Invalid quobyte.registry"]),
        ("registry: '::1:2', volume: v", ["Invalid quobyte.registry"]),
        ("registry: '[::1]', volume: v", ["Invalid quobyte.registry"]),
        ("registry: '[a]b:1', volume: v", ["Invalid quobyte.registry"]),
        (f"registry: 'a:1', volume: v, tenant: {'t' * 64}", []),
        (f"registry: 'a:1', volume: v, tenant: {'t' * 65}", ["Required quobyte.tenant"]),
    ],
)
def test_quobyte(source: str, found: list[str]) -> None:
    assert rejected(pod(f"{{name: a, quobyte: {{{source}}}}}")) == [line.replace(" ", f" {V}.") for line in found]


DISK = "diskName: d, diskURI: 'https://a'"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (DISK, []),
        (f"{DISK}, kind: Dedicated, cachingMode: None", []),
        ("diskName: d, diskURI: /subscriptions/a, kind: Managed", []),
        ("diskURI: 'https://a'", ["Required azureDisk.diskName"]),
        ("diskName: d", ["Required azureDisk.diskURI"]),
        (f"{DISK}, cachingMode: Write", ["NotSupported azureDisk.cachingMode"]),
        (f"{DISK}, cachingMode: ''", ["NotSupported azureDisk.cachingMode"]),
        (f"{DISK}, kind: shared", ["NotSupported azureDisk.kind"]),
        (f"{DISK}, kind: Managed", ["NotSupported azureDisk.diskURI"]),
        ("diskName: d, diskURI: /subscriptions/a", ["NotSupported azureDisk.diskURI"]),
    ],
)
def test_azure_disk(source: str, found: list[str]) -> None:
    assert rejected(pod(f"{{name: a, azureDisk: {{{source}}}}}")) == [line.replace(" ", f" {V}.") for line in found]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("storageos: {volumeName: v, volumeNamespace: ns, secretRef: {name: s}}", []),
        ("storageos: {}", ["Required storageos.volumeName"]),
        ("storageos: {volumeName: a.b}", ["Invalid storageos.volumeName"]),
        ("storageos: {volumeName: v, volumeNamespace: A}", ["Invalid storageos.volumeNamespace"]),
        ("storageos: {volumeName: v, secretRef: {}}", ["Required storageos.secretRef.name"]),
        ("csi: {driver: Disk.CSI.example.com, nodePublishSecretRef: {name: s.t}}", []),
        ("csi: {}", ["Required csi.driver"]),
        ("csi: {driver: a_b}", ["Invalid csi.driver"]),
        (f"csi: {{driver: {'a' * 64}}}", ["TooLong csi.driver"]),
        ("csi: {driver: d, nodePublishSecretRef: {}}", ["Required csi.nodePublishSecretRef.name"]),
        ("csi: {driver: d, nodePublishSecretRef: {name: A}}", ["Invalid csi.nodePublishSecretRef.name"]),
    ],
)
def test_storageos_and_csi(source: str, found: list[str]) -> None:
    assert rejected(pod(f"{{name: a, {source}}}")) == [line.replace(" ", f" {V}.") for line in found]


CLAIM = "spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}"
METADATA = f"{V}.ephemeral.volumeClaimTemplate.metadata"
SPEC = f"{V}.ephemeral.volumeClaimTemplate.spec"


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (f"{{{CLAIM}}}", []),
        (f"{{metadata: {{labels: {{a: b}}, annotations: {{a: b}}, creationTimestamp: null}}, {CLAIM}}}", []),
        (f"{{metadata: {{name: b, finalizers: [a/b]}}, {CLAIM}}}", ["name", "finalizers"]),
        (f"{{metadata: {{labels: {{a b: c}}}}, {CLAIM}}}", [f"Invalid {METADATA}.labels[a b]"]),
        ("{}", [f"Required {SPEC}.accessModes", f"Required {SPEC}.resources.requests[storage]"]),
        ("null", [f"Required {V}.ephemeral.volumeClaimTemplate"]),
        (
            "{spec: {accessModes: [RWO], resources: {requests: {storage: 1Gi}}, storageClassName: A}}",
            [f"NotSupported {SPEC}.accessModes[0]", f"Invalid {SPEC}.storageClassName"],
        ),
    ],
)
def test_ephemeral(claim: str, found: list[str]) -> None:
    expected = [line if " " in line else f"Forbidden {METADATA}.{line}" for line in found]
    assert rejected(pod(f"{{name: v, ephemeral: {{volumeClaimTemplate: {claim}}}}}")) == expected


def test_claims_that_a_pod_makes() -> None:
    volumes = (
        f"{{name: v, ephemeral: {{volumeClaimTemplate: {{{CLAIM}}}}}}}, "
        "{name: w, persistentVolumeClaim: {claimName: a-v}}, {name: x, persistentVolumeClaim: {claimName: a-x}}"
    )
    assert rejected(pod(volumes)) == ["Invalid spec.volumes[1].persistentVolumeClaim.claimName"]
    assert rejected(template(volumes)) == []
    assert rejected(pod(volumes, "'${NAME}'")) == []


def test_claims_with_long_names() -> None:
    volumes = f"{{name: vol, ephemeral: {{volumeClaimTemplate: {{{CLAIM}}}}}}}"
    assert rejected(pod(volumes, "a" * 249)) == []
    assert rejected(pod(volumes, "a" * 250)) == ["Invalid spec.volumes[0].name"]


def test_images_of_volumes_by_release() -> None:
    without = "{name: a, image: {pullPolicy: Some}}"
    assert rejected(pod(without), 30) == ["UnknownField spec.volumes[0].image"]
    assert rejected(pod(without), 34) == []
    assert rejected(pod(without), 36) == [f"Required {V}.image.reference", f"NotSupported {V}.image.pullPolicy"]
    assert rejected(template("{name: a, image: {}}"), 36) == []
    assert rejected(template("{name: a, image: {}}"), 37) == ["Required template.spec.volumes[0].image.reference"]


def test_placeholders_are_left_alone() -> None:
    assert rejected(pod("{name: '${V}', secret: {secretName: s, defaultMode: '${MODE}'}}")) == []
    assert rejected(pod("{name: '${V}', nfs: {server: s, path: '${P}'}}")) == []


def test_persistent_volumes_keep_to_the_same_forms() -> None:
    volume = "apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: a}\nspec: {nfs: {server: s, path: %s}}\n"
    assert "Invalid spec.nfs.path" in rejected(volume % "a")
    assert "Invalid spec.nfs.path" not in rejected(volume % "/a")
