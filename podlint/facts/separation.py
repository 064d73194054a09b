"""Repaired forms of containers: one for each of several processes, and a native sidecar for what runs on."""

from collections.abc import Iterable, Iterator

from podlint.facts.processes import Process
from podlint.facts.repairs import scalar
from podlint.facts.workloads import Container
from podlint.pattern import pattern

# How servers that put themselves into the background are told to stay in the foreground.
_FOREGROUND = {
    "nginx": ("nginx", "-g", "daemon off;"),
    "php-fpm": ("php-fpm", "-F"),
    "sshd": ("/usr/sbin/sshd", "-D"),
    "rsyslogd": ("rsyslogd", "-n"),
    "rpcbind": ("rpcbind", "-f"),
    "dnsmasq": ("dnsmasq", "-k"),
    **{name: (name, "-f") for name in ("cron", "crond")},
    **{name: (name, "-D", "FOREGROUND") for name in ("httpd", "apache2", "apachectl", "apache2ctl")},
}
_STARTERS = frozenset({"service", "rc-service", "systemctl"})
_NO_LABEL = pattern("[^a-z0-9]+")


def separated(container: Container, processes: Iterable[Process]) -> str:
    """YAML of the containers; empty where that is not enough, as for a program that is started several times."""
    working = [one for one in processes if is_working(one)]
    if not working or any(one.repeated for one in working):
        return ""
    lines = ["containers:"]
    image = container.node.get("image")
    for number, process in enumerate(reversed(working)):
        name = f"{container.name}-{_program(process)}" if number else container.name
        lines.append(f"  - name: {scalar(_NO_LABEL.sub('-', name.lower()).strip('-')[:63])}")
        lines += [f"    image: {scalar(image)}"] if isinstance(image, str) else []
        lines += _command(process)
    return "\n".join(lines) + "\n"


def native_sidecar(container: Container) -> str:
    """YAML of the container as an init container that starts in its turn and runs as long as the pod."""
    image = container.node.get("image")
    lines = ["initContainers:", f"  - name: {scalar(container.name)}"]
    lines += [f"    image: {scalar(image)}"] if isinstance(image, str) else []
    return "\n".join([*lines, "    restartPolicy: Always"]) + "\n"


def is_working(process: Process) -> bool:
    """Whether the process does more than keep the container alive, wait, or show a log."""
    return not process.idle and (process.background or not process.body) and process.name != "tail"


def _program(process: Process) -> str:
    """What is started: the service rather than `service`."""
    if process.name not in _STARTERS:
        return process.name
    return next((word for word in process.arguments if word != "start"), process.name)


def _command(process: Process) -> Iterator[str]:
    program = _program(process)
    if process.daemonizes and program not in _FOREGROUND:
        yield f"    # command: what `{process}` starts, but in the foreground"
    elif process.daemonizes:
        yield f"    command: {_flow(_FOREGROUND[program])}"
    elif process.literal and not process.body:
        yield f"    command: {_flow((process.text.partition(' ')[0], *process.arguments))}"
    else:
        yield f"    # command: {process}"


def _flow(words: Iterable[str]) -> str:
    return "[" + ", ".join(map(scalar, words)) + "]"
