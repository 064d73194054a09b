"""Kubernetes' library of named formats."""

from podlint.cel.functions.declaration import Function, function
from podlint.cel.values import NONE, Optional
from podlint.kubernetes.formats import FORMATS


class Format:
    """A format by its name, such as `dns1123Label`."""

    __slots__ = ("name",)
    cel_type = "kubernetes.NamedFormat"

    def __init__(self, name: str) -> None:
        self.name = name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Format) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)


def _named(name: str) -> Optional:
    return Optional(Format(name)) if name in FORMATS else NONE


def _validate(form: Format, text: str) -> Optional:
    complaint = FORMATS[form.name](text)
    return NONE if complaint is None else Optional([complaint])


def _constant(name: str) -> Function:
    form = Format(name)
    return function(f"format.{name}() -> Format", lambda: form, f"The format `{name}`.")


FUNCTIONS: tuple[Function, ...] = (
    function("format.named(string) -> optional<Format>", _named, "The format of this name, if there is one."),
    function(
        "Format.validate(string) -> optional<list<string>>",
        _validate,
        "What is wrong with a text, as ends of sentences that it begins; none if nothing is.",
    ),
    *map(_constant, FORMATS),
)
