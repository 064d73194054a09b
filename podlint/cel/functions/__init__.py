"""The functions of CEL and of Kubernetes' CEL libraries; a library is loaded when an expression names one of its."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from podlint.cel.functions.declaration import Function, named

LIBRARIES: Mapping[str, frozenset[str]] = {
    library: frozenset(names.split())
    for library, names in {
        "conversions": "bool bytes double duration dyn int string timestamp type uint",
        "strings": """charAt contains endsWith indexOf join lastIndexOf lowerAscii replace reverse size split
            startsWith strings.quote substring trim upperAscii""",
        "formatting": "format",
        "lists": """distinct first flatten indexOf isSorted last lastIndexOf lists.range max min reverse slice sort
            sum""",
        "sets": "sets.contains sets.equivalent sets.intersects",
        "arithmetic": """math.abs math.bitAnd math.bitNot math.bitOr math.bitShiftLeft math.bitShiftRight math.bitXor
            math.ceil math.floor math.greatest math.isFinite math.isInf math.isNaN math.least math.round math.sign
            math.sqrt math.trunc""",
        "optionals": """hasValue optional.none optional.of optional.ofNonZeroValue optional.unwrap or orValue unwrapOpt
            value""",
        "times": """getDate getDayOfMonth getDayOfWeek getDayOfYear getFullYear getHours getMilliseconds getMinutes
            getMonth getSeconds""",
        "encodings": "base64.decode base64.encode",
        "regex": "find findAll matches",
        "urls": "getEscapedPath getHost getHostname getPort getQuery getScheme isURL url",
        "quantities": """add asApproximateFloat asInteger compareTo isGreaterThan isInteger isLessThan isQuantity
            quantity sign sub""",
        "network": """cidr containsCIDR containsIP family ip ip.isCanonical isCIDR isGlobalUnicast isIP
            isLinkLocalMulticast isLinkLocalUnicast isLoopback isUnspecified masked prefixLength""",
        "versions": "compareTo isGreaterThan isLessThan isSemver major minor patch semver",
        "formats": """format.dns1123Label format.dns1123LabelPrefix format.dns1123Subdomain
            format.dns1123SubdomainPrefix format.dns1035Label format.dns1035LabelPrefix format.qualifiedName
            format.labelValue format.uri format.uuid format.byte format.date format.datetime format.named validate""",
    }.items()
}
"""Library (a module of this package) -> the names it declares functions for."""

NAMES = frozenset().union(*LIBRARIES.values())


@cache
def overloads(name: str) -> tuple[Function, ...]:
    """All functions of a name, such as `indexOf` or `math.abs`; empty if there is none."""
    libraries = [library for library, names in LIBRARIES.items() if name in names]
    return tuple(function for library in libraries for function in named(functions_of(library), name))


def functions_of(library: str) -> tuple[Function, ...]:
    """The functions of one library, loaded if need be."""
    functions: tuple[Function, ...] = import_module(f"podlint.cel.functions.{library}").FUNCTIONS
    return functions
