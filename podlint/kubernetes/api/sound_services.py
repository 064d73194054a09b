"""Services, Ingresses and NetworkPolicies: what tells that the checks in Python would find nothing."""

from podlint.kubernetes.api import checks_networking, checks_service
from podlint.kubernetes.api.sound import Sound
from podlint.reading import Mapping

_NONE = Mapping()


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
    "networking.v1.HTTPIngressPath": Sound((checks_networking.path,), (_is_plain_path,)),
    "networking.v1.IPBlock": Sound((checks_networking.exceptions,), (_has_no_exceptions,)),
    "networking.v1.Ingress": Sound((checks_networking.class_annotation,), (_has_one_class,)),
    "networking.v1.IngressBackend": Sound((checks_networking.resource,), (_has_no_resource,)),
}
