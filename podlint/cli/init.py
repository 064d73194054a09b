"""podlint init: a first .podlint.yaml, from what lies in the repository."""

import os
from collections.abc import Iterable, Iterator
from typing import Any

import click

from podlint.cli.new import schema_for
from podlint.cli.output import complain, write
from podlint.cli.settings_text import as_yaml
from podlint.config import FILE_NAME, Config, Named
from podlint.facts.objects import Object
from podlint.finding import SEVERITIES, Report
from podlint.inputs import read_inputs
from podlint.judging import gather, parsed
from podlint.lint import lint
from podlint.namedtuple import NamedTuple
from podlint.problem import Problem, UserError
from podlint.report.characters import visible

_CHART, _KUSTOMIZATIONS = "Chart.yaml", ("kustomization.yaml", "kustomization.yml", "Kustomization")
MOST_PATHS = 8
"""With manifests in more folders than this, everything is checked."""


_FURTHER = """
# The Kubernetes release that the manifests are for, or the first and the last of several.
# kubernetes-version: "1.30,1.37"

# Rules not to run: ids, topic/* or tags; `podlint rules` lists them, `podlint explain ID` tells more.
# ignore: []

# The least severity that makes the exit code 1: error, warning, info or never.
fail-on: warning

# What the nodes have free for pods, for rules about where pods find room.
# nodes: [{name: node-a, cpu: 2, memory: 4Gi}]
"""


class Repository(NamedTuple):
    """Folders of a repository: those with manifests, Helm charts, kustomizations that build on others."""

    manifests: tuple[str, ...]
    charts: tuple[str, ...]
    overlays: tuple[str, ...]


@click.command("init")
@click.option("--force", is_flag=True, help="Write it anew where there is one.")
def command(force: bool) -> int:
    """Write a .podlint.yaml for what lies here: folders with manifests, Helm charts, kustomizations. Asks nothing."""
    if os.path.lexists(FILE_NAME) and not force:
        raise UserError([Problem(f"{FILE_NAME} exists already; --force writes it anew")])
    found = _look()
    try:
        with open(FILE_NAME, "w", encoding="utf-8") as file:
            file.write("".join(f"{line}\n" for line in _lines(found)))
    except OSError as error:
        raise UserError([Problem(f"can't write {FILE_NAME}: {(error.strerror or str(error)).lower()}")]) from error
    write("".join(f"{visible(line)}\n" for line in (f"{FILE_NAME} is written.", *_advice(found))))
    if not found.manifests:
        complain("note: no Kubernetes manifest was found here\n")
    return 0


def _look() -> Repository:
    config = Config(no_config=True)
    readings = tuple(parsed(read_inputs(config).contents))
    objects = gather([reading for reading in readings if not reading.template], config).all(Object)
    files = [reading.source.name for reading in readings]
    charts = sorted({_folder(name) for name in files if os.path.basename(name) == _CHART})
    plain = {item.file for item in objects if os.path.basename(item.file) not in (_CHART, *_KUSTOMIZATIONS)}
    outside = [name for name in plain if not any(_lies_in(name, chart) for chart in charts)]
    overlays = sorted(_folder(reading.source.name) for reading in readings if _builds_on_others(reading))
    return Repository(tuple(_tops(outside)), tuple(charts), tuple(overlays))


def _folder(name: str) -> str:
    return os.path.dirname(name) or "."


def _lies_in(name: str, folder: str) -> bool:
    return folder == "." or name.startswith(folder + os.sep)


def _builds_on_others(reading: Any) -> bool:
    """Whether it is a kustomization whose resources are folders: what is applied is what it builds."""
    if os.path.basename(reading.source.name) not in _KUSTOMIZATIONS or not reading.documents:
        return False
    node = reading.documents[0].value
    resources = node.get("resources") if isinstance(node, dict) else None
    folder = _folder(reading.source.name)
    named = [one for one in resources or () if isinstance(one, str)] if isinstance(resources, list) else []
    return any(os.path.isdir(os.path.join(folder, one)) for one in named)


def _tops(files: Iterable[str]) -> list[str]:
    """The folders on top in which the files lie; the repository itself if some lie in none, or there are too many."""
    tops = sorted({name.partition(os.sep)[0] if os.sep in name else "." for name in files})
    return ["."] if "." in tops or len(tops) > MOST_PATHS else tops


def _lines(found: Repository) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={schema_for(FILE_NAME, 'config')}"
    yield "# What podlint checks and how; `podlint config show` prints every setting and where it was written."
    yield ""
    yield "# What is checked when the command line names nothing."
    yield f"paths: {as_yaml(found.manifests or ['.'])}"
    if found.charts:
        yield from ("", "# Templates are checked as what they render to, for example:")
        yield from (f"#   helm template {chart} | podlint check -" for chart in found.charts)
        yield f"exclude: {as_yaml([_templates(chart) for chart in found.charts])}"
    if found.overlays:
        yield from ("", "# These build on others; what is applied is what they build:")
        yield from (f"#   kustomize build {overlay} | podlint check -" for overlay in found.overlays)
    yield from _FURTHER.splitlines()


def _templates(chart: str) -> str:
    """The pattern of the chart's templates."""
    return "/templates/" if chart == "." else f"/{chart}/templates/"


def _advice(found: Repository) -> Iterator[str]:
    """What to do next; what podlint finds now is counted, so that a baseline is offered only where it is of use."""
    if not found.manifests:
        return
    report = lint(Config(no_config=True, paths=tuple(Named(path) for path in found.manifests)))
    yield f"podlint check   # finds {_counted(report)} now"
    if report.findings:
        yield "podlint baseline create   # accepts these, so that only new ones fail"


def _counted(report: Report) -> str:
    counts = [(report.count(level), level) for level in reversed(SEVERITIES)]
    told = [f"{count} {level}{'s' * (count > 1)}" for count, level in counts if count]
    return ", ".join(told) or "nothing"
