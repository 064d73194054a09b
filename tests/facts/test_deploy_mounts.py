"""How application code reaches its server: criterion P3-hp, its positives and near misses."""

import pytest
from conftest import facts_of, findings, spot, workload

from podlint.facts.packaging import DeployMount

RULE = "packaging/war-from-host-path"
WEBAPPS = "/usr/local/tomcat/webapps"


def pod(
    path: str = WEBAPPS,
    source: str = "hostPath: {path: /mnt/webapps}",
    *,
    image: str = "tomcat:10.1",
    kind: str = "Deployment",
    more: str = "",
    spec: str = "",
    mount: str = "",
    command: str = "",
) -> str:
    mounted = f"volumeMounts: [{{name: apps, mountPath: '{path}'{mount}}}]"
    container = f"{{name: server, image: '{image}', {mounted}{command}}}"
    return workload(
        "shop", f"{{containers: [{container}], volumes: [{{name: apps, {source}}}]{spec}}}", kind, more=more
    )


def found(text: str) -> list[tuple[str, str, str]]:
    return [(one.severity, one.confidence, one.place.text) for one in findings(text, RULE)]


ERROR, WARNING = ("error", "high", "/mnt/webapps"), ("warning", "high", "/mnt/webapps")
POSITIVES = {
    "P3 positive 1 two replicas": (pod(more="replicas: 2"), ERROR),
    "P3-hp one replica that may move": (pod(), ERROR),
    "P3-hp pinned by a nodeSelector": (pod(spec=", nodeSelector: {kubernetes.io/hostname: a}"), WARNING),
    "P3-hp pinned by a nodeName": (pod(spec=", nodeName: node-a"), WARNING),
    "P3 positive 3 with a type": (
        pod(source="hostPath: {path: /mnt/webapps, type: Directory}", more="replicas: 3"),
        ERROR,
    ),
    "P3 positive 4 classes of an unpacked application": (pod(f"{WEBAPPS}/shop/WEB-INF/classes"), ERROR),
    "P3 positive 5 the whole server": (pod("/usr/local/tomcat"), ERROR),
    "P3-hp one archive": (pod(f"{WEBAPPS}/shop.war"), ERROR),
    "P3-hp wildfly": (pod("/opt/jboss/wildfly/standalone/deployments", image="quay.io/wildfly/wildfly:34"), ERROR),
    "P3-hp jetty": (pod("/var/lib/jetty/webapps", image="jetty:12"), ERROR),
    "P3-hp payara": (pod("/opt/payara/deployments", image="payara/server-full:6"), ERROR),
    "P3-hp the path tells the server": (pod(WEBAPPS, image="example.com/shop:1"), ERROR),
    "P3-hp java -jar": (
        pod("/app", image="eclipse-temurin:21-jre", command=", command: [java, -jar, /app/shop.jar]"),
        ERROR,
    ),
    "P3-hp a subPath below the directory": (pod(mount=", subPath: shop"), ERROR),
    "P3-hp an archive by subPath": (pod(f"{WEBAPPS}/ROOT.war", mount=", subPath: shop.war"), ERROR),
}


@pytest.mark.parametrize("name", POSITIVES)
def test_positive(name: str) -> None:
    text, expected = POSITIVES[name]
    assert found(text) == [expected]


NEAR_MISSES = {
    "P3 good form": pod(source="emptyDir: {}"),
    "P3 near miss 1 uploads below an application": pod(f"{WEBAPPS}/ROOT/attached"),
    "P3 near miss 2 a single file of configuration": pod(f"{WEBAPPS}/ROOT/WEB-INF/web.xml", mount=", subPath: web.xml"),
    "P3 near miss 2 application.yml": pod(f"{WEBAPPS}/ROOT", mount=", subPath: application.yml"),
    "P3 near miss 4 an emptyDir with a subPath": pod(source="emptyDir: {}", mount=", subPath: deploy"),
    "P3 near miss 5 a claim": pod(source="persistentVolumeClaim: {claimName: apps}"),
    "P3 near miss 7 an agent": pod("/agent/opentelemetry-javaagent.jar"),
    "P3 near miss 7 an agent of java": pod(
        "/agent", command=", command: [java, '-javaagent:/agent/agent.jar', -jar, /opt/app.jar]"
    ),
    "P3 near miss 8 robots.txt": pod(f"{WEBAPPS}/ROOT/robots.txt", mount=", subPath: robots.txt"),
    "P3 near miss 8 logs": pod("/usr/local/tomcat/logs"),
    "P3 near miss 8 temp": pod("/usr/local/tomcat/temp"),
    "P3 near miss 8 conf": pod("/usr/local/tomcat/conf"),
    "P3 near miss 9 a document root": pod("/usr/share/nginx/html", image="nginx:1.27"),
    "P3 near miss 9 php": pod("/var/www/html", image="php:8.3-apache"),
    "P3-hp a DaemonSet": pod(kind="DaemonSet"),
    "P3-hp deployments of something else": pod("/srv/deployments", image="example.com/deployer:1"),
    "P3-cm a ConfigMap": pod(source="configMap: {name: war}"),
    "G3 a snippet": pod().replace("image: 'tomcat:10.1', ", ""),
    "G11 a path that is filled in later": pod(source="hostPath: {path: '{{ .Values.path }}'}"),
    "G11 a mount path that is filled in later": pod("${CATALINA_HOME}/webapps"),
    "P3-hp the other jar": pod("/lib/x", image="eclipse-temurin:21", command=", command: [java, -jar, /app/shop.jar]"),
}


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_near_miss(name: str) -> None:
    assert found(NEAR_MISSES[name]) == []


VOLUME = """
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: apps}
spec: {storageClassName: manual, accessModes: [ReadWriteMany], hostPath: {path: /mnt/webapps}BOND}
"""
CLAIM = """
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: apps}
spec: {accessModes: [ReadWriteMany]BOND}
"""


@pytest.mark.parametrize(
    ("of_volume", "of_claim", "expected"),
    [
        ("", ", volumeName: apps", [("warning", "medium", "/mnt/webapps")]),
        (", claimRef: {name: apps}", "", [("warning", "medium", "/mnt/webapps")]),
        ("", ", storageClassName: manual", [("warning", "medium", "/mnt/webapps")]),
        ("", ", storageClassName: fast", []),
        ("", ", volumeName: other", []),
        (", claimRef: {name: other}", ", storageClassName: manual", []),
        (
            ", claimRef: {name: apps, namespace: other}",
            ", storageClassName: manual",
            [("warning", "medium", "/mnt/webapps")],
        ),
    ],
)
def test_p3_hp_behind_a_claim_is_one_tier_lower(
    of_volume: str, of_claim: str, expected: list[tuple[str, str, str]]
) -> None:
    text = pod(source="persistentVolumeClaim: {claimName: apps}", more="replicas: 2")
    assert found(text + VOLUME.replace("BOND", of_volume) + CLAIM.replace("BOND", of_claim)) == expected


def test_the_row_and_its_places() -> None:
    (row,) = facts_of(pod()).all(DeployMount)
    assert (row.server, row.extent, row.source, row.host_path) == ("tomcat", "directory", "hostPath", "/mnt/webapps")
    assert (row.behind_claim, row.pinned, row.container.name) == (False, False, "server")
    assert row.place.text == f"'{WEBAPPS}'"
    assert spot(row.source_place).endswith(" /mnt/webapps")


def test_what_is_no_number_of_replicas_says_nothing() -> None:
    (finding,) = findings(pod(more="replicas: '{{ .Values.n }}'"), RULE)
    assert "replicas" not in finding.message
