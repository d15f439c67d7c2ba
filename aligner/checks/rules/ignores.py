"""IGN: findings that a unit accepts with a reason."""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.finding import Problem, Severity
from aligner.checks.rule import Example, Rule
from aligner.model import Role, Segment, Unit

_SEGMENTS = {"en": Segment("Article 1"), "ru": Segment("Статья 1")}


class UnusedIgnore(Rule):
    """Called by the runner, which alone knows what the other rules found."""

    code = "IGN001"
    name = "unused-ignore"
    severity = Severity.WARNING
    what = (
        "A unit ignores a rule that finds nothing in it, or a rule that does not exist; or it does not say why, and "
        "then nothing is ignored."
    )
    why = "An entry that is no longer needed would hide the next real fault of that kind."
    bad = Example((Unit("1", Role.ITEM, _SEGMENTS, ignore={"NUM001": "the versions count differently"}),))
    good = Example((Unit("1", Role.ITEM, _SEGMENTS),))

    def unused(self, unit: Unit, found: set[str], active: set[str]) -> Iterator[Problem]:
        """Entries of ``unit.ignore`` without a finding; rules that did not run are no one's fault."""
        from aligner.checks.registry import all_rules

        known = {rule.code for rule in all_rules()} | active
        ignored = unit.ignored
        for code in unit.ignore:
            if code not in ignored:
                yield Problem(
                    f"{code} is not ignored here, as no reason is given; write {code}: and why", (), line=unit.line
                )
            elif code not in known:
                yield Problem(f"'{code}' is ignored here, but there is no such rule", (), line=unit.line)
            elif code in active and code not in found:
                yield Problem(f"{code} is ignored here, but finds nothing; take the entry out", (), line=unit.line)
