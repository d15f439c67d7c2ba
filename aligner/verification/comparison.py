"""A stored text against a file: what stands where, and how it differs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from aligner.attestation.anchoring import moved
from aligner.attestation.folding import Fold, folded
from aligner.attestation.quotations import judged
from aligner.errors import InputError, NotFoundError
from aligner.model import Attestation, Document, Emendation, Segment, Unit, Verdict
from aligner.sources import Block, Source
from aligner.sources.joining import join_lines
from aligner.sources.paragraphs import LABEL
from aligner.verification.differences import Deviation, deviations
from aligner.verification.locating import Placement, locate


class Standing(StrEnum):
    """How a unit stands to the official file."""

    IDENTICAL = "identical"
    TYPOGRAPHIC = "typographic"
    """Only typography differs, of the kinds that are named."""
    DIFFERS = "differs"
    MISSING = "missing"
    """The file does not have the unit."""
    EXTRA = "extra"
    """The bank does not have the paragraph."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A label and a text."""

    label: str = ""
    text: str = ""

    @property
    def printed(self) -> str:
        """Both, as a page shows them."""
        return f"{self.label} {self.text}" if self.label else self.text


@dataclass(frozen=True, slots=True)
class UnitComparison:
    """One unit against the file.

    Attributes:
        unit: its id; for a paragraph that the bank does not have, the id of the unit before it (or empty).
        standing: how they stand to each other.
        stored: what the bank has.
        official: what the file has; for a recorded emendation, with the emendation applied.
        changes: where label and text (:attr:`Wording.printed`) differ.
        page: page of the file, from 1; 0 where it has none.
        emended: recorded emendations that the file confirms: it has what they say was found.
        disputed: attestations with which the file disagrees, judged by its wording.
    """

    unit: str
    standing: Standing
    stored: Wording
    official: Wording
    changes: tuple[Deviation, ...] = ()
    page: int = 0
    emended: tuple[Emendation, ...] = ()
    disputed: tuple[Attestation, ...] = ()

    @property
    def folds(self) -> tuple[Fold, ...]:
        """The kinds of typography in which they differ."""
        return tuple(dict.fromkeys(fold for change in self.changes for fold in change.folds))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A language of a text against a file, unit by unit in document order."""

    document: Document
    language: str
    source: Source
    units: tuple[UnitComparison, ...]

    @property
    def counts(self) -> Counter[Standing]:
        """How many units of each standing."""
        return Counter(unit.standing for unit in self.units)

    @property
    def is_clean(self) -> bool:
        """Whether nothing but typography differs."""
        return set(self.counts) <= {Standing.IDENTICAL, Standing.TYPOGRAPHIC}


_LEAST_SHARE = 4
"""A file with less than one in so many of the units is another text: versions of one text share far more."""


def compare(document: Document, language: str, source: Source) -> Comparison:
    """Compare the stored wording of a language with a file, wherever in the file it stands.

    Raises:
        NotFoundError: the text has no such language, or nothing in it.
        InputError: the file does not hold this text.
    """
    if language not in document.languages:
        raise NotFoundError(
            f"no language '{language}' in this text",
            where=document.name,
            hint=f"it has: {', '.join(document.languages)}",
        )
    units = [unit for unit in document.units if unit.text(language)]
    if not units:
        raise NotFoundError(
            f"no unit has a wording in '{language}'", where=document.name, hint="add the language first"
        )
    body = source.body
    matches = locate([_stored(unit, language).printed for unit in units], [block.printed for block in body])
    placed = sum(match.units[1] - match.units[0] for match in matches)
    if placed * _LEAST_SHARE < len(units):
        raise InputError(
            f"holds {placed} of the {len(units)} units that {document.name} has in '{language}'",
            where=str(source.path),
            hint=f"is it {document.symbol}, and in that language?",
        )
    return Comparison(document, language, source, tuple(_compared(document, language, units, body, matches)))


def _stored(unit: Unit, language: str) -> Wording:
    segment = unit.segments[language]
    return Wording(segment.label, segment.text)


def _compared(
    document: Document, language: str, units: Sequence[Unit], body: Sequence[Block], matches: Sequence[Placement]
) -> Iterator[UnitComparison]:
    emendations = document.languages[language].emendations
    unit, block, before = 0, matches[0].blocks[0], ""
    for match in matches:
        # Units and blocks between the match before and this one have no partner.
        for missing in units[unit : match.units[0]]:
            yield UnitComparison(missing.id, Standing.MISSING, _stored(missing, language), Wording())
            before = missing.id
        yield from _extra(body[block : match.blocks[0]], before)
        placed = units[slice(*match.units)]
        wordings = _wordings([_stored(clause, language) for clause in placed], body[slice(*match.blocks)])
        for clause, official in zip(placed, wordings, strict=True):
            own_emendations = [emendation for emendation in emendations if emendation.unit == clause.id]
            page = body[match.blocks[0]].page
            compared = _judged(clause.id, _stored(clause, language), official, own_emendations, page)
            yield replace(compared, disputed=_disputed(clause.segments[language], compared.official.text))
        unit, block, before = match.units[1], match.blocks[1], placed[-1].id
    for missing in units[unit:]:
        yield UnitComparison(missing.id, Standing.MISSING, _stored(missing, language), Wording())
    yield from _extra(_until_next_annex(body[block:]), before)


def _disputed(segment: Segment, official: str) -> tuple[Attestation, ...]:
    attestations = (judged(attestation, official) for attestation in segment.attestations)
    return tuple(attestation for attestation in attestations if attestation.verdict == Verdict.DIFFERS)


# The title of another part of the document: what follows is no longer the text that was compared.
_OTHER_PART = re.compile(
    r"(?:Annex|Appendix|Enclosure|附件|附录|附文|Приложение|Добавление|Annexe|Appendice|Anexo|Apéndice|المرفق)\b.{0,200}",
    re.IGNORECASE | re.DOTALL,
)


def _until_next_annex(blocks: Sequence[Block]) -> Sequence[Block]:
    """What follows the last unit, up to another annex."""
    end = next((place for place, block in enumerate(blocks) if _OTHER_PART.match(block.text)), len(blocks))
    return blocks[:end]


def _extra(blocks: Sequence[Block], before: str) -> Iterator[UnitComparison]:
    for block in blocks:
        if re.search(r"\w", block.text.replace("_", "")):  # a rule of underscores ends a document
            official = Wording(block.label, block.text)
            yield UnitComparison(before, Standing.EXTRA, Wording(), official, page=block.page)


def _judged(
    id_: str, stored: Wording, official: Wording, emendations: Sequence[Emendation], page: int
) -> UnitComparison:
    confirmed = []
    for emendation in emendations:
        if emendation.read in stored.text and official.text.count(emendation.found) == 1:
            as_read = Wording(official.label, official.text.replace(emendation.found, emendation.read))
            if len(deviations(stored.text, as_read.text)) < len(deviations(stored.text, official.text)):
                official = as_read
                confirmed.append(emendation)
    differences = deviations(stored.printed, official.printed)
    if not differences:
        standing = Standing.IDENTICAL
    elif folded(stored.printed) == folded(official.printed):
        standing = Standing.TYPOGRAPHIC
    else:
        standing = Standing.DIFFERS
    return UnitComparison(id_, standing, stored, official, differences, page, tuple(confirmed))


def _wordings(stored: Sequence[Wording], blocks: Sequence[Block]) -> list[Wording]:
    """What the file has for each of some neighbouring units."""
    if len(stored) == 1:
        return [_wording(stored[0], blocks)]
    # One paragraph of the file holds several units: cut it where the stored units end.
    official = blocks[0].printed
    joined = " ".join(wording.printed for wording in stored)
    cuts, end = [0], -1
    for wording in stored[:-1]:
        end += len(wording.printed) + 1
        cuts.append(moved(end, joined, official, end=True))
    parts = [official[start:stop].strip() for start, stop in zip(cuts, [*cuts[1:], len(official)], strict=True)]
    return [_split(part, wording) for part, wording in zip(parts, stored, strict=True)]


def _wording(stored: Wording, blocks: Sequence[Block]) -> Wording:
    first, *more = blocks
    text = _line_ends_settled(first, stored.text if first.label else stored.printed)
    if more:
        texts = [f"{block.label} {_line_ends_settled(block, stored.text)}".strip() for block in more]
        text = join_lines([text, *texts])
    return Wording(first.label, text) if first.label else _split(text, stored)


def _line_ends_settled(block: Block, stored: str) -> str:
    """The text of a block; a hyphen at a line end may belong to the word or not: it is read as in the stored wording."""
    from rapidfuzz.distance import Levenshtein

    text = block.text
    for end in reversed(block.line_ends):
        # The line ends with its hyphen, or the hyphen was dropped there: put it right the other way round.
        alternative = text[: end - 1] + text[end:] if text[end - 1 : end] == "-" else f"{text[:end]}-{text[end:]}"
        if Levenshtein.distance(alternative, stored) < Levenshtein.distance(text, stored):
            text = alternative
    return text


# The number of a paragraph, as official files put it before clauses that the bank has without one.
_NUMBER = re.compile(r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.)．、]\s*(?=\w)")


def _split(printed: str, stored: Wording) -> Wording:
    """Label and text of a paragraph whose label is typed; one that the bank has without label may be numbered."""
    if not stored.label:
        number = _NUMBER.match(printed)
        if number and not stored.text.startswith(number.group().strip()):
            return Wording(number.group().strip(), printed[number.end() :])
        return Wording("", printed)
    if printed.startswith(stored.label):
        return Wording(stored.label, printed[len(stored.label) :].strip())
    typed = LABEL.match(printed)
    return Wording(typed.group().strip(), printed[typed.end() :].strip()) if typed else Wording("", printed)
