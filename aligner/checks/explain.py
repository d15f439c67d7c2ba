"""Rules in words: for the command line and for docs/rules.md, which is made from the registry."""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.registry import FAMILIES, all_rules
from aligner.checks.rule import Example, Rule
from aligner.model import Unit


def explained(rule: type[Rule]) -> str:
    """A rule as Markdown that reads well in a terminal too."""
    return "\n".join(_lines(rule)) + "\n"


def reference() -> str:
    """All rules, by family: the whole of docs/rules.md."""
    rules = all_rules()
    lines = [
        "# Rules of `clausebank check`",
        "",
        "Made by `clausebank rule --markdown > docs/rules.md`; a test keeps it so. How to choose rules is in [check.md](check.md).",
        "",
        "| code | name | severity | fixable | runs |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | {rule.name} | {rule.severity} | {_yes(rule)} | {_runs(rule)} |"
        for rule in rules
    ]
    for family, title in FAMILIES.items():
        of_family = [rule for rule in rules if rule.code.startswith(family)]
        if of_family:
            lines += ["", f"## {family}: {title}"]
        for rule in of_family:
            lines += ["", *_lines(rule, level="###")]
    return "\n".join(lines) + "\n"


def _yes(rule: type[Rule]) -> str:
    return "yes" if rule.is_fixable() else ""


def _runs(rule: type[Rule]) -> str:
    if rule.needs_encoder:
        return "in short texts, or with `--meaning`"
    return "when selected" if rule.opt_in else "always"


def _lines(rule: type[Rule], level: str = "#") -> Iterator[str]:
    yield f"{level} {rule.code} {rule.name}"
    yield ""
    facts = [f"Severity: {rule.severity}."]
    if rule.is_fixable():
        facts.append("Mended by `--fix`.")
    if rule.opt_in or rule.needs_encoder:
        facts.append(f"Runs {_runs(rule)}.")
    if rule.languages:
        facts.append(f"Languages: {', '.join(rule.languages)}.")
    yield " ".join(facts)
    yield ""
    yield rule.what
    yield ""
    yield f"Why: {rule.why}"
    for title, example in (("Bad:", rule.bad), ("Good:", rule.good)):
        yield ""
        yield title
        yield ""
        yield from _example(example)


def _example(example: Example) -> Iterator[str]:
    for number, unit in enumerate(example.units):
        if number:
            yield ""
        yield from (f"    {line}" for line in _unit(unit, with_id=len(example.units) > 1))


def _unit(unit: Unit, *, with_id: bool) -> Iterator[str]:
    if with_id:
        yield f"{unit.id}:"
    for tag, segment in unit.segments.items():
        status = f"[{segment.status}] " if segment.status != "unverified" else ""
        text = "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in segment.text)
        yield f"{tag}  {status}{segment.label + ' ' if segment.label else ''}{text}"
    for number, phrase in enumerate(unit.phrases, start=1):
        yield f"phrase {number}: " + " | ".join(f"{tag} {it.text}" for tag, it in phrase.stretches.items())
    for tag, words in unit.unmatched.items():
        yield f"unmatched {tag}: {' | '.join(words)}"
    for code, reason in unit.ignore.items():
        yield f"ignore {code}: {reason}"
