"""Jobs: counts, selectors that the API server makes, policies of failure and success."""

import pytest
from api_judging import rejected_spec, workload

NEVER = "restartPolicy: Never"
INDEXED = "completionMode: Indexed, completions: 5"
LABELS = "spec.template.metadata.labels"


def rejected_job(
    spec: str, minor: int = 37, *, pod: str = NEVER, metadata: str = "name: a", labels: str = ""
) -> list[str]:
    return rejected_spec("Job", workload(spec, pod, selector="", labels=labels), minor, metadata)


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        ("", []),
        ("parallelism: 0, completions: 0, backoffLimit: 0, ttlSecondsAfterFinished: 0, activeDeadlineSeconds: 0", []),
        ("parallelism: -1", ["Invalid spec.parallelism"]),
        ("completions: -1", ["Invalid spec.completions"]),
        ("backoffLimit: -1", ["Invalid spec.backoffLimit"]),
        ("ttlSecondsAfterFinished: -1", ["Invalid spec.ttlSecondsAfterFinished"]),
        ("activeDeadlineSeconds: -1", ["Invalid spec.activeDeadlineSeconds"]),
        ("completionMode: Ordered", ["NotSupported spec.completionMode"]),
        ("completionMode: Indexed", ["Required spec.completions"]),
        (INDEXED, []),
        (f"{INDEXED}, parallelism: 100000", []),
        (f"{INDEXED}, parallelism: 100001", ["Invalid spec.parallelism"]),
        ("parallelism: 100001", []),
        (f"{INDEXED}, maxFailedIndexes: 1", ["Required spec.backoffLimitPerIndex"]),
        (f"{INDEXED}, maxFailedIndexes: 5, backoffLimitPerIndex: 0", []),
        (f"{INDEXED}, maxFailedIndexes: 6, backoffLimitPerIndex: 0", ["Invalid spec.maxFailedIndexes"]),
        (f"{INDEXED}, maxFailedIndexes: -1, backoffLimitPerIndex: 0", ["Invalid spec.maxFailedIndexes"]),
        (f"{INDEXED}, backoffLimitPerIndex: -1", ["Invalid spec.backoffLimitPerIndex"]),
        ("backoffLimitPerIndex: 1", ["Invalid spec.backoffLimitPerIndex"]),
        (
            "backoffLimitPerIndex: 1, maxFailedIndexes: 1",
            ["Invalid spec.backoffLimitPerIndex", "Invalid spec.maxFailedIndexes"],
        ),
        (
            "completionMode: Indexed, completions: 100001, backoffLimitPerIndex: 1",
            ["Required spec.maxFailedIndexes"],
        ),
        (
            "completionMode: Indexed, completions: 100001, backoffLimitPerIndex: 1, maxFailedIndexes: 10001",
            ["Invalid spec.maxFailedIndexes"],
        ),
        (
            (
                "completionMode: Indexed, completions: 100001, backoffLimitPerIndex: 1, maxFailedIndexes: 1, "
                "parallelism: 10001"
            ),
            ["Invalid spec.parallelism"],
        ),
        ("managedBy: example.com/manager", []),
        ("managedBy: manager", ["Invalid spec.managedBy"]),
        (f"managedBy: example.com/{'a' * 60}", ["TooLong spec.managedBy"]),
        ("podReplacementPolicy: Failed", []),
        ("podReplacementPolicy: Never", ["NotSupported spec.podReplacementPolicy"]),
        ("podFailurePolicy: {rules: []}, podReplacementPolicy: Failed", []),
        (
            "podFailurePolicy: {rules: []}, podReplacementPolicy: TerminatingOrFailed",
            ["NotSupported spec.podReplacementPolicy"],
        ),
        ("suspend: true", []),
        # The feature gate is off, so that the field is dropped.
        ("scheduling: {schedulingPolicy: {}}", []),
    ],
)
def test_jobs(spec: str, found: list[str]) -> None:
    assert rejected_job(spec) == found


@pytest.mark.parametrize(
    ("pod", "spec", "found"),
    [
        ("restartPolicy: OnFailure", "", []),
        ("restartPolicy: ''", "", ["Required spec.template.spec.restartPolicy"]),
        ("dnsPolicy: Default", "", ["Required spec.template.spec.restartPolicy"]),
        ("restartPolicy: Always", "", ["Required spec.template.spec.restartPolicy"]),
        ("restartPolicy: never", "", ["NotSupported spec.template.spec.restartPolicy"]),
        ("restartPolicy: OnFailure", "podFailurePolicy: {rules: []}", ["Invalid spec.template.spec.restartPolicy"]),
        (f"{NEVER}, activeDeadlineSeconds: 5", "", []),
    ],
)
def test_how_pods_end(pod: str, spec: str, found: list[str]) -> None:
    assert rejected_job(spec, pod=pod) == found


@pytest.mark.parametrize(
    ("spec", "labels", "found"),
    [
        ("selector: {}", "", []),
        ("selector: {matchLabels: {}, matchExpressions: []}", "", []),
        ("selector: {matchLabels: {app: a}}", "app: a", ["Invalid spec.selector"]),
        ("selector: {matchLabels: {controller-uid: b}}", "", ["Invalid spec.selector"]),
        ("selector: {matchExpressions: [{key: a, operator: Exists}]}", "a: b", ["Invalid spec.selector"]),
        ("manualSelector: false, selector: {matchLabels: {app: a}}", "app: a", ["Invalid spec.selector"]),
        ("manualSelector: true, selector: {matchLabels: {app: a}}", "app: a", []),
        ("manualSelector: true, selector: {matchLabels: {app: b}}", "app: a", [f"Invalid {LABELS}"]),
        ("manualSelector: true, selector: {}", "", []),
        ("manualSelector: true", "", ["Required spec.selector"]),
        ("manualSelector: true, selector: {matchLabels: {job-name: b}}", "job-name: b", []),
        ("", "app: a, job-name: a, batch.kubernetes.io/job-name: a", []),
        ("", "job-name: b", [f"Invalid {LABELS}[job-name]"]),
        ("", "batch.kubernetes.io/job-name: b", [f"Invalid {LABELS}[batch.kubernetes.io/job-name]"]),
        ("", "controller-uid: b", [f"Invalid {LABELS}[controller-uid]"]),
        ("", "batch.kubernetes.io/controller-uid: b", [f"Invalid {LABELS}[batch.kubernetes.io/controller-uid]"]),
        ("", "batch.kubernetes.io/other: b", []),
    ],
)
def test_selectors(spec: str, labels: str, found: list[str]) -> None:
    assert rejected_job(spec, labels=labels) == found


@pytest.mark.parametrize("metadata", ["generateName: a-", "name: '${JOB}'"])
def test_a_label_with_a_name_that_is_not_known_yet(metadata: str) -> None:
    assert rejected_job("", labels="job-name: a-b", metadata=metadata) == []


@pytest.mark.parametrize(
    ("metadata", "spec", "found"),
    [
        (f"name: {'a' * 61}", INDEXED, []),
        (f"name: {'a' * 62}", INDEXED, ["Invalid metadata.name"]),
        (f"name: {'a' * 62}", "completions: 5", []),
        (f"name: {'a' * 63}", "completionMode: Indexed, completions: 0", []),
        (f"name: {'a' * 61}", "completionMode: Indexed, completions: 11", ["Invalid metadata.name"]),
        ("name: a.b", INDEXED, ["Invalid metadata.name"]),
        ("name: a.b", "", []),
        (f"generateName: {'a' * 55}-", INDEXED, []),
        (f"generateName: {'a' * 57}-", INDEXED, ["Invalid metadata.generateName"]),
        ("name: '${JOB}'", INDEXED, []),
    ],
)
def test_names_of_indexed_jobs(metadata: str, spec: str, found: list[str]) -> None:
    assert rejected_job(spec, metadata=metadata) == found


RULE = "spec.podFailurePolicy.rules[0]"
CODES = f"{RULE}.onExitCodes"


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("action: FailJob, onExitCodes: {operator: In, values: [1]}", []),
        ("action: Ignore, onPodConditions: [{type: DisruptionTarget}]", []),
        ("action: Count, onPodConditions: [{type: DisruptionTarget, status: 'False'}]", []),
        ("onPodConditions: [{type: DisruptionTarget}]", [f"Required {RULE}.action"]),
        ("action: Fail, onPodConditions: [{type: A}]", [f"NotSupported {RULE}.action"]),
        ("action: FailIndex, onPodConditions: [{type: A}]", [f"Invalid {RULE}.action"]),
        ("action: Count", [f"Invalid {RULE}"]),
        ("action: Count, onExitCodes: {operator: In, values: [1]}, onPodConditions: [{type: A}]", [f"Invalid {RULE}"]),
        ("action: Count, onExitCodes: {values: [1]}", [f"Required {CODES}.operator"]),
        ("action: Count, onExitCodes: {operator: Is, values: [1]}", [f"NotSupported {CODES}.operator"]),
        ("action: Count, onExitCodes: {operator: In}", [f"Invalid {CODES}.values"]),
        ("action: Count, onExitCodes: {operator: In, values: [0]}", [f"Invalid {CODES}.values[0]"]),
        ("action: Count, onExitCodes: {operator: NotIn, values: [0, 1]}", []),
        ("action: Count, onExitCodes: {operator: In, values: [1, 1]}", [f"Duplicate {CODES}.values[1]"]),
        ("action: Count, onExitCodes: {operator: In, values: [2, 1]}", [f"Invalid {CODES}.values"]),
        (f"action: Count, onExitCodes: {{operator: In, values: {list(range(1, 257))}}}", [f"TooMany {CODES}.values"]),
        ("action: Count, onExitCodes: {containerName: c, operator: In, values: [1]}", []),
        (
            "action: Count, onExitCodes: {containerName: d, operator: In, values: [1]}",
            [f"Invalid {CODES}.containerName"],
        ),
        ("action: Count, onPodConditions: [{status: 'True'}]", [f"Invalid {RULE}.onPodConditions[0].type"]),
        (
            "action: Count, onPodConditions: [{type: A, status: Maybe}]",
            [f"NotSupported {RULE}.onPodConditions[0].status"],
        ),
        (f"action: Count, onPodConditions: [{', '.join(['{type: A}'] * 21)}]", [f"TooMany {RULE}.onPodConditions"]),
    ],
)
def test_failure_policies(rule: str, found: list[str]) -> None:
    assert rejected_job(f"podFailurePolicy: {{rules: [{{{rule}}}]}}") == found


def test_failure_policies_of_indexed_jobs() -> None:
    rule = "{action: FailIndex, onPodConditions: [{type: A}]}"
    assert rejected_job(f"{INDEXED}, backoffLimitPerIndex: 0, podFailurePolicy: {{rules: [{rule}]}}") == []
    rules = ", ".join([rule] * 21)
    found = rejected_job(f"{INDEXED}, backoffLimitPerIndex: 0, podFailurePolicy: {{rules: [{rules}]}}")
    assert found == ["TooMany spec.podFailurePolicy.rules"]


SUCCESS = "spec.successPolicy.rules[0]"


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("succeededCount: 5", []),
        ("succeededCount: 6", [f"Invalid {SUCCESS}.succeededCount"]),
        ("succeededCount: -1", [f"Invalid {SUCCESS}.succeededCount"]),
        ("", [f"Required {SUCCESS}"]),
        ("succeededIndexes: '0,2-4'", []),
        ("succeededIndexes: '0', succeededCount: 1", []),
        ("succeededIndexes: 0-1, succeededCount: 3", [f"Invalid {SUCCESS}.succeededCount"]),
        ("succeededIndexes: '5'", [f"Invalid {SUCCESS}.succeededIndexes"]),
        ("succeededIndexes: 3-5", [f"Invalid {SUCCESS}.succeededIndexes"]),
        ("succeededIndexes: 3-1", [f"Invalid {SUCCESS}.succeededIndexes"]),
        ("succeededIndexes: 1-2-3", [f"Invalid {SUCCESS}.succeededIndexes"]),
        ("succeededIndexes: '2,1'", [f"Invalid {SUCCESS}.succeededIndexes"]),
        ("succeededIndexes: '1,1'", [f"Invalid {SUCCESS}.succeededIndexes"]),
        ("succeededIndexes: '1-3,3'", [f"Invalid {SUCCESS}.succeededIndexes"]),
        ("succeededIndexes: '1, 2'", [f"Invalid {SUCCESS}.succeededIndexes"]),
        ("succeededIndexes: first", [f"Invalid {SUCCESS}.succeededIndexes"]),
        ("succeededIndexes: ''", []),
        ("succeededIndexes: '', succeededCount: 1", [f"Invalid {SUCCESS}.succeededCount"]),
    ],
)
def test_success_policies(rule: str, found: list[str]) -> None:
    assert rejected_job(f"{INDEXED}, successPolicy: {{rules: [{{{rule}}}]}}") == found


def test_success_policies_as_a_whole() -> None:
    assert rejected_job("successPolicy: {rules: [{succeededCount: 0}]}") == ["Invalid spec.successPolicy"]
    assert rejected_job(f"{INDEXED}, successPolicy: {{}}") == ["Required spec.successPolicy.rules"]
    rules = ", ".join(["{succeededCount: 1}"] * 21)
    assert rejected_job(f"{INDEXED}, successPolicy: {{rules: [{rules}]}}") == ["TooMany spec.successPolicy.rules"]
    long = f"{INDEXED}, successPolicy: {{rules: [{{succeededIndexes: '{'0' * 65537}'}}]}}"
    assert f"TooLong {SUCCESS}.succeededIndexes" in rejected_job(long)


@pytest.mark.parametrize(
    ("spec", "minor", "found"),
    [
        ("successPolicy: {}", 30, []),
        ("successPolicy: {}", 31, ["Invalid spec.successPolicy", "Required spec.successPolicy.rules"]),
        ("managedBy: manager", 31, []),
        ("managedBy: manager", 32, ["Invalid spec.managedBy"]),
        ("scheduling: {}", 36, ["UnknownField spec.scheduling"]),
    ],
)
def test_releases(spec: str, minor: int, found: list[str]) -> None:
    assert rejected_job(spec, minor) == found
