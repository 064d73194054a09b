"""The scope of the built-in kinds: which live in a namespace and which in the cluster."""

from podlint.kubernetes.kinds import group_of

# By group, over all versions of it. https://kubernetes.io/docs/reference/kubernetes-api/
_NAMESPACED = {
    "": (
        "Binding ConfigMap Endpoints Event LimitRange PersistentVolumeClaim Pod PodTemplate ReplicationController "
        "ResourceQuota Secret Service ServiceAccount DeploymentConfig Template"
    ),
    "apps": "ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet PetSet",
    "apps.openshift.io": "DeploymentConfig",
    "argoproj.io": "Rollout",
    "authorization.k8s.io": "LocalSubjectAccessReview",
    "autoscaling": "HorizontalPodAutoscaler",
    "batch": "CronJob Job ScheduledJob",
    "certificates.k8s.io": "PodCertificateRequest",
    "coordination.k8s.io": "Lease LeaseCandidate",
    "discovery.k8s.io": "EndpointSlice",
    "events.k8s.io": "Event",
    "extensions": "DaemonSet Deployment Ingress Job NetworkPolicy ReplicaSet HorizontalPodAutoscaler",
    "networking.k8s.io": "Ingress NetworkPolicy",
    "policy": "Eviction PodDisruptionBudget",
    "rbac.authorization.k8s.io": "Role RoleBinding",
    "resource.k8s.io": "ResourceClaim ResourceClaimTemplate",
    "route.openshift.io": "Route",
    "settings.k8s.io": "PodPreset",
    "storage.k8s.io": "CSIStorageCapacity",
    "template.openshift.io": "Template",
}
_CLUSTER = {
    "": "ComponentStatus Namespace Node PersistentVolume",
    "admissionregistration.k8s.io": (
        "MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration "
        "ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration"
    ),
    "apiextensions.k8s.io": "CustomResourceDefinition",
    "apiregistration.k8s.io": "APIService",
    "auditregistration.k8s.io": "AuditSink",
    "authentication.k8s.io": "SelfSubjectReview TokenReview",
    "authorization.k8s.io": "SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview",
    "certificates.k8s.io": "CertificateSigningRequest ClusterTrustBundle",
    "extensions": "PodSecurityPolicy",
    "flowcontrol.apiserver.k8s.io": "FlowSchema PriorityLevelConfiguration",
    "internal.apiserver.k8s.io": "StorageVersion",
    "networking.k8s.io": "IPAddress IngressClass ServiceCIDR",
    "node.k8s.io": "RuntimeClass",
    "policy": "PodSecurityPolicy",
    "rbac.authorization.k8s.io": "ClusterRole ClusterRoleBinding",
    "resource.k8s.io": "DeviceClass DeviceTaintRule ResourcePoolStatusRequest ResourceSlice",
    "scheduling.k8s.io": "PriorityClass",
    "storage.k8s.io": "CSIDriver CSINode StorageClass VolumeAttachment VolumeAttributesClass",
    "storagemigration.k8s.io": "StorageVersionMigration",
}
_SCOPES = {
    (group, kind): namespaced
    for table, namespaced in ((_NAMESPACED, True), (_CLUSTER, False))
    for group, kinds in table.items()
    for kind in kinds.split()
}


def is_namespaced(api_version: str, kind: str) -> bool | None:
    """Whether objects of the kind live in a namespace; None of a kind that is not built in."""
    return _SCOPES.get((group_of(api_version), kind))
