"""Dockerfiles as BuildKit reads them: instructions, words with their places, variables, stages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podlint.reading.dockerfile.lines import instructions
from podlint.reading.dockerfile.names import is_dockerfile
from podlint.reading.dockerfile.stages import Stage, comments, read_dockerfile
from podlint.reading.dockerfile.words import expand
from podlint.reading.places import Source


def stages(text: str) -> list[Stage]:
    return read_dockerfile(Source("Dockerfile", text))


def words(text: str) -> list[tuple[str, str | None, int, int]]:
    """The arguments of the last instruction: as written, their value, line and column."""
    items = stages(text)[-1].steps[-1].arguments.items
    assert all(item.place.text == item.raw for item in items)
    return [(item.raw, item.value, item.place.line, item.place.column) for item in items]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dockerfile", True),
        ("shop/Dockerfile.prod", True),
        ("web.Dockerfile", True),
        ("web.dockerfile", True),
        ("Containerfile", True),
        ("a/Containerfile.dev", True),
        ("Dockerfile.yaml", False),
        ("Dockerfile.dockerignore", False),
        ("dockerfile-lint.json", False),
        ("Makefile", False),
        ("MyDockerfile", False),
        ("Dockerfile/pod.yaml", False),
    ],
)
def test_names(name: str, expected: bool) -> None:
    assert is_dockerfile(name) is expected


def test_instructions_go_on_over_lines_and_comments() -> None:
    text = "FROM a\nRUN one \\\n    # a remark\n\n    && two \\\n    three\n# not \\\nCMD x\n"
    found = list(instructions(Source("Dockerfile", text)))
    assert [one.keyword for one in found] == ["FROM", "RUN", "CMD"]
    assert found[1].text == "one     && two     three"
    place = found[1].within(found[1].text.index("three"), 5)
    assert (place.line, place.column, place.text) == (6, 5, "three")
    assert [one.place.line for one in found] == [1, 2, 8]


def test_lines_end_as_they_may() -> None:
    assert words("FROM a\r\nCOPY x \\\r\n  /y\r\n") == [("x", "x", 2, 6), ("/y", "/y", 3, 3)]


def test_escape_directive() -> None:
    text = "# syntax=docker/dockerfile:1\n# escape=`\nFROM a\nCOPY c:\\x `\n  /y\n"
    assert [raw for raw, *_ in words(text)] == ["c:\\x", "/y"]
    assert [raw for raw, *_ in words("FROM a\n# escape=`\nCOPY x `\n")] == ["x", "`"]


def test_keywords_in_any_case_and_what_is_no_instruction() -> None:
    found = list(instructions(Source("Dockerfile", "from a\n\n)(\n  Copy x /y\nEND\n")))
    assert [(one.keyword, one.text) for one in found] == [("FROM", "a"), ("COPY", "x /y"), ("END", "")]


def test_here_documents() -> None:
    text = "FROM a\nRUN <<EOF\ncp /a /b\n# kept\nEOF\nCOPY <<-'ONE' <<TWO /d/\n\tx $Y\n\tONE\nz\nTWO\nCMD b\n"
    (stage,) = stages(text)
    run, copy = stage.steps
    assert [(one.name, one.text, one.expands) for one in run.instruction.heredocs] == [
        ("EOF", "cp /a /b\n# kept", True)
    ]
    assert [(one.name, one.text, one.expands) for one in copy.instruction.heredocs] == [
        ("ONE", "x $Y", False),
        ("TWO", "z", True),
    ]
    assert text[run.instruction.heredocs[0].start :].startswith("cp /a /b")
    assert stage.command == ("/bin/sh", "-c", "b")


def test_a_here_document_that_never_ends() -> None:
    (stage,) = stages("FROM a\nRUN <<EOF\nx\nCMD y\n")
    assert stage.steps[0].instruction.heredocs[0].text == "x\nCMD y\n"
    assert stage.command == ()


def test_exec_and_shell_form() -> None:
    assert words('FROM a\nCOPY ["a b.war", \\\n  "/x y/"]\n') == [
        ("a b.war", "a b.war", 2, 8),
        ("/x y/", "/x y/", 3, 4),
    ]
    (stage,) = stages('FROM a\nENTRYPOINT ["java", "-jar", "$X"]\nCMD --port 8080\n')
    assert (stage.entrypoint, stage.command) == (("java", "-jar", "$X"), ("/bin/sh", "-c", "--port 8080"))
    (stage,) = stages("FROM a\nCMD [not json\n")
    assert stage.command == ("/bin/sh", "-c", "[not json")


def test_an_entrypoint_drops_the_command_before_it() -> None:
    base, own = stages('FROM a AS base\nCMD ["one"]\nFROM base\nENTRYPOINT ["two"]\n')
    assert (base.command, own.entrypoint, own.command) == (("one",), ("two",), ())


def test_flags() -> None:
    (stage,) = stages('FROM a\nARG U=me\nCOPY --from=build --chown="$U:x" --link x /y\n')
    arguments = stage.steps[0].arguments
    assert arguments.flags == {"from": "build", "chown": "me:x", "link": ""}
    assert [item.raw for item in arguments.items] == ["x", "/y"]
    assert stages("FROM --platform=linux/amd64 a:1 AS b\n")[0].base.value == "a:1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$A/x", "one/x"),
        ("${A}b", "oneb"),
        ("${A:-z}", "one"),
        ("${M:-z}", "z"),
        ("${M-z}", "z"),
        ("${A:+z}", "z"),
        ("${M:+z}", ""),
        ("\\$A", "$A"),
        ('"$A b"', "one b"),
        ("'$A'", "$A"),
        ("$M", None),
        ("$U", None),
        ("${U:-z}", None),
        ("plain", "plain"),
    ],
)
def test_variables(text: str, expected: str | None) -> None:
    assert expand(text, {"A": "one", "U": None}) == expected


def test_arguments_before_the_first_stage_are_for_from_alone() -> None:
    first, second = stages("ARG V=1\nFROM a:$V\nCOPY $V /x\nFROM b:${V}\nARG V\nARG W\nCOPY $V $W /x\n")
    assert (first.base.value, second.base.value) == ("a:1", "b:1")
    assert [item.value for item in first.steps[0].arguments.items] == [None, "/x"]
    assert [item.value for item in second.steps[0].arguments.items] == ["1", None, "/x"]


def test_env_sets_all_at_once_and_in_its_old_form() -> None:
    (stage,) = stages('FROM a\nENV A=1 B="x y" C=$A\nENV D two words\nENV A=2 E=$A\n')
    assert stage.variables == {"A": "2", "B": "x y", "C": None, "D": "two words", "E": "1"}


def test_working_directory() -> None:
    (stage,) = stages("FROM a\nRUN one\nWORKDIR /srv\nWORKDIR app/../web\nRUN two\nWORKDIR $X\nRUN three\n")
    assert [step.directory for step in stage.steps] == [None, "/srv/web", None]


def test_a_stage_begins_from_another() -> None:
    one, two, three = stages("FROM tomcat:10 AS Base\nENV X=1\nWORKDIR /a\nFROM base AS own\nRUN x\nFROM own\n")
    assert two.parent is one
    assert three.chain == [three, two, one]
    assert (three.image.value, three.variables, three.directory) == ("tomcat:10", {"X": "1"}, "/a")
    assert stages("FROM own AS own\n")[0].parent is None


def test_comments_at_the_top() -> None:
    source = Source("Dockerfile", "# image: a/b\n\n#  more\nFROM a\n# below\n")
    assert list(comments(source)) == ["image: a/b", "", "more"]


def test_values_that_grow_are_given_up() -> None:
    doubled = "".join("ENV A=$A$A\n" for _ in range(60))
    (stage,) = stages(f"FROM a\nENV A={'x' * 50}\n{doubled}")
    assert stage.variables["A"] is None


def test_only_so_many_instructions_are_read() -> None:
    (stage,) = stages("FROM a\n" + "RUN x\n" * 10_000)
    assert len(stage.steps) < 3_000


PIECES = st.sampled_from(
    [
        *(
            "FROM ",
            "a",
            " AS b",
            "\nCOPY ",
            "--from=b ",
            "[",
            '"',
            "]",
            "x.war ",
            "/y",
            "\\\n",
            "\n",
            "# ",
            "\nRUN ",
            "<<E",
        ),
        *(
            "\nE\n",
            "<<-'F' ",
            "$",
            "{A",
            ":-",
            "}",
            "'",
            "\\",
            "\nENV A=",
            "\nARG ",
            "\nWORKDIR ",
            "\t",
            "\r\n",
            "é",
            "\0",
        ),
    ]
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text(text: str) -> None:
    """Nothing breaks it, and every word stands where it says."""
    source = Source("Dockerfile", f"FROM a\n{text}")
    for stage in read_dockerfile(source):
        for step in stage.steps:
            assert source.text[step.place.start : step.place.end].upper() == step.keyword
            for item in step.arguments.items:
                assert 0 <= item.place.start <= item.place.end <= len(source.text)
                if not step.arguments.exec_form and "\n" not in item.place.text:
                    assert item.place.text == item.raw
