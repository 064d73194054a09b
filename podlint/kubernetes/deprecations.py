"""What Kubernetes deprecates or passes over though its API takes it: node labels, annotations, volume types, fields.

Read from what the API server of 1.37 says in warnings (kubernetes/kubernetes, pkg/api/*/warnings.go and util.go).
"""

from collections.abc import Mapping

from podlint.namedtuple import NamedTuple


class Deprecation(NamedTuple):
    """`since` is the minor release that deprecated it, `gone` the first one in which it does nothing; 0 where no
    release is known or there is none.

    `use` is what to use instead, as the object of "use"; empty where there is nothing.
    """

    since: int
    gone: int = 0
    use: str = ""


NODE_LABELS: Mapping[str, Deprecation] = {
    "beta.kubernetes.io/arch": Deprecation(14, use="kubernetes.io/arch"),
    "beta.kubernetes.io/os": Deprecation(14, use="kubernetes.io/os"),
    "beta.kubernetes.io/instance-type": Deprecation(17, use="node.kubernetes.io/instance-type"),
    "failure-domain.beta.kubernetes.io/region": Deprecation(17, use="topology.kubernetes.io/region"),
    "failure-domain.beta.kubernetes.io/zone": Deprecation(17, use="topology.kubernetes.io/zone"),
    # https://kubernetes.io/docs/reference/labels-annotations-taints/: kubeadm sets no such label any more.
    "node-role.kubernetes.io/master": Deprecation(20, 24, "node-role.kubernetes.io/control-plane"),
}

POD_ANNOTATIONS: Mapping[str, Deprecation] = {
    "scheduler.alpha.kubernetes.io/critical-pod": Deprecation(13, 16, "spec.priorityClassName"),
    "security.alpha.kubernetes.io/sysctls": Deprecation(11, 11, "spec.securityContext.sysctls"),
    "security.alpha.kubernetes.io/unsafe-sysctls": Deprecation(11, 11, "spec.securityContext.sysctls"),
}
SECCOMP = Deprecation(19, 27, "securityContext.seccompProfile")
APPARMOR = Deprecation(30, 0, "securityContext.appArmorProfile")

ANNOTATIONS: Mapping[tuple[str, str], Mapping[str, Deprecation]] = {
    ("v1", "Service"): {
        "service.kubernetes.io/topology-aware-hints": Deprecation(27, use="service.kubernetes.io/topology-mode"),
    },
    ("v1", "ServiceAccount"): {
        "kubernetes.io/enforce-mountable-secrets": Deprecation(32, use="a Namespace of its own for the Secrets"),
    },
    ("v1", "PersistentVolumeClaim"): {
        "volume.beta.kubernetes.io/storage-class": Deprecation(8, use="spec.storageClassName"),
    },
    ("v1", "PersistentVolume"): {
        "volume.beta.kubernetes.io/storage-class": Deprecation(8, use="spec.storageClassName"),
        "volume.beta.kubernetes.io/mount-options": Deprecation(31, use="spec.mountOptions"),
    },
}
"""By apiVersion and kind. The class annotation of Ingresses is left out: some controllers read nothing else."""

VOLUME_TYPES: Mapping[str, Deprecation] = {
    "photonPersistentDisk": Deprecation(11, 16),
    # The gate GitRepoVolumeDriver is off since 1.33 and can't be set since 1.36.
    "gitRepo": Deprecation(11, 33, "an init container that clones the repository into an emptyDir"),
    "scaleIO": Deprecation(16, 22),
    "flocker": Deprecation(22, 25),
    "storageos": Deprecation(22, 25),
    "quobyte": Deprecation(22, 25),
    "glusterfs": Deprecation(25, 26),
    "cephfs": Deprecation(28, 31, "the CSI driver cephfs.csi.ceph.com"),
    "rbd": Deprecation(28, 31, "the CSI driver rbd.csi.ceph.com"),
}
"""Fields of a volume's source, in pods and PersistentVolumes."""

FIELDS: Mapping[tuple[str, str], Mapping[str, tuple[str | None, Deprecation]]] = {
    ("v1", "Service"): {
        "externalIPs": (None, Deprecation(36, use="a Service of type LoadBalancer, or a Gateway")),
        "trafficDistribution": ("PreferClose", Deprecation(35, use="PreferSameZone")),
    },
    ("v1", "PersistentVolume"): {
        "persistentVolumeReclaimPolicy": (
            "Recycle",
            Deprecation(0, use="Delete, and volumes of a StorageClass"),
        ),
    },
}
"""By apiVersion and kind: fields of the spec that are deprecated, or whose value is where one is named."""
