"""USR: rules of the user, regular expressions per language from the configuration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from aligner.checks.finding import Highlight, Problem, Severity
from aligner.checks.reading import Reading, spoken
from aligner.checks.rule import Example, Rule
from aligner.errors import UsageError

_KEYS = ("code", "name", "message", "severity", "match", "forbid")
_NONE = Example(())


class UserRule(Rule):
    """A rule made of patterns: ``match`` has to be found in all of its languages or in none, ``forbid`` nowhere."""

    family: ClassVar[str] = "USR"
    match: ClassVar[Mapping[str, re.Pattern[str]]] = {}
    forbid: ClassVar[Mapping[str, re.Pattern[str]]] = {}
    message: ClassVar[str] = ""

    def check(self, reading: Reading) -> Iterator[Problem]:
        """Problems of one unit."""
        for tag, pattern in self.forbid.items():
            for found in pattern.finditer(reading.texts.get(tag, "")):
                words = found.group()
                yield Problem(
                    self.message or f"'{words}' is not wanted in {tag}", (tag,), (Highlight(tag, *found.span()),)
                )
        where = {tag: pattern.search(reading.texts[tag]) for tag, pattern in self.match.items() if tag in reading.texts}
        lacking = tuple(tag for tag, found in where.items() if not found)
        if lacking and len(lacking) < len(where):
            marks = tuple(Highlight(tag, *found.span()) for tag, found in where.items() if found)
            there = spoken(tuple(tag for tag, found in where.items() if found))
            yield Problem(self.message or f"{there} has it, {spoken(lacking)} lacks it", lacking, marks)


def user_rule(table: Mapping[str, Any], where: str) -> type[Rule]:
    """A rule from its table in the configuration.

    Raises:
        UsageError: a key is unknown or missing, or a pattern is no regular expression.
    """
    for key in table:
        if key not in _KEYS:
            raise UsageError(f"unknown key '{key}'", where=where, hint=f"known: {', '.join(_KEYS)}")
    code = str(table.get("code", ""))
    if not re.fullmatch(r"USR\d{3}", code):
        raise UsageError(f"'{code}' cannot be the code of a rule", where=where, hint="use USR and three digits: USR001")
    severity = str(table.get("severity", Severity.WARNING))
    if severity not in list(Severity):
        raise UsageError(f"unknown severity '{severity}'", where=where, hint=f"known: {', '.join(Severity)}")
    match, forbid = _patterns(table, "match", where), _patterns(table, "forbid", where)
    if not forbid and len(match) < 2:
        raise UsageError("a rule needs 'match' in two languages or more, or 'forbid'", where=where)
    name = str(table.get("name", code.lower()))
    facts = {
        "code": code,
        "name": name,
        "severity": Severity(severity),
        "what": str(table.get("message", "")) or f"Patterns of the configuration: {name}.",
        "why": "It is a rule of this project.",
        "bad": _NONE,
        "good": _NONE,
        "match": match,
        "forbid": forbid,
        "message": str(table.get("message", "")),
    }
    return type(f"UserRule{code}", (UserRule,), facts)


def _patterns(table: Mapping[str, Any], key: str, where: str) -> dict[str, re.Pattern[str]]:
    written = table.get(key, {})
    if not isinstance(written, dict):
        raise UsageError(f"'{key}' is not a table of languages", where=where, hint=f'write {key} = {{ en = "shall" }}')
    patterns = {}
    for tag, pattern in written.items():
        try:
            patterns[str(tag)] = re.compile(str(pattern))
        except re.error as error:
            hint = "see docs.python.org/3/library/re.html"
            raise UsageError(
                f"'{pattern}' is no regular expression: {error}", where=f"{where}, {tag}", hint=hint
            ) from error
    return patterns
