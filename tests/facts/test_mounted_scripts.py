"""Scripts that containers have from ConfigMaps: at which path, and where their words stand."""

import pytest
from conftest import facts_of, spot

from podlint.facts import Facts
from podlint.facts.commands import Command
from podlint.facts.config_maps import mounted_files
from podlint.facts.paths import PathUse
from podlint.facts.workloads import Container

SCRIPTS = """
apiVersion: v1
kind: ConfigMap
metadata: {name: scripts}
data:
  run.sh: cat /data/in
  other.sh: "cat /data/other"
binaryData: {raw.sh: YWJj}
---
"""


def mounting(volume: str, mount: str, command: str = "[sh, /s/run.sh]") -> Facts:
    return facts_of(
        SCRIPTS
        + f"""
apiVersion: v1
kind: Pod
metadata: {{name: app}}
spec:
  containers:
    - name: app
      image: example.com/app:1
      command: {command}
      volumeMounts: [{{name: v, {mount}}}]
  volumes: [{{name: v, {volume}}}]
"""
    )


@pytest.mark.parametrize(
    ("volume", "mount", "paths"),
    [
        ("configMap: {name: scripts}", "mountPath: /s", ["/s/run.sh", "/s/other.sh"]),
        ("configMap: {name: scripts}", "mountPath: /s/", ["/s/run.sh", "/s/other.sh"]),
        ("configMap: {name: scripts, items: [{key: run.sh, path: a/b.sh}]}", "mountPath: /s", ["/s/a/b.sh"]),
        ("configMap: {name: scripts}", "mountPath: /bin/go.sh, subPath: run.sh", ["/bin/go.sh"]),
        (
            "configMap: {name: scripts, items: [{key: run.sh, path: a/b.sh}, {key: other.sh, path: ab}]}",
            "mountPath: /s, subPath: a",
            ["/s/b.sh"],
        ),
        (
            "projected: {sources: [{secret: {name: x}}, {configMap: {name: scripts}}]}",
            "mountPath: /s",
            ["/s/run.sh", "/s/other.sh"],
        ),
        ("configMap: {name: scripts, items: [{key: missing, path: x}]}", "mountPath: /s", []),
        ("configMap: {name: others}", "mountPath: /s", []),
        ("configMap: scripts", "mountPath: /s", []),
        ("emptyDir: {}", "mountPath: /s", []),
        ("configMap: {name: scripts}", "mountPath: 7", []),
    ],
)
def test_paths_of_mounted_files(volume: str, mount: str, paths: list[str]) -> None:
    facts = mounting(volume, mount)
    (container,) = facts.all(Container)
    assert [file.path for file in mounted_files(facts, container)] == paths


def test_files_are_read_where_a_container_names_one() -> None:
    (command,) = mounting("configMap: {name: scripts}", "mountPath: /s").all(Command)
    assert [file.path for file in command.files] == ["/s/run.sh", "/s/other.sh"]
    (command,) = mounting("configMap: {name: scripts}", "mountPath: /s", "[app, --conf=/etc/app]").all(Command)
    assert command.files == ()


def test_what_a_script_names_is_a_fact_about_the_container() -> None:
    facts = mounting("configMap: {name: scripts}", "mountPath: /s", "[bash, -c, 'set -e; . /s/run.sh']")
    (use,) = [use for use in facts.all(PathUse) if use.path == "/data/in"]
    assert (use.access, spot(use.place)) == ("read", "6:15 /data/in")


def test_maps_of_other_namespaces_are_not_meant() -> None:
    facts = facts_of(
        {
            "map.yaml": SCRIPTS.replace("name: scripts", "name: scripts, namespace: other"),
            "pod.yaml": """
            apiVersion: v1
            kind: Pod
            metadata: {name: app}
            spec:
              containers:
                - {name: a, image: "a:1", command: [/s/run.sh], volumeMounts: [{name: v, mountPath: /s}]}
              volumes: [{name: v, configMap: {name: scripts}}]
            """,
        }
    )
    (command,) = facts.all(Command)
    assert command.files == ()
