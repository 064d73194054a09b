"""A bound on the turns of loops, for expressions that come with the manifests and are as untrusted as they are."""

from collections.abc import Mapping, Sized

from podlint.cel.errors import EvaluationError

METER = "@meter"
"""The name under which bindings hold a meter; no expression can write it."""


class Meter:
    """Turns that are left to all expressions that share the meter."""

    __slots__ = ("left",)

    def __init__(self, turns: int) -> None:
        self.left = turns

    def spend(self, turns: int) -> None:
        """Raises EvaluationError when there are none left."""
        self.left -= turns
        if self.left < 0:
            raise EvaluationError("more turns of loops than are allowed")


def count(frame: Mapping[str, object], values: Sized) -> None:
    """Charge a loop over the values to the meter of the bindings, if there is one. Raises EvaluationError."""
    meter = frame.get(METER)
    if isinstance(meter, Meter):
        meter.spend(len(values))
