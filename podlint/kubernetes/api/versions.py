"""Which kinds each release serves: what is unknown, gone, not there yet or on its way out."""

from functools import cache, lru_cache

from podlint.kubernetes.api.schema import kind_lines, read_data
from podlint.kubernetes.kinds import group_of
from podlint.namedtuple import NamedTuple

# Never sent to an API server, though their apiVersion looks like it: kubeconfig files, lists that hold nothing.
_NO_OBJECTS = {("v1", "Config"), ("v1", "List")}


class Standing(NamedTuple):
    """How a kind stands in a release: `word` is "served", "deprecated", "gone", "future", "unknown" or "foreign".

    `since` is the release that made it so, `use` what to use instead, empty where there is nothing.
    """

    word: str
    since: str = ""
    use: str = ""


@lru_cache(maxsize=4096)
def standing(api_version: str, kind: str, minor: int) -> Standing:
    """How the kind stands in 1.`minor`. What no built-in group serves is foreign: a custom resource, or no object."""
    if not _is_built_in(api_version, kind) or (api_version, kind) in _NO_OBJECTS:
        return Standing("foreign")
    deprecated, removed, use = _life(f"{api_version} {kind}")
    words = kind_lines().get(f"{api_version} {kind}")
    if removed and minor >= removed:
        return Standing("gone", f"1.{removed}", use)
    if words is not None:
        since, until = _bounds(words[4:])
        if minor < since:
            return Standing("future", f"1.{since}")
        if minor > until:
            return Standing("gone", f"1.{until + 1}", use)
    elif not removed:
        return Standing("unknown", use=_elsewhere(kind, minor))
    return Standing("deprecated", f"1.{deprecated}", use) if deprecated and minor >= deprecated else Standing("served")


@lru_cache(maxsize=4096)
def unserved(api_version: str, kind: str, minors: tuple[int, ...]) -> tuple[tuple[Standing, list[int]], ...]:
    """How the kind stands in those of the releases that do more, or less, than serve it: each standing with these."""
    found: dict[Standing, list[int]] = {}
    for minor in minors:
        found.setdefault(standing(api_version, kind, minor), []).append(minor)
    return tuple((standing, held) for standing, held in found.items() if standing.word != "served")


def _bounds(words: list[str]) -> tuple[int, int]:
    bounds = dict(word.split("=1.") for word in words)
    return int(bounds.get("since", 0)), int(bounds.get("until", 99))


def _is_built_in(api_version: str, kind: str) -> bool:
    """A group without a dot can't be that of a custom resource, but files of other tools have such an apiVersion."""
    group = group_of(api_version)
    if group in _groups():
        return bool(group) or api_version[:1] in "vV"
    return "." not in group and kind in _kind_names()


@cache
def _groups() -> frozenset[str]:
    return frozenset(group_of(key.partition(" ")[0]) for key in (*kind_lines(), *_lives()))


@cache
def _kind_names() -> frozenset[str]:
    return frozenset(key.partition(" ")[2] for key in kind_lines())


def _elsewhere(kind: str, minor: int) -> str:
    """The apiVersion and kind that was probably meant, or an empty string."""
    from difflib import get_close_matches  # imported late: a clean run needs no near names

    stable = [words for words in kind_lines().values() if _is_stable(words, minor)]
    served = {words[1].lower(): f"{words[0]} {words[1]}" for words in stable}
    found = get_close_matches(kind.lower(), list(served), n=1, cutoff=0.75)
    return served[found[0]] if found else ""


def _is_stable(words: list[str], minor: int) -> bool:
    since, until = _bounds(words[4:])
    is_stable = "alpha" not in words[0] and "beta" not in words[0]
    return since <= minor <= until and is_stable and not words[1].endswith("List")


def _life(key: str) -> tuple[int, int, str]:
    """When the kind was deprecated and removed, 0 if never, and what to use instead."""
    deprecated, removed, use = _lives().get(key, ("-", "-", "-"))
    return _minor(deprecated), _minor(removed), "" if use == "-" else use


def _minor(version: str) -> int:
    return 0 if version == "-" else int(version.removeprefix("1."))


@cache
def _lives() -> dict[str, tuple[str, str, str]]:
    lives = {}
    for line in read_data("api-versions.txt").splitlines():
        if line and not line.startswith("#"):
            api_version, kind, deprecated, removed, use = line.split(None, 4)
            lives[f"{api_version} {kind}"] = (deprecated, removed, use)
    return lives
