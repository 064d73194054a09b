"""Measures `podlint check` over a folder: how long each stage takes in one process, and whole runs of the command.

    python bench/stages.py FOLDER [--runs N]

Every number is the least of N runs, for that is the one with the least of everything else that ran meanwhile; the
median stands beside it. Files are in the page cache after the first run. The stages are timed in the order of the data,
each on what the one before it gave: the facts of one kind are worked out when the first rule asks for them, so that
`judge` holds facts and rules together and the table of rules below says which of them paid for it.
"""

import argparse
import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import TypeVar

from podlint.choosing import choose
from podlint.config import Config
from podlint.engine import judge
from podlint.facts.objects import Object
from podlint.files import FileTrouble, find_files, read_bytes
from podlint.finding import Report
from podlint.judging import all_rules, gather
from podlint.reading import read_source
from podlint.report import RenderOptions, render

Result = TypeVar("Result")
MOST_RULES = 10


@dataclass
class Clock:
    """Seconds by name, of every run."""

    times: dict[str, list[float]] = field(default_factory=dict)

    def time(self, name: str, work: Callable[[], Result]) -> Result:
        started = time.perf_counter()
        result = work()
        self.times.setdefault(name, []).append(time.perf_counter() - started)
        return result

    def table(self, names: list[str]) -> str:
        lines = [
            f"{name:<32} {min(self.times[name]) * 1e3:>9.1f} {median(self.times[name]) * 1e3:>9.1f}" for name in names
        ]
        return "\n".join([f"{'':<32} {'least ms':>9} {'median':>9}", *lines])


@dataclass(frozen=True, slots=True)
class Size:
    """What was measured."""

    files: int
    size: int
    objects: int
    findings: int

    def __str__(self) -> str:
        return f"{self.files} files, {self.size / 1e6:.2f} MB, {self.objects} objects, {self.findings} findings"


def stages(folder: str, clock: Clock) -> Size:
    """One run of `podlint check FOLDER`, its stages timed one by one."""
    rules = clock.time("load rules", lambda: choose(all_rules(), Config()))
    names = clock.time("find files", lambda: find_files([folder])).files
    texts = clock.time("read bytes", lambda: {name: read_bytes(name) for name in names})
    sound = {name: data for name, data in texts.items() if not isinstance(data, FileTrouble)}
    readings = clock.time("parse YAML", lambda: [read_source(name, data) for name, data in sound.items()])
    facts = gather(readings, Config())
    objects = clock.time("objects", lambda: len(facts.all(Object)))
    verdict = clock.time("judge (facts and rules)", lambda: judge(rules, facts))
    report = Report(findings=verdict.findings, files=len(readings), objects=objects, rules=len(rules))
    clock.time("render text", lambda: render(report, "text", RenderOptions()))
    return Size(len(sound), sum(map(len, sound.values())), objects, len(verdict.findings))


def by_rule(folder: str, clock: Clock) -> None:
    """The rules one by one, over facts that are shared: the first to need a kind of fact pays for it."""
    texts = {name: read_bytes(name) for name in find_files([folder]).files}
    readings = [read_source(name, data) for name, data in texts.items() if not isinstance(data, FileTrouble)]
    facts = gather(readings, Config())
    for selected in choose(all_rules(), Config()):
        clock.time(selected.rule.name, lambda rule=selected: judge([rule], facts))  # type: ignore[misc]


def whole_runs(folder: str, clock: Clock) -> None:
    """The command as a user runs it, a process each."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    check = [sys.executable, "-m", "podlint", "check", "--no-config"]
    clock.time("python -c pass", lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
    clock.time("podlint check", lambda: subprocess.run([*check, folder], **quiet, check=False))  # type: ignore[call-overload]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure `podlint check` over a folder.")
    parser.add_argument("folder")
    parser.add_argument("--runs", type=int, default=5)
    wanted = parser.parse_args()
    inner, rules, outer = Clock(), Clock(), Clock()
    gc.disable()  # as a run of podlint does
    for _ in range(wanted.runs):
        gc.collect()
        size = stages(wanted.folder, inner)
        by_rule(wanted.folder, rules)
        whole_runs(wanted.folder, outer)
    slowest = sorted(rules.times, key=lambda name: -min(rules.times[name]))[:MOST_RULES]
    print(f"{wanted.folder}: {size}")
    print(f"least and median of {wanted.runs} runs, Python {sys.version.split()[0]}, {os.cpu_count()} CPUs\n")
    print(inner.table(list(inner.times)), rules.table(slowest), outer.table(list(outer.times)), sep="\n\n")


if __name__ == "__main__":
    main()
