"""The rules: one module per family."""

from aligner.checks.rules import (
    addresses,
    characters,
    consistency,
    dates,
    doubled,
    ignores,
    length,
    lists,
    negation,
    numbers,
    phrases,
    provenance,
    punctuation,
    references,
    scripts,
    spaces,
    structure,
    terms,
)

MODULES = (
    addresses,
    characters,
    consistency,
    dates,
    doubled,
    ignores,
    length,
    lists,
    negation,
    numbers,
    phrases,
    provenance,
    punctuation,
    references,
    scripts,
    spaces,
    structure,
    terms,
)
"""Where the registry finds rules."""
