"""Volumes of pods and who mounts them; what is mounted but not declared."""

import pytest
from conftest import facts_of, findings, spot, workload

from podlint.facts.volumes import Mount, Volume

UNDECLARED = "volume/undeclared-volume"


def pod(volumes: str, mounts: str = "[]", kind: str = "Pod", more: str = "") -> str:
    container = f"{{name: web, image: 'nginx:1.27', volumeMounts: {mounts}}}"
    return workload("web", f"{{containers: [{container}], volumes: {volumes}}}", kind, more=more)


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        ("{name: v, emptyDir: {}}", ("emptyDir", "", "", True)),
        ("{name: v}", ("emptyDir", "", "", True)),
        ("{name: v, hostPath: {path: /srv//data/}}", ("hostPath", "/srv/data", "", False)),
        ("{name: v, persistentVolumeClaim: {claimName: data}}", ("persistentVolumeClaim", "", "data", True)),
        ("{name: v, ephemeral: {volumeClaimTemplate: {}}}", ("ephemeral", "", "", True)),
        ("{name: v, configMap: {name: a}}", ("configMap", "", "", False)),
        ("{name: v, emptyDir: {}, hostPath: {path: /a}}", ("", "/a", "", False)),
        ("{name: v, hostPath: {path: 5}}", ("hostPath", "", "", False)),
        ("{name: v, hostPath: null, persistentVolumeClaim: [a]}", ("", "", "", False)),
    ],
)
def test_sources(node: str, expected: tuple[str, str, str, bool]) -> None:
    (row,) = facts_of(pod(f"[{node}]")).all(Volume)
    assert (row.source, row.host_path, row.claim, row.shareable) == expected
    assert row.place.text == "v"


@pytest.mark.parametrize("volumes", ["null", "text", "{name: a}", "[null, 1, a]"])
def test_volumes_of_another_type_are_none(volumes: str) -> None:
    assert facts_of(pod(volumes)).all(Volume) == ()


def test_g4_claim_templates_are_volumes_and_win() -> None:
    """G4: those of a StatefulSet take the place of a volume of the same name."""
    more = "volumeClaimTemplates: [{metadata: {name: data}}]"
    text = pod("[{name: data, emptyDir: {}}, {name: tmp, emptyDir: {}}]", kind="StatefulSet", more=more)
    rows = facts_of(text).all(Volume)
    assert [(row.name, row.source, row.template) for row in rows] == [
        ("tmp", "emptyDir", False),
        ("data", "persistentVolumeClaim", True),
    ]
    assert [row.template for row in facts_of(pod("[]", kind="Deployment", more=more)).all(Volume)] == []


def test_mounts() -> None:
    mounts = (
        "[{name: v, mountPath: /a/../b/, subPath: x, readOnly: true}, {name: c, mountPath: /c, subPathExpr: $(A)}, "
        "{name: c, mountPath: 7}, {name: lost}, {}]"
    )
    volumes = "[{name: v, emptyDir: {}}, {name: c, persistentVolumeClaim: {claimName: a, readOnly: true}}]"
    rows = facts_of(pod(volumes, mounts)).all(Mount)
    assert [(row.name, row.path, row.sub_path, row.read_only, row.volume is not None) for row in rows] == [
        ("v", "/b", "x", True, True),
        ("c", "/c", "$(A)", True, True),
        ("c", "", "", True, True),
        ("lost", "", "", False, False),
        ("", "", "", False, False),
    ]
    assert [row.place.text for row in rows] == ["/a/../b/", "/c", "7", "lost", "{}"]
    assert {row.declared for row in rows} == {("v", "c")}


def test_the_finding_points_at_the_name_and_shows_the_declared_ones() -> None:
    (finding,) = findings(pod("[{name: shared-data, emptyDir: {}}]", "[{name: shareddata, mountPath: /a}]"), UNDECLARED)
    assert spot(finding.place).endswith(" shareddata")
    assert [one.place.text for one in finding.evidence] == ["volumes"]
    assert "did you mean `shared-data`" in finding.fix


@pytest.mark.parametrize(
    "text",
    [
        pod("[{name: a, emptyDir: {}}]", "[{name: a, mountPath: /a}]"),
        pod("[{name: '{{ .Values.v }}', emptyDir: {}}]", "[{name: a, mountPath: /a}]"),
        pod("[]", "[{name: '${V}', mountPath: /a}]"),
        pod("[]", "[{name: <volume>, mountPath: /a}]"),
        pod("[]", "[{name: a, mountPath: /a}]").replace(", image: 'nginx:1.27'", ""),
        pod("[]", "[{name: a, mountPath: /a}]").replace(
            "labels:", "annotations: {linkerd.io/inject: enabled}, labels:"
        ),
        pod("[]", "[{name: data, mountPath: /a}]", "StatefulSet", "volumeClaimTemplates: [{metadata: {name: data}}]"),
        pod("[]", "[{name: a, mountPath: /a}]", "Deployment").replace("selector: {matchLabels: {app: web}}, ", ""),
    ],
    ids=["declared", "G11 volume", "G11 mount", "G11 angle", "G3 snippet", "G6 injected", "G4 template", "G3 patch"],
)
def test_near_misses_of_an_undeclared_volume(text: str) -> None:
    assert findings(text, UNDECLARED) == ()


@pytest.mark.parametrize("field", ["initContainers", "containers", "ephemeralContainers"])
def test_undeclared_in_any_container(field: str) -> None:
    """G3: an undeclared volume is a finding of its own."""
    node = "{name: x, image: b, volumeMounts: [{name: lost, mountPath: /a}]}"
    text = f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec:\n  {field}: [{node}]\n"
    text += "  containers: [{name: y, image: b}]\n" if field != "containers" else ""
    assert [one.place.text for one in findings(text, UNDECLARED)] == ["lost"]


def test_mounts_of_a_merged_container_are_told_at_the_anchor() -> None:
    (_, row) = facts_of(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec:
          containers:
            - &web {name: web, image: b, volumeMounts: [{name: lost, mountPath: /a}]}
            - {<<: *web, name: second}
        """
    ).all(Mount)
    assert (row.container.name, spot(row.place)) == ("second", "7:73 /a")
