"""Container images: the parts of a reference, and which well-known software is in it."""

from functools import lru_cache

from podlint.dataclass import dataclass
from podlint.kubernetes import known_images
from podlint.kubernetes.known_images import ANYWHERE, COMPANIONS, ROLES, TAG_VARIANTS, VENDORS
from podlint.kubernetes.known_ports import DEFAULT_PORTS
from podlint.pattern import pattern

DEFAULT_REGISTRY = "docker.io"

_SEPARATORS = pattern(r"[-_./:@]+")


@dataclass(frozen=True, slots=True)
class Image:
    """An image reference, `registry/repository:tag@digest`.

    `repository` lacks the `library/` that Docker Hub puts before official images; `basename` is its last part and
    `tokens` are the words of that, in lower case. `tag` and `digest` are empty where the reference has none.
    """

    registry: str
    repository: str
    basename: str
    tag: str
    digest: str
    tokens: tuple[str, ...]


@lru_cache(maxsize=4096)
def parse_image(text: str) -> Image:
    """Takes any text; what is no reference gives an image that is no known software.

    https://kubernetes.io/docs/concepts/containers/images/#image-names
    """
    name, _, digest = text.strip().partition("@")
    head, colon, tag = name.rpartition(":")
    if not colon or "/" in tag:
        head, tag = name, ""
    first, slash, rest = head.partition("/")
    is_registry = bool(slash) and ("." in first or ":" in first or first == "localhost")
    registry, repository = (first, rest) if is_registry else (DEFAULT_REGISTRY, head)
    if registry in (DEFAULT_REGISTRY, "index.docker.io"):
        registry, repository = DEFAULT_REGISTRY, repository.removeprefix("library/")
    basename = repository.rpartition("/")[2]
    return Image(registry, repository, basename, tag, digest, _tokens(basename))


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(filter(None, _SEPARATORS.split(text.lower())))


_Run = tuple[str, ...]
_NAMED = [(name, role) for role, names in ROLES.items() for name in names.split()]
_ROLES_OF: dict[str, frozenset[str]] = {name: frozenset() for name, _ in _NAMED}
for _name, _role in _NAMED:
    _ROLES_OF[_name] |= {_role}
_RUNS: dict[_Run, str] = {_tokens(name): name for name in (*_ROLES_OF, *DEFAULT_PORTS) if "/" not in name}
_QUALIFIED = frozenset(name for name in (*_ROLES_OF, *DEFAULT_PORTS) if "/" in name)
_LONGEST_RUN = max(map(len, _RUNS))


@lru_cache(maxsize=4096)
def software(image: Image) -> frozenset[str]:
    """The names of known_images.py that the image goes by: none, one, or one with its repository besides."""
    for word in _tokens(image.tag):
        if variant := TAG_VARIANTS.get((image.basename, word)):
            return frozenset((variant,))
    owner = image.repository.rpartition("/")[0].rpartition("/")[2]
    found = _QUALIFIED & {f"{owner}/{image.basename}", f"{owner}/*"}
    return found | _software_of_run(image.tokens)


def _software_of_run(tokens: _Run) -> frozenset[str]:
    start = 1 if len(tokens) > 1 and tokens[0] in VENDORS else 0
    runs = (
        (length, at)
        for length in range(min(_LONGEST_RUN, len(tokens)), 0, -1)
        for at in range(len(tokens) - length + 1)
    )
    for length, at in runs:
        name = _RUNS.get(tokens[at : at + length])
        if name is None or (at not in (0, start) and name not in ANYWHERE):
            continue
        rest = tokens[:at] + tokens[at + length :]
        return frozenset() if COMPANIONS.intersection(rest) else frozenset((name,))
    return frozenset()


@lru_cache(maxsize=4096)
def roles(image: Image) -> frozenset[str]:
    """What the software in the image is, in the words of known_images.py: "collector", "database" ..."""
    return frozenset().union(*(_ROLES_OF.get(name, frozenset()) for name in software(image)))


@lru_cache(maxsize=4096)
def default_ports(image: Image) -> frozenset[int]:
    """The ports that the image's software listens on if nobody configures others; none if that is not known."""
    names = sorted(software(image), key=lambda name: "/" not in name)
    return next((frozenset(DEFAULT_PORTS[name]) for name in names if name in DEFAULT_PORTS), frozenset())


def is_collector(image: Image) -> bool:
    """Whether it reads logs to send them elsewhere."""
    return known_images.COLLECTOR in roles(image)


def is_proxy(image: Image) -> bool:
    """Whether it stands in front of something else for the other containers of the pod, or for clients."""
    return known_images.PROXY in roles(image)


def is_app_server(image: Image) -> bool:
    """Whether it serves web archives (WAR, EAR) from a deploy directory."""
    return known_images.APP_SERVER in roles(image)


def is_edge_proxy(image: Image) -> bool:
    """Whether it is made to meet clients from outside the cluster: an ingress controller or gateway."""
    return known_images.EDGE_PROXY in roles(image)


def has_init_system(image: Image) -> bool:
    """Whether several services run in it under an init system of its own."""
    return known_images.INIT_SYSTEM in roles(image)


def is_long_running(image: Image) -> bool:
    """Whether its software, started without a command of the manifest, does not end by itself."""
    return bool(roles(image) - {known_images.INIT_SYSTEM}) or bool(default_ports(image))
