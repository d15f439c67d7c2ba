"""The official wording in place of the stored one, with its provenance, its phrases anchored anew."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from aligner.coverage import remainders
from aligner.errors import InputError
from aligner.model import Document, LanguageVersion, Phrase, Segment, Status, Stretch, Unit
from aligner.verification.comparison import Comparison, Standing, UnitComparison
from aligner.verification.differences import moved

_STILL_THE_PHRASE = 0.5


@dataclass(frozen=True, slots=True)
class Unanchored:
    """A stretch of a phrase whose words the official wording does not have; it was taken out of its phrase."""

    unit: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Adoption:
    """What adopting a file gives.

    Attributes:
        document: the text with the official wording.
        unanchored: stretches that no longer match.
        reworded: units whose wording changed.
    """

    document: Document
    unanchored: tuple[Unanchored, ...]
    reworded: tuple[str, ...]


def adopt(comparison: Comparison, origin: str, file: str) -> Adoption:
    """Adopt the wording of a file and mark what was found in it as verified.

    The language as a whole becomes verified only when every unit was found and the file has nothing else between
    them; units that were not found keep wording and status.

    Args:
        comparison: the text against the file.
        origin: where the file is from, in words, for the provenance.
        file: where the text's folder keeps the file, relative to it.

    Raises:
        InputError: the file was generated from the bank's own text, or is another document than the text.
    """
    _refuse(comparison)
    language, document = comparison.language, comparison.document
    by_id = {
        compared.unit: compared
        for compared in comparison.units
        if compared.standing not in (Standing.MISSING, Standing.EXTRA)
    }
    units, unanchored = [], list[Unanchored]()
    for unit in document.units:
        adopted, lost = _adopted(unit, language, by_id[unit.id]) if unit.id in by_id else (unit, ())
        units.append(adopted)
        unanchored.extend(lost)
    version = _version(comparison, origin, file)
    updated = dataclasses.replace(
        document,
        units=tuple(units),
        title=_title(document, language, by_id),
        languages={**document.languages, language: version},
    )
    reworded = tuple(id_ for id_, compared in by_id.items() if compared.stored != compared.official)
    return Adoption(updated, tuple(unanchored), reworded)


def _refuse(comparison: Comparison) -> None:
    source, document = comparison.source, comparison.document
    if source.is_sample:
        raise InputError(
            "was generated from the bank's own text, so it proves nothing about the official wording; not adopted",
            where=str(source.path),
            hint="fetch the official file",
        )
    if source.symbol and source.symbol.rstrip("*").upper() != document.symbol.upper():
        raise InputError(
            f"is {source.symbol}, and the text is {document.symbol}; not adopted",
            where=str(source.path),
            hint="fetch the official file of this text",
        )


def _version(comparison: Comparison, origin: str, file: str) -> LanguageVersion:
    version = comparison.document.languages[comparison.language]
    counts = comparison.counts
    missing, extra = counts[Standing.MISSING], counts[Standing.EXTRA]
    confirmed = {emendation for compared in comparison.units for emendation in compared.emended}
    missing_units = {compared.unit for compared in comparison.units if compared.standing == Standing.MISSING}
    if missing or extra:
        origin = (
            f"{origin} Not all of it agrees: {missing} units are not in the file, {extra} of its paragraphs not here."
        )
    return dataclasses.replace(
        version,
        status=version.status if missing or extra else Status.VERIFIED,
        source=origin,
        file=file,
        sha256=comparison.source.sha256,
        emendations=tuple(
            emendation
            for emendation in version.emendations
            if emendation in confirmed or emendation.unit in missing_units
        ),
    )


def _title(document: Document, language: str, by_id: Mapping[str, UnitComparison]) -> dict[str, str]:
    """The titles; one that is the wording of a unit changes with it."""
    titles = dict(document.title)
    stored = titles.get(language)
    same = (compared.official.text for compared in by_id.values() if stored and compared.stored.text == stored)
    official = next(same, None)
    return titles | ({language: official} if official else {})


def _adopted(unit: Unit, language: str, compared: UnitComparison) -> tuple[Unit, tuple[Unanchored, ...]]:
    old = unit.segments[language]
    new = Segment(
        text=compared.official.text,
        label=compared.official.label,
        status=Status.VERIFIED,
        # What agreed with the wording that stood here says nothing about another.
        attested=() if compared.standing == Standing.DIFFERS else old.attested,
        line=old.line,
    )
    phrases, lost = [], list[Unanchored]()
    for phrase in unit.phrases:
        anchored, text = _anchored(phrase, language, old.text, new.text)
        if text:
            lost.append(Unanchored(unit.id, language, text))
        if len(anchored.stretches) > 1:
            phrases.append(anchored)
    adopted = dataclasses.replace(unit, segments={**unit.segments, language: new}, phrases=tuple(phrases))
    if not lost and new.text == old.text:
        return adopted, ()
    left = {**unit.unmatched} | {tag: remainders(adopted, tag) for tag in unit.segments} if unit.phrases else {}
    return dataclasses.replace(adopted, unmatched={tag: words for tag, words in left.items() if words}), tuple(lost)


def _anchored(phrase: Phrase, language: str, old: str, new: str) -> tuple[Phrase, str]:
    """The phrase in the new wording, and the words that are not in it any more."""
    stretch = phrase.stretches.get(language)
    if stretch is None:
        return phrase, ""
    anchored = _stretch(stretch, old, new)
    # In place of the old stretch, so that the languages of the phrase keep their order.
    stretches = {tag: anchored if tag == language else other for tag, other in phrase.stretches.items()}
    present = {tag: anchor for tag, anchor in stretches.items() if anchor is not None}
    return dataclasses.replace(phrase, stretches=present), "" if anchored else stretch.text


def _stretch(stretch: Stretch, old: str, new: str) -> Stretch | None:
    from rapidfuzz.distance import Indel

    span = stretch.span(old)
    if span is None:
        return None
    start, end = moved(span[0], old, new), moved(span[1], old, new, end=True)
    words = new[start:end].strip()
    if not words or Indel.normalized_similarity(words, stretch.text) < _STILL_THE_PHRASE:
        return None
    start = new.index(words, start)
    occurrence, at = 1, new.find(words)
    while at < start:
        occurrence, at = occurrence + 1, new.find(words, at + 1)
    return Stretch(words, occurrence)
