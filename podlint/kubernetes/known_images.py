"""Well-known software in images: by name, what role it plays and on which ports it listens unless told otherwise.

A name without a slash is a run of whole tokens that the last part of an image's repository begins with: "redis" is
redis and redis-slave, but no spark-redis. One with a slash is the last two parts of the repository, the last of which
may be `*`. Of several names that fit the longest is meant: "redis-sentinel" is no "redis".
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COLLECTOR, PROXY, APP_SERVER, WEB_SERVER, EDGE_PROXY = "collector", "proxy", "app-server", "web-server", "edge-proxy"
DNS, MAIL, TELEPHONY, NFS, PEER, GUARD = "dns", "mail", "telephony", "nfs", "peer-to-peer", "guard"
DATABASE, BROKER, INIT_SYSTEM = "database", "broker", "init-system"

ROLES = {
    COLLECTOR: """
        fluentd fluent-bit fluentbit filebeat logstash promtail vector td-agent alloy logrotate splunk-forwarder
        universalforwarder logtail log-pilot opentelemetry-collector otel-collector otelcol grafana-agent syslog-ng
        rsyslog fluentd-kubernetes-daemonset aws-for-fluent-bit""",
    PROXY: """
        envoy proxyv2 cloud-sql-proxy cloudsql-proxy gce-proxy alloydb-auth-proxy pgbouncer pgpool haproxy twemproxy
        kube-rbac-proxy oauth2-proxy oauth2_proxy squid varnish stunnel socat ambassador linkerd2-proxy mysql-router
        proxysql cloudflared daprd""",
    APP_SERVER: """
        tomcat jetty wildfly jboss jboss-eap eap eap71 eap72 eap73 eap74 eap8 eap81 payara payara/* glassfish tomee
        open-liberty openliberty websphere-liberty weblogic resin""",
    WEB_SERVER: "nginx nginx-unprivileged httpd httpd-24 apache caddy openresty lighttpd",
    EDGE_PROXY: """
        ingress-nginx/controller nginx-ingress-controller nginx-ingress haproxytech/kubernetes-ingress haproxy-ingress
        traefik envoy kong kong-gateway emissary ambassador apisix contour proxyv2 caddy skipper voyager pomerium
        gloo-envoy-wrapper higress apisix-ingress""",
    DNS: "coredns bind9 bind pihole adguardhome blocky unbound dnsmasq pdns powerdns dns-server knot nsd pdns-auth",
    MAIL: """
        docker-mailserver mailserver postfix dovecot exim exim4 maddy stalwart mail-server haraka opensmtpd smtp-relay
        smtp postal poste mailu mailcow""",
    TELEPHONY: "kamailio opensips asterisk freeswitch coturn turnserver eturnal stunner rtpengine drachtio",
    NFS: "nfs-server nfs-ganesha ganesha volume-nfs nfs-server-alpine nfs-server-provisioner",
    PEER: """
        factorio minecraft minecraft-server minecraft-bedrock-server qbittorrent transmission deluge rtorrent slskd wolf
        games-on-whales plex pms-docker jellyfin valheim valheim-server terraria palworld satisfactory-server csgo cs2
        rust-server ark-server syncthing go2rtc teamspeak mumble mumble-server bitcoind geth openttd""",
    GUARD: "fail2ban crowdsec",
    DATABASE: """
        redis redis-stack redis-stack-server valkey keydb dragonfly mysql mysql-server mariadb mariadb-galera percona
        percona-server percona-xtradb-cluster postgres postgresql postgis timescaledb pgvector mongo mongodb
        mongodb-community-server
        cassandra scylla couchdb couchbase neo4j influxdb clickhouse clickhouse-server cockroach rethinkdb elasticsearch
        opensearch solr etcd memcached mssql mssql/server oracle-xe oracle-free tidb qdrant milvus victoria-metrics""",
    BROKER: "kafka zookeeper rabbitmq nats mosquitto emqx activemq activemq-artemis pulsar redpanda",
    INIT_SYSTEM: "phusion/baseimage baseimage linuxserver/* supervisord s6-overlay baseimage-docker",
}
"""Role -> names."""

# Names so peculiar that they mean the software wherever they stand in the last part: "shop-tomcat" is a tomcat.
ANYWHERE = _words(
    """
    fluentd fluent-bit fluentbit filebeat logstash promtail td-agent logrotate cloud-sql-proxy cloudsql-proxy pgbouncer
    kube-rbac-proxy oauth2-proxy tomcat jetty wildfly jboss payara glassfish tomee open-liberty weblogic
    nginx-ingress-controller nginx-ingress haproxy-ingress fail2ban crowdsec coturn supervisord
    """
)

# In front of the software's name these say nothing: docker-elasticsearch is elasticsearch.
VENDORS = _words("docker custom my k8s kubernetes alpine centos debian ubuntu rhel ubi8 ubi9 official")

# Behind or in front of the software's name these say that it is something else, which goes with it.
COMPANIONS = _words(
    """
    exporter exporters operator client clients cli init backup backups restore ui webui gui web dashboard dashboards
    admin commander express insight migrate migrator migration migrations setup bootstrap plugin plugins controller
    webhook test tests tester testing tools toolbox monitor monitoring reloader adapter auth autoscaler
    provisioner attacher console browser config configurer configmap renderer shell sdk metrics healthcheck connect
    connector bench benchmark loader dump cleanup cleaner curator head ratelimit injector checker wait waiter seed
    seeder job cronjob scripts
    """
)

# The variant of an image that a part of its tag tells.
TAG_VARIANTS = {
    ("docker", "dind"): "dind",
    ("php", "apache"): "httpd",
    ("php", "fpm"): "php-fpm",
    ("wordpress", "fpm"): "php-fpm",
    ("nextcloud", "fpm"): "php-fpm",
    ("drupal", "fpm"): "php-fpm",
    ("joomla", "fpm"): "php-fpm",
}
