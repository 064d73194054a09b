"""Repaired manifests, told with the user's own names: what a rule shows as a suggestion."""

import json
from collections.abc import Iterable

from podlint.facts.volumes import Mount
from podlint.facts.workloads import Container
from podlint.pattern import pattern

_PLAIN = pattern(r"[A-Za-z/][A-Za-z0-9/._-]*(?::[A-Za-z0-9._-]+)?")
_KEYWORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def scalar(text: str) -> str:
    """A string as YAML reads it back: plain where that is safe, else quoted."""
    return text if _PLAIN.fullmatch(text) and text.lower() not in _KEYWORDS else json.dumps(text, ensure_ascii=False)


def merged_pod(
    server: Iterable[Container],
    client: Iterable[Container],
    mounts: Iterable[Mount],
    origin: str,
    volume: str,
    claim: str,
) -> str:
    """One pod with the containers of both sides; those in `mounts` share the volume at their own paths.

    `origin` is where the client's containers come from. The volume is an emptyDir, or the claim if one is named.
    Without a volume they only share the network.
    """
    paths = {mount.container: mount.path for mount in mounts}
    lines = ["containers:"]
    for container in server:
        lines += _container(container, paths, volume, "as it is")
    for container in client:
        lines += _container(container, paths, volume, f"moved here from {origin}")
    if volume:
        source = f"persistentVolumeClaim: {{claimName: {scalar(claim)}}}" if claim else "emptyDir: {}"
        lines += ["volumes:", f"  - {{name: {scalar(volume)}, {source}}}"]
    return "\n".join(lines) + "\n"


def _container(container: Container, paths: dict[Container, str], volume: str, remark: str) -> list[str]:
    image = container.node.get("image")
    lines = [f"  - name: {scalar(container.name)}  # {remark}"]
    if isinstance(image, str):
        lines.append(f"    image: {scalar(image)}")
    if container in paths and volume:
        lines.append(f"    volumeMounts: [{{name: {scalar(volume)}, mountPath: {scalar(paths[container])}}}]")
    return lines


def with_mount(container: str, volume: str, path: str) -> str:
    """A container that mounts a volume."""
    return (
        "containers:\n"
        f"  - name: {scalar(container)}\n"
        "    volumeMounts:\n"
        f"      - {{name: {scalar(volume)}, mountPath: {scalar(path)}}}\n"
    )
