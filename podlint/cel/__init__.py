"""CEL, compiled to Python closures; it knows no Kubernetes object model."""

from podlint.cel.environment import Environment
from podlint.cel.errors import CelCheckError, CelError, CelSyntaxError, EvaluationError, Problem
from podlint.cel.parser import parse
from podlint.cel.program import Program, compile_expression, compile_tree
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
    Record,
)
from podlint.cel.values import Duration, Optional, Timestamp, UInt

__all__ = [
    "BOOL",
    "BYTES",
    "DOUBLE",
    "DURATION",
    "DYN",
    "INT",
    "NULL",
    "STRING",
    "TIMESTAMP",
    "TYPE",
    "UINT",
    "CelCheckError",
    "CelError",
    "CelSyntaxError",
    "CelType",
    "Duration",
    "Environment",
    "EvaluationError",
    "ListOf",
    "MapOf",
    "Optional",
    "OptionalOf",
    "Problem",
    "Program",
    "Record",
    "Timestamp",
    "UInt",
    "compile_expression",
    "compile_tree",
    "parse",
]
