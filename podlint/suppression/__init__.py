"""Findings that somebody excused in the manifests, and what became of each excuse."""

from podlint.suppression.judging import Verdict, first_round, settled_judgement, with_suppressions
from podlint.suppression.settling import Settled, settle
from podlint.suppression.standing import RunRules

__all__ = ["RunRules", "Settled", "Verdict", "first_round", "settle", "settled_judgement", "with_suppressions"]
