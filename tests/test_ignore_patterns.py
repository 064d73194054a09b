"""Patterns as in .gitignore: what is matched without pathspec is matched as pathspec does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from podlint.files.ignore_patterns import PlainPatterns, compile_patterns

PLAIN = [
    ["*.log"],
    ["build/", "!build/keep.yaml"],
    ["/dist", "node_modules/", ".venv", "__pycache__/", "*.py[cod]", "*$py.class", "[Bb]in/", "**/obj"],
    ["*", "!/a/", "!*.yaml", "/*", "a/*/b"],
    ["a/**", "**/b/x", "docs/**/x", "!a/b/**/", "**/*.pyc", "**/build/**"],
    ["docs/_build/", "a/*.yaml", "!a/b.yaml", "?.yaml", "x*y*z", "v[0-9]*"],
]
UNUSUAL = ["/", "**", "**/", "/**", "a b", "a ", "#a", "", r"\!a", "[!a]", "[]", "a//b", "é", "[a-", "a**b", "***"]
PIECES = st.sampled_from(["a", "b", "ab", ".x", "*", "?", "[ab]", "[a-c]", "**", "a*", "*a", "x.yaml", "*.yaml", "-"])
LINES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "", "!"]),
    st.sampled_from(["", "", "/", "**/"]),
    st.lists(PIECES, min_size=1, max_size=3).map("/".join),
    st.sampled_from(["", "", "/"]),
)
NAMES = st.sampled_from(["a", "b", "ab", "c", "ba", ".x", "x.yaml", "a.yaml", ".yaml", "-", "aab"])
PATHS = st.builds("{}{}".format, st.lists(NAMES, min_size=1, max_size=4).map("/".join), st.sampled_from(["", "/"]))


@given(st.lists(LINES, min_size=1, max_size=6), PATHS)
def test_as_pathspec(lines: list[str], path: str) -> None:
    found, expected = compile_patterns(lines).check_file(path), GitIgnoreSpec.from_lines(lines).check_file(path)
    assert (found.include, found.index) == (expected.include, expected.index)


@pytest.mark.parametrize("lines", PLAIN)
def test_what_most_files_hold_is_plain(lines: list[str]) -> None:
    patterns = compile_patterns(lines)
    assert isinstance(patterns, PlainPatterns)
    spec = GitIgnoreSpec.from_lines(lines)
    names = ["a.log", "build", "build/", "build/keep.yaml", "x/dist", "dist", "x/obj/y", "a/b.yaml", "a/c.yaml", "Bin/"]
    for name in [*names, "a.pyc", "b$py.class", "docs/_build/x", "e.yaml", "xyz", "x1y2z3", "v1.yaml", "node_modules/"]:
        assert patterns.check_file(name).include == spec.check_file(name).include
        assert patterns.match_file(name) is spec.match_file(name)


@pytest.mark.parametrize("line", UNUSUAL)
def test_what_is_unusual_is_left_to_pathspec(line: str) -> None:
    assert isinstance(compile_patterns([line, "a"]), GitIgnoreSpec)
