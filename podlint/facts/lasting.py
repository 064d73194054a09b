"""Which of the processes that a script starts run at the same time for as long as the container lives."""

from collections.abc import Iterator, Sequence

from podlint.facts.processes import Process
from podlint.namedtuple import NamedTuple

_WAITS = frozenset({"wait", "fg"})
_CHECKS = frozenset({"sleep", "until", "while", "test", "[", "[[", "nc", "wait", "timeout"})
_WATCHES = frozenset({"kill", "pgrep", "ps", "pidof", "jobs", "wait", "supervisorctl"})
_KILLS = frozenset({"kill", "pkill", "killall"})
_NO_END = frozenset({"-0", "-1", "-HUP", "-SIGHUP", "-USR1", "-SIGUSR1", "-USR2", "-SIGUSR2"})
_STOPS = frozenset({"stop", "shutdown", "quit", "-stop"})
_CLOSES = frozenset({"exit", "return", "echo", "printf", "true", ":", "touch", "tee", "cat", "sed", "awk", "grep"})
_SAYS = frozenset({"echo", "printf", "trap"})
# Words in the names of programs that do one thing at the start and end.
_ONCE = frozenset(
    {"init", "initialize", "setup", "migrate", "migrations", "migration", "seed", "wait", "warm", "warmup", "bootstrap"}
    | {"register", "check", "test", "load", "import", "create", "update", "install", "copy", "prepare", "provision"}
    | {"configure", "notify", "build", "once", "join", "restore", "preload", "download", "upload", "post", "hook"}
)


class Lasting(NamedTuple):
    """`processes` in the order of their start, the one in the foreground last.

    `awaited`: the script waits for all that it has started. `watched`: it notices when one of them ends.
    """

    processes: tuple[Process, ...]
    awaited: bool
    watched: bool


def lasting(started: Sequence[Process]) -> Lasting:
    """What runs on of the processes of one script."""
    if not any(one.background or one.daemonizes for one in started):
        return Lasting((), awaited=False, watched=False)
    reached = list(reachable(started))
    stop = max((one.order for one in reached if not one.background and _stops(one)), default=-1)
    helpers = [one for one in (*_jobs(reached), *_daemons(reached)) if one.order > stop]
    helpers.sort(key=lambda one: one.order)
    foreground = _foreground(reached, helpers) if helpers else None
    return Lasting(
        (*helpers, foreground) if foreground else tuple(helpers),
        awaited=bool(helpers) and all(one.waited for one in helpers),
        watched=any(_is_watcher(one) for one in reached),
    )


def reachable(started: Sequence[Process]) -> Iterator[Process]:
    """The processes up to the first that keeps the script from going on."""
    for one in started:
        yield one
        stays = one.ending == "never" or one.exec
        if stays and not (one.background or one.in_loop or one.alternative or _is_watcher(one)):
            return


def _jobs(reached: Sequence[Process]) -> Iterator[Process]:
    """The process that stands for each job that runs on; of those in branches of `if` and `case` only one runs."""
    jobs: dict[int, list[Process]] = {}
    for one in reached:
        if one.job:
            jobs.setdefault(one.job, []).append(one)
    found = [process for members in jobs.values() if (process := _long_running(members))]
    alternatives = [one for one in found if one.alternative]
    yield from (one for one in found if not one.alternative or one is alternatives[0])


def _long_running(members: Sequence[Process]) -> Process | None:
    """An arbitrary program in the background counts as a server unless it waits for something or does one thing."""
    staying = [one for one in members if one.ending == "never" or (one.daemonizes and one.ending == "ends")]
    if staying:
        return staying[0]
    unknown = [one for one in members if one.ending == "unknown" and not one.body]
    waits = any(one.name in _CHECKS for one in members)
    return unknown[-1] if unknown and not waits and not _does_one_thing(unknown[-1]) else None


def _does_one_thing(process: Process) -> bool:
    text = process.text.lower()
    for sign in "-_./:=\"'":
        text = text.replace(sign, " ")
    return not _ONCE.isdisjoint(text.split())


def _daemons(reached: Sequence[Process]) -> Iterator[Process]:
    """Programs that go into the background of themselves."""
    return (one for one in reached if one.daemonizes and not one.background and not one.in_loop)


def _stops(process: Process) -> bool:
    """Whether it ends what was started before it."""
    if process.name in _KILLS:
        return _NO_END.isdisjoint(process.arguments)
    return process.name not in _SAYS and not _STOPS.isdisjoint(process.arguments)


def _is_watcher(process: Process) -> bool:
    """`wait -n`, or a loop that looks whether the others are alive."""
    if process.name == "wait":
        return "-n" in process.arguments
    return not process.background and not _WATCHES.isdisjoint(process.body)


def _foreground(reached: Sequence[Process], helpers: Sequence[Process]) -> Process | None:
    """What the shell runs, or becomes, after it has started the helpers.

    A program that podlint does not know is taken for a server where the script ends with it, and nothing waits for
    the helpers; failing that a loop that waits for something. After a daemon it is the last program, whatever it is.
    """
    after = [one for one in reached if one.order > helpers[0].order and not one.background and not one.in_loop]
    after = [one for one in after if not _is_watcher(one)]
    staying = [one for one in after if one.name not in _WAITS and (one.ending == "never" or one.exec)]
    own = [one for one in staying if one not in helpers]
    if own or any(one.name in _WAITS for one in after):
        return own[0] if own else None
    last = next((one for one in reversed(after) if one.name not in _CLOSES and one not in helpers), None)
    if last and (last.ending == "unknown" or any(not helper.background for helper in helpers)):
        return last
    return next((one for one in reversed(after) if one.name in ("while", "until")), None)
