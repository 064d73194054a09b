"""What the clients in a script connect to, and where its servers listen."""

import pytest

from podlint.shell import dials, from_argv, listens, parse_script


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("curl http://h/p", [("h", 80)]),
        ("curl -sf https://h:8443/p?x=1", [("h", 8443)]),
        ("curl -H 'A: b' -o /f localhost:9090/x", [("localhost", 9090)]),
        ("wget -qO- 127.0.0.1:80", [("127.0.0.1", 80)]),
        ("curl http://u:p@h:1/", [("h", 1)]),
        ("curl http://[::1]:8080/", [("::1", 8080)]),
        ("curl -x p:1 http://h", [("h", 80)]),
        ("curl file:///a unix:///b", []),
        ("nc -z db 5432", [("db", 5432)]),
        ("nc -zv -w 3 db 5432", [("db", 5432)]),
        ("nc -l -p 80", []),
        ("telnet h 25", [("h", 25)]),
        ("redis-cli -h r -p 6380 ping", [("r", 6380)]),
        ("redis-cli -h r", [("r", 6379)]),
        ("redis-cli -p 6380", []),
        ("psql -h db -U me", [("db", 5432)]),
        ("mysql -hdb -P3307 -ume", [("db", 3307)]),
        ("mysqladmin ping -h 127.0.0.1", [("127.0.0.1", 3306)]),
        ("pg_isready --host=db --port=5433", [("db", 5433)]),
        ("nslookup db.ns.svc", [("db.ns.svc", None)]),
        ("getent hosts db", [("db", None)]),
        ("git clone https://github.com/x/y", [("github.com", 443)]),
        ("srv --upstream=http://127.0.0.1:8081/", [("127.0.0.1", 8081)]),
        ("srv --upstream localhost:8081", [("localhost", 8081)]),
        ("srv --etcd-servers=http://a:1,http://b:2", [("a", 1), ("b", 2)]),
        ("srv --redis-addr=localhost:6379", [("localhost", 6379)]),
        ("srv --bootstrap-server k:9092", [("k", 9092)]),
        ("srv --db=jdbc:mysql://localhost:3306/x", [("localhost", 3306)]),
        ("grpc_health_probe -addr=localhost:9", [("localhost", 9)]),
        ("wait-for-it.sh db:5432 -- srv", [("db", 5432)]),
        ("echo > /dev/tcp/db/5432", [("db", 5432)]),
        ("bash -c '</dev/tcp/db/5432'", [("db", 5432)]),
        ("socat UNIX-LISTEN:/x TCP:h:80", [("h", 80)]),
        ("until nc -z a 1 && nc -z b 2; do sleep 1; done", [("a", 1), ("b", 2)]),
        ("echo http://h:1/", []),
        ("cat <<E\nhttp://h:1/\nE", []),
        ("srv --listen=localhost:9", []),
        ("srv --addr=localhost:8080 --metrics-addr=127.0.0.1:8080", []),
        ("srv --metrics-bind-addr=127.0.0.1:1 --bind http://localhost:2", []),
        ("srv --advertise-client-urls=http://h:2379", []),
        ("srv --liveness=http://0.0.0.0:8080/x", []),
        ("srv --time=10:30 image:1.2", []),
    ],
)
def test_dials(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert [(dial.host, dial.port) for dial in dials(parse_script(text))] == expected


def test_a_name_that_is_only_looked_up() -> None:
    (dial,) = dials(parse_script("nslookup db"))
    assert dial.how == "resolve"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("srv --port=9", [(None, 9)]),
        ("srv --port 9", [(None, 9)]),
        ("srv -p 9", [(None, 9)]),
        ("srv -port=9", [(None, 9)]),
        ("srv --listen=:9", [(None, 9)]),
        ("srv --listen=*:9", [(None, 9)]),
        ("srv --bind 0.0.0.0:9", [("0.0.0.0", 9)]),
        ("srv --bind [::]:9", [("::", 9)]),
        ("srv --host 127.0.0.1 --port 9", [("127.0.0.1", 9)]),
        ("srv --http-port=8080 --health-port 9", [(None, 8080), (None, 9)]),
        ("srv --listen-address=:9", [(None, 9)]),
        ("srv --web.listen-address=localhost:9", [("localhost", 9)]),
        ("srv --secure-listen-address=0.0.0.0:8443", [("0.0.0.0", 8443)]),
        (
            "srv --listen-client-urls=http://127.0.0.1:2379,http://127.0.0.1:4001",
            [("127.0.0.1", 2379), ("127.0.0.1", 4001)],
        ),
        ("java -Dserver.port=8081 -jar /a.jar --server.port=9", [(None, 8081), (None, 9)]),
        ("dockerd --host=tcp://0.0.0.0:2375", [("0.0.0.0", 2375)]),
        ("nc -l -p 8080", [(None, 8080)]),
        ("nc -lk 8080", [(None, 8080)]),
        ("python -m http.server", [(None, 8000)]),
        ("python3 -m http.server 9 --bind 127.0.0.1", [("127.0.0.1", 9)]),
        ("php -S 0.0.0.0:8000", [("0.0.0.0", 8000)]),
        ("gunicorn -b 127.0.0.1:8000 app", [("127.0.0.1", 8000)]),
        ("socat TCP-LISTEN:9,fork,bind=127.0.0.1 TCP:h:80", [("127.0.0.1", 9)]),
        ("redis-cli -p 6380", []),
        ("psql --port=5432", []),
        ("mkdir -p 9", []),
        ("curl --port 9 h", []),
        ("srv --redis-port=6379 --remote-address=h:1", []),
        ("srv --port=0 --port=70000 --port=x", []),
        ("srv --upstream=http://127.0.0.1:8081", []),
    ],
)
def test_listens(text: str, expected: list[tuple[str | None, int]]) -> None:
    assert [(listen.host, listen.port) for listen in listens(parse_script(text))] == expected


def test_words_of_addresses() -> None:
    script = from_argv(["srv", "--port=9", "--upstream=http://h:1"])
    (listen,), (dial,) = listens(script), dials(script)
    assert (listen.word.item, listen.how) == (1, "--port")
    assert (dial.word.item, dial.how) == (2, "--upstream")
