"""Mending what is safe to mend: spaces, invisible characters, marks of the wrong width."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import tmx
from aligner.bank import Bank, held_text
from aligner.bank.reading import DOCUMENT_FILE, read_document
from aligner.checks.checked_text import can_mend, text_named
from aligner.checks.reading import readings
from aligner.checks.reports.text import visible
from aligner.checks.rule import Rule, Setting
from aligner.errors import UsageError
from aligner.model import Document, Role, Segment, Unit


@dataclass(frozen=True, slots=True)
class Fix:
    """A segment that was mended."""

    unit: str
    language: str
    before: str
    after: str

    def lines(self) -> Iterator[str]:
        """The change as a diff shows it, with what would not show, or steer a terminal, as its code point."""
        yield f"@@ {visible(self.unit)} {self.language} @@"
        yield f"-{visible(self.before)}"
        yield f"+{visible(self.after)}"


class Mender:
    """Mends what rules report, and no more: not what they let be, nor what a unit ignores.

    Args:
        rules: those whose findings are mended, as far as they can be.
    """

    def __init__(self, rules: Sequence[type[Rule]]) -> None:
        self._rules = [rule(Setting(())) for rule in rules if rule.is_fixable()]

    def mended(self, texts: Mapping[str, str], ignored: Container[str] = ()) -> dict[str, str]:
        """The texts of a unit by language, put right one rule after the other."""
        result = dict(texts)
        for rule in self._rules:
            changed = {tag: after for tag, text in result.items() if (after := rule.fix(text, tag)) != text}
            if changed and rule.code not in ignored:
                reported = _reported(rule, result)
                result |= {tag: after for tag, after in changed.items() if tag in reported}
        return result


def _reported(rule: Rule, texts: Mapping[str, str]) -> set[str]:
    """The languages in which a rule finds something."""
    unit = Unit("", Role.PARAGRAPH, {tag: Segment(text) for tag, text in texts.items()})
    (reading,) = readings([unit], tuple(texts))
    return {tag for problem in rule.check(reading) for tag in problem.languages}


def fix(name: str, bank: Bank, rules: Sequence[type[Rule]], format_name: str = "", *, write: bool) -> list[Fix]:
    """Mend a text of the bank or a memory where it stands; with ``write`` false, only say what would change.

    Args:
        name: as the user gave it.
        bank: where texts are looked up.
        rules: those whose findings are mended.
        format_name: the format of the file; empty to go by its name.
        write: whether to write what is mended.

    Raises:
        UsageError: the file is of a format that is not mended in place.
        ClausebankError: the file cannot be read or written.
    """
    path, mender = Path(name), Mender(rules)
    if (path / DOCUMENT_FILE).is_file():
        return _fix_text(path, mender, write=write)
    if name == "-" or path.is_file():
        if not can_mend(name, format_name):
            raise UsageError("only texts of the bank and TMX files can be mended", where=name)
        return _fix_memory(path, mender, write=write)
    return _fix_text(bank.root / text_named(name, bank).name, mender, write=write)


def _fix_text(folder: Path, mender: Mender, *, write: bool) -> list[Fix]:
    """A text of the bank; one that is written is held from reading it on, so that no other change of it is lost."""
    if not write:
        return _fixed_document(read_document(folder), mender)[1]
    with held_text(folder) as held:
        document, changes = _fixed_document(held.document or read_document(folder), mender)
        if changes:
            held.save(document)
    return changes


def _fixed_document(document: Document, mender: Mender) -> tuple[Document, list[Fix]]:
    """Phrases go with their segments: where a phrase would no longer be found, the segment stays as it is."""
    changes: list[Fix] = []
    units = []
    for unit in document.units:
        segments = dict(unit.segments)
        texts = {tag: segment.text for tag, segment in segments.items() if segment.text}
        for tag, after in mender.mended(texts, unit.ignored).items():
            segment = segments[tag]
            kept = all(it.stretches[tag].span(after) for it in unit.phrases if tag in it.stretches)
            if after and after != segment.text and kept:
                segments[tag] = replace(segment, text=after)
                changes.append(Fix(unit.id, tag, segment.text, after))
        units.append(replace(unit, segments=segments))
    return replace(document, units=tuple(units)), changes


def _fix_memory(path: Path, mender: Mender, *, write: bool) -> list[Fix]:
    """A memory is gone through as a stream; it is written, as a whole, only when there is something to mend."""
    changes: list[Fix] = []
    for _ in _fixed_units(tmx.read(path), mender, changes):
        pass
    if write and changes:
        memory = tmx.read(path)
        tmx.write(path, _fixed_units(memory, mender, []), header=memory.header, profile="exact")
    return changes


def _fixed_units(memory: tmx.Reader, mender: Mender, changes: list[Fix]) -> Iterator[tmx.TranslationUnit]:
    for number, unit in enumerate(memory, start=1):
        yield _fixed_unit(unit, unit.tuid or str(number), mender, changes)


def _fixed_unit(unit: tmx.TranslationUnit, name: str, mender: Mender, changes: list[Fix]) -> tmx.TranslationUnit:
    """Only segments without inline codes: between codes a space may mean something."""
    texts: dict[str, str] = {}
    for variant in unit.variants:
        texts.setdefault(variant.language, variant.text)
    mended = mender.mended({tag: text for tag, text in texts.items() if text})
    variants = []
    for variant in unit.variants:
        words = variant.segment[0] if len(variant.segment) == 1 else None
        after = mended.get(variant.language)
        if isinstance(words, str) and words == texts[variant.language] and after and after != words:
            changes.append(Fix(name, variant.language, words, after))
            variants.append(
                tmx.Variant(
                    variant.language, after, attributes=variant.attributes, props=variant.props, notes=variant.notes
                )
            )
        else:
            variants.append(variant)
    return tmx.TranslationUnit(
        variants, unit.tuid, attributes=unit.attributes, props=unit.props, notes=unit.notes, line=unit.line
    )
