"""The store of facts: each kind is worked out at most once, when somebody first asks for it."""

from collections import ChainMap
from collections.abc import Callable, Iterable
from collections.abc import Mapping as Map
from typing import Any, Protocol, TypeVar, cast

from podlint.dataclass import dataclass
from podlint.kubernetes.api.releases import NEWEST
from podlint.kubernetes.resources import Node
from podlint.profile import OFF, Profile
from podlint.reading import Document, Mapping, Reading, Unreadable
from podlint.reading.places import Place


class Row(Protocol):
    """What every fact has: one place to point at. Rows are frozen dataclasses that are compared by identity.

    A row that depends on the release has `minors` besides: the minor versions in which it is so, empty where it is
    so in all that the run is about.
    """

    @property
    def place(self) -> Place: ...


R = TypeVar("R")
Extractor = Callable[["Facts"], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class InventoryNode:
    """A node of the cluster as the configuration describes it."""

    node: Node
    place: Place


@dataclass(frozen=True, slots=True)
class Settings:
    """What the configuration says about the cluster and its kinds.

    `pod_templates` maps (apiVersion, kind) to the field path of the pod template, for kinds that podlint does not know.
    `kubernetes_minors` are the releases that the manifests are for, from the oldest to the newest: 37 of 1.37.
    `definitions` are objects that are read for the kinds they define and not reported on: custom resource definitions.
    """

    nodes: tuple[InventoryNode, ...] = ()
    pod_templates: Map[tuple[str, str], tuple[str, ...]] | None = None
    kubernetes_minors: tuple[int, ...] = (NEWEST,)
    definitions: tuple[Mapping, ...] = ()


class Facts:
    """The facts about everything that was read."""

    def __init__(
        self,
        readings: Iterable[Reading],
        settings: Settings,
        extractors: Map[type, Extractor],
        profile: Profile = OFF,
    ) -> None:
        self.readings = tuple(readings)
        self.settings = settings
        self.profile = profile
        self._extractors = extractors
        self._rows: dict[type, tuple[Any, ...]] = {}
        self._derived: dict[Callable[[Facts], Any], Any] = {}
        self._indexes: dict[tuple[type, str], dict[Any, tuple[Any, ...]]] = {}

    def with_extractor(self, kind: type, extractor: "Extractor") -> "Facts":
        """The same facts, but for one kind, which is worked out in another way. No other kind may depend on it."""
        facts = Facts(
            self.readings, self.settings, ChainMap({kind: extractor}, cast("Any", self._extractors)), self.profile
        )
        facts._rows = {other: rows for other, rows in self._rows.items() if other is not kind}
        return facts

    @property
    def documents(self) -> Iterable[Document]:
        return (document for reading in self.readings for document in reading.documents)

    @property
    def unreadable(self) -> Iterable[Unreadable]:
        return (trouble for reading in self.readings for trouble in reading.unreadable)

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """All rows of a kind, in the order of the files and their lines."""
        if kind not in self._rows:
            self._rows[kind] = self.profile.run("facts", kind.__name__, self._worked_out, kind)
        return self._rows[kind]

    def _worked_out(self, kind: type[R]) -> tuple[R, ...]:
        return tuple(self._extractors[kind](self))

    def by(self, kind: type[R], field: str, key: object) -> tuple[R, ...]:
        """The rows of a kind whose `field` is `key`."""
        index = self._indexes.get((kind, field))
        if index is None:
            index = self._indexes[kind, field] = self._grouped(kind, field)
        return index.get(key, ())

    def _grouped(self, kind: type[Any], field: str) -> dict[Any, tuple[Any, ...]]:
        groups: dict[Any, list[Any]] = {}
        for row in self.all(kind):
            groups.setdefault(getattr(row, field), []).append(row)
        return {value: tuple(rows) for value, rows in groups.items()}

    def derived(self, build: Callable[["Facts"], R]) -> R:
        """What `build` makes of the facts, worked out once: an index that several extractors use."""
        if build not in self._derived:
            self._derived[build] = build(self)
        made: R = self._derived[build]
        return made
