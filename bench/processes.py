"""Whole processes measured: time, peak memory, exit code."""

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Run:
    """`seconds` by the clock, `cpu` of all its processes together; `memory` is the largest process's peak in bytes."""

    seconds: float
    cpu: float
    memory: int
    code: int


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of one command on one corpus."""

    runs: tuple[Run, ...]

    @property
    def seconds(self) -> float:
        return median(run.seconds for run in self.runs)

    @property
    def spread(self) -> tuple[float, float]:
        """The fastest and the slowest, in seconds."""
        return min(run.seconds for run in self.runs), max(run.seconds for run in self.runs)

    @property
    def cpu(self) -> float:
        return median(run.cpu for run in self.runs)

    @property
    def memory(self) -> int:
        return max(run.memory for run in self.runs)


def run(command: Sequence[str], environment: Mapping[str, str]) -> Run:
    started = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(environment)
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, process.returncode)


def alternating(
    contenders: Mapping[str, tuple[Sequence[str], Mapping[str, str], Callable[[], None]]], rounds: int, patience: float
) -> dict[str, Runs]:
    """Each contender once in every round, so that whatever else the machine does meets them all alike.

    A contender is a command, its environment and what to do before each of its runs. One that needs more than
    `patience` seconds runs in the first round only.
    """
    results: dict[str, list[Run]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, (command, environment, prepare) in contenders.items():
            if results[name] and results[name][0].seconds > patience:
                continue
            prepare()
            results[name].append(run(command, environment))
    return {name: Runs(tuple(runs)) for name, runs in results.items()}
