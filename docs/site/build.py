"""Builds the documentation site: `python docs/site/build.py OUT` writes static HTML that opens from a disk as well.

What the pages say of rules, commands, settings, facts and CEL functions is taken from where it is declared.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import cel_page
import command_pages
import configuration_page
import fact_pages
import rule_pages
from documents import ROOT, SITE, Pages, documents

COPIED = ("schemas", "rules")


def main(out: Path) -> int:
    """Writes the pages to `out`/pages and the site to `out`/site; gives mkdocs' exit code."""
    source = out / "pages"
    shutil.rmtree(source, ignore_errors=True)
    pages: Pages = {
        **documents(),
        **rule_pages.pages(),
        **command_pages.pages(),
        **configuration_page.pages(),
        **fact_pages.pages(),
        **cel_page.pages(),
    }
    for name, text in pages.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    _copy_files(source)
    config = out / "mkdocs.json"
    config.write_text(json.dumps(_config(source, out / "site", pages)), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--config-file", str(config)]
    # The generator would print an announcement of its maker's.
    return subprocess.run(command, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=False).returncode


def _copy_files(source: Path) -> None:
    """Files that pages link to: rule files and JSON Schemas; and what makes the pages wider."""
    shutil.copyfile(SITE / "wide.css", source / "wide.css")
    for folder in COPIED:
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".yaml", ".json"):
                target = source / "files" / path.relative_to(ROOT)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)


def _config(source: Path, target: Path, pages: Pages) -> dict[str, object]:
    settings: dict[str, object] = json.loads((SITE / "mkdocs.json").read_text(encoding="utf-8"))
    rules = sorted(name for name in pages if name.startswith("rules/") and name != "rules/index.md")
    topics = sorted({name.split("/")[1] for name in rules})
    navigation: list[object] = [
        {"Start": "index.md"},
        {"Rules": ["rules/index.md", *({topic: _below(rules, topic)} for topic in topics)]},
        {"Commands": sorted(name for name in pages if name.startswith("commands/"))},
        {"Using podlint": _present(pages, "configuration", "suppression", "formats", "integrations")},
        {"Writing rules": _present(pages, "contributing", "facts", "cel")},
        {"Background": _present(pages, "notes", "architecture", "api-types", "changelog")},
    ]
    return settings | {"docs_dir": str(source), "site_dir": str(target), "nav": navigation}


def _below(rules: list[str], topic: str) -> list[str]:
    return [name for name in rules if name.split("/")[1] == topic]


def _present(pages: Pages, *names: str) -> list[str]:
    return [f"{name}.md" for name in names if f"{name}.md" in pages]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
