"""Paths that are nearly mounted: P2-e."""

import pytest
from conftest import facts_of, findings, workload

from podlint.facts.near_paths import NearPath, edit_distance, slips


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [
        ("/var/log/ap", "/var/logs/app", 2),
        ("/var/logs/app", "/var/log/app", 1),
        ("/srv/reports", "/srv/report", 1),
        ("/usr/share/ngnix/html", "/usr/share/nginx/html", 1),
        ("/work/Input", "/work/input", 0),
        ("/opt/exchange", "/opt/exchnage", 1),
        ("/var/log/orders", "/var/log/order-s", 1),
        ("/var/lib/app", "/var/log/app", None),
        ("/data/one", "/data/two", None),
        ("/shards/s1", "/shards/s2", None),
        ("/var/log/api", "/var/log/app", None),
        ("/srv/in", "/srv/out", None),
        ("/var/log/app", "/var/log/app", None),
        ("/a/b", "/a/c", None),
        ("/var/logs/ap/caches", "/var/log/app/cache", None),
    ],
)
def test_slips(one: str, other: str, letters: int | None) -> None:
    assert (slips(one, other), slips(other, one)) == (letters, letters)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("", "", 0), ("abc", "abc", 0), ("abc", "ab", 1), ("abcd", "abdc", 1), ("abc", "xyz", 3), ("a" * 99, "a" * 98, 3)],
)
def test_edit_distance(one: str, other: str, expected: int) -> None:
    assert edit_distance(one, other) == expected


def near(reader: str, more: str = "", volumes: str = "{name: logs, emptyDir: {}}") -> list[tuple[str, str, bool]]:
    app = "{name: app, image: app, volumeMounts: [{name: logs, mountPath: /var/log/orders}]}"
    spec = f"{{containers: [{app}, {{name: ship, image: ship, {reader}}}{more}], volumes: [{volumes}]}}"
    return [(row.directory, row.mount.path, row.own) for row in facts_of(workload("w", spec)).all(NearPath)]


def test_a_peers_mount() -> None:
    assert near("args: [tail, -F, /var/log/order/a.log]") == [("/var/log/order", "/var/log/orders", False)]


def test_the_own_mount_of_the_same_volume() -> None:
    own = "volumeMounts: [{name: logs, mountPath: /var/log/order}]"
    assert near(f"args: [tail, -F, /var/log/orders/a.log], {own}") == [("/var/log/orders", "/var/log/order", True)]


def test_what_is_mounted_is_not_misspelt() -> None:
    assert near("args: [tail, -F, /var/log/orders/a.log]") == []
    other = "volumeMounts: [{name: more, mountPath: /var/log/order}]"
    both = "{name: logs, emptyDir: {}}, {name: more, configMap: {name: x}}"
    assert near(f"args: [tail, -F, /var/log/order/a.log], {other}", volumes=both) == []


def test_one_row_for_a_directory() -> None:
    script = "command: [sh, -c, 'cat /var/log/order/a; cat /var/log/order/b']"
    assert near(script) == [("/var/log/order", "/var/log/orders", False)]


def test_sources_that_nobody_shares() -> None:
    for source in ("hostPath: {path: /x}", "configMap: {name: x}"):
        assert near("args: [tail, -F, /var/log/order/a.log]", volumes=f"{{name: logs, {source}}}") == []


def test_a_single_container() -> None:
    one = "{name: c, image: c, args: [--to, /var/log/order], volumeMounts: [{name: v, mountPath: /var/log/orders}]}"
    spec = f"{{containers: [{one}], volumes: [{{name: v, emptyDir: {{}}}}]}}"
    assert facts_of(workload("w", spec)).all(NearPath) == ()


def test_told_once() -> None:
    app = "{name: app, image: app, volumeMounts: [{name: logs, mountPath: /var/log/orders}]}"
    for path in ("order", "orders"):
        mounts = "volumeMounts: [{name: logs, mountPath: /logs}]"
        ship = f"{{name: ship, image: ship, args: [tail, -F, /var/log/{path}/a], {mounts}}}"
        spec = f"{{containers: [{app}, {ship}], volumes: [{{name: logs, emptyDir: {{}}}}]}}"
        rule = {"order": "near-miss-path", "orders": "sidecar-missing-volume"}[path]
        assert [one.rule for one in findings(workload("w", spec))] == [rule]
