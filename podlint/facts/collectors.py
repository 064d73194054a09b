"""Which files a log collector tails, as its configuration in a ConfigMap of the input says."""

import re
from collections.abc import Iterator

from podlint.facts.config_maps import mounted_texts
from podlint.facts.store import Facts
from podlint.facts.workloads import Container
from podlint.kubernetes.host_paths import normalise
from podlint.kubernetes.images import is_collector
from podlint.pattern import pattern
from podlint.reading import Place
from podlint.reading.stretches import within

# The lines in which each collector names its inputs: fluent-bit and fluentd `path`, logstash `path =>`,
# promtail `__path__:`, filebeat list items under paths, vector and the otel collector `include`.
_INPUT = pattern(
    r"""^[ \t]*(?:
        path[ \t]+"?(?P<fluent>/[^\s",]+)
      | path[ \t]*=>[ \t]*\[?[ \t]*["'](?P<logstash>/[^"']+)
      | __path__:[ \t]*["']?(?P<promtail>/[^\s"']+)
      | -[ \t]+["']?(?P<item>/[^\s"':]+)["']?[ \t]*$
      | <(?P<xml>/?\w+)
      | \[(?P<ini>\w+)\]
      | include[ \t]*[=:][ \t]*\[[ \t]*["']?(?P<include>/[^\s"',\]]+)
    )""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_INPUT_SECTIONS = frozenset({"source", "input"})


def collected_paths(facts: Facts, container: Container) -> Iterator[tuple[str, Place]]:
    """The paths that a collector reads by its mounted ConfigMaps, with their places; nothing for other images."""
    if container.image is None or not is_collector(container.image):
        return
    for content, place in mounted_texts(facts, container):
        yield from _inputs(place, content)


def _inputs(place: Place, config: str) -> Iterator[tuple[str, Place]]:
    """In a fluent configuration `path` also names outputs and buffers: only that of an input section is read."""
    section = ""
    for found in _INPUT.finditer(config):
        group = found.lastgroup or ""
        if group in ("xml", "ini"):
            section = found.group(group).lower()
        elif group != "fluent" or section in _INPUT_SECTIONS:
            pattern = found.group(group)
            yield _directory(pattern), within(place, config, found.start(group), len(pattern))


def _directory(pattern: str) -> str:
    """The path without its globs: `/var/log/*.log` reads in `/var/log`."""
    sure, star, _ = pattern.partition("*")
    return normalise(sure.rpartition("/")[0] if star else sure)
