"""What the fix of one rule makes of the texts of a unit."""

from __future__ import annotations

from collections.abc import Mapping

from aligner.checks.reading import unsieved
from aligner.checks.rule import Rule


def fixed_by(rule: Rule, texts: Mapping[str, str], source: str = "") -> dict[str, str]:
    """The texts that a rule changes, by language: those in which it reports something, if that takes the report away.

    Args:
        rule: the rule.
        texts: language to text of a unit.
        source: the language that stays as its author wrote it; empty for none.
    """
    changed = {tag: after for tag, text in texts.items() if (after := rule.fix(text, tag)) not in {text, ""}}
    changed.pop(source, None)
    if not changed:
        return {}
    reported = reported_in(rule, texts)
    changed = {tag: after for tag, after in changed.items() if tag in reported}
    remaining = reported_in(rule, {**texts, **changed})
    if rule.joint_fix and remaining:
        return {}
    return {tag: after for tag, after in changed.items() if tag not in remaining}


def reported_in(rule: Rule, texts: Mapping[str, str]) -> set[str]:
    """The languages in which a rule finds something."""
    reading = unsieved(texts)
    return {tag for problem in rule.check(reading) for tag in problem.languages}
