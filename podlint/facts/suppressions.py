"""Rules that a directive silences, one by one."""

from bisect import bisect_left
from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.directives import EVERY_RULE, Directive
from podlint.facts.store import Facts
from podlint.facts.workloads import Container
from podlint.problem import nearest
from podlint.reading import Place


@dataclass(frozen=True, slots=True, eq=False)
class Suppression:
    """A rule that a directive names, as `id`, `topic/id` or `topic/*`, perhaps with `@container` behind it.

    `covers` are the stretches in which its findings are not to count. What became of it in a run is empty until the
    findings are known: `standing` is then "used", with `silenced` findings, "unused", "expired", "unjudged" where the
    run can't tell, "unknown rule" or "unknown container", with the `near` name, or "own topic" for rules about
    suppressions, which none can silence.
    """

    directive: Directive
    rule: str
    container: str
    covers: tuple[Place, ...]
    place: Place
    standing: str = ""
    silenced: int = 0
    near: str = ""


def suppressions(facts: Facts) -> Iterator[Suppression]:
    for directive in facts.all(Directive):
        if directive.covers is not None and not directive.fault:
            named = zip(directive.rules, directive.rule_places, strict=True)
            yield from (
                _suppression(facts, directive, directive.covers, name, place)
                for name, place in named
                if name not in EVERY_RULE
            )


def _suppression(facts: Facts, directive: Directive, stretch: Place, name: str, place: Place) -> Suppression:
    rule, _, container = name.partition("@")
    if not container:
        return Suppression(directive, rule, container, (stretch,), place)
    inside = tuple(_containers_of(facts, stretch))
    covers = tuple(one.node.place for one in inside if one.name == container)
    near = "" if covers else nearest(container, [one.name for one in inside])
    return Suppression(directive, rule, container, covers, place, near=near)


def _containers_of(facts: Facts, stretch: Place) -> Iterator[Container]:
    of_file = facts.derived(_by_file).get(stretch.source.name, [])
    index = bisect_left(of_file, stretch.start, key=lambda one: one.node.start)
    while index < len(of_file) and of_file[index].node.start < stretch.end:
        yield of_file[index]
        index += 1


def _by_file(facts: Facts) -> dict[str, list[Container]]:
    """The containers of each file, in the order in which they stand there."""
    found: dict[str, list[Container]] = {}
    for container in sorted(facts.all(Container), key=lambda one: one.node.start):
        found.setdefault(container.node.source.name, []).append(container)
    return found
