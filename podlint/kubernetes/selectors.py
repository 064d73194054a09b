"""Label selectors: whether a set of labels is selected, or whether nobody can say because values are not known yet."""

from collections.abc import Callable, Mapping
from typing import Any

from podlint.kubernetes.placeholders import is_placeholder

Verdict = bool | None
"""True, False, or None where a value is not statically known."""


def matches_labels(selector: Mapping[str, Any], labels: Mapping[str, Any]) -> Verdict:
    """Whether a Service's or ReplicationController's selector selects the labels.

    An empty selector selects nothing here: the Endpoints of such a Service are made by hand.
    https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors
    """
    return all_of([_equals(key, value, labels) for key, value in selector.items()]) if selector else False


def matches_selector(selector: Mapping[str, Any] | None, labels: Mapping[str, Any]) -> Verdict:
    """Whether a `metav1.LabelSelector` selects the labels: none selects nothing, an empty one everything.

    https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements
    """
    if selector is None:
        return False
    match_labels = selector.get("matchLabels")
    expressions = selector.get("matchExpressions")
    verdicts: list[Verdict] = []
    if isinstance(match_labels, Mapping):
        verdicts += [_equals(key, value, labels) for key, value in match_labels.items()]
    if isinstance(expressions, list):
        verdicts += [_holds(expression, labels) for expression in expressions]
    return all_of(verdicts)


def all_of(verdicts: list[Verdict]) -> Verdict:
    """False if one is false, else None if one is unknown, else True."""
    if False in verdicts:
        return False
    return None if None in verdicts else True


def any_of(verdicts: list[Verdict]) -> Verdict:
    """True if one is true, else None if one is unknown, else False."""
    if True in verdicts:
        return True
    return None if None in verdicts else False


def _negated(verdict: Verdict) -> Verdict:
    return None if verdict is None else not verdict


def _is_known(value: object) -> bool:
    return isinstance(value, str) and not is_placeholder(value)


def _exists(key: object, labels: Mapping[str, Any]) -> Verdict:
    if not isinstance(key, str) or is_placeholder(key):
        return None
    if key in labels:
        return True
    return None if any(map(is_placeholder, labels)) else False


def _equals(key: object, value: object, labels: Mapping[str, Any]) -> Verdict:
    exists = _exists(key, labels)
    if not exists:
        return exists
    actual = labels[str(key)]
    return actual == value if _is_known(actual) and _is_known(value) else None


def _in(key: object, values: object, labels: Mapping[str, Any]) -> Verdict:
    if not isinstance(values, list):
        return None
    return any_of([_equals(key, value, labels) for value in values])


# A NotIn also holds for labels that lack the key.
_OPERATORS: dict[str, Callable[[object, object, Mapping[str, Any]], Verdict]] = {
    "In": _in,
    "NotIn": lambda key, values, labels: _negated(_in(key, values, labels)),
    "Exists": lambda key, _values, labels: _exists(key, labels),
    "DoesNotExist": lambda key, _values, labels: _negated(_exists(key, labels)),
}


def _holds(expression: object, labels: Mapping[str, Any]) -> Verdict:
    if not isinstance(expression, Mapping):
        return None
    operator = _OPERATORS.get(str(expression.get("operator")))
    return operator(expression.get("key"), expression.get("values"), labels) if operator else None
