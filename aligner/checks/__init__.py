"""A linter for aligned texts: rules look at all languages at once and say which one stands alone.

>>> from aligner.checks import CheckedText, run, select
>>> from aligner.model import Role, Segment, Unit
>>> unit = Unit("1", Role.ITEM, {"en": Segment("Article 5"), "zh": Segment("第5条"), "ru": Segment("Статья 6")})
>>> [(finding.code, finding.languages) for finding in run(CheckedText("memory", [unit]), select(["NUM"], []))]
[('NUM001', ('ru',))]
"""

from aligner.checks.checked_text import CheckedText, from_document
from aligner.checks.finding import Finding, Highlight, Problem, Severity, Tally
from aligner.checks.registry import all_rules, rule_named, select
from aligner.checks.rule import Rule
from aligner.checks.runner import run

__all__ = [
    "CheckedText",
    "Finding",
    "Highlight",
    "Problem",
    "Rule",
    "Severity",
    "Tally",
    "all_rules",
    "from_document",
    "rule_named",
    "run",
    "select",
]
