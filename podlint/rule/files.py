"""Rule files: where they lie, and the mapping that each holds."""

import os
from collections.abc import Iterator

from podlint.files import FileTrouble, read_bytes
from podlint.files.contents import describe
from podlint.problem import Problem, UserError
from podlint.reading import Mapping, Place, read_source


def rule_files(folder: str) -> Iterator[str]:
    """The rule files `TOPIC/ID.yaml` of a folder, sorted. Raises OSError."""
    for topic in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if topic.is_dir() and not topic.name.startswith("."):
            names = sorted(entry.name for entry in os.scandir(topic.path) if entry.name.endswith(".yaml"))
            yield from (os.path.join(topic.path, name) for name in names)


def rule_paths(folder: str) -> list[str]:
    """The same. Raises UserError."""
    try:
        return list(rule_files(folder))
    except OSError as error:
        message = f"can't read the folder of rules {folder}: {describe(error)}"
        raise UserError([Problem(message)]) from error


def topic_and_id(path: str) -> tuple[str, str]:
    folder, name = os.path.split(os.path.abspath(path))
    return os.path.basename(folder), name.removesuffix(".yaml")


def rule_bytes(path: str) -> bytes:
    """Raises UserError."""
    data = read_bytes(path)
    if isinstance(data, FileTrouble):
        raise UserError([Problem(f"can't read {data}")])
    return data


def rule_mapping(path: str, data: bytes) -> Mapping:
    """The mapping in a rule file. Raises UserError."""
    reading = read_source(path, data)
    start = Place(reading.source, 0, 0)
    if reading.template:
        message = "this reads as a template still to be rendered; text that begins with a brace stands in quotes"
        raise UserError([Problem(message, start)])
    if reading.unreadable:
        raise UserError([Problem(trouble.message, trouble.place) for trouble in reading.unreadable])
    values = [document.value for document in reading.documents]
    if len(values) != 1 or not isinstance(values[0], Mapping):
        raise UserError([Problem("a rule file holds one mapping", start)])
    return values[0]
