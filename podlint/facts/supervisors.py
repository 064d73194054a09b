"""Programs that are started to start several others: supervisors and init systems."""

from itertools import pairwise

from podlint.facts.processes import Process

_SUPERVISORS = frozenset(
    {"supervisord", "s6-svscan", "runsvdir", "runsvdir-start", "my_init", "systemd", "circusd", "monit", "runit-init"}
)
_PROCFILE_RUNNERS = frozenset({"foreman", "honcho", "goreman", "forego", "hivemind", "overmind"})
_INIT_SYSTEMS = frozenset({"/sbin/init", "/usr/sbin/init", "/bin/systemd", "/lib/systemd/systemd"})
_VALUED = frozenset({"-f", "--procfile", "-e", "--env", "-p", "--port", "-d", "--root", "-c", "-m", "--formation"})
_APPLICATIONS = (".js", ".mjs", ".cjs", ".ts", ".py", ".json", ".yml", ".yaml")


def is_supervisor(process: Process) -> bool:
    """Whether the process is there to run several others.

    `foreman start web` and `pm2-runtime app.js` run one.
    """
    if process.ending == "ends" or process.background:
        return False
    if process.name in _PROCFILE_RUNNERS:
        return _runs_a_procfile(process)
    if process.name == "pm2-runtime":
        return sum(argument.endswith(_APPLICATIONS) for argument in process.arguments) > 1
    return process.name in _SUPERVISORS or _program(process).removeprefix("/usr") in _INIT_SYSTEMS


def _runs_a_procfile(process: Process) -> bool:
    """`start` with the name of one process starts that one, without a name all of them; hivemind needs no `start`."""
    operands = [
        argument
        for before, argument in pairwise(("", *process.arguments))
        if before not in _VALUED and not argument.startswith("-")
    ]
    if operands[:1] == ["start"]:
        return len(operands) != 2
    return process.name == "hivemind" and not operands


def _program(process: Process) -> str:
    written = process.word.raw.split(maxsplit=1)
    return (written or process.text.split(maxsplit=1) or [""])[0]
