"""From an object's YAML to everything the API server would say about it: decode, default, validate."""

from podlint.kubernetes.api.checks import CHECKS, DEFAULTS
from podlint.kubernetes.api.decoding import Decoder
from podlint.kubernetes.api.errors import REQUIRED, UNKNOWN_FIELD, WRONG_TYPE, ApiError
from podlint.kubernetes.api.schema import Schema
from podlint.kubernetes.api.values import Struct
from podlint.reading import Mapping


def judge(schema: Schema, type_name: str, node: Mapping) -> list[ApiError]:
    """What the API server of this version would refuse in an object of this type.

    As there, an object with a value of the wrong type is not looked at any further. What is missing because its name
    is misspelled is not reported as missing.
    """
    decoder = Decoder(schema.type(type_name), node)
    errors = decoder.errors
    if any(error.reason == WRONG_TYPE for error in errors):
        return errors
    for struct in decoder.structs:
        _default(struct)
    found: list[ApiError] = []
    for struct in decoder.structs:
        _validate(struct, found)
    if errors and found:
        meant = {(id(error.struct), error.near) for error in errors if error.reason == UNKNOWN_FIELD}
        found = [error for error in found if error.reason != REQUIRED or (id(error.struct), error.field) not in meant]
    return errors + found


def _default(struct: Struct) -> None:
    rules = struct.type.rules
    if rules is not None:
        for name, value in rules.defaults.items():
            if name not in struct:
                struct[name] = value
    for default in DEFAULTS.get(struct.type.name, ()):
        default(struct)


def _validate(struct: Struct, errors: list[ApiError]) -> None:
    rules = struct.type.rules
    if rules is not None:
        present = rules.present
        for name, value in struct.items():
            for check in present.get(name, ()):
                check(struct, name, value, errors)
        for name, checks in rules.absent.items():
            if name not in struct:
                for check in checks:
                    check(struct, name, struct.get(name), errors)
        for check in rules.whole:
            check(struct, "", struct, errors)
    for judge_struct in CHECKS.get(struct.type.name, ()):
        errors.extend(judge_struct(struct))
