"""The measurements as a document: tables, ratios, goals."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpora import COPIES, Corpus
from processes import Runs

COLD, ONE_PROCESS, WARM = "podlint, no cache", "podlint, no cache, one process", "podlint, warm"
VERSION, PYTHON = "podlint --version", "python -c pass"
PEER = "kubeconform -n 2"
MOST_MEMORY = 600_000_000


@dataclass(frozen=True, slots=True)
class Measured:
    """What one corpus gave: the runs by contender, and the seconds of libyaml's own loop."""

    corpus: Corpus
    runs: dict[str, Runs]
    libyaml: float

    def seconds(self, contender: str) -> float | None:
        return self.runs[contender].seconds if contender in self.runs else None


def document(measured: list[Measured], versions: list[str], missing: list[str]) -> str:
    lines = ["# Measurements", "", *_introduction(), "", *(f"- {version}" for version in versions)]
    lines += [f"- left out: {name}" for name in missing]
    for one in measured:
        lines += ["", *_table(one)]
    lines += ["", "## Goals", "", *_goals({one.corpus.name: one for one in measured})]
    return "\n".join(lines) + "\n"


def _introduction() -> list[str]:
    return [
        "Whole processes, one after the other in turns, files in the page cache; medians, with the fastest and the",
        "slowest run. `memory` is the peak of the largest process, `cpu` the time of all processes together.",
        "podlint is installed from its wheel, as users have it. Written by `make bench`.",
    ]


def _table(one: Measured) -> Iterator[str]:
    corpus = one.corpus
    yield f"## {corpus.name}: {corpus.files} files, {corpus.size / 1e6:.2f} MB"
    yield ""
    yield f"libyaml's own event loop needs {one.libyaml * 1e3:.1f} ms of CPU for it."
    yield ""
    yield "| | seconds | spread | cpu | memory | files/s | MB/s | runs |"
    yield "|---|---|---|---|---|---|---|---|"
    for name, runs in one.runs.items():
        fastest, slowest = runs.spread
        broken = {run.code for run in runs.runs} - {0, 1}
        name = f"{name} (failed with exit code {broken.pop()})" if broken else name
        files, megabytes = corpus.files / runs.seconds, corpus.size / 1e6 / runs.seconds
        yield (
            f"| {name} | {runs.seconds:.3f} | {fastest:.3f} to {slowest:.3f} | {runs.cpu:.3f}"
            f" | {runs.memory / 1e6:.0f} MB | {files:.0f} | {megabytes:.2f} | {len(runs.runs)} |"
        )


def _goals(by_name: dict[str, Measured]) -> Iterator[str]:
    yield "| goal | measured | |"
    yield "|---|---|---|"
    corpus, single, many = by_name.get("corpus"), by_name.get("one"), by_name.get(f"times-{COPIES}")
    if corpus:
        yield from _faster("cold, at least 3 times faster than kubeconform", corpus, COLD, 3)
        yield from _faster("warm, at least 8 times faster than kubeconform", corpus, WARM, 8)
        times = corpus.runs[ONE_PROCESS].cpu / corpus.libyaml
        yield _row("one process, at most 6 times libyaml's event loop", f"{times:.1f} times", times <= 6)
    if single:
        yield from _at_most("one file, at most 1.5 times kubeconform's time", single, WARM, PEER, 1.5)
        yield from _at_most("one file without a cache, likewise", single, COLD, PEER, 1.5)
        yield from _at_most("`--version`, at most 6 times `python -c pass`", single, VERSION, PYTHON, 6)
    if corpus and many:
        yield from _linear(corpus, many)


def _faster(goal: str, one: Measured, contender: str, wanted: float) -> Iterator[str]:
    peer = one.seconds(PEER)
    if peer:
        ratio = peer / one.runs[contender].seconds
        yield _row(goal, f"{ratio:.2f} times", ratio >= wanted)


def _at_most(goal: str, one: Measured, contender: str, other: str, wanted: float) -> Iterator[str]:
    seconds = one.seconds(other)
    if seconds:
        ratio = one.runs[contender].seconds / seconds
        yield _row(goal, f"{ratio:.2f} times", ratio <= wanted)


def _linear(corpus: Measured, many: Measured) -> Iterator[str]:
    per_file = [one.runs[COLD].seconds / one.corpus.files for one in (corpus, many)]
    ratio = per_file[1] / per_file[0]
    yield _row(f"{COPIES} times as many files, at most 1.1 times as long per file", f"{ratio:.2f} times", ratio <= 1.1)
    memory = many.runs[COLD].memory
    yield _row(
        f"{COPIES} times as many files, largest process under 600 MB", f"{memory / 1e6:.0f} MB", memory < MOST_MEMORY
    )


def _row(goal: str, measured: str, is_met: bool) -> str:
    return f"| {goal} | {measured} | {'met' if is_met else 'not met'} |"
