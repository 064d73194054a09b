"""Paths: which of them belong to a node's system, which to a runtime or to logs, and which lies under which."""

from functools import lru_cache

# Whole subtrees that are a node's own: operating system, kubelet, container runtime, network plugins.
_SYSTEM_TREES = (
    *(
        "/etc",
        "/sys",
        "/dev",
        "/proc",
        "/usr",
        "/boot",
        "/bin",
        "/sbin",
        "/lib",
        "/lib32",
        "/lib64",
        "/opt/cni",
        "/opt/bin",
        "/srv/kubernetes",
    ),
    *(f"/var/lib/{name}" for name in ("cni", "docker", "containerd", "containers", "calico", "cilium", "etcd")),
    *(f"/var/lib/{name}" for name in ("waagent", "kubelet", "rancher", "cloud", "dbus")),
    *("/var/log/pods", "/var/log/containers", "/var/log/journal", "/var/log/calico", "/var/log/audit"),
    *("/run/udev", "/run/containerd", "/run/crio", "/run/docker", "/run/systemd", "/run/dbus", "/run/log/journal"),
    *("/run/xtables.lock", "/run/flannel", "/run/calico", "/run/cilium", "/run/k3s", "/run/netns"),
    *("/var/cache/kubelet", "/home/kubernetes", "/cgroup", "/var/vcap"),
)
# Only the directory itself: what an application puts below it is the application's.
_SYSTEM_DIRECTORIES = frozenset(("/", "/run", "/var", "/var/log", "/var/lib"))
_SYSTEM_PREFIXES = ("/var/lib/kube-", "/var/log/kube-")

_RUNTIME_SOCKETS = frozenset(
    (
        *("/run/docker.sock", "/run/containerd/containerd.sock", "/run/k3s/containerd/containerd.sock"),
        *("/run/crio/crio.sock", "/run/cri-dockerd.sock", "/run/dockershim.sock", "/run/podman/podman.sock"),
        *("/run/frakti.sock", "/run/k0s/containerd.sock", "/run/dockershim/dockershim.sock"),
    )
)
_RUNTIME_SOCKET_NAMES = frozenset(
    ("docker.sock", "containerd.sock", "crio.sock", "cri-dockerd.sock", "dockershim.sock")
)
_RUNTIME_DIRECTORIES = frozenset(path.rpartition("/")[0] for path in _RUNTIME_SOCKETS) - {"/run"}
_SOCKET_DIRECTORIES = frozenset(
    ("mysqld", "mariadb", "postgresql", "redis", "php-fpm", "memcached", "uwsgi", "gunicorn")
)

_TRIVIAL = frozenset(
    (
        *("/etc/localtime", "/etc/timezone", "/etc/hostname", "/etc/machine-id", "/etc/resolv.conf", "/etc/hosts"),
        *("/etc/os-release", "/etc/ca-certificates", "/etc/ca-certificates.conf", "/usr/share/zoneinfo"),
        *("/usr/share/ca-certificates", "/usr/local/share/ca-certificates", "/etc/passwd", "/etc/group"),
        *("/etc/ssl", "/etc/ssl/certs", "/etc/pki", "/etc/pki/tls", "/etc/pki/ca-trust", "/var/lib/dbus/machine-id"),
    )
)
_TRIVIAL_TREES = ("/usr/share/zoneinfo/", "/etc/ssl/", "/etc/pki/", "/usr/share/ca-certificates/")
_LOG_NAMES = frozenset(("log", "logs", "logging"))
_DEFAULT_LEVELS = 2


@lru_cache(maxsize=4096)
def normalise(path: str) -> str:
    """The path without `.`, `..`, doubled and trailing slashes; an empty path stays empty, a relative one relative."""
    if not path:
        return ""
    parts: list[str] = []
    for part in path.split("/"):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part not in ("", ".") and not (part == ".." and path.startswith("/")):
            parts.append(part)
    return ("/" if path.startswith("/") else "") + "/".join(parts) or "."


@lru_cache(maxsize=4096)
def node_path(path: str) -> str:
    """The path as a node knows it: normalised, and below /run where it is below /var/run, which is a link to it."""
    plain = normalise(path)
    return plain[4:] if plain == "/var/run" or plain.startswith("/var/run/") else plain


@lru_cache(maxsize=4096)
def is_system(path: str) -> bool:
    """Whether a host path is the node's own rather than some application's: no channel between two applications.

    The socket directory of a CSI driver below /var/lib/kubelet is an exception that the caller has to know:
    `is_plugin_directory`.
    """
    plain = node_path(path)
    if plain in _SYSTEM_DIRECTORIES or plain.startswith(_SYSTEM_PREFIXES):
        return True
    return is_runtime_socket(plain) or any(covers(tree, plain) for tree in _SYSTEM_TREES)


def is_plugin_directory(path: str) -> bool:
    """Whether the path is the kubelet's directory of one plugin, where a driver and its helpers meet at a socket."""
    parts = normalise(path).split("/")
    return parts[:5] == ["", "var", "lib", "kubelet", "plugins"] and len(parts) > 5


def is_trivial(path: str) -> bool:
    """Whether a host path is a small thing that every node has: CA certificates, time zone, host name."""
    plain = normalise(path)
    return plain in _TRIVIAL or plain.startswith(_TRIVIAL_TREES)


def is_runtime_socket(path: str) -> bool:
    """Whether the path is a socket of a container runtime: whoever has it owns the node."""
    plain = node_path(path)
    return plain in _RUNTIME_SOCKETS or plain.rpartition("/")[2] in _RUNTIME_SOCKET_NAMES


def holds_runtime_socket(path: str) -> bool:
    """Whether the path is a socket of a container runtime, or a directory made for one such socket."""
    return is_runtime_socket(path) or node_path(path) in _RUNTIME_DIRECTORIES


def is_log_directory(path: str) -> bool:
    """Whether the path is, or lies below, a directory for logs: /var/log, or a part `log` or `logs`."""
    return any(part in _LOG_NAMES or part.endswith(("-logs", "_logs")) for part in path.lower().split("/"))


def is_socket(path: str) -> bool:
    """Whether the path is a unix socket, or the directory in which a well-known server puts its own."""
    plain = node_path(path)
    parent, _, name = plain.rpartition("/")
    return name.endswith((".sock", ".socket")) or (parent in ("/run", "/tmp") and name in _SOCKET_DIRECTORIES)


def covers(parent: str, child: str) -> bool:
    """Whether the normalised path `child` is `parent` or lies below it; an unknown, empty parent covers nothing."""
    if not parent:
        return False
    return child == parent or child.startswith(parent if parent.endswith("/") else parent + "/")


def related(first: str, second: str, levels: int = _DEFAULT_LEVELS) -> bool:
    """Whether two host paths are equal, or one lies at most `levels` directories below the other."""
    above, below = sorted((node_path(first), node_path(second)), key=len)
    if above == "/" or not above:
        return above == below
    return covers(above, below) and below.count("/") - above.count("/") <= levels
