"""JSON Schemas for kubeconform, from the package kubernetes-validate: each complete in itself, nothing is fetched."""

import json
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BUILT = Path(__file__).resolve().parent.parent / "build" / "bench"
PACKAGE = "kubernetes-validate==1.37.0"
RELEASE = "v1.37.0-local-strict"
_WORDS = ("description", "$schema", "$id")


def schemas_folder() -> Path:
    """The folder with a schema for each kind of Kubernetes 1.37, made where it is not there yet."""
    target = BUILT / "kubeconform-schemas"
    if not target.is_dir():
        unfinished = target.with_suffix(".unfinished")
        unfinished.mkdir(parents=True, exist_ok=True)
        for name, schema in _standalone(_installed()):
            (unfinished / name).write_text(json.dumps(schema), encoding="utf-8")
        unfinished.rename(target)
    return target


def _installed() -> Path:
    place = BUILT / "kubernetes-validate"
    if not place.is_dir():
        venv.create(place, with_pip=True)
        subprocess.run([str(place / "bin" / "pip"), "install", "--quiet", "--no-deps", PACKAGE], check=True)
    return next(place.glob(f"lib/*/site-packages/kubernetes_validate/kubernetes-json-schema/{RELEASE}"))


def _standalone(folder: Path) -> Iterator[tuple[str, Any]]:
    definitions = {
        name: _plain(schema)
        for name, schema in json.loads((folder / "_definitions.json").read_text(encoding="utf-8"))["$defs"].items()
    }
    for path in sorted(folder.glob("*-*.json")):
        schema = _plain(json.loads(path.read_text(encoding="utf-8")))
        if "kind" in schema.get("properties", {}):
            yield path.name, {**schema, "$defs": _reached(schema, definitions)}


def _plain(schema: Any) -> Any:
    """Without prose, and with references that stay in the file."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _plain(value) for key, value in schema.items() if not (key in _WORDS and isinstance(value, str))}
    if isinstance(kept.get("$ref"), str):
        kept["$ref"] = f"#/$defs/{kept['$ref'].rpartition('/')[2]}"
    return kept


def _reached(schema: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    reached: dict[str, Any] = {}
    left = list(_references(schema))
    while left:
        name = left.pop()
        if name not in reached:
            reached[name] = definitions[name]
            left += _references(definitions[name])
    return reached


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, list):
        schema = dict(enumerate(schema))
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "$ref" and isinstance(value, str):
                yield value.rpartition("/")[2]
            else:
                yield from _references(value)


if __name__ == "__main__":
    print(schemas_folder(), file=sys.stdout)
