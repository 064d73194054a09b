"""Images that Dockerfiles build, what is in them, and who runs them: P3-baked."""

import pytest
from conftest import facts_of, spot

from podlint.facts.image_builds import ImageBuild

POD = "apiVersion: v1\nkind: Pod\nmetadata: {{name: p}}\nspec: {{containers: [{{name: c, image: '{}'}}]}}\n"


def build(text: str, name: str = "Dockerfile", **others: str) -> ImageBuild:
    files = {name: text} | {file.replace("_", "/") + ".yaml": content for file, content in others.items()}
    (row,) = facts_of(files).all(ImageBuild)
    return row


def applications(text: str) -> list[str]:
    return [f"{one.instruction} {one.name} -> {one.destination}" for one in build(text).applications]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FROM tomcat:10\nCOPY a.war /usr/local/tomcat/webapps/\n", ["COPY a.war -> /usr/local/tomcat/webapps/"]),
        ("FROM tomcat:10\nCOPY a.war webapps/\n", ["COPY a.war -> webapps/"]),
        ("FROM tomcat:10\nCOPY a.war $CATALINA_HOME/webapps/\n", ["COPY a.war -> $CATALINA_HOME/webapps/"]),
        (
            "FROM tomcat:10\nCOPY target/*.war /usr/local/tomcat/webapps/\n",
            ["COPY target/*.war -> /usr/local/tomcat/webapps/"],
        ),
        (
            "FROM jetty\nADD https://h/a.war /var/lib/jetty/webapps/\n",
            ["ADD https://h/a.war -> /var/lib/jetty/webapps/"],
        ),
        ("FROM own:1\nCOPY a.war /opt/tomcat/webapps/b.war\n", ["COPY a.war -> /opt/tomcat/webapps/b.war"]),
        ("FROM tomcat:10\nCOPY dist /usr/local/tomcat/webapps/ROOT\n", ["COPY dist -> /usr/local/tomcat/webapps/ROOT"]),
        (
            "FROM tomcat:10\nRUN curl -o /usr/local/tomcat/webapps/a.war https://h/a\n",
            ["RUN /usr/local/tomcat/webapps/a.war -> /usr/local/tomcat/webapps/a.war"],
        ),
        (
            "FROM tomcat:10\nWORKDIR /usr/local/tomcat\nRUN mv /x/a.war webapps/\n",
            ["RUN /x/a.war -> /usr/local/tomcat/webapps"],
        ),
        ("FROM tomcat:10\nCOPY a.war /tmp/a.war\n", []),
        ("FROM tomcat:10\nCOPY server.xml /usr/local/tomcat/conf/\n", []),
        ("FROM tomcat:10\nCOPY pg.jar /usr/local/tomcat/lib/\n", []),
        ("FROM busybox\nCOPY a.war /a.war\n", []),
        ("FROM tomcat AS t\nCOPY a.war /usr/local/tomcat/webapps/\nFROM busybox\nCOPY --from=t /x /y\n", []),
        ("FROM tomcat\nONBUILD COPY a.war /usr/local/tomcat/webapps/\n", []),
        ("FROM nginx\nCOPY dist /usr/share/nginx/html\n", []),
        ("FROM openjdk\nCOPY app.jar /app.jar\n", []),
        ("FROM tomcat:10\nRUN cp -r /usr/local/tomcat/webapps.dist/. /usr/local/tomcat/webapps\n", []),
        ("FROM scratch\n", []),
    ],
)
def test_applications(text: str, expected: list[str]) -> None:
    assert applications(text) == expected


def test_bases_through_stages_and_arguments() -> None:
    row = build("ARG V=10\nFROM tomcat:$V AS base\nFROM base AS own\nCOPY a.war /usr/local/tomcat/webapps/\nFROM own\n")
    assert (row.base, row.server, spot(row.place)) == ("tomcat:10", "tomcat", "2:6 tomcat:$V")
    assert [one.name for one in row.applications] == ["a.war"]
    assert build("ARG B\nFROM $B\nCOPY a.war /opt/tomcat/webapps/\n").server == "tomcat"
    assert build("ARG B\nFROM $B\nCOPY a.war /srv/\n").applications == ()


def test_places() -> None:
    shell = "RUN set -e; \\\n  cp /x/a.war \\\n  /usr/local/tomcat/webapps/\n"
    text = f"FROM tomcat\n{shell}RUN <<E\ncp /b.war /usr/local/tomcat/webapps/\nE\n"
    assert [spot(one.place) for one in build(text).applications] == [
        "4:3 /usr/local/tomcat/webapps/",
        "6:11 /usr/local/tomcat/webapps/",
    ]


def test_what_the_image_starts() -> None:
    assert build('FROM a\nENTRYPOINT ["/tini", "--"]\nCMD ["run"]\n').starts == ("/tini", "--", "run")


def test_users_by_the_folder() -> None:
    row = build("FROM a\n", "shop/Dockerfile", deploy=POD.format("registry.example.com/team/shop:7"))
    assert (row.name, [str(user) for user in row.users]) == ("shop", ["c"])
    assert build("FROM a\n", "shop/Dockerfile", deploy=POD.format("example.com/shopping:7")).users == ()
    assert build("FROM a\n", "tomcat/Dockerfile", deploy=POD.format("tomcat:10")).users == ()
    assert build("FROM a\n", "Dockerfile", deploy=POD.format("example.com/shop:7")).users == ()


def test_users_by_a_comment() -> None:
    text = "# image: example.com/team/web:2\nFROM a\n"
    assert len(build(text, deploy=POD.format("example.com/team/web:2")).users) == 1
    assert build(text, deploy=POD.format("example.com/team/web:3")).users == ()
    assert build(text, deploy=POD.format("example.com/other/web:2")).users == ()
    assert len(build(text.replace(":2", ""), deploy=POD.format("example.com/team/web:3")).users) == 1


def test_two_dockerfiles_of_one_folder_name_nobody() -> None:
    files = {
        "shop/Dockerfile": "FROM a\n",
        "shop/Dockerfile.dev": "FROM b\n",
        "d.yaml": POD.format("example.com/shop:1"),
    }
    assert [(row.name, row.users) for row in facts_of(files).all(ImageBuild)] == [("", ()), ("", ())]


def test_no_stage_no_image() -> None:
    assert facts_of({"Dockerfile": "# nothing\n"}).all(ImageBuild) == ()


@pytest.mark.parametrize(
    ("text", "copy", "mount"),
    [
        (
            "FROM tomcat:10\nCOPY t/a.war /usr/local/tomcat/webapps/ROOT.war\n",
            "COPY t/a.war /ROOT.war",
            "/usr/local/tomcat/webapps",
        ),
        ("FROM tomcat:10\nCOPY --from=b /a.war webapps/\n", "COPY --from=b /a.war /a.war", "/usr/local/tomcat/webapps"),
        ("FROM jetty\nCOPY dist /var/lib/jetty/webapps/root\n", "COPY dist /root", "/var/lib/jetty/webapps"),
    ],
)
def test_repair(text: str, copy: str, mount: str) -> None:
    repaired = build(text).repaired
    assert f"# {copy}\n" in repaired
    assert f"{{name: apps, mountPath: {mount}}}" in repaired
    assert ("cp, -r" in repaired) is ("dist" in text)
