"""What is so in the manifests that were read: one module per topic, one row type per kind of fact."""

from podlint.facts.addresses import ClientAddressNeed, client_address_needs
from podlint.facts.claims import Claim, claims
from podlint.facts.commands import Command, commands
from podlint.facts.container_ports import ContainerPort, container_ports
from podlint.facts.couplings import Coupling, couplings
from podlint.facts.documents import DuplicateKey, Unreadable, duplicate_keys, unreadable
from podlint.facts.environment import Variable, variables
from podlint.facts.host_ports import HostPorts, host_ports
from podlint.facts.local_policies import LocalPolicy, local_policies
from podlint.facts.objects import Object, objects
from podlint.facts.own_addresses import LocalDial, OwnServiceDial, local_dials, own_service_dials
from podlint.facts.packaging import DeployMount, deploy_mounts
from podlint.facts.paths import PathUse, path_uses
from podlint.facts.port_sharing import SharedDefaultPort, SharedPort, shared_default_ports, shared_ports
from podlint.facts.ports import Dial, Listener, dials, listeners
from podlint.facts.selection import Selection, selections
from podlint.facts.service_ports import ServicePort, service_ports
from podlint.facts.sharing import SharedVolume, shared_volumes
from podlint.facts.store import Extractor, Facts, InventoryNode, Settings
from podlint.facts.volumes import Mount, Volume, mounts, volumes
from podlint.facts.workloads import Container, Pod, containers, pods

EXTRACTORS: dict[type, Extractor] = {
    Unreadable: unreadable,
    DuplicateKey: duplicate_keys,
    Object: objects,
    Pod: pods,
    Container: containers,
    Variable: variables,
    Command: commands,
    Volume: volumes,
    Mount: mounts,
    PathUse: path_uses,
    SharedVolume: shared_volumes,
    DeployMount: deploy_mounts,
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
    Coupling: couplings,
    ClientAddressNeed: client_address_needs,
}
"""How each kind of fact is worked out. A new kind is a row type and its extractor here."""

KINDS: dict[str, type] = {kind.__name__: kind for kind in EXTRACTORS}
"""The kinds by the name that rules and `podlint facts` use."""

__all__ = ["EXTRACTORS", "KINDS", "Facts", "InventoryNode", "Settings"]
