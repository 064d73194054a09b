"""Every setting of a run, with its form, its default, its meaning and the ways to give it."""

import os
from collections.abc import Mapping as Map
from typing import TYPE_CHECKING, Any, NoReturn, Self

from podlint.config.forms import (
    FIX,
    INPUT,
    OUTPUT,
    RULES,
    Assignments,
    Choice,
    Flag,
    Number,
    Paths,
    PathText,
    Setting,
    Several,
    Structure,
    Text,
)
from podlint.config.overrides import Override, overrides
from podlint.config.report_files import Reports
from podlint.config.structures import inventory, is_reason, pod_templates
from podlint.config.words import DEFAULT, Given, Named, Origin
from podlint.finding import CONFIDENCES, SEVERITIES
from podlint.kubernetes.api.releases import NEWEST, minors_of, version
from podlint.report import FORMATS

if TYPE_CHECKING:  # a run that remembers needs no facts
    from podlint.facts.store import InventoryNode, Settings

LEVELS = tuple(reversed(SEVERITIES))
TIERS = tuple(reversed(CONFIDENCES))
BASELINE_NAME = ".podlint-baseline.json"


class Config:
    """The settings of a run. Of the class an attribute is the setting, of an instance its value.

    A row here is all that a new setting needs in code: its option, its variable and its key come from it. The key
    stands in schemas/config.schema.json too.
    """

    __slots__ = ("given",)

    def __init__(self, **values: Any) -> None:
        """The values of some settings, by their names; those of the others are their defaults."""
        self.given: Map[str, Given]
        object.__setattr__(self, "given", {name: Given(value) for name, value in values.items()})

    @classmethod
    def of(cls, given: Map[str, Given]) -> Self:
        config = cls()
        object.__setattr__(config, "given", dict(given))
        return config

    file = Text(
        INPUT, "The configuration file [default: the nearest .podlint.yaml]", "FILE", option="--config", key=None
    )
    no_config = Flag(INPUT, "Read no configuration file", key=None)
    paths = Paths(INPUT, "What to check: files, folders, globs", "PATH", (Named("."),), option=None)
    focus = Flag(INPUT, "Check the configured paths, and report what touches the files named here", key=None)
    focused = Paths(INPUT, "The files that are named with --focus", "FILE", option=None, key=None)
    since = Text(INPUT, "Report what touches a line changed since a commit or branch", "REF", key=None)
    staged = Flag(INPUT, "Report what touches a line staged for the next commit", key=None)
    stdin_filename = Text(INPUT, "What to call standard input in findings", "NAME", "-", key=None)
    exclude = Several(INPUT, "What not to check, written as in .gitignore", "GLOB", adds=True)
    force_exclude = Flag(INPUT, "Leave out what is excluded even where it is named")
    no_gitignore = Flag(INPUT, "Check what .gitignore leaves out as well")
    kubernetes_version = Text(
        INPUT,
        "The Kubernetes release that the manifests are for, or the first and the last of several",
        "X.Y[,X.Y]",
        version(NEWEST),
        minors_of,
    )
    crds = Paths(INPUT, "Definitions of custom resources to read and not to check", "PATH", adds=True)
    nodes: "Structure[tuple[InventoryNode, ...]]" = Structure(INPUT, "The nodes of the cluster", (), inventory)
    pod_templates: Structure[Map[tuple[str, str], tuple[str, ...]]] = Structure(
        INPUT, "Further kinds that hold a pod template", {}, pod_templates
    )

    select = Several(
        RULES, "Rules to run: ids, topic/*, tags, default or all", "RULES", (Named("default"),), commas=True
    )
    extend_select = Several(RULES, "Rules to run besides those selected", "RULES", commas=True, adds=True)
    ignore = Several(RULES, "Rules not to run", "RULES", commas=True, adds=True)
    rule_folders = Paths(
        RULES, "A folder of further rules, as TOPIC/ID.yaml", "DIR", option="--rules", key="rule-folders", adds=True
    )
    rules = Assignments(RULES, "Settings of single rules", (), option="--set", adds=True)
    baseline = PathText(
        RULES, f"Findings that do not count, as podlint baseline wrote them [default: {BASELINE_NAME}]", "FILE"
    )
    no_baseline = Flag(RULES, "Count what is in the baseline as well", key=None)
    exit_zero = Flag(RULES, "Exit with 0 whatever is found; a run that is not to be trusted still exits with 2")
    overrides: Structure[tuple[Override, ...]] = Structure(
        RULES, "Other rules and severities for some files, or for some objects", (), overrides
    )
    fail_on = Choice(RULES, "The least severity that makes the exit code 1", (*LEVELS, "never"), "warning")

    min_severity = Choice(OUTPUT, "The least severity that is shown", LEVELS, "info")
    min_confidence = Choice(OUTPUT, "The least confidence that is shown", TIERS, "low")
    max_findings = Number(OUTPUT, "How many findings to show, the most serious first; 0 for all", 0)
    output_format = Choice(OUTPUT, "The format of standard output", tuple(FORMATS), "text")
    reports = Reports(OUTPUT, "A report to write to a file besides", tuple(FORMATS), option="--report", adds=True)
    show_suppressed = Flag(OUTPUT, "Show suppressed findings as well, where the format can mark them")
    statistics = Flag(OUTPUT, "Count the findings by rule, after them")
    quiet = Flag(OUTPUT, "Print findings and errors, and nothing else", short="-q")
    verbose = Flag(OUTPUT, "Tell on standard error which settings hold, what was read and skipped, and why", short="-v")
    no_cache = Flag(OUTPUT, "Remember nothing from run to run, and believe nothing that was remembered")
    jobs = Number(OUTPUT, "How many processes judge; 0 for as many as pay, at most one on each core", 0)
    no_progress = Flag(OUTPUT, "Show no progress; it is shown on a terminal alone, of runs over a second")
    context = Number(OUTPUT, "Lines to show around each place", 0)
    profile_rules = Flag(OUTPUT, "Tell on standard error which rules and files took longest", key=None)
    color = Choice(OUTPUT, "Whether to colour", ("auto", "always", "never"), "auto")

    add_ignore = Text(FIX, "Write comments that suppress what is found", "REASON", check=is_reason, key=None)

    @property
    def folder(self) -> str:
        """Where the file's own paths start: its folder."""
        return os.path.dirname(self.file) or "."

    @property
    def baseline_file(self) -> str:
        """Where the baseline lies, or would: beside the file unless it is named."""
        return self.baseline or os.path.normpath(os.path.join(self.folder, BASELINE_NAME))

    @property
    def settings(self) -> "Settings":
        """What the facts need to know."""
        from podlint.facts.store import Settings  # imported late: what is remembered needs no facts

        return Settings(self.nodes, self.pod_templates or None, minors_of(self.kubernetes_version))

    @property
    def of_a_change(self) -> bool:
        """Whether an option says which files or lines the run is about."""
        return any(name in self.given for name in ("focus", "since", "staged"))

    def origin(self, name: str) -> Origin:
        """Where the value of a setting was written."""
        given = self.given.get(name)
        return DEFAULT if given is None else given.origin

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{name}: a Config does not change")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Config) and self.given == other.given

    def __hash__(self) -> int:
        return hash(tuple(self.given))

    def __repr__(self) -> str:
        return f"Config({', '.join(f'{name}={given.value!r}' for name, given in self.given.items())})"


SETTINGS: dict[str, Setting[Any]] = {name: row for name, row in vars(Config).items() if isinstance(row, Setting)}
"""The rows of the table, by their names."""
