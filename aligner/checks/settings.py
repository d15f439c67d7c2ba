"""The configuration of ``check``: ``[tool.clausebank]`` in pyproject.toml, or clausebank.toml.

For each file that is checked the nearest of the two counts, from the folder of the file upwards; clausebank.toml before
pyproject.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from aligner.checks.finding import Severity
from aligner.checks.rule import Rule
from aligner.checks.user_rules import user_rule
from aligner.errors import InputError, UsageError
from aligner.model import TranslationState

OWN_FILE, PROJECT_FILE = "clausebank.toml", "pyproject.toml"
_KEYS = {
    "select": list,
    "extend-select": list,
    "ignore": list,
    "per-file-ignores": dict,
    "exclude": list,
    "languages": list,
    "source": str,
    "include": list,
    "terms": list,
    "fail-on": str,
    "meaning": bool,
    "baseline": str,
    "documentation": str,
    "rules": list,
}
_KINDS = {list: "a list", str: "text", bool: "true or false", dict: "a table"}
_EXAMPLES = {
    "select": '["NUM", "CHR002"]',
    "extend-select": '["PUN005"]',
    "ignore": '["SPC"]',
    "exclude": '["build", "*.orig.po"]',
    "languages": '["en", "de"]',
    "include": '["fuzzy"]',
    "terms": '["terms.tbx"]',
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a configuration file says; None or empty where it says nothing.

    Attributes:
        select: rules to run.
        extend_select: rules to run beside the selected or the default ones.
        ignore: rules not to run.
        per_file_ignores: pattern of file names to rules that are not run on these files.
        exclude: patterns of files and folders that are not looked for in folders.
        languages: languages to compare.
        source: the language that the others were translated from.
        include: states in which a translation is checked although it is not final.
        terms: files of terms, relative to the configuration.
        fail_on: the least severity that fails.
        meaning: whether to run the rules that need the sentence encoder.
        baseline: the file of known findings, relative to the configuration.
        documentation: the address of the pages of documentation, which reports point to.
        rules: rules of the user.
        file: where this was read; None where no configuration was found.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    source: str = ""
    include: frozenset[TranslationState] = frozenset()
    terms: tuple[Path, ...] = ()
    fail_on: Severity | None = None
    meaning: bool | None = None
    baseline: Path | None = None
    documentation: str = ""
    rules: tuple[type[Rule], ...] = ()
    file: Path | None = None

    @property
    def folder(self) -> Path:
        """The folder that patterns of files are relative to."""
        return self.file.parent if self.file else Path.cwd()

    def record(self) -> dict[str, object]:
        """The settings as a configuration file writes them."""
        return {
            "file": str(self.file) if self.file else None,
            "select": list(self.select),
            "extend-select": list(self.extend_select),
            "ignore": list(self.ignore),
            "per-file-ignores": {pattern: list(codes) for pattern, codes in self.per_file_ignores.items()},
            "exclude": list(self.exclude),
            "languages": list(self.languages),
            "source": self.source,
            "include": sorted(self.include),
            "terms": [str(path) for path in self.terms],
            "fail-on": str(self.fail_on or Severity.WARNING),
            "meaning": self.meaning,
            "baseline": str(self.baseline) if self.baseline else None,
            "documentation": self.documentation,
            "rules": [rule.code for rule in self.rules],
        }


def find(folder: Path) -> Path | None:
    """The configuration file for a folder: the nearest upwards that has something to say."""
    folder = folder.absolute()
    for ancestor in (folder, *folder.parents):
        if (ancestor / OWN_FILE).is_file():
            return ancestor / OWN_FILE
        project = ancestor / PROJECT_FILE
        if project.is_file() and "[tool.clausebank" in project.read_text(encoding="utf-8", errors="replace"):
            return project
    return None


@lru_cache(maxsize=256)
def of_folder(folder: Path) -> Settings:
    """The settings for the files of a folder."""
    return load(find(folder))


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
        select=_names(table, "select", path),
        extend_select=_names(table, "extend-select", path),
        ignore=_names(table, "ignore", path),
        per_file_ignores=_per_file(table.get("per-file-ignores", {}), path),
        exclude=_names(table, "exclude", path),
        languages=_names(table, "languages", path),
        source=table.get("source", ""),
        include=states(_names(table, "include", path), f"{path}, include"),
        terms=tuple(path.parent / name for name in _names(table, "terms", path)),
        fail_on=severity(table["fail-on"], f"{path}, fail-on") if "fail-on" in table else None,
        meaning=table.get("meaning"),
        baseline=path.parent / table["baseline"] if "baseline" in table else None,
        documentation=table.get("documentation", ""),
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


def states(names: Iterable[str], where: str) -> frozenset[TranslationState]:
    """The states of those names.

    Raises:
        UsageError: one is not a state.
    """
    chosen = set()
    for name in names:
        if name not in list(TranslationState):
            raise UsageError(f"unknown state '{name}'", where=where, hint=f"known: {', '.join(TranslationState)}")
        chosen.add(TranslationState(name))
    return frozenset(chosen)


def _names(table: Mapping[str, Any], key: str, path: Path) -> tuple[str, ...]:
    names = table.get(key, [])
    if not all(isinstance(name, str) for name in names):
        raise UsageError(f"'{key}' is not a list of names", where=str(path), hint=f"write {key} = {_EXAMPLES[key]}")
    return tuple(names)


def _per_file(table: Mapping[str, Any], path: Path) -> dict[str, tuple[str, ...]]:
    for pattern, codes in table.items():
        if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
            hint = 'write "legacy/*.po" = ["NUM"]'
            raise UsageError(f"'{pattern}' is not a list of rules", where=f"{path}, per-file-ignores", hint=hint)
    return {pattern: tuple(codes) for pattern, codes in table.items()}


def _rules(tables: Iterable[Any], path: Path) -> tuple[type[Rule], ...]:
    rules: dict[str, type[Rule]] = {}
    for number, table in enumerate(tables, start=1):
        where = f"{path}, rules[{number}]"
        if not isinstance(table, dict):
            raise UsageError("a rule is a table", where=where, hint="start it with [[tool.clausebank.rules]]")
        rule = user_rule(table, where)
        if rule.code in rules:
            raise UsageError(f"the code {rule.code} occurs twice", where=where, hint="give each rule its own")
        rules[rule.code] = rule
    return tuple(rules.values())
