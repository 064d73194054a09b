"""Rules: one YAML file each, checked against its schema, its expressions compiled and its names checked."""

from podlint.rule.files import rule_files
from podlint.rule.loading import load_rule, load_rules, parse_rule
from podlint.rule.model import Rule
from podlint.rule.parameters import Parameter
from podlint.rule.parts import Level, See

__all__ = ["Level", "Parameter", "Rule", "See", "load_rule", "load_rules", "parse_rule", "rule_files"]
