"""podlint test: run the examples of rule files."""

import os
from collections.abc import Iterator

import click

from podlint.cli.output import write
from podlint.data import rules_folder
from podlint.examples import Difference, check_examples
from podlint.facts import KINDS
from podlint.report.characters import visible
from podlint.rule import Rule, load_rule, load_rules
from podlint.rule.examples import examples


@click.command("test")
@click.argument("path", required=False, type=click.Path(exists=True))
def command(path: str | None) -> int:
    """Run the examples of the rule files in PATH, a rule file or a folder of them [default: podlint's own].

    Findings and evidence have to lie on exactly the marked lines. Exits with 1 where they do not.
    """
    failed = count = 0
    for rule in _rules(path or rules_folder()):
        differences = list(check_examples(rule))
        failed += bool(differences)
        count += sum(1 for _ in examples(rule.node))
        write("".join(f"{line}\n" for difference in differences for line in _lines(rule, difference)))
    write(f"{count} examples, {f'{failed} rules failed' if failed else 'all as they say'}\n")
    return 1 if failed else 0


def _rules(path: str) -> list[Rule]:
    return load_rules(path, KINDS) if os.path.isdir(path) else [load_rule(path, KINDS)]


def _lines(rule: Rule, difference: Difference) -> Iterator[str]:
    """The line of the example with the lines around it, as a person compares them."""
    example = difference.example
    yield f"{example.place}: {rule.name} {example.name}: {difference.message}"
    text = example.files.get(difference.file, "").splitlines()
    for number in range(max(difference.line - 1, 1), min(difference.line + 1, len(text)) + 1):
        pointer = ">" if number == difference.line else " "
        yield f"  {pointer} {difference.file}:{number} | {visible(text[number - 1])}"
