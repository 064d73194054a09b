"""Where the time of a run goes: seconds by stage, and within a stage by file, kind of fact or rule."""

from collections.abc import Callable, Iterable, Iterator
from time import perf_counter
from typing import ParamSpec, TypeVar

VARIABLE = "PODLINT_PROFILE"
MOST_NAMES = 12
"""Of a stage the names that took longest are told."""

P = ParamSpec("P")
T = TypeVar("T")


class Profile:
    """Times what it runs. What is run within that is taken out of it."""

    def __init__(self) -> None:
        self.seconds: dict[str, dict[str, float]] = {}
        self._inner = [0.0]

    def run(self, stage: str, name: str, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What the function returns; its time is that of `name` in `stage`."""
        names = self.seconds.setdefault(stage, {})
        started = perf_counter()
        self._inner.append(0.0)
        try:
            return function(*args, **kwargs)
        finally:
            took = perf_counter() - started
            names[name] = names.get(name, 0.0) + took - self._inner.pop()
            self._inner[-1] += took

    def lines(self, stages: Iterable[str] = ()) -> Iterator[str]:
        """The stages in the order in which they began, or those asked for, each with what took longest in it."""
        for stage in stages or self.seconds:
            names = self.seconds.get(stage, {})
            yield f"{sum(names.values()) * 1000:10.1f} ms  {stage}"
            longest = sorted(names, key=lambda name: -names[name])[:MOST_NAMES]
            yield from (f"{names[name] * 1000:10.1f} ms    {name}" for name in longest if name)


class _Off(Profile):
    """Runs, looks at no clock and has nothing to tell."""

    def run(self, stage: str, name: str, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:  # noqa: ARG002
        return function(*args, **kwargs)

    def lines(self, stages: Iterable[str] = ()) -> Iterator[str]:  # noqa: ARG002
        return iter(())


OFF = _Off()
