"""The official wording in place of the stored one, with its provenance, its phrases anchored anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from aligner.attestation.anchoring import Rewording, Unanchored, moved_terms, reworded
from aligner.errors import InputError
from aligner.model import Document, LanguageVersion, Status, Unit
from aligner.text.english import counted
from aligner.verification.comparison import Comparison, Standing, UnitComparison


@dataclass(frozen=True, slots=True)
class Adoption:
    """What adopting a file gives.

    Attributes:
        document: the text with the official wording.
        unanchored: words of phrases, notes and terms that are in no wording any more.
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
        rewording = _adopted(unit, language, by_id[unit.id]) if unit.id in by_id else Rewording(unit)
        units.append(rewording.unit)
        unanchored.extend(rewording.unanchored)
    version = _version(comparison, origin, file)
    updated = replace(
        document,
        units=tuple(units),
        title=_title(document, language, by_id),
        languages={**document.languages, language: version},
    )
    concepts, gone = moved_terms(document, updated, language)
    updated = replace(updated, concepts=concepts)
    unanchored.extend(gone)
    reworded_ids = tuple(id_ for id_, compared in by_id.items() if compared.stored != compared.official)
    return Adoption(updated, tuple(unanchored), reworded_ids)


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
        origin += f" Not all of it agrees: the file lacks {counted(missing, 'unit')} and has {counted(extra, 'paragraph')} more."
    return replace(
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


def _adopted(unit: Unit, language: str, compared: UnitComparison) -> Rewording:
    """A unit with the official wording; what was anchored in the old one moves along."""
    rewording = reworded(unit, language, compared.official.text)
    segment = replace(rewording.unit.segments[language], label=compared.official.label, status=Status.VERIFIED)
    adopted = replace(rewording.unit, segments={**rewording.unit.segments, language: segment})
    return replace(rewording, unit=adopted)
