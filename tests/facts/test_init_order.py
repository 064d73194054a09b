"""What init containers need of those after them: files, ports, and an end of the Job."""

import pytest
from conftest import facts_of, spot

from podlint.facts.completion import Completion
from podlint.facts.init_dials import InitDial
from podlint.facts.init_order import InitRead

VOLUME = "emptyDir: {}"
MOUNT = "mountPath: /w"


def reads(first: str, second: str, *, volume: str = VOLUME, mount: str = MOUNT, role: str = "") -> list[InitRead]:
    """What the first init container reads, where the second one writes."""
    facts = facts_of(
        f"""
apiVersion: v1
kind: Pod
metadata: {{name: app}}
spec:
  initContainers:
    - name: first
      image: busybox:1.37
      command: [bash, -c, {first!r}]
      volumeMounts: [{{name: v, {mount}}}]{role}
    - name: second
      image: busybox:1.37
      command: [bash, -c, {second!r}]
      volumeMounts: [{{name: v, {mount}}}]
  containers:
    - {{name: app, image: "example.com/app:1"}}
  volumes: [{{name: v, {volume}}}]
"""
    )
    return list(facts.all(InitRead))


def needed(first: str, second: str) -> list[str]:
    """The files of the first that nobody but the second may have written."""
    return [file.file.path for file in reads(first, second) if not file.written_before and file.later]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("cat /w/x", "date > /w/x"),
        ("cat /w/x", "cp /x /w"),
        ("cat /w/x", "cp /x /w/x"),
        ("cat /w/x", "cp -r /src/. /w/"),
        ("cat /w/a/x", "git clone https://h/r /w/a"),
        ("cat /w/x", "tar xf /a.tar -C /w"),
        ("cat /w/x", "wget -O /w/x http://h/x"),
        ("cat /w/x", "curl -o /w/x http://h/x"),
        ("cat /w/x", "echo a | tee /w/x"),
        ("cat /w/x", "while [ ! -f /y ]; do touch /w/x; done"),
        ("cat /w/x", "f() { date > /w/$1; }; f x"),
        ("cd /w/a", "mkdir -p /w/a"),
        ("cd /w && cat x", "date > /w/x"),
        ("cp /w/x /y", "date > /w/x"),
        ("mv /w/x /y", "date > /w/x"),
        ("cp -r /w/conf /etc", "date > /w/conf/x"),
        ("cp /w/*.sql /docker-entrypoint-initdb.d/", "cp /a.sql /w"),
        (". /w/x", "echo A=b > /w/x"),
        ("sh /w/x", "echo date > /w/x"),
        ("/w/x --now", "cp /bin/x /w"),
        ("sort < /w/x", "date > /w/x"),
        ("A=$(cat /w/x); echo $A", "date > /w/x"),
        ("cat /w/x || exit 1", "date > /w/x"),
        ("cp /a /w/b && cat /w/x", "date > /w/x"),
        ("cp /a /w && cat /w/x", "date > /w/x"),
        ("until [ -s /w/x ]; do sleep 1; done", "date > /w/x"),
        ("while ! test -e /w/x; do sleep 1; done", "date > /w/x"),
        ("until ls /w/x; do sleep 1; done", "date > /w/x"),
        ("while true; do [ -f /w/x ] && break; sleep 1; done", "date > /w/x"),
        ("mkdir -p /w/y; cat /w/x", "cd /w && date > x"),
    ],
)
def test_files_that_come_later(first: str, second: str) -> None:
    assert len(needed(first, second)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("cat /w/x", "date > /w/y"),
        ("cat /w/x", "cat /w/x"),
        ("cat /w/x", "rm /w/x"),
        ("cat /w/x", "cp /y /w"),
        ("cat /w/xy", "date > /w/x"),
        ("cat /v/x", "date > /w/x"),
        ("cat /w/x || true", "date > /w/x"),
        ("[ -f /w/x ] && cat /w/x", "date > /w/x"),
        ("if [ -f /w/x ]; then cat /w/x; fi", "date > /w/x"),
        ("test -f /w/x || exit 0; exit 1", "date > /w/x"),
        ("ls -l /w /w/x", "date > /w/x"),
        ("find /w/x", "date > /w/x"),
        ("rm -f /w/x", "date > /w/x"),
        ("chown -R 1 /w/x", "date > /w/x"),
        ("cat $X", "date > /w/x"),
        ("cat /w/x &", "date > /w/x"),
        ("date > /w/x; cat /w/x", "date > /w/x"),
        ("cp -r /a/. /w; cat /w/x", "date > /w/x"),
        ("git clone https://h/r /w; cat /w/x", "date > /w/x"),
        ("make-config; cat /w/x", "date > /w/x"),
        (". /lib.sh; cat /w/x", "date > /w/x"),
        ("date > $TARGET; cat /w/x", "date > /w/x"),
        ("date > x; cat /w/x", "date > /w/x"),
        ("wget http://h/x; cat /w/x", "date > /w/x"),
        ("while [ -f /w/x ]; do sleep 1; done", "date > /w/x"),
        ("migrate --config /w/x", "date > /w/x"),
        ("ls /w", "date > /w/x"),
        ("if x", "date > /w/x"),
    ],
)
def test_files_of_which_that_is_not_certain(first: str, second: str) -> None:
    assert needed(first, second) == []


def test_the_row_tells_both_sides() -> None:
    (found,) = reads("until [ -f /w/x ]; do sleep 1; done; cat /w/x", "date > /w/x")
    assert (str(found.file), found.file.waits, found.file.inner) == ("/w/x", True, "x")
    assert (str(found.container), str(found.volume)) == ("first", "v")
    assert found.later is not None
    assert (str(found.later.container), spot(found.later.place)) == ("second", "13:35 /w/x")
    assert found.reordered == "initContainers:\n  - name: second  # as it is\n  - name: first  # as it is\n"


@pytest.mark.parametrize("volume", ["persistentVolumeClaim: {claimName: c}", "hostPath: {path: /x}", "secret: {}"])
def test_volumes_that_may_hold_the_file_already(volume: str) -> None:
    assert reads("cat /w/x", "date > /w/x", volume=volume) == []


def test_a_sidecar_may_wait() -> None:
    assert reads("cat /w/x", "date > /w/x", role="\n      restartPolicy: Always") == []


def test_sub_paths_are_parts_of_the_volume() -> None:
    (found,) = reads("cat /w/x", "date > /w/x", mount="mountPath: /w, subPath: part")
    assert found.file.inner == "part/x"
    assert found.later is not None


@pytest.mark.parametrize(
    ("earlier", "hidden"),
    [
        ("command: [date]", False),
        ("command: [make-config]", True),
        ("args: [clone, x]", True),
        ("workingDir: /w", True),
        ("command: [sh, -c, 'date > /w/x']", True),
        ("command: [sh, -c, 'date > /w/y']", False),
    ],
)
def test_earlier_containers_may_have_written_it(earlier: str, hidden: bool) -> None:
    facts = facts_of(
        f"""
        apiVersion: v1
        kind: Pod
        metadata: {{name: app}}
        spec:
          initContainers:
            - {{name: a, image: "example.com/a:1", {earlier}, volumeMounts: [{{name: v, mountPath: /w}}]}}
            - {{name: b, image: "busybox:1", command: [cat, /w/x], volumeMounts: [{{name: v, mountPath: /w}}]}}
            - {{name: c, image: "busybox:1", command: [touch, /w/x], volumeMounts: [{{name: v, mountPath: /w}}]}}
          containers: [{{name: app, image: "example.com/app:1"}}]
          volumes: [{{name: v, emptyDir: {{}}}}]
        """
    )
    (found,) = facts.all(InitRead)
    assert found.written_before is hidden


def test_a_path_of_many_parts_is_still_one_path() -> None:
    deep = "/w" + "/a" * 5000
    assert needed(f"cat {deep}", f"date > {deep}") == [deep]


def with_app(
    init: str, port: str = "{containerPort: 8080}", image: str = "example.com/app:1", spec: str = ""
) -> list[InitDial]:
    return list(
        facts_of(
            f"""
apiVersion: v1
kind: Pod
metadata: {{name: app}}
spec:
{spec}
  initContainers:
    - {{name: init, image: "example.com/init:1", {init}}}
  containers:
    - {{name: app, image: "{image}", ports: [{port}]}}
"""
        ).all(InitDial)
    )


@pytest.mark.parametrize(
    ("script", "waits"),
    [
        ("curl http://localhost:8080/x", False),
        ("wget -q -O- 127.0.0.1:8080", False),
        ("until nc -z localhost 8080; do sleep 1; done", True),
        ("while ! curl -f http://localhost:8080; do sleep 1; done", True),
        ("for i in 1 2 3; do curl localhost:8080 && break; sleep 1; done", True),
        ("until curl -s localhost:8080 | grep -q ok; do sleep 1; done", True),
        ("curl http://localhost:8080 || exit 1", False),
        ("X=$(curl -s localhost:8080); echo $X", False),
        ("echo > /dev/tcp/127.0.0.1/8080", False),
    ],
)
def test_dials_in_scripts(script: str, waits: bool) -> None:
    (found,) = with_app(f"command: [bash, -c, '{script}']")
    assert (found.port, found.how, found.waits, found.serves_itself) == (8080, "argument", waits, False)
    assert ([str(one.container) for one in found.later], found.started) == (["app"], ())


@pytest.mark.parametrize(
    "script",
    [
        "curl http://localhost:8080 || true",
        "if curl localhost:8080; then echo; fi",
        "nc -z localhost 8080 && echo",
        "curl http://app:8080",
        "echo http://localhost:8080",
        "nslookup localhost",
        "curl http://localhost:15020/healthz",
        "curl http://localhost:8080 &",
    ],
)
def test_no_dials(script: str) -> None:
    assert with_app(f"command: [bash, -c, '{script}']") == []


def test_dials_by_environment_count_for_programs_that_are_not_known() -> None:
    env = "env: [{name: API_URL, value: 'http://localhost:8080'}]"
    (found,) = with_app(env)
    assert (found.how, found.port, found.address) == ("environment", 8080, "localhost:8080")
    assert len(with_app(f"command: [migrate], {env}")) == 1
    assert with_app(f"command: [cp, /a, /b], {env}") == []
    assert with_app("env: [{name: BIND_ADDR, value: 'localhost:8080'}]") == []


def test_who_listens_by_then() -> None:
    dial = "command: [curl, 'localhost:8080']"
    assert with_app(dial, "{containerPort: 8080, protocol: UDP}") == []
    assert with_app(dial, "{containerPort: 80}") == []
    assert [one.how for one in with_app(dial, "{containerPort: 8080}", "tomcat:10")[0].later] == ["declared"]
    assert [one.how for one in with_app(dial, "{containerPort: 80}", "tomcat:10")[0].later] == ["image"]
    assert with_app(dial, spec="  hostNetwork: true") == []


@pytest.mark.parametrize(("before", "started", "later"), [(True, ["proxy"], []), (False, [], ["proxy"])])
def test_sidecars_before_and_after(before: bool, started: list[str], later: list[str]) -> None:
    init = '    - {name: init, image: "busybox:1", command: [nc, -z, localhost, "5432"]}\n'
    proxy = '    - {name: proxy, image: "example.com/p:1", restartPolicy: Always, ports: [{containerPort: 5432}]}\n'
    listed = proxy + init if before else init + proxy
    (found,) = facts_of(
        f"apiVersion: v1\nkind: Pod\nmetadata: {{name: p}}\nspec:\n  initContainers:\n{listed}"
        '  containers: [{name: app, image: "example.com/app:1"}]\n'
    ).all(InitDial)
    assert ([str(one.container) for one in found.started], [str(one.container) for one in found.later]) == (
        started,
        later,
    )
    assert found.helper is not before


def test_helpers_go_first() -> None:
    dial = "command: [curl, 'localhost:8080']"
    assert with_app(dial)[0].reordered == ""
    assert with_app(dial, image="envoyproxy/envoy:v1.31")[0].reordered == (
        "initContainers:\n"
        "  - name: app\n"
        "    image: envoyproxy/envoy:v1.31\n"
        "    restartPolicy: Always\n"
        "    startupProbe: {tcpSocket: {port: 8080}}\n"
        "  - name: init  # as it is\n"
    )


def test_an_init_container_may_serve_itself() -> None:
    (found,) = with_app("command: [bash, -c, 'server & curl localhost:8080']")
    assert found.serves_itself


def completion(*containers: str, spec: str = "", kind: str = "Job") -> list[Completion]:
    listed = "".join(f"        - {container}\n" for container in containers)
    return list(
        facts_of(
            f"apiVersion: batch/v1\nkind: {kind}\nmetadata: {{name: j}}\nspec:\n  template:\n    spec:\n{spec}"
            f"      restartPolicy: Never\n      containers:\n{listed}"
        ).all(Completion)
    )


WORK = "{name: work, image: 'example.com/work:1'}"


@pytest.mark.parametrize(
    ("helper", "endless"),
    [
        ("{name: h, image: 'fluent/fluent-bit:3'}", True),
        ("{name: h, image: 'envoyproxy/envoy:v1'}", True),
        ("{name: h, image: 'x:1', command: [/cloud_sql_proxy, -instances=x]}", True),
        ("{name: h, image: 'x:1', command: [tail, -F, /log]}", True),
        ("{name: h, image: 'redis:7'}", True),
        ("{name: h, image: 'fluent/fluent-bit:3', command: [sh, -c, 'cat /x']}", False),
        ("{name: h, image: 'example.com/h:1'}", False),
        ("{name: h, image: 'x:1', command: [sh, -c, 'until [ -f /x ]; do sleep 1; done']}", False),
    ],
)
def test_helpers_that_never_end(helper: str, endless: bool) -> None:
    (found,) = completion(WORK, helper)
    assert [str(one.container) for one in found.endless] == (["h"] if endless else [])
    assert [str(one) for one in found.workers] == (["work"] if endless else ["work", "h"])
    assert not found.ends_others


@pytest.mark.parametrize(
    "work",
    [
        "{name: w, image: 'w:1', command: [sh, -c, 'work; curl -X POST localhost:15020/quitquitquit']}",
        "{name: w, image: 'w:1', command: [sh, -c, 'work; pkill envoy']}",
        "{name: w, image: 'w:1', command: [sh, -c, 'work; kill -INT 7']}",
        "{name: w, image: 'w:1', command: [linkerd-await, --shutdown, --, work]}",
        "{name: w, image: 'w:1', env: [{name: ON_EXIT, value: 'http://localhost:9091/quitquitquit'}]}",
    ],
)
def test_the_work_may_end_its_helpers(work: str) -> None:
    (found,) = completion(work, "{name: h, image: 'envoyproxy/envoy:v1'}")
    assert found.ends_others


def test_one_namespace_of_processes() -> None:
    (found,) = completion(WORK, "{name: h, image: redis}", spec="      shareProcessNamespace: true\n")
    assert found.ends_others


def test_only_pods_of_jobs_with_several_containers() -> None:
    assert completion(WORK) == []
    assert completion(WORK, "{name: init, image: redis}", kind="Deployment") == []


def test_helpers_as_native_sidecars() -> None:
    (found,) = completion(WORK, "{name: h, image: redis}")
    assert found.repaired == (
        "initContainers:\n  - name: h\n    image: redis\n    restartPolicy: Always\ncontainers:\n"
        "  - name: work  # as it is\n"
    )


def test_one_row_for_the_same_wrong_order() -> None:
    found = reads("cat /w/x /w/y /w/z", "touch /w/x /w/y")
    assert [(row.file.path, row.later is not None) for row in found] == [("/w/x", True), ("/w/z", False)]
