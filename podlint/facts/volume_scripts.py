"""What the scripts of containers read and write in the volumes of their pod, as far as it is certain."""

from collections.abc import Iterator
from posixpath import relpath

from podlint.dataclass import dataclass
from podlint.facts.commands import Command
from podlint.facts.paths import covering
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount, Volume
from podlint.facts.workloads import Container
from podlint.reading import Place
from podlint.shell import Command as Run
from podlint.shell import PathWord, Script, Word, certain
from podlint.shell import commands as commands_of
from podlint.shell.copying import CARRYING, copies
from podlint.shell.locations import is_stream, location
from podlint.shell.operands import is_known, uses_of
from podlint.shell.paths import WRITING, path_uses

_MAKES = frozenset({"touch", "tee", "truncate", "mkdir", "mkfifo", "openssl", "keytool", "fallocate", "sed"})
_LOOKS = frozenset({"ls", "du", "stat", "find", "file", "tail", "readlink", "realpath"})
_TAKES_ALL = frozenset({"cp", "mv", "rsync", "tar"})
# Known commands that run what the script does not show, or write where it does not say.
_OPAQUE = frozenset(
    {"sh", "bash", "ash", "dash", "zsh", "ksh", "source", ".", "eval", "su", "runuser", "xargs", "java", "python"}
    | {"npm", "pip", "pip3", "sqlite3", "mount", "apt-get", "apt", "apk", "yum", "dnf", "unzip"}
)
_NEED_A_TARGET = frozenset({"wget", "tar", "git"})
_MAX_DEPTH = 30


@dataclass(frozen=True, slots=True, eq=False)
class VolumeFile:
    """A file or directory of a volume that a container reads or writes.

    `path` is how the container names it, `inner` where it lies in the volume; `order` counts the commands of the
    script. `waits` says that the script tries again until it is there. `word` is the one of `command` that names it.
    """

    command: Command
    word: Word
    volume: Volume
    path: str
    inner: str
    order: int
    waits: bool

    @property
    def place(self) -> Place:
        return self.command.word_place(self.word)

    @property
    def container(self) -> Container:
        return self.command.container

    @property
    def moment(self) -> tuple[int, int]:
        """Containers start in their order, and commands run in theirs."""
        return self.container.index, self.order

    def around(self) -> Iterator[str]:
        """Itself and the directories around it, up to the root of the volume, which is empty."""
        parts = self.inner.split("/")[:_MAX_DEPTH] if self.inner else []
        return ("/".join(parts[:count]) for count in range(len(parts), -1, -1))

    def __str__(self) -> str:
        return self.path


def reads(facts: Facts, command: Command) -> Iterator[VolumeFile]:
    """The files that the script needs in any case, up to where it does what can't be seen."""
    own = facts.by(Mount, "container", command.container)
    runs = list(commands_of(command.script, handlers=False))
    order = {run.words: index for index, run in reversed(list(enumerate(runs)))}
    seen_through = next((index for index, run in enumerate(runs) if is_opaque(run)), len(runs))
    for run, waits in certain(command.script):
        index = order.get(run.words, 0)
        if index > seen_through:
            return
        for use in _read_by(run, waits=waits):
            yield from _in_volume(own, command, use, index, waits=waits)


def writes(facts: Facts, command: Command) -> Iterator[VolumeFile]:
    """The files that the script writes or may write."""
    own = facts.by(Mount, "container", command.container)
    roots = frozenset(mount.path for mount in own)
    for index, run in enumerate(commands_of(command.script, handlers=False)):
        for use in _written_by(run, roots):
            yield from _in_volume(own, command, use, index)


def writes_openly(command: Command | None) -> bool:
    """Whether the script shows all that the container writes."""
    if command is None or command.from_image or command.script.errors:
        return False
    return not any(is_opaque(run) for run in commands_of(command.script))


def is_opaque(run: Run) -> bool:
    """Whether a command may write what its words don't tell."""
    targets = [redirect.target for redirect in run.redirects if redirect.operator in WRITING]
    if run.inner is None and run.program is not None:
        if not is_known(run.name) or run.name in _OPAQUE:
            return True
        written = [use.argument.word for use in uses_of(run) if use.role == "write"]
        if run.name in _NEED_A_TARGET and not written:
            return True
        targets += written
    return any(_is_untold(word, run) for word in targets)


def _is_untold(word: Word, run: Run) -> bool:
    if word.text is not None and (word.text.isdigit() or word.text == "-" or is_stream(word.text)):
        return False
    return location(word.text, word.prefix, run.directory) is None


def _read_by(run: Run, *, waits: bool) -> Iterator[PathWord]:
    """What a command can't do without. To move a file is to read it; to list a directory needs nothing in it."""
    moving = copies(Script((run,))) if run.name == "mv" or run.handler else ()
    moved = {word for copy in moving if copy.how == "mv" for word in copy.sources}
    for use in path_uses(Script((run,))):
        if (use.access == "read" or use.word in moved) and (waits or use.how not in _LOOKS):
            yield use


def _written_by(run: Run, roots: frozenset[str]) -> Iterator[PathWord]:
    """What a command makes, without what it runs inside. A file copied to a mounted directory lies in it."""
    if not (run.redirects or run.handler or run.name in CARRYING or run.name in _MAKES):
        return
    alone = Script((run._replace(inner=None, substitutions=()),))
    for copy in copies(alone):
        inside = copy.effective[1:]
        for path in inside if inside and copy.effective[0] in roots else copy.effective:
            yield PathWord(path, copy.destination, copy.how, "write")
    for use in path_uses(alone):
        if use.access == "write" and use.how in _MAKES:
            yield use


def _in_volume(
    own: tuple[Mount, ...], command: Command, use: PathWord, order: int, *, waits: bool = False
) -> Iterator[VolumeFile]:
    mount = covering(own, use.path)
    if mount is None or mount.volume is None:
        return
    parts = [part for part in (mount.sub_path, relpath(use.path, mount.path)) if part not in ("", ".")]
    if parts or use.access == "write" or use.how in _TAKES_ALL:
        yield VolumeFile(command, use.word, mount.volume, use.path, "/".join(parts), order, waits)
