"""Mending what is safe to mend: spaces, invisible characters, marks of the wrong width."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import tmx
from aligner.bank import Bank
from aligner.bank.reading import DOCUMENT_FILE, read_document
from aligner.bank.writing import write_document
from aligner.checks.rule import Rule, Setting
from aligner.checks.source import can_mend, text_named
from aligner.errors import UsageError
from aligner.model import Document

Mend = Callable[[str, str], str]
"""From a text and its language to the text put right."""


@dataclass(frozen=True, slots=True)
class Change:
    """A segment that was mended."""

    unit: str
    language: str
    before: str
    after: str

    def lines(self) -> Iterator[str]:
        """The change as a diff shows it."""
        yield f"@@ {self.unit} {self.language} @@"
        yield f"-{self.before}"
        yield f"+{self.after}"


def mender(rules: Sequence[type[Rule]]) -> Mend:
    """What the fixable ones of some rules do to a text, one after the other."""
    fixable = [rule(Setting(())) for rule in rules if rule.is_fixable()]

    def mend(text: str, language: str) -> str:
        for rule in fixable:
            text = rule.fix(text, language)
        return text

    return mend


def fix(name: str, bank: Bank, rules: Sequence[type[Rule]], format_name: str = "", *, write: bool) -> list[Change]:
    """Mend a text of the bank or a memory where it stands; with ``write`` false, only say what would change.

    Args:
        name: as the user gave it.
        bank: where texts are looked up.
        rules: those whose findings are mended.
        format_name: the format of the file; empty to go by its name.
        write: whether to write what is mended.

    Raises:
        UsageError: the file is of a format that is not mended in place.
        ClausebankError, TmxError: the file cannot be read or written.
    """
    path, mend = Path(name), mender(rules)
    if (path / DOCUMENT_FILE).is_file():
        return _fix_document(read_document(path), path, mend, write=write)
    if name == "-" or path.is_file():
        if not can_mend(name, format_name):
            raise UsageError("only texts of the bank and TMX files can be mended", where=name)
        return _fix_memory(path, mend, write=write)
    document = text_named(name, bank)
    return _fix_document(document, bank.root / document.name, mend, write=write)


def _fix_document(document: Document, folder: Path, mend: Mend, *, write: bool) -> list[Change]:
    """Phrases go with their segments: where a phrase would no longer be found, the segment stays as it is."""
    changes: list[Change] = []
    units = []
    for unit in document.units:
        segments = dict(unit.segments)
        for tag, segment in unit.segments.items():
            after = mend(segment.text, tag)
            kept = all(it.stretches[tag].span(after) for it in unit.phrases if tag in it.stretches)
            if after and after != segment.text and kept:
                segments[tag] = replace(segment, text=after)
                changes.append(Change(unit.id, tag, segment.text, after))
        units.append(replace(unit, segments=segments))
    if write and changes:
        write_document(replace(document, units=tuple(units)), folder)
    return changes


def _fix_memory(path: Path, mend: Mend, *, write: bool) -> list[Change]:
    """A memory is gone through as a stream; it is written, as a whole, only when there is something to mend."""
    changes: list[Change] = []
    for _ in _fixed_units(tmx.read(path), mend, changes):
        pass
    if write and changes:
        memory = tmx.read(path)
        tmx.write(path, _fixed_units(memory, mend, []), header=memory.header, profile="exact")
    return changes


def _fixed_units(memory: tmx.Reader, mend: Mend, changes: list[Change]) -> Iterator[tmx.TranslationUnit]:
    for number, unit in enumerate(memory, start=1):
        yield _fixed_unit(unit, unit.tuid or str(number), mend, changes)


def _fixed_unit(unit: tmx.TranslationUnit, name: str, mend: Mend, changes: list[Change]) -> tmx.TranslationUnit:
    """Only segments without inline codes: between codes a space may mean something."""
    variants = []
    for variant in unit.variants:
        words = variant.segment[0] if len(variant.segment) == 1 else None
        after = mend(words, variant.language) if isinstance(words, str) else None
        if isinstance(words, str) and after and after != words:
            changes.append(Change(name, variant.language, words, after))
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
