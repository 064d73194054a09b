"""Selectors and placeholders: selected, not selected, or not known."""

from typing import Any

import pytest

from podlint.kubernetes.placeholders import is_placeholder
from podlint.kubernetes.selectors import matches_labels, matches_selector

WEB = {"app": "web", "tier": "front"}


@pytest.mark.parametrize(
    ("selector", "labels", "verdict"),
    [
        ({"app": "web"}, WEB, True),
        ({"app": "web", "tier": "front"}, WEB, True),
        ({"app": "web", "tier": "back"}, WEB, False),
        ({"app": "web", "zone": "a"}, WEB, False),
        ({}, WEB, False),
        ({"app": "web"}, {}, False),
        ({"app": "${NAME}"}, WEB, None),
        ({"app": "${NAME}", "tier": "back"}, WEB, False),
        ({"app": "web"}, {"app": "{{ .x }}"}, None),
        ({"app": "web"}, {"{{ .labels }}": "x"}, None),
        ({"{{ .key }}": "web"}, WEB, None),
        ({"app": 1}, {"app": 1}, None),
        ({"app": None}, WEB, None),
    ],
)
def test_matches_labels(selector: dict[str, Any], labels: dict[str, Any], verdict: bool | None) -> None:
    assert matches_labels(selector, labels) is verdict


def requirement(key: object, operator: object, *values: object) -> dict[str, Any]:
    return {"matchExpressions": [{"key": key, "operator": operator, "values": list(values)}]}


@pytest.mark.parametrize(
    ("selector", "verdict"),
    [
        (None, False),
        ({}, True),
        ({"matchLabels": {}}, True),
        ({"matchLabels": {"app": "web"}}, True),
        ({"matchLabels": {"app": "db"}}, False),
        (requirement("app", "In", "db", "web"), True),
        (requirement("app", "In", "db"), False),
        (requirement("zone", "In", "a"), False),
        (requirement("app", "In", "${X}"), None),
        (requirement("app", "In", "${X}", "web"), True),
        (requirement("app", "NotIn", "db"), True),
        (requirement("app", "NotIn", "web"), False),
        (requirement("zone", "NotIn", "a"), True),
        (requirement("app", "NotIn", "<app>"), None),
        (requirement("app", "Exists"), True),
        (requirement("zone", "Exists"), False),
        (requirement("app", "DoesNotExist"), False),
        (requirement("zone", "DoesNotExist"), True),
        (requirement("${KEY}", "Exists"), None),
        (requirement(["app"], "Exists"), None),
        (requirement("app", "Like", "web"), None),
        ({"matchExpressions": ["app"]}, None),
        ({"matchExpressions": [{"key": "app", "operator": "In"}]}, None),
        ({"matchLabels": {"app": "db"}, **requirement("app", "In", "${X}")}, False),
        ({"matchLabels": {"app": "web"}, **requirement("zone", "Exists")}, False),
    ],
)
def test_matches_selector(selector: dict[str, Any] | None, verdict: bool | None) -> None:
    assert matches_selector(selector, WEB) is verdict


def test_a_templated_key_may_be_any_key() -> None:
    assert matches_selector(requirement("app", "Exists"), {"{{ .key }}": "x"}) is None
    assert matches_selector(requirement("app", "DoesNotExist"), {"{{ .key }}": "x"}) is None


@pytest.mark.parametrize(
    "value",
    [
        *(
            "{{ .Values.x }}",
            "web-{{ x }}",
            "{% if x %}",
            "${X}",
            "repo/${APP}:1",
            "$IMAGE",
            "<node>",
            "repo/app:<tag>",
        ),
        *("<your-project>/app", "CHANGEME", "CHANGE_ME", "REPLACE-ME", "YOUR_PROJECT", "TODO", "XXX", "__TAG__"),
        *("app:__TAG__", "@IMAGE@", "#{tag}#", "[[ .Image ]]", "%NODE_NAME%"),
    ],
)
def test_placeholder(value: str) -> None:
    assert is_placeholder(value)


@pytest.mark.parametrize(
    "value",
    [
        *(
            "",
            "web",
            "$(POD_IP)",
            "a@b.example.org",
            "nginx@sha256:0123",
            "a < b",
            "%2Fa%2F",
            "my-app",
            "MY_APP",
            "todo",
        ),
        *('{"a":{"b":1}}', '[["a"]]', "https://[::1]:80/", "__init__", "change", "cost: $5", 1, None, True, ["${X}"]),
    ],
)
def test_no_placeholder(value: object) -> None:
    assert not is_placeholder(value)
