"""A list of hits for other programs: CSV, TSV, JSON Lines, or a translation memory of the units found."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

import tmx
from aligner.exchange.memory import header, translation_unit
from aligner.wording.counterparts import Counterparts
from aligner.wording.passages import Passage, unverified
from aligner.wording.search import Hit

FIXED = ("text", "unit", "role", "language", "hits", "unverified")


def record(hit: Hit, counterparts: Counterparts) -> dict[str, object]:
    """A hit as JSON knows it: offsets count characters from 0, the end is the one after the last."""
    unit = hit.passage.unit
    beside = counterparts.of(unit, hit.language, hit.spans)
    return {
        "text": hit.passage.text,
        "unit": unit.id,
        "role": str(unit.role),
        "language": hit.language,
        "hits": [_stretch(unit.text(hit.language), span) for span in hit.spans],
        "segments": {tag: segment.text for tag, segment in unit.segments.items()},
        "counterparts": {tag: [_stretch(unit.text(tag), span) for span in spans] for tag, spans in beside.items()},
        "unverified": unverified(hit.passage),
    }


def _stretch(text: str, span: tuple[int, int]) -> dict[str, object]:
    return {"text": text[span[0] : span[1]], "start": span[0], "end": span[1]}


def json_lines(hits: Iterable[Hit], counterparts: Counterparts) -> Iterator[str]:
    """One JSON object a line."""
    return (json.dumps(record(hit, counterparts), ensure_ascii=False) for hit in hits)


def table(hits: Sequence[Hit], counterparts: Counterparts, *, delimiter: str) -> Iterator[str]:
    """Separated values (RFC 4180): a row for each hit, a column for each language and for its counterparts.

    Tabs and line breaks within tab-separated values become spaces; in CSV they stand in quotation marks.
    """
    tags = list(dict.fromkeys(tag for hit in hits for tag in hit.passage.unit.segments))
    yield _line([*FIXED, *tags, *(f"{tag} counterpart" for tag in tags)], delimiter)
    for hit in hits:
        unit = hit.passage.unit
        beside = counterparts.of(unit, hit.language, hit.spans)
        words = [unit.text(hit.language)[start:end] for start, end in hit.spans]
        values = [
            hit.passage.text,
            unit.id,
            unit.role,
            hit.language,
            " | ".join(words),
            " ".join(unverified(hit.passage)),
        ]
        values += [unit.text(tag) for tag in tags]
        values += [" | ".join(unit.text(tag)[start:end] for start, end in beside.get(tag, ())) for tag in tags]
        yield _line(values, delimiter)


def _line(values: Sequence[str], delimiter: str) -> str:
    if delimiter == "\t":
        return "\t".join(" ".join(str(value).split()) for value in values)
    out = StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="").writerow([str(value) for value in values])
    return out.getvalue()


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
