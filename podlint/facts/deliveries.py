"""What containers put where: the files they copy, unpack, fetch or write, and the mount that takes each of them."""

from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.commands import Command, command_of
from podlint.facts.paths import MountsByPath
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount
from podlint.facts.workloads import Container, descend
from podlint.kubernetes.host_paths import covers
from podlint.reading import Place
from podlint.shell.copying import CARRYING, Copy, copies_of, redirected
from podlint.shell.operands import is_known
from podlint.shell.syntax import Command as Run
from podlint.shell.syntax import Loop, Script, Statement
from podlint.shell.walk import children

_ELSEWHERE = frozenset({"chroot", "nsenter"})
"""Programs behind which paths mean another file system."""
_SYSTEM = ("/proc", "/sys", "/dev", "/etc/hosts", "/etc/resolv.conf")
_SCRATCH = ("/tmp", "/var/tmp")
_WORKING = frozenset(
    (
        *("sh", "bash", "ash", "dash", "zsh", "ksh", "source", ".", "eval", "su", "runuser"),
        *("java", "python", "npm", "pip", "pip3", "sqlite3", "mount", "apt-get", "apt", "apk", "yum", "dnf"),
        *("keytool", "openssl"),
    )
)
"""Known commands that do more than look after files: what one of them finds may be what an earlier copy was for."""
_POST_START = ("lifecycle", "postStart", "exec", "command")
_MOST = 200
"""Copies of one script that are followed; no script that people write has more."""


@dataclass(frozen=True, slots=True, eq=False)
class Delivery:
    """A container brings files to a place, by its command or by its postStart hook (`hook` is then postStart).

    `how` is the command or redirect and `sources` are what it says of where the files come from. `paths` are all that
    it may create, the likeliest first; none where that is not known. `mount` is the container's own mount that takes
    them, None where they go into the container's image layer. `repeated` says that it happens again and again,
    `moved_on` that the same script copies the files to another place, `followed` that a program runs after it that may
    need them.
    """

    container: Container
    hook: str
    how: str
    sources: tuple[str, ...]
    paths: tuple[str, ...]
    mount: Mount | None
    repeated: bool
    moved_on: bool
    followed: bool
    place: Place

    @property
    def path(self) -> str:
        return self.paths[0] if self.paths else ""

    @property
    def taken_up(self) -> bool:
        """Whether the container itself may be the one that the files are for."""
        return self.moved_on or self.followed


def deliveries(facts: Facts) -> Iterator[Delivery]:
    for command in facts.all(Command):
        yield from _in_script(facts, command, "")
    for container in facts.all(Container):
        hook = descend(container.node, _POST_START) if "lifecycle" in container.node else None
        command_of_hook = command_of(facts, container, hook) if hook else None
        if command_of_hook is not None:
            yield from _in_script(facts, command_of_hook, "postStart")


def _in_script(facts: Facts, command: Command, hook: str) -> Iterator[Delivery]:
    copies, last_work = command.script.derived(_steps)
    own = MountsByPath(facts.by(Mount, "container", command.container) if copies else ())
    moves = [(index, source.text) for copy, (index, _) in copies for source in copy.sources if source.text]
    for copy, (index, repeated) in copies:
        paths, mount = _destination(copy, own)
        places = paths or (copy.destination.prefix,)
        if any(covers(tree, path) for tree in _ignored(mount) for path in places):
            continue
        yield Delivery(
            command.container,
            hook,
            copy.how,
            tuple(word.text for word in copy.sources if word.text),
            paths,
            mount,
            repeated,
            moved_on=any(later > index and covers(path, moved) for later, moved in moves for path in paths),
            followed=last_work > index,
            place=command.word_place(copy.destination),
        )


def _steps(script: Script) -> tuple[list[tuple[Copy, tuple[int, bool]]], int]:
    """The copies of a script, each with its step and whether it is repeated, and the last step that is work."""
    steps = list(walk(script))
    # A function that is called twice copies twice: the last time counts.
    carrying = ((index, one, repeated) for index, (one, repeated) in enumerate(steps) if _carries(one))
    found = {copy: (index, repeated) for index, one, repeated in carrying for copy in _copies(one)}
    worked = (index for index in range(len(steps) - 1, -1, -1) if works(steps[index][0]))
    return list(found.items())[:_MOST], next(worked, -1) if found else -1


def _ignored(mount: Mount | None) -> tuple[str, ...]:
    return _SYSTEM if mount is not None else _SYSTEM + _SCRATCH


def walk(script: Script) -> Iterator[tuple[Statement, bool]]:
    """Every statement in the order of the text, and whether a loop without an end of its own repeats it."""
    launchers = (script.launcher,) if script.launcher else ()
    if any(_ELSEWHERE.intersection(launcher.wrappers) for launcher in launchers):
        return
    waiting = [(statement, False) for statement in reversed(script.statements)]
    while waiting:
        statement, repeated = waiting.pop()
        if isinstance(statement, Run) and not _ELSEWHERE.isdisjoint(statement.wrappers):
            continue
        yield statement, repeated
        again = {id(inner) for inner in statement.body} if isinstance(statement, Loop) and not statement.values else ()
        waiting += [(inner, repeated or id(inner) in again) for inner in reversed(children(statement))]


def _carries(statement: Statement) -> bool:
    """Whether there may be a copy in it."""
    return bool(getattr(statement, "redirects", ())) or getattr(statement, "name", None) in CARRYING


def _copies(statement: Statement) -> Iterator[Copy]:
    if isinstance(statement, Run):
        yield from copies_of(statement)
    yield from redirected(statement)


def works(statement: Statement) -> bool:
    """Whether a statement runs a program that may need files; `sh -c` and functions only run what is in them."""
    if not isinstance(statement, Run) or statement.inner is not None or statement.program is None:
        return False
    return statement.name in _WORKING or not is_known(statement.name)


def _destination(copy: Copy, own: MountsByPath) -> tuple[tuple[str, ...], Mount | None]:
    """The paths that a copy may create, and the mount that takes them.

    A mount is a directory, and so is what ends in a slash: there the file lies in it. Where a whole tree is copied
    above a mount, it is not known whether it gets into that.
    """
    inside = copy.effective[1:]
    paths = inside if inside and _is_directory(copy, own) else copy.effective
    mount = next((found for path in paths if (found := own.covering(path))), None)
    if mount is None and any(covers(path, below) for path in inside or paths for below in own.paths):
        return (), None
    return paths, mount


def _is_directory(copy: Copy, own: MountsByPath) -> bool:
    return (copy.destination.text or "").endswith("/") or copy.effective[0] in own.paths
