"""podlint beside its peers: whole processes, alternating, in one run; writes bench/results.md.

    python bench/compare.py [CORPUS...] [--rounds 7] [--no-checkov]

CORPUS is one, corpus, crds or times-30; all of them if none is named. Everything that is needed is made in
build/bench. A peer that is not to be had is left out and named.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

from corpora import ROOT, Corpus, corpora
from peers import BUILT, Peer, peers
from processes import alternating
from results import COLD, ONE_PROCESS, PYTHON, VERSION, WARM, Measured, document

from podlint import __version__

INSTALLED = BUILT / "podlint" / "bin"
CACHE = BUILT / "cache"
PATIENCE = 10.0
PODLINT = str(INSTALLED / "podlint")
LINT = [PODLINT, "check", "--no-config", "--no-progress", "--exit-zero"]

Contender = tuple[Sequence[str], Mapping[str, str], Callable[[], None]]


def main() -> None:
    options = _options()
    BUILT.mkdir(parents=True, exist_ok=True)
    _install()
    found = peers(with_checkov=options.checkov)
    measured = []
    for corpus in corpora(options.corpora):
        print(f"{corpus.name}: {corpus.files} files, {corpus.size / 1e6:.1f} MB", file=sys.stderr)
        runs = alternating(_contenders(corpus, found), options.rounds, PATIENCE)
        measured.append(Measured(corpus, runs, _libyaml(corpus, options.rounds)))
    text = document(measured, _versions(found), [f"{peer.name}: {peer.missing}" for peer in found if peer.missing])
    if not options.corpora:
        (ROOT / "bench" / "results.md").write_text(text, encoding="utf-8")
    print(text)


def _install() -> None:
    """podlint as its users have it: a wheel, in an environment of its own."""
    folder = INSTALLED.parent
    venv.create(folder, clear=True, with_pip=True)
    subprocess.run([str(INSTALLED / "pip"), "install", "--quiet", str(ROOT)], check=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", metavar="CORPUS")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--no-checkov", dest="checkov", action="store_false", help="it needs minutes for a run")
    return parser.parse_args()


def _contenders(corpus: Corpus, found: list[Peer]) -> dict[str, Contender]:
    # Installed packages are compiled; without this a checkout would be compiled anew in every run.
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    plain |= {"NO_COLOR": "1", "CI": "true"}
    cached = {**plain, "PODLINT_CACHE_DIR": str(CACHE / corpus.name)}
    path = str(corpus.path)
    contenders: dict[str, Contender] = {
        COLD: ([*LINT, "--no-cache", path], plain, _nothing),
        ONE_PROCESS: ([*LINT, "--no-cache", "--jobs", "1", path], plain, _nothing),
        "podlint, first run": ([*LINT, path], cached, lambda: shutil.rmtree(CACHE / corpus.name, ignore_errors=True)),
        WARM: ([*LINT, path], cached, _nothing),
    }
    if corpus.name == "one":
        contenders[VERSION] = ([PODLINT, "--version"], plain, _nothing)
        contenders[PYTHON] = ([str(INSTALLED / "python"), "-c", "pass"], plain, _nothing)
    for peer in found:
        if not peer.missing and (peer.takes_large or not corpus.is_large):
            contenders[peer.name] = (peer.command(corpus.path), plain, _nothing)
    return contenders


def _nothing() -> None:
    pass


def _libyaml(corpus: Corpus, rounds: int) -> float:
    """Seconds of CPU that libyaml's own loop needs for the same bytes."""
    command = [sys.executable, str(ROOT / "bench" / "libyaml_loop.py"), str(corpus.path)]
    return median(
        float(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(rounds)
    )


def _versions(found: list[Peer]) -> list[str]:
    model = next((line for line in _lines("/proc/cpuinfo") if line.startswith("model name")), ": unknown")
    return [
        f"podlint {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        f"{os.cpu_count()} cores, {model.partition(':')[2].strip()}",
        *(f"{peer.name}: {peer.version}" for peer in found if not peer.missing),
    ]


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


if __name__ == "__main__":
    main()
