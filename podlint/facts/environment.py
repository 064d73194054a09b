"""Environment variables of containers, with the values that are known from the manifests."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as Map

from podlint.dataclass import dataclass
from podlint.facts.config_names import config_map
from podlint.facts.objects import mapping, mappings, name_place, text
from podlint.facts.store import Facts
from podlint.facts.workloads import Container
from podlint.pattern import pattern
from podlint.reading import Mapping, Place

_REFERENCE = pattern(r"\$(?:\$|\(([^()\s]*)\))")


@dataclass(frozen=True, slots=True, eq=False)
class Variable:
    """An environment variable of a container. `value` is None where only the cluster knows it."""

    container: Container
    name: str
    value: str | None
    place: Place


def variables(facts: Facts) -> Iterator[Variable]:
    for container in facts.all(Container):
        known: dict[str, str | None] = {}
        for name, written, place in _of_container(facts, container):
            value = expand(written, known) if written else written
            known[name] = value
            yield Variable(container, name, value, place)


def expand(value: str, known: Map[str, str | None]) -> str | None:
    """The value with `$(NAME)` replaced as the kubelet does it; None if a variable in it is not known.

    `$$` stands for `$`, and a name that is not defined stays as it is written (EnvVar.value).
    """
    if "$" not in value:
        return value
    names = {found.group(1) for found in _REFERENCE.finditer(value) if found.group(1)}
    if any(name in known and known[name] is None for name in names):
        return None
    return _REFERENCE.sub(lambda found: _replacement(found, known), value)


def _replacement(found: re.Match[str], known: Map[str, str | None]) -> str:
    name = found.group(1)
    if name is None:
        return "$"
    return known.get(name) or found.group() if known.get(name) != "" else ""


_Written = tuple[str, str | None, Place]
"""A name, its value as it is written, and where that is."""


def _of_container(facts: Facts, container: Container) -> Iterator[_Written]:
    """`envFrom` comes first: a variable of `env` with the same name wins (Container.envFrom)."""
    for source in mappings(container.node.get("envFrom")):
        yield from _from_config_map(facts, container, source)
    for node in mappings(container.node.get("env")):
        name = text(node.get("name"))
        if "value" in node or "valueFrom" not in node:
            # An empty value is what a variable without value gets; other types are the API rules' business.
            value = node.get("value", "")
            place = node.value_place("value") if "value" in node else name_place(node)
            yield name, value if isinstance(value, str) else None, place
        else:
            yield _from_reference(facts, container, node, name)


def _from_config_map(facts: Facts, container: Container, source: Mapping) -> Iterator[_Written]:
    data = _data(facts, container, text(mapping(source.get("configMapRef")).get("name")))
    prefix = text(source.get("prefix"))
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield prefix + key, text(value), data.value_place(key)


def _from_reference(facts: Facts, container: Container, node: Mapping, name: str) -> _Written:
    reference = mapping(mapping(node.get("valueFrom")).get("configMapKeyRef"))
    data = _data(facts, container, text(reference.get("name"))) if reference else None
    key = text(reference.get("key"))
    if isinstance(data, Mapping) and isinstance(data.get(key), str):
        return name, data[key], data.value_place(key)
    return name, None, name_place(node)


def _data(facts: Facts, container: Container, name: str) -> object:
    found = config_map(facts, container.pod.object, name)
    return found.node.get("data") if found else None
