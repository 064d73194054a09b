"""What is made while a wheel is built: a digest of it, and its rules as JSON, so that no run reads them as YAML."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Made(BuildHookInterface):  # type: ignore[type-arg]
    """Not for editable installs, whose rules and code may change at any time."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from podlint.digest import digest
        from podlint.rule.trusted import shipped_heads

        root = Path(self.root)
        files = sorted(path for name in ("podlint", "rules", "schemas") for path in _files(root / name))
        contents = (part for path in files for part in (path.relative_to(root).as_posix().encode(), path.read_bytes()))
        made = {"build": digest(*contents), "rule-heads.json": shipped_heads(str(root / "rules"))}
        (root / "build").mkdir(exist_ok=True)
        for name, text in made.items():
            (root / "build" / name).write_text(text, encoding="utf-8")
            build_data["force_include"][str(root / "build" / name)] = f"podlint/{name}"


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.parent.name != "__pycache__"]
