"""Programs that are started to start several others: supervisors and init systems."""

from podlint.facts.processes import Process

_SUPERVISORS = frozenset(
    {"supervisord", "s6-svscan", "runsvdir", "runsvdir-start", "my_init", "systemd", "circusd", "monit", "runit-init"}
)
_PROCFILE_RUNNERS = frozenset({"foreman", "honcho", "goreman", "forego", "hivemind", "overmind"})
_INIT_SYSTEMS = frozenset({"/sbin/init", "/usr/sbin/init", "/bin/systemd", "/lib/systemd/systemd"})
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
    operands = [argument for argument in process.arguments if not argument.startswith("-")]
    if process.name not in ("hivemind", "overmind") or operands[:1] == ["start"]:
        return operands[:1] == ["start"] and len(operands) != 2
    return process.name == "hivemind" and not operands


def _program(process: Process) -> str:
    return process.text.partition(" ")[0]
