"""What the API server makes of a custom resource before it judges: unknown fields out, nulls out, defaults in."""

from typing import Any

from podlint.crd.errors import Steps
from podlint.crd.schema import NO_DEFAULT, Schema

META = ("apiVersion", "kind", "metadata")
MAX_WORK = 500_000


class TooMuchWorkError(Exception):
    """A resource and a schema that together take too long, which only happens on purpose."""


class Values:
    """Reads one resource.

    `unknown` are the fields without a schema, by the way to each and the schema around it; `size` counts the characters
    of all texts.
    """

    __slots__ = ("size", "unknown", "work")

    def __init__(self) -> None:
        self.size = 0
        self.unknown: list[tuple[Steps, Schema]] = []
        self.work = 0

    def spend(self) -> None:
        """Raises TooMuchWorkError."""
        self.work += 1
        if self.work > MAX_WORK:
            raise TooMuchWorkError

    def read(self, raw: Any, schema: Schema | None, steps: Steps, *, preserve: bool = False) -> Any:
        """A copy of the value without fields and nulls that the schema does not allow. Raises TooMuchWorkError."""
        self.spend()
        if isinstance(raw, list):
            preserve = preserve or (schema is not None and schema.preserve)
            items = schema.items if schema is not None else None
            return [self.read(item, items, (*steps, index), preserve=preserve) for index, item in enumerate(raw)]
        if not isinstance(raw, dict) or schema is None:
            return self.plain(raw)
        return self._read_mapping(raw, schema, steps, preserve=preserve or schema.preserve)

    def _read_mapping(self, raw: dict[str, Any], schema: Schema, steps: Steps, *, preserve: bool) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, value in raw.items():
            inner = schema.below(key)
            if schema.embedded and key in META:
                made[key] = self.plain(value)
            elif inner is None and not schema.is_map and not preserve:
                self.unknown.append(((*steps, key), schema))
            elif inner is None and schema.is_map:
                made[key] = self._bare(value, schema, (*steps, key))
            elif value is not None or inner is None or inner.nullable or inner.default is not NO_DEFAULT:
                made[key] = self.read(value, inner, (*steps, key))
        return made

    def _bare(self, raw: Any, schema: Schema, steps: Steps) -> Any:
        """What `additionalProperties: true` leaves of a value: mappings in it have no fields."""
        self.spend()
        if isinstance(raw, list):
            return [self._bare(item, schema, (*steps, index)) for index, item in enumerate(raw)]
        if not isinstance(raw, dict):
            return self.plain(raw)
        self.unknown += (((*steps, key), schema) for key in raw)
        return {}

    def plain(self, raw: Any) -> Any:
        """A copy without places. Raises TooMuchWorkError."""
        self.spend()
        if isinstance(raw, dict):
            return {key: self.plain(value) for key, value in raw.items()}
        if isinstance(raw, list):
            return [self.plain(item) for item in raw]
        self.size += len(raw) if isinstance(raw, str) else 1
        return raw

    def fill(self, value: Any, schema: Schema | None) -> None:
        """Put in the defaults of what is not there, in mappings that are. Raises TooMuchWorkError."""
        if schema is None:
            return
        self.spend()
        if isinstance(value, dict):
            for name, inner in schema.properties.items():
                if inner.default is not NO_DEFAULT and _lacks(value, name, inner):
                    value[name] = self.plain(inner.default)
            for key in value:
                self._fill_at(value, key, schema.below(key))
        elif isinstance(value, list):
            for index in range(len(value)):
                self._fill_at(value, index, schema.items)

    def _fill_at(self, owner: Any, key: str | int, inner: Schema | None) -> None:
        is_null = owner[key] is None and inner is not None and not inner.nullable
        if is_null and inner is not None and inner.default is not NO_DEFAULT:
            owner[key] = self.plain(inner.default)
        self.fill(owner[key], inner)


def _lacks(value: dict[str, Any], name: str, inner: Schema) -> bool:
    return name not in value or (value[name] is None and not inner.nullable)
