"""Rule files -> rules: every problem of a file is found and reported with its place."""

import os
from collections.abc import Iterator
from collections.abc import Mapping as Map

from podlint.files import FileTrouble, read_bytes
from podlint.files.contents import describe
from podlint.problem import Problem, UserError
from podlint.reading import Mapping, Place, read_source
from podlint.rule.model import Rule, compile_rule

_SELECTIONS = ("all", "default")
"""Words that stand for several rules, so that none can have them as its name."""


def rule_files(folder: str) -> Iterator[str]:
    """The rule files `TOPIC/ID.yaml` of a folder, sorted. Raises OSError."""
    for topic in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if topic.is_dir() and not topic.name.startswith("."):
            names = sorted(entry.name for entry in os.scandir(topic.path) if entry.name.endswith(".yaml"))
            yield from (os.path.join(topic.path, name) for name in names)


def load_rules(folder: str, facts: Map[str, type], *, trusted: bool = False) -> list[Rule]:
    """The rules of a folder. Raises UserError with the problems of all its files.

    `trusted` rules are podlint's own: that they fit their schema is tested, not checked in every run.
    """
    paths = _paths(folder)
    rules: list[Rule] = []
    problems: list[Problem] = [] if trusted else list(_misplaced(folder, paths))
    for path in paths:
        try:
            rules.append(load_rule(path, facts, trusted=trusted))
        except UserError as error:
            problems += error.problems
    if not rules and not problems:
        problems.append(Problem(f"no rule files (TOPIC/ID.yaml) in {folder}"))
    if problems:
        raise UserError(problems)
    return rules


def _paths(folder: str) -> list[str]:
    try:
        return list(rule_files(folder))
    except OSError as error:
        message = f"can't read the folder of rules {folder}: {describe(error)}"
        raise UserError([Problem(message)]) from error


def _misplaced(folder: str, paths: list[str]) -> Iterator[Problem]:
    """A rule file that is passed over in silence would never find anything."""
    known = set(paths)
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for path in (os.path.join(where, name) for name in sorted(names) if name.endswith((".yaml", ".yml"))):
            if path not in known:
                yield Problem(f"{path} is not read: a rule file is DIR/TOPIC/ID.yaml")


def load_rule(path: str, facts: Map[str, type], *, trusted: bool = False) -> Rule:
    """The rule in a file. Raises UserError with every problem in it."""
    data = read_bytes(path)
    if isinstance(data, FileTrouble):
        raise UserError([Problem(f"can't read {data}")])
    return parse_rule(path, data, facts, trusted=trusted)


def parse_rule(path: str, data: bytes, facts: Map[str, type], *, trusted: bool = False) -> Rule:
    """The rule in a text; `path` gives its topic and id. Raises UserError with every problem in it."""
    node = _mapping(path, data)
    folder, name = os.path.split(os.path.abspath(path))
    topic, rule_id = os.path.basename(folder), name.removesuffix(".yaml")
    if trusted:
        return Rule(topic, rule_id, node, facts, lambda: node)
    _check_form(node, topic, rule_id)
    rule = compile_rule(node, topic, rule_id, facts)
    _check_examples(rule)
    return rule


def is_name(word: str) -> bool:
    """Whether a topic or a rule may be called so: lower case letters, digits and hyphens."""
    plain = word.isascii() and word.replace("-", "").isalnum() and word == word.lower()
    return plain and word[0].isalpha() and word not in _SELECTIONS


def _mapping(path: str, data: bytes) -> Mapping:
    reading = read_source(path, data)
    start = Place(reading.source, 0, 0)
    if reading.template:
        message = "this reads as a template still to be rendered; text that begins with a brace stands in quotes"
        raise UserError([Problem(message, start)])
    if reading.unreadable:
        raise UserError([Problem(trouble.message, trouble.place) for trouble in reading.unreadable])
    values = [document.value for document in reading.documents]
    if len(values) != 1 or not isinstance(values[0], Mapping):
        raise UserError([Problem("a rule file holds one mapping", start)])
    return values[0]


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
