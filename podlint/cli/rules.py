"""podlint rules: what rules there are."""

import json

import click

from podlint.choosing import why_off
from podlint.cli.options import ENVIRONMENT, config_file, configuration, rule_folders
from podlint.cli.output import write
from podlint.lint import all_rules
from podlint.rule import Level, Rule

Listed = list[tuple[Rule, str]]
"""Rules, and why each does not run; empty where it does."""


@click.command("rules", context_settings=ENVIRONMENT)
@rule_folders
@config_file
@click.option("--output-format", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
def command(rules: tuple[str, ...], config: str | None, no_config: bool, output_format: str) -> int:
    """List the rules: id, severity, confidence, what each finds, and why one does not run here."""
    settings = configuration(config, no_config)
    listed = sorted(all_rules(rules), key=lambda rule: rule.name)
    write(_RENDERERS[output_format]([(rule, why_off(rule, settings)) for rule in listed]))
    return 0


def level_text(level: Level) -> str:
    """The level, or those that a rule's expression chooses from."""
    return "/".join(reversed(level.levels)) or "varies"


def _text(rules: Listed) -> str:
    rows = [(rule.name, level_text(rule.severity), rule.summary, f" ({off})" if off else "") for rule, off in rules]
    width = max(len(row[0]) for row in rows)
    levels = max(len(row[1]) for row in rows)
    return "".join(f"{name:<{width}}  {level:<{levels}}  {summary}{off}\n" for name, level, summary, off in rows)


def _json(rules: Listed) -> str:
    return json.dumps([_fields(rule, off) for rule, off in rules], indent=2, ensure_ascii=False) + "\n"


def _fields(rule: Rule, off: str) -> dict[str, object]:
    return {
        "id": rule.id,
        "topic": rule.topic,
        "severity": level_text(rule.severity),
        "confidence": level_text(rule.confidence),
        "enabled": rule.enabled,
        "off": off or None,
        "summary": rule.summary,
        "parameters": {one.name: {"type": one.kind, "default": one.default} for one in rule.parameters},
    }


def _markdown(rules: Listed) -> str:
    head = "| rule | severity | confidence | what it finds |\n|---|---|---|---|\n"
    return head + "".join(
        f"| {rule.name} | {level_text(rule.severity)} | {level_text(rule.confidence)} | {rule.summary} |\n"
        for rule, _ in rules
    )


_RENDERERS = {"text": _text, "json": _json, "markdown": _markdown}
