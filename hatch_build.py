"""What is made while a wheel is built: the heads of the rules as JSON, so that no run has to read them as YAML."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RuleHeads(BuildHookInterface):  # type: ignore[type-arg]
    """Not for editable installs, whose rules and reader may change at any time."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from podlint.rule.trusted import shipped_heads

        made = Path(self.root) / "build" / "rule-heads.json"
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(shipped_heads(str(Path(self.root) / "rules")), encoding="utf-8")
        build_data["force_include"][str(made)] = "podlint/rule-heads.json"
