"""PersistentVolumes: capacity, modes, and one source."""

import pytest
from api_judging import rejected_spec

SIZE = "capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce]"
NFS = "nfs: {server: a, path: /b}"
IQN = "'iqn.2001-04.com.example:storage'"
NODES = "nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Exists}]}]}}"


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        (f"{SIZE}, {NFS}", []),
        (f"{SIZE}", ["Required spec"]),
        (f"capacity: {{storage: 1Gi}}, {NFS}", ["Required spec.accessModes"]),
        (f"accessModes: [ReadWriteOnce], {NFS}", ["Required spec.capacity"]),
        (f"capacity: {{storage: 1Gi}}, accessModes: [RWO], {NFS}", ["NotSupported spec.accessModes[0]"]),
        (
            f"capacity: {{storage: 1Gi}}, accessModes: [ReadWriteOncePod, ReadWriteOnce], {NFS}",
            ["Forbidden spec.accessModes"],
        ),
        (f"capacity: {{size: 1Gi}}, accessModes: [ReadWriteOnce], {NFS}", ["NotSupported spec.capacity"]),
        (f"capacity: {{storage: 1Gi, iops: 1}}, accessModes: [ReadWriteOnce], {NFS}", ["NotSupported spec.capacity"]),
        (f"capacity: {{storage: 0}}, accessModes: [ReadWriteOnce], {NFS}", ["Invalid spec.capacity[storage]"]),
        (f"capacity: {{storage: 1GB}}, accessModes: [ReadWriteOnce], {NFS}", ["WrongType spec.capacity[storage]"]),
        (f"{SIZE}, {NFS}, persistentVolumeReclaimPolicy: Recycle", []),
        (f"{SIZE}, {NFS}, persistentVolumeReclaimPolicy: retain", ["NotSupported spec.persistentVolumeReclaimPolicy"]),
        (f"{SIZE}, {NFS}, volumeMode: Block", []),
        (f"{SIZE}, {NFS}, volumeMode: File", ["NotSupported spec.volumeMode"]),
        (f"{SIZE}, {NFS}, storageClassName: ''", []),
        (f"{SIZE}, {NFS}, storageClassName: Fast", ["Invalid spec.storageClassName"]),
        (f"{SIZE}, {NFS}, mountOptions: [hard, 'nfsvers=4.1']", []),
        (f"{SIZE}, {NFS}, claimRef: {{name: Any Name}}", []),
        (f"{SIZE}, {NFS}, nodeAffinity: {{}}", ["Required spec.nodeAffinity.required"]),
        (f"{SIZE}, {NFS}, {NODES}", []),
        (f"{SIZE}, {NFS}, {NODES.replace('Exists', 'In, values: [b c]')}", []),
        (
            f"{SIZE}, {NFS}, {NODES.replace('Exists', 'Is')}",
            ["Invalid spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0].operator"],
        ),
        (
            f"{SIZE}, {NFS}, nodeAffinity: {{required: {{nodeSelectorTerms: []}}}}",
            ["Required spec.nodeAffinity.required.nodeSelectorTerms"],
        ),
        (f"{SIZE}, {NFS}, hostPath: {{path: /a}}", ["Forbidden spec.nfs"]),
        (f"{SIZE}, {NFS}, flexVolume: {{driver: a/b}}", []),
        (
            f"{SIZE}, azureFile: {{secretName: a, shareName: b}}, flexVolume: {{driver: a/b}}",
            ["Forbidden spec.azureFile"],
        ),
        (f"{SIZE}, {NFS}, volumeAttributesClassName: gold", ["Required spec.csi"]),
    ],
)
def test_volumes(spec: str, found: list[str]) -> None:
    assert rejected_spec("PersistentVolume", spec) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("hostPath: {path: /data, type: Directory}", []),
        ("hostPath: {}", ["Required hostPath.path"]),
        ("hostPath: {path: /a/../b}", ["Invalid hostPath.path"]),
        ("hostPath: {path: /a, type: Folder}", ["NotSupported hostPath.type"]),
        ("hostPath: {path: /}, persistentVolumeReclaimPolicy: Recycle", ["Forbidden persistentVolumeReclaimPolicy"]),
        ("hostPath: {path: /./}, persistentVolumeReclaimPolicy: Recycle", ["Forbidden persistentVolumeReclaimPolicy"]),
        ("hostPath: {path: /a}, persistentVolumeReclaimPolicy: Recycle", []),
        (f"local: {{path: /data}}, {NODES}", []),
        ("local: {path: /data}", ["Required nodeAffinity"]),
        (f"local: {{}}, {NODES}", ["Required local.path"]),
        (f"local: {{path: ../data}}, {NODES}", ["Invalid local.path"]),
        ("nfs: {path: data}", ["Required nfs.server", "Invalid nfs.path"]),
        ("csi: {driver: a.b, volumeHandle: c}", []),
        ("csi: {driver: a.b, volumeHandle: c}, volumeAttributesClassName: gold", []),
        ("csi: {driver: a.b, volumeHandle: c}, volumeAttributesClassName: ''", ["Required volumeAttributesClassName"]),
        ("csi: {driver: a.b, volumeHandle: c}, volumeAttributesClassName: A", ["Invalid volumeAttributesClassName"]),
        ("csi: {driver: a_b}", ["Invalid csi.driver", "Required csi.volumeHandle"]),
        ("csi: {driver: a.b, volumeHandle: c, nodeStageSecretRef: {name: a, namespace: b}}", []),
        (
            "csi: {driver: a.b, volumeHandle: c, nodePublishSecretRef: {name: A}}",
            ["Invalid csi.nodePublishSecretRef.name", "Required csi.nodePublishSecretRef.namespace"],
        ),
        ("iscsi: {targetPortal: a, iqn: 'iqn.2001-04.com.example:storage'}", []),
        ("iscsi: {targetPortal: a, iqn: b, lun: 256}", ["Invalid iscsi.iqn", "Invalid iscsi.lun"]),
        (
            "iscsi: {targetPortal: a, iqn: 'iqn.2001-04.com.example:s', chapAuthSession: true}",
            ["Required iscsi.secretRef"],
        ),
        (
            "iscsi: {targetPortal: a, iqn: 'iqn.2001-04.com.example:s', secretRef: {}}",
            ["Required iscsi.secretRef.name"],
        ),
        (
            f"iscsi: {{targetPortal: {'a' * 63}, iqn: {IQN}, initiatorName: {IQN}}}",
            ["Invalid iscsi.targetPortal"],
        ),
        ("glusterfs: {endpoints: a, path: b}", []),
        ("glusterfs: {endpoints: a, path: b, endpointsNamespace: ''}", ["Invalid glusterfs.endpointsNamespace"]),
        ("cephfs: {}", ["Required cephfs.monitors"]),
        ("rbd: {monitors: [a], image: b}", []),
        ("rbd: {}", ["Required rbd.monitors", "Required rbd.image"]),
        ("cinder: {volumeID: a, secretRef: {name: b}}", ["Required cinder.secretRef.namespace"]),
        ("azureFile: {secretName: a, shareName: b, secretNamespace: ''}", ["Invalid azureFile.secretNamespace"]),
        ("scaleIO: {gateway: a, system: b}", ["Required scaleIO.volumeName"]),
        ("storageos: {volumeName: a, secretRef: {name: b}}", ["Required storageos.secretRef.namespace"]),
        ("flexVolume: {driver: a/b, options: {x.k8s.io/y: z}}", ["Invalid flexVolume.options[x.k8s.io/y]"]),
        ("awsElasticBlockStore: {}", ["Required awsElasticBlockStore.volumeID"]),
        ("gcePersistentDisk: {pdName: a, partition: 256}", ["Invalid gcePersistentDisk.partition"]),
        ("fc: {lun: 0, targetWWNs: [a]}", []),
        ("fc: {}", ["Required fc.targetWWNs"]),
    ],
)
def test_sources(source: str, found: list[str]) -> None:
    errors = rejected_spec("PersistentVolume", f"{SIZE}, {source}")
    assert sorted(error.replace("spec.", "") for error in errors) == sorted(found)


def test_names() -> None:
    assert rejected_spec("PersistentVolume", f"{SIZE}, {NFS}", metadata="name: A") == ["Invalid metadata.name"]


def test_classes_before_1_34() -> None:
    assert rejected_spec("PersistentVolume", f"{SIZE}, {NFS}, volumeAttributesClassName: Gold", 33) == []
