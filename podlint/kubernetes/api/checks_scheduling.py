"""Checks of where pods may run: requirements on nodes, and keys of labels that are in a selector as well.

https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
"""

from collections import Counter
from collections.abc import Callable, Iterator

from podlint.kubernetes.api.errors import FORBIDDEN, INVALID, REQUIRED, ApiError
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.names import dns_subdomain, label_value, qualified_name

# How many values an operator takes, at least and at most.
_ANY = 2**31
_EXPRESSIONS = {
    "In": (1, _ANY),
    "NotIn": (1, _ANY),
    "Exists": (0, 0),
    "DoesNotExist": (0, 0),
    "Gt": (1, 1),
    "Lt": (1, 1),
}
_FIELDS = {"In": (1, 1), "NotIn": (1, 1)}
_AFFINITY_KEYS_SINCE = 31
_SELECTOR_MERGED_SINCE = 34
KEY_FIELDS = ("matchLabelKeys", "mismatchLabelKeys")
# Where values that no label can have are let through.
_TOLERANT = ("core.v1.PreferredSchedulingTerm", "core.v1.VolumeNodeAffinity")


def drop_gated_keys(term: Struct) -> None:
    """Forget the keys where the release knows and drops them."""
    if term.type.minor < _AFFINITY_KEYS_SINCE:
        for field in KEY_FIELDS:
            term.drop(field)


def requirement(struct: Struct) -> Iterator[ApiError]:
    """An entry of matchExpressions or matchFields."""
    of_fields = struct.field == "matchFields"
    operators = _FIELDS if of_fields else _EXPRESSIONS
    operator, values = struct.get("operator"), struct.get("values")
    if operator not in operators:
        detail = f"is not one of {', '.join(f'`{name}`' for name in operators)}"
        yield ApiError(INVALID, struct, "operator", detail, value=operator, supported=tuple(operators))
    else:
        yield from _count(struct, *operators[operator])
    key = struct.get("key")
    complaint = qualified_name(key) if not of_fields else None if key == "metadata.name" else "is not `metadata.name`"
    if complaint:
        yield ApiError(INVALID, struct, "key", complaint, value=key)
    elif of_fields or not any(struct.owner(name) for name in _TOLERANT):
        for index, value in enumerate(values):
            if wrong := dns_subdomain(value) if of_fields else label_value(value):
                yield ApiError(INVALID, struct, "values", wrong, index, value)


def _count(struct: Struct, least: int, most: int) -> Iterator[ApiError]:
    operator, count = struct.get("operator"), len(struct.get("values"))
    if least <= count <= most:
        return
    if most == 0:
        yield ApiError(FORBIDDEN, struct, "values", f"has no meaning with the operator {operator}")
    else:
        amount = "exactly one value" if most == 1 else "a value"
        yield ApiError(REQUIRED, struct, "values", f"has to have {amount} with the operator {operator}")


def keys_in_selector(term: Struct) -> Iterator[ApiError]:
    """matchLabelKeys and mismatchLabelKeys of affinity.

    The API server adds an expression to the selector of a Pod, not of a template, for each key that its labels have.
    """
    given = [(field, index, key) for field in KEY_FIELDS if field in term for index, key in enumerate(term[field])]
    if not given or "labelSelector" not in term:
        return
    labels = _labels(term)
    expressions = _expressions(term["labelSelector"]) + Counter(key for _, _, key in given if key in labels)
    matched = term["labelSelector"].get("matchLabels")
    for field, index, key in given:
        if key in expressions and expressions[key] + (key in matched) > 1:
            yield ApiError(INVALID, term, field, "is also in the labelSelector", index, key)


def spread_keys_in_selector(constraint: Struct) -> Iterator[ApiError]:
    """Before 1.34 nothing was added, and no key could be in both."""
    if constraint.type.minor >= _SELECTOR_MERGED_SINCE:
        yield from keys_in_selector(constraint)
        return
    selector = constraint.get("labelSelector")
    used = {*selector.get("matchLabels"), *_expressions(selector)}
    for index, key in enumerate(constraint.get("matchLabelKeys")):
        if key in used:
            yield ApiError(INVALID, constraint, "matchLabelKeys", "is also in the labelSelector", index, key)


def _labels(term: Struct) -> dict[str, str]:
    root = term.root
    labels: dict[str, str] = root.get("metadata").get("labels") if root.get("kind") == "Pod" else {}
    return labels


def _expressions(selector: Struct) -> Counter[str]:
    return Counter(expression.get("key") for expression in selector.get("matchExpressions"))


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "core.v1.NodeSelectorRequirement": (requirement,),
    "core.v1.PodAffinityTerm": (keys_in_selector,),
    "core.v1.TopologySpreadConstraint": (spread_keys_in_selector,),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {"core.v1.PodAffinityTerm": (drop_gated_keys,)}
