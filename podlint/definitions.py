"""The definitions of custom resources that `crds` names: files that are read for their schemas and not checked."""

import os
import re
from collections.abc import Iterable, Iterator

from podlint.config import Config, Named
from podlint.facts.objects import unwrapped
from podlint.files import FileTrouble, find_files, read_bytes
from podlint.kubernetes.kinds import is_definition
from podlint.pattern import pattern
from podlint.problem import Problem, UserError
from podlint.reading import Mapping, read_source

_KIND = pattern(rb"""^kind:[ \t]*["']?(\w+)""", re.MULTILINE)


def definition_files(config: Config) -> frozenset[str]:
    """The real paths of the files that hold definitions alone. What else is in a file or a folder is to be checked."""
    return frozenset(os.path.realpath(name) for name in definition_paths(config) if _holds_definitions_alone(name))


def definition_paths(config: Config) -> Iterator[str]:
    """The files that `crds` names, whatever they hold."""
    return (name for word in config.crds for name in find_files([word.text], use_gitignore=False).files)


def _holds_definitions_alone(name: str) -> bool:
    """By the look of the lines, so that the file is not read into values twice."""
    data = read_bytes(name)
    return not isinstance(data, FileTrouble) and set(_KIND.findall(data)) == {b"CustomResourceDefinition"}


def read_definitions(config: Config) -> tuple[Mapping, ...]:
    """The definitions in the files. Raises UserError for a path that does not exist, can't be read or holds none."""
    found: list[Mapping] = []
    problems: list[Problem] = []
    for word in config.crds:
        files, _, errors = find_files([word.text], use_gitignore=False)
        problems += (_problem(word, f"{name}: {message}") for name, message in errors)
        try:
            definitions = list(_definitions(files))
        except ValueError as error:
            problems.append(_problem(word, str(error)))
            continue
        if not definitions and not errors:
            problems.append(_problem(word, f"{word.text} holds no CustomResourceDefinition of apiextensions.k8s.io/v1"))
        found += definitions
    if problems:
        raise UserError(problems)
    return tuple(found)


def _definitions(files: Iterable[str]) -> Iterator[Mapping]:
    """Raises ValueError for a file that can't be opened."""
    for name in files:
        data = read_bytes(name)
        if isinstance(data, FileTrouble):
            raise ValueError(str(data))  # noqa: TRY004 - no fault of the caller
        for document in read_source(name, data).documents:
            yield from (node for node in unwrapped(document.value) if is_definition(node["apiVersion"], node["kind"]))


def _problem(word: Named, message: str) -> Problem:
    return Problem(f"crds: {message}" if word.place else f"{word.option} {message}", word.place)
