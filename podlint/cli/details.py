"""What --verbose tells: the settings that hold, what was read, what was passed over and why."""

from collections.abc import Iterator

from podlint.cli.settings_text import lines
from podlint.config import Config
from podlint.finding import Report
from podlint.report.characters import visible


def details(report: Report, config: Config) -> str:
    """Lines for standard error."""
    return "".join(f"{visible(line)}\n" for line in _lines(report, config))


def _lines(report: Report, config: Config) -> Iterator[str]:
    yield f"configuration: {config.file or 'none'}"
    yield from (f"  {line}" for line in lines(config, defaults=False))
    yield from (f"read: {name}" for name in report.sources)
    yield from (f"skipped: {name} ({why})" for name, why in report.skipped)
