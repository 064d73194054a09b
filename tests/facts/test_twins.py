"""Different emptyDirs at one path: P2-c and its near misses."""

import pytest
from conftest import facts_of, workload

from podlint.facts.twins import Twin

VOLUMES = ", ".join(f"{{name: {name}, emptyDir: {{}}}}" for name in "abc")


def twins(
    first: str, second: str, path: str = "/srv/log", more: str = "", init: str = "", volumes: str = ""
) -> list[Twin]:
    """The twins of two containers with volumes a and b at a path; the arguments are further fields of theirs."""
    spec = (
        f"{{initContainers: [{init}], containers: ["
        f"{{name: one, image: one, volumeMounts: [{{name: a, mountPath: {path}}}{first}}}, "
        f"{{name: two, image: two, volumeMounts: [{{name: b, mountPath: {path}}}{second}}}{more}], "
        f"volumes: [{volumes or VOLUMES}]}}"
    )
    return list(facts_of(workload("w", spec)).all(Twin))


def test_two_directories_at_one_path() -> None:
    (twin,) = twins("]", "]")
    assert (str(twin.writer), str(twin.reader), twin.path) == ("a at /srv/log", "b at /srv/log", "/srv/log")
    assert (twin.uses, twin.written, twin.logs, twin.told) == ((), False, True, False)
    assert "{name: a, mountPath: /srv/log}" in twin.repaired


@pytest.mark.parametrize(
    ("first", "second", "reader"),
    [
        ("]", "]", "two"),
        (", ], args: [tail, -F, /srv/log/x]", "]", "one"),
        ("]", "], args: [tail, -F, /srv/log/x]", "two"),
        ("]", "], command: [sh, -c, 'date > /srv/log/x']", "one"),
    ],
)
def test_who_reads(first: str, second: str, reader: str) -> None:
    (twin,) = twins(first.replace(", ]", "]"), second)
    assert str(twin.reader.container) == reader


def test_the_same_file() -> None:
    (twin,) = twins("], command: [sh, -c, 'date > /data/x']", "], args: [tail, -F, /data/x]", "/data")
    assert ([use.path for use in twin.uses], twin.written, twin.logs) == (["/data/x", "/data/x"], True, False)


@pytest.mark.parametrize(
    "path", ["/tmp", "/var/cache/x", "/run/x", "/root", "/home", "/app/cache", "/opt/conf", "/etc/x"]
)
def test_private_paths(path: str) -> None:
    """P2 near misses 3 and 9."""
    assert twins("]", "]", path) == []


def test_a_socket_that_both_name() -> None:
    (twin,) = twins("], args: [--listen, /run/app/x.sock]", "], args: [--connect, /run/app/x.sock]", "/run/app")
    assert len(twin.uses) == 2


def test_a_third_container_bridges() -> None:
    """P2 near miss 5."""
    bridge = "{name: i, image: i, volumeMounts: [{name: a, mountPath: /a}, {name: b, mountPath: /b}]}"
    assert twins("]", "]", init=bridge) == []
    assert twins("]", "]", more=f", {bridge}") == []


def test_another_volume_connects() -> None:
    own = ", {name: c, mountPath: /c}]"
    assert twins(own, own) == []
    assert len(twins(own, "]")) == 1


def test_other_sources_are_not_empty() -> None:
    claims = "{name: a, persistentVolumeClaim: {claimName: a}}, {name: b, emptyDir: {}}"
    assert twins("]", "]", volumes=claims) == []


def test_instances_of_one_image() -> None:
    spec = "{{containers: [{0}, {1}], volumes: [{2}]}}"
    one, two = (
        f"{{name: c{name}, image: keeper, volumeMounts: [{{name: {name}, mountPath: /keeper}}]}}" for name in "ab"
    )
    assert facts_of(workload("w", spec.format(one, two, VOLUMES))).all(Twin) == ()


def test_init_containers_among_themselves() -> None:
    """P2 near miss 6."""
    inits = ", ".join(
        f"{{name: i{name}, image: i{name}, volumeMounts: [{{name: {name}, mountPath: /work}}]}}" for name in "ab"
    )
    spec = f"{{initContainers: [{inits}], containers: [{{name: c, image: c}}], volumes: [{VOLUMES}]}}"
    assert facts_of(workload("w", spec)).all(Twin) == ()


def test_a_copy_of_an_init_container_tells_it() -> None:
    init = "{name: i, image: i, command: [cp, /x, /work/], volumeMounts: [{name: a, mountPath: /work}]}"
    main = "{name: m, image: m, volumeMounts: [{name: b, mountPath: /work}]}"
    spec = f"{{initContainers: [{init}], containers: [{main}], volumes: [{VOLUMES}]}}"
    (twin,) = facts_of(workload("w", spec)).all(Twin)
    assert twin.told


def test_three_of_them_are_two_rows() -> None:
    third = ", {name: three, image: three, volumeMounts: [{name: c, mountPath: /srv/log}]}"
    assert len(twins("]", "]", more=third)) == 2
