"""All rules by code, and the choice of some of them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from aligner.checks.rule import Rule
from aligner.errors import NotFoundError

FAMILIES = {
    "ALN": "Alignment: every unit has its counterpart in every language",
    "CHR": "Characters: nothing corrupt, confusable or invisible",
    "CON": "Consistency: the same words have the same counterpart",
    "DAT": "Dates",
    "DUP": "Doubled words",
    "IGN": "Accepted findings",
    "LEN": "Length",
    "LST": "Lists: labels and their ordinals",
    "NEG": "Negation",
    "NUM": "Numbers",
    "PRV": "Provenance: how far the wording can be trusted",
    "PUN": "Punctuation, brackets and quotation marks",
    "REF": "References: document symbols, resolutions, articles",
    "SPC": "Spaces",
    "TRM": "Terms of the termbase",
    "URL": "Addresses on the web",
    "USR": "Your own rules, from the configuration",
}
"""What each family of rules is about, by the letters of its codes."""


@cache
def all_rules() -> tuple[type[Rule], ...]:
    """Every rule, by code."""
    from aligner.checks import rules

    return tuple(sorted(_concrete(rules.MODULES), key=lambda rule: rule.code))


def _concrete(modules: Iterable[object]) -> Iterator[type[Rule]]:
    for module in modules:
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Rule) and "code" in vars(value):
                yield value


def rule_named(name: str) -> type[Rule]:
    """The rule of that code or name.

    Raises:
        NotFoundError: there is none.
    """
    by_name = {key: rule for rule in all_rules() for key in (rule.code.lower(), rule.name)}
    if rule := by_name.get(name.lower()):
        return rule
    raise _unknown(name, [key for rule in all_rules() for key in (rule.code, rule.name)])


def select(selected: Sequence[str], ignored: Sequence[str], extra: Sequence[type[Rule]] = ()) -> tuple[type[Rule], ...]:
    """The rules to run.

    Args:
        selected: prefixes of codes (``NUM``, ``CHR002``), names, or ``ALL``; empty for all that are not opt-in.
        ignored: as ``selected``, taken away again. The longer prefix wins, so ``--select NUM001 --ignore NUM`` runs one.
        extra: rules of the user, beside those of the registry.

    Raises:
        NotFoundError: one names no rule.
    """
    rules = (*all_rules(), *extra)
    for name in (*selected, *ignored):
        if not any(_weight(name, rule) or (name and rule.code.startswith(name.upper())) for rule in rules):
            families = dict.fromkeys(rule.code[:3] for rule in rules)
            raise _unknown(name, [*families, *(key for rule in rules for key in (rule.code, rule.name))])

    def runs(rule: type[Rule]) -> bool:
        wanted = max((_weight(name, rule) for name in selected), default=0 if rule.opt_in else 1)
        unwanted = max((_weight(name, rule) for name in ignored), default=0)
        return wanted > unwanted

    return tuple(rule for rule in rules if runs(rule))


def _weight(name: str, rule: type[Rule]) -> int:
    """How closely a name fits a rule: 0 not at all, more for a longer prefix."""
    if name.upper() == "ALL":
        return 1
    if name.lower() == rule.name:
        return len(rule.code) + 1
    fits = rule.code.startswith(name.upper()) and len(name) >= (5 if rule.opt_in else 1)
    return len(name) + 1 if fits else 0


def _unknown(name: str, known: Iterable[str]) -> NotFoundError:
    lower = {key.lower(): key for key in known}
    begun = [key for key in lower if name and key.startswith(name.lower())]
    close = begun or difflib.get_close_matches(name.lower(), lower, n=1)
    meant = lower[close[0]] if close else ""
    hint = f"did you mean '{meant}'? " if meant else ""
    return NotFoundError(f"no rule '{name}'", hint=f"{hint}`clausebank rule --all` lists them")
