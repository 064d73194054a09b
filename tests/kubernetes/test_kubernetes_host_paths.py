"""Paths of nodes, deploy directories."""

import pytest

from podlint.kubernetes.deploy_directories import DeployDirectory, Extent, default_deploy_directory, deploy_directory
from podlint.kubernetes.host_paths import (
    covers,
    is_log_directory,
    is_plugin_directory,
    is_runtime_socket,
    is_socket,
    is_system,
    is_trivial,
    node_path,
    normalise,
    related,
)


@pytest.mark.parametrize(
    ("path", "plain"),
    [
        ("/a//b/", "/a/b"),
        ("/a/./b/../c", "/a/c"),
        ("/../a", "/a"),
        ("/", "/"),
        ("//", "/"),
        ("", ""),
        ("a/../..", ".."),
        ("./a", "a"),
        (".", "."),
    ],
)
def test_normalise(path: str, plain: str) -> None:
    assert normalise(path) == plain


def test_var_run_is_run() -> None:
    assert node_path("/var/run/docker.sock") == "/run/docker.sock"
    assert node_path("/var/run") == "/run"
    assert node_path("/var/running") == "/var/running"


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/",
            "/etc",
            "/etc/kubernetes/pki",
            "/sys",
            "/sys/fs/bpf",
            "/dev/log",
            "/proc",
            "/lib",
            "/lib/modules",
            "/lib64",
        ),
        *(
            "/usr/share/zoneinfo",
            "/boot",
            "/opt/cni/bin",
            "/var/lib/cni",
            "/var/lib/docker/containers",
            "/var/lib/etcd",
        ),
        *(
            "/var/lib/kubelet/pods",
            "/var/lib/kube-proxy",
            "/var/log",
            "/var/log/",
            "/var/log/pods",
            "/var/log/containers/x",
        ),
        *("/var/run", "/run", "/run/docker.sock", "/var/run/crio/crio.sock", "/run/xtables.lock", "/run/udev/data"),
        *("/srv/kubernetes", "/var/lib/calico", "/var/lib/waagent", "/var/lib/kubelet/plugins/x"),
    ],
)
def test_system(path: str) -> None:
    assert is_system(path)


@pytest.mark.parametrize(
    "path",
    ["/var/log/app", "/data", "/mnt", "/opt/app", "/home/me", "/library", "/var/lib/mysql", "/run/mysqld", "/tmp", ""],
)
def test_not_system(path: str) -> None:
    assert not is_system(path)


def test_plugin_directory() -> None:
    assert is_plugin_directory("/var/lib/kubelet/plugins/csi-x/csi.sock")
    assert not is_plugin_directory("/var/lib/kubelet/plugins")
    assert not is_plugin_directory("/var/lib/kubelet/plugins_registry/x")


@pytest.mark.parametrize(
    ("path", "verdict"),
    [
        ("/etc/ssl/certs", True),
        ("/etc/ssl/certs/ca-certificates.crt", True),
        ("/etc/localtime", True),
        ("/usr/share/zoneinfo/Europe/Rome", True),
        ("/etc/machine-id", True),
        ("/etc", False),
        ("/etc/kubernetes", False),
        ("/data", False),
    ],
)
def test_trivial(path: str, verdict: bool) -> None:
    assert is_trivial(path) is verdict


@pytest.mark.parametrize(
    ("path", "socket", "runtime"),
    [
        ("/var/run/docker.sock", True, True),
        ("/run/containerd/containerd.sock", True, True),
        ("/run/k3s/containerd/containerd.sock", True, True),
        ("/run/app/app.sock", True, False),
        ("/var/run/mysqld", True, False),
        ("/run/php-fpm", True, False),
        ("/run/app", False, False),
        ("/data/mysqld", False, False),
    ],
)
def test_sockets(path: str, socket: bool, runtime: bool) -> None:
    assert is_socket(path) is socket
    assert is_runtime_socket(path) is runtime


@pytest.mark.parametrize(
    ("path", "verdict"),
    [
        ("/var/log", True),
        ("/srv/Logs/app", True),
        ("/app-logs", True),
        ("/catalog", False),
        ("/login", False),
        ("", False),
    ],
)
def test_log_directory(path: str, verdict: bool) -> None:
    assert is_log_directory(path) is verdict


@pytest.mark.parametrize(
    ("parent", "child", "verdict"),
    [
        ("/a", "/a", True),
        ("/a", "/a/b", True),
        ("/a", "/ab", False),
        ("/", "/a", True),
        ("", "/a", False),
        ("/a/b", "/a", False),
    ],
)
def test_covers(parent: str, child: str, verdict: bool) -> None:
    assert covers(parent, child) is verdict


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ("/data", "/data/", True),
        ("/data", "/data/a/b", True),
        ("/data/a/b", "/data", True),
        ("/data", "/data/a/b/c", False),
        ("/data", "/database", False),
        ("/var/run/app", "/run/app", True),
        ("/", "/data", False),
        ("", "/data", False),
    ],
)
def test_related(first: str, second: str, verdict: bool) -> None:
    assert related(first, second) is verdict


@pytest.mark.parametrize(
    ("path", "extent", "server"),
    [
        ("/usr/local/tomcat/webapps", Extent.DIRECTORY, "tomcat"),
        ("/usr/local/tomcat/webapps/", Extent.DIRECTORY, "tomcat"),
        ("/opt/jboss/wildfly/standalone/deployments", Extent.DIRECTORY, "wildfly"),
        ("/opt/eap/standalone/deployments", Extent.DIRECTORY, "jboss-eap"),
        ("/opt/payara/deployments", Extent.DIRECTORY, "payara"),
        ("/var/lib/jetty/webapps", Extent.DIRECTORY, "jetty"),
        ("/config/dropins", Extent.DIRECTORY, ""),
        ("/deployments", Extent.DIRECTORY, ""),
        ("/glassfish7/glassfish/domains/domain1/autodeploy", Extent.DIRECTORY, "glassfish"),
        ("/usr/local/tomcat/webapps/shop.war", Extent.ARCHIVE, "tomcat"),
        ("/app/shop.jar", Extent.ARCHIVE, ""),
        ("/x/shop.EAR", Extent.ARCHIVE, ""),
        ("/usr/local/tomcat/webapps/ROOT", Extent.APPLICATION, "tomcat"),
        ("/usr/local/tomcat/webapps/shop/WEB-INF/classes", Extent.APPLICATION, "tomcat"),
        ("/usr/local/tomcat", Extent.HOME, "tomcat"),
        ("/opt/jboss/wildfly/standalone", Extent.HOME, "wildfly"),
    ],
)
def test_deploy_directory(path: str, extent: Extent, server: str) -> None:
    assert deploy_directory(path) == DeployDirectory(extent, server)


@pytest.mark.parametrize(
    "path",
    [
        *("/usr/local/tomcat/webapps/ROOT/attached", "/usr/local/tomcat/conf", "/usr/local/tomcat/logs", "/data", ""),
        *("/usr/local/tomcat/webapps/shop/WEB-INF/web.xml", "/usr/local/tomcat/lib/mysql.jar", "/otel/javaagent.jar"),
        *("/opt/keycloak/providers/x.jar", "webapps", "/usr/local"),
    ],
)
def test_no_deploy_directory(path: str) -> None:
    assert deploy_directory(path) is None


@pytest.mark.parametrize("server", ["tomcat", "jetty", "wildfly", "payara/*", "open-liberty", "jboss-eap", "tomee"])
def test_default_deploy_directory_is_one(server: str) -> None:
    found = deploy_directory(default_deploy_directory(server) or "")
    assert found
    assert found.extent is Extent.DIRECTORY


def test_unknown_server_has_no_deploy_directory() -> None:
    assert default_deploy_directory("nginx") is None
