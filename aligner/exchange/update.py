"""From an edited file back into the text it was made from: the reviewer's loop.

A file changes what it carries and nothing else: what its format has no place for stays as it was, an empty cell or a
missing row deletes nothing, and nothing becomes verified. A wording that was changed is unverified, whatever the file
says of it, and so is its language as a whole, and its attestations are judged anew; a reviewer whom the user names
makes it reviewed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from aligner.attestation.quotations import judged
from aligner.exchange.anchoring import TextEdit
from aligner.exchange.contents import DEFAULT_ROLE, UNFINISHED, Contents, segments_of
from aligner.exchange.entries import TRUST
from aligner.exchange.importing import Import, ImportChange, bank_id, few, further_translations, languages, left_out
from aligner.exchange.matching import Matched, matched, renaming
from aligner.model import (
    Concept,
    Document,
    LanguageVersion,
    Phrase,
    Segment,
    Status,
    Stretch,
    TranslationState,
    Unit,
)
from aligner.text.english import counted


def updated(
    document: Document,
    contents: Contents,
    source: str,
    *,
    tags: Mapping[str, str] | None = None,
    reviewer: str = "",
) -> Import:
    """A text as an edited file of it has it.

    Args:
        document: the text as it is.
        contents: what the file holds; its units are read here.
        source: the file and its format in words.
        tags: languages of the file to languages of the text, where the user says so.
        reviewer: who reviewed what the file calls approved, and when; empty to record nobody.

    Raises:
        InputError: two units are one clause, phrases are without their clause, no unit is one of the text, or a
            language fits two of the text.
        ClausebankError: from the file.
    """
    file_units = [unit for unit in contents.units if unit.segments or unit.phrases]
    file_tags = languages(contents, file_units)
    renamed = renaming(document, file_tags, tags or {}, source)
    file_units = [unit.in_languages(renamed) if renamed else unit for unit in file_units]
    file_tags = tuple(dict.fromkeys(renamed.get(tag, tag) for tag in file_tags))
    match = matched(document, file_units, contents.by_property, source)
    has_status = any(segment.status != Status.UNVERIFIED for segment in segments_of(file_units))
    update = _Update(file_tags, reviewer, has_status=has_status)
    units = tuple(update.units(document.units, match))
    ids = {unit.id for unit in units}
    changed = replace(
        document,
        languages={tag: update.version(version, units) for tag, version in _versions(document, units, source).items()},
        units=units,
        concepts=tuple(update.concepts(document.concepts, contents.concepts, ids)),
    )
    remarks = [
        f"the {tag} of the file is taken for {language}" for tag, language in renamed.items() if tag not in (tags or {})
    ]
    remarks += [f"{tag} is a new language of the text" for tag in changed.languages if tag not in document.languages]
    remarks += match.remarks
    has_clauses = any(unit.segments for unit in file_units)  # a file of phrases has none
    if has_clauses and (missing := [unit.id for unit in document.units if not _has_wording(match, unit.id)]):
        stay = (
            "is not in the file and stays as it is" if len(missing) == 1 else "are not in the file and stay as they are"
        )
        remarks.append(f"{counted(len(missing), 'unit')} of the text {stay}{few(missing)}")
    return Import(changed, tuple(update.changes), (*remarks, *update.remarks(), *left_out(contents)))


def _versions(document: Document, units: tuple[Unit, ...], source: str) -> Mapping[str, LanguageVersion]:
    """The languages of the text, and those that units brought along."""
    versions = dict(document.languages)
    for tag in dict.fromkeys(itertools.chain.from_iterable(unit.segments for unit in units)):
        if tag not in versions:
            origin = f"Imported from {source}, which does not say where the wording comes from."
            versions[tag] = LanguageVersion(tag, Status.UNVERIFIED, origin)
    return versions


@dataclass(slots=True)
class _Update:
    """The changes of one import, noted while they are made.

    Attributes:
        tags: the languages of the file.
        reviewer: who reviewed what is approved; empty for nobody.
        has_status: whether the file records how far its wording can be trusted.
    """

    tags: tuple[str, ...]
    reviewer: str
    has_status: bool
    changes: list[ImportChange] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    further: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    untranslated: list[str] = field(default_factory=list)
    half_translated: list[str] = field(default_factory=list)
    not_upgraded: list[str] = field(default_factory=list)
    approved: list[str] = field(default_factory=list)
    other_phrases: list[str] = field(default_factory=list)
    foreign_phrases: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)

    def units(self, old: tuple[Unit, ...], match: Matched) -> Iterator[Unit]:
        """The units of the text, each with its changes; a new one comes after the one it follows in the file."""
        following: dict[str, list[Unit]] = {}
        for previous, unit in match.new:
            following.setdefault(previous, []).append(unit)
        ids = {unit.id for unit in old}
        for new in following.get("", ()):
            yield self.added(new, ids)
        for unit in old:
            yield self.merged(unit, match.clauses[unit.id]) if unit.id in match.clauses else unit
            for new in following.get(unit.id, ()):
                yield self.added(new, ids)

    def added(self, unit: Unit, ids: set[str]) -> Unit:
        """A unit that the text did not have; nothing of it is verified."""
        unit = replace(unit, id=bank_id(unit.id, len(ids) + 1))
        while unit.id in ids:
            unit = replace(unit, id=f"{unit.id}-new")
        ids.add(unit.id)
        self.comments += [f"{unit.id}: {comment}" for comment in unit.comments]
        self.changes.append(
            ImportChange(unit.id, "unit", "", " / ".join(segment.text for segment in unit.segments.values()))
        )
        segments = {
            tag: replace(segment, status=_at_most_unverified(segment.status), attestations=(), reviewed="")
            for tag, segment in unit.segments.items()
            if unit.states.get(tag) not in UNFINISHED
        }
        return replace(unit, segments=segments)

    def merged(self, old: Unit, new: Unit) -> Unit:
        """A unit of the text with what the file says of it."""
        segments = dict(old.segments)
        for tag, segment in new.segments.items():
            if self.is_finished(old, new, tag):
                segments[tag] = self.segment(old, tag, segment, new.states.get(tag))
        self.further += further_translations(new)
        if new.segments:
            self.empty += [f"{old.id} {tag}" for tag in self.tags if old.text(tag) and tag not in new.segments]
        edits = {
            tag: TextEdit.between(segment.text, segments[tag].text)
            for tag, segment in old.segments.items()
            if segment.text != segments[tag].text
        }
        role = new.role if new.role != DEFAULT_ROLE else old.role
        note = self.note_of(old, new)
        self.note(old.id, "role", old.role, role)
        self.note(old.id, "note", old.note, note)
        unit = replace(old, role=role, segments=segments, note=note, ignore={**old.ignore, **new.ignore})
        unmatched = _carried_words(old, edits) if edits else old.unmatched
        unit = replace(unit, phrases=self.phrases(old, new, unit, edits), unmatched={**unmatched, **new.unmatched})
        self.note_stale(unit, edits)
        return unit

    def is_finished(self, old: Unit, new: Unit, tag: str) -> bool:
        """Whether the file's words in a language are a wording, and not the beginning of one."""
        state = new.states.get(tag)
        if state not in UNFINISHED:
            return True
        words = new.text(tag)
        if words == old.text(tag):
            return False
        if state == TranslationState.PARTIAL:
            self.half_translated.append(f"{old.id} {tag}")
        elif not words or any(words == new.text(source) for source in new.segments if source != tag):
            self.untranslated.append(f"{old.id} {tag}")
        else:
            self.further.append(f"{old.id} {tag}, which the file calls untranslated: {words}")
        return False

    def note_of(self, old: Unit, new: Unit) -> str:
        """The note of the file, unless it only has other line breaks; remarks of others are listed."""
        old_note = _spaced(old.note)
        self.comments += [f"{old.id}: {comment}" for comment in new.comments if _spaced(comment) != old_note]
        return new.note if new.note and _spaced(new.note) != old_note else old.note

    def segment(self, unit: Unit, tag: str, new: Segment, state: TranslationState | None) -> Segment:
        """A segment with what the file says of it."""
        old = unit.segments.get(tag)
        label = new.label or (old.label if old else "")
        self.note(unit.id, f"label {tag}", old.label if old else "", label)
        if old is None or old.text != new.text:
            self.note(unit.id, tag, old.text if old else "", new.text)
            changed = Segment(
                new.text,
                label,
                _at_most_unverified(new.status),
                tuple(judged(attestation, new.text) for attestation in old.attestations) if old else (),
                revisions=old.revisions if old else (),
            )
        else:
            status = min(old.status, new.status, key=TRUST.index) if self.has_status else old.status
            self.note(unit.id, f"status {tag}", old.status, status)
            changed = replace(old, label=label, status=status)
            if new.status == Status.VERIFIED != old.status:
                self.not_upgraded.append(f"{unit.id} {tag}")
        is_approved = state == TranslationState.APPROVED or new.status == Status.REVIEWED
        if is_approved and changed.status == Status.UNVERIFIED:
            return self.reviewed(unit.id, tag, changed)
        return changed if changed.status == Status.REVIEWED else replace(changed, reviewed="")

    def version(self, version: LanguageVersion, units: Sequence[Unit]) -> LanguageVersion:
        """A language version: no surer than its wordings, and reviewed once all of them are."""
        count = sum(change.what == version.language for change in self.changes)
        statuses = {unit.segments[version.language].status for unit in units if version.language in unit.segments}
        is_reviewed = Status.REVIEWED in statuses and statuses <= {Status.REVIEWED, Status.VERIFIED}
        if version.status == Status.UNVERIFIED and self.reviewer and is_reviewed:
            return replace(version, status=Status.REVIEWED)
        if not count or version.status not in (Status.VERIFIED, Status.REVIEWED):
            return version
        source = f"{version.source} Not all of it: {counted(count, 'wording')} changed by an import."
        return replace(version, status=Status.UNVERIFIED, source=source)

    def reviewed(self, unit: str, tag: str, segment: Segment) -> Segment:
        """A wording that somebody approved: reviewed where the user says who that was, else listed."""
        if not self.reviewer:
            self.approved.append(f"{unit} {tag}")
            return segment
        self.note(unit, f"status {tag}", segment.status, f"{Status.REVIEWED} by {self.reviewer}")
        return replace(segment, status=Status.REVIEWED, reviewed=self.reviewer)

    # Phrases ---------------------------------------------------------------------------------------------------------

    def phrases(self, old: Unit, new: Unit, unit: Unit, edits: Mapping[str, TextEdit]) -> tuple[Phrase, ...]:
        """The phrases of a unit: those of the text, carried over to the edited wording, with those of the file.

        Args:
            old: the unit of the text.
            new: what the file says of it.
            unit: the unit with its new wording.
            edits: the edit of each language whose wording changed.
        """
        carried = [_carried_phrase(phrase, edits) for phrase in old.phrases]
        if not new.phrases or all(not phrase.number for phrase in new.phrases):
            phrases = self.whole_phrases(old, new, unit, carried)
        else:
            phrases = self.numbered_phrases(old, new, unit, carried)
        if phrases != old.phrases:
            before, after = counted(len(old.phrases), "phrase"), counted(len(phrases), "phrase")
            self.note(old.id, "phrases", before, f"{after}, changed")
        return phrases

    def whole_phrases(self, old: Unit, new: Unit, unit: Unit, carried: list[Phrase]) -> tuple[Phrase, ...]:
        """The phrases of a file that has all those of a unit, in their order."""
        if not new.phrases:
            return tuple(carried)
        if len(new.phrases) == len(old.phrases):
            triples = zip(old.phrases, carried, _in_order_of(old.phrases, new.phrases), strict=True)
            return tuple(self.phrase(unit, at, *triple) for at, triple in enumerate(triples, start=1))
        if set(old.segments) <= set(new.segments):
            return new.phrases
        self.other_phrases.append(old.id)
        return tuple(carried)

    def numbered_phrases(self, old: Unit, new: Unit, unit: Unit, carried: list[Phrase]) -> tuple[Phrase, ...]:
        """The phrases of a file with a row for each; one whose row is missing stays, a further one is added."""
        phrases = list(carried)
        for phrase in new.phrases:
            if 0 < phrase.number <= len(carried):
                place = phrase.number - 1
                phrases[place] = self.phrase(unit, phrase.number, old.phrases[place], phrases[place], phrase)
            elif phrase.number:
                empty = Phrase({})
                further = self.phrase(unit, phrase.number, empty, empty, phrase)
                phrases += [further] if further.stretches else []
        return tuple(phrases)

    def phrase(self, unit: Unit, number: int, old: Phrase, carried: Phrase, new: Phrase) -> Phrase:
        """A phrase as the file has it, where that is in its clause; one that nobody edited follows the clause."""
        stretches = dict(carried.stretches)
        for tag, stretch in new.stretches.items():
            if stretch == old.stretches.get(tag):
                continue
            if stretch.span(unit.text(tag)) is None:
                self.foreign_phrases.append(f"{unit.id}/{number} {tag}: {stretch.text}")
            else:
                stretches[tag] = stretch
        return replace(carried, stretches=stretches)

    def note_stale(self, unit: Unit, edits: Mapping[str, TextEdit]) -> None:
        """Note the phrases that an edit cut into, so that nobody knows where they are now."""
        for number, phrase in enumerate(unit.phrases, start=1):
            self.stale += [
                f"{unit.id}/{number} {tag}"
                for tag, stretch in phrase.stretches.items()
                if tag in edits and stretch.span(unit.text(tag)) is None
            ]

    # Terms and messages ----------------------------------------------------------------------------------------------

    def concepts(self, old: tuple[Concept, ...], new: tuple[Concept, ...], units: set[str]) -> Iterator[Concept]:
        """The concepts of the text, each as the file has it where it does."""
        by_id = {concept.id: concept for concept in new}
        for concept in old:
            edited = by_id.pop(concept.id, concept)
            merged = replace(
                concept,
                terms={**concept.terms, **edited.terms},
                definition=edited.definition or concept.definition,
                note=edited.note or concept.note,
                superseded={**concept.superseded, **edited.superseded},
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
        for comment in self.comments:
            yield f"comment on {comment}"
        yield from self.further
        for names, reason in (
            (self.untranslated, "not translated yet by the file's own account, so the text keeps its wording"),
            (self.half_translated, "only half translated, so the text keeps its wording"),
            (self.empty, "empty in the file, so the text keeps its wording"),
        ):
            if names:
                yield f"{counted(len(names), 'segment')} {reason}{few(names)}"
        if self.not_upgraded:
            called = "is called verified" if len(self.not_upgraded) == 1 else "are called verified"
            yield (
                f"{counted(len(self.not_upgraded), 'wording')} {called} in the file only{few(self.not_upgraded)}: "
                "a wording is verified against the official file (`clausebank verify`), not by a table"
            )
        if self.approved:
            yield (
                f"{counted(len(self.approved), 'translation')} approved in the file{few(self.approved)}: "
                "--accept-review NAME records who reviewed them"
            )
        if self.other_phrases:
            yield (
                f"phrases of {counted(len(self.other_phrases), 'unit')}: another number of them, and not in all languages"
                f"{few(self.other_phrases)}"
            )
        for phrase in self.foreign_phrases:
            yield f"a phrase that is not in its clause, so the text keeps its own: {phrase}"
        if self.stale:
            yield (
                f"{counted(len(self.stale), 'phrase')} no longer in the edited clause{few(self.stale)}: correct by hand, "
                "`clausebank check` lists them"
            )


def _has_wording(match: Matched, id_: str) -> bool:
    """Whether the file has the row of a clause, and not only rows of its phrases."""
    return id_ in match.clauses and bool(match.clauses[id_].segments)


def _at_most_unverified(status: Status) -> Status:
    return min(status, Status.UNVERIFIED, key=TRUST.index)


def _spaced(text: str) -> str:
    """A text without its line breaks, which tools set anew."""
    return " ".join(text.split())


def _in_order_of(old: Sequence[Phrase], new: Sequence[Phrase]) -> list[Phrase]:
    """The phrases of a file, each in the place of the one it shares the words of a language with, as many as there are.

    Those that share none take the places that are left, in their order.
    """
    left, places = list(new), dict[int, Phrase]()
    for place, phrase in enumerate(old):
        twin = next((candidate for candidate in left if candidate.stretches.items() & phrase.stretches.items()), None)
        if twin is not None:
            places[place] = twin
            left.remove(twin)
    return [places[place] if place in places else left.pop(0) for place in range(len(old))]


def _carried_phrase(phrase: Phrase, edits: Mapping[str, TextEdit]) -> Phrase:
    """A phrase in the edited wording; where an edit cuts into it, it stays as it was, to be listed."""
    stretches = {
        tag: (edits[tag].carried(stretch) or stretch) if tag in edits else stretch
        for tag, stretch in phrase.stretches.items()
    }
    return replace(phrase, stretches=stretches)


def _carried_words(unit: Unit, edits: Mapping[str, TextEdit]) -> dict[str, tuple[str, ...]]:
    """The words outside all phrases in the edited wording; those that an edit removes are gone."""
    unmatched = dict(unit.unmatched)
    for tag, edit in edits.items():
        if tag in unmatched:
            carried = (edit.carried(Stretch(words)) for words in unmatched[tag])
            unmatched[tag] = tuple(stretch.text for stretch in carried if stretch)
    return unmatched


def _terms(concept: Concept) -> str:
    return "; ".join(f"{tag}: {', '.join(terms)}" for tag, terms in concept.terms.items())
