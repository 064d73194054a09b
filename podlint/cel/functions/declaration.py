"""How a function is declared: by one signature, what works it out, and one sentence for its documentation."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from podlint.cel.types import (
    BOOL,
    BYTES,
    DOUBLE,
    DURATION,
    DYN,
    INT,
    STRING,
    TIMESTAMP,
    TYPE,
    UINT,
    CelType,
    ListOf,
    MapOf,
    OptionalOf,
    Variable,
)
from podlint.namedtuple import NamedTuple

TYPES = {
    "bool": BOOL,
    "bytes": BYTES,
    "double": DOUBLE,
    "duration": DURATION,
    "dyn": DYN,
    "int": INT,
    "string": STRING,
    "timestamp": TIMESTAMP,
    "type": TYPE,
    "uint": UINT,
    "CIDR": CelType("net.CIDR"),
    "Format": CelType("kubernetes.NamedFormat"),
    "IP": CelType("net.IP"),
    "Quantity": CelType("kubernetes.Quantity"),
    "Semver": CelType("kubernetes.Semver"),
    "URL": CelType("kubernetes.URL"),
}
"""The names of types in signatures; besides, `list<A>`, `map<K,V>`, `optional<A>`, and one capital for a parameter."""


class Function(NamedTuple):
    """One overload of a function.

    `parameters` begin with the receiver if it has one; a `variadic` function takes its last parameter any number of
    times. `check`, if any, raises EvaluationError for a last argument that is written out and makes no sense.
    """

    signature: str
    name: str
    receiver: bool
    parameters: tuple[CelType, ...]
    variadic: bool
    result: CelType
    implementation: Callable[..., Any]
    documentation: str
    check: Callable[[Any], object] | None

    def takes(self, count: int) -> bool:
        """Whether it can be called with so many arguments, the receiver counted."""
        return count >= len(self.parameters) if self.variadic else count == len(self.parameters)


def function(
    signature: str,
    implementation: Callable[..., Any],
    documentation: str,
    check: Callable[[Any], object] | None = None,
) -> Function:
    """The function of a signature such as `string.charAt(int) -> string` or `math.abs(int) -> int`."""
    head, _, result = signature.partition(" -> ")
    qualified, _, inside = head.partition("(")
    owner, _, name = qualified.rpartition(".")
    receiver = owner in TYPES or owner[1:] == "" != owner or "<" in owner
    texts = [owner] if receiver else []
    texts += [text for text in inside[:-1].split(", ") if text]
    variadic = bool(texts) and texts[-1].endswith("...")
    parameters = tuple(parse_type(text.removesuffix("...")) for text in texts)
    name = name if receiver else qualified
    return Function(
        signature, name, receiver, parameters, variadic, parse_type(result), implementation, documentation, check
    )


@cache
def parse_type(text: str) -> CelType:
    """The type that `text` stands for in a signature."""
    name, _, inside = text.partition("<")
    if not inside:
        return TYPES.get(name) or Variable(name)
    arguments = [parse_type(argument) for argument in inside[:-1].split(",")]
    if name == "map":
        return MapOf(*arguments)
    return ListOf(arguments[0]) if name == "list" else OptionalOf(arguments[0])


def named(functions: Sequence[Function], name: str) -> list[Function]:
    """The overloads of one name."""
    return [candidate for candidate in functions if candidate.name == name]
