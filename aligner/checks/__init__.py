"""A linter for aligned texts: rules look at all languages at once and say which one stands alone.

>>> from aligner.checks import Source, run, select
>>> from aligner.model import Role, Segment, Unit
>>> unit = Unit("1", Role.ITEM, {"en": Segment("Article 5"), "zh": Segment("第5条"), "ru": Segment("Статья 6")})
>>> [(finding.code, finding.languages) for finding in run(Source("memory", [unit]), select(["NUM"], []))]
[('NUM001', ('ru',))]
"""

from aligner.checks.finding import Finding, Mark, Problem, Severity, Tally
from aligner.checks.registry import all_rules, rule_named, select
from aligner.checks.rule import Rule
from aligner.checks.runner import run
from aligner.checks.source import Source, from_document

__all__ = [
    "Finding",
    "Mark",
    "Problem",
    "Rule",
    "Severity",
    "Source",
    "Tally",
    "all_rules",
    "from_document",
    "rule_named",
    "run",
    "select",
]
