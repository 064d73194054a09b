"""Programs that only start another program, and shells that are given a script: how to see through them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from podlint.namedtuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podlint.shell.syntax import Word


class Wrapper(NamedTuple):
    """Its options that take a value, and its operands before the command it starts."""

    valued: frozenset[str] = frozenset()
    operands: int = 0
    assignments: bool = False
    never: frozenset[str] = frozenset()


def wrapper(valued: str = "", operands: int = 0, *, assignments: bool = False, never: str = "") -> Wrapper:
    return Wrapper(frozenset(valued.split()), operands, assignments, frozenset(never.split()))


PLAIN = wrapper()
INIT_WRAPPERS = frozenset({"tini", "tini-static", "dumb-init", "catatonit", "docker-init"})
WRAPPERS = {
    "exec": wrapper("-a"),
    "command": wrapper(never="-v -V -pv -pV"),
    "builtin": PLAIN,
    "env": wrapper("-u --unset -C --chdir", assignments=True, never="-S"),
    "sudo": wrapper("-u -g -h -p -C -r -t -T -U -D -R --user --group", assignments=True, never="-l -v -k"),
    "doas": wrapper("-u -C"),
    "nohup": PLAIN,
    "time": wrapper("-f -o"),
    "timeout": wrapper("-s -k --signal --kill-after", 1),
    "nice": wrapper("-n --adjustment"),
    "ionice": wrapper("-c -n -p --class --classdata"),
    "chrt": wrapper("-T -P -D", 1),
    "taskset": wrapper("", 1),
    "numactl": wrapper("-m -N -C -i -p"),
    "stdbuf": wrapper("-i -o -e"),
    "setsid": PLAIN,
    "unbuffer": PLAIN,
    "tini": wrapper("-e -p"),
    "tini-static": wrapper("-e -p"),
    "docker-init": wrapper("-e -p"),
    "dumb-init": wrapper("-r --rewrite"),
    "catatonit": PLAIN,
    "su-exec": wrapper("", 1),
    "gosu": wrapper("", 1),
    "chpst": wrapper("-u -U -b -d -m -o -p -f -c -t -s -n -e -/"),
    "s6-setuidgid": wrapper("", 1),
    "setpriv": wrapper("--reuid --regid --groups --inh-caps --ambient-caps --bounding-set --securebits"),
    "chroot": wrapper("", 1),
    "unshare": PLAIN,
    "nsenter": wrapper("-t --target"),
    "flock": wrapper("-w -E --wait --timeout", 1),
    "xargs": wrapper("-n -I -P -L -d -E -s -a -i"),
    "busybox": wrapper(never="--list --install --help"),
    "with-contenv": PLAIN,
    "coproc": PLAIN,
    "strace": wrapper("-e -o -p -s -u"),
    "catchsegv": PLAIN,
}
SHELLS = frozenset({"sh", "bash", "ash", "dash", "zsh", "ksh", "mksh", "rbash"})
SWITCHERS = frozenset({"su", "runuser"})
SHELL_VALUED = frozenset({"-o", "+o", "-O", "+O", "--rcfile", "--init-file"})


class Peeled(NamedTuple):
    """The words of a command without its wrappers. `assignments` are the words `A=b` of `env` and `sudo`."""

    words: tuple[Word, ...]
    wrappers: tuple[str, ...]
    program: Word | None
    name: str | None
    arguments: tuple[Word, ...]
    assignments: tuple[Word, ...]


class ShellCall(NamedTuple):
    """The script of `sh -c`, and the words after it."""

    script: Word
    positional: tuple[str | None, ...]


def basename(word: Word) -> str | None:
    text = word.text
    return text if text is None or "/" not in text else text.rstrip("/").rpartition("/")[2]


def peel(words: Sequence[Word]) -> Peeled:
    """Take the wrappers off the front of `words`; one that starts nothing stays the program."""
    start = 0
    names: list[str] = []
    assignments: list[Word] = []
    name = basename(words[0]) if words else None
    while name in WRAPPERS:
        found = WRAPPERS[name]
        inner = start_of_command(found, words, start + 1)
        if inner is None:
            break
        if found.assignments:
            assignments += [word for word in words[start + 1 : inner] if is_assignment(word)]
        names.append(name)
        start, name = inner, basename(words[inner])
    program = words[start] if words else None
    return Peeled(tuple(words), tuple(names), program, name, tuple(words[start + 1 :]), tuple(assignments))


def start_of_command(found: Wrapper, words: Sequence[Word], index: int) -> int | None:
    """The index of the command that a wrapper with arguments from `index` on starts, if it starts one."""
    while index < len(words) and (text := words[index].text) is not None and text.startswith("-") and text != "-":
        index += 1
        if text in found.never:
            return None
        if text == "--":
            break
        index += text in found.valued
    while found.assignments and index < len(words) and is_assignment(words[index]):
        index += 1
    index += found.operands
    return index if index < len(words) else None


def is_assignment(word: Word) -> bool:
    name, equals, _ = word.prefix.partition("=")
    return bool(equals) and name.isidentifier()


def shell_call(name: str | None, arguments: Sequence[Word]) -> ShellCall | None:
    """The script that a shell, `su` or `runuser` is given with -c."""
    if name in SWITCHERS:
        return switched_call(arguments)
    if name not in SHELLS:
        return None
    index, is_script = options_of_shell(arguments)
    if not is_script or index >= len(arguments):
        return None
    return ShellCall(arguments[index], tuple(word.text for word in arguments[index + 2 :]))


def script_operand(arguments: Sequence[Word]) -> int | None:
    """The index of the script file among the arguments of a shell, if it is given one."""
    index, is_script = options_of_shell(arguments)
    return None if is_script or index >= len(arguments) else index


def options_of_shell(arguments: Sequence[Word]) -> tuple[int, bool]:
    """How many words the options of a shell take, and whether -c is among them."""
    index, is_script = 0, False
    while index < len(arguments) and (text := arguments[index].text) is not None and text[:1] in ("-", "+"):
        index += 2 if text in SHELL_VALUED or (text.endswith("o") and text[1:2].isalpha()) else 1
        is_script = is_script or (text[0] == "-" and text[1:2] != "-" and "c" in text)
        if text in ("--", "-"):
            break
    return index, is_script


def switched_call(arguments: Sequence[Word]) -> ShellCall | None:
    for option, value in pairwise(arguments):
        if option.text in ("-c", "--command"):
            return ShellCall(value, ())
    return None
