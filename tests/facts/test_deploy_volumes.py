"""Empty volumes over deploy directories: P3-shadow and what may fill them."""

import pytest
from conftest import facts_of, findings, workload

from podlint.facts.deploy_volumes import DeployVolume

RULE = "packaging/empty-deploy-directory"
WEBAPPS = "/usr/local/tomcat/webapps"


def server(more: str = "", path: str = WEBAPPS, image: str = "tomcat:10", mounts: str = "") -> str:
    return f"{{name: s, image: '{image}', volumeMounts: [{{name: apps, mountPath: {path}}}{mounts}]{more}}}"


def pod(container: str, others: str = "", volumes: str = "", source: str = "emptyDir: {}") -> str:
    return workload("shop", f"{{containers: [{container}{others}], volumes: [{{name: apps, {source}}}{volumes}]}}")


@pytest.mark.parametrize(
    ("image", "path"),
    [
        ("tomcat:10", WEBAPPS),
        ("tomcat:10", f"{WEBAPPS}/"),
        ("jetty:12", "/var/lib/jetty/webapps"),
        ("quay.io/wildfly/wildfly:34", "/opt/jboss/wildfly/standalone/deployments"),
        ("payara/server-full:6", "/opt/payara/deployments"),
        ("open-liberty:24", "/config/dropins"),
        ("example.com/own:1", "/opt/tomcat9/webapps"),
        ("example.com/gf-glassfish:7", "/opt/gf/domains/domain1/autodeploy"),
    ],
)
def test_directories(image: str, path: str) -> None:
    (row,) = facts_of(pod(server(path=path, image=image))).all(DeployVolume)
    assert (row.writable_by, row.filled, row.missed, row.starts_itself) == ((), False, None, True)
    assert [one.severity for one in findings(pod(server(path=path, image=image)), RULE)] == ["error"]


@pytest.mark.parametrize(
    ("image", "path"),
    [
        ("nginx:1", "/usr/share/nginx/html"),
        ("tomcat:10", "/usr/local/tomcat/logs"),
        ("tomcat:10", f"{WEBAPPS}/ROOT/attached"),
        ("example.com/app:1", "/deployments"),
    ],
)
def test_other_directories(image: str, path: str) -> None:
    """P3 near misses 1, 8 and 9."""
    assert facts_of(pod(server(path=path, image=image))).all(DeployVolume) == ()


@pytest.mark.parametrize(
    "container",
    [
        server(f", command: [sh, -c, 'cp /app.war {WEBAPPS}/ && exec catalina.sh run']"),
        server(", command: [sh, -c, 'cp -r webapps.dist/* webapps && exec catalina.sh run']"),
        server(f", lifecycle: {{postStart: {{exec: {{command: [cp, /app.war, {WEBAPPS}/]}}}}}}"),
        server(f", command: [sh, -c, 'touch {WEBAPPS}/x; exec catalina.sh run']"),
        server(mounts=f", {{name: code, mountPath: {WEBAPPS}/shop}}"),
        server(image="bitnami/tomcat:10"),
    ],
)
def test_filled_by_the_server(container: str) -> None:
    (row,) = facts_of(pod(container, volumes=", {name: code, configMap: {name: code}}")).all(DeployVolume)
    assert row.filled


def test_a_command_that_is_not_known() -> None:
    (row,) = facts_of(pod(server(", command: [/start.sh]"))).all(DeployVolume)
    assert (row.filled, row.starts_itself) == (False, False)


def test_another_container_has_it() -> None:
    """P3 near miss 5."""
    other = ", {name: other, image: 'o', volumeMounts: [{name: apps, mountPath: /load}]}"
    (row,) = facts_of(pod(server(), other)).all(DeployVolume)
    assert [str(mount) for mount in row.writable_by] == ["apps at /load"]


def test_a_part_of_a_volume() -> None:
    """P3 near misses 4 and 6."""
    part = server().replace("webapps}", "webapps, subPath: deploy}")
    assert facts_of(pod(part)).all(DeployVolume) == ()


CLAIM = "---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: apps}\nspec: {accessModes: [ReadWriteMany]"


@pytest.mark.parametrize(
    ("manifests", "filled"),
    [
        ("", False),
        (f"{CLAIM}}}\n", False),
        (f"{CLAIM}, dataSource: {{kind: VolumeSnapshot, name: s, apiGroup: snapshot.storage.k8s.io}}}}\n", True),
        (
            f"{CLAIM}}}\n"
            + workload(
                "load",
                "{containers: [{name: l, image: l}], volumes: [{name: a, persistentVolumeClaim: {claimName: apps}}]}",
                "Job",
            ),
            True,
        ),
    ],
)
def test_claims(manifests: str, filled: bool) -> None:
    """P3 positive 7, unless the claim is filled elsewhere."""
    manifest = pod(server(), source="persistentVolumeClaim: {claimName: apps}") + manifests
    (row,) = facts_of(manifest).all(DeployVolume)
    assert (row.filled, row.repaired) == (filled, "")
    assert [one.severity for one in findings(manifest, RULE)] == ([] if filled else ["info"])


def test_ephemeral_volumes() -> None:
    for spec, filled in (("{}", False), ("{dataSourceRef: {kind: X, name: y}}", True)):
        (row,) = facts_of(pod(server(), source=f"ephemeral: {{volumeClaimTemplate: {{spec: {spec}}}}}")).all(
            DeployVolume
        )
        assert row.filled is filled


def test_told_once() -> None:
    """A read-only mount that is empty for want of applications is not told as one that nobody can write, too."""
    manifest = pod(server().replace("webapps}", "webapps, readOnly: true}"), ", {name: o, image: o}")
    assert [one.rule for one in findings(manifest)] == ["empty-deploy-directory"]


def test_the_repair_has_the_users_names() -> None:
    (row,) = facts_of(pod(server())).all(DeployVolume)
    assert "image: tomcat:10" in row.repaired
    assert "{name: apps, mountPath: /usr/local/tomcat/webapps}" in row.repaired
    assert "shop-war:1" in row.repaired
