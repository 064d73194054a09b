"""Overrides of the configuration, applied to findings by the file and the object that they point at."""

import os
from collections.abc import Callable

from podlint.choosing import means, why_off
from podlint.config import Config
from podlint.config.overrides import Override
from podlint.dataclass import replace
from podlint.facts import Facts
from podlint.facts.objects import Object, mapping
from podlint.files.ignore_patterns import Patterns, compile_patterns
from podlint.finding import Finding, Report
from podlint.rule import Rule

Labels = Callable[[Finding], dict[str, object]]
Matching = tuple[Override, Patterns]


def overridden(report: Report, config: Config, rules: dict[str, Rule], facts: Facts) -> Report:
    """The report with the findings that still hold, of the severities that the overrides give them."""
    matching = [(one, compile_patterns([word.text for word in one.files])) for one in config.overrides]
    labels = facts.derived(_labels)
    changed = (_changed(finding, rules[finding.rule], matching, config, labels) for finding in report.findings)
    return replace(report, findings=tuple(finding for finding in changed if finding))


def _changed(finding: Finding, rule: Rule, matching: list[Matching], config: Config, labels: Labels) -> Finding | None:
    """The finding after all overrides, the later one over the earlier; None if the rule does not run there."""
    runs, severity = not why_off(rule, config), finding.severity
    for override, files in matching:
        if _is_meant(finding, override, files, config.folder, labels):
            runs = _runs(rule, override, runs)
            of_rule = [one.severity for one in override.rules if one.name.text == rule.id and one.severity]
            severity = next(reversed(of_rule), None) or override.severity or severity
    return replace(finding, severity=severity) if runs else None


def _runs(rule: Rule, override: Override, runs: bool) -> bool:
    if any(means(word.text, rule) for word in override.ignore):
        return False
    if any(means(word.text, rule) for word in (*override.select, *override.extend_select)):
        return True
    return runs and not override.select


def _is_meant(finding: Finding, override: Override, files: Patterns, folder: str, labels: Labels) -> bool:
    item = finding.object
    if override.files and not files.match_file(os.path.relpath(finding.place.source.name, folder)):
        return False
    if override.kinds and (item is None or item.kind not in {word.text for word in override.kinds}):
        return False
    if override.namespaces and (item is None or item.namespace not in {word.text for word in override.namespaces}):
        return False
    return not override.labels or override.labels.items() <= labels(finding).items()


def _labels(facts: Facts) -> Labels:
    """The labels of the object that a finding points at."""
    found = {(item.file, item.kind, item.namespace, item.name): item for item in facts.all(Object)}

    def labels(finding: Finding) -> dict[str, object]:
        item = finding.object
        key = item and (finding.place.source.name, item.kind, item.namespace or "", item.name)
        return dict(mapping(found[key].metadata.get("labels"))) if key in found else {}

    return labels
