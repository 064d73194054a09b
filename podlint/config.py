"""The configuration: .podlint.yaml, read by our own reader, so that what is wrong in it has a place."""

import os
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from podlint.dataclass import dataclass, field, replace
from podlint.facts.store import InventoryNode, Settings
from podlint.files import FileTrouble, read_bytes
from podlint.kubernetes.api.releases import minors_of
from podlint.kubernetes.api.versions import NEWEST
from podlint.kubernetes.quantity import parse_quantity
from podlint.kubernetes.resources import Node
from podlint.problem import Problem, UserError
from podlint.reading import Mapping, Place, Reading, Sequence, read_source
from podlint.schema import duplicates_in, problems_in

FILE_NAME = ".podlint.yaml"
_RESOURCES = ("cpu", "memory", "ephemeral-storage")


@dataclass(frozen=True, slots=True)
class Named:
    """A word of the user's with the place it was written, None for the command line."""

    text: str
    place: Place | None = None
    option: str = ""


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """What the configuration says about one rule."""

    name: Named
    severity: str | None
    params: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a run; what is empty or None leaves the default to the command.

    `folder` is where `paths` and `exclude` start; `stdin_name` is what standard input is called in findings.
    """

    folder: str = "."
    stdin_name: str = "-"
    use_gitignore: bool = True
    paths: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    select: tuple[Named, ...] = ()
    ignore: tuple[Named, ...] = ()
    fail_on: str | None = None
    kubernetes_version: str | None = None
    rules: tuple[RuleSetting, ...] = ()
    settings: Settings = field(default_factory=Settings)


def find_config(folder: str) -> str | None:
    """The nearest .podlint.yaml in the folder or above it, up to the root of the git repository."""
    folder = os.path.abspath(folder)
    while True:
        candidate = os.path.join(folder, FILE_NAME)
        if os.path.isfile(candidate):
            return candidate
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return None
        folder = parent


def read_config(path: str) -> Config:
    """The configuration in a file. Raises UserError with every problem in it."""
    name = os.path.relpath(path)
    data = read_bytes(path)
    if isinstance(data, FileTrouble):
        raise UserError([Problem(f"can't read {name}: {data.message}")])
    return replace(parse_config(name, data), folder=os.path.dirname(name) or ".")


def parse_config(name: str, data: bytes) -> Config:
    """The configuration in a text; `name` is for messages. Raises UserError with every problem in it."""
    node = _mapping(read_source(name, data))
    if node is None:
        return Config()
    problems = [*problems_in(node, "config"), *duplicates_in(node)]
    problems = problems or [*_bad_quantities(node), *_bad_version(node)]
    if problems:
        raise UserError(problems)
    return _config(node)


def _mapping(reading: Reading) -> Mapping | None:
    """The one mapping in a YAML file of the user's; None if the file is empty. Raises UserError."""
    if reading.unreadable:
        raise UserError([Problem(trouble.message, trouble.place) for trouble in reading.unreadable])
    if not reading.documents and not reading.template:
        return None
    if len(reading.documents) != 1 or not isinstance(reading.documents[0].value, Mapping):
        raise UserError([Problem("one mapping is expected here", Place(reading.source, 0, 0))])
    return reading.documents[0].value


def _config(node: Mapping) -> Config:
    return Config(
        paths=tuple(node.get("paths", ())),
        exclude=tuple(node.get("exclude", ())),
        select=tuple(_named(node.get("select", ()))),
        ignore=tuple(_named(node.get("ignore", ()))),
        fail_on=node.get("fail-on"),
        kubernetes_version=_version(node),
        rules=tuple(_rule_settings(node.get("rules", {}))),
        settings=Settings(_inventory(node.get("nodes", ())), _pod_templates(node) or None, _minors(node)),
    )


def _version(config: Mapping) -> str | None:
    """`1.37` or `1.30,1.37`, which can be written as a list as well."""
    version = config.get("kubernetes-version")
    return ",".join(version) if isinstance(version, list) else version


def _minors(config: Mapping) -> tuple[int, ...]:
    version = _version(config)
    return (NEWEST,) if version is None else minors_of(version)


def _bad_version(config: Mapping) -> Iterator[Problem]:
    try:
        _minors(config)
    except ValueError as error:
        yield Problem(f"kubernetes-version {error}", config.value_place("kubernetes-version"))


def _named(words: Any) -> Iterator[Named]:
    for index, word in enumerate(words):
        yield Named(word, words.value_place(index) if isinstance(words, Sequence) else None)


def _rule_settings(rules: Any) -> Iterator[RuleSetting]:
    for name, setting in rules.items():
        yield RuleSetting(Named(name, rules.key_place(name)), setting.get("severity"), setting.get("params", {}))


def _inventory(nodes: Iterable[Mapping]) -> tuple[InventoryNode, ...]:
    return tuple(InventoryNode(Node(node["name"], _capacity(node)), node.value_place("name")) for node in nodes)


def _capacity(node: Mapping) -> dict[str, Fraction]:
    return {resource: parse_quantity(node[resource]) for resource in _RESOURCES if resource in node}


def _bad_quantities(config: Mapping) -> Iterator[Problem]:
    """The only thing that a schema can't say of the nodes."""
    for node in config.get("nodes", ()):
        for resource in (name for name in _RESOURCES if name in node):
            try:
                parse_quantity(node[resource])
            except ValueError as error:
                yield Problem(f"{resource}: {error}", node.value_place(resource))


def _pod_templates(node: Mapping) -> dict[tuple[str, str], tuple[str, ...]]:
    kinds = node.get("pod-templates", ())
    return {(kind["apiVersion"], kind["kind"]): tuple(kind["path"].split(".")) for kind in kinds}
