"""Images: the parts of references, and the software in them."""

import pytest

from podlint.kubernetes.images import (
    default_ports,
    has_init_system,
    is_app_server,
    is_collector,
    is_edge_proxy,
    is_long_running,
    is_proxy,
    parse_image,
    roles,
    software,
)
from podlint.kubernetes.known_images import ANYWHERE, ROLES
from podlint.kubernetes.known_ports import DEFAULT_PORTS


@pytest.mark.parametrize(
    ("text", "registry", "repository", "basename", "tag", "digest"),
    [
        ("nginx", "docker.io", "nginx", "nginx", "", ""),
        ("library/nginx:1", "docker.io", "nginx", "nginx", "1", ""),
        ("index.docker.io/library/nginx", "docker.io", "nginx", "nginx", "", ""),
        ("fluent/fluent-bit:2.1", "docker.io", "fluent/fluent-bit", "fluent-bit", "2.1", ""),
        ("localhost/app", "localhost", "app", "app", "", ""),
        ("localhost:5000/a/b:1@sha256:00", "localhost:5000", "a/b", "b", "1", "sha256:00"),
        ("registry.k8s.io/sig/x@sha256:00", "registry.k8s.io", "sig/x", "x", "", "sha256:00"),
        ("host:5000/app", "host:5000", "app", "app", "", ""),
        ("", "docker.io", "", "", "", ""),
        (":::@@", "docker.io", "::", "::", "", "@"),
    ],
)
def test_parts(text: str, registry: str, repository: str, basename: str, tag: str, digest: str) -> None:
    image = parse_image(text)
    assert (image.registry, image.repository, image.basename) == (registry, repository, basename)
    assert (image.tag, image.digest) == (tag, digest)


def test_tokens_are_words_of_the_last_part() -> None:
    assert parse_image("gcr.io/Foo-Bar/My_Redis.x-1:tag-2").tokens == ("my", "redis", "x", "1")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("redis:7", {"redis"}),
        ("bitnami/redis-sentinel", {"redis-sentinel"}),
        ("registry.k8s.io/redis-slave", {"redis"}),
        ("oliver006/redis_exporter", {"redis-exporter"}),
        ("prom/mysqld-exporter", {"mysqld-exporter"}),
        ("example/postgres-operator", set()),
        ("example/redis-client", set()),
        ("example/mysql-backup:1", set()),
        ("example/mongo-init", set()),
        ("mongo-express", {"mongo-express"}),
        ("provectuslabs/kafka-ui", {"kafka-ui"}),
        ("bitnami/nginx", {"bitnami/nginx", "nginx"}),
        ("payara/server-full", {"payara/*"}),
        ("docker:24-dind", {"dind"}),
        ("docker:24-cli", set()),
        ("wordpress:6-fpm", {"php-fpm"}),
        ("php:8-cli", set()),
        ("arungupta/wildfly-mysql-javaee7", {"wildfly"}),
        ("quay.io/pires/docker-elasticsearch-kubernetes", {"elasticsearch"}),
        ("shop-tomcat", {"tomcat"}),
        ("mytomcat", set()),
        ("example/spark-redis", set()),
        ("{{ .Values.image }}", set()),
    ],
)
def test_software(text: str, names: set[str]) -> None:
    assert software(parse_image(text)) == names


@pytest.mark.parametrize(
    "text",
    ["details", "cuda-vectoradd", "nvidia/cuda-vector-add", "kcat", "spark", "openpolicyagent/init", "curlimages/curl"],
)
def test_traps_play_no_role(text: str) -> None:
    image = parse_image(text)
    assert roles(image) == frozenset()
    assert not is_long_running(image)


@pytest.mark.parametrize(
    "text",
    [
        *("fluent/fluentd", "fluent/fluent-bit:2", "fluentbit", "docker.elastic.co/beats/filebeat:8", "logstash"),
        *("grafana/promtail", "timberio/vector:0.30", "td-agent", "grafana/alloy", "logrotate", "splunk-forwarder"),
        *("logtail", "log-pilot", "fluent/fluentd-kubernetes-daemonset:v1", "example/shop-fluent-bit-sidecar"),
    ],
)
def test_collectors(text: str) -> None:
    assert is_collector(parse_image(text))
    assert is_long_running(parse_image(text))


@pytest.mark.parametrize(
    "text",
    [
        *("envoyproxy/envoy", "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2", "gcr.io/cloudsql-docker/gce-proxy"),
        *("pgbouncer", "haproxy", "twemproxy", "quay.io/brancz/kube-rbac-proxy", "quay.io/oauth2-proxy/oauth2-proxy"),
    ],
)
def test_proxies(text: str) -> None:
    assert is_proxy(parse_image(text))


@pytest.mark.parametrize(
    "text",
    [
        *("tomcat:10", "jetty", "quay.io/wildfly/wildfly", "jboss-eap", "payara/micro", "glassfish", "tomee"),
        *("icr.io/appcafe/open-liberty", "store/oracle/weblogic", "resin"),
        "registry.redhat.io/jboss-eap-7/eap74-openjdk11-openshift-rhel8",
    ],
)
def test_app_servers(text: str) -> None:
    assert is_app_server(parse_image(text))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("registry.k8s.io/ingress-nginx/controller:v1", True),
        ("nginx/nginx-ingress", True),
        ("rancher/nginx-ingress-controller", True),
        ("haproxytech/kubernetes-ingress", True),
        ("quay.io/jcmoraisjr/haproxy-ingress", True),
        ("traefik:v3", True),
        ("envoyproxy/envoy", True),
        ("docker.io/istio/proxyv2", True),
        ("ghcr.io/projectcontour/contour", True),
        ("kong:3", True),
        ("nginx", False),
        ("traefik/whoami", False),
        ("thomseddon/traefik-forward-auth", False),
        ("registry.k8s.io/ingress-nginx/kube-webhook-certgen", False),
        ("example/controller", False),
    ],
)
def test_edge_proxies(text: str, verdict: bool) -> None:
    assert is_edge_proxy(parse_image(text)) is verdict


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("coredns/coredns", "dns"),
        ("pihole/pihole", "dns"),
        ("ghcr.io/docker-mailserver/docker-mailserver", "mail"),
        ("coturn/coturn", "telephony"),
        ("registry.k8s.io/volume-nfs", "nfs"),
        ("factoriotools/factorio", "peer-to-peer"),
        ("crowdsecurity/crowdsec", "guard"),
        ("rabbitmq:3-management", "broker"),
        ("mcr.microsoft.com/mssql/server", "database"),
    ],
)
def test_other_roles(text: str, role: str) -> None:
    assert role in roles(parse_image(text))


def test_init_systems() -> None:
    assert has_init_system(parse_image("phusion/baseimage:focal"))
    assert has_init_system(parse_image("lscr.io/linuxserver/plex"))
    assert not is_long_running(parse_image("phusion/baseimage"))
    assert not has_init_system(parse_image("openpolicyagent/init"))


@pytest.mark.parametrize(
    ("text", "ports"),
    [
        ("redis", {6379}),
        ("mariadb:11", {3306}),
        ("postgres", {5432}),
        ("mongo", {27017}),
        ("memcached", {11211}),
        ("rabbitmq", {5672, 15672}),
        ("bitnami/pgbouncer", {6432}),
        ("edoburu/pgbouncer", {5432}),
        ("nginx", {80}),
        ("bitnami/nginx", {8080, 8443}),
        ("nginxinc/nginx-unprivileged", {8080, 8443}),
        ("registry.redhat.io/rhel9/httpd-24", {8080, 8443}),
        ("tomcat", {8080}),
        ("quay.io/coreos/etcd", {2379, 2380}),
        ("vault", {8200}),
        ("elasticsearch:8", {9200, 9300}),
        ("docker:dind", {2375, 2376}),
        ("grafana/grafana", {3000}),
        ("prom/prometheus", {9090}),
        ("ollama/ollama", {11434}),
        ("oliver006/redis_exporter", {9121}),
        ("mysql-client", set()),
        ("gcr.io/cloudsql-docker/gce-proxy", set()),
        ("busybox", set()),
    ],
)
def test_default_ports(text: str, ports: set[int]) -> None:
    assert default_ports(parse_image(text)) == ports


def test_tables_agree() -> None:
    named = {name for names in ROLES.values() for name in names.split()}
    assert named >= ANYWHERE
    assert all(0 < port < 65536 for ports in DEFAULT_PORTS.values() for port in ports)
