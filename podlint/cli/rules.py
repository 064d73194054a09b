"""podlint rules: what rules there are."""

import json
from typing import Any

import click

from podlint.choosing import why_off
from podlint.cli.configuring import configured
from podlint.cli.options import CONFIG_FILE, setting_options
from podlint.cli.output import write
from podlint.config import texts
from podlint.judging import all_rules
from podlint.rule import Level, Rule

CHOICE = ("select", "extend_select", "ignore", "rule_folders")
Listed = list[tuple[Rule, str]]
"""Rules, and why each does not run; empty where it does."""


@click.command("rules", params=setting_options((*CHOICE, *CONFIG_FILE)))
@click.option("--output-format", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
def command(output_format: str, **options: Any) -> int:
    """List the rules: id, severity, confidence, what each finds, and why one does not run here."""
    config = configured(options)
    listed = sorted(all_rules(texts(config.rule_folders)), key=lambda rule: rule.name)
    write(_RENDERERS[output_format]([(rule, why_off(rule, config)) for rule in listed]))
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
