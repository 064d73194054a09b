"""Which absolute paths containers name, and whose mount each lies under."""

import pytest
from conftest import facts_of, workload

from podlint.facts.paths import MountsByPath, PathUse, covering
from podlint.facts.volumes import Mount


def uses(fields: str) -> list[tuple[str, str, str, str | None]]:
    """Path, access, how, and the mount path above it."""
    text = workload("web", f"{{containers: [{{name: web, image: busybox, {fields}}}], volumes: [{{name: v}}]}}", "Pod")
    rows = facts_of(text).all(PathUse)
    return [(row.path, row.access, row.how, row.mount.path if row.mount else None) for row in rows]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("command: [tail, -F, /srv/log/a.log]", [("/srv/log/a.log", "read", "argument", None)]),
        ("command: [sh, -c, 'date >> /data/x']", [("/data/x", "write", "argument", None)]),
        ("env: [{name: FILE, value: /work//in/}]", [("/work/in", "named", "environment", None)]),
        (
            "env: [{name: A, value: /a}], volumeMounts: [{name: v, mountPath: /a/}]",
            [("/a", "named", "environment", "/a")],
        ),
        ("env: [{name: PATH, value: '/bin:/usr/bin'}]", []),
        ("env: [{name: A, value: 'see /a'}]", []),
        ("env: [{name: A, value: a/b}]", []),
        ("args: ['http://localhost:9090/metrics/json']", []),
        ("args: ['{{ .Values.path }}']", []),
        ("env: [{name: A, value: '/srv/${X}'}]", []),
        ("env: [{name: A, value: '/srv/{{ .Values.x }}'}]", []),
        ("env: [{name: A, value: '/srv/<name>'}]", []),
    ],
)
def test_named_paths(fields: str, expected: list[tuple[str, str, str, str | None]]) -> None:
    assert uses(fields) == expected


def test_a_path_counts_once_for_an_access() -> None:
    fields = "command: [sh, -c, 'cat /a/b; cat /a/b; date > /a/b']"
    assert sorted((path, access) for path, access, _, _ in uses(fields)) == [("/a/b", "read"), ("/a/b", "write")]


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/a/b/c", "/a/b"), ("/a/bc", "/a"), ("/a", "/a"), ("/x", "/"), ("/a/b", "/a/b"), ("relative", None)],
)
def test_the_longest_mount_above_a_path(path: str, expected: str | None) -> None:
    mounts = "[{name: v, mountPath: /}, {name: v, mountPath: /a}, {name: v, mountPath: /a/b}, {name: v}]"
    text = workload(
        "w", f"{{containers: [{{name: w, image: b, volumeMounts: {mounts}}}], volumes: [{{name: v}}]}}", "Pod"
    )
    rows = facts_of(text).all(Mount)
    found = covering(rows, path)
    assert (found.path if found else None) == expected
    above = [mount.path for together in MountsByPath(rows).above(path) for mount in together]
    assert above == sorted(above, key=len, reverse=True)
