"""A list of hits for other programs: a table, JSON, or a translation memory of the units found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import tmx
from aligner.exchange.memory import header, translation_unit
from aligner.wording.counterparts import Counterparts
from aligner.wording.passages import Passage, unverified
from aligner.wording.search import Hit
from aligner.wording.tables import Cell, Table

FIXED = ("text", "unit", "role", "language", "hits", "unverified")


def record(hit: Hit, counterparts: Counterparts) -> dict[str, object]:
    """A hit as JSON knows it: offsets count characters from 0, the end is the one after the last."""
    unit = hit.passage.unit
    beside = counterparts.of(unit, hit.language, hit.spans)
    stretches = {}
    for tag, spans in beside.items():
        stretches[tag] = [_stretch(unit.text(tag), span) for span in spans]
    return {
        "text": hit.passage.text,
        "unit": unit.id,
        "role": str(unit.role),
        "language": hit.language,
        "hits": [_stretch(unit.text(hit.language), span) for span in hit.spans],
        "segments": {tag: segment.text for tag, segment in unit.segments.items()},
        "counterparts": stretches,
        "unverified": unverified(hit.passage),
    }


def _stretch(text: str, span: tuple[int, int]) -> dict[str, object]:
    return {"text": text[span[0] : span[1]], "start": span[0], "end": span[1]}


def table(hits: Sequence[Hit], counterparts: Counterparts) -> Table:
    """A row for each hit, a column for each language and for its counterparts."""
    tags = list(dict.fromkeys(tag for hit in hits for tag in hit.passage.unit.segments))
    head = (*FIXED, *tags, *(f"{tag} counterpart" for tag in tags))
    return Table(head, [_row(hit, counterparts, tags) for hit in hits])


def _row(hit: Hit, counterparts: Counterparts, tags: Sequence[str]) -> list[Cell]:
    unit = hit.passage.unit
    beside = counterparts.of(unit, hit.language, hit.spans)
    spans_by_language = {**beside, hit.language: hit.spans}
    stretches = {}
    for tag, spans in spans_by_language.items():
        stretches[tag] = " | ".join(unit.text(tag)[start:end] for start, end in spans)
    words, unsure = stretches.pop(hit.language), " ".join(unverified(hit.passage))
    fixed = [hit.passage.text, unit.id, str(unit.role), hit.language, words, unsure]
    return [*fixed, *map(unit.text, tags), *(stretches.get(tag, "") for tag in tags)]


def memory(hits: Iterable[Hit], destination: str, source: str) -> int:
    """Write the units that were found as a translation memory, each once; returns how many.

    Raises:
        TmxError: the file cannot be written.
    """
    passages = {(hit.passage.text, hit.passage.unit.id): hit.passage for hit in hits}
    units = (_translation_unit(passage, source) for passage in passages.values())
    tmx.write(destination, units, header=header(source, "paragraph"))
    return len(passages)


def _translation_unit(passage: Passage, source: str) -> tmx.TranslationUnit:
    unit = passage.unit
    tags = sorted((tag for tag in unit.segments if unit.text(tag)), key=lambda tag: tag != source)
    segments = {tag: unit.segments[tag] for tag in tags}
    tuid = f"{passage.text}#{unit.id}"
    return translation_unit(unit, tuid, segments, note=unit.note, has_status=passage.has_status)
