"""Main containers that only copy for another one: P3-race and its near misses."""

import pytest
from conftest import facts_of, workload

from podlint.facts.copy_tasks import CopyTask

TOMCAT = "{name: tomcat, image: 'tomcat:10', volumeMounts: [{name: apps, mountPath: /usr/local/tomcat/webapps}]}"


def tasks(command: str, peer: str = TOMCAT, more: str = "", spec: str = "") -> tuple[CopyTask, ...]:
    """The copy tasks of a pod whose container `war` runs a script and mounts volume apps at /out."""
    mounts = "volumeMounts: [{name: apps, mountPath: /out}]"
    war = f"{{name: war, image: 'w:1', command: [sh, -c, {command!r}], {mounts}{more}}}"
    return facts_of(
        workload("shop", f"{{containers: [{war}, {peer}], volumes: [{{name: apps, emptyDir: {{}}}}]{spec}}}")
    ).all(CopyTask)


@pytest.mark.parametrize(
    ("command", "ends"),
    [
        ("cp /shop.war /out/", True),
        ("cp /shop.war /out/ && echo done", True),
        ("cat /shop.war > /out/shop.war", True),
        ("cp /shop.war /out && tail -f /dev/null", False),
        ("cp /shop.war /out; sleep infinity", False),
        ("cp /shop.war /out; while true; do sleep 60; done", False),
        ("tar xf /a.tar -C /out", True),
        ("git clone https://example.com/a.git /out/a && sleep infinity", False),
    ],
)
def test_it_only_copies(command: str, ends: bool) -> None:
    (task,) = tasks(command)
    assert (str(task.container), str(task.server), task.hook, task.deploys, task.ends) == (
        "war",
        "tomcat",
        "",
        True,
        ends,
    )
    assert ("has to exit" in task.repaired) is not ends


@pytest.mark.parametrize(
    "command",
    [
        "while true; do cp /shop.war /out; sleep 5; done",
        "git clone https://example.com/a.git /out/a; while true; do sleep 60; git -C /out/a pull; done",
        "cp /shop.war /out; exec server",
        "inotifywait -m /src; cp /shop.war /out",
        "echo hello > /out/index.html",
        "date | tee /out/date",
        "cp /shop.war /elsewhere",
        "cp /shop.war $UNKNOWN",
        "sleep infinity",
    ],
)
def test_it_does_something_else(command: str) -> None:
    assert tasks(command) == ()


@pytest.mark.parametrize("image", ["nginx:1.27", "httpd:2.4", "php:8-apache", "wordpress:6"])
def test_content_may_come_late(image: str) -> None:
    """P3 near miss 9."""
    peer = f"{{name: web, image: '{image}', volumeMounts: [{{name: apps, mountPath: /srv}}]}}"
    assert tasks("cp -r /site/. /out", peer) == ()


def test_a_reader_that_is_no_server() -> None:
    """P3 positive 10."""
    (task,) = tasks("cp -r /app/. /out", "{name: run, image: 'run:1', volumeMounts: [{name: apps, mountPath: /app}]}")
    assert (str(task.server), task.deploys) == ("run", False)


@pytest.mark.parametrize(
    ("policy", "restarts"), [("", True), (", restartPolicy: Always", True), (", restartPolicy: Never", False)]
)
def test_restarts(policy: str, restarts: bool) -> None:
    (task,) = tasks("cp /shop.war /out", spec=policy)
    assert task.restarts is restarts


def test_hooks() -> None:
    """P3 positive 9."""
    (task,) = tasks("sleep infinity", more=", lifecycle: {postStart: {exec: {command: [cp, /shop.war, /out/]}}}")
    assert (task.hook, str(task.server), task.repaired) == ("postStart", "tomcat", "")


def test_a_servers_own_hook() -> None:
    own = TOMCAT.replace(
        "volumeMounts",
        "lifecycle: {postStart: {exec: {command: [cp, /a.war, /usr/local/tomcat/webapps/]}}}, volumeMounts",
    )
    (task,) = tasks("sleep infinity", own)
    assert (task.hook, str(task.container), str(task.server)) == ("postStart", "tomcat", "tomcat")


def test_hooks_for_no_server() -> None:
    peer = "{name: cdn, image: 'cdn:1', volumeMounts: [{name: apps, mountPath: /srv}]}"
    assert tasks("serve", peer, more=", lifecycle: {postStart: {exec: {command: [cp, -r, /p/., /out]}}}") == ()


def test_sidecars_and_init_containers_are_none() -> None:
    war = "{name: war, image: 'w:1', command: [cp, /a.war, /out/], volumeMounts: [{name: apps, mountPath: /out}]"
    for restart in ("", ", restartPolicy: Always"):
        spec = (
            f"{{initContainers: [{war}{restart}}}], containers: [{TOMCAT}], volumes: [{{name: apps, emptyDir: {{}}}}]}}"
        )
        assert facts_of(workload("shop", spec)).all(CopyTask) == ()
