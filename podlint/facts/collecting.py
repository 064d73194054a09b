"""Where a log collector reads logs on its node, told from where it keeps its own state."""

from collections.abc import Sequence

from podlint.facts.paths import PathUse
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount
from podlint.kubernetes.host_paths import is_log_directory

# Words in the names of volumes and directories in which a collector keeps what it has still to send.
_STATE = frozenset(
    {
        "buffer",
        "buffers",
        "cache",
        "data",
        "pos",
        "position",
        "positions",
        "queue",
        "queues",
        "registry",
        "spool",
        "state",
        "storage",
    }
)


def reads_logs(facts: Facts, mounts: Sequence[Mount], path: str, *, logs: bool, data: bool) -> bool:
    """Whether the collectors that mount a path of the node read logs there.

    `logs` says that logs are known to lie there, `data` that it is neither of the system nor a socket.
    """
    if not mounts:
        return False
    name, writable = mounts[0].name, any(not mount.read_only for mount in mounts)
    if logs or any(is_log_directory(mount.path) for mount in mounts):
        return not (writable and _words(name) & _STATE)
    if _named_in_configuration(facts, mounts):
        return True
    return data and not (writable and (_words(name) | _words(path.rpartition("/")[2])) & _STATE)


def _named_in_configuration(facts: Facts, mounts: Sequence[Mount]) -> bool:
    """Whether a configuration or an argument names a file there that the collector reads."""
    containers = dict.fromkeys(mount.container for mount in mounts)
    uses = (use for container in containers for use in facts.by(PathUse, "container", container))
    return any(use.access == "read" and use.mount in mounts for use in uses)


def _words(name: str) -> frozenset[str]:
    for sign in "/-_.":
        name = name.replace(sign, " ")
    return frozenset(name.lower().split())
