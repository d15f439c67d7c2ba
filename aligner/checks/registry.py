"""All rules by code, and the choice of some of them."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from types import ModuleType

from aligner.checks import rules
from aligner.checks.rule import Rule
from aligner.errors import NotFoundError

FAMILIES = {
    "ALN": "Alignment: every unit has its counterpart in every language",
    "CHR": "Characters: nothing corrupt, confusable or invisible",
    "COD": "Codes: placeholders, markup and inline codes",
    "CON": "Consistency: the same words have the same counterpart",
    "DAT": "Dates",
    "DUP": "Doubled words",
    "EVD": "Evidence: what is quoted for a wording",
    "FIL": "Files",
    "IGN": "Accepted findings",
    "LEN": "Length",
    "LST": "Lists: labels and their ordinals",
    "MOD": "Modality: what a text obliges, permits and recommends",
    "NEG": "Negation",
    "NUM": "Numbers",
    "PRV": "Provenance: how far the wording can be trusted",
    "PUN": "Punctuation, brackets and quotation marks",
    "QTY": "Quantities: the unit or currency beside a number",
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
    modules = (
        importlib.import_module(f"{rules.__name__}.{name}") for _, name, _ in pkgutil.iter_modules(rules.__path__)
    )
    return tuple(sorted(chain.from_iterable(map(_rules_in, modules)), key=lambda rule: rule.code))


def _rules_in(module: ModuleType) -> Iterator[type[Rule]]:
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, Rule) and "code" in vars(value):
            yield value


def rule_named(name: str) -> type[Rule]:
    """The rule of that code or name.

    Raises:
        NotFoundError: there is none.
    """
    for rule in all_rules():
        if name.lower() in {rule.code.lower(), rule.name}:
            return rule
    raise _unknown(name, _codes_and_names(all_rules()))


def select(selected: Sequence[str], ignored: Sequence[str], extra: Sequence[type[Rule]] = ()) -> tuple[type[Rule], ...]:
    """The rules to run.

    Args:
        selected: prefixes of codes (``NUM``, ``CHR002``), names, or ``ALL``; empty for all that are not opt-in.
        ignored: as ``selected``, taken away again. The longer prefix wins, so ``--select NUM001 --ignore NUM`` runs one.
        extra: rules of the user, beside those of the registry.

    Raises:
        NotFoundError: one names no rule.
    """
    choice = (*all_rules(), *extra)
    for name in (*selected, *ignored):
        if not any(_weight(name, rule) or (name and rule.code.startswith(name.upper())) for rule in choice):
            families = dict.fromkeys(rule.code[:3] for rule in choice)
            raise _unknown(name, [*families, *_codes_and_names(choice)])

    def runs(rule: type[Rule]) -> bool:
        selecting = max((_weight(name, rule) for name in selected), default=0 if rule.opt_in else 1)
        ignoring = max((_weight(name, rule) for name in ignored), default=0)
        return selecting > ignoring

    return tuple(rule for rule in choice if runs(rule))


def _weight(name: str, rule: type[Rule]) -> int:
    """How closely a name fits a rule: 0 not at all, more for a longer prefix."""
    if name.upper() == "ALL":
        return 1
    if name.lower() == rule.name:
        return len(rule.code) + 1
    fits = rule.code.startswith(name.upper()) and len(name) >= (5 if rule.opt_in else 1)
    return len(name) + 1 if fits else 0


def _codes_and_names(choice: Iterable[type[Rule]]) -> list[str]:
    return [*chain.from_iterable((rule.code, rule.name) for rule in choice)]


def _unknown(name: str, choice: Iterable[str]) -> NotFoundError:
    by_lower = {key.lower(): key for key in choice}
    begun = [key for key in by_lower if name and key.startswith(name.lower())]
    close = begun or difflib.get_close_matches(name.lower(), by_lower, n=1)
    hint = f"did you mean '{by_lower[close[0]]}'? " if close else ""
    return NotFoundError(f"no rule '{name}'", hint=f"{hint}`clausebank rule --all` lists them")
