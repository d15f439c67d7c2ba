"""A unit with another wording: what is anchored in the old one (phrases, quoted words of the note, attestations) moves along."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from aligner.attestation.quotations import judged, stretch_at
from aligner.coverage import remainders
from aligner.model import Concept, Document, Phrase, Revision, Status, Stretch, Unit
from aligner.text.scripts import is_unspaced

_STILL_THE_PHRASE = 0.5
"""Two wordings of one phrase have more of their characters in common than that (indel similarity)."""

# Words of the text in a note: in quotation marks, or a run of Chinese.
_QUOTED = re.compile(r"«([^«»]+)»|“([^“”]+)”|\"([^\"]+)\"|([\u3400-\u9fff][\u3400-\u9fff，、]*)")


@dataclass(frozen=True, slots=True)
class Unanchored:
    """Words that a new wording does not have any more.

    Attributes:
        unit: the unit's id; of a term, that of its concept.
        language: the language whose wording changed.
        text: the words.
        place: what they stand in: ``phrase``, from which they were taken, or ``note`` or ``term``, which keep them.
    """

    unit: str
    language: str
    text: str
    place: str = "phrase"


@dataclass(frozen=True, slots=True)
class Rewording:
    """A unit with a new wording, and the words it could not take along."""

    unit: Unit
    unanchored: tuple[Unanchored, ...] = ()


def reworded(unit: Unit, language: str, text: str) -> Rewording:
    """A unit with another wording in one language; its status is not touched."""
    old = unit.segments[language]
    if text == old.text:
        return Rewording(unit)
    lost: list[Unanchored] = []
    phrases = []
    for phrase in unit.phrases:
        anchored = _anchored(phrase, language, old.text, text)
        if language in phrase.stretches and language not in anchored.stretches:
            lost.append(Unanchored(unit.id, language, phrase.stretches[language].text))
        if len(anchored.stretches) > 1 or len(anchored.stretches) == len(phrase.stretches):
            phrases.append(anchored)
    note, not_there = _note(unit.note, old.text, text)
    lost += [Unanchored(unit.id, language, words, "note") for words in not_there]
    attestations = tuple(judged(attestation, text) for attestation in old.attestations)
    segment = replace(old, text=text, attestations=attestations)
    changed = replace(unit, segments={**unit.segments, language: segment}, phrases=tuple(phrases), note=note)
    if unit.phrases:
        left = {**unit.unmatched} | {tag: remainders(changed, tag) for tag in unit.segments}
        changed = replace(changed, unmatched={tag: words for tag, words in left.items() if words})
    return Rewording(changed, tuple(lost))


def revised(
    unit: Unit, language: str, text: str, reason: str, date: dt.date, witnesses: tuple[str, ...] = ()
) -> Rewording:
    """A unit whose wording, which is not official, is changed for a reason; the old wording is kept.

    Raises:
        ValueError: the wording is verified: only its official file can change it.
    """
    old = unit.segments[language]
    if old.status == Status.VERIFIED:
        raise ValueError(f"the {language} wording of {unit.id} is verified")
    rewording = reworded(unit, language, text)
    segment = rewording.unit.segments[language]
    revision = Revision(date, old.text, reason, witnesses)
    segments = {**rewording.unit.segments, language: replace(segment, revisions=(*segment.revisions, revision))}
    return replace(rewording, unit=replace(rewording.unit, segments=segments))


def _anchored(phrase: Phrase, language: str, old: str, new: str) -> Phrase:
    """The phrase in the new wording; without the language where its words are not there any more."""
    stretch = phrase.stretches.get(language)
    if stretch is None:
        return phrase
    anchored = moved_stretch(stretch, old, new)
    # In place of the old stretch, so that the languages of the phrase keep their order.
    stretches = {tag: anchored if tag == language else other for tag, other in phrase.stretches.items()}
    return replace(phrase, stretches={tag: present for tag, present in stretches.items() if present is not None})


def moved_stretch(stretch: Stretch, old: str, new: str) -> Stretch | None:
    """Where a stretch of the old wording is in the new one; None where it is not, or is something else."""
    from rapidfuzz.distance import Indel

    span = stretch.span(old)
    if span is None:
        return None
    start, end = moved(span[0], old, new), moved(span[1], old, new, end=True)
    while 0 < end < len(new) and _is_inside_word(new, end) and not _is_inside_word(old, span[1]):
        end += 1  # the last word has another ending
    words = new[start:end].strip()
    if not words or Indel.normalized_similarity(words, stretch.text) < _STILL_THE_PHRASE:
        return None
    start = new.index(words, start)
    return stretch_at(new, start, start + len(words))


def _is_inside_word(text: str, place: int) -> bool:
    """Whether a word goes on across a place; characters of writing without spaces are words by themselves."""
    around = text[max(0, place - 1) : place + 1]
    return len(around) == 2 and around.isalpha() and not any(map(is_unspaced, around))


def _note(note: str, old: str, new: str) -> tuple[str, list[str]]:
    """A note with the words that it quotes as the new wording has them, and those that it quotes and are not there."""
    parts, not_there, end = [], [], 0
    for match in _QUOTED.finditer(note):
        words = next(filter(None, match.groups()))
        stretch = moved_stretch(Stretch(words), old, new) if words in old else None
        if stretch is None:
            not_there += [words] if words in old and words not in new else []
            continue
        start, stop = match.span(match.lastindex or 0)
        parts += [note[end:start], stretch.text]
        end = stop
    return "".join(parts) + note[end:], not_there


def moved_terms(old: Document, new: Document, language: str) -> tuple[tuple[Concept, ...], tuple[Unanchored, ...]]:
    """The concepts of a text whose wording changed, and the terms that it does not have any more.

    A term follows where all units that had it, word for word, have the same words for it now; one that some units still
    have stays, and so does one in a form that no unit had.
    """
    pairs = [(before.text(language), after.text(language)) for before, after in zip(old.units, new.units, strict=True)]
    concepts, gone = [], list[Unanchored]()
    for concept in new.concepts:
        terms = []
        for term in concept.terms.get(language, ()):
            renderings = _renderings(term, pairs)
            terms.append(renderings.pop() if len(renderings) == 1 else term)
            if terms[-1] == term and _is_gone(term, pairs):
                gone.append(Unanchored(concept.id, language, term, "term"))
        changed = {**concept.terms, language: tuple(dict.fromkeys(terms))} if terms else concept.terms
        concepts.append(replace(concept, terms=changed))
    return tuple(concepts), tuple(gone)


def _renderings(term: str, pairs: Sequence[tuple[str, str]]) -> set[str]:
    """The words that stand for a term where it stood; none unless it is gone everywhere."""
    if not _is_gone(term, pairs):
        return set()
    stretches = [moved_stretch(Stretch(term), before, after) for before, after in pairs if term in before]
    return {stretch.text for stretch in stretches if stretch} if all(stretches) else set()


def _is_gone(term: str, pairs: Sequence[tuple[str, str]]) -> bool:
    return any(term in before for before, _ in pairs) and not any(term in after for _, after in pairs)


Edit = tuple[int, int, int, int]
"""Start and end of what is replaced in the old wording, start and end of what replaces it in the new one."""


def edits(old: str, new: str) -> Iterator[Edit]:
    """The fewest edits that turn one wording into another (V. I. Levenshtein, 1966)."""
    from rapidfuzz.distance import Levenshtein

    for edit in Levenshtein.opcodes(old, new):
        if edit.tag != "equal":
            yield edit.src_start, edit.src_end, edit.dest_start, edit.dest_end


def moved(offset: int, old: str, new: str, *, end: bool = False) -> int:
    """Where a place in the old wording is in the new one; of a span's ``end`` what is inserted there is left out.

    >>> moved(4, "all States", "All the States"), moved(3, "all States", "All the States", end=True)
    (8, 3)
    """
    shift = 0
    for start, stop, to, to_end in edits(old, new):
        if stop > offset or (stop == offset and end and start == stop):
            if start < offset:  # inside what was replaced
                return to + min(offset - start, to_end - to)
            break
        shift = to_end - stop
    return offset + shift
