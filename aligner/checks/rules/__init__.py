"""The rules: one module per family."""

from aligner.checks.rules import (
    addresses,
    characters,
    dates,
    doubled,
    ignores,
    lists,
    numbers,
    phrases,
    provenance,
    punctuation,
    references,
    scripts,
    spaces,
    structure,
)

MODULES = (
    addresses,
    characters,
    dates,
    doubled,
    ignores,
    lists,
    numbers,
    phrases,
    provenance,
    punctuation,
    references,
    scripts,
    spaces,
    structure,
)
"""Where the registry finds rules."""
