"""What is so in the manifests that were read: one module per topic, one row type per kind of fact."""

from podlint.facts.addresses import ClientAddressNeed, client_address_needs
from podlint.facts.annotations import Annotation, annotations
from podlint.facts.api import ApiError, ApiVersion, api_errors, api_versions
from podlint.facts.claims import Claim, claims
from podlint.facts.commands import Command, commands
from podlint.facts.completion import Completion, completions
from podlint.facts.container_ports import ContainerPort, container_ports
from podlint.facts.copy_tasks import CopyTask, copy_tasks
from podlint.facts.couplings import Coupling, couplings
from podlint.facts.deliveries import Delivery, deliveries
from podlint.facts.deploy_volumes import DeployVolume, deploy_volumes
from podlint.facts.documents import DuplicateKey, Unreadable, duplicate_keys, unreadable
from podlint.facts.environment import Variable, variables
from podlint.facts.exclusive_claims import ExclusiveClaim, exclusive_claims
from podlint.facts.handovers import InitDelivery, init_deliveries
from podlint.facts.host_paths import HostPathUse, host_path_uses
from podlint.facts.host_ports import HostPorts, host_ports
from podlint.facts.image_builds import ImageBuild, image_builds
from podlint.facts.init_dials import InitDial, init_dials
from podlint.facts.init_order import InitRead, init_reads
from podlint.facts.local_policies import LocalPolicy, local_policies
from podlint.facts.log_collectors import LogCollector, log_collectors
from podlint.facts.near_paths import NearPath, near_paths
from podlint.facts.node_pins import NodePin, node_pins
from podlint.facts.objects import Object, objects
from podlint.facts.own_addresses import LocalDial, local_dials
from podlint.facts.own_services import OwnServiceDial, own_service_dials
from podlint.facts.packaging import DeployMount, deploy_mounts
from podlint.facts.paths import PathUse, path_uses
from podlint.facts.payload_maps import PayloadMap, payload_maps
from podlint.facts.port_sharing import SharedDefaultPort, SharedPort, shared_default_ports, shared_ports
from podlint.facts.ports import Dial, Listener, dials, listeners
from podlint.facts.process_groups import ProcessGroup, process_groups
from podlint.facts.processes import Process, processes
from podlint.facts.requests import EffectiveRequest, effective_requests
from podlint.facts.selection import Selection, selections
from podlint.facts.service_ports import ServicePort, service_ports
from podlint.facts.sharing import SharedVolume, shared_volumes
from podlint.facts.startup import Startup, startups
from podlint.facts.store import Extractor, Facts, InventoryNode, Settings
from podlint.facts.twins import Twin, twins
from podlint.facts.volume_uses import VolumeUse, volume_uses
from podlint.facts.volume_views import VolumeView, volume_views
from podlint.facts.volumes import Mount, Volume, mounts, volumes
from podlint.facts.workloads import Container, Pod, containers, pods

EXTRACTORS: dict[type, Extractor] = {
    Unreadable: unreadable,
    DuplicateKey: duplicate_keys,
    Object: objects,
    ApiVersion: api_versions,
    ApiError: api_errors,
    Annotation: annotations,
    Pod: pods,
    Container: containers,
    Variable: variables,
    Command: commands,
    Volume: volumes,
    Mount: mounts,
    PathUse: path_uses,
    SharedVolume: shared_volumes,
    Delivery: deliveries,
    DeployMount: deploy_mounts,
    InitDelivery: init_deliveries,
    DeployVolume: deploy_volumes,
    CopyTask: copy_tasks,
    VolumeUse: volume_uses,
    VolumeView: volume_views,
    Twin: twins,
    NearPath: near_paths,
    PayloadMap: payload_maps,
    ImageBuild: image_builds,
    ContainerPort: container_ports,
    Listener: listeners,
    Dial: dials,
    Selection: selections,
    ServicePort: service_ports,
    SharedPort: shared_ports,
    SharedDefaultPort: shared_default_ports,
    HostPorts: host_ports,
    LocalPolicy: local_policies,
    LocalDial: local_dials,
    OwnServiceDial: own_service_dials,
    Claim: claims,
    ExclusiveClaim: exclusive_claims,
    Coupling: couplings,
    NodePin: node_pins,
    HostPathUse: host_path_uses,
    LogCollector: log_collectors,
    EffectiveRequest: effective_requests,
    ClientAddressNeed: client_address_needs,
    Process: processes,
    Startup: startups,
    ProcessGroup: process_groups,
    Completion: completions,
    InitRead: init_reads,
    InitDial: init_dials,
}
"""How each kind of fact is worked out. A new kind is a row type and its extractor here."""

KINDS: dict[str, type] = {kind.__name__: kind for kind in EXTRACTORS}
"""The kinds by the name that rules and `podlint facts` use."""

__all__ = ["EXTRACTORS", "KINDS", "Facts", "InventoryNode", "Settings"]
