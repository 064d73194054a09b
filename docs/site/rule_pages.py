"""A page for each rule, from its file, and a list of all."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from documents import Pages

from podlint.cli.rules import level_text
from podlint.examples import run_example
from podlint.judging import all_rules
from podlint.report.options import RenderOptions
from podlint.report.text import in_full
from podlint.rule import Rule
from podlint.rule.examples import Example, examples, without_marks

WIDTH = 88
"""Columns of what podlint prints, as wide as a page shows."""

TOPICS = {
    "api": "What the API server refuses or warns of",
    "init": "Init containers and the order of starting",
    "network": "Containers of a pod share one network",
    "packaging": "How an application reaches its server",
    "pod": "What belongs into one pod, and where it can run",
    "service": "Services and the pods behind them",
    "suppression": "Suppressions that no longer do what they say",
    "volume": "Containers share files through volumes that each must mount",
}


def pages() -> Pages:
    rules = sorted(all_rules(), key=lambda rule: rule.name)
    return {"rules/index.md": _index(rules)} | {f"rules/{rule.name}.md": "\n".join(_page(rule)) for rule in rules}


def _index(rules: list[Rule]) -> str:
    lines = ["# Rules", ""]
    for topic, members in groupby(rules, key=lambda rule: rule.topic):
        lines += [
            f"## {topic}",
            "",
            f"{TOPICS.get(topic, topic)}.",
            "",
            "| rule | severity | what it finds |",
            "|---|---|---|",
        ]
        for rule in members:
            off = "" if rule.enabled else " (off by default)"
            lines.append(f"| [{rule.id}]({rule.name}.md) | {level_text(rule.severity)} | {rule.summary}{off} |")
        lines.append("")
    return "\n".join(lines)


def _page(rule: Rule) -> Iterator[str]:
    node = rule.node
    off = "" if rule.enabled else ", off by default"
    yield from (f"# {rule.id}", "", f"**{rule.summary}.**", "")
    yield f"`{rule.name}`: severity {level_text(rule.severity)}, confidence {level_text(rule.confidence)}{off}."
    if "story" in node:
        yield from ("", node["story"].rstrip())
    found = list(examples(node))
    yield from _bad(rule, next(example for example in found if example.bad))
    yield from ("", "## A form that is right", "", *_files(next(example for example in found if not example.bad)))
    yield from ("", "## When to ignore it", "", node["false-positives"].strip(), "", *_how_to_ignore(rule))
    yield from _parameters(rule)
    yield from ("", "## References", "", *(f"- <{link}>" for link in node["references"]))
    yield from ("", f"The rule is declared in [{rule.name}.yaml](../../files/rules/{rule.name}.yaml).", "")


def _bad(rule: Rule, example: Example) -> Iterator[str]:
    plain = replace(example, files={name: without_marks(text) for name, text in example.files.items()})
    yield from ("", "## An example, and what podlint says about it", "", *_files(plain))
    for finding in run_example(rule, plain).findings:
        yield from ("", "```text", in_full(finding, RenderOptions(width=WIDTH)).rstrip(), "```")


def _files(example: Example) -> Iterator[str]:
    for name, text in example.files.items():
        title = f' title="{name}"' if len(example.files) > 1 else ""
        language = "dockerfile" if "Dockerfile" in name else "yaml"
        yield from (f"```{{.{language}{title}}}", without_marks(text).rstrip(), "```", "")


def _how_to_ignore(rule: Rule) -> Iterator[str]:
    yield from (
        "At one place, with the reason:",
        "",
        "```yaml",
        f"  # podlint: ignore[{rule.id}] why it is right here",
        "```",
    )
    yield from ("", "Everywhere, in `.podlint.yaml`:", "", "```yaml", f"ignore: [{rule.id}]", "```")


def _parameters(rule: Rule) -> Iterator[str]:
    if rule.parameters:
        yield from ("", "## Parameters", "", "| parameter | type | default | |", "|---|---|---|---|")
    for one in rule.parameters:
        yield f"| `{one.name}` | {one.kind} | `{one.default}` | {one.description} |"
