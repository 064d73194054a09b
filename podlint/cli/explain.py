"""podlint explain: what a rule means, with a real example and what podlint says about it."""

import os
import sys
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from podlint.choosing import find_rule
from podlint.cli.configuring import configured
from podlint.cli.options import CONFIG_FILE, GroupedCommand, setting_options
from podlint.cli.output import write
from podlint.cli.rules import level_text
from podlint.config import texts
from podlint.examples import sample
from podlint.judging import all_rules
from podlint.report.options import RenderOptions
from podlint.report.style import Style, style_for, use_color
from podlint.report.text import in_full
from podlint.rule import Rule
from podlint.rule.examples import Example, examples, without_marks

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

WIDTH = 100


def _completed(ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":  # noqa: ARG001
    from podlint.cli.completion import of_rules  # imported late: a shell asks, and no run

    return of_rules(incomplete)


@click.command("explain", cls=GroupedCommand, params=setting_options(("rule_folders", "color", *CONFIG_FILE)))
@click.argument("rule", shell_complete=_completed)
def command(rule: str, **options: Any) -> int:
    """Explain RULE: what it finds, why it matters, how to mend it and when to ignore it."""
    config = configured(options)
    found = find_rule(all_rules(texts(config.rule_folders)), rule)
    colored = use_color(config.color, os.environ, sys.stdout)
    write("\n".join(_page(found, style_for(colored), colored)) + "\n")
    return 0


def _page(rule: Rule, style: Style, color: bool) -> Iterator[str]:
    node = rule.node
    yield style.paint("message", f"{rule.name}: {rule.summary}")
    off = "" if rule.enabled else ", off by default"
    yield f"severity {level_text(rule.severity)}, confidence {level_text(rule.confidence)}{off}"
    if "story" in node:
        yield from ("", node["story"].rstrip())
    yield from _example(rule, style, color)
    good = next(example for example in examples(node) if not example.bad)
    yield from (_heading("A form that is right", style), _files(good))
    yield from (_heading("When to ignore it", style), *_wrapped(node["false-positives"]))
    yield from _parameters(rule, style)
    yield from (_heading("References", style), *(f"  {link}" for link in node["references"]))


def _example(rule: Rule, style: Style, color: bool) -> Iterator[str]:
    shown = sample(rule)
    yield from (_heading("An example, and what podlint says about it", style), _files(shown.example))
    for finding in shown.findings:
        yield from ("", in_full(finding, RenderOptions(color=color, width=WIDTH)).rstrip())


def _files(example: Example) -> str:
    """The example as files; the marks in it are for the tests."""
    several = len(example.files) > 1
    parts = [(f"# {name}\n" if several else "") + without_marks(text).rstrip() for name, text in example.files.items()]
    return textwrap.indent("\n---\n".join(parts), "    ")


def _parameters(rule: Rule, style: Style) -> Iterator[str]:
    if rule.parameters:
        yield _heading("Parameters", style)
    for one in rule.parameters:
        yield from _wrapped(f"{one.name} ({one.kind}, default {one.default}): {one.description}")


def _heading(text: str, style: Style) -> str:
    return f"\n{style.paint('message', text)}\n"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH - 2, initial_indent="  ", subsequent_indent="  ")
