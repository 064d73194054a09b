"""Rules as SARIF describes them: what GitHub shows beside an alert."""

from collections.abc import Iterable, Iterator
from typing import Any

from podlint.finding import CONFIDENCES, SECURITY, SEVERITIES, Finding
from podlint.report.characters import visible
from podlint.report.options import RenderOptions, Sample
from podlint.report.text import in_full
from podlint.rule import Rule

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
PROBLEM_SEVERITIES = {"error": "error", "warning": "warning", "info": "recommendation"}
SECURITY_SEVERITIES = {"error": "8.0", "warning": "5.5", "info": "2.0"}
"""High, medium and low, as GitHub maps the number (over 9.0 critical, 7.0 high, 4.0 medium)."""

MOST_TEXT = 1024
"""Characters that GitHub takes of a description."""

WIDTH = 90


def descriptors(findings: Iterable[Finding], options: RenderOptions) -> list[dict[str, Any]]:
    """The rules of the run, and those that findings come from without a rule file, each once."""
    described = {rule.id: _descriptor(rule, _sample(rule, options)) for rule in options.rules()}
    for finding in findings:
        if finding.rule not in described:
            described[finding.rule] = _by_finding(finding)
    return list(described.values())


def _sample(rule: Rule, options: RenderOptions) -> Sample | None:
    sample = options.sample(rule) if options.sample else None
    return sample if sample and sample.findings else None


def _descriptor(rule: Rule, sample: Sample | None) -> dict[str, Any]:
    summary = str(rule.node["summary"])
    severity = max(rule.severity.levels, key=SEVERITIES.index, default="warning")
    confidence = min(rule.confidence.levels, key=CONFIDENCES.index, default="medium")
    why, fix = (sample.findings[0].why, sample.findings[0].fix) if sample else (summary, "")
    return {
        "id": rule.id,
        "name": rule.id,
        "shortDescription": {"text": _cut(summary)},
        "fullDescription": {"text": _cut(why)},
        "help": {"text": "\n\n".join(filter(None, (why, fix))), "markdown": "\n\n".join(_page(rule, sample))},
        "helpUri": rule.node["references"][0],
        "defaultConfiguration": {"level": LEVELS[severity], "enabled": rule.enabled},
        "properties": _properties(rule.topic, severity, confidence),
    }


def _by_finding(finding: Finding) -> dict[str, Any]:
    text = _cut(visible(finding.why) or finding.rule)
    return {
        "id": finding.rule,
        "name": finding.rule,
        "shortDescription": {"text": finding.rule},
        "fullDescription": {"text": text},
        "help": {"text": "\n\n".join(filter(None, (text, visible(finding.fix))))},
        "defaultConfiguration": {"level": LEVELS[finding.severity]},
        "properties": _properties(finding.topic, finding.severity, finding.confidence),
    }


def _properties(topic: str, severity: str, confidence: str) -> dict[str, Any]:
    """A rule with a security severity becomes a security alert: only those of that topic are."""
    grade = (
        {"security-severity": SECURITY_SEVERITIES[severity]}
        if topic == SECURITY
        else {"problem.severity": PROBLEM_SEVERITIES[severity]}
    )
    return {"tags": ["kubernetes", topic], "precision": confidence, **grade}


def _cut(text: str) -> str:
    return text if len(text) <= MOST_TEXT else f"{text[: MOST_TEXT - 1]}…"


def _page(rule: Rule, sample: Sample | None) -> Iterator[str]:
    if sample:
        yield f"{sample.findings[0].why}\n\n**Fix:** {sample.findings[0].fix}"
        yield "**Example:**"
        for name, text in sample.example.files.items():
            yield _fenced("yaml", (f"# {name}\n" if len(sample.example.files) > 1 else "") + text)
        yield _fenced("text", in_full(sample.findings[0], RenderOptions(width=WIDTH)))
    yield f"**When to ignore it:** {rule.node['false-positives']}"
    yield "**References:**\n\n" + "\n".join(f"- <{link}>" for link in rule.node["references"])


def _fenced(language: str, text: str) -> str:
    fence = "```" if "```" not in text else "````````"
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"
