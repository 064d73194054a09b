"""Rules judged by several processes: forked workers, each with a part of the rules, over the same facts.

A worker sends what each of its rules says as a line of JSON, and the parent judges a part itself meanwhile.
"""

import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Map
from contextlib import contextmanager, suppress
from itertools import chain
from json import dumps, loads
from mmap import mmap
from typing import Any, NoReturn

from podlint.engine import STAGE, Judgement, Outcome, Selected, outcomes_of, settled
from podlint.facts import Facts
from podlint.facts.location import Locator
from podlint.finding import Failure, Finding
from podlint.reading.places import Source
from podlint.results import packed_findings, unpacked_findings
from podlint.watch import Watch, silent

PARTS = (frozenset({"api", "service"}), frozenset({"volume", "packaging"}))
"""The topics that a worker takes, the first worker the first. Rules that look at the same costly facts stay together,
for each process works out for itself what its rules ask for: the types of the API, or what scripts do."""

CHUNK = 1 << 20


def judge_together(rules: Sequence[Selected], facts: Facts, jobs: int, watch: Watch = silent) -> Judgement:
    """What `judge` says, worked out by as many as `jobs` processes. The rules of a worker that dies are failures."""
    locator = Locator(facts)  # what every part needs is worked out while there is one process
    own, parts = shared_out(rules, jobs)
    sources = _sources(facts)
    done = iter(watch(STAGE, rules))
    outcomes: dict[str, list[Outcome]] = {}

    def take(worker: Worker, *, wait: bool) -> bool:
        goes_on = worker.receive(wait=wait)
        for selected, line in worker.told():
            next(done, None)
            outcomes[selected.rule.id] = _outcomes(line, sources)
        return goes_on

    with _workers(parts, facts, locator) as workers:
        for selected in (*own, *chain(*parts[len(workers) :])):
            next(done, None)
            outcomes[selected.rule.id] = outcomes_of(selected, facts, locator)
            for worker in workers:
                take(worker, wait=False)
        for worker in workers:
            while take(worker, wait=True):
                pass
            outcomes.update((failure.rule, [failure]) for failure in worker.failures())
    next(done, None)
    return settled((outcome for selected in rules for outcome in outcomes[selected.rule.id]), rules)


def shared_out(rules: Sequence[Selected], jobs: int) -> tuple[list[Selected], list[list[Selected]]]:
    """The parent's own part, and the parts of workers."""
    topics = PARTS[: jobs - 1]
    parts = [[selected for selected in rules if selected.rule.topic in part] for part in topics]
    own = [selected for selected in rules if not any(selected.rule.topic in part for part in topics)]
    parts = [part for part in parts if part]
    return (own, parts) if own or not parts else (parts[-1], parts[:-1])


class Worker:
    """A process that judges rules, as its parent sees it."""

    def __init__(self, rules: Sequence[Selected], facts: Facts, locator: Locator) -> None:
        """Raises OSError where no process is to be had."""
        self.waiting = list(rules)
        self._facts = facts
        self._row = memoryview(mmap(-1, 8)).cast("q")  # shared: how many rows of its rule the process has begun
        self._received = b""
        self._pipe, writing = os.pipe()
        try:
            self.pid = os.fork()
        except OSError:
            os.close(self._pipe)
            raise
        else:
            if not self.pid:
                _work(rules, facts, locator, Outlet(writing), self._row)
        finally:
            os.close(writing)

    def receive(self, *, wait: bool) -> bool:
        """Takes what has come through the pipe; with `wait` until something has. False at its end."""
        os.set_blocking(self._pipe, wait)
        try:
            data = os.read(self._pipe, CHUNK)
        except BlockingIOError:
            return True
        self._received += data
        return bool(data)

    def told(self) -> Iterator[tuple[Selected, bytes]]:
        """The rules that it has judged since this was last asked, and what they say."""
        *lines, self._received = self._received.split(b"\n")
        for line in lines:
            yield self.waiting.pop(0), line

    def end(self) -> str:
        """Waits for the process; says how it ended."""
        os.close(self._pipe)
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self.pid = 0
        return f"was killed by signal {-code}" if code < 0 else f"ended with {code}"

    def kill(self) -> None:
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            self.end()

    def failures(self) -> Iterator[Failure]:
        """The rules that a process which has ended leaves behind."""
        how = self.end()
        for selected in self.waiting:
            yield Failure(selected.rule.id, self._file(selected), f"not judged: the process that was to judge it {how}")

    def _file(self, selected: Selected) -> str:
        """Where the process stopped, if it was at a row of this rule."""
        begun = self._row[0] if selected is self.waiting[0] else 0
        row = self._facts.all(selected.rule.each)[begun - 1] if begun else None
        return row.place.source.name if row else ""


class Outlet:
    """A worker's end of the pipe. What the parent has no time to read is kept here meanwhile."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self._kept = b""

    def send(self, line: bytes, *, wait: bool = False) -> None:
        self._kept += line
        os.set_blocking(self._pipe, wait)
        try:
            while self._kept:
                self._kept = self._kept[os.write(self._pipe, self._kept) :]
        except BlockingIOError:
            return


@contextmanager
def _workers(parts: Iterable[Sequence[Selected]], facts: Facts, locator: Locator) -> Iterator[list[Worker]]:
    """A worker for each part, as far as processes are to be had. None of them outlives the block."""
    workers: list[Worker] = []
    try:
        with suppress(OSError):
            workers.extend(Worker(part, facts, locator) for part in parts)
        yield workers
    finally:
        for worker in workers:
            worker.kill()


def _work(
    rules: Sequence[Selected], facts: Facts, locator: Locator, outlet: Outlet, row: "memoryview[int]"
) -> NoReturn:
    """All that the new process does. It goes without the parent's clearing up, and whatever happens prints nothing."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        for selected in rules:
            row[0] = 0
            outcomes = outcomes_of(selected, facts, locator, lambda rows: _counted(rows, row))
            outlet.send(_line(outcomes))
        outlet.send(b"", wait=True)
        code = 0
    finally:
        os._exit(code)


def _counted(rows: Sequence[Any], row: "memoryview[int]") -> Iterator[Any]:
    for number, one in enumerate(rows, 1):
        row[0] = number
        yield one


def _line(outcomes: Iterable[Outcome]) -> bytes:
    findings = [outcome for outcome in outcomes if isinstance(outcome, Finding)]
    failures = [(one.rule, one.file, one.problem) for one in outcomes if isinstance(one, Failure)]
    return dumps([packed_findings(findings), failures]).encode() + b"\n"


def _outcomes(line: bytes, sources: Map[str, Source]) -> list[Outcome]:
    findings, failures = loads(line)
    return [*unpacked_findings(findings, sources.__getitem__), *(Failure(*one) for one in failures)]


def _sources(facts: Facts) -> dict[str, Source]:
    """What findings can point into."""
    nodes = (node.place.source for node in facts.settings.nodes)
    definitions = (definition.source for definition in facts.settings.definitions)
    inputs = (reading.source for reading in facts.readings)
    return {source.name: source for source in chain(nodes, definitions, inputs)}
