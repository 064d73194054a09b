"""Rules from the cache are those of the files."""

import json
from pathlib import Path

import pytest
from rule_texts import RULE, with_change

from podlint.cache import Cache
from podlint.data import rules_folder
from podlint.facts import KINDS
from podlint.problem import UserError
from podlint.rule import Rule, load_rules
from podlint.rule.model import compile_rule


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(str(tmp_path / "cache"))


def seen(rule: Rule) -> tuple[object, ...]:
    rule.compile()
    levels = (rule.severity.levels, rule.confidence.levels)
    return rule.name, rule.summary, rule.enabled, rule.each, rule.supersedes, rule.parameters, rule.fields, levels


def test_rules_of_podlint_are_those_of_their_files(cache: Cache) -> None:
    for _ in range(2):  # without the cache, then from it
        for rule in load_rules(rules_folder(), KINDS, trusted=True, cache=cache):
            assert seen(rule) == seen(compile_rule(rule.node, rule.topic, rule.id, KINDS))


def test_a_rule_that_changes_is_read_anew(cache: Cache, tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    path = folder / "pod" / "untagged.yaml"
    path.parent.mkdir(parents=True)
    for summary in ("A container without a tag", "An image without a tag"):
        path.write_text(with_change("A container without a tag", summary))
        for _ in range(2):
            assert [rule.summary for rule in load_rules(str(folder), KINDS, trusted=True, cache=cache)] == [summary]


def test_examples_are_not_kept(cache: Cache) -> None:
    load_rules(rules_folder(), KINDS, trusted=True, cache=cache)
    _, _, body = (Path(cache.folder or "") / "rules.json").read_text().partition("\n")
    assert all("bad" not in head and "good" not in head for head in json.loads(body))


def test_rules_of_the_user_are_checked_again_when_they_change(
    cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("mine/pod/untagged.yaml")
    path.parent.mkdir(parents=True)
    for _ in range(2):
        path.write_text(RULE)
        for _ in range(2):
            assert [rule.name for rule in load_rules("mine", KINDS, cache=cache)] == ["pod/untagged"]
        path.write_text(with_change("severity: warning", "severities: warning"))
        for _ in range(2):
            with pytest.raises(UserError, match="unknown key `severities`"):
                load_rules("mine", KINDS, cache=cache)
