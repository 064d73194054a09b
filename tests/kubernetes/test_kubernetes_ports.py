"""Ports that nobody wrote down."""

import pytest

from podlint.kubernetes.ports import implied_port, is_injected, is_injected_port


@pytest.mark.parametrize(
    ("scheme", "name", "port"),
    [
        ("", "REDIS_HOST", 6379),
        ("", "SPRING_REDIS_HOST", 6379),
        ("", "POSTGRES_HOST", 5432),
        ("", "PGHOST", 5432),
        ("", "MYSQL_SERVER", 3306),
        ("", "MONGO_URL", 27017),
        ("", "ETCD_ENDPOINT", 2379),
        ("", "DB_HOST", None),
        ("", "SMTP_HOST", None),
        ("", "REDIS_OR_KAFKA_HOST", None),
        ("", "MYSQL_MARIADB_HOST", 3306),
        ("", "PREDISPOSED_HOST", None),
        ("", "", None),
        ("redis", "CACHE_URL", 6379),
        ("jdbc:mysql", "DB_URL", 3306),
        ("postgresql+psycopg2", "DB_URL", 5432),
        ("mongodb+srv", "MONGO_URL", None),
        ("AMQP", "BROKER_URL", 5672),
        ("http", "API_URL", 80),
        ("https", "API_URL", 443),
        ("http", "ELASTICSEARCH_URL", None),
        ("tcp", "REDIS_PORT", 6379),
        ("unix", "APP_URL", None),
    ],
)
def test_implied_port(scheme: str, name: str, port: int | None) -> None:
    assert implied_port(scheme, name) == port


@pytest.mark.parametrize(
    ("port", "verdict"), [(15000, True), (15099, True), (15100, False), (4143, True), (3500, True), (80, False)]
)
def test_injected_port(port: int, verdict: bool) -> None:
    assert is_injected_port(port) is verdict


@pytest.mark.parametrize(
    ("annotations", "verdict"),
    [
        ({"sidecar.istio.io/inject": "true"}, True),
        ({"sidecar.istio.io/inject": "false"}, False),
        ({"linkerd.io/inject": "enabled"}, True),
        ({"linkerd.io/inject": "disabled"}, False),
        ({"dapr.io/enabled": True}, True),
        ({"vault.hashicorp.com/agent-inject": "true"}, True),
        ({"example.org/log-inject": "yes"}, True),
        ({"example.org/name": "true"}, False),
        ({}, False),
    ],
)
def test_injected(annotations: dict[str, object], verdict: bool) -> None:
    assert is_injected(annotations) is verdict
