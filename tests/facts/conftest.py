"""What the tests of facts share: manifests as text in, facts and findings out."""

import json
from collections.abc import Mapping
from functools import cache
from textwrap import dedent
from typing import Any

from podlint.config.file import parse_config
from podlint.data import rules_folder
from podlint.engine import Judgement, judge, selected
from podlint.facts import KINDS, Facts
from podlint.finding import Finding
from podlint.judging import gather
from podlint.reading import Place, read_source
from podlint.rule import Rule, load_rules

Files = str | Mapping[str, str]
"""One manifest, or several by file name; indentation that all lines share is taken away."""


def facts_of(manifests: Files, **settings: Any) -> Facts:
    """The facts about manifests. One text is a file called `manifest.yaml`.

    `settings` are fields of the configuration: `nodes=[{"name": "a", "memory": "1Gi"}]`, `pod_templates=[...]`.
    """
    files = {"manifest.yaml": manifests} if isinstance(manifests, str) else manifests
    readings = [read_source(name, dedent(text).encode()) for name, text in files.items()]
    fields = {name.replace("_", "-"): value for name, value in settings.items()}
    return gather(readings, parse_config(".podlint.yaml", json.dumps(fields).encode()))


def spot(place: Place) -> str:
    """Line, column and token of a place: `3:7 web`."""
    return f"{place.line}:{place.column} {place.text}"


@cache
def rules() -> dict[str, Rule]:
    """podlint's own rules by `topic/id`."""
    return {rule.name: rule for rule in load_rules(rules_folder(), KINDS, trusted=True)}


def judged(facts: Facts, *names: str) -> Judgement:
    """What the rules of these names find, with their default parameters; all rules without a name."""
    chosen = [rules()[name] for name in names or rules()]
    return judge([selected(rule) for rule in chosen], facts)


def findings(manifests: Files, *names: str, **settings: Any) -> tuple[Finding, ...]:
    """The findings of the rules of these names, all of which must work."""
    judgement = judged(facts_of(manifests, **settings), *names)
    assert judgement.failures == ()
    return judgement.findings


def workload(name: str, spec: str, kind: str = "Deployment", *, namespace: str = "", more: str = "") -> str:
    """A workload as one flow mapping a line, so that several stand in one text; `spec` is that of its pod.

    `more` are further fields of its own spec, such as `replicas: 2`.
    """
    space = f", namespace: {namespace}" if namespace else ""
    head = f"metadata: {{name: {name}{space}}}"
    labels = f"metadata: {{labels: {{app: {name}}}}}"
    extra = f", {more}" if more else ""
    if kind == "Pod":
        own = f"metadata: {{name: {name}{space}, labels: {{app: {name}}}}}"
        return f"---\napiVersion: v1\nkind: Pod\n{own}\nspec: {spec}\n"
    template = f"template: {{{labels}, spec: {spec}}}"
    if kind in ("Job", "CronJob"):
        inner = template if kind == "Job" else f"schedule: '@daily', jobTemplate: {{spec: {{{template}}}}}"
        return f"---\napiVersion: batch/v1\nkind: {kind}\n{head}\nspec: {{{inner}{extra}}}\n"
    selector = f"selector: {{matchLabels: {{app: {name}}}}}"
    return f"---\napiVersion: apps/v1\nkind: {kind}\n{head}\nspec: {{{selector}, {template}{extra}}}\n"
