"""What is asked of the values of a type: constraint lines compiled to checks, and where each of them applies."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from podlint.kubernetes.api.constraint_text import Constraint
from podlint.kubernetes.api.errors import INVALID, REQUIRED, ApiError
from podlint.kubernetes.api.guards import Guard, guard_of
from podlint.kubernetes.api.types import Asked, Check, Type, TypeRules
from podlint.kubernetes.api.values import Index, Struct
from podlint.kubernetes.api.words import WORDS, Judge
from podlint.pattern import pattern

Expression = Callable[[Mapping[str, object]], object]
Compile = Callable[[str], Expression]
"""Compiles a CEL expression over the variables in VARIABLES."""

Errors = list[ApiError]

VARIABLES = ("self", "parent", "root", "value", "index", "via")
"""In expressions: the struct, the one around it, the whole object, the field's value (or item), the index or key of the
item, and the field of the parent by which the struct is reached."""

_NAMES = pattern(r"\b(?:self(?:\.\w+)?|parent|root|via|value|index)\b")
"""The variables in an expression, and the fields of `self`."""

_OUTSIDE = {"parent", "root", "via"}
_MOST_SOUND = 1 << 12
_UNTYPED = ("any", "object")

_FLAGS = ("required", "always", "pointer", "default")


def compile_rules(kind: Type, constraints: list[Constraint], compile_expression: Compile) -> TypeRules:
    """The rules of a type; marks its fields as pointers where the constraints say so. Raises ValueError."""
    rules = TypeRules()
    for constraint in constraints:
        if constraint.field != "*" and constraint.field not in kind.fields:
            continue  # a field of other versions
        if constraint.condition:
            _add_rule(rules, constraint, compile_expression)
        else:
            _add_words(rules, kind, constraint)
    return rules


def _add_rule(rules: TypeRules, constraint: Constraint, compile_expression: Compile) -> None:
    guard = guard_of(constraint.condition)
    check = Asked(_rule(constraint, guard, compile_expression), guard, _reads(constraint, guard))
    if constraint.field == "*":
        rules.whole = (*rules.whole, check)
    elif constraint.reason == REQUIRED and not constraint.part:
        _add(rules.absent, constraint.field, check)
    else:
        _add(rules.present, constraint.field, check)


def _reads(constraint: Constraint, guard: Guard) -> frozenset[str] | None:
    """The fields whose values tell whether a condition holds that its guard admits; None if these don't say it all."""
    names = set(_NAMES.findall(guard.rest))
    if names & {"self", "parent", "root"}:
        return None
    fields = {name.removeprefix("self.") for name in names if name.startswith("self.")}
    fields.update(name for name, _ in guard.equal)
    return frozenset(fields | {constraint.field} if constraint.part or names & {"value", "index"} else fields)


def add_functions(rules: TypeRules, functions: Iterable[tuple[str, Callable[[Struct], Iterable[ApiError]]]]) -> None:
    """Checks in Python of structs that have a field, by that field."""
    for name, function in functions:
        _add(rules.present, name, Asked(_asking(function), function=function))


def _asking(function: Callable[[Struct], Iterable[ApiError]]) -> Check:
    def check(struct: Struct, _: str, __: Any, errors: Errors) -> None:
        errors.extend(function(struct))

    return check


def _add(table: dict[str, tuple[Asked, ...]], name: str, check: Asked) -> None:
    table[name] = (*table.get(name, ()), check)


def _add_words(rules: TypeRules, kind: Type, constraint: Constraint) -> None:
    name, words = constraint.field, constraint.words
    shape = kind.fields[name].shape
    if "pointer" in words:
        kind.fields[name].pointer = True
    if "default" in words:
        rules.defaults[name] = int(words["default"]) if shape.name.startswith("int") else words["default"]
    if "required" in words:
        _add(rules.absent, name, Asked(_required))
    if "always" in words and shape.word == "struct":
        rules.always = (*rules.always, name)
    for word, argument in words.items():
        if word not in _FLAGS and word != "reason":
            inner = shape.inner if constraint.part == "[]" else None
            is_scalar = inner is not None and inner.word == "scalar" and inner.name not in _UNTYPED
            sound = _Sound() if is_scalar or constraint.part == "{}" else None
            check = Asked(_checking(constraint, word, argument, sound), alone=True)
            _add(rules.present, name, check)
            if "always" in words:
                _add(rules.absent, name, check)


def _required(struct: Struct, name: str, _: Any, errors: Errors) -> None:
    errors.append(ApiError(REQUIRED, struct, name, "is required"))


class _Sound(set[Any]):
    """Scalars that a check found nothing wrong with; it judges by their value alone."""

    def remember(self, value: Any) -> None:
        if len(self) < _MOST_SOUND:
            self.add(value)


def _checking(constraint: Constraint, word: str, argument: str, sound: _Sound | None) -> Check:
    """The check of a word such as `max=10`, on the field or on each part of it; `sound` if the parts are scalars."""
    complain: Judge = WORDS[word](argument) if word in WORDS else WORDS["format"](word)
    part = constraint.part
    reason = constraint.words.get("reason", "")

    def check(struct: Struct, name: str, value: Any, errors: Errors) -> None:
        complaint = complain(value)
        if complaint is not None:
            errors.append(complaint.error(struct, name, None, value, reason))

    def check_each(struct: Struct, name: str, value: Any, errors: Errors) -> None:
        items = value.values() if part == "[]" and isinstance(value, dict) else value
        if sound is not None and sound.issuperset(items):
            return
        for index, item in entries(value):
            judged = index if part == "{}" else item
            complaint = complain(judged)
            if complaint is not None:
                errors.append(complaint.error(struct, name, index, judged, reason, at_key=part == "{}"))
            elif sound is not None:
                sound.remember(judged)

    return check_each if part else check


def entries(value: Any) -> "list[tuple[Index, Any]]":
    """Index and item of each item of a list, key and value of each entry of a map."""
    return list(value.items()) if isinstance(value, dict) else list(enumerate(value))


def _rule(constraint: Constraint, guard: Guard, compile_expression: Compile) -> Check:
    agrees = guard.agrees if guard.equal else None
    condition = _when_needed(guard.rest, compile_expression)
    detail = template(constraint.detail, compile_expression)
    reason = constraint.reason
    whole = constraint.field == "*"
    names = _NAMES.findall(constraint.condition + constraint.detail)
    binds = _bindings_within if _OUTSIDE.isdisjoint(names) else _bindings

    def judge(struct: Struct, name: str, index: Index, value: Any, errors: Errors) -> None:
        bindings = binds(struct, index, value)
        if condition(bindings) is True:
            at = "" if whole else name
            errors.append(ApiError(reason, struct, at, detail(bindings), index, value, at_key=reason != INVALID))

    def check(struct: Struct, name: str, value: Any, errors: Errors) -> None:
        if agrees is None or agrees(struct):
            judge(struct, name, None, value, errors)

    def check_each(struct: Struct, name: str, value: Any, errors: Errors) -> None:
        if agrees is None or agrees(struct):
            for index, item in entries(value):
                judge(struct, name, index, item, errors)

    return check_each if constraint.part else check


def _bindings(struct: Struct, index: Index, value: Any) -> dict[str, object]:
    parent = struct.parent
    around = {"parent": parent if parent is not None else struct, "root": struct.root, "via": struct.field}
    return {"self": struct, "value": value, "index": index, **around}


def _bindings_within(struct: Struct, index: Index, value: Any) -> dict[str, object]:
    """Of an expression that does not look beyond the struct."""
    return {"self": struct, "value": value, "index": index}


def _when_needed(source: str, compile_expression: Compile) -> Expression:
    """The expression, compiled when it is first asked: most rules are about fields that few manifests have."""
    compiled: list[Expression] = []

    def evaluate(bindings: Mapping[str, object]) -> object:
        if not compiled:
            compiled.append(compile_expression(source))
        return compiled[0](bindings)

    return evaluate


def template(text: str, compile_expression: Compile) -> Callable[[Mapping[str, object]], str]:
    """A text with expressions in braces, as a function of their variables."""
    if "{" not in text:
        return lambda _: text
    pieces = [piece.partition("}") for piece in text.split("{")]
    parts = [(_when_needed(inner, compile_expression), rest) for inner, _, rest in pieces[1:]]
    return lambda bindings: pieces[0][0] + "".join(f"{inner(bindings)}{rest}" for inner, rest in parts)
