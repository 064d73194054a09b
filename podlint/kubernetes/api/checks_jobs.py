"""Checks of Jobs: selectors, which the API server makes, names of Indexed Jobs, policies of failure and success.

https://kubernetes.io/docs/concepts/workloads/controllers/job/
"""

from collections.abc import Callable, Iterator

from podlint.kubernetes.api.errors import INVALID, REQUIRED, ApiError
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.names import dns_label
from podlint.kubernetes.placeholders import is_placeholder
from podlint.kubernetes.selectors import matches_selector
from podlint.pattern import pattern

# Fields whose feature gate is off, by the release in which it comes on; 99 is none yet.
GATED = {"managedBy": 32, "scheduling": 99, "successPolicy": 31}

NAME_LABELS = ("batch.kubernetes.io/job-name", "job-name")
UID_LABELS = ("batch.kubernetes.io/controller-uid", "controller-uid")
_SUFFIX = "x" * 5
_WHOLE = pattern(r"[+-]?[0-9]{1,18}")


def drop_gated(spec: Struct) -> None:
    """Forget the fields that the release knows and drops."""
    for name, since in GATED.items():
        if name in spec and spec.type.minor < since:
            spec.drop(name)


def drop_template_metadata(template: Struct) -> None:
    """Nobody looks at the metadata of a CronJob's template before a Job is made of it."""
    template.drop("metadata")


def indexed_name(job: Struct) -> Iterator[ApiError]:
    """Each pod of an Indexed Job has the name of the Job and its index for a host name."""
    metadata, spec = job.get("metadata"), job.get("spec")
    field = "name" if metadata.get("name") else "generateName"
    name = metadata.get(field)
    if spec.get("completionMode") != "Indexed" or spec.get("completions") < 1 or not name:
        return
    host = f"{name}{'' if field == 'name' else _SUFFIX}-{spec['completions'] - 1}"
    if complaint := dns_label(host):
        detail = f"makes the host name `{host}` for the last pod, which {complaint}"
        yield ApiError(INVALID, metadata, field, detail, value=name)


def selector(job: Struct) -> Iterator[ApiError]:
    """https://kubernetes.io/docs/concepts/workloads/controllers/job/#specifying-your-own-pod-selector"""
    spec = job.get("spec")
    if spec.get("manualSelector"):
        yield from _own_selector(spec)
        return
    given = spec.get("selector")
    if given.get("matchLabels") or given.get("matchExpressions"):
        detail = "is made by the API server, unless manualSelector is true"
        yield ApiError(INVALID, spec, "selector", detail)
    yield from _made_labels(job.get("metadata").get("name"), spec.get("template").get("metadata"))


def _own_selector(spec: Struct) -> Iterator[ApiError]:
    metadata = spec.get("template").get("metadata")
    if "selector" not in spec:
        yield ApiError(REQUIRED, spec, "selector", "is required where manualSelector is true")
    elif matches_selector(spec["selector"], metadata.get("labels")) is False:
        yield ApiError(INVALID, metadata, "labels", "are not what the selector selects")


def _made_labels(name: str, metadata: Struct) -> Iterator[ApiError]:
    """Labels that the API server sets itself, and compares with those that are there already."""
    for label, value in metadata.get("labels").items():
        if label in UID_LABELS:
            detail = "is set by the API server, to the uid of the Job"
            yield ApiError(INVALID, metadata, "labels", detail, label, value)
        elif label in NAME_LABELS and name and value != name and not is_placeholder(name):
            detail = f"is set by the API server, to the name of the Job, {name}"
            yield ApiError(INVALID, metadata, "labels", detail, label, value)


def failure_policy(spec: Struct) -> Iterator[ApiError]:
    """https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy"""
    pod = spec.get("template").get("spec")
    names = {container.get("name") for container in pod.structs("initContainers", "containers")}
    for rule in spec.get("podFailurePolicy").get("rules"):
        if rule.get("action") == "FailIndex" and "backoffLimitPerIndex" not in spec:
            yield ApiError(
                INVALID, rule, "action", "can be FailIndex only with backoffLimitPerIndex", value="FailIndex"
            )
        codes = rule.get("onExitCodes")
        if "containerName" in codes and codes["containerName"] not in names and not any(map(is_placeholder, names)):
            detail = "names no container or init container of the template"
            yield ApiError(INVALID, codes, "containerName", detail, value=codes["containerName"])
        values = codes.get("values")
        if "onExitCodes" in rule and not values:
            yield ApiError(INVALID, codes, "values", "has to have a value")
        if list(values) != sorted(values):
            yield ApiError(INVALID, codes, "values", "are not in ascending order")


def success_rule(rule: Struct) -> Iterator[ApiError]:
    """https://kubernetes.io/docs/concepts/workloads/controllers/job/#success-policy"""
    spec = rule.owner("batch.v1.JobSpec")
    if spec is None or "completions" not in spec or spec.get("completionMode") != "Indexed":
        return
    count, most, shown = rule.get("succeededCount"), spec["completions"], "completions"
    if "succeededIndexes" in rule:
        listed = _indexes(rule["succeededIndexes"], spec["completions"])
        if isinstance(listed, str):
            yield ApiError(INVALID, rule, "succeededIndexes", listed, value=rule["succeededIndexes"])
        elif listed < most:
            most, shown = listed, "the number of succeededIndexes"
    if count > most:
        yield ApiError(INVALID, rule, "succeededCount", f"is more than {shown}, {most}", value=count)


def _indexes(text: str, completions: int) -> int | str:
    """How many indexes a list such as `0,2-4` has, or what is wrong with it."""
    last, count = -1, 0
    for part in text.split(",") if text else ():
        ends = part.split("-")
        if len(ends) > 2 or not all(map(_WHOLE.fullmatch, ends)):
            return f"has `{part}`, which is neither an index nor a range such as 2-4"
        first, final = int(ends[0]), int(ends[-1])
        if max(first, final) >= completions:
            return f"has `{part}`, which is beyond the last index, {completions - 1}"
        if first <= last or (len(ends) == 2 and first >= final):
            return f"has `{part}` out of ascending order"
        last, count = final, count + final - first + 1
    return count


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "batch.v1.Job": (indexed_name, selector),
    "batch.v1.JobSpec": (failure_policy,),
    "batch.v1.SuccessPolicyRule": (success_rule,),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {
    "batch.v1.JobSpec": (drop_gated,),
    "batch.v1.JobTemplateSpec": (drop_template_metadata,),
}
