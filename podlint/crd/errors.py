"""What the API server refuses in a custom resource, as values that know their place."""

from typing import Any

from podlint.dataclass import dataclass
from podlint.kubernetes.api.errors import ApiError
from podlint.reading import Mapping, Place, Sequence

Steps = tuple[str | int, ...]
"""The way from an object to a value in it: keys and indexes."""


@dataclass(frozen=True, slots=True, eq=False)
class SchemaError:
    """One thing that is wrong with one field, told as ApiError tells it of built-in kinds.

    `type_name` is the kind and path of the mapping that has the field, `definition` the name of the definition and
    `demand` the place in it that asks for what is missing or forbids what is there; both are empty of metadata.
    `is_written` is as for ApiError.
    """

    reason: str
    path: str
    name: str
    detail: str
    type_name: str
    place: Place
    value: Any = None
    near: str = ""
    supported: tuple[str, ...] = ()
    definition: str = ""
    demand: Place | None = None
    is_written: bool = True

    @property
    def identity(self) -> tuple[object, ...]:
        return self.reason, self.path, self.place.start, self.detail


def of_metadata(error: ApiError, prefix: str) -> SchemaError:
    """The error of an ObjectMeta that lies at `prefix` in the object."""
    return SchemaError(
        reason=error.reason,
        path=f"{prefix}.{error.path}" if prefix else error.path,
        name=error.name,
        detail=error.detail,
        type_name=error.type_name,
        place=error.place,
        value=error.value,
        near=error.near,
        supported=error.supported,
        is_written=error.is_written,
    )


def path_of(steps: Steps) -> str:
    """The field path as the API server writes it: `spec.jobs[0].name`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return text.removeprefix(".")


def type_of(kind: str, steps: Steps) -> str:
    """What the mapping at the end of the way is called: `CronTab.spec.jobs`."""
    return ".".join([kind, *(step for step in steps if isinstance(step, str))])


def place_at(root: Mapping, steps: Steps, *, at_key: bool = False) -> Place:
    """The value at the end of the way, or its key; where the manifest has none, the nearest thing around it."""
    place = root.value_place("kind") if "kind" in root else _first_token(root)
    node: Any = root
    for step in steps:
        found = _token(node, step, at_key=at_key and step is steps[-1])
        if found is None:
            return place
        place, node = found, node[step]
    return place


def is_at(root: Mapping, steps: Steps) -> bool:
    """Whether the manifest has a value at the end of the way."""
    node: Any = root
    for step in steps:
        if _token(node, step, at_key=False) is None:
            return False
        node = node[step]
    return True


def _first_token(node: Mapping) -> Place:
    return node.key_place(next(iter(node))) if node else node.place


def _token(node: Any, step: str | int, *, at_key: bool) -> Place | None:
    """One token for what the step leads to; a mapping or list is pointed at by its key or its first key."""
    if isinstance(node, Mapping) and step in node and isinstance(step, str):
        return node.key_place(step) if at_key or isinstance(node[step], dict | list) else node.value_place(step)
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
        item = node[step]
        return _first_token(item) if isinstance(item, Mapping) and item else node.value_place(step)
    return None
