"""podlint facts: the facts that rules judge, for whoever writes rules."""

import json
from collections.abc import Iterable
from typing import Any

import click

from podlint.cli.configuring import configured
from podlint.cli.options import CONFIG_FILE, paths_argument, setting_options
from podlint.cli.output import complain, write
from podlint.facts import KINDS
from podlint.facts.describing import described
from podlint.inputs import read_inputs
from podlint.judging import gather, nothing_to_lint, parsed
from podlint.problem import Problem, UserError, near_name
from podlint.report.characters import visible


@click.command("facts", params=[paths_argument(), *setting_options(CONFIG_FILE)])
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only facts of this kind; repeatable.")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(kinds: tuple[str, ...], output_format: str, **options: Any) -> int:
    """Print the facts about manifests, with their places."""
    config = configured(options)
    wanted = _wanted(kinds)
    inputs = read_inputs(config)
    facts = gather(parsed(inputs.contents), config)
    kinds_of_rows: dict[str, type[Any]] = {kind: KINDS[kind] for kind in wanted}
    rows = [(kind, row) for kind, of in kinds_of_rows.items() for row in facts.all(of)]
    if output_format == "json":
        write(json.dumps([{"kind": kind, **described(row)} for kind, row in rows], indent=1, ensure_ascii=False) + "\n")
    else:
        write("".join(_line(kind, described(row)) for kind, row in rows))
    errors = (*inputs.errors, *([] if facts.readings else [nothing_to_lint(config, inputs, facts.readings)]))
    complain("".join(f"podlint: {visible(error)}\n" for error in errors))
    return 2 if errors else 0


def _wanted(kinds: Iterable[str]) -> list[str]:
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown:
        raise UserError([Problem(f"unknown fact `{kind}`{near_name(kind, list(KINDS))}") for kind in unknown])
    return list(kinds) or list(KINDS)


def _line(kind: str, fields: dict[str, object]) -> str:
    place = fields.pop("place")
    words = " ".join(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in fields.items())
    return f"{visible(f'{place}: {kind} {words}')}\n"
