"""The rules of the type checker: which operations are defined, and of which type their results are."""

from collections.abc import Iterable

from podlint.cel.operators import ARITHMETIC
from podlint.cel.types import (
    BOOL,
    BYTES,
    DOUBLE,
    DURATION,
    DYN,
    INT,
    NULL,
    STRING,
    TIMESTAMP,
    TYPE,
    UINT,
    CelType,
    ListOf,
    MapOf,
    OptionalOf,
    comparable,
    join,
)
from podlint.cel.values import NUMERIC, ORDERED

SCALARS = {scalar.kind: scalar for scalar in (BOOL, BYTES, DOUBLE, DURATION, INT, NULL, STRING, TIMESTAMP, TYPE, UINT)}
TYPE_NAMES = frozenset(SCALARS) | frozenset(
    ["list", "map", "optional_type", "net.IP", "net.CIDR", "kubernetes.Quantity", "kubernetes.URL", "kubernetes.Semver"]
)


def near(name: str, names: Iterable[str]) -> str:
    """`; did you mean ...?`, or nothing if no name is near."""
    from difflib import get_close_matches

    found = get_close_matches(name, list(names), n=1)
    return f"; did you mean `{found[0]}`?" if found else ""


def binary_type(operator: str, left: CelType, right: CelType) -> CelType | None:
    """The type of `left operator right`, None if there is no such thing."""
    if operator in ("==", "!="):
        return BOOL if comparable(left, right) else None
    if operator == "in":
        container = right.item if isinstance(right, ListOf) else right.key if isinstance(right, MapOf) else None
        return BOOL if right is DYN or (container is not None and comparable(left, container)) else None
    if operator[0] in "<>":
        return BOOL if _ordered(left, right) else None
    if left is DYN or right is DYN:
        return DYN
    found = ARITHMETIC.get((operator, left.kind, right.kind))
    return None if found is None else SCALARS.get(found[0]) or join(left, right)


def _ordered(left: CelType, right: CelType) -> bool:
    known = [kind for kind in (left.kind, right.kind) if kind != "dyn"]
    if not all(kind in ORDERED or kind in NUMERIC for kind in known):
        return False
    return len(known) < 2 or known[0] == known[1] or all(kind in NUMERIC for kind in known)


def held_type(optional: CelType) -> CelType:
    """What an optional of this type holds."""
    return optional.item if isinstance(optional, OptionalOf) else DYN
