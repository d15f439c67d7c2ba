"""What a search in the browser shows: units in all languages, words in context, or equivalents, each with its address."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from aligner.model import Unit
from aligner.reader.view import unique_anchors
from aligner.text.english import counted
from aligner.text.folding import fold
from aligner.text.languages import language as known_language
from aligner.wording.context import in_order, lines, orders
from aligner.wording.context import table as concordance
from aligner.wording.counterparts import Counterparts, counterparts_of
from aligner.wording.equivalents import equivalents
from aligner.wording.passages import is_memory
from aligner.wording.query import Query, QueryKind, Spans
from aligner.wording.search import (
    Hit,
    Scope,
    SearchTally,
    hits_by_language,
    parallel_condition,
    scope_of,
    search,
    tally,
)
from aligner.wording.suggestions import suggestions
from aligner.wording.tables import Table
from aligner.wording.texts import Texts

KINDS: Mapping[str, str] = {
    "words": "words",
    "lemma": "in any form",
    "exact": "exact characters",
    "regex": "regular expression",
}
VIEWS: Mapping[str, str] = {
    "units": "units",
    "lines": "in context",
    "equivalents": "equivalents",
    "frequency": "frequency",
}
MOST_UNITS = 3000
"""Units of a file that is shown as a page; a larger one is searched only."""
_SHOWN = 100
_LINKED = 400  # units whose words are linked for equivalents: a page is made in a second or two
_BUDGET = 5.0  # seconds of a regular expression


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search as its address says it.

    Attributes:
        query: what to look for; empty for none.
        kind: how it is meant, one of :data:`KINDS`.
        view: what is shown, one of :data:`VIEWS`.
        language: the language to look in; empty for all.
        wanted: a condition on another language, such as ``zh=应``; empty for none.
        unwanted: what must not be found there.
        sort: how lines are sorted.
        where: conditions on units with commas between them, such as ``role=item, date=2011``; empty for none.
    """

    query: str = ""
    kind: str = "words"
    view: str = "units"
    language: str = ""
    wanted: str = ""
    unwanted: str = ""
    sort: str = "text"
    where: str = ""

    @property
    def conditions(self) -> list[str]:
        """The conditions on units, one by one."""
        return [condition.strip() for condition in self.where.split(",") if condition.strip()]

    @classmethod
    def of(cls, fields: Mapping[str, Sequence[str]]) -> SearchRequest:
        """The request of an address's fields; what is not known is left at what it is by default."""
        first = {name: values[0].strip() for name, values in fields.items() if values}
        kind, view = first.get("kind", ""), first.get("view", "")
        return cls(
            first.get("q", ""),
            kind if kind in KINDS else "words",
            view if view in VIEWS else "units",
            first.get("language", ""),
            first.get("with", ""),
            first.get("without", ""),
            first.get("sort", "") or "text",
            first.get("where", ""),
        )


@dataclass(frozen=True, slots=True)
class MarkedRun:
    """A stretch of a segment: ``kind`` is ``hit``, ``echo`` for a counterpart, or empty."""

    text: str
    kind: str = ""


def results(texts: Texts, request: SearchRequest) -> dict[str, object]:
    """What is shown for a search, by the names of the template.

    Raises:
        ClausebankError: the request cannot be answered.
    """
    query, scope = _asked(texts, request)
    counted_hits = tally(search(texts.candidates(query), query, scope), _SHOWN if request.view == "units" else 0)
    hits = counted_hits.shown
    if not hits:
        return {"summary": "Nothing is found.", "suggestions": list(suggestions(texts, query, scope))}
    summary = _summary(counted_hits, request.view)
    shown: dict[str, object] = {"summary": summary, "unsure": list(counted_hits.unverified)}
    if request.view == "equivalents":
        return shown | {"equivalents": _equivalents(texts, hits, query)}
    if request.view == "frequency":
        return shown | {"frequencies": frequencies_of(hits)}
    if request.view == "lines":
        return shown | {"lines": _lines(texts, hits, request)}
    counterparts = counterparts_of((hit.passage for hit in hits), texts)
    addresses = _Addresses(texts)
    return shown | {"hits": [_entry(hit, counterparts, addresses) for hit in hits]}


def frequencies_of(hits: Iterable[Hit]) -> list[dict[str, object]]:
    """How often each form of what was found occurs, the most frequent first, and in how many units and texts."""
    counts: Counter[tuple[str, str]] = Counter()
    units: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for hit in hits:
        text = hit.passage.unit.text(hit.language)
        for start, end in hit.spans:
            form = hit.language, fold(text[start:end])
            counts[form] += 1
            units.setdefault(form, set()).add((hit.passage.text, hit.passage.unit.id))
    rows: list[dict[str, object]] = []
    for (language, words), count in counts.most_common(_SHOWN):
        places = units[language, words]
        texts = {text for text, _ in places}
        rows.append({"language": language, "form": words, "count": count, "units": len(places), "texts": len(texts)})
    return rows


def download(texts: Texts, request: SearchRequest) -> Table:
    """All lines of a search as a table.

    Raises:
        ClausebankError: the request cannot be answered.
    """
    query, scope = _asked(texts, request)
    every = lines(search(texts.candidates(query), query, scope))
    counterparts = counterparts_of((line.passage for line in every), texts)
    return concordance(in_order(every, orders(request.sort), counterparts), counterparts)


def _asked(texts: Texts, request: SearchRequest) -> tuple[Query, Scope]:
    kind = QueryKind(request.kind)
    if request.view == "equivalents" and kind is QueryKind.WORDS:
        kind = QueryKind.LEMMA
    beside = QueryKind.LEMMA if kind is QueryKind.LEMMA else QueryKind.WORDS
    parallel = []
    if request.wanted:
        parallel.append(parallel_condition(request.wanted, beside, is_wanted=True))
    if request.unwanted:
        parallel.append(parallel_condition(request.unwanted, beside, is_wanted=False))
    languages = [request.language] if request.language else []
    texts.require([*languages, *(condition.language for condition in parallel)], "language")
    scope = scope_of(languages, request.conditions, parallel)
    texts.require_properties(scope.properties, "where")
    return Query(request.query, kind, budget=_BUDGET), scope


def _summary(hits: SearchTally, view: str) -> str:
    shown = f"; the first {_SHOWN} are shown" if hits.segments > _SHOWN and view in ("units", "lines") else ""
    return f"{counted(hits.by_language.total(), 'hit')} in {counted(len(hits.texts), 'text')}{shown}"


class _Addresses:
    """Where each unit is shown."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._anchors: dict[str, dict[str, str]] = {}
        self._memories = [name for name in texts.names if is_memory(name)]

    def of(self, text: str, unit: Unit) -> str:
        """The address of a unit; empty where its text is too large for a page."""
        if text not in self._anchors:
            ids = [passage.unit.id for _, passage in zip(range(MOST_UNITS + 1), self._texts.of(text), strict=False)]
            small = len(ids) <= MOST_UNITS
            self._anchors[text] = dict(zip(ids, unique_anchors(ids), strict=True)) if small else {}
        anchor = self._anchors[text].get(unit.id)
        page = f"/memory/{self._memories.index(text) + 1}" if text in self._memories else f"/text/{text}"
        return f"{page}#{anchor}" if anchor else ""


def _entry(hit: Hit, counterparts: Counterparts, addresses: _Addresses) -> dict[str, object]:
    unit = hit.passage.unit
    beside = counterparts.of(unit, hit.language, hit.spans)
    segments = []
    for tag, segment in sorted(unit.segments.items(), key=lambda item: item[0] != hit.language):
        is_own = tag == hit.language
        spans = hit.spans if is_own else beside.get(tag, [])
        segments.append(
            {
                "tag": tag,
                "direction": known_language(tag).direction,
                "status": str(segment.status) if hit.passage.has_status else "",
                "runs": list(marked_runs(segment.text, spans, "hit" if is_own else "echo")),
            }
        )
    address = addresses.of(hit.passage.text, unit)
    return {"text": hit.passage.text, "unit": unit.id, "address": address, "lines": segments}


def marked_runs(text: str, spans: Spans, kind: str) -> Iterator[MarkedRun]:
    """A text cut at the ends of spans; the runs joined are the text again.

    >>> [(run.text, run.kind) for run in marked_runs("on security", [(3, 11)], "hit")]
    [('on ', ''), ('security', 'hit'), ('', '')]
    """
    end = 0
    for start, stop in spans:
        yield MarkedRun(text[end:start])
        yield MarkedRun(text[start:stop], kind)
        end = stop
    yield MarkedRun(text[end:])


def _lines(texts: Texts, hits: Sequence[Hit], request: SearchRequest) -> list[dict[str, object]]:
    keys = orders(request.sort)
    every = lines(hits)
    # Sorted by what the text has, only what is shown needs counterparts.
    needs_all = "counterpart" in keys
    nothing = Counterparts([])
    chosen = every if needs_all else in_order(every, keys, nothing)[:_SHOWN]
    counterparts = counterparts_of((line.passage for line in chosen), texts)
    shown = in_order(chosen, keys, counterparts)[:_SHOWN] if needs_all else chosen
    addresses = _Addresses(texts)
    return [
        {
            "text": line.passage.text,
            "unit": line.passage.unit.id,
            "address": addresses.of(line.passage.text, line.passage.unit),
            "tag": line.language,
            "direction": known_language(line.language).direction,
            "left": line.left[-120:],
            "word": line.word,
            "right": line.right[:120],
            "counterparts": line.counterparts(counterparts),
        }
        for line in shown
    ]


def _equivalents(texts: Texts, hits: Sequence[Hit], query: Query) -> dict[str, object]:
    source = hits_by_language(hits).most_common(1)[0][0]
    units = [hit.passage.unit for hit in hits if hit.language == source]
    step = max(1, -(-len(units) // _LINKED))
    counted_units = units[::step]
    languages = dict.fromkeys(itertools.chain.from_iterable(unit.segments for unit in counted_units))
    targets = [tag for tag in languages if tag != source]
    result = equivalents(counted_units, query, source, targets, concepts=texts.concepts())
    sampled = f"; counted in {len(counted_units)} units from all over the text" if step > 1 else ""
    summary = f"{counted(result.occurrences, 'occurrence')} in {source}{sampled}"
    return {"language": source, "rows": result.rows, "summary": summary}
