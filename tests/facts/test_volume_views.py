"""What two containers see of one volume by different subPaths: P2-d."""

import pytest
from conftest import facts_of, workload

from podlint.facts.volume_views import VolumeView


def views(
    init: str, main: str, command: str = "", source: str = "emptyDir: {}", peers: str = "", own: str = ""
) -> list[str]:
    """What the reader sees of what an init container writes; `init` and `main` are their mounts of volume v."""
    run = f", command: [sh, -c, {command!r}]" if command else ""
    writer = f"{{name: i, image: i, volumeMounts: [{init}]{run}}}"
    reader = f"{{name: m, image: m, volumeMounts: [{main}]{own}}}"
    spec = f"{{initContainers: [{writer}], containers: [{reader}{peers}], volumes: [{{name: v, {source}}}]}}"
    return [row.view for row in facts_of(workload("w", spec)).all(VolumeView)]


def at(path: str, sub: str = "") -> str:
    return f"{{name: v, mountPath: {path}{f', subPath: {sub}' if sub else ''}}}"


@pytest.mark.parametrize(
    ("init", "main", "command", "expected"),
    [
        (at("/d", "x"), at("/d"), "", ["deeper"]),
        (at("/d", "x"), at("/d"), "cp /a /d/a", ["deeper"]),
        (at("/d", "x"), at("/d", "z"), "", ["apart"]),
        (at("/d", "x/z"), at("/d", "x"), "", ["deeper"]),
        (at("/d"), at("/m", "bin/x"), "cp /a /d/", ["apart"]),
        (at("/d"), at("/m", "bin"), "cp /a /d/bin/a", [""]),
        (at("/d"), at("/m", "bin"), "cp -r /tree/. /d", [""]),
        (at("/d"), at("/d", "x"), "", [""]),
        (at("/d"), at("/d", "x"), "git clone https://example.com/a /d", [""]),
        (at("/d"), at("/d", "x"), "chown -R 1 /d; mkdir -p /d/x", []),
        (at("/d", "x"), at("/d", "x"), "cp /a /d/a", []),
        (at("/d", "./x/"), at("/d", "x"), "cp /a /d/a", []),
        (at("/d"), at("/d"), "cp /a /d/a", []),
        (at("/tmp", "tmp"), at("/conf", "conf"), "cp /a /tmp/a", []),
        (at("/d", "x"), at("/m", "z"), "cp /a /d/a; import /d/a", [""]),
    ],
)
def test_init_container(init: str, main: str, command: str, expected: list[str]) -> None:
    """P2 positives 5 and 6, P3 near misses 4 and 6."""
    assert views(init, main, command) == expected


def test_root_and_part_in_one_container() -> None:
    """P2 near miss 11: a container with the writer's mount among its own sees everything."""
    assert views(at("/d", "x"), f"{at('/d')}, {at('/e', 'x')}", "cp /a /d/a") == []


def test_another_container_sees_it() -> None:
    peers = f", {{name: p, image: p, volumeMounts: [{at('/p')}]}}"
    assert views(at("/d"), at("/m", "bin/x"), "cp /a /d/a", peers=peers) == []
    peers = f", {{name: p, image: p, volumeMounts: [{at('/p', 'a')}]}}"
    assert views(at("/d"), at("/m", "bin/x"), "cp /a /d/a", peers=peers) == [""]


def test_the_reader_knows_where_to_look() -> None:
    assert views(at("/d", "x"), at("/d"), "cp /a /d/a", own=", args: [/d/x/a]") == [""]


def test_names_that_are_not_known() -> None:
    assert views(at("/d", "$(POD)"), at("/d"), "cp /a /d/a") == []
    assert views(at("/d", "'${X}'"), at("/d"), "cp /a /d/a") == []


def test_a_claim_serves_several() -> None:
    claim = "persistentVolumeClaim: {claimName: c}"
    assert views(at("/d", "x"), at("/m", "z"), "cp /a /d/a", claim) == [""]
    assert views(at("/d", "x"), at("/d", "z"), "cp /a /d/a", claim) == ["apart"]


def running(first: str, second: str, images: tuple[str, str] = ("app", "other")) -> list[str]:
    """The views of two main containers, given as their mounts and further fields."""
    containers = ", ".join(
        f"{{name: c{index}, image: '{image}', volumeMounts: [{own}}}"
        for index, (image, own) in enumerate(zip(images, (first, second), strict=True))
    )
    spec = f"{{containers: [{containers}], volumes: [{{name: v, emptyDir: {{}}}}]}}"
    return [row.view for row in facts_of(workload("w", spec)).all(VolumeView)]


def test_running_containers() -> None:
    write = "], command: [sh, -c, 'while true; do date > /d/a; done']"
    assert running(at("/d", "x") + write, at("/d", "z") + "]") == ["apart"]
    assert running(at("/d", "x") + write, at("/m", "z") + "]") == [""]
    assert running(at("/d", "x") + "]", at("/d", "z") + "]") == []
    assert running(at("/d", "x") + "]", at("/d", "z") + "]", ("app", "fluent-bit:3")) == ["apart"]
    assert running(at("/d", "x") + "]", at("/d") + "]", ("app", "fluent-bit:3")) == [""]
    assert running(at("/d", "x") + write, at("/d", "z") + "]", ("app", "app")) == []


def test_repair() -> None:
    spec = (
        f"{{initContainers: [{{name: i, image: i, volumeMounts: [{at('/d', 'x')}]}}],"
        f" containers: [{{name: m, image: m, volumeMounts: [{at('/d')}]}}], volumes: [{{name: v, emptyDir: {{}}}}]}}"
    )
    (row,) = facts_of(workload("w", spec)).all(VolumeView)
    assert "{name: v, mountPath: /d, subPath: x}" in row.repaired
