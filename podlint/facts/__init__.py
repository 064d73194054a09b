"""What is so in the manifests that were read: one module per topic, one row type per kind of fact."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

from podlint.facts.store import Extractor, Facts, InventoryNode, Settings
from podlint.namedtuple import NamedTuple
from podlint.reading.dockerfile.names import is_dockerfile

_EXTRACTORS = {
    "Unreadable": "documents.unreadable",
    "DuplicateKey": "documents.duplicate_keys",
    "Directive": "directives.directives",
    "Suppression": "suppressions.suppressions",
    "Object": "objects.objects",
    "ApiVersion": "api.api_versions",
    "ApiError": "api.api_errors",
    "Annotation": "annotations.annotations",
    "Pod": "workloads.pods",
    "Container": "workloads.containers",
    "Variable": "environment.variables",
    "Command": "commands.commands",
    "Volume": "volumes.volumes",
    "Mount": "volumes.mounts",
    "PathUse": "paths.path_uses",
    "SharedVolume": "sharing.shared_volumes",
    "Delivery": "deliveries.deliveries",
    "DeployMount": "packaging.deploy_mounts",
    "InitDelivery": "handovers.init_deliveries",
    "DeployVolume": "deploy_volumes.deploy_volumes",
    "CopyTask": "copy_tasks.copy_tasks",
    "VolumeUse": "volume_uses.volume_uses",
    "VolumeView": "volume_views.volume_views",
    "Twin": "twins.twins",
    "NearPath": "near_paths.near_paths",
    "PayloadMap": "payload_maps.payload_maps",
    "ImageBuild": "image_builds.image_builds",
    "ContainerPort": "container_ports.container_ports",
    "Listener": "ports.listeners",
    "Dial": "ports.dials",
    "Selection": "selection.selections",
    "ServicePort": "service_ports.service_ports",
    "SharedPort": "port_sharing.shared_ports",
    "SharedDefaultPort": "port_sharing.shared_default_ports",
    "HostPorts": "host_ports.host_ports",
    "LocalPolicy": "local_policies.local_policies",
    "LocalDial": "own_addresses.local_dials",
    "OwnServiceDial": "own_services.own_service_dials",
    "Claim": "claims.claims",
    "ExclusiveClaim": "exclusive_claims.exclusive_claims",
    "Coupling": "couplings.couplings",
    "NodePin": "node_pins.node_pins",
    "HostPathUse": "host_paths.host_path_uses",
    "LogCollector": "log_collectors.log_collectors",
    "EffectiveRequest": "requests.effective_requests",
    "ClientAddressNeed": "addresses.client_address_needs",
    "Process": "processes.processes",
    "Startup": "startup.startups",
    "ProcessGroup": "process_groups.process_groups",
    "Completion": "completion.completions",
    "InitRead": "init_order.init_reads",
    "InitDial": "init_dials.init_dials",
    "Deprecation": "deprecations.deprecations",
    "IgnoredField": "ignored_fields.ignored_fields",
    "RepeatedEntry": "repeated_entries.repeated_entries",
    "RepeatedPort": "repeated_ports.repeated_ports",
    "PlacementTerm": "placement_terms.placement_terms",
    "NodePreference": "placement_terms.node_preferences",
    "NestedFiles": "volume_files.nested_files",
    "Projection": "volume_files.projections",
    "ByteQuantity": "byte_quantities.byte_quantities",
    "AddressValue": "address_values.address_values",
}
"""How each kind of fact is worked out: the module of its topic, and its extractor there. A new kind is a line here."""


class Need(NamedTuple):
    """Rows of a kind of fact, at least so many, with a field of that value if one is named; or objects of a kind."""

    kind: str
    least: int = 1
    field: str = ""
    value: str = ""


DOCKERFILE = Need("Dockerfile")

NEEDS = {
    kind: need
    for need, kinds in {
        DOCKERFILE: "ImageBuild",
        Need("Service"): "Selection",
        Need("Directive"): "Suppression",
        Need("Pod"): """Container Volume Coupling NodePin LogCollector EffectiveRequest RepeatedEntry PlacementTerm
            NodePreference""",
        Need("Container"): """Variable Command Mount PathUse Delivery CopyTask ContainerPort Listener Dial Startup
            ProcessGroup""",
        Need("Container", field="role", value="init"): "InitDelivery InitRead InitDial",
        Need("Container", least=2): "SharedDefaultPort Completion",
        Need("Command"): "Process",
        Need("Volume"): "SharedVolume VolumeUse VolumeView Twin HostPathUse NestedFiles Projection",
        Need("Mount"): "DeployMount NearPath",
        Need("DeployMount"): "DeployVolume",
        Need("ContainerPort"): "HostPorts",
        Need("ContainerPort", least=2): "SharedPort RepeatedPort",
        Need("Dial"): "LocalDial OwnServiceDial",
        Need("Selection"): "ServicePort LocalPolicy ClientAddressNeed",
        Need("Claim"): "ExclusiveClaim",
    }.items()
    for kind in kinds.split()
}
"""What a kind is made of: without it there are no rows."""


class _Kinds(Mapping[str, type]):
    """The kinds by the name that rules and `podlint facts` use. A module is loaded when a kind of its is asked for."""

    def __getitem__(self, name: str) -> type:
        kind: type = getattr(_module(name), name)
        return kind

    def __contains__(self, name: object) -> bool:
        return name in _EXTRACTORS

    def __iter__(self) -> Iterator[str]:
        return iter(_EXTRACTORS)

    def __len__(self) -> int:
        return len(_EXTRACTORS)


class _Extractors(Mapping[type, Extractor]):
    """The functions that work the kinds out."""

    def __getitem__(self, kind: type) -> Extractor:
        extractor: Extractor = getattr(_module(kind.__name__), _EXTRACTORS[kind.__name__].partition(".")[2])
        return extractor

    def __iter__(self) -> Iterator[type]:
        return iter(KINDS.values())

    def __len__(self) -> int:
        return len(_EXTRACTORS)


def _module(name: str) -> Any:
    """Raises KeyError for what is no kind of fact."""
    return import_module(f"podlint.facts.{_EXTRACTORS[name].partition('.')[0]}")


KINDS: Mapping[str, type] = _Kinds()
EXTRACTORS: Mapping[type, Extractor] = _Extractors()


def possible(facts: Facts, kind: str) -> bool:
    """Whether there can be rows of a kind; answered without loading its module."""
    need = NEEDS.get(kind)
    if need is None:
        return True
    if need == DOCKERFILE:
        return any(is_dockerfile(reading.source.name) for reading in facts.readings)
    if need.kind not in KINDS:
        return bool(facts.by(KINDS["Object"], "kind", need.kind))
    if not possible(facts, need.kind):
        return False
    needed = KINDS[need.kind]
    rows: tuple[Any, ...] = facts.by(needed, need.field, need.value) if need.field else facts.all(needed)
    return len(rows) >= need.least


__all__ = ["DOCKERFILE", "EXTRACTORS", "KINDS", "NEEDS", "Facts", "InventoryNode", "Need", "Settings", "possible"]
