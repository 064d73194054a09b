"""The settings of .podlint.yaml, from their JSON Schema."""

import json
from collections.abc import Iterator
from typing import Any

from documents import ROOT, Pages

_INTRODUCTION = """\
`.podlint.yaml`, the nearest one from the working directory up to the root of the git repository, or the one that
`--config` names. Every key is optional, and an unknown one is an error. Editors that know JSON Schema can check it by
[config.schema.json](files/schemas/config.schema.json)."""

SCHEMA = ROOT / "schemas" / "config.schema.json"


def pages() -> Pages:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return {"configuration.md": "\n".join(_page(schema))}


def _page(schema: dict[str, Any]) -> Iterator[str]:
    yield from ("# Configuration", "")
    yield from (_INTRODUCTION, "")
    for name, setting in schema["properties"].items():
        yield from (f"## {name}", "", setting.get("description", ""), "", *_shape(setting, schema), "")


def _shape(setting: dict[str, Any], schema: dict[str, Any]) -> Iterator[str]:
    setting = _resolved(setting, schema)
    yield f"Takes {_kind(setting, schema)}."
    inner = _resolved(setting.get("items", setting.get("additionalProperties") or {}), schema)
    fields = setting.get("properties") or inner.get("properties") or {}
    if fields:
        yield from ("", "| key | takes | |", "|---|---|---|")
    for name, field in fields.items():
        field = _resolved(field, schema)
        yield f"| `{name}` | {_kind(field, schema)} | {field.get('description', '')} |"


def _resolved(setting: Any, schema: dict[str, Any]) -> dict[str, Any]:
    if isinstance(setting, dict) and "$ref" in setting:
        found: Any = schema
        for step in setting["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        return {**found, **{key: value for key, value in setting.items() if key != "$ref"}}
    return setting if isinstance(setting, dict) else {}


_KINDS = {
    "string": "a text",
    "array": "a list",
    "object": "a mapping",
    "boolean": "true or false",
    "integer": "a whole number",
}


def _kind(setting: dict[str, Any], schema: dict[str, Any]) -> str:
    if "enum" in setting:
        return " or ".join(f"`{value}`" for value in setting["enum"])
    kinds = setting.get("type", "anything")
    words = [_KINDS.get(kind, f"a {kind}") for kind in ([kinds] if isinstance(kinds, str) else kinds)]
    items = _resolved(setting.get("items"), schema)
    of = " of texts" if items.get("type") == "string" and "enum" not in items else ""
    return f"{' or '.join(words)}{of}"
