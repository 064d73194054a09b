"""podlint's own rules, which the suite checks and no run does: only their heads are read.

A wheel holds them as JSON besides; elsewhere they are kept from run to run.
"""

import functools
from collections.abc import Mapping as Map
from collections.abc import Sequence
from json import dumps, loads
from typing import Any

from podlint import __version__
from podlint.cache import Cache
from podlint.data import heads_path
from podlint.digest import digest
from podlint.files import FileTrouble, read_bytes
from podlint.reading import Mapping
from podlint.rule.files import rule_bytes, rule_mapping, rule_paths, topic_and_id
from podlint.rule.model import Rule

_FOR_READERS = frozenset({"bad", "good", "story", "references", "false-positives"})
"""The keys of a rule file by which no rule judges."""


def trusted_rules(paths: Sequence[str], facts: Map[str, type], cache: Cache) -> list[Rule]:
    """The rules in these files. Raises UserError for a file that can't be read or holds no mapping."""
    texts = [rule_bytes(path) for path in paths]
    key = _key(paths, texts)
    heads = _shipped(key) or cache.get("rules", key)
    if heads is None:
        heads = _heads(paths, texts)
        cache.put("rules", key, heads)
    return [_rule(path, topic_and_id(path), head, facts) for path, head in zip(paths, heads, strict=True)]


def shipped_heads(folder: str) -> str:
    """What a wheel holds of the rules in a folder."""
    paths = rule_paths(folder)
    texts = [rule_bytes(path) for path in paths]
    return dumps([_key(paths, texts), _heads(paths, texts)], separators=(",", ":"))


def _key(paths: Sequence[str], texts: Sequence[bytes]) -> str:
    return digest(__version__.encode(), *("/".join(topic_and_id(path)).encode() for path in paths), *texts)


def _shipped(key: str) -> Any:
    """The heads of just these rules; None where there are none, or those of others."""
    data = read_bytes(heads_path())
    known, heads = ("", None) if isinstance(data, FileTrouble) else loads(data)
    return heads if known == key else None


def _heads(paths: Sequence[str], texts: Sequence[bytes]) -> list[dict[str, Any]]:
    return [head_of(path, text) for path, text in zip(paths, texts, strict=True)]


def head_of(path: str, text: bytes) -> dict[str, Any]:
    """The part of a rule file by which the rule judges."""
    return {key: value for key, value in _mapping(path, text).items() if key not in _FOR_READERS}


@functools.cache
def _mapping(path: str, text: bytes) -> Mapping:
    """Remembered for whoever lints again and again in one process: podlint's own rules are a fixed set."""
    return rule_mapping(path, text)


def _rule(path: str, name: tuple[str, str], head: dict[str, Any], facts: Map[str, type]) -> Rule:
    return Rule(*name, head, facts, lambda: _mapping(path, rule_bytes(path)))
