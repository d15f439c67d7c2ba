"""Which rules run on a text: those asked for, and the slow ones where the text is short enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from aligner.checks.checked_text import CheckedText
from aligner.checks.registry import all_rules, select
from aligner.checks.rule import Rule

FEW_UNITS = 500
"""Meanings of this many units at most are compared unasked: some fifteen seconds for three languages."""


@dataclass(frozen=True, slots=True)
class RuleSelection:
    """The user's choice of rules.

    Attributes:
        selected: prefixes, names or ``ALL``; empty for the default.
        extended: the same, added to the selected or the default rules.
        ignored: the same, taken away.
        extra: rules of the user's own.
        meaning: whether to compare meanings; None to do so in short texts, when nothing else is selected.
    """

    selected: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    extended: tuple[str, ...] = ()
    extra: tuple[type[Rule], ...] = ()
    meaning: bool | None = None

    def rules(self) -> tuple[type[Rule], ...]:
        """The rules for a text of any length.

        Raises:
            NotFoundError: a name is that of no rule.
        """
        chosen = select(self.selected, self.ignored, self.extra)
        if self.extended:
            added = {*chosen, *select(self.extended, self.ignored, self.extra)}
            chosen = tuple(rule for rule in (*all_rules(), *self.extra) if rule in added)
        if self.meaning:
            chosen = tuple(rule for rule in (*all_rules(), *self.extra) if rule in chosen or rule in self._meaning())
        elif self.meaning is False:
            chosen = tuple(rule for rule in chosen if not rule.needs_encoder)
        return chosen

    @property
    def is_by_default(self) -> bool:
        """Whether the length of a text decides about the rules that compare meanings."""
        return self.meaning is None and not self.selected

    def for_text(self, text: CheckedText) -> tuple[CheckedText, tuple[type[Rule], ...]]:
        """The rules for a text, and the text, of which a first part may have been read to learn its length."""
        chosen = self.rules()
        if not self.is_by_default:
            return text, chosen
        stream = iter(text.units)
        head = list(islice(stream, FEW_UNITS + 1))
        text = replace(text, units=chain(head, stream))
        if len(head) > FEW_UNITS:
            return text, chosen
        return text, replace(self, meaning=True).rules()

    def _meaning(self) -> Sequence[type[Rule]]:
        """The rules on meaning, except those that are ignored."""
        return [rule for rule in select(("ALL",), self.ignored) if rule.needs_encoder]
