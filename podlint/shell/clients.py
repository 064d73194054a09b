"""Clients of well-known services: with which options they are told a host and a port."""

from __future__ import annotations

from podlint.namedtuple import NamedTuple


class Client(NamedTuple):
    """`host` and `port` are options, `default` is the port where none is given."""

    host: frozenset[str]
    port: frozenset[str]
    default: int | None
    valued: frozenset[str] = frozenset()


def client(host: str, port: str, default: int | None, valued: str = "") -> Client:
    return Client(frozenset(host.split()), frozenset(port.split()), default, frozenset(valued.split()))


POSTGRES = client("-h --host", "-p --port", 5432, "-U -d -c -f -t -v --username --dbname --command --timeout")
MYSQL = client("-h --host", "-P --port", 3306, "-u -e -D --user --execute --database")
MONGO = client("--host", "--port", 27017, "-u -p --eval --username --password")
CLIENTS = {
    "redis-cli": client("-h", "-p", 6379, "-a -n -u --user --pass -r -i"),
    **dict.fromkeys(
        ("psql", "pg_isready", "pg_dump", "pg_restore", "pg_dumpall", "createdb", "pg_basebackup"), POSTGRES
    ),
    **dict.fromkeys(("mysql", "mysqladmin", "mysqldump", "mariadb", "mariadb-admin", "mysqlcheck"), MYSQL),
    **dict.fromkeys(("mongo", "mongosh", "mongodump", "mongoexport", "mongoimport"), MONGO),
    "rabbitmqadmin": client("-H --host", "-P --port", 15672, "-u -p"),
    "influx": client("-host", "-port", 8086),
    "clickhouse-client": client("-h --host", "--port", 9000, "-q --query -u --user --password"),
    "ldapsearch": client("-h", "-p", 389, "-b -D -w -x -H"),
    "etcdctl": client("", "", 2379),
}
RESOLVERS = frozenset({"nslookup", "dig", "host", "getent", "ping", "ping6"})
CONNECTORS = frozenset({"nc", "ncat", "netcat", "telnet"})
CONNECTOR_VALUED = frozenset({"-w", "-p", "-s", "-i", "-q", "-X", "-x", "-G", "-e", "-I", "-O"})
SILENT = frozenset({"echo", "printf", "export", "trap", "test", "[", "[[", ":", "grep", "sed", "awk", "cat", "tee"})

CLIENT_PARTS = frozenset(
    {"upstream", "target", "server", "servers", "url", "endpoint", "endpoints", "etcd", "redis", "db", "database"}
    | {"broker", "brokers", "bootstrap", "remote", "backend", "destination", "dsn", "mysql", "postgres", "kafka"}
    | {"zookeeper", "nats", "master", "join", "seed", "proxy"}
)
NEITHER_PARTS = frozenset(
    {"advertise", "advertised", "announce", "allowed", "external", "public", "initial", "peer", "no"}
)
LISTEN_PARTS = frozenset({"listen", "listener", "listeners", "bind", "binding"})
