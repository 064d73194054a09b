"""Custom resources: the definitions that are known, and what they say about an object."""

from typing import TYPE_CHECKING

from podlint.dataclass import dataclass
from podlint.facts.objects import Object
from podlint.facts.store import Facts
from podlint.kubernetes.api.schema import Schema
from podlint.kubernetes.kinds import group_of, is_definition, version_of
from podlint.reading import Place

if TYPE_CHECKING:  # imported late: most runs have no definitions
    from podlint.crd import Definition, SchemaError, Version

    Definitions = dict[tuple[str, str], tuple[Definition, ...]]
    """By group and kind; several where an input holds several releases of one application."""

_MOST_DEFINITIONS = 50


@dataclass(frozen=True, slots=True)
class CustomStanding:
    """How a version stands in the definition of its kind: "served", "deprecated" or "unserved"."""

    word: str
    use: str
    definition: str
    demand: Place


def custom_errors(facts: Facts, item: Object, schema: Schema) -> "list[SchemaError]":
    """What the definition of the object's kind refuses; nothing if another one of the same kind takes it all."""
    found: list[SchemaError] = []
    definitions = _definitions_for(facts, item)
    if not definitions:
        return found
    from podlint.crd import judge_custom

    for definition in definitions:
        version = definition.versions.get(version_of(item.api_version))
        if version is None or not version.served:
            continue
        errors = judge_custom(version, schema, item.node)
        if not errors:
            return []
        found = found or errors
    return found


def custom_standing(facts: Facts, item: Object) -> CustomStanding | None:
    """How the object's version stands; None of a kind without a definition. The most favourable one counts."""
    definitions = _definitions_for(facts, item)
    standings = [_standing(definition, item.api_version) for definition in definitions]
    return min(standings, key=lambda one: _WORDS.index(one.word), default=None)


_WORDS = ("served", "deprecated", "unserved")


def _standing(definition: "Definition", api_version: str) -> CustomStanding:
    from podlint.crd.errors import place_at

    version = definition.versions.get(version_of(api_version))
    if version is None:
        return CustomStanding("unserved", _use(definition), definition.name, place_at(definition.node, _VERSIONS))
    keyword = "deprecated" if version.served else "served"
    word = "deprecated" if version.served and version.deprecated else "served" if version.served else "unserved"
    use = "" if word == "served" else _use(definition, version)
    return CustomStanding(word, use, definition.name, place_at(version.node, (keyword,)))


_VERSIONS = ("spec", "versions")


def _use(definition: "Definition", instead_of: "Version | None" = None) -> str:
    """What to use instead, empty if there is no other."""
    preferred = definition.preferred
    own = f"{definition.group}/{instead_of.name}" if instead_of is not None else ""
    return f"{preferred} {definition.kind}" if preferred and preferred != own else ""


def _definitions_for(facts: Facts, item: Object) -> "tuple[Definition, ...]":
    """The definitions of the object's kind, those in the nearest folder first; none where there are very many.

    Each would be asked about each object of the kind.
    """
    definitions = facts.derived(_definitions)
    if not definitions:
        return ()
    found = definitions.get((group_of(item.api_version), item.kind), ())
    if len(found) > _MOST_DEFINITIONS:
        return ()
    return found if len(found) < 2 else tuple(sorted(found, key=lambda one: -_shared(one, item)))


def _shared(definition: "Definition", item: Object) -> int:
    """How many leading folders both files have in common."""
    pairs = zip(definition.node.source.name.split("/"), item.file.split("/"), strict=False)
    return next((count for count, (one, other) in enumerate(pairs) if one != other), 0)


def _definitions(facts: Facts) -> "Definitions":
    """Those among the objects, and those that the configuration names."""
    nodes = [item.node for item in facts.all(Object) if is_definition(item.api_version, item.kind)]
    found: Definitions = {}
    for node in (*nodes, *facts.settings.definitions):
        from podlint.crd import definition_of

        definition = definition_of(node)
        if definition is not None:
            key = (definition.group, definition.kind)
            found[key] = (*found.get(key, ()), definition)
    return found
