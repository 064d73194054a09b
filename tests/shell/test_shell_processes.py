"""Which processes a script starts, and whether it ends."""

import pytest

from podlint.shell import Process, ends, from_argv, parse_script, processes


def process(text: str, name: str) -> Process:
    return next(found for found in processes(parse_script(text)) if found.name == name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "cp /a /b",
        "echo x && sleep 20",
        "git clone https://h/r && sleep 20",
        "until nslookup db; do sleep 2; done",
        "while ! nc -z db 5432; do sleep 1; done",
        "while [ ! -f /flag ]; do sleep 1; done",
        "for i in $(seq 1 10); do sleep 1; done",
        "for ((i=0; i<3; i++)); do sleep 1; done",
        "while true; do nc -z db 1 && break; sleep 1; done",
        "while true; do if [ -f /x ]; then break; fi; sleep 1; done",
        "while true; do if [ -f /x ]; then exit 0; fi; sleep 1; done",
        "while true; do case $x in a) break;; esac; sleep 1; done",
        "while true; do [ -f /x ] && exit; sleep 1; done",
        "while :; do while :; do break 2; done; done",
        "f() { while true; do [ -f /x ] && return; sleep 1; done; }; f",
        "tail -n 5 /f",
        "tail -f /f & sleep 5",
        "sleep infinity & exit 0",
        "timeout 5 tail -f /f",
        "exit 1; tail -f /f",
        "(exit 0); echo x",
        "cat <<E\nwhile true; do x; done\ntail -f /f\nE",
        "trap 'exit 0' TERM; sleep 5",
        "sleep 5 & wait $!",
        "sleep 5 & wait",
        "while false; do sleep infinity; done; cp /a /b || true",
        "tail -f /f | head -1 | echo x",
        "nginx -t",
        "nginx",
        "service x start",
        "echo 'tail -f /f'",
        "sh -c 'exit 1'; echo x",
    ],
)
def test_does_not_go_on_for_ever(text: str) -> None:
    assert ends(parse_script(text)) is not False


@pytest.mark.parametrize(
    "text", ["cp /a /b", "until nslookup db; do sleep 2; done", "for i in 1 2; do sleep $i$i; done; exit", "a=1"]
)
def test_ends(text: str) -> None:
    assert ends(parse_script(text.replace("$i$i", "1"))) is True


@pytest.mark.parametrize(
    "text",
    [
        "tail -f /f",
        "tail -F /f",
        "tail -n0 --follow=name /f",
        "tail -fn5 /f",
        "exec tail -f /dev/null",
        "cp /a /b; sleep infinity",
        "cp /a /b && tail -f /dev/null",
        "cp /a /b || exit 1; sleep inf",
        "sleep 9999d",
        "nginx -g 'daemon off;'",
        "while true; do x; sleep 1; done",
        "while :; do x; done",
        "while [ 1 ]; do x; done",
        "while ((1)); do x; done",
        "while sleep 5; do x; done",
        "until false; do x; done",
        "for ((;;)); do x; done",
        "for (( ; ; )); do x; done",
        "while true; do for i in 1 2; do break; done; done",
        "while true; do (exit 0); sleep 1; done",
        "while true; do sh -c 'exit 0'; sleep 1; done",
        "while true; do f() { return; }; f; done",
        "while true; do x; continue; done",
        "while true; do x & done",
        "f() { tail -f /f; }; f",
        "(tail -f /f)",
        "{ tail -f /f; }",
        "sh -c 'tail -f /f'",
        "eval 'tail -f /f'",
        "sleep infinity & wait",
        "sleep infinity & wait $!",
        "trap : TERM INT; sleep infinity & wait",
        "tail -f /f | tee /log",
        "tail -f /f | while read l; do echo $l; done",
        "if x; then tail -f /f; else sleep infinity; fi",
        "crond -f",
        "supervisord -n",
        "service x start; tail -f /dev/null",
        "php-fpm -F",
        "srv; tail -f /dev/null",
        "trap 'exit 0' TERM; while true; do sleep 1; done",
        "tini -- sleep infinity",
    ],
)
def test_never_ends(text: str) -> None:
    assert ends(parse_script(text)) is False


@pytest.mark.parametrize(
    "text",
    [
        "srv",
        "exec srv",
        'exec "$@"',
        "$UNKNOWN",
        "srv 2>&1 | tee /log",
        "if [ -f /x ]; then tail -f /f; fi",
        "if [ -f /x ]; then exit 0; fi; tail -f /f",
        "[ -f /x ] && exit 0; sleep infinity",
        "case $1 in a) exec srv;; *) exit 1;; esac",
        "srv & wait",
        "srv & wait $!",
        "sleep $TIME",
        "tail -f /f | grep -m1 ready",
        "while true; do srv; x && break; done",
        "cat | srv",
        "if x; then",
    ],
)
def test_end_is_not_known(text: str) -> None:
    assert ends(parse_script(text)) is None


def test_end_of_an_argument_vector() -> None:
    assert ends(from_argv(["tail", "-f", "/dev/null"])) is False
    assert ends(from_argv(["/bin/sh", "-c", "cp /a /b; sleep infinity"])) is False
    assert ends(from_argv(["cp", "/a", "/b"])) is True
    assert ends(from_argv([None, "x"])) is None


@pytest.mark.parametrize(
    ("text", "name", "background", "waited"),
    [
        ("srv & wait $!", "srv", True, True),
        ("srv & wait", "srv", True, True),
        ("srv & fg", "srv", True, True),
        ("srv & other", "srv", True, False),
        ("srv & other", "other", False, False),
        ("a & b & wait $!", "a", True, False),
        ("a & b & wait $!", "b", True, True),
        ("a & P=$!; b; wait $P", "a", True, True),
        ("wait; srv &", "srv", True, False),
        ("(a; b) & c", "b", True, False),
        ("a | b & c", "a", True, False),
        ("a && b & c", "b", True, False),
        ("if x; then srv & fi", "srv", True, False),
        ("f() { srv & }; f", "srv", True, False),
        ("f() { srv; }; f &", "srv", True, False),
        ("while :; do srv & wait $! || sleep 3; done", "srv", True, True),
        ("for i in 1 2; do curl http://h & done; wait", "curl", True, True),
        ("sh -c 'srv & x'", "srv", True, False),
        ("srv 2>&1", "srv", False, False),
    ],
)
def test_background_processes(text: str, name: str, background: bool, waited: bool) -> None:
    found = process(text, name)
    assert (found.background, found.waited) == (background, waited)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("service nginx start", "service"),
        ("/etc/init.d/ssh start", "ssh"),
        ("crond -L /x && tail -f /x", "crond"),
        ("cron", "cron"),
        ("php-fpm -D && nginx -g 'daemon off;'", "php-fpm"),
        ("nginx && tail -f /x", "nginx"),
        ("apachectl start", "apachectl"),
        ("/usr/sbin/sshd", "sshd"),
        ("nohup srv &", "srv"),
        ("setsid srv &", "srv"),
        ("start-stop-daemon --start --exec /x", "start-stop-daemon"),
        ("redis-server --daemonize yes", "redis-server"),
        ("memcached -d", "memcached"),
        ("catalina.sh start", "catalina.sh"),
    ],
)
def test_daemons(text: str, name: str) -> None:
    found = process(text, name)
    assert found.daemonizes
    assert ends(parse_script(text)) is not False or "tail" in text or "daemon off" in text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("nginx -g 'daemon off;'", "nginx"),
        ("nginx -s quit", "nginx"),
        ("crond -f", "crond"),
        ("cron -f", "cron"),
        ("sshd -D -e", "sshd"),
        ("php-fpm", "php-fpm"),
        ("php-fpm -F", "php-fpm"),
        ("httpd -DFOREGROUND", "httpd"),
        ("apache2ctl -D FOREGROUND", "apache2ctl"),
        ("service x stop", "service"),
        ("zkServer.sh start-foreground", "zkServer.sh"),
        ("nohup srv", "srv"),
        ("srv cron", "srv"),
        ("srv --config=/systemd-monitor.json", "srv"),
    ],
)
def test_no_daemons(text: str, name: str) -> None:
    assert not process(text, name).daemonizes


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("exec srv", "srv", True),
        ("exec tini -- srv", "srv", True),
        ("srv", "srv", False),
        ("exec 3>&1", "exec", False),
    ],
)
def test_exec(text: str, name: str, expected: bool) -> None:
    assert process(text, name).exec is expected


def test_loop_is_a_process_with_the_commands_of_its_body() -> None:
    loop, condition, copy, pause = processes(parse_script("while true; do cp /a /b; sleep 5; done &"))
    assert (loop.name, loop.ends, loop.background) == ("while", False, True)
    assert [command.name for command in loop.commands] == ["cp", "sleep"]
    assert loop.loop is not None
    assert loop.place.raw == "while"
    assert [found.in_loop for found in (loop, condition, copy, pause)] == [False, True, True, True]
    assert (copy.ends, copy.background) == (True, True)


def test_jobs_are_numbered() -> None:
    found = processes(parse_script("a & (b; c) & d"))
    assert [(one.name, one.job) for one in found] == [("a", 1), ("b", 2), ("c", 2), ("d", None)]


def test_conditional_processes() -> None:
    found = processes(parse_script("if a; then b; elif c; then d; fi; e && f; case x in y) g;; esac; h"))
    assert [one.name for one in found if one.conditional] == ["b", "c", "d", "f", "g"]


def test_commands_in_substitutions_and_traps_are_no_processes() -> None:
    assert [one.name for one in processes(parse_script("echo $(a); trap 'b' EXIT; for i in $(c); do d; done"))] == [
        "echo",
        "trap",
        "for",
        "d",
    ]


def test_ends_of_processes() -> None:
    found = processes(parse_script("filebeat -e & while [ ! -f /flag ]; do sleep 1; done && exit 0"))
    assert {one.name: one.ends for one in found} == {
        "filebeat": False,
        "while": True,
        "[": True,
        "sleep": True,
        "exit": True,
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("for i in 1 2; do srv & done; wait", "srv"),
        ("while true; do srv & sleep 5; done", "srv"),
        ("for i in 1 2; do (cd /x && srv) & done", "srv"),
    ],
)
def test_jobs_that_a_loop_starts_again(text: str, name: str) -> None:
    assert process(text, name).repeated


@pytest.mark.parametrize(
    "text",
    ["while true; do srv & wait $!; done", "srv & for i in 1 2; do x; done", "for i in 1 2; do srv & wait; done"],
)
def test_jobs_that_run_once_at_a_time(text: str) -> None:
    assert not process(text, "srv").repeated


def test_processes_in_branches_are_alternatives() -> None:
    found = processes(parse_script("if a; then b & else c; fi; d && e; case x in y) f;; esac"))
    assert [one.name for one in found if one.alternative] == ["b", "c", "f"]
