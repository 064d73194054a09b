"""podlint's own rules, which the suite checks and no run does: only their heads are read, and kept from run to run."""

from collections.abc import Mapping as Map
from collections.abc import Sequence
from typing import Any

from podlint import __version__
from podlint.cache import Cache
from podlint.digest import digest
from podlint.rule.files import rule_bytes, rule_mapping, topic_and_id
from podlint.rule.model import Rule

_FOR_READERS = frozenset({"bad", "good", "story", "references", "false-positives"})
"""The keys of a rule file by which no rule judges."""


def trusted_rules(paths: Sequence[str], facts: Map[str, type], cache: Cache) -> list[Rule]:
    """The rules in these files. Raises UserError for a file that can't be read or holds no mapping."""
    texts = [rule_bytes(path) for path in paths]
    names = [topic_and_id(path) for path in paths]
    key = digest(__version__.encode(), *("/".join(name).encode() for name in names), *texts)
    heads = cache.get("rules", key)
    if heads is None:
        heads = [head_of(path, text) for path, text in zip(paths, texts, strict=True)]
        cache.put("rules", key, heads)
    return [_rule(path, name, head, facts) for path, name, head in zip(paths, names, heads, strict=True)]


def head_of(path: str, text: bytes) -> dict[str, Any]:
    """The part of a rule file by which the rule judges."""
    return {key: value for key, value in rule_mapping(path, text).items() if key not in _FOR_READERS}


def _rule(path: str, name: tuple[str, str], head: dict[str, Any], facts: Map[str, type]) -> Rule:
    return Rule(*name, head, facts, lambda: rule_mapping(path, rule_bytes(path)))
