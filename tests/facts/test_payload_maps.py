"""ConfigMaps and Secrets with application code: P3-cm and its near misses."""

import pytest
from conftest import Files, facts_of, spot, workload

from podlint.facts.payload_maps import PayloadMap


def maps(manifests: Files) -> list[tuple[str, str, tuple[str, ...], str]]:
    return [(row.kind, row.name, row.files, row.server) for row in facts_of(manifests).all(PayloadMap)]


def config(files: str, name: str = "code", kind: str = "ConfigMap", field: str = "binaryData") -> str:
    return f"---\napiVersion: v1\nkind: {kind}\nmetadata: {{name: {name}}}\n{field}: {{{files}}}\n"


def mounting(
    path: str, source: str = "configMap: {name: code}", more: str = "", image: str = "tomcat:10", own: str = ""
) -> str:
    container = f"{{name: c, image: '{image}', volumeMounts: [{{name: v, mountPath: {path}{more}}}]{own}}}"
    return workload("shop", f"{{containers: [{container}], volumes: [{{name: v, {source}}}]}}")


WEBAPPS = "/usr/local/tomcat/webapps"


@pytest.mark.parametrize(
    ("kind", "field", "file"),
    [
        ("ConfigMap", "binaryData", "shop.war"),
        ("ConfigMap", "data", "shop.ear"),
        ("Secret", "data", "app.jar"),
        ("Secret", "stringData", "SHOP.WAR"),
    ],
)
def test_by_key(kind: str, field: str, file: str) -> None:
    assert maps(config(f"{file}: UEs=", kind=kind, field=field)) == [(kind, "code", (file,), "")]


def test_one_row_for_the_object_and_its_mounts() -> None:
    facts = facts_of(config("a.war: UEs=, readme: x, b.war: UEs=") + mounting(WEBAPPS))
    (row,) = facts.all(PayloadMap)
    assert (row.files, [mount.path for mount in row.mounts]) == (("a.war", "b.war"), [WEBAPPS])
    assert spot(row.place).endswith("a.war")


@pytest.mark.parametrize(
    ("manifest", "files", "server"),
    [
        (mounting(WEBAPPS), (), "tomcat"),
        (mounting(f"{WEBAPPS}/a.war", more=", subPath: a.war"), ("a.war",), "tomcat"),
        (mounting(WEBAPPS, "secret: {secretName: code}"), (), "tomcat"),
        (mounting("/app", "configMap: {name: code, items: [{key: k, path: x/a.war}]}"), ("a.war",), ""),
        (
            mounting("/app", "projected: {sources: [{configMap: {name: code, items: [{key: a.jar, path: a.jar}]}}]}"),
            ("a.jar",),
            "",
        ),
        (mounting("/app", own=", command: [java, -jar, /app/a.jar]", image="openjdk:21"), ("a.jar",), "java"),
    ],
)
def test_maps_that_are_not_in_the_input(manifest: str, files: tuple[str, ...], server: str) -> None:
    ((_, name, found, found_server),) = maps(manifest)
    assert (name, found, found_server) == ("code", files, server)


@pytest.mark.parametrize(
    "manifests",
    [
        mounting(f"{WEBAPPS}/ROOT/WEB-INF/web.xml", more=", subPath: web.xml"),
        mounting(f"{WEBAPPS}/ROOT", more=", subPath: robots.txt"),
        mounting("/usr/local/tomcat/conf"),
        mounting("/etc/app", image="openjdk:21", own=", command: [java, -jar, /app/a.jar]"),
        config("index.html: x") + mounting(f"{WEBAPPS}/status"),
        config("otel-javaagent.jar: UEs="),
        config("trace.jar: UEs=") + mounting("/o", own=", env: [{name: JAVA_OPTS, value: '-javaagent:/o/trace.jar'}]"),
        config("trace.jar: UEs=") + mounting("/o", own=", args: ['-javaagent:/o/trace.jar=x']"),
        config("pg.jar: UEs=") + mounting("/usr/local/tomcat/lib/pg.jar", more=", subPath: pg.jar"),
        config("notes.txt: about shop.war"),
        mounting("/x", "configMap: {name: code, items: [{key: a.war, path: a.txt}]}").replace("a.war", "a.conf"),
    ],
)
def test_near_misses(manifests: str) -> None:
    """P3 near misses 2, 3, 7 and 8."""
    assert maps(manifests) == []


def test_generators() -> None:
    kustomization = """
        configMapGenerator:
          - {name: conf, files: [web.xml]}
          - {name: code, files: [readme.md, ROOT.war=build/shop-1.2.war]}
        secretGenerator:
          - {name: keys, files: [build/app.jar, agent.jar]}
        """
    assert maps({"kustomization.yaml": kustomization}) == [
        ("ConfigMap", "code", ("ROOT.war",), ""),
        ("Secret", "keys", ("app.jar",), ""),
    ]
    assert maps({"other.yaml": kustomization}) == []


def test_namespaces_keep_secrets_apart() -> None:
    other = config("a.war: UEs=", kind="Secret", field="data").replace("{name: code}", "{name: code, namespace: other}")
    facts = facts_of(other + mounting(WEBAPPS, "secret: {secretName: code}"))
    assert sorted((row.files, len(row.mounts)) for row in facts.all(PayloadMap)) == [((), 1), (("a.war",), 0)]
