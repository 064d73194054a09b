"""The way from an object to a place within it, as a JSON pointer."""

from bisect import bisect_left, bisect_right

from podlint.reading.nodes import Mapping, Sequence

Step = str | int

# What names an item of a list: of these lists the keys by which the core API merges them, of others, and of items that
# lack those, the first that an item has of the rest.
# https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/#notes-on-the-strategic-merge-patch
_MERGE_KEYS = {
    "hostAliases": ("ip",),
    "topologySpreadConstraints": ("topologyKey", "whenUnsatisfiable"),
    "volumeDevices": ("devicePath",),
    "volumeMounts": ("mountPath",),
}
_NAMING_KEYS = ("name", "containerPort", "port", "key", "host", "path", "type", "uid", "ip")


class Steps:
    """Finds ways. It remembers the order of the keys in each mapping: a hostile one has thousands of bad ones."""

    def __init__(self) -> None:
        self._keys: dict[int, tuple[Mapping, list[int], list[str]]] = {}

    def to(self, node: object, offset: int) -> list[Step]:
        """Keys and indexes that lead from a node to the value, or the key, at an offset of its source."""
        steps: list[Step] = []
        while isinstance(node, Mapping | Sequence):
            step = self._key_at(node, offset) if isinstance(node, Mapping) else _index_at(node, offset)
            if step is None:
                break
            steps.append(step)
            node = node[step]  # type: ignore[index]
            if isinstance(node, Mapping | Sequence) and not node.start <= offset < node.end:
                break
        return steps

    def _key_at(self, node: Mapping, offset: int) -> str | None:
        starts, keys = self._ordered(node)
        last = bisect_right(starts, offset)
        if not last:
            return None
        first = bisect_left(starts, starts[last - 1])  # keys that come by one merge have one place
        fitting = (key for key in keys[first:last] if offset < node.spans[key][3] or offset == starts[first])
        return next(fitting, None)

    def _ordered(self, node: Mapping) -> tuple[list[int], list[str]]:
        """The keys in the order in which they stand, which a key that stands there twice breaks."""
        known = self._keys.get(id(node))
        if known is None:
            keys = sorted(node.spans, key=lambda key: node.spans[key][0])
            known = self._keys[id(node)] = (node, [node.spans[key][0] for key in keys], keys)
        return known[1:]


def pointer(steps: list[Step]) -> str:
    """RFC 6901."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


def stable_pointer(node: object, steps: list[Step]) -> str:
    """The same with list items by name, `/containers/[name=web]`, which holds when items are moved."""
    parts: list[str] = []
    for step in steps:
        node = node[step]  # type: ignore[index]
        parts.append(str(step) if isinstance(step, str) else _item(parts[-1] if parts else "", step, node))
    return "".join(f"/{part}" for part in parts)


def is_token(node: object, steps: list[Step], start: int, end: int) -> bool:
    """Whether a stretch at the end of these steps is the key or the value there, and no part of it, nor a comment."""
    for step in steps[:-1]:
        node = node[step]  # type: ignore[index]
    if not (steps and isinstance(node, Mapping | Sequence)):
        return False
    if isinstance(node, Sequence):
        return (start, end) == node.spans[int(steps[-1])]
    key_start, key_end, value_start, value_end = node.spans[str(steps[-1])]
    return (start, end) in ((key_start, key_end), (value_start, value_end))


def _item(list_name: str, index: int, node: object) -> str:
    """A mapping by what names it, a scalar by itself, anything else by its index."""
    if not isinstance(node, Mapping):
        return str(index) if isinstance(node, Sequence) else f"[={node}]"
    scalars = [key for key, value in node.items() if not isinstance(value, Mapping | Sequence)]
    keys = [key for key in _MERGE_KEYS.get(list_name, ()) if key in scalars]
    keys = keys or [key for key in _NAMING_KEYS if key in scalars][:1]
    return f"[{','.join(f'{key}={node[key]}' for key in keys)}]" if keys else str(index)


def _index_at(node: Sequence, offset: int) -> int | None:
    index = bisect_right(node.spans, offset, key=lambda span: span[0]) - 1
    return index if index >= 0 and offset < node.spans[index][1] else None
