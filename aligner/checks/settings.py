"""The configuration of ``check``: ``[tool.clausebank]`` in pyproject.toml, or clausebank.toml.

The first of the two that is found, from the working folder upwards, counts; clausebank.toml before pyproject.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligner.checks.finding import Severity
from aligner.checks.rule import Rule
from aligner.checks.user_rules import user_rule
from aligner.errors import InputError, UsageError

OWN_FILE, PROJECT_FILE = "clausebank.toml", "pyproject.toml"
_KEYS = {"select": list, "ignore": list, "fail-on": str, "meaning": bool, "baseline": str, "rules": list}
_KINDS = {list: "a list", str: "text", bool: "true or false"}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a configuration file says; None or empty where it says nothing.

    Attributes:
        select: rules to run.
        ignore: rules not to run.
        fail_on: the least severity that fails.
        meaning: whether to run the rules that need the sentence encoder.
        baseline: the file of known findings, relative to the working folder.
        rules: rules of the user.
        file: where this was read; None where no configuration was found.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity | None = None
    meaning: bool | None = None
    baseline: Path | None = None
    rules: tuple[type[Rule], ...] = ()
    file: Path | None = None


def find(folder: Path) -> Path | None:
    """The configuration file for a folder: the nearest upwards that has something to say."""
    for here in (folder, *folder.parents):
        if (here / OWN_FILE).is_file():
            return here / OWN_FILE
        project = here / PROJECT_FILE
        if project.is_file() and "[tool.clausebank" in project.read_text(encoding="utf-8", errors="replace"):
            return project
    return None


def load(path: Path | None) -> Settings:
    """Read a configuration file.

    Raises:
        InputError: it cannot be read or is not TOML.
        UsageError: it has an unknown key or a value of the wrong kind.
    """
    if path is None:
        return Settings()
    try:
        with path.open("rb") as file:
            data = tomllib.load(file)
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", where=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"not valid TOML: {error}", where=str(path)) from error
    # pyproject.toml keeps it under [tool.clausebank]; clausebank.toml may say it at the top.
    tools = data.get("tool")
    nested = tools.get("clausebank") if isinstance(tools, dict) else None
    table = nested if nested is not None else {} if path.name == PROJECT_FILE else data
    if not isinstance(table, dict):
        raise UsageError("'tool.clausebank' is not a table", where=str(path), hint="write [tool.clausebank]")
    return _settings(table, path)


def _settings(table: Mapping[str, Any], path: Path) -> Settings:
    for key, value in table.items():
        if key not in _KEYS:
            raise UsageError(f"unknown key '{key}'", where=str(path), hint=f"known: {', '.join(_KEYS)}")
        if not isinstance(value, _KEYS[key]):
            raise UsageError(f"'{key}' is not {_KINDS[_KEYS[key]]}", where=str(path))
    return Settings(
        select=_codes(table, "select", path),
        ignore=_codes(table, "ignore", path),
        fail_on=severity(table["fail-on"], f"{path}, fail-on") if "fail-on" in table else None,
        meaning=table.get("meaning"),
        baseline=path.parent / table["baseline"] if "baseline" in table else None,
        rules=_rules(table.get("rules", []), path),
        file=path,
    )


def severity(written: str, where: str) -> Severity:
    """The severity of that name.

    Raises:
        UsageError: there is none.
    """
    if written not in list(Severity):
        raise UsageError(f"unknown severity '{written}'", where=where, hint=f"known: {', '.join(Severity)}")
    return Severity(written)


def _codes(table: Mapping[str, Any], key: str, path: Path) -> tuple[str, ...]:
    codes = table.get(key, [])
    if not all(isinstance(code, str) for code in codes):
        raise UsageError(f"'{key}' is not a list of rules", where=str(path), hint=f'write {key} = ["NUM", "CHR002"]')
    return tuple(codes)


def _rules(tables: Iterable[Any], path: Path) -> tuple[type[Rule], ...]:
    rules: dict[str, type[Rule]] = {}
    for number, table in enumerate(tables, start=1):
        where = f"{path}, rules[{number}]"
        if not isinstance(table, dict):
            raise UsageError("a rule is a table", where=where, hint="start it with [[tool.clausebank.rules]]")
        rule = user_rule(table, where)
        if rule.code in rules:
            raise UsageError(f"the code {rule.code} stands twice", where=where, hint="give each rule its own")
        rules[rule.code] = rule
    return tuple(rules.values())
