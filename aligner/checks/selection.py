"""Which rules run on a text: those asked for, and the slow ones where the text is short enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from aligner.checks.checked_text import CheckedText
from aligner.checks.registry import all_rules, select
from aligner.checks.rule import Rule

FEW_UNITS = 500
"""Up to so many units, meanings are compared without being asked: some fifteen seconds for three languages."""


@dataclass(frozen=True, slots=True)
class RuleSelection:
    """The user's choice of rules.

    Attributes:
        selected: prefixes, names or ``ALL``; empty for the default.
        ignored: the same, taken away.
        extra: rules of the user's own.
        meaning: whether to compare meanings; None to do so in short texts, when nothing else is selected.
    """

    selected: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    extra: tuple[type[Rule], ...] = ()
    meaning: bool | None = None

    def rules(self) -> tuple[type[Rule], ...]:
        """The rules for a text of any length.

        Raises:
            NotFoundError: a name is that of no rule.
        """
        chosen = select(self.selected, self.ignored, self.extra)
        if self.meaning:
            chosen = tuple(rule for rule in (*all_rules(), *self.extra) if rule in chosen or rule in self._meaning())
        elif self.meaning is False:
            chosen = tuple(rule for rule in chosen if not rule.needs_encoder)
        return chosen

    def for_source(self, source: CheckedText) -> tuple[CheckedText, tuple[type[Rule], ...]]:
        """The rules for a text, and the text, of which a first part may have been read to tell its length."""
        chosen = self.rules()
        if self.meaning is not None or self.selected:
            return source, chosen
        stream = iter(source.units)
        head = list(islice(stream, FEW_UNITS + 1))
        source = replace(source, units=chain(head, stream))
        if len(head) > FEW_UNITS:
            return source, chosen
        return source, replace(self, meaning=True).rules()

    def _meaning(self) -> Sequence[type[Rule]]:
        """The rules on meaning, but for those that are ignored."""
        kept = select(("ALL",), self.ignored)
        return [rule for rule in kept if rule.needs_encoder]
