"""How well-known servers are told to listen on another port: one line of the container that does it."""

_NGINX = (
    "volumeMounts: [{{name: nginx-conf, mountPath: /etc/nginx/conf.d}}]  # with `listen {port};` in its default.conf"
)
_HTTPD = (
    "volumeMounts: [{{name: httpd-conf, mountPath: /usr/local/apache2/conf}}]  # with `Listen {port}` in its httpd.conf"
)
_TOMCAT = (
    "volumeMounts: [{{name: tomcat-conf, mountPath: /usr/local/tomcat/conf}}]  # with port {port} in its server.xml"
)
_FLAG = 'args: ["--port={port}"]'

SETTINGS = {
    **dict.fromkeys(("redis", "valkey", "keydb", "mongo"), 'args: [--port, "{port}"]'),
    **dict.fromkeys(("mysql", "mariadb", "percona", "percona-server", "dragonfly"), _FLAG),
    "postgres": 'args: [-c, "port={port}"]',
    "memcached": 'args: [-p, "{port}"]',
    "rabbitmq": 'env: [{{name: RABBITMQ_NODE_PORT, value: "{port}"}}]',
    **dict.fromkeys(("nginx", "nginx-unprivileged"), _NGINX),
    "httpd": _HTTPD,
    "tomcat": _TOMCAT,
    "caddy": 'args: [caddy, file-server, --root, /usr/share/caddy, --listen, ":{port}"]',
    "traefik": 'args: ["--entrypoints.web.address=:{port}"]',
    "registry": 'env: [{{name: REGISTRY_HTTP_ADDR, value: ":{port}"}}]',
    "grafana": 'env: [{{name: GF_SERVER_HTTP_PORT, value: "{port}"}}]',
    "prometheus": 'args: [--config.file=/etc/prometheus/prometheus.yml, "--web.listen-address=:{port}"]',
    "jenkins": 'env: [{{name: JENKINS_OPTS, value: "--httpPort={port}"}}]',
    "adminer": 'args: [php, -S, "[::]:{port}", -t, /var/www/html]',
}
"""By the names of known_ports.py."""


def port_setting(software: str, port: int) -> str:
    """The line that moves the server to the port, empty where none is known."""
    return SETTINGS.get(software, "").format(port=port)
