"""What reading and judging by the API's types cost, in CPU time: beside libyaml's own loop, and by kind of object.

    python bench/costs.py FOLDER [--rounds 7]

Each round is a process of its own, so that nothing is remembered when it begins. Every number is the least of the
rounds, for that is the one with the least of everything else that ran meanwhile.
"""

import argparse
import gc
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from corpora import manifests
from libyaml_loop import seconds as libyaml_seconds

from podlint.choosing import choose
from podlint.config import Config
from podlint.engine import judge
from podlint.facts.api import errors_in, schema_of
from podlint.facts.objects import Object
from podlint.judging import all_rules, gather
from podlint.kubernetes.api.releases import NEWEST
from podlint.reading import read_source

MOST_KINDS = 12
LIBYAML, COLD, WARM = "libyaml's event loop", "reading", "reading again, all lines being known"
SOUND = ", sound"
TOPIC, TYPES, TYPES_AGAIN = "rules of the topic api, with their facts", "API types", "API types again"

Round = dict[str, float]


def cpu_seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def one_round(folder: Path) -> tuple[Round, Counter[str]]:
    """Seconds by what was done, kinds among it, and how many objects of each kind there are."""
    gc.disable()  # as a run of podlint does
    files = [(str(path), path.read_bytes()) for path in manifests(folder)]
    taken = {LIBYAML: libyaml_seconds(folder)}
    for name in (COLD, WARM):
        taken[name] = cpu_seconds(lambda: [read_source(*file) for file in files])
    facts = gather([read_source(*file) for file in files], Config())
    objects = facts.all(Object)
    schema = schema_of(NEWEST)
    for name in (TYPES, TYPES_AGAIN):
        taken[name] = cpu_seconds(lambda: [errors_in(item.node, schema) for item in objects])
    rules = [selected for selected in choose(all_rules(), Config()) if selected.rule.name.startswith("api/")]
    taken[TOPIC] = cpu_seconds(lambda: judge(rules, facts))
    kinds = Counter(item.kind for item in objects if schema.kind(item.api_version, item.kind))
    for kind in kinds:
        nodes = [item.node for item in objects if item.kind == kind and schema.kind(item.api_version, kind)]
        sound = [node for node in nodes if not errors_in(node, schema)]
        for name, some in ((kind, nodes), (f"{kind}{SOUND}", sound)):
            spent = cpu_seconds(lambda some=some: [errors_in(node, schema) for node in some])  # type: ignore[misc]
            taken[name] = spent / max(len(some), 1)
    return taken, kinds


def table(taken: Round, kinds: Counter[str]) -> str:
    floor, objects = taken[LIBYAML], sum(kinds.values())
    lines = [f"{'':<42} {'ms':>8} {'x libyaml':>10} {'us an object':>13}"]
    lines += [f"{name:<42} {taken[name] * 1e3:>8.1f} {taken[name] / floor:>10.2f}" for name in (LIBYAML, COLD, WARM)]
    for name in (TYPES, TYPES_AGAIN, TOPIC):
        cost = taken[name] / max(objects, 1) * 1e6
        lines.append(f"{name:<42} {taken[name] * 1e3:>8.1f} {taken[name] / floor:>10.2f} {cost:>13.1f}")
    lines += ["", f"{'API types by kind':<42} {'':>8} {'us each':>10} {'sound ones':>13}"]
    for kind, number in kinds.most_common(MOST_KINDS):
        lines.append(f"  {number:>5} {kind:<43} {taken[kind] * 1e6:>10.1f} {taken[f'{kind}{SOUND}'] * 1e6:>13.1f}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--one-round", action="store_true", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.one_round:
        print(json.dumps(one_round(wanted.folder)))
        return
    command = [sys.executable, __file__, str(wanted.folder), "--one-round"]
    rounds = [json.loads(subprocess.check_output(command, stderr=subprocess.DEVNULL)) for _ in range(wanted.rounds)]
    least = {name: min(taken[name] for taken, _ in rounds) for name in rounds[0][0]}
    print(f"{wanted.folder}: least CPU time of {wanted.rounds} rounds, Python {sys.version.split()[0]}\n")
    print(table(least, Counter(rounds[0][1])))


if __name__ == "__main__":
    main()
