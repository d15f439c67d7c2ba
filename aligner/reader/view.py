"""What a page shows, worked out before any markup: columns, rows, and texts cut where something begins or ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from aligner.checks import Finding, Severity
from aligner.coverage import attested, attested_share
from aligner.model import Document, LanguageVersion, Segment, Status, Unit
from aligner.text.english import listed
from aligner.text.languages import language as known_language

AUTONYMS: Mapping[str, str] = {
    "ar": "العربية",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fa": "فارسی",
    "fr": "Français",
    "he": "עברית",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "pt": "Português",
    "ru": "Русский",
    "zh": "中文",
}
"""What the readers of a language call it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One language of the page; ``badge`` is its status in words, for the head of the column."""

    tag: str
    name: str
    english: str
    direction: str
    status: str
    badge: str
    source: str
    attested: str = ""
    """How much of the wording is attested and by what, in words; empty where nothing is."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text to which the same things apply.

    Attributes:
        text: the words, verbatim.
        word: number of the group of linked words it belongs to; None for none.
        flagged: whether a finding marks it.
        attested: whether a published quotation has the same words.
        change: ``ins`` or ``del`` in a comparison of versions; empty otherwise.
    """

    text: str
    word: int | None = None
    flagged: bool = False
    attested: bool = False
    change: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Runs of one phrase, or of the text between phrases (``phrase`` is None)."""

    phrase: int | None
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One segment: ``status`` is its status, or ``missing``; ``absence`` says why nothing stands there."""

    status: str
    label: str = ""
    pieces: tuple[Piece, ...] = ()
    absence: str = "no wording in this language"


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """One unit: ``anchor`` is what a link points at, ``length`` the number of characters of its longest segment.

    ``facts`` is what a memory says of it in a few words: its document and date.
    """

    id: str
    anchor: str
    role: str
    cells: tuple[Cell, ...]
    length: int
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    change: str = ""
    change_label: str = ""
    facts: str = ""

    @property
    def has_remarks(self) -> bool:
        """Whether anything is said about the unit."""
        return bool(self.notes or self.findings)

    @property
    def is_doubtful(self) -> bool:
        """Whether a finding asks for someone to look; one for information does not."""
        return any(finding.severity.reaches(Severity.WARNING) for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Mark:
    """Some rows in a row, as the strip at the right shows them.

    Attributes:
        anchor: the first of them.
        title: their ids.
        length: the number of characters of their longest segments together.
        statuses: for each column the status that is the least sure among them.
        kind: ``found`` where a finding asks for someone to look, ``changed`` where something changed; empty otherwise.
    """

    anchor: str
    title: str
    length: int
    statuses: tuple[str, ...]
    kind: str


MOST_MARKS = 400
"""Marks of the strip: about one for two pixels of a screen."""
_LEAST_SURE = ("superseded", "unverified", "reviewed", "verified", "missing")


def marks_of(rows: Sequence[ReaderRow]) -> list[Mark]:
    """The strip at the right: a mark for each row, or for several of them where there are very many."""
    size = -(-len(rows) // MOST_MARKS) or 1
    return [_mark(rows[start : start + size]) for start in range(0, len(rows), size)]


def _mark(rows: Sequence[ReaderRow]) -> Mark:
    first, last = rows[0], rows[-1]
    columns = zip(*(row.cells for row in rows), strict=True)
    statuses = tuple(map(_least_sure, columns))
    kind = "found" if any(row.is_doubtful for row in rows) else "changed" if any(row.change for row in rows) else ""
    title = first.id if first is last else f"{first.id} … {last.id}"
    return Mark(first.anchor, title, sum(row.length for row in rows), statuses, kind)


def _least_sure(column: Iterable[Cell]) -> str:
    return min((cell.status for cell in column), key=_sureness)


def _sureness(status: str) -> int:
    return _LEAST_SURE.index(status) if status in _LEAST_SURE else 0


@dataclass(frozen=True, slots=True)
class ReaderPage:
    """All that a page shows; ``findings`` are those on the whole text, ``lead`` lines below the title."""

    symbol: str
    title: str
    date: str
    columns: tuple[Column, ...]
    rows: tuple[ReaderRow, ...]
    findings: tuple[Finding, ...] = ()
    lead: tuple[str, ...] = ()
    compared: bool = False

    @property
    def untrusted(self) -> tuple[Column, ...]:
        """The columns that are not verified throughout."""
        return tuple(column for column in self.columns if column.status != Status.VERIFIED)

    @property
    def untrusted_in_words(self) -> str:
        """Their languages as a sentence lists them: Chinese, Russian and Arabic."""
        return listed(tuple(column.english for column in self.untrusted))

    @property
    def marks(self) -> list[Mark]:
        """The strip at the right."""
        return marks_of(self.rows)

    @property
    def changed_rows(self) -> list[ReaderRow]:
        """The rows of a comparison in which something changed."""
        return [row for row in self.rows if row.change]

    @property
    def remarks(self) -> bool:
        """Whether anything is said about any unit."""
        return any(row.has_remarks for row in self.rows)


@dataclass(frozen=True, slots=True)
class SegmentSpans:
    """What stands where in one segment: start and end offsets, with the number of the phrase or group of words."""

    phrases: Sequence[tuple[int, int, int]] = ()
    words: Sequence[tuple[int, int, int]] = ()
    flags: Sequence[tuple[int, int]] = ()
    attested: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class WordLinks:
    """Groups of words of one unit that stand for each other: language to spans (start, end) in its segment."""

    groups: Sequence[Mapping[str, Sequence[tuple[int, int]]]] = field(default=())


def page_of(
    document: Document,
    languages: Sequence[str] = (),
    findings: Iterable[Finding] = (),
    words: Mapping[str, WordLinks] | None = None,
) -> ReaderPage:
    """A text as a page.

    Args:
        document: the text.
        languages: the columns, in this order; all languages of the text where empty.
        findings: what a check found; those without a unit come at the end of the page.
        words: id of a unit to its links between words.
    """
    tags = tuple(languages) or tuple(document.languages)
    by_unit: dict[str, list[Finding]] = {}
    for finding in findings:
        # What concerns a language that is not shown says nothing to the reader.
        if set(finding.languages) <= set(tags):
            by_unit.setdefault(finding.unit_id, []).append(finding)
    anchors = unique_anchors(unit.id for unit in document.units)
    rows = [
        _row(unit, anchor, tags, document, by_unit.get(unit.id, ()), (words or {}).get(unit.id, WordLinks()))
        for unit, anchor in zip(document.units, anchors, strict=True)
    ]
    return ReaderPage(
        symbol=document.symbol,
        title=document.title.get(tags[0]) or next(iter(document.title.values()), document.name),
        date=document.date.isoformat() if document.date else "",
        columns=tuple(
            column_of(document.languages[tag], document.units, attested_share(document, tag).in_words) for tag in tags
        ),
        rows=tuple(rows),
        findings=tuple(by_unit.get("", ())),
    )


def column_of(version: LanguageVersion, units: Iterable[Unit], attested: str = "") -> Column:
    """The head of a column: its status counts the segments, which may say otherwise than the version does."""
    tag = version.language
    statuses = Counter(str(unit.segments[tag].status) for unit in units if tag in unit.segments)
    return column(tag, version.source, statuses or {str(version.status): 1}, attested)


def column(tag: str, source: str, statuses: Mapping[str, int], attested: str = "") -> Column:
    """The head of a column.

    Args:
        tag: the language.
        source: where its wording comes from.
        statuses: how many segments have each status; at least one.
        attested: how much of it is attested, in words.
    """
    facts = known_language(tag)
    uniform = next(iter(statuses)) if len(statuses) == 1 else ""
    return Column(
        tag=tag,
        name=AUTONYMS.get(tag) or AUTONYMS.get(facts.tag) or facts.name or tag,
        english=facts.name or tag,
        direction=facts.direction,
        status=uniform or "mixed",
        badge=uniform or f"{statuses.get(Status.VERIFIED, 0)} of {sum(statuses.values())} verified",
        source=source,
        attested=attested,
    )


def unique_anchors(ids: Iterable[str]) -> list[str]:
    """Ids as the names of anchors, no two alike.

    >>> unique_anchors(["pledge.h", "pledge-h", "#3"])
    ['pledge-h', 'pledge-h-2', 'u-3']
    """
    used: set[str] = set()
    anchors = []
    for id_ in ids:
        plain = re.sub(r"[^\w-]+", "-", id_).strip("-") or "u"
        plain = plain if plain[0].isalpha() else f"u-{plain}"
        # Names of the page itself are not to be had: a double hyphen is never in one of ours.
        plain = re.sub(r"-{2,}", "-", plain) + ("-unit" if plain in _RESERVED else "")
        anchor, number = plain, 1
        while anchor in used:
            number += 1
            anchor = f"{plain}-{number}"
        used.add(anchor)
        anchors.append(anchor)
    return anchors


_RESERVED: tuple[str, ...] = (
    *("text", "query", "counts", "previous", "next", "only", "changes", "remarks", "theme", "help", "keys", "says"),
    *("rest", "help-open", "help-title"),
)


def cut(text: str, spans: SegmentSpans) -> tuple[Piece, ...]:
    """Cut a text at every boundary; the pieces joined are the text again.

    Where phrases overlap, a stretch belongs to the one that begins last; the same holds of groups of words.

    >>> [(piece.phrase, [run.text for run in piece.runs]) for piece in cut("To act now", SegmentSpans([(0, 6, 4)], [(3, 6, 0)]))]
    [(4, ['To ', 'act']), (None, [' now'])]
    """
    edges = {0, len(text)}
    for group in (spans.phrases, spans.words, spans.flags, spans.attested):
        edges.update(min(max(edge, 0), len(text)) for span in group for edge in span[:2])
    bounds = sorted(edges)
    pieces: list[tuple[int | None, list[Run]]] = []
    for start, end in pairwise(bounds):
        phrase = _innermost(spans.phrases, start)
        run = Run(
            text[start:end],
            _innermost(spans.words, start),
            flagged=_covers(spans.flags, start),
            attested=_covers(spans.attested, start),
        )
        if not pieces or pieces[-1][0] != phrase:
            pieces.append((phrase, []))
        pieces[-1][1].append(run)
    return tuple(Piece(phrase, tuple(runs)) for phrase, runs in pieces)


def _covers(spans: Iterable[tuple[int, int]], position: int) -> bool:
    return any(start <= position < end for start, end in spans)


def _innermost(spans: Collection[tuple[int, int, int]], position: int) -> int | None:
    around = [(start, number) for start, end, number in spans if start <= position < end]
    return max(around)[1] if around else None


def _row(
    unit: Unit, anchor: str, tags: Sequence[str], document: Document, findings: Sequence[Finding], words: WordLinks
) -> ReaderRow:
    cells = tuple(_cell(unit, tag, findings, words) for tag in tags)
    return ReaderRow(
        id=unit.id,
        anchor=anchor,
        role=str(unit.role),
        cells=cells,
        length=max((len(unit.text(tag)) for tag in tags), default=0) or 1,
        notes=((unit.note,) if unit.note else ()) + tuple(_evidence(unit, tags, document)),
        findings=tuple(findings),
        facts=", ".join(unit.properties[name] for name in ("document", "date") if name in unit.properties),
    )


def _evidence(unit: Unit, tags: Sequence[str], document: Document) -> Iterator[str]:
    """What is quoted for the wording of a unit, and how it was changed, a line each."""
    for tag in tags:
        segment = unit.segments.get(tag)
        for attestation in segment.attestations if segment else ():
            title = document.witnesses[attestation.witness].title
            yield f"{tag} {attestation.verdict} ({attestation.kind}): {attestation.quotation} ({title})"
        for revision in segment.revisions if segment else ():
            yield f"{tag} changed on {revision.date}: {revision.reason}; before: {revision.before}"


def _cell(unit: Unit, tag: str, findings: Iterable[Finding], words: WordLinks) -> Cell:
    segment = unit.segments.get(tag)
    if segment is None or not segment.text:
        return Cell("missing")
    return Cell(str(segment.status), segment.label, cut(segment.text, spans_of(unit, tag, segment, findings, words)))


def spans_of(unit: Unit, tag: str, segment: Segment, findings: Iterable[Finding], words: WordLinks) -> SegmentSpans:
    """What stands where in a segment."""
    stretches = ((number, phrase.stretches.get(tag)) for number, phrase in enumerate(unit.phrases))
    placed = ((number, stretch.span(segment.text)) for number, stretch in stretches if stretch)
    return SegmentSpans(
        phrases=[(*span, number) for number, span in placed if span],
        words=[(*span, number) for number, group in enumerate(words.groups) for span in group.get(tag, ())],
        attested=list(attested(unit, tag)),
        flags=[(mark.start, mark.end) for finding in findings for mark in finding.marks if mark.language == tag],
    )
