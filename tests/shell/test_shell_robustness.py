"""Every text is a script: whatever it holds, reading it ends, raises nothing and stays bounded."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from podlint.shell import (
    Script,
    Word,
    commands,
    copies,
    dials,
    ends,
    from_argv,
    listens,
    parse_script,
    paths_named,
    paths_read,
    paths_written,
    processes,
)

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FRAGMENTS = r"""
if then else fi while true do done case x in esac a) ;; for i in 1 for ((;;)) ( ) { } & && | ; ' " ` $( ${ $(( )) <<E E
> >> 2>&1 &> /a cp /a /b $A A=b f() { f eval sh -c exec trap wait break exit cd /x \ # ! [[ ]] é
"""
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from([*FRAGMENTS.split(), "\n", "\nE\n", "\x00"]), max_size=25).map(" ".join),
)


def examine(script: Script) -> list[Word]:
    """Ask everything that may be asked, and give every word that is answered."""
    assert ends(script) in (True, False, None)
    found = [process.place for process in processes(script)]
    found += [path.word for paths in (paths_read, paths_written, paths_named) for path in paths(script)]
    found += [copy.destination for copy in copies(script)]
    found += [dial.word for dial in dials(script)]
    found += [listen.word for listen in listens(script)]
    return found + [word for command in commands(script) for word in command.words]


@settings(derandomize=True, deadline=None, max_examples=300)
@given(TEXTS)
@example("\ud800 'x")
@example("a\x00b > /\x00")
@example("eval 'eval x' & $'\\u0000'")
def test_any_text_is_a_script(text: str) -> None:
    for word in examine(parse_script(text, {"A": "x y"})):
        assert 0 <= word.offset <= word.offset + word.length <= len(text)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.lists(st.one_of(st.none(), TEXTS, st.sampled_from(["sh", "-c", "exec", "tini", "--", "env"])), max_size=5))
def test_any_vector_is_a_script(argv: list[str | None]) -> None:
    for word in examine(from_argv(argv)):
        assert 0 <= word.item < len(argv)
        assert word.offset + word.length <= len(argv[word.item] or "")


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000,
        "$(" * 5000,
        "if a; then " * 3000,
        "while true; do " * 1000 + "x; " + "done; " * 1000,
        "f() {" * 3000,
        "x $(" * 300 + ")" * 300,
        'A=\'eval "$A"; eval "$A"\'; eval "$A"',
        "".join(f"f{i}() {{ f{i + 1}; f{i + 1}; }}\n" for i in range(40)) + "f0",
        "f() { x " + "/a " * 20_000 + "; }\n" + "f\n" * 1000,
        "tail -f x | while x; do " * 100 + "y; " + "done; " * 100,
        "x\n" * 20_000,
        "x" * ((1 << 20) + 1),
        "x|" * 50_000,
        "x=(" * 50_000,
        "case x in a|" * 1_000,
        "$[" * 1_000,
    ],
    ids=[
        "parentheses",
        "substitutions",
        "ifs",
        "loops",
        "functions",
        "nested",
        "eval",
        "calls",
        "large-function",
        "pipelines",
        "long",
        "large",
        "unfinished-pipeline",
        "unfinished-array",
        "unfinished-cases",
        "unfinished-sums",
    ],
)
def test_what_is_too_deep_or_too_long_is_told(text: str) -> None:
    script = parse_script(text)
    assert script.errors
    assert ends(script) is None
    assert len(examine(script)) < 200_000


def test_expansion_is_bounded() -> None:
    doubling = "A=xxxxxxxx\n" + "A=$A$A\n" * 60 + "echo $A " * 100
    positional = "set -- a b\n" + 'set -- "$@" "$@"\n' * 40 + 'x "$@"'
    for text in (doubling, positional):
        assert sum(len(word.text or "") for word in examine(parse_script(text))) < 1 << 23


@pytest.mark.parametrize(("assigned", "known"), [(10, ["/a/two"]), (2000, [])])
def test_what_a_loop_assigns_is_unknown_around_it(assigned: int, known: list[str]) -> None:
    """Where it assigns very many variables none is known any more, so that nested loops cost little more than text."""
    assignments = "".join(f"v{number}=/b\n" for number in range(assigned))
    loops = "while x; do\n" * 30 + assignments + "done\n" * 30
    script = parse_script(f"KEPT=/a\nv0=/a\n{loops}echo x > $v0/one\necho x > $KEPT/two\n")
    assert [path.path for path in paths_written(script)] == known


def test_a_whole_mebibyte_is_read() -> None:
    script = parse_script("echo " + "x" * ((1 << 20) - 9) + " > /a")
    assert not script.statements
    script = parse_script("echo " + "x" * ((1 << 20) - 10) + " > /a")
    assert [path.path for path in paths_written(script)] == ["/a"]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_lines_of_real_manifests() -> None:
    lines = {
        line.strip() for path in sorted(CORPUS.rglob("*.yaml"))[:200] for line in path.read_text("utf-8").splitlines()
    }
    assert lines
    for line in sorted(lines)[::7]:
        examine(parse_script(line))
