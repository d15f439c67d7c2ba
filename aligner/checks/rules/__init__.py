"""The rules: one module per family."""

from aligner.checks.rules import dates, ignores, numbers, phrases, provenance, references, structure

MODULES = (dates, ignores, numbers, phrases, provenance, references, structure)
"""Where the registry finds rules."""
