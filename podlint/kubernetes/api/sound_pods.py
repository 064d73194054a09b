"""Pods and what lies in them: what tells that the checks in Python would find nothing."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from podlint.kubernetes.api import (
    checks_pod_annotations,
    checks_pod_policy,
    checks_pods,
    checks_references,
    checks_resources,
    checks_scheduling,
    checks_volumes,
)
from podlint.kubernetes.api.checks_references import CONTAINER_FIELDS
from podlint.kubernetes.api.checks_resources import milli
from podlint.kubernetes.api.sound import Sound
from podlint.kubernetes.names import dns_subdomain, label_value, qualified_name
from podlint.reading import Mapping

_NONE = Mapping()
_AMOUNTS = {"cpu", "memory", "ephemeral-storage"}


def _containers(spec: Mapping) -> Iterator[Mapping]:
    for field in CONTAINER_FIELDS:
        if field in spec:
            yield from spec[field] or ()


def _declares_what_it_uses(spec: Mapping) -> bool:
    """Names of containers differ, and mounted volumes are declared."""
    names = set()
    volumes = {volume.get("name") for volume in spec.get("volumes") or ()}
    for number, container in enumerate(_containers(spec), 1):
        names.add(container.get("name"))
        if len(names) < number:
            return False
        for mount in container.get("volumeMounts") or ():
            if mount.get("name") not in volumes:
                return False
    return True


def _shares_no_host_port(spec: Mapping) -> bool:
    taken = set()
    shares_network = spec.get("hostNetwork")
    for container in _containers(spec):
        for port in container.get("ports") or ():
            inner, outer = port.get("containerPort"), port.get("hostPort")
            if shares_network and outer and outer != inner:
                return False
            number = inner if shares_network else outer
            if number and number in taken:
                return False
            taken.add(number)
    return True


def _is_plain(spec: Mapping) -> bool:
    """No Windows, no block devices, no dynamic resources."""
    return not any(
        "volumeDevices" in container
        or "windowsOptions" in (container.get("securityContext") or ())
        or "claims" in (container.get("resources") or ())
        for container in _containers(spec)
    )


def _has_plain_context(spec: Mapping) -> bool:
    return "windowsOptions" not in (spec.get("securityContext") or ())


def _has_sound_account(spec: Mapping) -> bool:
    return "serviceAccount" not in spec or not dns_subdomain(spec["serviceAccount"] or "x")


def _annotations(pod: Mapping) -> Mapping:
    metadata = pod.get("metadata")
    annotations = metadata.get("annotations") if metadata else None
    return annotations or _NONE


def _has_plain_annotations(pod: Mapping) -> bool:
    return not any(key.startswith(checks_pod_annotations.READ) for key in _annotations(pod))


def _has_plain_images(pod: Mapping) -> bool:
    images = [container.get("image") or "" for container in _containers(pod.get("spec") or _NONE)]
    return images == [image.strip() for image in images]


def _makes_no_claims(pod: Mapping) -> bool:
    return not any("ephemeral" in volume for volume in (pod.get("spec") or _NONE).get("volumes") or ())


def _has_one_source(source: Mapping) -> bool:
    if len(source) != 1 or None in source.values():
        return False
    reference = source.get("fieldRef")
    return reference is None or reference.get("fieldPath") in checks_pods.ENV_FIELD_PATHS


def _has_one_volume_source(volume: Mapping) -> bool:
    return len(volume) <= 1 + ("name" in volume)


def _has_plain_amounts(resources: Mapping) -> bool:
    limits, requests = resources.get("limits") or _NONE, resources.get("requests") or _NONE
    return "claims" not in resources and _fit((*requests.items(),), (*limits.items(),))


@lru_cache(maxsize=4096)
def _fit(requests: tuple[tuple[str, Any], ...], limits: tuple[tuple[str, Any], ...]) -> bool:
    """Whether these are the usual resources, with no request above its limit."""
    if not _AMOUNTS.issuperset(name for name, _ in (*requests, *limits)):
        return False
    least, most = ({name: milli(str(amount)) for name, amount in amounts} for amounts in (requests, limits))
    negative = any(amount < 0 for amount in (*least.values(), *most.values()))
    return not negative and all(amount <= most.get(name, amount) for name, amount in least.items())


def _has_no_keys(term: Mapping) -> bool:
    return not any(field in term for field in checks_scheduling.KEY_FIELDS)


def _is_sound_requirement(requirement: Mapping) -> bool:
    operator, values = requirement.get("operator"), requirement.get("values") or ()
    if qualified_name(requirement.get("key") or "") or any(map(label_value, values)):
        return False
    return bool(values) if operator in ("In", "NotIn") else operator in ("Exists", "DoesNotExist") and not values


SOUND = {
    "core.v1.EnvVarSource": Sound((checks_pods.one_source, checks_pods.env_field), (_has_one_source,)),
    "core.v1.NodeSelectorRequirement": Sound(
        (checks_scheduling.requirement,), (_is_sound_requirement,), via="matchExpressions"
    ),
    "core.v1.Pod": Sound(
        (
            checks_pods.image_blanks,
            checks_pod_policy.mirror_claims,
            checks_pod_annotations.pod_annotations,
            checks_volumes.generated_claims,
        ),
        (_has_plain_images, _has_plain_annotations, _makes_no_claims),
    ),
    "core.v1.PodAffinityTerm": Sound(
        (checks_scheduling.keys_in_selector,),
        (_has_no_keys,),
        (checks_scheduling.drop_gated_keys,),
        checks_scheduling.KEY_FIELDS,
    ),
    "core.v1.PodSpec": Sound(
        (
            checks_pods.names_differ,
            checks_pods.host_ports,
            checks_pods.host_process,
            checks_pods.service_account,
            checks_references.volumes_exist,
            checks_references.resource_claims_exist,
        ),
        (_declares_what_it_uses, _shares_no_host_port, _is_plain, _has_plain_context, _has_sound_account),
        (checks_pods.drop_gated, checks_resources.drop_gated),
        (*checks_pods.GATED, "resources", "resourceClaims"),
    ),
    "core.v1.PodTemplateSpec": Sound((checks_pod_annotations.pod_annotations,), (_has_plain_annotations,)),
    "core.v1.ResourceRequirements": Sound(
        (checks_resources.requirements,), (_has_plain_amounts,), (checks_resources.drop_gated_claims,), ("claims",)
    ),
    "core.v1.Volume": Sound(
        (checks_volumes.one_source,), (_has_one_volume_source,), (checks_volumes.drop_gated_image,), ("image",)
    ),
}
