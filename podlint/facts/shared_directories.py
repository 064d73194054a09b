"""HostPath volumes of several workloads that are one directory, or one within another, wherever they share a node."""

from collections.abc import Iterator, Sequence

from podlint.facts.neighbourhood import Group, groups_beside, groups_of
from podlint.facts.volumes import Volume
from podlint.kubernetes.host_paths import node_path

_LEVELS = 2
_Index = dict[tuple[str, Group], list[int]]


def sharing_groups(volumes: Sequence[Volume]) -> Iterator[list[Volume]]:
    """Volumes that lie together and share a path with the first of them; each volume once, groups of one left out."""
    at, below = _indexes(volumes)
    taken: set[int] = set()
    for order, volume in enumerate(volumes):
        if order not in taken:
            members = sorted({order} | (_relatives(at, below, volume) - taken))
            taken.update(members)
            if len({volumes[member].pod for member in members}) > 1:
                yield [volumes[member] for member in members]


def upwards(path: str) -> Iterator[str]:
    """The path as a node knows it, and the two directories above it: paths farther apart are not `related`."""
    plain = node_path(path)
    for _ in range(1 + _LEVELS):
        if plain:
            yield plain
        plain = plain.rpartition("/")[0]


def _indexes(volumes: Sequence[Volume]) -> tuple[_Index, _Index]:
    """Where each volume stands: by its own path, and by the directories right above it."""
    at: _Index = {}
    below: _Index = {}
    for order, volume in enumerate(volumes):
        own, *above = upwards(volume.host_path)
        for group in groups_of(volume.pod.object):
            at.setdefault((own, group), []).append(order)
            for path in above:
                below.setdefault((path, group), []).append(order)
    return at, below


def _relatives(at: _Index, below: _Index, volume: Volume) -> set[int]:
    found: set[int] = set()
    for group in groups_beside(volume.pod.object):
        for path in upwards(volume.host_path):
            found.update(at.get((path, group), ()))
        found.update(below.get((node_path(volume.host_path), group), ()))
    return found
