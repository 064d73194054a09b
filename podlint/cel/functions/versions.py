"""Kubernetes' library of semantic versions."""

from podlint.cel.errors import EvaluationError
from podlint.cel.functions.declaration import Function, function
from podlint.namedtuple import NamedTuple
from podlint.pattern import pattern

_NUMBER = "0|[1-9][0-9]{0,18}"
_LABEL = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)"
_SEMVER = pattern(
    rf"({_NUMBER})\.({_NUMBER})\.({_NUMBER})(?:-({_LABEL}(?:\.{_LABEL})*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?"
)
_NUMBERS = pattern(r"v?([0-9]+(?:\.[0-9]+){0,2})(?=[-+]|\Z)")


class Semver(NamedTuple):
    """A version; of its labels before release, numbers sort before texts. What it was built as does not count."""

    major: int
    minor: int
    patch: int
    released: bool
    labels: tuple[tuple[bool, int, str], ...]


class Version:
    """A semantic version as a value of expressions."""

    __slots__ = ("semver",)
    cel_type = "kubernetes.Semver"

    def __init__(self, semver: Semver) -> None:
        self.semver = semver

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Version) and self.semver == other.semver

    def __hash__(self) -> int:
        return hash(self.semver)


def _parse(text: str, normalize: bool = False) -> Version | None:
    found = _SEMVER.fullmatch(_normalized(text) if normalize else text)
    if found is None:
        return None
    labels = tuple(_label(label) for label in (found[4] or "").split(".") if label)
    return Version(Semver(int(found[1]), int(found[2]), int(found[3]), not labels, labels))


def _label(text: str) -> tuple[bool, int, str]:
    return (False, int(text), "") if text.isdigit() and len(text) < 1000 else (True, 0, text)


def _normalized(text: str) -> str:
    """Without a leading `v` and zeros, and with the numbers that are missing."""
    found = _NUMBERS.match(text)
    if found is None:
        return text
    numbers = [number.lstrip("0") or "0" for number in found[1].split(".")]
    return ".".join([*numbers, "0", "0"][:3]) + text[found.end() :]


def _semver(text: str, normalize: bool = False) -> Version:
    version = _parse(text, normalize)
    if version is None:
        raise EvaluationError(f"no semantic version: {text!r}")
    return version


def _is_semver(text: str, normalize: bool = False) -> bool:
    return _parse(text, normalize) is not None


def _compare(left: Version, right: Version) -> int:
    return (left.semver > right.semver) - (left.semver < right.semver)


FUNCTIONS: tuple[Function, ...] = (
    function("semver(string) -> Semver", _semver, "The version that a text such as `1.2.3-rc.1` is.", _semver),
    function("semver(string, bool) -> Semver", _semver, "The same; if true, of `v1.2` or `01.2` as well."),
    function("isSemver(string) -> bool", _is_semver, "Whether `semver` takes the text."),
    function("isSemver(string, bool) -> bool", _is_semver, "The same; if true, of `v1.2` or `01.2` as well."),
    function("Semver.major() -> int", lambda version: version.semver.major, "The first number."),
    function("Semver.minor() -> int", lambda version: version.semver.minor, "The second number."),
    function("Semver.patch() -> int", lambda version: version.semver.patch, "The third number."),
    function(
        "Semver.compareTo(Semver) -> int", _compare, "-1 if it is earlier, 0 if they are equal, 1 if it is later."
    ),
    function(
        "Semver.isLessThan(Semver) -> bool", lambda one, other: _compare(one, other) < 0, "Whether it is earlier."
    ),
    function(
        "Semver.isGreaterThan(Semver) -> bool", lambda one, other: _compare(one, other) > 0, "Whether it is later."
    ),
)
