"""podlint rules: what rules there are."""

import json

import click

from podlint.cli.options import rule_folders
from podlint.cli.output import write
from podlint.lint import all_rules
from podlint.rule import Level, Rule


@click.command("rules")
@rule_folders
@click.option("--output-format", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
def command(folders: tuple[str, ...], output_format: str) -> int:
    """List the rules: id, severity, confidence, whether on by default, and what each finds."""
    rules = sorted(all_rules(folders), key=lambda rule: rule.name)
    write(_RENDERERS[output_format](rules))
    return 0


def level_text(level: Level) -> str:
    """The level, or those that a rule's expression chooses from."""
    return "/".join(reversed(level.levels)) or "varies"


def _text(rules: list[Rule]) -> str:
    rows = [
        (rule.name, level_text(rule.severity), "" if rule.enabled else " (off by default)", rule.summary)
        for rule in rules
    ]
    width = max(len(row[0]) for row in rows)
    levels = max(len(row[1]) for row in rows)
    return "".join(f"{name:<{width}}  {level:<{levels}}  {summary}{off}\n" for name, level, off, summary in rows)


def _json(rules: list[Rule]) -> str:
    return json.dumps([_fields(rule) for rule in rules], indent=2, ensure_ascii=False) + "\n"


def _fields(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "topic": rule.topic,
        "severity": level_text(rule.severity),
        "confidence": level_text(rule.confidence),
        "enabled": rule.enabled,
        "summary": rule.summary,
        "parameters": {one.name: {"type": one.kind, "default": one.default} for one in rule.parameters},
    }


def _markdown(rules: list[Rule]) -> str:
    head = "| rule | severity | what it finds |\n|---|---|---|\n"
    return head + "".join(f"| {rule.name} | {level_text(rule.severity)} | {rule.summary} |\n" for rule in rules)


_RENDERERS = {"text": _text, "json": _json, "markdown": _markdown}
