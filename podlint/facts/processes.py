"""What the commands of containers start: programs and loops, in the background or not, ending or not."""

from collections.abc import Iterator
from functools import partial

from podlint.dataclass import dataclass
from podlint.facts.commands import Command
from podlint.facts.store import Facts
from podlint.facts.workloads import Container
from podlint.reading import Place
from podlint.shell import Process as Started
from podlint.shell import Script, Word
from podlint.shell import commands as commands_of
from podlint.shell import processes as started_by
from podlint.shell.syntax import Loop

ENDINGS = {True: "ends", False: "never", None: "unknown"}
_LONGEST = 60
_WAITING = frozenset({"sleep", "true", ":", "date", "echo", "wait"})


@dataclass(frozen=True, slots=True, eq=False)
class Process:
    """A program that the command of a container starts, or a loop of its script.

    `order` counts them within the container. `text` is how the script says it, `arguments` are the words after the
    name as far as they are known (`literal`: all are), and `body` names the commands of a loop and its condition.
    `ending` is ends, never or unknown, as it is for any program that podlint does not know. `job` counts what was
    started with one `&` (0: in the foreground), `waited` says that the script waits for it, `repeated` that a loop
    starts it again meanwhile. `exec`: it takes the place of the shell. `daemonizes`: it puts itself into the
    background. `alternative`: it stands in a branch of `if` or `case`. `idle`: it only keeps the container alive.
    `word` is the one that names it in `command`.
    """

    container: Container
    command: Command
    word: Word
    order: int
    name: str
    text: str
    arguments: tuple[str, ...]
    literal: bool
    body: tuple[str, ...]
    ending: str
    job: int
    waited: bool
    repeated: bool
    exec: bool
    daemonizes: bool
    conditional: bool
    alternative: bool
    in_loop: bool
    idle: bool

    @property
    def place(self) -> Place:
        return self.command.word_place(self.word)

    @property
    def call(self) -> Place:
        """Where the container says it, or names the script of a ConfigMap in which it has its place."""
        return self.command.item_place(self.word)

    @property
    def background(self) -> bool:
        return self.job > 0

    def __str__(self) -> str:
        return self.text if len(self.text) <= _LONGEST else self.text[: _LONGEST - 3] + "..."


def processes(facts: Facts) -> Iterator[Process]:
    """In the order in which they are written; without command and args only the image knows."""
    for command in facts.all(Command):
        for process in command.script.derived(_started):
            yield process(command.container, command)


def _started(script: Script) -> tuple[partial[Process], ...]:
    """The rows of a script but for the container that runs it, for containers share scripts."""
    return tuple(_process(order, started) for order, started in enumerate(started_by(script)))


def _process(order: int, started: Started) -> partial[Process]:
    words = () if started.loop else started.commands[0].arguments
    return partial(
        Process,
        word=started.place,
        order=order,
        name=started.name or "",
        text=_text(started),
        arguments=tuple(word.text for word in words if word.text is not None),
        literal=all(word.text is not None for word in words),
        body=tuple(_names_in(started.loop)) if started.loop else (),
        ending=ENDINGS[started.ends],
        job=started.job or 0,
        waited=started.waited,
        repeated=started.repeated,
        exec=started.exec,
        daemonizes=started.daemonizes,
        conditional=started.conditional,
        alternative=started.alternative,
        in_loop=started.in_loop,
        idle=_is_idle(started),
    )


def _names_in(loop: Loop) -> Iterator[str]:
    inside = Script((*loop.condition, *loop.body))
    return (command.name or "" for command in commands_of(inside, handlers=False))


def _text(started: Started) -> str:
    """A command from its program on, a loop with its condition."""
    if started.loop is not None:
        condition = [word for command in started.loop.condition for word in getattr(command, "words", ())]
        words = [started.loop.keyword, *condition, *started.loop.values]
    else:
        words = [started.place, *started.commands[0].arguments]
    return " ".join(" ".join(word.raw for word in words).split())


def _is_idle(started: Started) -> bool:
    """`tail -f /dev/null`, `sleep infinity`, and loops of nothing but pauses."""
    if started.ends is not False:
        return False
    if started.loop is not None:
        return all(command.name in _WAITING for command in started.commands)
    operands = [word.text for word in started.commands[0].arguments if not word.prefix.startswith("-")]
    return started.name in ("sleep", "pause") or (started.name == "tail" and operands == ["/dev/null"])
