"""Paths that containers name and that differ from a mounted one by no more than a slip of the pen."""

from collections.abc import Iterable, Iterator
from itertools import islice

from podlint.dataclass import dataclass
from podlint.facts.paths import PathUse
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount, Volume
from podlint.facts.workloads import Container, Pod
from podlint.reading import Place

_PRIVATE = ("/", "/tmp", "/var/tmp", "/run", "/var/run", "/var/cache", "/home", "/root", "/dev/shm", "/etc", "/usr")
# Names of directories that are what they say, however near they are to each other: `lib` is no misspelt `log`.
_ESTABLISHED = frozenset(
    (
        *(
            "bin",
            "sbin",
            "lib",
            "lib32",
            "lib64",
            "libs",
            "etc",
            "var",
            "log",
            "run",
            "tmp",
            "usr",
            "opt",
            "srv",
            "mnt",
        ),
        *("dev", "home", "root", "proc", "sys", "boot", "cache", "spool", "data", "date", "conf", "config", "local"),
        *(
            "share",
            "media",
            "mail",
            "www",
            "html",
            "src",
            "dist",
            "disk",
            "in",
            "out",
            "input",
            "output",
            "cert",
            "cert",
        ),
        *("key", "test", "text", "temp", "term", "db", "dbs", "app", "api", "web", "work", "job", "jobs", "file"),
    )
)
_MOST = 100
"""Mounts of one pod that a path is compared with."""
_SHORTEST = 7
"""Characters of a path below which two of them are near by chance."""


@dataclass(frozen=True, slots=True, eq=False)
class NearPath:
    """A container names paths in a directory of its image that is called nearly like a mounted volume's.

    `directory` is what it names, `mount` the mount that is nearly there, of this container (`own`) or of another one;
    `distance` is the number of letters between the two. `uses` are all paths that it names so.
    """

    container: Container
    directory: str
    mount: Mount
    own: bool
    distance: int
    uses: tuple[PathUse, ...]

    @property
    def place(self) -> Place:
        return self.uses[0].place


def near_paths(facts: Facts) -> Iterator[NearPath]:
    for pod in facts.all(Pod):
        containers = [one for one in facts.by(Container, "pod", pod) if one.role != "ephemeral"]
        if pod.partial or len(containers) < 2:
            continue
        taken: dict[str, set[Volume | None]] = {}
        for mount in (mount for one in containers for mount in facts.by(Mount, "container", one)):
            taken.setdefault(mount.path, set()).add(mount.volume)
        shared = list(islice(_shared_mounts(facts, pod), _MOST))
        for container in containers if shared else ():
            if container.running:
                yield from _of_container(facts, container, shared, taken)


def _shared_mounts(facts: Facts, pod: Pod) -> Iterator[Mount]:
    """The mounts of volumes in which one container can leave files for another, each path of a volume once."""
    for volume in facts.by(Volume, "pod", pod):
        seen: set[tuple[str, Container]] = set()
        for mount in facts.by(Mount, "volume", volume) if volume.shareable else ():
            is_telling = len(mount.path) >= _SHORTEST and mount.path not in _PRIVATE
            if is_telling and (mount.path, mount.container) not in seen:
                seen.add((mount.path, mount.container))
                yield mount


_Taken = dict[str, set[Volume | None]]


def _of_container(facts: Facts, container: Container, shared: list[Mount], taken: _Taken) -> Iterator[NearPath]:
    found: dict[tuple[str, Mount], list[PathUse]] = {}
    # Its own mounts first: there the slip is between two lines of one container.
    candidates = sorted(shared, key=lambda mount: mount.container is not container)
    for use in facts.by(PathUse, "container", container):
        near = _near(use, candidates, taken) if use.mount is None else None
        if near is not None:
            found.setdefault(near, []).append(use)
    for (directory, mount), uses in found.items():
        if _could_meet(facts, container, mount):
            distance = slips(directory, mount.path) or 0
            yield NearPath(container, directory, mount, mount.container is container, distance, tuple(uses))


def _could_meet(facts: Facts, container: Container, mount: Mount) -> bool:
    """An own mount must be one of a volume that others mount too: else nobody waits for what is written there."""
    mounting = {other.container for other in facts.by(Mount, "volume", mount.volume)}
    return mount.container is not container or len(mounting) > 1


def _near(use: PathUse, candidates: Iterable[Mount], taken: _Taken) -> tuple[str, Mount] | None:
    """The directory that is meant by a slip, and the mount that it is near to.

    Below a mount of another container nothing is misspelt, but the own mount of the same volume may be.
    """
    parts = use.path.split("/")
    is_mounted = any("/".join(parts[:length]) in taken for length in range(2, len(parts) + 1))
    for mount in candidates:
        length = mount.path.count("/") + 1
        directory = "/".join(parts[:length])
        same_volume = mount.container is use.container and mount.volume in taken.get(directory, ())
        if length <= len(parts) and (same_volume or not is_mounted) and slips(directory, mount.path) is not None:
            return directory, mount
    return None


def slips(one: str, other: str) -> int | None:
    """How many letters two paths of the same depth are apart, if it looks like a slip: at most two, else None."""
    if abs(len(one) - len(other)) > 2 or len(one) < _SHORTEST:
        return None
    differing = [(here, there) for here, there in zip(one.split("/"), other.split("/"), strict=True) if here != there]
    costs = [_cost(here, there) for here, there in differing]
    known = [cost for cost in costs if cost is not None]
    return sum(known) if costs and len(known) == len(costs) and sum(known) <= 2 else None


def _cost(one: str, other: str) -> int | None:
    """How many letters two names are apart; None where they are different names."""
    if one in (f"{other}s", f"{other}es") or other in (f"{one}s", f"{one}es"):
        return 1
    if _numbered(one) or _numbered(other) or (one in _ESTABLISHED and other in _ESTABLISHED):
        return None
    shorter = min(len(one), len(other))
    distance = edit_distance(one.lower(), other.lower())
    is_prefix = one.startswith(other) or other.startswith(one)
    allowed = 2 if shorter >= 6 else 1 if shorter >= 4 or (is_prefix and shorter >= 2) else 0
    return distance if distance <= allowed else None


def _numbered(name: str) -> bool:
    """`data1` and `data2` are meant to differ."""
    return any(character.isdigit() for character in name)


def edit_distance(one: str, other: str) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours that make one name the other; 3 stands for more."""
    if abs(len(one) - len(other)) > 2 or len(one) > 64 or len(other) > 64:
        return 3
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, against in enumerate(other, 1):
            swapped = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against
            swap = [before[column - 2] + 1] if swapped else []
            line.append(min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != against), *swap))
        before, last = last, line
    return min(last[-1], 3)
