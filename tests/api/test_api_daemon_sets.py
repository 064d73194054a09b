"""DaemonSets: their updates."""

import pytest
from api_judging import rejected_spec, workload

UPDATE = "spec.updateStrategy.rollingUpdate"


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        ("revisionHistoryLimit: 0", []),
        ("revisionHistoryLimit: -1", ["Invalid spec.revisionHistoryLimit"]),
        ("updateStrategy: {}", []),
        ("updateStrategy: {type: OnDelete}", []),
        ("updateStrategy: {type: Recreate}", ["NotSupported spec.updateStrategy.type"]),
        # Nobody looks at what the type leaves unused.
        ("updateStrategy: {type: OnDelete, rollingUpdate: {maxSurge: -1, maxUnavailable: 101%}}", []),
        ("replicas: 1", ["UnknownField spec.replicas"]),
    ],
)
def test_daemon_sets(spec: str, found: list[str]) -> None:
    assert rejected_spec("DaemonSet", workload(spec)) == found


@pytest.mark.parametrize(
    ("update", "found"),
    [
        ("", []),
        ("maxUnavailable: 1", []),
        ("maxUnavailable: 100%", []),
        ("maxUnavailable: 101%", [f"Invalid {UPDATE}.maxUnavailable"]),
        ("maxUnavailable: -1", [f"Invalid {UPDATE}.maxUnavailable"]),
        ("maxUnavailable: '1'", [f"Invalid {UPDATE}.maxUnavailable"]),
        # The defaults are maxUnavailable 1 and maxSurge 0.
        ("maxUnavailable: 0", [f"Required {UPDATE}.maxUnavailable"]),
        ("maxUnavailable: 0%, maxSurge: 0%", [f"Required {UPDATE}.maxUnavailable"]),
        ("maxSurge: 1", [f"Invalid {UPDATE}.maxSurge"]),
        ("maxSurge: 10%, maxUnavailable: 10%", [f"Invalid {UPDATE}.maxSurge"]),
        ("maxSurge: 1, maxUnavailable: 0", []),
        ("maxSurge: 100%, maxUnavailable: 0%", []),
        ("maxSurge: 101%, maxUnavailable: 0", [f"Invalid {UPDATE}.maxSurge"]),
        ("maxSurge: '${SURGE}', maxUnavailable: 0", []),
    ],
)
def test_rolling_updates(update: str, found: list[str]) -> None:
    assert rejected_spec("DaemonSet", workload(f"updateStrategy: {{rollingUpdate: {{{update}}}}}")) == found
