"""How containers start: what becomes PID 1, and whether all that they run ends of itself."""

from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.commands import Command
from podlint.facts.lasting import lasting
from podlint.facts.processes import ENDINGS, Process
from podlint.facts.separation import native_sidecar
from podlint.facts.store import Facts
from podlint.facts.workloads import Container
from podlint.kubernetes.images import Image, is_collector, is_long_running, is_proxy, software
from podlint.kubernetes.kinds import long_running
from podlint.reading import Place
from podlint.shell import Statement, ends
from podlint.shell import commands as commands_of
from podlint.shell.syntax import AndOr, Group, Pipeline
from podlint.shell.syntax import Command as Run
from podlint.shell.wrappers import INIT_WRAPPERS, SHELLS

# Software that without arguments prints its usage, or does one thing, and ends.
_NEEDS_ARGUMENTS = frozenset(
    {"minio", "keycloak", "cockroach", "openpolicyagent/opa", "dex", "temporal", "tritonserver", "logrotate", "socat"}
    | {"cloudflared", "stunnel", "geth"}
)
# Arguments with which servers only answer a question and end.
_QUESTIONS = frozenset(
    {"--help", "-h", "--version", "-v", "-V", "version", "help", "validate", "--dry-run", "--dryrun", "--mode", "-t"}
    | {"--config.test", "--configtest", "-configtest", "check", "test"}
)


@dataclass(frozen=True, slots=True, eq=False)
class Startup:
    """How a container starts.

    `pid1` is what its first process is: program, shell, init (tini and its like), image where only the image knows,
    pause where the pod's processes share a namespace, and node where they share the node's. `ending` says whether the
    container ends of itself: ends, never, or unknown. `endless` is the process that never does, None where it is the
    image's own. `piped` is the server whose output the shell that is PID 1 pipes into another program, and `untrapped`
    the only one that it started in the background and waits for without a trap for signals.
    """

    container: Container
    pid1: str
    ending: str
    endless: Process | None
    piped: Process | None
    untrapped: Process | None
    batch: bool

    @property
    def place(self) -> Place:
        """Of the endless process, else of the image, else of the container."""
        if self.endless:
            return self.endless.call
        node = self.container.node
        return node.value_place("image") if "image" in node else self.container.place

    @property
    def as_sidecar(self) -> str:
        """The container as a native sidecar; empty where it does nothing but stay alive."""
        return "" if self.endless and self.endless.idle else native_sidecar(self.container)


def startups(facts: Facts) -> Iterator[Startup]:
    """One row for each container."""
    for container in facts.all(Container):
        command = next(iter(facts.by(Command, "container", container)), None)
        yield _by_command(facts, command) if command else _row(container, "image", _ending_of_image(container.image))


def _by_command(facts: Facts, command: Command) -> Startup:
    container = command.container
    started = facts.by(Process, "container", container)
    if command.from_image:
        return _row(container, "image", _ending_with_arguments(command))
    ending = ENDINGS[ends(command.script)]
    return _row(
        container,
        _pid1(command),
        ending,
        endless=_endless(started) if ending == "never" else None,
        piped=_piped(command, started),
        untrapped=_untrapped(command, started),
    )


def _row(
    container: Container,
    pid1: str,
    ending: str,
    endless: Process | None = None,
    piped: Process | None = None,
    untrapped: Process | None = None,
) -> Startup:
    spec = container.pod.spec
    shared = "node" if spec.get("hostPID") is True else "pause" if spec.get("shareProcessNamespace") is True else ""
    return Startup(
        container,
        shared or pid1,
        ending,
        endless,
        piped,
        untrapped,
        batch=not long_running(container.pod.kind),
    )


def _ending_of_image(image: Image | None) -> str:
    """Well-known servers run on when the manifest gives no command."""
    serves = image is not None and is_long_running(image) and software(image).isdisjoint(_NEEDS_ARGUMENTS)
    return "never" if serves else "unknown"


def _ending_with_arguments(command: Command) -> str:
    """Log collectors and proxies are their image's only program: flags alone don't make it end."""
    image = command.container.image
    words = [item.value or "" for item in command.items]
    if image is None or not (is_collector(image) or is_proxy(image)) or not words[0].startswith("-"):
        return "unknown"
    questions = _QUESTIONS | {"-c"} if "haproxy" in software(image) else _QUESTIONS
    return _ending_of_image(image) if questions.isdisjoint(words) else "unknown"


def _pid1(command: Command) -> str:
    """What stands in front of the script, or of the only command."""
    launcher = command.script.launcher or next(iter(command.script.statements), None)
    if not isinstance(launcher, Run) or launcher.name is None:
        return "image"
    if not INIT_WRAPPERS.isdisjoint(launcher.wrappers) or launcher.name in INIT_WRAPPERS:
        return "init"
    return "shell" if command.script.launcher or launcher.name in SHELLS else "program"


def _endless(started: tuple[Process, ...]) -> Process | None:
    """The process at which the script stays: rather one that runs in any case."""
    staying = [one for one in started if one.ending == "never" and not one.background and not one.in_loop]
    certain = [one for one in staying if not one.alternative]
    return next(iter(certain or staying), None)


def _piped(command: Command, started: tuple[Process, ...]) -> Process | None:
    """`server | tee log` at the end of the script."""
    last = _last(command.script.statements)
    if not isinstance(last, Pipeline) or last.background or not isinstance(last.elements[0], Run):
        return None
    word = last.elements[0].program
    found = next((one for one in started if one.word == word), None)
    return found if found and found.ending != "ends" else None


def _last(statements: tuple[Statement, ...]) -> Statement | None:
    """The statement at the end, within lists, groups and shells in shells."""
    while statements:
        last = statements[-1]
        if isinstance(last, AndOr):
            statements = last.items
        elif isinstance(last, Group) and not last.background:
            statements = last.body
        elif isinstance(last, Run) and last.inner:
            statements = last.inner.body
        else:
            return last
    return None


def _untrapped(command: Command, started: tuple[Process, ...]) -> Process | None:
    """`server & wait`: the shell gets the signals and passes none on."""
    found = lasting(started)
    if len(found.processes) != 1 or not found.awaited:
        return None
    single = found.processes[0]
    traps = any(one.name == "trap" for one in commands_of(command.script))
    return None if single.repeated or single.idle or traps else single
