"""What holds of the whole code: a name stands for one thing."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("aligner", "clausebank", "tmx")


def test_no_public_class_name_stands_for_two_classes() -> None:
    modules_by_name: dict[str, list[str]] = defaultdict(list)
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    modules_by_name[node.name].append(str(path.relative_to(ROOT)))
    assert {name: modules for name, modules in modules_by_name.items() if len(modules) > 1} == {}
