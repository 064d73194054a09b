"""What a run reads: the files that the configuration means, which of them can't be read, what is skipped and why."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from podlint.config import Config, texts
from podlint.engine import Selected
from podlint.files import STDIN, Exclusion, FileTrouble, Found, find_files, read_bytes
from podlint.focus import contents_to_read
from podlint.problem import Problem, UserError, near_path
from podlint.profile import OFF, Profile
from podlint.reading import Reading, read_source
from podlint.watch import Watch, silent


class Inputs(NamedTuple):
    """`skipped` are names of files and folders with the reason, those of folders ending in a slash."""

    readings: tuple[Reading, ...]
    errors: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]


def found_files(config: Config, *, all_skipped: bool = False) -> Found:
    """The files that the configuration means. `all_skipped` tells of those too that are passed over for their names."""
    found = find_files(
        texts(config.paths),
        _exclusions(config),
        not config.no_gitignore,
        force_exclude=config.force_exclude,
        all_skipped=all_skipped,
    )
    return _without_definitions(found, config) if config.crds else found


def read_inputs(config: Config, profile: Profile = OFF, watch: Watch = silent, *, all_skipped: bool = False) -> Inputs:
    """`all_skipped` is as of `found_files`. Raises UserError where none of the paths exists."""
    found = profile.run("walk", "", found_files, config, all_skipped=all_skipped)
    instead = contents_to_read(config)
    missing = [Problem(f"{name}: {message}{near_path(name)}") for name, message in found.errors]
    if missing and not found.files:
        raise UserError(missing)
    readings: list[Reading] = []
    errors = [str(problem) for problem in missing]
    for name in watch("reading files", found.files):
        data = profile.run("read", "", _bytes, name, instead)
        if isinstance(data, FileTrouble):
            errors.append(str(data))
        else:
            shown = config.stdin_filename if name == STDIN else name
            readings.append(profile.run("parse", shown, read_source, shown, data))
    return Inputs(tuple(readings), tuple(errors), found.skipped)


def nothing_to_lint(config: Config, inputs: Inputs) -> str:
    """Why there was nothing to judge: a run that looked at nothing must not pass for a clean one."""
    reasons = Counter(why for name, why in found_files(config, all_skipped=True).skipped if not name.endswith("/"))
    reasons["without a manifest"] = sum(not reading.template for reading in inputs.readings)
    reasons["unrendered template"] = sum(reading.template for reading in inputs.readings)
    folders = Counter(why for name, why in inputs.skipped if name.endswith("/") and why != "hidden")
    told = [_counted(reasons, "file"), _counted(folders, "folder")]
    where = ", ".join(texts(config.paths))
    return f"nothing to lint: no Kubernetes object in {where} ({'; '.join(filter(None, told)) or 'no files'})"


def _counted(reasons: Counter[str], noun: str) -> str:
    total = sum(reasons.values())
    parts = ", ".join(f"{count} {why}" for why, count in reasons.most_common() if count)
    return f"{total} {noun}{'s' * (total != 1)}: {parts}" if total else ""


def notes(inputs: Inputs, rules: Sequence[Selected]) -> Iterator[str]:
    """Remarks on what was read."""
    templates = [reading.source.name for reading in inputs.readings if reading.template]
    if templates:
        others = f" and {len(templates) - 1} more" if len(templates) > 1 else ""
        yield f"unrendered templates are skipped: {templates[0]}{others}; check what they render to (helm template ...)"
    unreadable = sum(bool(reading.unreadable) for reading in inputs.readings)
    if unreadable:
        from podlint.rule.examples import looks_across  # imported late: seldom needed

        across = sum(looks_across(selected.rule) for selected in rules)
        files = f"{unreadable} file{'s' * (unreadable > 1)} unreadable"
        yield f"{files}, {across} rule{'s' * (across != 1)} may miss evidence" if across else files


def _bytes(name: str, instead: Mapping[str, bytes]) -> bytes | FileTrouble:
    real = os.path.realpath(name) if instead else ""
    return instead[real] if real in instead else read_bytes(name)


def _without_definitions(found: Found, config: Config) -> Found:
    """Without the files of definitions that `crds` names, which are there for their schemas alone."""
    from podlint.definitions import definition_files  # imported late: few runs name definitions

    definitions = definition_files(config)
    left_out = [name for name in found.files if name != STDIN and os.path.realpath(name) in definitions]
    files = tuple(name for name in found.files if name not in left_out)
    return found._replace(files=files, skipped=(*found.skipped, *((name, "named by crds") for name in left_out)))


def _exclusions(config: Config) -> list[Exclusion]:
    """Patterns of a file hold below its folder, others below the working directory."""
    return [
        Exclusion(word.text, config.folder if word.place else ".", str(word.place or word.option))
        for word in config.exclude
    ]
