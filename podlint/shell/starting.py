"""The processes that a script starts: in the background or not, waited for or not, ending or not."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from podlint.dataclass import dataclass, field
from podlint.namedtuple import NamedTuple
from podlint.shell.endings import Course, verdict
from podlint.shell.manners import manner_of
from podlint.shell.syntax import AndOr, Case, Command, If, Loop, Script, Word
from podlint.shell.walk import children, commands

if TYPE_CHECKING:
    from podlint.shell.syntax import Statement

BRANCHING = (If, Case, AndOr)
NOHUP = frozenset({"nohup", "setsid"})


class _Process(NamedTuple):
    name: str | None
    place: Word
    command: Command | None = None
    loop: Loop | None = None
    background: bool = False
    job: int | None = None
    waited: bool = False
    exec: bool = False
    ends: bool | None = None
    daemonizes: bool = False
    conditional: bool = False
    in_loop: bool = False
    alternative: bool = False
    repeated: bool = False


class Process(_Process):
    """A simple command, or a loop.

    `job` numbers what was started with one `&`. `ends`: True, False when it never does, None for an arbitrary program.
    `daemonizes`: it goes into the background of itself (`service x start`, `nginx`) or is detached from the shell.
    `conditional`: it is started only in one branch, or after `&&` or `||`; `alternative`: in a branch of `if`, `case`.
    `repeated`: a loop starts its job again without waiting for it. `place` is the word to point at.
    """

    @cached_property
    def commands(self) -> tuple[Command, ...]:
        """The command, or those in the body of the loop."""
        if self.loop is not None:
            return tuple(commands(Script(self.loop.body), handlers=False))
        return (self.command,) if self.command else ()


class Context(NamedTuple):
    """What the statements around one say of it."""

    job: int | None = None
    conditional: bool = False
    in_loop: bool = False
    alternative: bool = False


@dataclass(slots=True)
class Listing:
    found: list[Process] = field(default_factory=list)
    course: Course = field(default_factory=Course)
    waited: set[int] = field(default_factory=set)
    waited_until: int = 0
    jobs: int = 0
    repeated: set[int] = field(default_factory=set)

    def is_waited(self, job: int | None) -> bool:
        return job is not None and (job <= self.waited_until or job in self.waited)

    def visit(self, statement: Statement, context: Context) -> None:
        if statement.background:
            self.course.statement(statement)
            self.jobs += 1
            context = context._replace(job=self.jobs)
        if isinstance(statement, Command) and statement.inner is None:
            self.add_command(statement, context)
            return
        if isinstance(statement, Loop):
            self.add_loop(statement, context)
            context = context._replace(in_loop=True)
        before = self.jobs
        if isinstance(statement, BRANCHING):
            self.visit_branches(statement, context)
        else:
            for child in parts(statement):
                self.visit(child, context)
        if isinstance(statement, Loop):
            self.repeated |= {job for job in range(before + 1, self.jobs + 1) if not self.is_waited(job)}

    def visit_branches(self, statement: If | Case | AndOr, context: Context) -> None:
        inside = parts(statement)
        certain = unconditional(statement)
        for child in inside[:certain]:
            self.visit(child, context)
        alternative = context.alternative or not isinstance(statement, AndOr)
        context = Context(context.job, conditional=True, in_loop=context.in_loop, alternative=alternative)
        for child in inside[certain:]:
            self.visit(child, context)

    def add_command(self, command: Command, context: Context) -> None:
        if command.name in ("wait", "fg") and context.job is None:
            self.waited.add(self.jobs)
            if not any("$!" in word.raw for word in command.arguments):
                self.waited_until = self.jobs
        if command.program is not None:
            self.found.append(self.process_of(command, command.program, context))

    def process_of(self, command: Command, place: Word, context: Context) -> Process:
        detached = context.job is not None and not NOHUP.isdisjoint(command.wrappers)
        return Process(
            command.name,
            place,
            command,
            background=context.job is not None,
            job=context.job,
            exec=command.exec,
            ends=verdict(self.course.command(command)),
            daemonizes=detached or manner_of(command) == "daemon",
            conditional=context.conditional,
            in_loop=context.in_loop,
            alternative=context.alternative,
        )

    def add_loop(self, loop: Loop, context: Context) -> None:
        self.found.append(
            Process(
                loop.keyword.raw,
                loop.keyword,
                loop=loop,
                background=context.job is not None,
                job=context.job,
                ends=verdict(Course(list(self.course.jobs)).foreground(loop)),
                conditional=context.conditional,
                in_loop=context.in_loop,
                alternative=context.alternative,
            )
        )


def unconditional(statement: If | Case | AndOr) -> int:
    """How many of the parts of a statement run in any case."""
    if isinstance(statement, AndOr):
        return 1
    return len(statement.branches[0].condition) if statement.branches else 0


def parts(statement: Statement) -> tuple[Statement, ...]:
    """What runs inside a statement; what substitutions run ends with them."""
    if isinstance(statement, Command):
        return (statement.inner,) if statement.inner else ()
    return children(statement)[len(getattr(statement, "substitutions", ())) :]


def processes(script: Script) -> tuple[Process, ...]:
    """The processes in the order in which they are written; commands inside `$( )` are none of them."""
    return script.derived(_processes)


def _processes(script: Script) -> tuple[Process, ...]:
    listing = Listing()
    for statement in script.statements:
        listing.visit(statement, Context())
    return tuple(
        process
        if process.job is None
        else process._replace(waited=listing.is_waited(process.job), repeated=process.job in listing.repeated)
        for process in listing.found
    )
