"""The way from an object to a place within it, as a JSON pointer."""

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


def steps_to(node: object, offset: int) -> list[Step]:
    """Keys and indexes that lead from a node to the value, or the key, at an offset of its source."""
    steps: list[Step] = []
    while isinstance(node, Mapping | Sequence):
        step = _key_at(node, offset) if isinstance(node, Mapping) else _index_at(node, offset)
        if step is None:
            break
        steps.append(step)
        node = node[step]  # type: ignore[index]
        if isinstance(node, Mapping | Sequence) and not node.start <= offset < node.end:
            break
    return steps


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


def _key_at(node: Mapping, offset: int) -> str | None:
    for key, (start, _, _, end) in node.spans.items():
        if start <= offset < end or start == offset:
            return key
    return None


def _index_at(node: Sequence, offset: int) -> int | None:
    return next((index for index, (start, end) in enumerate(node.spans) if start <= offset < end), None)
