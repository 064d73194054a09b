"""Which ConfigMap of the input an object means by a name."""

from podlint.facts.neighbourhood import distance, same_namespace
from podlint.facts.objects import Object
from podlint.facts.store import Facts


def config_map(facts: Facts, user: Object, name: str) -> Object | None:
    """The ConfigMap of a name that an object means; of several in the input, the nearest."""
    found = facts.by(Object, "name", name) if name else ()
    maps = [item for item in found if item.kind == "ConfigMap" and same_namespace(item, user)]
    return min(maps, key=lambda item: distance(user, item), default=None)
