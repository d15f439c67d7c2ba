"""From an edited file back into the text it was made from: the reviewer's loop.

A file changes what it carries and nothing else: what its format has no place for stays as it was, an empty cell or a
missing row deletes nothing, and nothing becomes verified. A wording that was changed is unverified and attested by
nobody, whatever the file says of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from aligner.errors import InputError
from aligner.exchange.contents import DEFAULT_ROLE, Contents
from aligner.exchange.importing import Import, ImportChange, languages, left_out, read_units
from aligner.model import Concept, Document, LanguageVersion, Phrase, Segment, Status, Unit

_TRUST = (Status.SUPERSEDED, Status.UNVERIFIED, Status.VERIFIED)
"""From the least to the most."""


def updated(document: Document, contents: Contents, source: str) -> Import:
    """A text as an edited file of it has it.

    Args:
        document: the text as it is.
        contents: what the file holds; its units are read here.
        source: the file and its format in words.

    Raises:
        InputError: an id stands twice, or no unit of the file is one of the text.
        ClausebankError: from the file.
    """
    remarks: list[str] = []
    units = tuple(_in_tags_of(document, unit) for unit in read_units(contents, source, remarks))
    known = {unit.id for unit in document.units}
    if units and not any(unit.id in known for unit in units):
        raise InputError(
            f"no id of the file is one of '{document.name}'",
            where=source,
            hint="ids tell which clause a row belongs to",
        )
    update = _Update(has_status=any(it.status != Status.UNVERIFIED for unit in units for it in unit.segments.values()))
    changed = replace(
        document,
        languages=_versions(document, languages(replace(contents, languages=()), units), source),
        units=tuple(update.units(document.units, units)),
        concepts=tuple(update.concepts(document.concepts, contents.concepts, known | {unit.id for unit in units})),
    )
    if units and (missing := [unit.id for unit in document.units if unit.id not in {it.id for it in units}]):
        remarks.append(f"{len(missing)} units of the text are not in the file and stay as they are{_few(missing)}")
    remarks += update.remarks()
    return Import(changed, tuple(update.changes), (*remarks, *left_out(contents)))


def _in_tags_of(document: Document, unit: Unit) -> Unit:
    """A unit with the language tags of the text: tools write them in upper or lower case as they please."""
    tags = {tag.lower(): tag for tag in document.languages}
    if all(tag in document.languages for tag in unit.segments):
        return unit
    phrases = (
        Phrase({tags.get(tag.lower(), tag): it for tag, it in phrase.stretches.items()}) for phrase in unit.phrases
    )
    segments = {tags.get(tag.lower(), tag): it for tag, it in unit.segments.items()}
    return replace(unit, segments=segments, phrases=tuple(phrases))


def _versions(document: Document, tags: tuple[str, ...], source: str) -> Mapping[str, LanguageVersion]:
    new = {
        tag: LanguageVersion(
            tag, Status.UNVERIFIED, f"Imported from {source}, which does not say where the wording comes from."
        )
        for tag in tags
        if tag not in document.languages
    }
    return {**document.languages, **new}


def _few(names: list[str]) -> str:
    return f" ({', '.join(names[:5])}{' ...' if len(names) > 5 else ''})"


@dataclass(slots=True)
class _Update:
    """The changes of one import, noted while they are made."""

    has_status: bool
    changes: list[ImportChange] = field(default_factory=list)
    kept_empty: list[str] = field(default_factory=list)
    not_upgraded: list[str] = field(default_factory=list)
    other_phrases: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)

    def units(self, old: tuple[Unit, ...], new: tuple[Unit, ...]) -> Iterator[Unit]:
        """The units of the text, each with its changes; a new one comes after the one it follows in the file."""
        by_id = {unit.id: unit for unit in new}
        known = {unit.id for unit in old}
        after: dict[str, list[Unit]] = {}
        previous = ""
        for unit in new:
            if unit.id in known:
                previous = unit.id
            else:
                after.setdefault(previous, []).append(unit)
        for unit in after.get("", ()):
            yield self.added(unit)
        for unit in old:
            yield self.merged(unit, by_id[unit.id]) if unit.id in by_id else unit
            for following in after.get(unit.id, ()):
                yield self.added(following)

    def added(self, unit: Unit) -> Unit:
        """A unit that the text did not have; nothing of it is verified."""
        self.changes.append(ImportChange(unit.id, "unit", "", " / ".join(it.text for it in unit.segments.values())))
        segments = {
            tag: replace(it, status=min(it.status, Status.UNVERIFIED, key=_TRUST.index), attested=())
            for tag, it in unit.segments.items()
        }
        return replace(unit, segments=segments)

    def merged(self, old: Unit, new: Unit) -> Unit:
        """A unit of the text with what the file says of it."""
        segments = dict(old.segments)
        for tag, segment in new.segments.items():
            segments[tag] = self.segment(old.id, tag, old.segments.get(tag), segment)
        self.kept_empty += [
            f"{old.id} {tag}" for tag, it in old.segments.items() if it.text and tag not in new.segments
        ]
        role = new.role if new.role != DEFAULT_ROLE else old.role
        note = new.note or old.note
        self.note(old.id, "role", old.role, role)
        self.note(old.id, "note", old.note, note)
        unit = replace(
            old,
            role=role,
            segments=segments,
            phrases=self.phrases(old, new),
            unmatched=new.unmatched or old.unmatched,
            ignore={**old.ignore, **new.ignore},
            note=note,
        )
        self.stale += [
            f"{unit.id} {tag}"
            for phrase in unit.phrases
            for tag, it in phrase.stretches.items()
            if it.span(unit.text(tag)) is None and segments.get(tag) != old.segments.get(tag)
        ]
        return unit

    def segment(self, unit: str, tag: str, old: Segment | None, new: Segment) -> Segment:
        """A segment with what the file says of it."""
        if old is None or old.text != new.text:
            self.note(unit, tag, old.text if old else "", new.text)
            label = new.label or (old.label if old else "")
            return Segment(new.text, label, min(new.status, Status.UNVERIFIED, key=_TRUST.index))
        status = min(old.status, new.status, key=_TRUST.index) if self.has_status else old.status
        if _TRUST.index(new.status) > _TRUST.index(old.status):
            self.not_upgraded.append(f"{unit} {tag}")
        label = new.label or old.label
        self.note(unit, f"status {tag}", old.status, status)
        self.note(unit, f"label {tag}", old.label, label)
        return replace(old, label=label, status=status)

    def phrases(self, old: Unit, new: Unit) -> tuple[Phrase, ...]:
        """The phrases of the file, with the languages that it does not have from the text."""
        if not new.phrases:
            return old.phrases
        if len(new.phrases) == len(old.phrases):
            phrases = tuple(
                Phrase({**was.stretches, **now.stretches}, was.line)
                for was, now in zip(old.phrases, new.phrases, strict=True)
            )
        elif set(old.segments) <= set(new.segments):
            phrases = new.phrases
        else:
            self.other_phrases.append(old.id)
            return old.phrases
        if phrases != old.phrases:
            self.note(old.id, "phrases", f"{len(old.phrases)} phrases", f"{len(phrases)} phrases, changed")
        return phrases

    def concepts(self, old: tuple[Concept, ...], new: tuple[Concept, ...], units: set[str]) -> Iterator[Concept]:
        """The concepts of the text, each as the file has it where it does."""
        by_id = {concept.id: concept for concept in new}
        for concept in old:
            now = by_id.pop(concept.id, concept)
            merged = replace(
                concept,
                terms={**concept.terms, **now.terms},
                definition=now.definition or concept.definition,
                note=now.note or concept.note,
                superseded={**concept.superseded, **now.superseded},
            )
            if merged != concept:
                self.note(concept.id, "concept", _terms(concept), _terms(merged))
            yield merged
        for concept in by_id.values():
            self.changes.append(ImportChange(concept.id, "concept", "", _terms(concept)))
            yield replace(concept, units=tuple(unit for unit in concept.units if unit in units))

    def note(self, unit: str, what: str, before: str, after: str) -> None:
        """Note a change, if it is one."""
        if before != after:
            self.changes.append(ImportChange(unit, what, str(before), str(after)))

    def remarks(self) -> Iterator[str]:
        """What the file says and the text does not take over, and what a person has to look at."""
        if self.not_upgraded:
            yield (
                f"{len(self.not_upgraded)} wordings are called verified in the file only{_few(self.not_upgraded)}: "
                "they keep their status; a wording is verified against the official file, not by a table"
            )
        if self.kept_empty:
            yield f"{len(self.kept_empty)} texts are empty in the file and stay as they are{_few(self.kept_empty)}"
        if self.other_phrases:
            yield (
                f"phrases of {len(self.other_phrases)} units: another number of them, and not in all languages"
                f"{_few(self.other_phrases)}"
            )
        if self.stale:
            yield (
                f"{len(self.stale)} phrases no longer stand in their clause{_few(self.stale)}: mend them by hand, "
                "`clausebank check` lists them"
            )


def _terms(concept: Concept) -> str:
    return "; ".join(f"{tag}: {', '.join(terms)}" for tag, terms in concept.terms.items())
