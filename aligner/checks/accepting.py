"""Findings accepted where they stand: ``clausebank: ignore[NUM001] reason`` written into the files that can hold it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from aligner.bank import Bank, held_text
from aligner.bank.reading import DOCUMENT_FILE
from aligner.checks.checked_text import text_named
from aligner.checks.finding import Finding
from aligner.checks.fixing import Fix, FixedFile
from aligner.checks.pragmas import ignore_note
from aligner.errors import UsageError
from aligner.exchange import editing, formats
from aligner.exchange.editing.encoding import read as read_characters
from aligner.exchange.editing.notes import PLACERS, UnitNote


def accept(
    name: str, bank: Bank, findings: Iterable[Finding], reason: str, format_name: str, *, write: bool
) -> FixedFile:
    """Write into a text or file that its findings are accepted, and why.

    Args:
        name: as the user gave it.
        bank: where texts are looked up.
        findings: what was found in it; those of no unit cannot be accepted.
        reason: why they are right.
        format_name: the format of the file; empty to go by its name.
        write: whether to write it, or only to say what would be written.

    Raises:
        UsageError: the file is of a kind that holds no notes.
        ClausebankError: the file cannot be read or written.
    """
    codes: defaultdict[tuple[str, int], dict[str, None]] = defaultdict(dict)
    unplaced = 0
    for finding in findings:
        if finding.unit is None or finding.code.startswith("IGN"):
            unplaced += 1
        else:
            codes[finding.unit.id, finding.unit.line][finding.code] = None
    path = Path(name)
    if (path / DOCUMENT_FILE).is_file() or not path.is_file():
        folder = path if path.is_dir() else bank.root / text_named(name, bank).name
        result = _accept_in_text(folder, {unit: of_unit for (unit, _), of_unit in codes.items()}, reason, write=write)
    else:
        result = _accept_in_file(path, codes, reason, format_name, write=write)
    result.unplaced += unplaced
    return result


def _accept_in_text(folder: Path, codes: Mapping[str, Iterable[str]], reason: str, *, write: bool) -> FixedFile:
    with held_text(folder) as held:
        document = held.document
        if document is None:
            raise UsageError("is not a text", where=str(folder))
        result = FixedFile(str(folder / document.units_file))
        units = []
        for unit in document.units:
            accepted = {code: reason for code in codes.get(unit.id, ()) if code not in unit.ignore}
            result.fixes += [Fix(unit.id, "", "", code) for code in accepted]
            units.append(replace(unit, ignore={**unit.ignore, **accepted}) if accepted else unit)
        if write and result.fixes:
            held.save(replace(document, units=tuple(units)))
    return result


def _accept_in_file(
    path: Path, codes: Mapping[tuple[str, int], Iterable[str]], reason: str, format_name: str, *, write: bool
) -> FixedFile:
    format_ = formats.format_named(format_name, "--from") if format_name else formats.format_of(path.name)
    placer = PLACERS.get(format_.editor) if format_ and formats.can_edit(path, format_name) else None
    if placer is None:
        raise UsageError(
            "files of this kind hold no ignores",
            where=str(path),
            hint="PO, XLIFF, TMX and tables do; else use --baseline",
        )
    result = FixedFile(str(path))
    if not codes:
        return result
    file = read_characters(path)
    notes = [UnitNote(unit, line, ignore_note(of_unit, reason)) for (unit, line), of_unit in codes.items()]
    changes = list(placer(file.characters, notes))
    result.before = file.characters
    result.after = editing.edited(file.characters, (change for change, _ in changes))
    for _, placed in changes:
        result.fixes += [Fix(note.unit, "", "", note.words) for note in placed]
    result.unplaced = len(notes) - len(result.fixes)
    if write and result.fixes:
        editing.write(path, file, result.after)
    return result
