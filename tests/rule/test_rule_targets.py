"""Where findings and evidence point: one token, or the nearest node where a path leads nowhere."""

import pytest
from rule_texts import parsed, with_change, with_lines

from podlint.config import Config
from podlint.engine import Judgement, judge, selected
from podlint.judging import gather
from podlint.reading import Place, read_source

POD = """\
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  volumes: [{name: a, emptyDir: {}}, {name: b, emptyDir: {}}]
  containers:
    - name: nginx
      image: nginx
      ports: [{containerPort: 80}]
"""


def judged(text: str, manifest: str = POD) -> Judgement:
    facts = gather([read_source("pod.yaml", manifest.encode())], Config())
    return judge([selected(parsed(text))], facts)


def shown(place: Place) -> str:
    return f"{place.line}: {place.text}"


def primary(at: str) -> str:
    (finding,) = judged(with_change("at: node.image", f"at: {at}")).findings
    return shown(finding.place)


@pytest.mark.parametrize(
    ("at", "token"),
    [
        ("node.image", "8: nginx"),  # a scalar: the value
        ("node.ports", "9: ports"),  # a list or mapping: its key
        ("node.ports[0].containerPort", "9: 80"),
        ('node["image"]', "8: nginx"),
        ("pod.object.node.metadata.labels.app", "3: web"),
        ("pod.object.node.metadata.labels", "3: labels"),
        ("pod.spec.volumes[1].name", "5: b"),
        ("pod.spec.volumes[1]", "5: b"),  # an item of a list: by its name
        ("image", "7: nginx"),  # what has no place of its own: the row
        ("row", "7: nginx"),
    ],
)
def test_token(at: str, token: str) -> None:
    assert primary(f"'{at}'") == token


@pytest.mark.parametrize(
    ("at", "token"),
    [
        ("node.ports[7].containerPort", "9: ports"),
        ("node.ports[0].hostPort", "9: containerPort"),
        ("node.securityContext.runAsUser", "7: nginx"),
        ("pod.object.node.metadata.labels.tier", "3: labels"),
        ("pod.object.node.metadata.namespace", "3: metadata"),
    ],
)
def test_path_that_leads_nowhere_falls_back_to_the_nearest_node(at: str, token: str) -> None:
    assert primary(at) == token


def test_first_alternative_that_leads_all_the_way() -> None:
    assert primary("[node.command, node.image, row]") == "8: nginx"
    assert primary("[node.image, node.ports]") == "8: nginx"


def test_without_a_way_the_last_alternative_falls_back() -> None:
    assert primary("[node.command, node.ports[9]]".replace("node.ports[9]", "'node.ports[9]'")) == "9: ports"


def test_without_at_it_is_the_row() -> None:
    (finding,) = judged(with_change("at: node.image\n", "")).findings
    assert shown(finding.place) == "7: nginx"


def evidence(see: str) -> list[tuple[str, str]]:
    (finding,) = judged(with_lines(f"see: {see}", before="at:")).findings
    return [(shown(one.place), one.note) for one in finding.evidence]


def test_evidence_that_leads_nowhere_is_left_out() -> None:
    assert evidence("[{at: node.command, note: a}, {at: node.ports, note: 'ports of {name}'}]") == [
        ("9: ports", "ports of nginx")
    ]


def test_evidence_for_each_item() -> None:
    assert evidence('[{each: "pod.spec.volumes", as: volume, at: volume.name, note: "volume {volume.name}"}]') == [
        ("5: a", "volume a"),
        ("5: b", "volume b"),
    ]


def test_the_item_is_called_it_unless_said_otherwise() -> None:
    assert evidence('[{each: "pod.spec.volumes", at: it.name, note: "{it.name}"}]') == [("5: a", "a"), ("5: b", "b")]


def test_evidence_at_the_finding_itself_is_left_out() -> None:
    assert evidence("[{at: node.image, note: again}, {at: image, note: and again}]") == []


def test_a_value_from_an_anchor_shows_the_anchor() -> None:
    manifest = POD.replace("image: nginx", "image: *image").replace("{app: web}", "{app: &image nginx}")
    (finding,) = judged(with_change("at: node.image", "at: node.image"), manifest).findings
    assert shown(finding.place) == "8: *image"
    assert [shown(one.place) for one in finding.evidence] == ["3: nginx"]
