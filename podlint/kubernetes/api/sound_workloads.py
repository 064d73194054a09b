"""What has a template of pods, or scales it: what tells that the checks in Python would find nothing."""

from podlint.kubernetes.api import (
    checks_autoscaling,
    checks_controllers,
    checks_jobs,
    checks_rollouts,
    checks_workloads,
)
from podlint.kubernetes.api.sound import Sound
from podlint.reading import Mapping

_NONE = Mapping()


def _pod(spec: Mapping) -> Mapping:
    """The pod of the template, which may be empty."""
    return (spec.get("template") or _NONE).get("spec") or _NONE


def _labels(spec: Mapping) -> Mapping:
    """Those of the template."""
    return ((spec.get("template") or _NONE).get("metadata") or _NONE).get("labels") or _NONE


def _selects_its_pods(spec: Mapping) -> bool:
    """By labels alone, which its template has."""
    selector = spec.get("selector") or _NONE
    labels = selector.get("matchLabels") or _NONE
    return bool(labels) and len(selector) == 1 and labels.items() <= _labels(spec).items()


def _has_sound_selector(spec: Mapping) -> bool:
    """Of a ReplicationController, where it is the labels themselves."""
    selector = spec.get("selector") or _NONE
    return bool(selector) and selector.items() <= _labels(spec).items()


def _runs_for_ever(spec: Mapping) -> bool:
    pod = _pod(spec)
    return pod.get("restartPolicy") in (None, "", "Always") and "activeDeadlineSeconds" not in pod


def _ends(spec: Mapping) -> bool:
    return _pod(spec).get("restartPolicy") in ("OnFailure", "Never") and "podFailurePolicy" not in spec


def _is_plain_job(job: Mapping) -> bool:
    """Its pods have no numbers, and the API server makes its selector and the labels for that."""
    spec = job.get("spec") or _NONE
    made = (*checks_jobs.UID_LABELS, *checks_jobs.NAME_LABELS)
    given = any(spec.get(name) for name in ("manualSelector", "selector")) or spec.get("completionMode") == "Indexed"
    return not given and not any(name in made for name in _labels(spec))


def _is_above_zero(amount: int | str | None) -> bool:
    """Of a number or percentage of pods; the defaults of those that are asked for it here are above zero."""
    return amount is None or (amount > 0 if isinstance(amount, int) else amount[:1] > "0")


def _moves_pods(update: Mapping) -> bool:
    return _is_above_zero(update.get("maxUnavailable")) or _is_above_zero(update.get("maxSurge"))


def _takes_pods_away_first(update: Mapping) -> bool:
    return "maxSurge" not in update and _is_above_zero(update.get("maxUnavailable"))


def _names_group(reference: Mapping) -> bool:
    group, slash, version = (reference.get("apiVersion") or "").partition("/")
    return bool(group and slash) and "/" not in version


def _scales_from_one(autoscaler: Mapping) -> bool:
    return (autoscaler.get("spec") or _NONE).get("minReplicas") != 0


def _has_one_target(metric: Mapping) -> bool:
    target = metric.get("target") or _NONE
    return (target.get("averageUtilization") is None) != (target.get("averageValue") is None)


_CHECKS = (checks_workloads.runs_for_ever, checks_workloads.selector_fits)
_CONTROLLER = Sound(_CHECKS, (_runs_for_ever, _selects_its_pods))
_REFERENCE = Sound((checks_autoscaling.scaled,), (_names_group,))

SOUND = {
    "apps.v1.DaemonSetSpec": _CONTROLLER,
    "apps.v1.DaemonSetUpdateStrategy": Sound(
        (), (), (checks_workloads.drop_unused_rollout,), ("type", "rollingUpdate")
    ),
    "apps.v1.DeploymentSpec": _CONTROLLER,
    "apps.v1.ReplicaSetSpec": _CONTROLLER,
    "apps.v1.RollingUpdateDaemonSet": Sound((checks_rollouts.daemon_set,), (_takes_pods_away_first,)),
    "apps.v1.RollingUpdateDeployment": Sound((checks_rollouts.deployment,), (_moves_pods,)),
    "apps.v1.StatefulSetSpec": Sound(_CHECKS, _CONTROLLER.tests, (checks_workloads.leave_unjudged_pods,)),
    "autoscaling.v1.CrossVersionObjectReference": _REFERENCE,
    "autoscaling.v1.HorizontalPodAutoscaler": Sound((checks_autoscaling.zero_replicas,), (_scales_from_one,)),
    "autoscaling.v2.CrossVersionObjectReference": _REFERENCE,
    "autoscaling.v2.ResourceMetricSource": Sound((checks_autoscaling.resource_target,), (_has_one_target,)),
    "batch.v1.Job": Sound((checks_jobs.indexed_name, checks_jobs.selector), (_is_plain_job,)),
    "batch.v1.JobSpec": Sound(
        (checks_workloads.ends, checks_jobs.failure_policy),
        (_ends,),
        (checks_jobs.drop_gated,),
        tuple(checks_jobs.GATED),
    ),
    "batch.v1.JobTemplateSpec": Sound((), (), (checks_jobs.drop_template_metadata,)),
    "core.v1.ReplicationControllerSpec": Sound(
        (checks_controllers.template,),
        (_has_sound_selector, _runs_for_ever),
        (checks_controllers.default_selector,),
        ("selector",),
    ),
}
