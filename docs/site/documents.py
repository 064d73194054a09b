"""The documents of the repository as pages of the site, their links led to where things lie there."""

import re
from pathlib import Path
from typing import TypeAlias

SITE = Path(__file__).resolve().parent
ROOT = SITE.parent.parent
Pages: TypeAlias = dict[str, str]
"""Markdown by the page's path in the site."""

_TOP = {"README.md": "index.md", "CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}
_LINK = re.compile(r"\[([^\]]*)\]\((?!https?://|#)([^)#\s]+)(#[^)]*)?\)")
_COMMENT = re.compile(r"^<!--.*?-->\n", re.MULTILINE)
_RULE = re.compile(r"rules/([\w-]+/[\w-]+)\.yaml")


def documents() -> Pages:
    sources = {ROOT / name: page for name, page in _TOP.items()}
    sources |= {path: path.name for path in (ROOT / "docs").glob("*.md")}
    return {page: _as_page(source, sources) for source, page in sources.items()}


def _as_page(source: Path, sources: dict[Path, str]) -> str:
    text = _COMMENT.sub("", source.read_text(encoding="utf-8"))
    return _LINK.sub(lambda link: _moved(link, source, sources), text)


def _moved(link: re.Match[str], source: Path, sources: dict[Path, str]) -> str:
    """The link in the site: to a page, to a file that lies there too, or else only its words."""
    words, anchor = link[1], link[3] or ""
    target = (source.parent / link[2]).resolve()
    if target in sources:
        return f"[{words}]({sources[target]}{anchor})"
    inside = target.relative_to(ROOT).as_posix()
    if rule := _RULE.fullmatch(inside):
        return f"[{words}](rules/{rule[1]}.md)"
    if inside == "rules":
        return f"[{words}](rules/index.md)"
    return f"[{words}](files/{inside})" if target.is_file() and target.suffix in (".json", ".yaml") else words
