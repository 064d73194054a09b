"""podlint check --add-ignore: comments that suppress what is found now."""

from collections.abc import Iterator

from podlint.cli.output import complain
from podlint.config import Config, texts
from podlint.files import STDIN, FileTrouble, read_bytes
from podlint.files.contents import describe
from podlint.files.replacing import replace_bytes
from podlint.finding import Finding, Report
from podlint.problem import Problem, UserError
from podlint.reading import read_source
from podlint.reading.decoding import encode_like
from podlint.report.characters import visible
from podlint.suppression.adding import NoCommentError, with_comments
from podlint.suppression.standing import TOPIC


def add_ignores(report: Report, config: Config) -> bool:
    """Writes comments that suppress the findings that are shown, and tells how many; whether all could be.

    Raises UserError for what comes from standard input.
    """
    if STDIN in texts(config.paths):
        raise UserError([Problem("--add-ignore can't write to standard input; name the files")])
    by_file: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.topic != TOPIC:
            by_file.setdefault(finding.place.source.name, []).append(finding)
    refused = list(_write_all(by_file, frozenset(report.sources), config.add_ignore))
    left = sum(len(by_file[name]) for name, _ in refused)
    done = sum(map(len, by_file.values())) - left
    files = len(by_file) - len(refused)
    complain(f"note: {_plural(done, 'finding')} suppressed by comments in {_plural(files, 'file')}\n")
    for name, why in refused:
        count = _plural(len(by_file[name]), "finding")
        complain(visible(f"error: {name}: {count} can't be suppressed by a comment: {why}") + "\n")
    return not refused


def _write_all(by_file: dict[str, list[Finding]], linted: frozenset[str], reason: str) -> Iterator[tuple[str, str]]:
    """Writes each file; those that can't be, and why."""
    for name, findings in by_file.items():
        try:
            _write(name, findings, linted, reason)
        except NoCommentError as error:
            yield name, str(error)
        except OSError as error:
            yield name, describe(error)


def _write(name: str, findings: list[Finding], linted: frozenset[str], reason: str) -> None:
    """Raises NoCommentError or OSError."""
    if name not in linted:
        raise NoCommentError("it is not one of the files that are checked")
    data = read_bytes(name)
    if isinstance(data, FileTrouble):
        raise NoCommentError(data.message)
    reading = read_source(name, data)
    if reading.source.text != findings[0].place.source.text:
        raise NoCommentError("it has changed since it was read")
    written = encode_like(with_comments(reading, findings, reason), data)
    if written is None:
        raise NoCommentError("it holds bytes that are no text")
    replace_bytes(name, written)


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
