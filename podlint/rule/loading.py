"""Rule files -> rules: every problem of a file is found and reported with its place."""

import os
from collections.abc import Iterator
from collections.abc import Mapping as Map

from podlint.problem import Problem, UserError
from podlint.reading import Mapping, Place, Source, read_source
from podlint.rule.compiling import compile_rule
from podlint.rule.model import Rule


def rule_files(folder: str) -> Iterator[str]:
    """The rule files `TOPIC/ID.yaml` of a folder, sorted."""
    for topic in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if topic.is_dir() and not topic.name.startswith("."):
            names = sorted(entry.name for entry in os.scandir(topic.path) if entry.name.endswith(".yaml"))
            yield from (os.path.join(topic.path, name) for name in names)


def load_rules(folder: str, facts: Map[str, type], *, trusted: bool = False) -> list[Rule]:
    """The rules of a folder. Raises UserError with the problems of all its files.

    `trusted` rules are podlint's own: that they fit their schema is tested, not checked in every run.
    """
    if not os.path.isdir(folder):
        raise UserError([Problem(f"no folder of rules: {folder}")])
    rules: list[Rule] = []
    problems: list[Problem] = []
    for path in rule_files(folder):
        try:
            rules.append(load_rule(path, facts, trusted=trusted))
        except UserError as error:
            problems += error.problems
    if not rules and not problems:
        problems.append(Problem(f"no rule files (TOPIC/ID.yaml) in {folder}"))
    if problems:
        raise UserError(problems)
    return rules


def load_rule(path: str, facts: Map[str, type], *, trusted: bool = False) -> Rule:
    """The rule in a file. Raises UserError with every problem in it."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise UserError([Problem(f"can't read {path}: {error.strerror}")]) from error
    return parse_rule(path, data, facts, trusted=trusted)


def parse_rule(path: str, data: bytes, facts: Map[str, type], *, trusted: bool = False) -> Rule:
    """The rule in a text; `path` gives its topic and id. Raises UserError with every problem in it."""
    reading = read_source(path, data)
    if reading.unreadable:
        raise UserError([Problem(trouble.message, trouble.place) for trouble in reading.unreadable])
    values = [document.value for document in reading.documents]
    if len(values) != 1 or not isinstance(values[0], Mapping):
        raise UserError([Problem("a rule file holds one mapping", _start(reading.source))])
    node = values[0]
    if not trusted:
        _check(node)
    folder, name = os.path.split(path)
    return compile_rule(node, os.path.basename(folder), name.removesuffix(".yaml"), facts)


def _check(node: Mapping) -> None:
    from podlint.rule.examples import example_problems  # imported late: only rules of the user are checked
    from podlint.schema import duplicates_in, problems_in

    problems = [*problems_in(node, "rule"), *duplicates_in(node)]
    if not problems:
        problems = list(example_problems(node))
    if problems:
        raise UserError(problems)


def _start(source: Source) -> Place:
    return Place(source, 0, 0)
