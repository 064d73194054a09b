"""Ports that nobody wrote down: those a URL's scheme or a variable's name implies, and those of injected sidecars."""

from collections.abc import Mapping
from functools import lru_cache

from podlint.pattern import pattern

_SCHEMES = {
    "http": 80,
    "https": 443,
    "ws": 80,
    "wss": 443,
    "redis": 6379,
    "rediss": 6379,
    "postgres": 5432,
    "postgresql": 5432,
    "mysql": 3306,
    "mysql2": 3306,
    "mariadb": 3306,
    "mongodb": 27017,
    "sqlserver": 1433,
    "mssql": 1433,
    "amqp": 5672,
    "amqps": 5671,
    "nats": 4222,
    "kafka": 9092,
    "mqtt": 1883,
    "mqtts": 8883,
    "memcached": 11211,
    "bolt": 7687,
    "neo4j": 7687,
    "zookeeper": 2181,
    "ldap": 389,
    "ldaps": 636,
    "ftp": 21,
    "ssh": 22,
    "sftp": 22,
    "smtps": 465,
}
# Words of variable names. What has several usual ports (SMTP, ClickHouse, Docker) is missing on purpose.
_SERVICES = {
    "REDIS": 6379,
    "VALKEY": 6379,
    "POSTGRES": 5432,
    "POSTGRESQL": 5432,
    "PG": 5432,
    "PGHOST": 5432,
    "PGHOSTADDR": 5432,
    "MYSQL": 3306,
    "MARIADB": 3306,
    "MONGO": 27017,
    "MONGODB": 27017,
    "MSSQL": 1433,
    "SQLSERVER": 1433,
    "MEMCACHE": 11211,
    "MEMCACHED": 11211,
    "RABBIT": 5672,
    "RABBITMQ": 5672,
    "AMQP": 5672,
    "ELASTICSEARCH": 9200,
    "OPENSEARCH": 9200,
    "KAFKA": 9092,
    "ZOOKEEPER": 2181,
    "ZK": 2181,
    "ETCD": 2379,
    "NATS": 4222,
    "MQTT": 1883,
    "MOSQUITTO": 1883,
    "CASSANDRA": 9042,
    "INFLUX": 8086,
    "INFLUXDB": 8086,
    "VAULT": 8200,
    "CONSUL": 8500,
    "KIBANA": 5601,
    "MINIO": 9000,
    "STATSD": 8125,
    "OLLAMA": 11434,
}
_WEB_SCHEMES = frozenset(("http", "https", "ws", "wss"))
_NO_WORD = pattern(r"[^A-Z0-9]+")

# Istio's proxy has 15000 to 15099, Linkerd's 4140, 4143 and 4191, Dapr's 3500 and 50001.
_INJECTED = frozenset((3500, 4140, 4143, 4191, 50001, *range(15000, 15100)))
_INJECTORS = frozenset(
    (
        *("sidecar.istio.io/inject", "linkerd.io/inject", "dapr.io/enabled", "vault.hashicorp.com/agent-inject"),
        *("consul.hashicorp.com/connect-inject", "kuma.io/sidecar-injection", "sidecar.jaegertracing.io/inject"),
        *("sidecar.opentelemetry.io/inject", "openservicemesh.io/sidecar-injection"),
    )
)
_OFF = frozenset(("", "false", "disabled", "no", "0", "ignore"))


@lru_cache(maxsize=1024)
def implied_port(scheme: str, name: str) -> int | None:
    """The port that a client dials where no port is written, if it is beyond doubt.

    `scheme` is that of the URL without `://`, or empty; `name` is the name of the variable that holds the address.
    `mongodb+srv` asks DNS for the port; a web URL of, say, Elasticsearch may go to 80 or to the server's own port.
    """
    plain, _, extra = scheme.lower().removeprefix("jdbc:").partition("+")
    of_name = service_port(name)
    if extra == "srv" or (plain in _WEB_SCHEMES and of_name is not None):
        return None
    return _SCHEMES.get(plain, of_name)


@lru_cache(maxsize=1024)
def service_port(name: str) -> int | None:
    """The port of the only well-known service that the words of a variable's name tell: 6379 of REDIS_HOST."""
    found = {_SERVICES[word] for word in _NO_WORD.split(name.upper()) if word in _SERVICES}
    return found.pop() if len(found) == 1 else None


def is_injected_port(port: int) -> bool:
    """Whether sidecars that a mesh injects listen there, so that a manifest without a listener may be complete."""
    return port in _INJECTED


def is_injected(annotations: Mapping[str, object]) -> bool:
    """Whether annotations (or labels) of a pod ask for a container that the manifest does not have."""
    return any(
        (key in _INJECTORS or str(key).endswith(("-inject", "/inject"))) and str(value).strip().lower() not in _OFF
        for key, value in annotations.items()
    )
