"""Repaired pods whose init container hands its files on: what the packaging rules show as a suggestion."""

import json
from posixpath import basename, dirname

from podlint.facts.deliveries import Delivery
from podlint.facts.repairs import scalar
from podlint.facts.volumes import Mount, Volume
from podlint.facts.workloads import Container

_SHARED = "payload"
"""What a volume is called that the pod does not have yet."""


def shared_delivery(
    delivery: Delivery, consumer: Container, volume: Volume | None, at: Mount | None, looks_in: str
) -> str:
    """The init container and its consumer with the volume that the delivery goes through.

    `volume` is the one that the init container has already, `at` the consumer's mount where it looks for the files,
    `looks_in` that directory, empty where it is not known. Without a volume on either side an emptyDir is added.
    """
    name = volume.name if volume else at.name if at else _SHARED
    own = delivery.mount.path if delivery.mount else at.path if at else directory_of(delivery.path)
    there = at.path if at else looks_in or own
    lines = ["initContainers:", *_mounting(delivery.container, name, own)]
    lines += ["containers:", *_mounting(consumer, name, there)]
    if volume is None and at is None:
        lines += ["volumes:", f"  - {{name: {name}, emptyDir: {{}}}}"]
    return "\n".join(lines) + "\n"


def directory_of(path: str) -> str:
    """The directory of a file; a path without an ending is taken for one itself."""
    return dirname(path) if "." in basename(path) else path


def filled_by_init(mount: Mount) -> str:
    """A pod whose init container copies the application into the volume that the server mounts."""
    pod = mount.container.pod.name or "app"
    archive = f"/{basename(pod)}.war"
    return "\n".join(
        (
            "initContainers:",
            "  - name: copy-application",
            f"    image: {scalar(f'{pod}-war:1')}  # holds nothing but the archive",
            f"    command: [cp, {scalar(archive)}, /apps/]",
            f"    volumeMounts: [{{name: {scalar(mount.name)}, mountPath: /apps}}]",
            "containers:",
            *_mounting(mount.container, mount.name, mount.path),
            "volumes:",
            f"  - {{name: {scalar(mount.name)}, emptyDir: {{}}}}\n",
        )
    )


def moved_to_init(copier: Container, volume: str, path: str, ends: bool) -> str:
    """The container that only copies, as an init container of its pod; `ends` says that it exits as it is."""
    command = json.dumps([*_words(copier, "command"), *_words(copier, "args")], ensure_ascii=False)
    remark = "" if ends else "  # without the waiting at its end: it has to exit"
    return "\n".join(
        (
            "initContainers:",
            f"  - name: {scalar(copier.name)}  # moved here from containers",
            *_image(copier),
            f"    command: {command}{remark}",
            f"    volumeMounts: [{{name: {scalar(volume)}, mountPath: {scalar(path)}}}]\n",
        )
    )


def _mounting(container: Container, volume: str, path: str) -> list[str]:
    mount = f"    volumeMounts: [{{name: {scalar(volume)}, mountPath: {scalar(path)}}}]"
    return [f"  - name: {scalar(container.name)}", *_image(container), mount]


def _image(container: Container) -> list[str]:
    image = container.node.get("image")
    return [f"    image: {scalar(image)}"] if isinstance(image, str) else []


def _words(container: Container, field: str) -> list[str]:
    words = container.node.get(field)
    return [word for word in words if isinstance(word, str)] if isinstance(words, list) else []


def server_with_payload(name: str, server: str, source: str, stage: str, target: tuple[str, str]) -> str:
    """A Dockerfile that holds the application alone, and the pod that brings it to the server.

    `target` is the directory where the server looks for it, and its name there; `stage` the build stage it comes from.
    """
    directory, file = target
    copy = f"--from={stage} {source}" if stage else source
    recursive = "" if "." in file else "-r, "
    return "\n".join(
        (
            f"# the last stage of the Dockerfile of {name}-war",
            "# FROM busybox",
            f"# COPY {copy} /{file}",
            "initContainers:",
            f"  - name: {scalar(f'{name}-war')}",
            f"    image: {scalar(f'{name}-war:1')}",
            f"    command: [cp, {recursive}{scalar(f'/{file}')}, /apps/]",
            "    volumeMounts: [{name: apps, mountPath: /apps}]",
            "containers:",
            f"  - name: {scalar(name)}",
            f"    image: {scalar(server)}",
            f"    volumeMounts: [{{name: apps, mountPath: {scalar(directory)}}}]",
            "volumes:",
            "  - {name: apps, emptyDir: {}}\n",
        )
    )
