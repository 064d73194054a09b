"""Objects without pods: what tells that the checks in Python would find nothing."""

from podlint.kubernetes.api import (
    checks_claims,
    checks_classes,
    checks_config,
    checks_meta,
    checks_networking,
    checks_persistent_volumes,
    checks_rbac,
    checks_service,
)
from podlint.kubernetes.api.sound import Sound
from podlint.kubernetes.names import dns_subdomain
from podlint.kubernetes.quantity import parse_quantity
from podlint.reading import Mapping

_BYTES_OF_A_CHARACTER = 4
_NONE = Mapping()


def _size(texts: Mapping) -> int:
    """A bound of the bytes in keys and values."""
    return (sum(map(len, texts)) + sum(map(len, filter(None, texts.values())))) * _BYTES_OF_A_CHARACTER


def _has_short_annotations(metadata: Mapping) -> bool:
    return _size(metadata.get("annotations") or _NONE) <= checks_meta.ANNOTATIONS_SIZE


def _is_small(node: Mapping) -> bool:
    """All in one field, so that no key can be given twice."""
    fields = [node[name] for name in ("data", "binaryData", "stringData") if node.get(name)]
    return not fields or (len(fields) == 1 and _size(fields[0]) <= checks_config.MAX_SIZE)


def _is_opaque(secret: Mapping) -> bool:
    return secret.get("type") in (None, "", "Opaque")


def _is_no_annotated_service(service: Mapping) -> bool:
    annotations = (service.get("metadata") or _NONE).get("annotations")
    return not annotations or not any(name in annotations for name in checks_service.READ)


def _has_one_address(spec: Mapping) -> bool:
    if spec.get("clusterIPs") or spec.get("ipFamilies") or "externalName" in spec:
        return False
    address = spec.get("clusterIP")
    return not address or (address == "None" and spec.get("type") in (None, "ClusterIP"))


def _has_plain_ports(spec: Mapping) -> bool:
    """One port, or several whose names and numbers differ; ports of the nodes only where the type has them."""
    ports = spec.get("ports") or ()
    if any("nodePort" in port for port in ports) and (len(ports) > 1 or spec.get("type") in (None, "", "ClusterIP")):
        return False
    return len(ports) < 2 or (
        len({port.get("port") for port in ports}) == len(ports) and all(port.get("name") for port in ports)
    )


def _binds_role(reference: Mapping) -> bool:
    return reference.get("kind") in ("Role", "ClusterRole")


def _is_sound_subject(subject: Mapping) -> bool:
    kind, group, name = subject.get("kind"), subject.get("apiGroup"), subject.get("name")
    if kind == "ServiceAccount":
        return not group and bool(name) and not dns_subdomain(name)
    return not group or group == checks_rbac.GROUP


def _binds_in_whole_cluster(binding: Mapping) -> bool:
    """Where a Role can't be bound, and accounts need their namespaces."""
    subjects = binding.get("subjects") or ()
    return (binding.get("roleRef") or _NONE).get("kind") == "ClusterRole" and all(
        subject.get("kind") != "ServiceAccount" or subject.get("namespace") for subject in subjects
    )


def _has_one_class(ingress: Mapping) -> bool:
    annotations = (ingress.get("metadata") or _NONE).get("annotations") or ()
    return checks_networking.CLASS not in annotations or "ingressClassName" not in (ingress.get("spec") or _NONE)


def _is_plain_path(path: Mapping) -> bool:
    text = path.get("path") or ""
    return (
        text.startswith("/")
        and not any(part in text for part in checks_networking.FORBIDDEN_PARTS)
        and (not text.endswith(checks_networking.FORBIDDEN_ENDS))
    )


def _has_no_resource(backend: Mapping) -> bool:
    return "resource" not in backend


def _has_no_exceptions(block: Mapping) -> bool:
    return not block.get("except")


def _has_no_source(spec: Mapping) -> bool:
    return "dataSource" not in spec and "dataSourceRef" not in spec


def _asks_for_storage(resources: Mapping) -> bool:
    size = (resources.get("requests") or _NONE).get("storage")
    return size is not None and parse_quantity(size) > 0


def _has_one_volume_source(spec: Mapping) -> bool:
    return sum(spec.get(name) is not None for name in checks_persistent_volumes.SOURCES) == 1


def _has_no_class_of_attributes(spec: Mapping) -> bool:
    return "volumeAttributesClassName" not in spec


def _has_few_parameters(storage: Mapping) -> bool:
    given = storage.get("parameters") or _NONE
    few = len(given) <= checks_classes.PARAMETERS and _size(given) <= checks_classes.PARAMETERS_SIZE
    return few and "" not in given and not storage.get("allowedTopologies")


_READ_OF_SERVICES = (
    "type",
    "sessionAffinity",
    "sessionAffinityConfig",
    "internalTrafficPolicy",
    "externalTrafficPolicy",
    "externalIPs",
    "clusterIP",
    "clusterIPs",
)

SOUND = {
    "core.v1.ConfigMap": Sound((checks_config.both_data, checks_config.config_map_size), (_is_small,)),
    "core.v1.PersistentVolumeClaim": Sound(
        (checks_claims.template_name,), (), (checks_claims.leave_unjudged_template,), via=""
    ),
    "core.v1.PersistentVolumeClaimSpec": Sound(
        (checks_claims.data_sources,), (_has_no_source,), (checks_claims.drop_foreign_source,), ("dataSourceRef",)
    ),
    "core.v1.PersistentVolumeSpec": Sound(
        (checks_persistent_volumes.one_source, checks_persistent_volumes.attributes_class),
        (_has_one_volume_source, _has_no_class_of_attributes),
        (checks_persistent_volumes.drop_gated_class,),
        ("volumeAttributesClassName",),
    ),
    "core.v1.Secret": Sound(
        (checks_config.secret_size, checks_config.secret_type, checks_config.service_account), (_is_opaque, _is_small)
    ),
    "core.v1.Service": Sound((checks_service.annotations,), (_is_no_annotated_service,)),
    "core.v1.ServiceSpec": Sound(
        (
            checks_service.stacks,
            checks_service.cluster_ips,
            checks_service.ports_differ,
            checks_service.ports_named,
            checks_service.node_ports,
        ),
        (_has_one_address, _has_plain_ports),
        (checks_service.default_service_spec,),
        _READ_OF_SERVICES,
    ),
    "core.v1.VolumeResourceRequirements": Sound((checks_claims.storage,), (_asks_for_storage,)),
    "meta.v1.ObjectMeta": Sound((checks_meta.own_metadata, checks_meta.annotations_size), (_has_short_annotations,)),
    "networking.v1.HTTPIngressPath": Sound((checks_networking.path,), (_is_plain_path,)),
    "networking.v1.IPBlock": Sound((checks_networking.exceptions,), (_has_no_exceptions,)),
    "networking.v1.Ingress": Sound((checks_networking.class_annotation,), (_has_one_class,)),
    "networking.v1.IngressBackend": Sound((checks_networking.resource,), (_has_no_resource,)),
    "rbac.v1.ClusterRoleBinding": Sound((), (_binds_in_whole_cluster,)),
    "rbac.v1.RoleRef": Sound((checks_rbac.role_kind,), (_binds_role,)),
    "rbac.v1.Subject": Sound((checks_rbac.subject,), (_is_sound_subject,)),
    "storage.v1.StorageClass": Sound((checks_classes.parameters, checks_classes.topologies), (_has_few_parameters,)),
}
