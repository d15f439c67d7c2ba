"""USR: rules of the user, regular expressions per language from the configuration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from aligner.checks.finding import Highlight, Problem, Severity
from aligner.checks.reading import Reading
from aligner.checks.rule import Example, Rule
from aligner.errors import UsageError
from aligner.text.english import listed
from aligner.text.expressions import Expression

_KEYS = ("code", "name", "message", "severity", "match", "forbid")
_NONE = Example(())


class UserRule(Rule):
    """A rule made of patterns: ``match`` has to be found in all of its languages or in none, ``forbid`` nowhere."""

    family: ClassVar[str] = "USR"
    match: ClassVar[Mapping[str, Expression]] = {}
    forbid: ClassVar[Mapping[str, Expression]] = {}
    message: ClassVar[str] = ""

    def check(self, reading: Reading) -> Iterator[Problem]:
        """Problems of one unit."""
        for tag, expression in self.forbid.items():
            for match in expression.finditer(reading.texts.get(tag, "")):
                mark = Highlight(tag, *match.span())
                yield Problem(self.message or f"'{match.group()}' is not wanted in {tag}", (tag,), (mark,))
        matches = {tag: self.match[tag].search(reading.texts[tag]) for tag in self.match if tag in reading.texts}
        lacking = tuple(tag for tag, match in matches.items() if match is None)
        if lacking and len(lacking) < len(matches):
            marks = tuple(Highlight(tag, *match.span()) for tag, match in matches.items() if match)
            having = listed(tuple(mark.language for mark in marks))
            yield Problem(self.message or f"{having} has it, {listed(lacking)} lacks it", lacking, marks)


def user_rule(table: Mapping[str, Any], where: str) -> type[Rule]:
    """A rule from its table in the configuration.

    Raises:
        UsageError: a key is unknown or missing, or an expression cannot be used.
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
    match, forbid = _expressions(table, "match", where), _expressions(table, "forbid", where)
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


def _expressions(table: Mapping[str, Any], key: str, where: str) -> dict[str, Expression]:
    written = table.get(key, {})
    if not isinstance(written, dict):
        raise UsageError(f"'{key}' is not a table of languages", where=where, hint=f'write {key} = {{ en = "shall" }}')
    return {str(tag): Expression(str(expression), f"{where}, {tag}") for tag, expression in written.items()}
