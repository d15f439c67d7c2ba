"""What the phrases of a unit cover and leave over, and how much of a wording published quotations attest."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from aligner.model import AttestationKind, Document, Unit, Verdict


def remainders(unit: Unit, language: str) -> tuple[str, ...]:
    """The words of a segment outside all phrases, in text order: what ``Unit.unmatched`` has to list.

    Each maximal stretch between phrases is one entry, without the punctuation and spaces at its ends; where nothing
    else stands between two phrases there is no entry. A phrase that is not in the segment covers nothing.

    >>> from aligner.model import Phrase, Role, Segment, Stretch
    >>> unit = Unit(
    ...     "a", Role.ITEM, {"en": Segment("To prevent, inter alia, the use of force;")},
    ...     phrases=(Phrase({"en": Stretch("To prevent")}), Phrase({"en": Stretch("the use")})),
    ... )
    >>> remainders(unit, "en")
    ('inter alia', 'of force')
    """
    text = unit.text(language)
    gaps, end = [], 0
    for start, stop in sorted(covered(unit, language)):
        gaps.append(text[end : max(start, end)])
        end = max(end, stop)
    gaps.append(text[end:])
    return tuple(words for gap in gaps if (words := _bare(gap)))


def covered(unit: Unit, language: str) -> tuple[tuple[int, int], ...]:
    """Where the phrases stand in a segment: start and end offsets, in the order of the phrases.

    Phrases without a stretch in this language, and stretches that are not in the segment, are left out.
    """
    text = unit.text(language)
    stretches = (phrase.stretches.get(language) for phrase in unit.phrases)
    spans = (stretch.span(text) for stretch in stretches if stretch)
    return tuple(span for span in spans if span)


@dataclass(frozen=True, slots=True)
class AttestedShare:
    """How much of the wording of a language is attested, in characters without labels.

    Attributes:
        attested: characters that a quotation supports, each counted once.
        total: all characters.
        by_kind: the same as ``attested`` for each kind of attestation by itself; they overlap.
    """

    attested: int
    total: int
    by_kind: Mapping[AttestationKind, int]

    @property
    def in_words(self) -> str:
        """The share and its kinds; empty where nothing is attested. Rounded down, so that nothing is claimed too much.

        >>> AttestedShare(45, 200, {AttestationKind.DIRECT: 30, AttestationKind.TERM: 20}).in_words
        '22 % of its characters attested (direct 15 %, term 10 %)'
        """
        kinds = ", ".join(f"{kind} {100 * count // self.total} %" for kind, count in self.by_kind.items())
        return f"{100 * self.attested // self.total} % of its characters attested ({kinds})" if self.attested else ""


def attested_share(document: Document, language: str) -> AttestedShare:
    """How much of a language is attested by quotations that agree with it."""
    by_kind = {kind: _attested_characters(document, language, (kind,)) for kind in AttestationKind}
    return AttestedShare(
        attested=_attested_characters(document, language, AttestationKind),
        total=sum(len(unit.text(language)) for unit in document.units),
        by_kind={kind: count for kind, count in by_kind.items() if count},
    )


def _attested_characters(document: Document, language: str, kinds: Iterable[AttestationKind]) -> int:
    return sum(_length(attested(unit, language, kinds)) for unit in document.units)


def attested(
    unit: Unit, language: str, kinds: Iterable[AttestationKind] = tuple(AttestationKind)
) -> tuple[tuple[int, int], ...]:
    """The spans of a segment that quotations of some kinds support, joined where they overlap, in text order."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted(_supported(unit, language, frozenset(kinds))):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


def _supported(unit: Unit, language: str, kinds: frozenset[AttestationKind]) -> Iterator[tuple[int, int]]:
    segment = unit.segments.get(language)
    for attestation in segment.attestations if segment else ():
        if attestation.verdict == Verdict.AGREES and attestation.kind in kinds:
            spans = (stretch.span(segment.text) for stretch in attestation.supports) if segment else ()
            yield from (span for span in spans if span)


def _length(spans: Iterable[tuple[int, int]]) -> int:
    return sum(end - start for start, end in spans)


def _bare(gap: str) -> str:
    """The gap without the punctuation and spaces at its ends."""
    inner = [position for position, char in enumerate(gap) if not _is_punctuation_or_space(char)]
    return gap[inner[0] : inner[-1] + 1] if inner else ""


def _is_punctuation_or_space(char: str) -> bool:
    return char.isspace() or unicodedata.category(char)[0] in "PZC"
