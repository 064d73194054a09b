"""The stages of a Dockerfile: what each is based on, which variables it knows, what it copies and runs."""

from collections.abc import Iterator
from posixpath import join, normpath

from podlint.dataclass import dataclass, field
from podlint.namedtuple import NamedTuple
from podlint.reading.dockerfile.lines import Instruction, instructions
from podlint.reading.dockerfile.words import Argument, Arguments, arguments, pairs
from podlint.reading.places import Place, Source

_MOST = 2000
"""Instructions of one file that are read; no Dockerfile that people write has more."""


class Step(NamedTuple):
    """An instruction of a stage, with its arguments, and the directory and the variables that hold for it.

    `directory` is None where it is the base image's. A variable of None has a value that is not known.
    """

    instruction: Instruction
    arguments: Arguments
    directory: str | None
    variables: dict[str, str | None]

    @property
    def keyword(self) -> str:
        return self.instruction.keyword

    @property
    def place(self) -> Place:
        return self.instruction.place


@dataclass(slots=True)
class Stage:
    """One `FROM` with what follows. `base` is the image, None where it is not known; `parent` the stage it begins from.

    `entrypoint` and `command` are argument vectors, empty where the stage sets none.
    """

    name: str
    base: Argument
    parent: "Stage | None"
    directory: str | None = None
    variables: dict[str, str | None] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    entrypoint: tuple[str | None, ...] = ()
    command: tuple[str | None, ...] = ()

    @property
    def place(self) -> Place:
        return self.base.place

    @property
    def image(self) -> Argument:
        """The base image below all the stages that this one begins from."""
        return self.chain[-1].base

    @property
    def chain(self) -> list["Stage"]:
        """This stage, the one it begins from, and so on: what all of them do is in the image."""
        found = [self]
        while (parent := found[-1].parent) is not None:
            found.append(parent)
        return found


def read_dockerfile(source: Source) -> list[Stage]:
    """The stages in the order of the text; the last one is what is built unless somebody asks for another."""
    stages: list[Stage] = []
    globals_: dict[str, str | None] = {}
    for _, instruction in zip(range(_MOST), instructions(source), strict=False):
        if instruction.keyword == "FROM":
            stage = _stage(instruction, stages, globals_)
            if stage is not None:
                stages.append(stage)
        elif stages:
            _add(stages[-1], instruction, globals_)
        elif instruction.keyword == "ARG":
            globals_.update(_declared(arguments(instruction, globals_), globals_, {}))
    return stages


def _stage(instruction: Instruction, stages: list[Stage], known: dict[str, str | None]) -> Stage | None:
    items = arguments(instruction, known).items
    if not items:
        return None
    named = len(items) > 2 and items[1].raw.upper() == "AS"
    base = items[0]
    parent = next(
        (stage for stage in reversed(stages) if stage.name and stage.name == (base.value or "").lower()), None
    )
    stage = Stage(items[2].raw.lower() if named else "", base, parent)
    if parent is not None:
        stage.directory, stage.variables = parent.directory, dict(parent.variables)
        stage.entrypoint, stage.command = parent.entrypoint, parent.command
    return stage


def _add(stage: Stage, instruction: Instruction, globals_: dict[str, str | None]) -> None:
    found = arguments(instruction, stage.variables)
    match instruction.keyword:
        case "ENV":
            # All pairs of one instruction see the variables as they were before it.
            stage.variables = {**stage.variables, **dict(pairs(found.items, stage.variables))}
        case "ARG":
            stage.variables = {**stage.variables, **_declared(found, stage.variables, globals_)}
        case "WORKDIR":
            stage.directory = _moved(stage.directory, found.items[0].value if found.items else None)
        case "ENTRYPOINT":
            # An entrypoint of its own drops the command of the base image.
            stage.entrypoint, stage.command = _vector(instruction, found), ()
        case "CMD":
            stage.command = _vector(instruction, found)
        case _:
            stage.steps.append(Step(instruction, found, stage.directory, stage.variables))


def _declared(found: Arguments, known: dict[str, str | None], globals_: dict[str, str | None]) -> dict[str, str | None]:
    """The build arguments with their defaults; one without has that of before the first FROM, or none that is known."""
    defaults = dict(pairs(found.items, known))
    for item in found.items:
        if "=" not in item.raw:
            defaults[item.raw] = globals_.get(item.raw, known.get(item.raw))
    return defaults


def _moved(directory: str | None, target: str | None) -> str | None:
    if target is None or not (target.startswith("/") or directory):
        return None
    return normpath(join(directory or "/", target))


def _vector(instruction: Instruction, found: Arguments) -> tuple[str | None, ...]:
    """What is run: the exec form as it stands, the shell form by a shell. Neither has its variables replaced here."""
    if found.exec_form:
        return tuple(item.raw for item in found.items)
    return ("/bin/sh", "-c", instruction.text[found.rest :])


def comments(source: Source) -> Iterator[str]:
    """The comments before the first instruction, without their signs."""
    for line in source.text.splitlines():
        stripped = line.strip()
        if stripped and not stripped.startswith("#"):
            return
        yield stripped.lstrip("#").strip()
