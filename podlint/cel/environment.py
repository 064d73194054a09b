"""The variables an expression may name."""

from collections.abc import Mapping

from podlint.cel.types import CelType


class Environment:
    """The variables that expressions may name, with their types."""

    __slots__ = ("variables",)

    def __init__(self, variables: Mapping[str, CelType]) -> None:
        self.variables = variables
