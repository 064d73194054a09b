"""What containers start, how many of it run at once, and whether it ends."""

import pytest
from conftest import facts_of, spot

from podlint.facts import Facts
from podlint.facts.process_groups import ProcessGroup
from podlint.facts.processes import Process
from podlint.facts.startup import Startup

POD = """
apiVersion: v1
kind: Pod
metadata: {name: app}
spec:
  containers:
    - name: app
      image: example.com/app:1
"""


def started(script: str, pod: str = POD) -> Facts:
    """The facts about a pod whose container runs a script with bash."""
    lines = "".join(f"          {line}\n" for line in script.splitlines())
    return facts_of(f"{pod}      command:\n        - bash\n        - -c\n        - |\n{lines}")


def with_container(text: str, pod: str = POD) -> Facts:
    own = "image:" in text
    return facts_of((pod.replace("      image: example.com/app:1\n", "") if own else pod) + f"      {text}\n")


def group(script: str) -> ProcessGroup | None:
    return next(iter(started(script).all(ProcessGroup)), None)


def names(script: str) -> list[str]:
    found = group(script)
    return [process.name for process in found.processes] if found else []


def test_processes_know_how_they_are_said() -> None:
    first, loop, test, copy, pause = started(
        "server --port  80 'a b' $X > /log &\nuntil [ -f /x ]; do cp /a /b; sleep 1; done"
    ).all(Process)
    assert (first.text, first.name, first.arguments) == ("server --port 80 'a b' $X", "server", ("--port", "80", "a b"))
    assert (first.literal, first.background, first.ending) == (False, True, "unknown")
    assert (loop.text, loop.body, loop.ending, loop.background) == (
        "until [ -f /x ]",
        ("[", "cp", "sleep"),
        "ends",
        False,
    )
    assert [one.in_loop for one in (test, copy, pause)] == [True] * 3
    assert [one.order for one in (first, loop, test, copy, pause)] == [0, 1, 2, 3, 4]
    assert spot(copy.place) == spot(copy.call) == "14:31 cp"


def test_long_processes_are_told_in_short() -> None:
    (process,) = started("server " + "x" * 100).all(Process)
    assert len(str(process)) == 60
    assert str(process).endswith("xxx...")
    assert len(process.text) == 107


def test_a_script_of_a_config_map_is_read_where_it_stands() -> None:
    facts = facts_of(
        {
            "scripts.yaml": """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: scripts}
            data:
              run.sh: |
                redis-server &
                exec app
            """,
            "pod.yaml": """
            apiVersion: v1
            kind: Pod
            metadata: {name: app}
            spec:
              containers:
                - name: app
                  image: example.com/app:1
                  command: [sh, /opt/start/run.sh]
                  volumeMounts: [{name: s, mountPath: /opt/start}]
              volumes: [{name: s, configMap: {name: scripts}}]
            """,
        }
    )
    redis, app = facts.all(Process)
    assert (redis.place.source.name, spot(redis.place)) == ("scripts.yaml", "7:5 redis-server")
    assert (redis.call.source.name, spot(redis.call)) == ("pod.yaml", "9:21 /opt/start/run.sh")
    assert app.exec


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("a & b & wait", ["a", "b"]),
        ("a & b", ["a", "b"]),
        ("a & exec b", ["a", "b"]),
        ("a & b | tee /log", ["a", "b"]),
        ("a & cd /x && b || exit 1", ["a", "b"]),
        ("a & sleep infinity", ["a", "sleep"]),
        ("a & tail -f /dev/null", ["a", "tail"]),
        ("a & while true; do sleep 1; done", ["a", "while"]),
        ("nginx -g 'daemon off;' & b; wait", ["nginx"]),
        ("php-fpm -D && nginx -g 'daemon off;'", ["php-fpm", "nginx"]),
        ("service nginx start && php-fpm", ["service", "php-fpm"]),
        ("service sendmail start && service apache2 start", ["service", "service"]),
        ("/etc/init.d/ssh start; app", ["ssh", "app"]),
        ("crond -L /log && tail -f /log", ["crond", "tail"]),
        ("nginx && tail -f /dev/null", ["nginx", "tail"]),
        ("nginx & node server.js", ["nginx", "node"]),
        ("apachectl start; app", ["apachectl", "app"]),
        ("nohup java -jar app.jar > log 2>&1 &\ntail -f log", ["java", "tail"]),
        ("php-fpm & supercronic /crontab", ["php-fpm", "supercronic"]),
        ("f() { a --x; }; f & b", ["a", "b"]),
        ("(cd /x && a) & b", ["a", "b"]),
        ("while true; do refresh; sleep 60; done & exec b", ["while", "b"]),
        ("if x; then a & else b & fi; exec c", ["a", "c"]),
        ("a & until curl h; do sleep 1; done; tail -f /dev/null", ["a", "tail"]),
        ("a & apache2-foreground && cron", ["a", "apache2-foreground"]),
        ("a & while [ ! -f /flag ]; do sleep 1; done && exit 0", ["a", "while"]),
    ],
)
def test_what_runs_at_the_same_time(script: str, expected: list[str]) -> None:
    if len(expected) > 1:
        assert names(script) == expected
    else:
        assert names(script) == []


@pytest.mark.parametrize(
    "script",
    [
        "a",
        "a; b; c",
        "a & wait",
        "a & wait $!",
        "a & P=$!; trap 'kill $P' TERM; setup-it; wait $P",
        "while :; do a & wait $! || sleep 3; done",
        "a & PID=$!\nwhile kill -0 $PID; do sleep 1; done",
        "while sleep 60; do pgrep a || exit 1; done",
        "migrate & exec server",
        "/app/bin/wait-for-db.sh & exec server",
        "(sleep 30; curl http://localhost/warm) & exec server",
        "until nc -z db 80; do sleep 1; done && register & exec server",
        "cp /a /b & exec server",
        "apache2-foreground && cron && supervisord -n",
        "mysqld & mysql -e x; mysqladmin shutdown; exec mysqld",
        "pg_ctl start; psql -f /x; pg_ctl stop; exec postgres",
        "a & sleep 9; kill $!; exec b",
        "case $1 in a) exec x;; *) exec y;; esac",
        "nginx -t && exec nginx -g 'daemon off;'",
        "nginx",
        "echo 'a & b'; exec c # d & e",
        "cat <<E > /x\na & b\nE\nexec c",
        "c 2>&1 >&2 &>/log; x=$((1 & 2)); curl 'http://h?a=1&b=2'",
    ],
)
def test_what_is_one_process_at_a_time(script: str) -> None:
    assert group(script) is None


def test_signals_that_end_nothing() -> None:
    assert names("a & while true; do inotifywait /conf; kill -HUP $!; done") == []
    assert names("a & kill -USR1 $!; b") == ["a", "b"]


@pytest.mark.parametrize(
    ("script", "awaited", "watched", "replaced", "proven"),
    [
        ("a & b & wait", True, False, False, False),
        ("a & b & wait -n", True, True, False, False),
        ("a & b & while sleep 9; do pgrep a || exit 1; done", False, True, False, False),
        ("a & exec b", False, False, True, False),
        ("a & b & exec c", False, False, False, False),
        ("a & exec sleep infinity", False, False, False, False),
        ("service x start; exec b", False, False, False, False),
        ("sshd -D & exec nginx -g 'daemon off;'", False, False, True, True),
        ("service x start; tail -f /log", False, False, False, True),
    ],
)
def test_how_they_run(script: str, awaited: bool, watched: bool, replaced: bool, proven: bool) -> None:
    found = group(script)
    assert found is not None
    assert (found.awaited, found.watched, found.replaced, found.proven) == (awaited, watched, replaced, proven)


def test_one_program_several_times() -> None:
    found = group("for i in 1 2; do work $i & done; wait")
    assert found is not None
    assert (found.listed, found.apart) == ("`work $i` several times", "")


@pytest.mark.parametrize(
    "command",
    [
        "[supervisord, -n]",
        "[/usr/bin/supervisord, -c, /etc/s.conf]",
        "[tini, --, sh, -c, 'exec supervisord -n']",
        "[sh, -c, 'prepare && supervisord']",
        "[s6-svscan, /etc/s6]",
        "[runsvdir, /etc/service]",
        "[/sbin/my_init]",
        "[/sbin/init]",
        "[/usr/sbin/init]",
        "[/lib/systemd/systemd]",
        "[/usr/lib/systemd/systemd, --system]",
        "[circusd, /c.ini]",
        "[monit, -I]",
        "[pm2-runtime, a.js, b.js]",
        "[foreman, start]",
        "[honcho, start, web, worker]",
        "[goreman, -f, Procfile, start]",
        "[overmind, start]",
        "[hivemind]",
    ],
)
def test_supervisors(command: str) -> None:
    (found,) = with_container(f"command: {command}").all(ProcessGroup)
    assert (found.how, found.proven, found.apart) == ("supervisor", True, "")


@pytest.mark.parametrize(
    "command",
    [
        "[supervisord, --version]",
        "[supervisorctl, status]",
        "[/scripts/init.sh]",
        "[/init]",
        "[npd, --config=/config/systemd-monitor.json]",
        "[pm2-runtime, app.js]",
        "[pm2-runtime, start, app.js]",
        "[foreman, start, web]",
        "[foreman, run, task]",
        "[php, cron.php]",
        "[sh, -c, 'supervisord & exec app --supervised']",
    ],
)
def test_no_supervisors(command: str) -> None:
    assert [one.how for one in with_container(f"command: {command}").all(ProcessGroup)] in ([], ["script"])


def test_images_with_an_init_system_of_their_own() -> None:
    (found,) = with_container("image: phusion/baseimage:noble").all(ProcessGroup)
    assert (found.how, spot(found.place)) == ("image", "8:14 phusion/baseimage:noble")
    assert with_container("image: phusion/baseimage:noble\n      command: [server]").all(ProcessGroup) == ()
    assert with_container("image: openpolicyagent/init:1").all(ProcessGroup) == ()


@pytest.mark.parametrize(
    ("image", "ports", "servers"),
    [
        ("example.com/app:1", (80, 22), "web (80), ssh (22)"),
        ("example.com/app:1", (443, 80, 3306), "web (443), MySQL (3306)"),
        ("example.com/app:1", (80, 443), ""),
        ("example.com/app:1", (8080, 9090), ""),
        ("haproxy:3.0", (80, 3306), ""),
        ("gitlab/gitlab-ce:17", (22, 80), ""),
    ],
)
def test_ports_of_different_servers(image: str, ports: tuple[int, ...], servers: str) -> None:
    declared = ", ".join(f"{{containerPort: {port}}}" for port in ports)
    found = with_container(f"image: {image}\n      ports: [{declared}]").all(ProcessGroup)
    assert [one.servers for one in found] == ([servers] if servers else [])


def test_whole_systems() -> None:
    runtime = POD.replace("spec:\n", "spec:\n  runtimeClassName: kata\n")
    assert with_container("command: [/sbin/init]", runtime).all(ProcessGroup)[0].system
    assert not with_container("command: [/sbin/init]").all(ProcessGroup)[0].system


def test_init_containers_and_patches_start_no_group() -> None:
    assert started("a & b", POD.replace("containers:", "initContainers:")).all(ProcessGroup) == ()
    patch = POD.replace("      image: example.com/app:1\n", "")
    assert started("a & b", patch).all(ProcessGroup) == ()


def test_repaired_form() -> None:
    found = group("crond; service ssh start; nginx; redis-server --port 1 & exec App.sh -x 'a b'")
    assert found is not None
    assert found.apart == (
        "containers:\n"
        "  - name: app\n"
        "    image: example.com/app:1\n"
        '    command: [App.sh, "-x", "a b"]\n'
        "  - name: app-redis-server\n"
        "    image: example.com/app:1\n"
        '    command: [redis-server, "--port", "1"]\n'
        "  - name: app-nginx\n"
        "    image: example.com/app:1\n"
        '    command: [nginx, "-g", "daemon off;"]\n'
        "  - name: app-ssh\n"
        "    image: example.com/app:1\n"
        "    # command: what `service ssh start` starts, but in the foreground\n"
        "  - name: app-crond\n"
        "    image: example.com/app:1\n"
        '    command: [crond, "-f"]\n'
    )


def test_a_lone_daemon_goes_into_the_foreground() -> None:
    found = group("nginx && tail -f /dev/null")
    assert found is not None
    assert [one.name for one in found.working] == ["nginx"]
    assert found.apart.splitlines()[1:] == [
        "  - name: app",
        "    image: example.com/app:1",
        '    command: [nginx, "-g", "daemon off;"]',
    ]


def startup(text: str, pod: str = POD) -> Startup:
    return with_container(text, pod).all(Startup)[0]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("[server]", "program"),
        ("[sh, -c, 'server | tee /log']", "shell"),
        ("[sh, /run.sh]", "shell"),
        ("[tini, --, server]", "init"),
        ("[/usr/bin/dumb-init, --, bash, -c, 'a; b']", "init"),
        ("[env, A=b, server]", "program"),
        ("['${CMD}']", "image"),
    ],
)
def test_first_process(command: str, expected: str) -> None:
    assert startup(f"image: x\n      command: {command}").pid1 == expected


def test_first_process_of_others() -> None:
    assert startup("image: nginx").pid1 == "image"
    assert startup("image: nginx\n      args: [-x]").pid1 == "image"
    for field, expected in (("hostPID", "node"), ("shareProcessNamespace", "pause")):
        pod = POD.replace("spec:\n", f"spec:\n  {field}: true\n")
        assert startup("image: x\n      command: [server]", pod).pid1 == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("image: nginx", "never"),
        ("image: postgres:17", "never"),
        ("image: example.com/app:1", "unknown"),
        ("image: minio/minio", "unknown"),
        ("image: alpine/git\n      args: [clone, x]", "unknown"),
        ("image: nginx\n      args: [-t]", "unknown"),
        ("image: fluent/fluent-bit:3\n      args: [-c, /fluent.conf]", "never"),
        ("image: fluent/fluent-bit:3\n      args: [--help]", "unknown"),
        ("image: haproxy:3\n      args: [-c, -f, /h.cfg]", "unknown"),
        ("image: haproxy:3\n      args: [-f, /h.cfg]", "never"),
        ("image: envoyproxy/envoy:v1\n      args: [-c, /e.yaml, --mode, validate]", "unknown"),
        ("image: busybox\n      args: [sleep, infinity]", "never"),
        ("image: nginx\n      command: [cp, /a, /b]", "ends"),
        ("image: nginx\n      command: [sh, -c, 'exit 0']", "ends"),
        ("image: nginx\n      command: [sh, -c, 'if x']", "unknown"),
    ],
)
def test_endings(text: str, expected: str) -> None:
    assert startup(text).ending == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("cp /a /b && tail -f /dev/null", "tail -f /dev/null"),
        ("a; while true; do b; done", "while true"),
        ("sleep infinity & wait", "wait"),
        ("sleep infinity & tail -f /x", "tail -f /x"),
        ("if x; then tail -f /x; else sleep infinity; fi", "tail -f /x"),
        ("if x; then tail -f /x; fi; sleep infinity", "sleep infinity"),
    ],
)
def test_where_a_script_stays(script: str, expected: str) -> None:
    (found,) = started(script).all(Startup)
    assert (found.ending, str(found.endless)) == ("never", expected)


@pytest.mark.parametrize(
    ("script", "piped", "untrapped"),
    [
        ("server | tee /log", "server", None),
        ("mkdir /x && server 2>&1 | tee /log", "server", None),
        ("bash -c 'server | tee /log'", "server", None),
        ("{ server | tee /log; }", "server", None),
        ("server | tee /log; rm /x", None, None),
        ("cat /x | tee /log", None, None),
        ("server | tee /log &", None, None),
        ("server & wait", None, "server"),
        ("server & setup; wait $!", None, "server"),
        ("trap 'kill $!' TERM; server & wait", None, None),
        ("a & b & wait", None, None),
        ("sleep infinity & wait", None, None),
        ("exec server", None, None),
    ],
)
def test_shells_that_stay(script: str, piped: str | None, untrapped: str | None) -> None:
    (found,) = started(script).all(Startup)
    assert (found.piped and found.piped.name, found.untrapped and found.untrapped.name) == (piped, untrapped)


def test_place_of_a_startup() -> None:
    assert spot(startup("command: [tail, -f, /x]").place) == "9:17 tail"
    assert spot(startup("image: nginx").place) == "8:14 nginx"
    assert spot(startup("tty: true").place) == "8:14 example.com/app:1"


def test_as_sidecar() -> None:
    sidecar = "initContainers:\n  - name: app\n    image: nginx\n    restartPolicy: Always\n"
    assert startup("image: nginx").as_sidecar == sidecar
    assert startup("image: nginx\n      command: [sleep, infinity]").as_sidecar == ""


def test_many_processes_are_told_in_short() -> None:
    found = group(" & ".join(f"s{number}" for number in range(100)))
    assert found is not None
    assert len(found.processes) == 100
    assert found.listed == "`s0`, `s1`, `s2`, `s3`, `s4`, `s99` and 94 more"
