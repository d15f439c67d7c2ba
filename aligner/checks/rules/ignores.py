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

    def unused(self, unit: Unit, reported: set[str], active: set[str], codes: set[str]) -> Iterator[Problem]:
        """Entries of ``unit.ignore`` that ignore nothing.

        Args:
            unit: the unit.
            reported: the codes of the rules that found something in it.
            active: the codes of the rules that ran; an entry for another rule may be needed.
            codes: the codes of all rules there are.
        """
        ignored = unit.ignored
        for code in unit.ignore:
            if code not in ignored:
                yield Problem(
                    f"{code} is not ignored here, as no reason is given; write {code}: and why", (), line=unit.line
                )
            elif code not in codes:
                yield Problem(f"'{code}' is ignored here, but there is no such rule", (), line=unit.line)
            elif code in active and code not in reported:
                yield Problem(f"{code} is ignored here, but finds nothing; take the entry out", (), line=unit.line)
