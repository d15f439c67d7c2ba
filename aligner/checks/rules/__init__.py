"""The rules: one module per family, found by the registry."""
