"""What the rules of a type ask beyond single values, told of mappings as they were read."""

from collections.abc import Callable
from typing import Any

from podlint.kubernetes.api.decoding import Decoder
from podlint.kubernetes.api.sound import Sound
from podlint.kubernetes.api.types import Accepts, Asked, Type, TypeRules
from podlint.kubernetes.api.values import Struct
from podlint.reading import Mapping

MOST_REMEMBERED = 1 << 12


class Conditions:
    """Whether they hold: settled once for all mappings that agree in the fields that count.

    `concerned` are the fields that may count: whether they are given or, as far as a condition reads them, what they
    hold. `shapes` are the keys of mappings for which all is well whatever they hold, as long as nothing in it is zero.
    """

    def __init__(
        self, kind: Type, via: str, rules: TypeRules, sound: Sound, acceptor: Callable[[Type, str], Accepts]
    ) -> None:
        self.kind = kind
        self.via = via
        self.rules = rules
        self.acceptor = acceptor
        self.fills = sound.reads
        self.of_given = [
            (name, each) for name, asked in rules.present.items() for each in asked if not (each.alone or each.function)
        ]
        self.of_missing = [(name, each) for name, asked in rules.absent.items() for each in asked]
        names = {*self.fills, *rules.absent, *rules.always, *(name for name, _ in self.of_given)}
        for each in (*(asked for _, asked in (*self.of_given, *self.of_missing)), *rules.whole):
            names |= each.guard.given | each.guard.missing | (each.reads or frozenset())
        self.concerned = frozenset(names.intersection(kind.fields))
        self.shapes: set[tuple[str, ...]] = set()
        self.read: dict[frozenset[str], tuple[str, ...]] = {}
        self.settled: dict[tuple[Any, ...], bool] = {}

    def __call__(self, node: Mapping) -> bool:
        given = self.concerned.intersection(node)
        is_full = all(node.values())
        if not is_full:
            fields = self.kind.fields
            given = frozenset(name for name in given if node[name] or fields[name].counts_zero)
        read = self.read.get(given)
        if read is None:
            read = self.read[given] = self.read_of(node, given)
        key = (given, *[repr(node[name]) for name in read])
        known = self.settled.get(key)
        if known is None:
            known = self.hold(node, given)
            if len(self.settled) < MOST_REMEMBERED:
                self.settled[key] = known
        if known and is_full and not read and len(self.shapes) < MOST_REMEMBERED:
            self.shapes.add((*node,))
        return known

    def read_of(self, node: Mapping, given: frozenset[str]) -> tuple[str, ...]:
        """Which of the given fields are read by what is asked of a mapping that has these."""
        names = {*self.fills, *(name for _, each in self.asked(node, given) for name in each.reads or ())}
        return tuple(given.intersection(names))

    def asked(self, node: Mapping, given: frozenset[str]) -> list[tuple[str, Asked]]:
        """The checks that the guards admit, with the fields they are about."""
        fields = self.part(node) if self.rules.fillers else given.union(self.rules.defaults, self.rules.always)
        asked = [
            *((name, each) for name, each in self.of_given if name in fields),
            *((name, each) for name, each in self.of_missing if name not in fields),
            *(("", each) for each in self.rules.whole),
        ]
        return [(name, each) for name, each in asked if each.guard.admits(fields, self.via)]

    def part(self, node: Mapping) -> Struct:
        """A struct that has the fields concerned and no others."""
        decoder = Decoder(self.kind, Mapping((name, node[name]) for name in self.concerned if name in node))
        struct = decoder.structs[0]
        struct.field = self.via
        for each in decoder.structs:
            if each.rules is not None:
                each.rules.fill(each)
        return struct

    def hold(self, node: Mapping, given: frozenset[str]) -> bool:
        """Asks what is asked, and of the structs that are part of the value although they are not given."""
        asked = self.asked(node, given)
        if any(each.reads is None for _, each in asked):
            return False
        errors: list[Any] = []
        struct = self.part(node) if asked else None
        for name, each in asked:
            assert struct is not None
            each.check(struct, name, struct.get(name) if name else struct, errors)
        return not errors and all(self.accept_none(name) for name in self.rules.always if name not in node)

    def accept_none(self, name: str) -> bool:
        field = self.kind.fields.get(name)
        return field is None or self.acceptor(field.shape.struct, name)(Mapping())
