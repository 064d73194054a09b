"""What may tell a well-known server to listen elsewhere than by default."""

from collections.abc import Iterator

from podlint.facts.config_names import config_map
from podlint.facts.environment import Variable
from podlint.facts.objects import mapping, mappings, text
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount
from podlint.facts.workloads import Container
from podlint.kubernetes.images import Image, software
from podlint.kubernetes.known_ports import DEFAULT_PORTS
from podlint.reading import Place

# Words of variables that move a server's port or make another server of the same image (SENTINEL=true).
_TELLING = frozenset(
    {"PORT", "PORTS", "LISTEN", "BIND", "ADDR", "ADDRESS", "URL", "OPTS", "OPTIONS", "ARGS", "FLAGS", "CONF", "CONFIG"}
    | {"MODE", "ROLE", "ROLES", "MASTER", "SLAVE", "PRIMARY", "REPLICA", "SENTINEL", "CLUSTER", "COMMAND"}
)
_CONFIGURATION_FOLDERS = frozenset({"etc", "conf", "config", "configs", "conf.d", "configuration", "templates"})
_CONFIGURATION_FILES = (".conf", ".cnf", ".cfg", ".ini", ".yaml", ".yml", ".toml", ".xml", ".json", ".properties")


def plain_software(image: Image) -> str:
    """The well-known server that the image is by its very name, empty of an image that only contains its name.

    `example.com/nginx-frontend` is nginx as its builder configured it.
    """
    owner = image.repository.rpartition("/")[0].rpartition("/")[2]
    exact = {image.basename, f"{owner}/{image.basename}"}
    found = sorted(exact.intersection(software(image), DEFAULT_PORTS), key=lambda name: "/" not in name)
    return found[0] if found else ""


def default_port_settings(facts: Facts, container: Container) -> Iterator[Place]:
    """The command, arguments, variables and configuration files that may move the container's server."""
    node = container.node
    yield from (node.key_place(key) for key in ("command", "args") if node.get(key))
    for variable in facts.by(Variable, "container", container):
        if not _TELLING.isdisjoint(variable.name.upper().replace("-", "_").split("_")):
            yield variable.place
    for source in mappings(node.get("envFrom")):
        name = text(mapping(source.get("configMapRef")).get("name"))
        if config_map(facts, container.pod.object, name) is None:
            yield node.key_place("envFrom")
    for mount in facts.by(Mount, "container", container):
        if _holds_configuration(mount.path):
            yield mount.place


def _holds_configuration(path: str) -> bool:
    return path.endswith(_CONFIGURATION_FILES) or not _CONFIGURATION_FOLDERS.isdisjoint(path.split("/"))
