"""From an object's YAML to everything the API server would say about it: decode, default, validate."""

from podlint.kubernetes.api.acceptance import accepts_object
from podlint.kubernetes.api.decoding import Decoder
from podlint.kubernetes.api.errors import REQUIRED, UNKNOWN_FIELD, WRONG_TYPE, ApiError
from podlint.kubernetes.api.schema import Schema
from podlint.kubernetes.api.types import Field, Shape, Type, TypeRules, scalar
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.names import Check
from podlint.kubernetes.placeholders import is_placeholder
from podlint.reading import Mapping

_META = "meta.v1.ObjectMeta"
_ANY, _TEXT = Field("", scalar("any"), []), Field("", scalar("string"), [])


def judge(schema: Schema, type_name: str, node: Mapping) -> list[ApiError]:
    """What the API server of this version would refuse in an object of this type.

    As there, an object with a value of the wrong type, a placeholder included, is not looked at any further. What
    is missing because its name is misspelled is not reported as missing.
    """
    kind = schema.type(type_name)
    return [] if accepts_object(kind, node) else judge_as(kind, node)


def judge_envelope(schema: Schema, node: Mapping, name_check: Check) -> list[ApiError]:
    """What would be refused in apiVersion, kind and metadata of an object whose other fields have no API type."""
    kind = Type(f"custom.{node.get('kind')}", schema.minor, name_check=name_check)
    kind.fields = dict.fromkeys(node, _ANY) | {"apiVersion": _TEXT, "kind": _TEXT}
    kind.fields["metadata"] = Field(
        "metadata", Shape("struct", "ObjectMeta", None, find=lambda: schema.type(_META)), []
    )
    return judge_as(kind, node)


def judge_as(kind: Type, node: Mapping) -> list[ApiError]:
    decoder = Decoder(kind, node)
    found = _judged(decoder)
    _forget(decoder.structs)
    return found


def _judged(decoder: Decoder) -> list[ApiError]:
    errors = _settled(decoder.errors)
    if any(error.reason == WRONG_TYPE for error in decoder.errors):
        return errors
    judged = [struct for struct in decoder.structs if struct.rules is not None]
    for struct in judged:
        if (rules := struct.rules) is not None:
            rules.fill(struct)
    found: list[ApiError] = []
    for struct in judged:
        if (rules := struct.rules) is not None:  # a default may have dropped what is around it
            _validate(struct, rules, found)
    if errors and found:
        meant = {(id(error.struct), error.near) for error in errors if error.reason == UNKNOWN_FIELD}
        found = [error for error in found if error.reason != REQUIRED or (id(error.struct), error.field) not in meant]
    return errors + _settled(found)


def _forget(structs: list[Struct]) -> None:
    """Structs hold each other, and a run has no garbage collector: their memory serves the next object.

    Errors ask them for what is around them and for their mappings alone.
    """
    for struct in structs:
        struct.clear()


def _settled(errors: list[ApiError]) -> list[ApiError]:
    """Those about values that will be applied as they stand: a placeholder is filled in before."""
    return [error for error in errors if not is_placeholder(error.value)]


def _validate(struct: Struct, rules: TypeRules, errors: list[ApiError]) -> None:
    key = (struct.field, *struct)
    plan = rules.plans.get(key) or rules.plan(key)
    if plan.idle:
        return
    for name, check in plan.given:
        check(struct, name, struct[name], errors)
    for name, check in plan.missing:
        check(struct, name, struct.get(name), errors)
    for check in plan.whole:
        check(struct, "", struct, errors)
    for function in rules.functions:
        errors.extend(function(struct))
