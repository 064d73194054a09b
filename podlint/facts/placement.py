"""Where two workloads can go that need one node, on the nodes that the configuration names."""

from podlint.dataclass import dataclass
from podlint.facts.store import Facts, InventoryNode
from podlint.facts.workloads import Pod
from podlint.kubernetes.quantity import format_quantity
from podlint.kubernetes.resources import Requests, effective_requests, place_together
from podlint.reading import Place

_TOLD = ("memory", "cpu")


@dataclass(frozen=True, slots=True, eq=False)
class NodeVerdict:
    """What one node means for two workloads; `takes_both` or else the first alone fits, which strands the second."""

    name: str
    takes_both: bool
    note: str
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """The nodes on which the first workload fits, with what becomes of the second there.

    `together` are the names of the nodes that take both, `stranding` of those that then have no room for the second.
    """

    together: tuple[str, ...]
    stranding: tuple[str, ...]
    nodes: tuple[NodeVerdict, ...]

    @property
    def place(self) -> Place:
        return self.nodes[0].place


def placement(facts: Facts, first: Pod, second: Pod) -> Placement | None:
    """What the inventory says; None without one, where no node matters, or where a request is no quantity."""
    inventory = facts.settings.nodes
    wanted, needed = _requests(first), _requests(second)
    if not inventory or wanted is None or needed is None or not (wanted or needed):
        return None
    verdict = place_together(wanted, needed, [item.node for item in inventory])
    rows = [
        _verdict(item, first, second, wanted, needed, takes_both=item.node in verdict.together)
        for item in inventory
        if item.node in verdict.together or item.node in verdict.stranding
    ]
    names = tuple(node.name for node in verdict.together), tuple(node.name for node in verdict.stranding)
    return Placement(*names, tuple(rows)) if rows else None


def _requests(pod: Pod) -> Requests | None:
    try:
        return effective_requests(pod.spec)
    except ValueError:
        return None


def _verdict(
    item: InventoryNode, first: Pod, second: Pod, wanted: Requests, needed: Requests, *, takes_both: bool
) -> NodeVerdict:
    node = item.node
    resource = next((name for name in (*_TOLD, *needed) if name in needed and name in node.capacity), "")
    have, one, two = (
        format_quantity(amounts.get(resource, 0), resource) for amounts in (node.capacity, wanted, needed)
    )
    asked = f"{first.name} ({one}) and {second.name} ({two})"
    note = (
        f"{node.name} ({have}) takes both {asked}"
        if takes_both
        else f"{node.name} ({have}) takes {first.name} ({one}), and then has no room for {second.name} ({two})"
    )
    return NodeVerdict(node.name, takes_both, note, item.place)
