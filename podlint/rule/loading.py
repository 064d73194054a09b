"""Rule files -> rules: every problem of a file is found and reported with its place."""

import os
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Map

from podlint import __version__
from podlint.cache import NO_CACHE, Cache
from podlint.data import schema_path
from podlint.digest import digest
from podlint.files import FileTrouble, read_bytes
from podlint.problem import Problem, UserError
from podlint.reading import Mapping, Place
from podlint.rule.files import rule_bytes, rule_mapping, rule_paths, topic_and_id
from podlint.rule.model import Rule, compile_rule
from podlint.rule.trusted import trusted_rules

_SELECTIONS = ("all", "default")
"""Words that stand for several rules, so that none can have them as its name."""


def load_rules(folder: str, facts: Map[str, type], *, trusted: bool = False, cache: Cache = NO_CACHE) -> list[Rule]:
    """The rules of a folder. Raises UserError with the problems of all its files.

    `trusted` rules are podlint's own: that they fit their schema is tested, not checked in every run. Of those of
    a user the cache knows whether they were checked as they are.
    """
    paths = rule_paths(folder)
    if trusted:
        return trusted_rules(paths, facts, cache)
    name, key = f"checked-rules-{digest(os.path.abspath(folder).encode())[:16]}", _key(paths)
    known = cache.get(name, key) is True
    rules: list[Rule] = []
    problems = list(_misplaced(folder, paths))
    for path in paths:
        try:
            rules.append(parse_rule(path, rule_bytes(path), facts, checked=known))
        except UserError as error:
            problems += error.problems
    if not rules and not problems:
        problems.append(Problem(f"no rule files (TOPIC/ID.yaml) in {folder}"))
    if problems:
        raise UserError(problems)
    if not known:
        cache.put(name, key, True)
    return rules


def _key(paths: Sequence[str]) -> str:
    """What the files were checked by, and the files."""
    contents = [read_bytes(path) for path in (schema_path("rule"), *paths)]
    texts = [b"" if isinstance(content, FileTrouble) else content for content in contents]
    return digest(__version__.encode(), *(path.encode(errors="replace") for path in paths), *texts)


def _misplaced(folder: str, paths: list[str]) -> Iterator[Problem]:
    """A rule file that is passed over in silence would never find anything."""
    known = set(paths)
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for path in (os.path.join(where, name) for name in sorted(names) if name.endswith((".yaml", ".yml"))):
            if path not in known:
                yield Problem(f"{path} is not read: a rule file is DIR/TOPIC/ID.yaml")


def load_rule(path: str, facts: Map[str, type]) -> Rule:
    """The rule in a file. Raises UserError with every problem in it."""
    return parse_rule(path, rule_bytes(path), facts)


def parse_rule(path: str, data: bytes, facts: Map[str, type], *, checked: bool = False) -> Rule:
    """The rule in a text; `path` gives its topic and id. Raises UserError with every problem in it.

    Of a text that was `checked` before, the expressions alone are.
    """
    node = rule_mapping(path, data)
    topic, rule_id = topic_and_id(path)
    if not checked:
        _check_form(node, topic, rule_id)
    rule = compile_rule(node, topic, rule_id, facts)
    if not checked:
        _check_examples(rule)
    return rule


def is_name(word: str) -> bool:
    """Whether a topic or a rule may be called so: lower case letters, digits and hyphens."""
    plain = word.isascii() and word.replace("-", "").isalnum() and word == word.lower()
    return plain and word[0].isalpha() and word not in _SELECTIONS


def _check_form(node: Mapping, topic: str, rule_id: str) -> None:
    from podlint.schema import duplicates_in, problems_in  # imported late: only rules of the user are checked

    problems = [*problems_in(node, "rule"), *duplicates_in(node)]
    wrong = [name for name in (topic, rule_id) if not is_name(name)]
    message = "is no name for a topic or a rule: lower case letters, digits and hyphens"
    problems += [Problem(f"`{name}` {message}", Place(node.source, 0, 0)) for name in wrong]
    if problems:
        raise UserError(problems)


def _check_examples(rule: Rule) -> None:
    from podlint.rule.examples import example_problems  # imported late, as above

    problems = list(example_problems(rule))
    if problems:
        raise UserError(problems)
