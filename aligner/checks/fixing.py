"""Fixes of what is safe to fix: spaces, invisible characters, letters of another alphabet, marks of the wrong width."""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict, deque
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from aligner.bank import Bank, held_text
from aligner.bank.reading import DOCUMENT_FILE, read_document
from aligner.bank.writing import write_document
from aligner.checks.checked_text import CheckedText, text_named
from aligner.checks.inputs import InputOptions, is_catalogue, opened
from aligner.checks.rule import Rule, Setting
from aligner.checks.rule_fix import fixed_by
from aligner.errors import UsageError
from aligner.exchange import catalogues, editing, formats
from aligner.exchange.editing.encoding import EncodedFile, PackedSheet
from aligner.exchange.editing.encoding import read as read_characters
from aligner.model import Document, Unit


@dataclass(frozen=True, slots=True)
class Fix:
    """A segment that is fixed."""

    unit: str
    language: str
    before: str
    after: str


@dataclass(slots=True)
class FixedFile:
    """A file with its fixes.

    Attributes:
        file: its name.
        fixes: what was fixed, segment by segment.
        before: the characters of the file as they are.
        after: the characters with the fixes.
        unplaced: fixes of words that were not found in the characters, and so were not made.
    """

    file: str
    fixes: list[Fix] = field(default_factory=list)
    before: str = ""
    after: str = ""
    unplaced: int = 0


class Fixer:
    """Fixes what rules report, and no more: not what they let be, nor what a unit ignores.

    Args:
        rules: those whose findings are fixed, as far as they can be.
        unsafe: whether to make fixes that may be wrong, too.
    """

    def __init__(self, rules: Sequence[type[Rule]], *, unsafe: bool = False) -> None:
        fixable = [rule for rule in rules if rule.is_fixable() and (unsafe or not rule.unsafe_fix)]
        self._rules = [rule(Setting(())) for rule in fixable]

    def fixed(self, texts: Mapping[str, str], ignored: Container[str] = (), source: str = "") -> dict[str, str]:
        """The texts of a unit by language, fixed by one rule after the other; the source is left as it is."""
        result = dict(texts)
        for rule in self._rules:
            if rule.code not in ignored:
                result |= fixed_by(rule, result, source)
        return result


def fix(name: str, bank: Bank, fixer: Fixer, options: InputOptions, *, write: bool) -> list[FixedFile]:
    """Fix a text of the bank or a file where it stands; with ``write`` false, only say what would change.

    A catalogue with a file per language has as many files as are fixed; anything else is one.

    Args:
        name: as the user gave it.
        bank: where texts are looked up.
        fixer: what fixes the texts of a unit.
        options: what the user says of the file.
        write: whether to write what is fixed.

    Raises:
        UsageError: texts of the file cannot be changed where they stand.
        ClausebankError: the file cannot be read or written.
    """
    path = Path(name)
    if (path / DOCUMENT_FILE).is_file():
        return [_fix_text(path, fixer, write=write)]
    if name == "-" or path.is_file():
        editor = _editor(name, options)
        with opened(name, bank, options) as source:
            places = _places_by_file(source.text, fixer)
        return [_fix_file(Path(file), editor, places[file], write=write) for file in places]
    return [_fix_text(bank.root / text_named(name, bank).name, fixer, write=write)]


def _editor(name: str, options: InputOptions) -> str:
    """The module that finds the texts of a file in its characters.

    Raises:
        UsageError: there is none.
    """
    path = Path(name)
    editor = ""
    if is_catalogue(name, options):
        editor = catalogues.EDITORS.get(path.suffix.lower(), "")
    elif name != "-" and formats.can_edit(path, options.format_name):
        editor = formats.reader_of(path, options.format_name).editor
    if not editor:
        raise UsageError("files of this kind cannot be fixed in place", where=name, hint=_editable())
    return editor


def _editable() -> str:
    names = ", ".join(file_format.name for file_format in formats.FORMATS.values() if file_format.editor)
    return f"--fix knows texts of the bank, {names}, and catalogues of software"


def _fix_text(folder: Path, fixer: Fixer, *, write: bool) -> FixedFile:
    """A text of the bank; one that is written is held from reading it on, so that no other change of it is lost."""
    if not write:
        return _fixed_document(read_document(folder), folder, fixer)[1]
    with held_text(folder) as held:
        document, result = _fixed_document(held.document or read_document(folder), folder, fixer)
        if result.fixes:
            held.save(document)
    return result


def _fixed_document(document: Document, folder: Path, fixer: Fixer) -> tuple[Document, FixedFile]:
    """Phrases go with their segments: where a phrase would no longer be found, the segment stays as it is."""
    result = FixedFile(str(folder / document.units_file))
    units = []
    for unit in document.units:
        segments = dict(unit.segments)
        texts = {tag: segment.text for tag, segment in segments.items() if segment.text}
        for tag, after in fixer.fixed(texts, unit.ignored).items():
            segment = segments[tag]
            stretches = [phrase.stretches[tag] for phrase in unit.phrases if tag in phrase.stretches]
            keeps_phrases = all(stretch.span(after) for stretch in stretches)
            if after != segment.text and keeps_phrases:
                segments[tag] = replace(segment, text=after)
                result.fixes.append(Fix(unit.id, tag, segment.text, after))
        units.append(replace(unit, segments=segments))
    fixed = replace(document, units=tuple(units))
    if result.fixes:
        result.before = (folder / document.units_file).read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as parent:
            # Comments and the order of keys are those of the files that a text replaces.
            copy = Path(shutil.copytree(folder, Path(parent, folder.name)))
            write_document(fixed, copy)
            result.after = (copy / document.units_file).read_text(encoding="utf-8")
    return fixed, result


@dataclass(frozen=True, slots=True)
class _Place:
    """A segment of the file, in order, and what it becomes."""

    unit: str
    line: int
    language: str
    before: str
    after: str


def _fix_file(path: Path, editor: str, places: Sequence[_Place], *, write: bool) -> FixedFile:
    """The file was read for its words; its characters are looked at only where something is to be fixed."""
    result = FixedFile(str(path))
    if all(place.before == place.after for place in places):
        return result
    file = read_characters(path)
    result.before = result.after = file.characters
    _apply(places, editing.editor_named(editor)(file.characters, path), file, result)
    if write and result.fixes:
        editing.write(path, file, result.after)
    if isinstance(file, PackedSheet):
        # The XML of a sheet is one long line: what people compare is cells.
        result.before, result.after = ("".join(map(line, result.fixes)) for line in (_cell_before, _cell_after))
    return result


def _cell_before(fix: Fix) -> str:
    return f"{fix.unit}\t{fix.language}\t{fix.before}\n"


def _cell_after(fix: Fix) -> str:
    return f"{fix.unit}\t{fix.language}\t{fix.after}\n"


def _places_by_file(text: CheckedText, fixer: Fixer) -> dict[str, list[_Place]]:
    """The segments by the file they are in: one file, or one for each language."""
    places: dict[str, list[_Place]] = {file: [] for file in text.files.values()} or {text.file: []}
    for unit in text.units:
        for place in _places(unit, text.source, fixer):
            if not text.files:
                places[text.file].append(place)
            elif file := text.files.get(place.language):
                segment = unit.segments.get(place.language)
                places[file].append(replace(place, line=segment.line if segment else 0))
    return places


def _places(unit: Unit, source: str, fixer: Fixer) -> Iterator[_Place]:
    """The segments of a unit and of its phrases, without those of the source, which stay as their author wrote them."""
    texts = {tag: segment.text for tag, segment in unit.segments.items() if segment.text}
    fixed = fixer.fixed(texts, unit.ignored, source)
    for tag, text in texts.items():
        if tag != source:
            yield _Place(unit.id, unit.line, tag, text, fixed[tag])
    for number, phrase in enumerate(unit.phrases, start=1):
        stretches = {tag: stretch.text for tag, stretch in phrase.stretches.items()}
        fixed = fixer.fixed(stretches, unit.ignored, source)
        for tag, text in stretches.items():
            if tag == source:
                continue
            yield _Place(f"{unit.id}/{number}", phrase.line, tag, text, fixed[tag])


def _apply(
    places: Sequence[_Place], texts: Iterable[editing.EditableText], file: EncodedFile, result: FixedFile
) -> None:
    """Find every segment in the characters of the file, in order, and change those that are fixed."""
    waiting: defaultdict[str, deque[editing.EditableText]] = defaultdict(deque)
    for text in texts:
        waiting[text.words].append(text)
    changes: list[editing.Replacement] = []
    for place in places:
        segment = _taken(waiting[place.before], place)
        if place.before == place.after:
            continue
        if segment is None:
            result.unplaced += 1
            continue
        changes += editing.edits(segment, place.after)
        result.fixes.append(Fix(place.unit, place.language, place.before, place.after))
    result.after = editing.edited(file.characters, changes)


def _taken(candidates: deque[editing.EditableText], place: _Place) -> editing.EditableText | None:
    """The first text with the words of a segment from its line on; it is taken out, as no two segments are one text."""
    for candidate in candidates:
        if candidate.line >= place.line and candidate.language in {"", place.language}:
            candidates.remove(candidate)
            return candidate
    return None
