"""Pods of Jobs: which of their regular containers end, and which keep the Job from completing."""

import re
from collections.abc import Iterable, Iterator

from podlint.dataclass import dataclass
from podlint.facts.commands import Command
from podlint.facts.environment import Variable
from podlint.facts.repairs import scalar
from podlint.facts.startup import Startup
from podlint.facts.store import Facts
from podlint.facts.workloads import Container, Pod
from podlint.kubernetes.kinds import long_running
from podlint.pattern import pattern
from podlint.reading import Place

# What the work of a Job says when it ends its helpers itself.
_ENDS_OTHERS = pattern(
    r"quitquitquit|\b(?:pkill|killall|kill)\b|[/-]quit\b|[/-]shutdown\b|linkerd-await|\bexit-zero\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, eq=False)
class Completion:
    """The pod of a Job with several regular containers, all of which have to end for the Job to complete.

    `endless` are those that never do, `workers` the others. `ends_others` says that something in the pod may end the
    helpers: a kill or quit in a script, or processes in one namespace.
    """

    pod: Pod
    workers: tuple[Container, ...]
    endless: tuple[Startup, ...]
    ends_others: bool

    @property
    def place(self) -> Place:
        return self.endless[0].container.place if self.endless else self.pod.place

    @property
    def repaired(self) -> str:
        """The helpers as native sidecars."""
        lines = ["initContainers:"]
        for startup in self.endless:
            image = startup.container.node.get("image")
            lines.append(f"  - name: {scalar(startup.container.name)}")
            lines += [f"    image: {scalar(image)}"] if isinstance(image, str) else []
            lines.append("    restartPolicy: Always")
        lines += ["containers:", *(f"  - name: {scalar(worker.name)}  # as it is" for worker in self.workers)]
        return "\n".join(lines) + "\n"


def completions(facts: Facts) -> Iterator[Completion]:
    for pod in facts.all(Pod):
        if not long_running(pod.kind) and not pod.partial:
            regular = [one for one in facts.by(Container, "pod", pod) if one.role == "main"]
            if len(regular) > 1:
                yield _completion(facts, pod, regular)


def _completion(facts: Facts, pod: Pod, regular: Iterable[Container]) -> Completion:
    startups = [startup for one in regular for startup in facts.by(Startup, "container", one)]
    return Completion(
        pod,
        workers=tuple(one.container for one in startups if one.ending != "never"),
        endless=tuple(one for one in startups if one.ending == "never"),
        ends_others=pod.spec.get("shareProcessNamespace") is True or any(map(_ENDS_OTHERS.search, _said(facts, pod))),
    )


def _said(facts: Facts, pod: Pod) -> Iterator[str]:
    """All that the containers say in commands, scripts and environment."""
    for container in facts.by(Container, "pod", pod):
        for command in facts.by(Command, "container", container):
            yield from (item.value for item in command.items if item.value)
            yield from (file.text for file in command.files)
        yield from (one.value for one in facts.by(Variable, "container", container) if one.value)
