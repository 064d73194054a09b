"""Which ConfigMap of the input an object means by a name."""

from podlint.facts.neighbourhood import Nearest
from podlint.facts.objects import Object
from podlint.facts.store import Facts


def config_map(facts: Facts, user: Object, name: str) -> Object | None:
    """The ConfigMap of a name that an object means; of several in the input, the nearest."""
    _, found = facts.derived(_config_maps).to(user, (user.namespace, name)) if name else (0, [])
    return next(iter(found), None)


def _config_maps(facts: Facts) -> Nearest[Object]:
    maps = facts.by(Object, "kind", "ConfigMap")
    return Nearest(((item.namespace, item.name), item, item) for item in maps)
