"""What a run is about: the contents of the files that the configuration means, what can't be read, what is skipped."""

import os
from collections.abc import Iterable, Mapping

from podlint.config import Config, texts
from podlint.files import STDIN, Exclusion, FileTrouble, Found, find_files, read_bytes
from podlint.namedtuple import NamedTuple
from podlint.problem import Problem, UserError, near_path
from podlint.profile import OFF, Profile
from podlint.watch import Watch, silent


class Content(NamedTuple):
    """A file as it was found; standard input has the name that it is called by in findings."""

    name: str
    data: bytes


class Inputs(NamedTuple):
    """`skipped` are names of files and folders with the reason, those of folders ending in a slash."""

    contents: list[Content]
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
    missing = [Problem(f"{name}: {message}{near_path(name)}") for name, message in found.errors]
    if missing and not found.files:
        raise UserError(missing)
    contents: list[Content] = []
    names = watch("reading files", found.files)
    troubles = profile.run("read", "", _read, names, _instead(config), config.stdin_filename, contents)
    return Inputs(contents, (*map(str, missing), *map(str, troubles)), found.skipped)


def _read(
    names: Iterable[str], instead: Mapping[str, bytes], stdin_filename: str, contents: list[Content]
) -> list[FileTrouble]:
    """Adds what is in the files; returns those that can't be read."""
    troubles: list[FileTrouble] = []
    for name in names:
        data = _bytes(name, instead) if instead else read_bytes(name)
        if isinstance(data, FileTrouble):
            troubles.append(data)
        else:
            contents.append(Content(stdin_filename if name == STDIN else name, data))
    return troubles


def _instead(config: Config) -> Mapping[str, bytes]:
    """By real paths what is to be read instead of what lies there."""
    if not config.staged:
        return {}
    from podlint.files.changes import contents_in_index  # imported late: few runs ask git

    return contents_in_index()


def _bytes(name: str, instead: Mapping[str, bytes]) -> bytes | FileTrouble:
    real = os.path.realpath(name)
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
