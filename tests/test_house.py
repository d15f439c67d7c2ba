"""What holds of the whole code and of what it is made with: a name stands for one thing, a version is pinned."""

from __future__ import annotations

import ast
import re
import tomllib
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


def test_every_package_that_is_asked_for_is_pinned_by_hash() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[\[<>= ;]", requirement)[0].lower().replace(".", "-") for requirement in wanted} - {
        "clausebank"
    }
    pinned = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE))
    assert names - pinned == set(), "run `make lock`"
