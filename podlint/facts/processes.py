"""What the commands of containers start: programs and loops, in the background or not, ending or not."""

from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.commands import Command
from podlint.facts.store import Facts
from podlint.facts.workloads import Container
from podlint.reading import Place
from podlint.shell import Process as Started
from podlint.shell import Script, Word
from podlint.shell import commands as commands_of
from podlint.shell import processes as started_by
from podlint.shell.syntax import Command as Run
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
    _order: int
    _started: Started

    @property
    def word(self) -> Word:
        return self._started.place

    @property
    def order(self) -> int:
        return self._order

    @property
    def name(self) -> str:
        return self._started.name or ""

    @property
    def text(self) -> str:
        return _text(self._started)

    @property
    def arguments(self) -> tuple[str, ...]:
        return tuple(word.text for word in _words(self._started) if word.text is not None)

    @property
    def literal(self) -> bool:
        return all(word.text is not None for word in _words(self._started))

    @property
    def body(self) -> tuple[str, ...]:
        return tuple(_names_in(self._started.loop, self._started.commands)) if self._started.loop else ()

    @property
    def ending(self) -> str:
        return ENDINGS[self._started.ends]

    @property
    def job(self) -> int:
        return self._started.job or 0

    @property
    def waited(self) -> bool:
        return self._started.waited

    @property
    def repeated(self) -> bool:
        return self._started.repeated

    @property
    def exec(self) -> bool:
        return self._started.exec

    @property
    def daemonizes(self) -> bool:
        return self._started.daemonizes

    @property
    def conditional(self) -> bool:
        return self._started.conditional

    @property
    def alternative(self) -> bool:
        return self._started.alternative

    @property
    def in_loop(self) -> bool:
        return self._started.in_loop

    @property
    def idle(self) -> bool:
        return _is_idle(self._started)

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
        for order, started in enumerate(started_by(command.script)):
            yield Process(command.container, command, order, started)


def _words(started: Started) -> tuple[Word, ...]:
    """The words after the name of a command."""
    return () if started.loop else started.commands[0].arguments


def _names_in(loop: Loop, body: tuple[Run, ...]) -> Iterator[str]:
    condition = commands_of(Script(loop.condition), handlers=False)
    return (command.name or "" for command in (*condition, *body))


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
