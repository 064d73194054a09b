"""The checks and defaults that constraint lines can't express, by the type they are about."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from podlint.kubernetes.api import (
    checks_autoscaling,
    checks_claims,
    checks_classes,
    checks_config,
    checks_controllers,
    checks_downward,
    checks_endpoints,
    checks_jobs,
    checks_limits,
    checks_meta,
    checks_networking,
    checks_persistent_volumes,
    checks_pod_annotations,
    checks_pod_policy,
    checks_pods,
    checks_quotas,
    checks_rbac,
    checks_references,
    checks_resources,
    checks_rollouts,
    checks_scheduling,
    checks_service,
    checks_volumes,
    checks_workloads,
)
from podlint.kubernetes.api.errors import ApiError
from podlint.kubernetes.api.values import Struct

StructCheck = Callable[[Struct], Iterable[ApiError]]
Default = Callable[[Struct], None]

_MODULES = (
    checks_autoscaling,
    checks_claims,
    checks_classes,
    checks_config,
    checks_controllers,
    checks_downward,
    checks_endpoints,
    checks_jobs,
    checks_limits,
    checks_meta,
    checks_networking,
    checks_persistent_volumes,
    checks_pod_annotations,
    checks_pod_policy,
    checks_pods,
    checks_quotas,
    checks_rbac,
    checks_references,
    checks_resources,
    checks_rollouts,
    checks_scheduling,
    checks_service,
    checks_volumes,
    checks_workloads,
)


T = TypeVar("T")


def _joined(tables: Iterable[Mapping[str, tuple[T, ...]]]) -> dict[str, tuple[T, ...]]:
    joined: dict[str, tuple[T, ...]] = {}
    for table in tables:
        for name, functions in table.items():
            joined[name] = joined.get(name, ()) + functions
    return joined


CHECKS: dict[str, tuple[StructCheck, ...]] = _joined(module.CHECKS for module in _MODULES)
"""By type: functions that look at a struct of it, after all defaults are in, and yield what is wrong."""

DEFAULTS: dict[str, tuple[Default, ...]] = _joined(module.DEFAULTS for module in _MODULES)
"""By type: functions that fill in what the API server would, before anything is judged."""
