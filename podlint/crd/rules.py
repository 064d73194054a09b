"""Rules in CEL (x-kubernetes-validations): what each says of the values it is about.

A rule that can't be compiled or evaluated here says nothing, unless the API server could not evaluate it either.
https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from podlint.cel import DYN, CelError, Environment, EvaluationError, Program, compile_expression
from podlint.cel.meter import METER, Meter
from podlint.cel.values import NONE
from podlint.crd.errors import Steps
from podlint.crd.schema import Rule, Schema
from podlint.crd.validation import Fault
from podlint.crd.views import Views
from podlint.kubernetes.api.errors import DUPLICATE, FORBIDDEN, INVALID, REQUIRED
from podlint.pattern import pattern

MAX_TURNS = 200_000
MAX_TEXT = 50_000_000
_ENVIRONMENT = Environment({"self": DYN, "oldSelf": DYN})
_REASONS = {
    "FieldValueDuplicate": DUPLICATE,
    "FieldValueForbidden": FORBIDDEN,
    "FieldValueRequired": REQUIRED,
}
_CERTAIN = ("no such key", "index out of range", "division by zero")
"""Errors that do not come from a limit of podlint's."""
_LONGEST_MESSAGE = 5_000
_FIELD_STEP = pattern(r"\.([A-Za-z_][\w-]*)|\['((?:[^'\\]|\\.)*)'\]")


class Rules:
    """Asks the rules of one resource. `size` is that of its text, so that work and memory stay within bounds."""

    __slots__ = ("meter", "views")

    def __init__(self, size: int) -> None:
        self.views = Views()
        self.meter = Meter(min(MAX_TURNS, MAX_TEXT // max(size, 1)))

    def faults(self, value: Any, schema: Schema, steps: Steps) -> Iterator[Fault]:
        """What the rules of a schema and those below it say of a value. Null is left to the rules around it."""
        if value is None or not schema.ruled:
            return
        for rule in schema.rules:
            fault = self._fault(rule, value, schema, steps)
            if fault is not None:
                yield fault
        if isinstance(value, dict):
            for key, item in value.items():
                inner = schema.below(key)
                if inner is not None:
                    yield from self.faults(item, inner, (*steps, key))
        elif isinstance(value, list) and schema.items is not None:
            for index, item in enumerate(value):
                yield from self.faults(item, schema.items, (*steps, index))

    def _fault(self, rule: Rule, value: Any, schema: Schema, steps: Steps) -> Fault | None:
        program = _program(rule.source)
        if program is None or ("oldSelf" in program.identifiers and not rule.optional_old_self):
            return None
        try:
            bindings = {"self": self.views.of(value, schema), "oldSelf": NONE, METER: self.meter}
            holds = program(bindings) is not False
        except EvaluationError as error:
            if not error.message.startswith(_CERTAIN):
                return None
            detail = f"fails a rule of its schema ({error.message})"
            return Fault(INVALID, steps, detail, schema, _RULES, value, rule=rule)
        if holds:
            return None
        reason = _REASONS.get(rule.reason, INVALID)
        detail = f"breaks a rule of its schema: {_message(rule, bindings)}"
        return Fault(reason, (*steps, *_field_path(rule.field_path)), detail, schema, _RULES, value, rule=rule)


_RULES = "x-kubernetes-validations"


@lru_cache(maxsize=4096)
def _program(source: str) -> Program | None:
    try:
        return compile_expression(source, _ENVIRONMENT)
    except CelError:
        return None


def _message(rule: Rule, bindings: dict[str, Any]) -> str:
    """In one line: what the message expression gives, else the message, else the rule itself."""
    program = _program(rule.message_expression) if rule.message_expression else None
    text: object = ""
    if program is not None:
        try:
            text = program(bindings)
        except EvaluationError:
            text = ""
    usable = isinstance(text, str) and "\n" not in text.strip() and len(text) <= _LONGEST_MESSAGE
    chosen = text if usable and isinstance(text, str) and text.strip() else rule.message or rule.source
    return " ".join(chosen.split())


def _field_path(path: str) -> Steps:
    """The steps of `.spec.replicas` or `['my-field']`; none where it is written otherwise."""
    found = list(_FIELD_STEP.finditer(path))
    if sum(len(step[0]) for step in found) != len(path):
        return ()
    return tuple(step[1] or re.sub(r"\\(.)", r"\1", step[2]) for step in found)
