"""Quotations in a wording: where their words stand, and what follows from that for a verdict.

What is typography (quotation marks, spaces, full width, kinds of hyphen) says nothing, since stores and printers change
it; a mark at the end of a quotation says nothing either, since it may be that of the sentence around it. All else counts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from aligner.attestation.folding import folded_in_place
from aligner.model import Attestation, Document, Stretch, Unit, Verdict

_END_MARKS = ",.;:，。；：、"


def find(quotation: str, text: str) -> tuple[int, int] | None:
    """Where a text has the words of a quotation, as start and end offsets; None where it has not.

    >>> find('the "code", as', "This is the “code”， as agreed"), find("the Code", "the code")
    ((8, 22), None)
    >>> find("to comply;", "To begin, to comply, and so on")
    (10, 19)
    """
    words, _ = folded_in_place(unicodedata.normalize("NFC", quotation))
    characters, places = folded_in_place(text)
    for wanted in (words, words.rstrip(_END_MARKS)):
        start = characters.find(wanted) if wanted else -1
        if start >= 0:
            return places[start], places[start + len(wanted) - 1] + 1
    return None


def stretch_at(text: str, start: int, end: int) -> Stretch:
    """The stretch of a text between two offsets.

    >>> stretch_at("security of security", 12, 20)
    Stretch(text='security', occurrence=2)
    """
    words, occurrence, place = text[start:end], 1, text.find(text[start:end])
    while place < start:
        occurrence, place = occurrence + 1, text.find(words, place + 1)
    return Stretch(words, occurrence)


def words_of(attestation: Attestation) -> str:
    """The quotation in the script of the wording."""
    return attestation.normalized or attestation.quotation


def judged(attestation: Attestation, text: str) -> Attestation:
    """An attestation with the verdict and the stretches that follow from a wording.

    One that decides nothing keeps its verdict, with those of its stretches that the wording has.
    """
    if attestation.verdict == Verdict.RELATED:
        return replace(attestation, supports=_present(attestation.supports, text), contradicts=())
    span = find(words_of(attestation), text)
    if span:
        return replace(attestation, verdict=Verdict.AGREES, supports=(stretch_at(text, *span),), contradicts=())
    contradicted = tuple(stretch_at(text, *place) for place in _differences(words_of(attestation), text))
    return replace(attestation, verdict=Verdict.DIFFERS, supports=(), contradicts=contradicted)


def _present(stretches: tuple[Stretch, ...], text: str) -> tuple[Stretch, ...]:
    return tuple(stretch for stretch in stretches if stretch.span(text))


def _differences(words: str, text: str) -> list[tuple[int, int]]:
    """The words of a text that a quotation of it has otherwise."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.fuzz import partial_ratio_alignment

    words, _ = folded_in_place(words.rstrip(_END_MARKS))
    characters, places = folded_in_place(text)
    nearest = partial_ratio_alignment(words, characters)
    if not nearest or not characters:
        return []
    # The nearest part is as long as the quotation; what the wording has more may push its end further out.
    part = characters[nearest.dest_start : nearest.dest_end + len(words) // 5 + 10]
    edits = [edit for edit in Levenshtein.opcodes(words, part) if edit.tag != "equal"]
    spans: list[tuple[int, int]] = []
    for edit in edits:
        if edit.tag == "insert" and edit.src_start in (0, len(words)):
            continue  # what stands before and behind the quoted words
        # Where the quotation has more, the character before shows the place.
        first = nearest.dest_start + (max(0, edit.dest_start - 1) if edit.tag == "delete" else edit.dest_start)
        last = first if edit.tag == "delete" else nearest.dest_start + edit.dest_end - 1
        start, end = _whole_words(text, places[first], places[last] + 1)
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A span widened to the spaces around it; writing without spaces is left as it is."""
    if " " not in text:
        return start, end
    following = text.find(" ", end)
    return text.rfind(" ", 0, start) + 1, following if following >= 0 else len(text)


def contradictions(attestation: Attestation, text: str) -> Iterator[str]:
    """What of an attestation no longer agrees with a wording, in words."""
    for stretch in attestation.supports:
        if stretch.span(text) is None:
            yield f"the wording no longer has “{stretch.text}”"
        elif attestation.verdict == Verdict.AGREES and find(stretch.text, words_of(attestation)) is None:
            yield f"the quotation does not have “{stretch.text}”"
    for stretch in attestation.contradicts:
        if stretch.span(text) is None:
            yield f"the wording no longer has “{stretch.text}”, which the quotation contradicts"
    if attestation.verdict == Verdict.AGREES and not attestation.supports:
        yield "it is said to agree, and no stretch is named"
    if attestation.verdict == Verdict.DIFFERS and find(words_of(attestation), text):
        yield "it is said to differ, and the wording has its words"


def used_witnesses(unit: Unit) -> Iterator[str]:
    """The names of the witnesses that a unit speaks of."""
    for segment in unit.segments.values():
        yield from (attestation.witness for attestation in segment.attestations)
        for revision in segment.revisions:
            yield from revision.witnesses


def unused_witnesses(document: Document) -> list[str]:
    """The names of the witnesses that no unit speaks of."""
    used = {name for unit in document.units for name in used_witnesses(unit)}
    return [name for name in document.witnesses if name not in used]
