"""Whether well-known programs end, stay or put themselves into the background, and with which arguments."""

from __future__ import annotations

from typing import Literal

from podlint.namedtuple import NamedTuple

Manner = Literal["ends", "stays", "daemon", "unknown"]


class Habit(NamedTuple):
    """What a program does with one of some arguments, and otherwise; the first of the fields that fits decides."""

    ends: frozenset[str]
    daemon: frozenset[str]
    stays: frozenset[str]
    otherwise: Manner


def habit(otherwise: Manner, *, ends: str = "", daemon: str = "", stays: str = "") -> Habit:
    """Arguments are separated by commas: `-D FOREGROUND` is an argument followed by another."""
    return Habit(words(ends), words(daemon), words(stays), otherwise)


def words(text: str) -> frozenset[str]:
    return frozenset(text.split(",")) - {""}


def alike(names: str, shared: Habit) -> dict[str, Habit]:
    return dict.fromkeys(names.split(), shared)


QUERIES = "-v,-V,-h,--version,--help,version,help"
FOLLOW = "-f,-F,--follow,--follow=name,--follow=descriptor"
ENDING = (
    "cp mv ln install rsync scp echo printf mkdir mkfifo rmdir rm unlink touch truncate chmod chown chgrp setfacl test "
    "[ [[ (( true false : set cd pushd popd export declare typeset local readonly unset shift trap umask ulimit alias "
    "type which hash pwd date hostname id whoami uname expr let basename dirname seq ls cat tac head wc "
    "nl sort uniq cut tr grep egrep fgrep zgrep sed awk gawk mawk find xargs tee stat file readlink realpath du df "
    "diff cmp md5sum sha1sum sha256sum sha512sum base64 tar bsdtar gzip gunzip bzip2 bunzip2 xz unxz zcat zip unzip dd "
    "mktemp curl wget git jq yq envsubst openssl keytool nslookup dig host getent kill pkill killall pgrep ps env "
    "printenv sysctl mount umount nproc read getopts mapfile mysqladmin pg_isready redis-cli mysqldump pg_dump apt-get "
    "apt apk yum dnf pip pip3 adduser useradd groupadd addgroup usermod command builtin exec sync jobs modprobe "
    "iptables ip6tables nft ip ifconfig route sleep blkid mkfs mkfs.ext4 mkfs.xfs fallocate losetup swapoff ldconfig "
    "update-ca-certificates arping tput clear stty rev paste join comm fold fmt shuf split printenv history"
)
SERVING = (
    "pause supervisord s6-svscan runsvdir my_init httpd-foreground apache2-foreground supercronic watch redis-sentinel "
    "postgres etcd envoy prometheus alertmanager node_exporter fluentd fluent-bit td-agent filebeat metricbeat "
    "promtail logstash vector telegraf coredns kubelet dockerd dockerd-entrypoint.sh containerd kube-proxy "
    "kube-apiserver cloud_sql_proxy cloud-sql-proxy oauth2-proxy kube-rbac-proxy uvicorn hypercorn daphne minio "
    "zookeeper pgbouncer grafana-server pm2-runtime"
)
HABITS: dict[str, Habit] = {
    **alike(ENDING, habit("ends")),
    **alike(SERVING, habit("stays", ends=QUERIES)),
    "tail": habit("ends", ends="--help,--version", stays=FOLLOW),
    "ping": habit("stays", ends="-c,-w,-h"),
    "tcpdump": habit("stays", ends="-c,-D,-h,--version"),
    "inotifywait": habit("unknown", stays="-m,--monitor,-d"),
    "journalctl": habit("ends", stays="-f,--follow"),
    "dmesg": habit("ends", stays="-w,-W,--follow"),
    "kubectl": habit("ends", stays="-f,--follow,-w,--watch,--watch-only,port-forward,proxy"),
    "nginx": habit("daemon", ends="-t,-T,-s,-v,-V,-h,-?", stays="daemon off"),
    "nginx-debug": habit("daemon", ends="-t,-T,-s,-v,-V,-h,-?", stays="daemon off"),
    **alike("cron crond dcron cronie", habit("daemon", stays="-f,-n,-d,-x")),
    "sshd": habit("daemon", ends="-t,-T,-V", stays="-D,-d"),
    **alike("php-fpm php-fpm7 php-fpm8", habit("stays", ends="-t,-tt,-v,-i,-m,-h", daemon="-D,--daemonize")),
    **alike(
        "httpd apache2 apachectl apache2ctl httpd2",
        habit(
            "daemon",
            ends="-t,-v,-V,-l,-L,-M,-S,-h,configtest,graceful-stop,stop,-k stop,status",
            stays="-D FOREGROUND,-DFOREGROUND,-X,-DNO_DETACH",
        ),
    ),
    "rsyslogd": habit("daemon", ends="-v,-N1", stays="-n"),
    "syslog-ng": habit("daemon", ends="-V,-s", stays="-F,--foreground"),
    "dnsmasq": habit("daemon", ends="--test,-v,--version", stays="-k,-d,--keep-in-foreground,--no-daemon"),
    "keepalived": habit("daemon", ends="-v,--version", stays="-n,--dont-fork,-l,-D -n"),
    "squid": habit("daemon", ends="-k,-z,-v", stays="-N,--foreground"),
    "named": habit("daemon", ends="-v,-V", stays="-f,-g"),
    "unbound": habit("daemon", ends="-V,-h", stays="-d"),
    "rpcbind": habit("daemon", stays="-f,-d"),
    "rpc.statd": habit("daemon", stays="-F,--foreground,-d"),
    "xinetd": habit("daemon", stays="-dontfork,-d"),
    "stunnel": habit("unknown", ends="-version,-help"),
    "postfix": habit("ends", daemon="start", stays="start-fg"),
    "haproxy": habit("stays", ends="-v,-vv,-c", daemon="-D"),
    "redis-server": habit("stays", ends=QUERIES, daemon="--daemonize yes"),
    "memcached": habit("stays", ends="-V,-h,--version", daemon="-d,--daemon"),
    "mongod": habit("stays", ends=QUERIES, daemon="--fork"),
    **alike(
        "mysqld mariadbd mysqld_safe",
        habit("stays", ends=QUERIES + ",--initialize,--initialize-insecure", daemon="--daemonize"),
    ),
    "pg_ctl": habit("ends", daemon="start"),
    "gunicorn": habit("stays", ends="-v,--version,--check-config", daemon="-D,--daemon"),
    "uwsgi": habit("stays", ends="--version", daemon="-d,--daemonize"),
    "celery": habit("unknown", daemon="multi,-D,--detach", stays="worker,beat,flower"),
    "caddy": habit(
        "unknown", ends=QUERIES + ",stop,reload,fmt,validate", daemon="start", stays="run,file-server,reverse-proxy"
    ),
    **alike("catalina.sh startup.sh", habit("unknown", ends="stop,version,configtest", daemon="start", stays="run")),
    "zkServer.sh": habit("unknown", ends="stop,status", daemon="start,restart", stays="start-foreground"),
    **alike("kafka-server-start.sh kafka-server-start zookeeper-server-start.sh", habit("stays", daemon="-daemon")),
    "pm2": habit("ends", daemon="start,restart", stays="logs,--no-daemon"),
    "service": habit("ends", daemon="start,restart"),
    "rc-service": habit("ends", daemon="start,restart"),
    "systemctl": habit("ends", daemon="start,restart"),
    "init.d": habit("ends", daemon="start,restart"),
    "start-stop-daemon": habit("unknown", ends="--stop,-K,--status,-T", daemon="-b,--background,--start,-S"),
    **alike("daemonize daemon", habit("daemon")),
    "screen": habit("unknown", daemon="-dm,-dmS,-d -m"),
    "tmux": habit("unknown", daemon="-d"),
    **alike("nc ncat netcat", habit("unknown", ends="-z", stays="-k,--keep-open")),
    "socat": habit("unknown", ends="-V,-h"),
    **alike("iperf iperf3", habit("ends", daemon="-D,--daemon", stays="-s,--server")),
    "python": habit("unknown", ends="--version,-V", stays="-m http.server,-m SimpleHTTPServer"),
    "consul": habit("unknown", ends=QUERIES + ",members,join,kv", stays="agent"),
    "vault": habit("unknown", ends=QUERIES + ",status,operator,kv", stays="server,agent,-mode=server"),
}
QUITTING = {
    "head": frozenset[str](),
    "read": frozenset[str](),
    "grep": frozenset({"-q", "-m", "--quiet", "--max-count"}),
}
CONDITIONS = frozenset(
    {"test", "[", "[[", "((", "grep", "egrep", "fgrep", "command", "pgrep", "nc", "ping", "which", "type"}
)
YEAR = 365 * 24 * 3600
SECONDS = {"": 1.0, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
