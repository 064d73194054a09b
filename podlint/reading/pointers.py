"""The way from an object to a place within it, as a JSON pointer."""

from podlint.reading.nodes import Mapping, Sequence

Step = str | int

# What names an item of a list, in order of preference: the merge keys of the core API's lists.
_MERGE_KEYS = ("name", "containerPort", "mountPath", "devicePath", "port", "ip", "topologyKey", "key", "uid")


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
    parts = []
    for step in steps:
        node = node[step]  # type: ignore[index]
        key = next((key for key in _MERGE_KEYS if isinstance(node, Mapping) and key in node), None)
        parts.append(
            f"[{key}={node[key]}]" if isinstance(step, int) and isinstance(node, Mapping) and key else str(step)
        )
    return "".join(f"/{part}" for part in parts)


def _key_at(node: Mapping, offset: int) -> str | None:
    for key, (start, _, _, end) in node.spans.items():
        if start <= offset < end or start == offset:
            return key
    return None


def _index_at(node: Sequence, offset: int) -> int | None:
    return next((index for index, (start, end) in enumerate(node.spans) if start <= offset < end), None)
