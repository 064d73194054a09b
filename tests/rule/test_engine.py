"""Rules meet facts: levels, parameters, and what happens when a rule or an extractor breaks."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from rule_texts import RULE, parsed, with_change, with_lines

from podlint.config import Config
from podlint.engine import Judgement, judge, selected
from podlint.facts import EXTRACTORS, Facts
from podlint.facts.workloads import Container
from podlint.judging import gather
from podlint.reading import Place, Source, read_source
from podlint.rule.model import compile_rule

PODS = b"""\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers: [{name: one, image: nginx}, {name: two, image: redis}, {name: three, image: "redis:7"}]
"""


def pods() -> Facts:
    return gather([read_source("pods.yaml", PODS)], Config())


def judged(text: str) -> Judgement:
    return judge([selected(parsed(text))], pods())


def test_findings_in_reading_order() -> None:
    assert [finding.message for finding in judged(RULE).findings] == [
        "container one has no tag",
        "container two has no tag",
    ]


def test_level_by_expression() -> None:
    text = with_change("severity: warning", "severity: \"name == 'one' ? 'error' : 'info'\"\nconfidence: 'low'")
    found = judged(text).findings
    assert [(finding.severity, finding.confidence) for finding in found] == [("error", "low"), ("info", "low")]


def test_severity_of_the_configuration_goes_before() -> None:
    judgement = judge([selected(parsed(RULE), severity="info")], pods())
    assert {finding.severity for finding in judgement.findings} == {"info"}


def test_level_that_is_none_is_a_failure() -> None:
    judgement = judged(with_change("severity: warning", "severity: name"))
    assert [failure.problem for failure in judgement.failures] == [
        "'one' is not one of info, warning, error",
        "'two' is not one of info, warning, error",
    ]


def test_parameters_have_their_default_unless_they_are_set() -> None:
    lines = "params: {allowed: {type: array, default: [one], description: Names that may.}}"
    rule = parsed(with_change("image != null", "image != null && !(name in params.allowed)", with_lines(lines)))
    assert [finding.message for finding in judge([selected(rule)], pods()).findings] == ["container two has no tag"]
    assert judge([selected(rule, {"allowed": ["one", "two"]})], pods()).findings == ()


def test_expression_without_a_value_is_a_failure_of_this_row_alone() -> None:
    judgement = judged(with_change("image != null", "name != 'one' || node.nothing == 1"))
    assert [finding.message for finding in judgement.findings] == ["container two has no tag"]
    assert [(one.rule, one.file, one.problem) for one in judgement.failures] == [
        ("some-rule", "pods.yaml", "no such key: 'nothing'")
    ]


def test_broken_extractor_costs_only_its_own_rules() -> None:
    def broken(_: Facts) -> Iterator[Container]:
        raise KeyError("spec")

    facts = Facts(pods().readings, Config().settings, {**EXTRACTORS, Container: broken})
    other = (
        with_change("each: Container", "each: Object").replace("image != null", "'true'").replace("image.tag", "name")
    )
    other = other.replace("node.image", "row").replace('!= ""', '!= "web"')
    judgement = judge([selected(parsed(RULE)), selected(parsed(other, "mine/pod/other.yaml"))], facts)
    assert [finding.rule for finding in judgement.findings] == ["other"]
    assert [(one.rule, one.problem) for one in judgement.failures] == [
        ("some-rule", "KeyError while working out Container: 'spec'")
    ]


@dataclass(frozen=True, slots=True)
class Broken:
    """A fact with a property that has a bug."""

    place: Place

    @property
    def name(self) -> str:
        raise ZeroDivisionError("by zero")


@pytest.mark.parametrize("when", ["name == ''", "row.name == ''"])
def test_broken_property_is_a_failure(when: str) -> None:
    node = parsed(RULE).node
    node.update({"each": "Broken", "when": when, "require": "false", "message": "x", "at": "row"})
    rule = compile_rule(node, "pod", "some-rule", {"Broken": Broken})
    row = Broken(Place(Source("a.yaml", ""), 0, 0))
    facts = Facts((), Config().settings, {**EXTRACTORS, Broken: lambda _: [row]})
    judgement = judge([selected(rule)], facts)
    assert judgement.findings == ()
    assert [(one.rule, one.file, one.problem) for one in judgement.failures] == [
        ("some-rule", "a.yaml", "ZeroDivisionError: by zero")
    ]
