"""A text that was edited by hand and files that have changed: what either side changed stays changed.

The common ancestor is what the files gave before, which can be made again, because the text's folder keeps them: a
three-way merge (as diff3 does it for lines; S. Khanna, K. Kunal, B. C. Pierce, A formal investigation of diff3, 2007)
over units and, within them, over role, labels and wordings.
"""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from aligner.model import Document, Segment, Unit
from aligner.text.block_names import without_label

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged text and, in a line each, what the files changed in it and where a hand edit was kept against them."""

    document: Document
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def merge(base: Document, ours: Document, theirs: Document) -> Merge:
    """Merge what the files give now into a text.

    Args:
        base: what the files gave when the text was written.
        ours: the text as it is, with its hand edits.
        theirs: what the files give now.
    """
    # Ids that were changed by hand, or made by an earlier version of this program, are those of the text.
    base = _with_ids_of(ours, base, reworded=False)
    theirs = _with_ids_of(base, theirs, reworded=True)
    merging = _Merging({unit.id: unit for unit in base.units}, {unit.id: unit for unit in ours.units})
    units = merging.units(ours.units, theirs.units)
    languages = {**ours.languages}
    for tag, version in theirs.languages.items():
        old = base.languages.get(tag)
        # What was said of a language by hand stays; where its file is another one, the new origin must be said.
        if tag not in languages or old is None or old.sha256 != version.sha256:
            languages[tag] = version
            merging.changed.append(f"{tag}: {'new' if tag not in ours.languages else 'another file'}")
    title = {tag: ours.title.get(tag) or words for tag, words in theirs.title.items()} | dict(ours.title)
    merged = dataclasses.replace(ours, units=units, languages=languages, title=title)
    return Merge(merged, tuple(merging.changed), tuple(merging.kept))


def _with_ids_of(base: Document, theirs: Document, *, reworded: bool) -> Document:
    """Units that are the same as before keep their ids, though their numbers would be others now.

    Args:
        base: the text whose ids are kept.
        theirs: the text that gets them.
        reworded: whether units in equal number at one place are the same ones, too, though their wording differs.
    """
    before = [_key(unit, base.languages) for unit in base.units]
    now = [_key(unit, base.languages) for unit in theirs.units]
    ids: dict[int, str] = {}
    for tag, start, end, start_now, end_now in difflib.SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if tag == "equal" or (reworded and tag == "replace" and end - start == end_now - start_now):
            ids.update({start_now + k: base.units[start + k].id for k in range(end - start)})
    used_ids = set(ids.values())
    units = []
    for number, unit in enumerate(theirs.units):
        id_ = ids.get(number) or _free(unit.id, used_ids)
        used_ids.add(id_)
        units.append(dataclasses.replace(unit, id=id_))
    return dataclasses.replace(theirs, units=tuple(units))


def _key(unit: Unit, languages: Iterable[str]) -> tuple[str, ...]:
    """What makes a unit the same unit: its words, without labels, in the languages that were there before."""
    return tuple(without_label(unit.text(tag), tag) for tag in languages)


def _free(id_: str, used_ids: set[str]) -> str:
    count, free = 1, id_
    while free in used_ids:
        count += 1
        free = f"{id_}-{count}"
    return free


class _Merging:
    def __init__(self, base: Mapping[str, Unit], ours: Mapping[str, Unit]) -> None:
        self._base, self._ours = base, ours
        self.changed: list[str] = []
        self.kept: list[str] = []

    def units(self, ours: Sequence[Unit], theirs: Sequence[Unit]) -> tuple[Unit, ...]:
        """Our units and what is new of theirs, in our order; a new unit follows the one it follows in theirs."""
        theirs_by_id = {unit.id: unit for unit in theirs}
        kept = [self._one(unit, theirs_by_id.get(unit.id)) for unit in ours]
        merged = {unit.id: unit for unit in kept if unit is not None}
        followers: dict[str, list[Unit]] = {}  # id of a merged unit (empty: the beginning) to new units after it
        before = ""
        for unit in theirs:
            if unit.id in merged:
                before = unit.id
            elif unit.id not in self._base:
                followers.setdefault(before, []).append(unit)
                self.changed.append(f"{unit.id}: new")
            elif unit.id not in self._ours and unit != self._base[unit.id]:
                self.kept.append(f"{unit.id}: was removed by hand, and the files have another wording now")
        placed = followers.get("", [])
        for unit in merged.values():
            placed += [unit, *followers.get(unit.id, [])]
        return tuple(placed)

    def _one(self, ours: Unit, theirs: Unit | None) -> Unit | None:
        base = self._base.get(ours.id)
        if theirs is None:
            if base is None:
                return ours
            if ours == base:
                self.changed.append(f"{ours.id}: no longer in the files, removed")
                return None
            self.kept.append(f"{ours.id}: no longer in the files, kept because it was edited")
            return ours
        if base is None:
            self.kept.append(f"{ours.id}: the files have a unit of that id, too")
            return ours
        role = self._value(ours.id, "role", base.role, ours.role, theirs.role)
        note = ours.note if ours.note != base.note else theirs.note
        tags = dict.fromkeys((*ours.segments, *theirs.segments))
        segments = {tag: self._segment(ours.id, tag, base, ours, theirs) for tag in tags}
        present = {tag: segment for tag, segment in segments.items() if segment is not None}
        return dataclasses.replace(ours, role=role, note=note, segments=present)

    def _segment(self, id_: str, tag: str, base: Unit, ours: Unit, theirs: Unit) -> Segment | None:
        old, mine, new = (unit.segments.get(tag) for unit in (base, ours, theirs))
        label = self._value(id_, f"{tag}, label", _label(old), _label(mine), _label(new))
        text = self._value(id_, tag, _words(old), _words(mine), _words(new))
        if not text and not label and mine is None:
            return None
        segment = mine or new
        if segment is None or (not text and mine is not None and new is None and mine == old):
            return None
        if mine is not None and text == mine.text and label == mine.label:
            return mine
        return Segment(text, label=label)  # another wording: neither verified nor attested

    def _value(self, id_: str, what: str, base: _Value, ours: _Value, theirs: _Value) -> _Value:
        if theirs in (base, ours):
            return ours
        if ours == base:
            self.changed.append(f"{id_}, {what}: changed in the files")
            return theirs
        self.kept.append(f"{id_}, {what}: edited by hand, and changed in the files to {theirs!s}")
        return ours


def _words(segment: Segment | None) -> str:
    return segment.text if segment else ""


def _label(segment: Segment | None) -> str:
    return segment.label if segment else ""
