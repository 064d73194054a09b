"""What containers copy where: destinations, the mounts that take them, and what becomes of the files."""

import pytest
from conftest import facts_of, spot, workload

from podlint.facts.deliveries import Delivery


def deliveries(command: str, mounts: str = "[{name: apps, mountPath: /out}]", more: str = "") -> tuple[Delivery, ...]:
    """The deliveries of a container that runs a script; its mounts are of emptyDirs called apps and work."""
    container = f"{{name: c, image: 'c:1', command: [sh, -c, {command!r}], volumeMounts: {mounts}{more}}}"
    volumes = "[{name: apps, emptyDir: {}}, {name: work, emptyDir: {}}]"
    return facts_of(workload("w", f"{{containers: [{container}], volumes: {volumes}}}")).all(Delivery)


def only(command: str, mounts: str = "[{name: apps, mountPath: /out}]", more: str = "") -> Delivery:
    (found,) = deliveries(command, mounts, more)
    return found


@pytest.mark.parametrize(
    ("command", "path", "mounted"),
    [
        ("cp /shop.war /out/", "/out/shop.war", True),
        ("cp /shop.war /out", "/out/shop.war", True),
        ("cp /shop.war /out/ROOT.war", "/out/ROOT.war", True),
        ("cp -r /app/. /out", "/out", True),
        ("mv /shop.war /opt/", "/opt/shop.war", False),
        ("tar xzf /a.tgz -C /out/x", "/out/x", True),
        ("cd /out && wget https://example.com/x", "/out", True),
        ("curl -o /out/x https://example.com/x", "/out/x", True),
        ("git clone https://example.com/x.git /srv/x", "/srv/x", False),
        ("cat /a > /out/b", "/out/b", True),
        ("D=/out; cp /a $D/b", "/out/b", True),
        ("cp /a $UNKNOWN/b", "", False),
        ("cp /a relative", "", False),
    ],
)
def test_where_to(command: str, path: str, mounted: bool) -> None:
    """P3-dest names these commands."""
    found = only(command)
    assert (found.path, found.mount is not None) == (path, mounted)


def test_the_copied_directory_may_be_the_mount() -> None:
    """P3 near miss 10."""
    found = only("cp -r /etc/agent /opt", "[{name: apps, mountPath: /opt/agent}]")
    assert found.mount is not None
    assert found.paths == ("/opt", "/opt/agent")


def test_a_tree_above_a_mount_may_get_into_it() -> None:
    for command in ("tar xf /a.tar -C /srv", "cp -r /b/. /srv", "cp -r /x/srv /", "cp /b/* /srv"):
        found = only(command, "[{name: apps, mountPath: /srv/tree/apps}]")
        assert (found.paths, found.mount) == ((), None)


def test_a_file_above_a_mount_does_not() -> None:
    assert only("cp /b.war /srv/", "[{name: apps, mountPath: /srv/apps}]").path == "/srv/b.war"


@pytest.mark.parametrize(
    "command",
    [
        "echo 1 > /proc/sys/vm/max_map_count",
        "wget -O /dev/null http://h",
        "wget -O /tmp/x http://h",
        "echo a >> /etc/hosts",
        "cat /x > /etc/resolv.conf",
    ],
)
def test_what_is_no_delivery(command: str) -> None:
    """P3 near miss 11."""
    assert deliveries(command) == ()


def test_scratch_that_is_mounted_is_a_delivery() -> None:
    assert only("wget -O /tmp/x http://h", "[{name: work, mountPath: /tmp}]").mount is not None


@pytest.mark.parametrize("program", ["nsenter -t 1 -m -- sh -c", "chroot /host sh -c"])
def test_other_file_systems(program: str) -> None:
    assert deliveries(f'{program} "cp /a /b"') == ()
    words = ", ".join(program.split())
    spec = f"{{containers: [{{name: c, image: 'example.com/c:1', command: [{words}, 'cp /a /b']}}]}}"
    assert facts_of(workload("w", spec.replace(" 1,", " '1',"))).all(Delivery) == ()


@pytest.mark.parametrize(
    ("command", "moved_on", "followed"),
    [
        ("cp /a /work/a; cp /work/a /out", True, False),
        ("wget -O /work/a.tgz http://h/a && tar xzf /work/a.tgz -C /out", True, False),
        ("cp /a /work/a; import /work/a", False, True),
        ("cp /a /work/a; sh /work/a", False, True),
        ("make /a; cp /a /work/a", False, False),
        ("cp /a /work/a; chmod 644 /work/a; ls -l /work; sleep 5; exit 0", False, False),
    ],
)
def test_what_becomes_of_the_files(command: str, moved_on: bool, followed: bool) -> None:
    first, *_ = deliveries(command)
    assert (first.moved_on, first.followed, first.taken_up) == (moved_on, followed, moved_on or followed)


@pytest.mark.parametrize(
    ("command", "repeated"),
    [
        ("while true; do cp /a /out; sleep 5; done", True),
        ("until cp /a /out; do sleep 5; done", False),
        ("for f in a b; do cp /$f /out; done", False),
        ("while true; do for f in a b; do cp /$f /out; done; done", True),
        ("cp /a /out; while true; do sleep 5; done", False),
    ],
)
def test_loops(command: str, repeated: bool) -> None:
    assert only(command).repeated is repeated


def test_a_function_called_twice_copies_once() -> None:
    assert only("put() { cp /a /out/a; }; put; put").path == "/out/a"


def test_hooks() -> None:
    hook = ", lifecycle: {postStart: {exec: {command: [cp, /a, /out/]}}}"
    command, found = deliveries("cp /b /out/", more=hook)
    assert (command.hook, command.path, found.hook, found.path) == ("", "/out/b", "postStart", "/out/a")
    assert spot(found.place).endswith("/out/")


def test_images_made_for_one_program() -> None:
    spec = "{containers: [{name: c, image: 'alpine/git:2', args: [clone, 'https://example.com/x.git', /repo]}]}"
    (found,) = facts_of(workload("w", spec)).all(Delivery)
    assert (found.how, found.path, spot(found.place).split()[-1]) == ("git clone", "/repo", "/repo")


def test_places_point_into_scripts() -> None:
    assert spot(only("set -e; cp /a /out/").place).endswith(" /out/")
