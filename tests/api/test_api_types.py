"""The data in schemas/kubernetes: every type and every constraint is sound in every release."""

from itertools import product

import pytest

from podlint.cel import DYN, CelType, Environment, ListOf, MapOf, Record, compile_expression
from podlint.cel.types import BOOL, INT, STRING
from podlint.facts.api import schema_of
from podlint.kubernetes.api.constraint_text import Constraint, parse_constraints
from podlint.kubernetes.api.errors import FIELD_REASONS
from podlint.kubernetes.api.releases import NEWEST, OLDEST
from podlint.kubernetes.api.rules import VARIABLES
from podlint.kubernetes.api.schema import constraint_blocks, kind_lines, type_blocks
from podlint.kubernetes.api.types import Shape, Type
from podlint.kubernetes.scopes import is_namespaced

MINORS = range(OLDEST, NEWEST + 1)
TYPES = sorted({words[2] for words in kind_lines().values()})
CONSTRAINED = sorted(constraint_blocks())


def structs_of(shape: Shape) -> Type | None:
    while shape.inner is not None:
        shape = shape.inner
    return shape.struct if shape.word == "struct" else None


@pytest.mark.parametrize("minor", MINORS)
def test_every_type_that_a_kind_uses_is_there(minor: int) -> None:
    schema = schema_of(minor)
    served = {kind.type_name for key in kind_lines() if (kind := schema.kind(*key.split()))}
    waiting = [schema.type(name) for name in sorted(served)]
    seen = {found.name for found in waiting}
    for found in waiting:
        inner = [structs_of(field.shape) for field in found.fields.values()]
        for new in (one for one in inner if one is not None and one.name not in seen):
            seen.add(new.name)
            waiting.append(new)
    assert len(seen) > 500
    assert {"core.v1.PodSpec", "core.v1.Container", "meta.v1.ObjectMeta"} <= seen


def test_fields_come_and_go() -> None:
    assert "hostnameOverride" not in schema_of(33).type("core.v1.PodSpec").fields
    assert "hostnameOverride" in schema_of(34).type("core.v1.PodSpec").fields
    assert "source" in schema_of(30).type("core.v1.PodResourceClaim").fields
    assert "source" not in schema_of(31).type("core.v1.PodResourceClaim").fields


def test_kinds_come_and_go() -> None:
    key = ("flowcontrol.apiserver.k8s.io/v1beta3", "FlowSchema")
    assert schema_of(31).kind(*key) is not None
    assert schema_of(32).kind(*key) is None
    assert schema_of(37).kind("v1", "Deployment") is None


def test_scopes_agree() -> None:
    known = {(words[0], words[1]): words[3] == "namespaced" for words in kind_lines().values() if words[3] != "-"}
    told = {key: is_namespaced(*key) for key in known}
    assert [key for key, scope in known.items() if told[key] not in (scope, None)] == []


@pytest.mark.parametrize("name", CONSTRAINED)
def test_constraints_are_about_fields_that_exist(name: str) -> None:
    assert name in type_blocks(name.partition(".")[0]), "no such type"
    fields = {field for minor in MINORS for field in fields_in(name, minor)}
    told = {one.field for minor in MINORS for one in constraints_of(name, minor)}
    assert told - fields - {"*"} == set()


def fields_in(name: str, minor: int) -> list[str]:
    try:
        return list(schema_of(minor).type(name).fields)
    except KeyError:
        return []


def constraints_of(name: str, minor: int) -> list[Constraint]:
    return [one for block in constraint_blocks()[name] for one in parse_constraints(block, minor)]


def cel_type(shape: Shape) -> CelType:
    if shape.word == "struct":
        return record(shape.struct)
    if shape.inner is not None:
        inner = cel_type(shape.inner)
        return ListOf(inner) if shape.word == "list" else MapOf(STRING, inner)
    scalars = {"string": STRING, "bool": BOOL, "int32": INT, "int64": INT, "quantity": STRING, "time": STRING}
    return scalars.get(shape.name, DYN)


def record(kind: Type) -> Record:
    return Record(kind.name, lambda: {name: cel_type(field.shape) for name, field in kind.fields.items()})


@pytest.mark.parametrize(("name", "minor"), list(product(CONSTRAINED, (OLDEST, NEWEST))))
def test_rules_compile_and_name_fields_that_exist(name: str, minor: int) -> None:
    """Compiled as they run, and once more with the type of `self`, so that no misspelt field goes unnoticed."""
    if name not in type_blocks(name.partition(".")[0]) or not fields_in(name, minor):
        return
    kind = schema_of(minor).type(name)
    variables: dict[str, CelType] = {**dict.fromkeys(VARIABLES, DYN), "self": record(kind), "via": STRING}
    for one in constraints_of(name, minor):
        if one.condition and one.field in (*kind.fields, "*"):
            assert one.reason in FIELD_REASONS
            assert one.detail, f"{name}.{one.field}: what is wrong?"
            for source in (one.condition, *(part.partition("}")[0] for part in one.detail.split("{")[1:])):
                compile_expression(source, Environment(variables))
