"""The releases that a run checks, one or all from a first to a last: as the user writes them, as findings tell them."""

from collections.abc import Sequence

from podlint.pattern import pattern
from podlint.problem import near_name

OLDEST, NEWEST = 30, 37
"""Minor versions of the releases whose API is known."""

_EXACT = pattern(r"v?1\.([0-9]{1,3})(\.[0-9]+)?")
_LONGEST_SLIP = 5


def minors_of(text: str) -> tuple[int, ...]:
    """(37,) of "1.37"; of "1.30,1.33" all from 30 to 33. Raises ValueError, its text the end of a sentence."""
    words = [word.strip() for word in text.split(",")]
    minors = [minor for minor in map(minor_of, words) if minor is not None]
    if len(minors) < len(words):
        unknown = next(word for word in words if minor_of(word) is None)
        known = known_versions()
        raise ValueError(
            f"takes a release such as {known[-1]}, or the first and the last of several as in {known[0]},{known[-1]}, "
            f"not {unknown!r}{_near(unknown)}; known are {', '.join(known)}"
        )
    repeated = next((words[index] for index, minor in enumerate(minors) if minor in minors[:index]), None)
    if repeated:
        raise ValueError(f"names {repeated} twice")
    if minors != sorted(minors):
        turned = ",".join(map(version, sorted(minors)))
        raise ValueError(f"goes backwards in {text!r}; the first release comes first: {turned}")
    return tuple(range(minors[0], minors[-1] + 1))


def minor_of(version: str) -> int | None:
    """37 of "1.37", None of what is no known release."""
    major, _, minor = version.partition(".")
    known = major == "1" and minor.isdecimal() and OLDEST <= int(minor) <= NEWEST
    return int(minor) if known else None


def known_versions() -> list[str]:
    return [version(minor) for minor in range(OLDEST, NEWEST + 1)]


def _near(unknown: str) -> str:
    """What was probably meant; nothing of a release that is a few years older or newer than those known."""
    exact = _EXACT.fullmatch(unknown)
    if exact is not None and minor_of(f"1.{exact[1]}"):
        return near_name(unknown, [f"1.{exact[1]}"])
    is_release = exact is not None and int(exact[1]) < NEWEST + 10
    return "" if is_release or len(unknown) > _LONGEST_SLIP else near_name(unknown, known_versions())


def version(minor: int) -> str:
    return f"1.{minor}"


def in_words(minors: Sequence[int]) -> str:
    """Rising minor versions as a sentence has them: `1.30`, `1.30 and 1.31`, `1.30 to 1.33 and 1.36`."""
    starts = [index for index, minor in enumerate(minors) if index == 0 or minors[index - 1] != minor - 1]
    runs = [minors[start:end] for start, end in zip(starts, [*starts[1:], len(minors)], strict=True)]
    parts = [part for run in runs for part in _parts(run)]
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _parts(run: Sequence[int]) -> list[str]:
    return [f"{version(run[0])} to {version(run[-1])}"] if len(run) > 2 else [version(minor) for minor in run]
