"""The first page of a bank: its texts, or what a search across them found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aligner.bank import Bank
from aligner.errors import ClausebankError
from aligner.reader.page import asset, environment, integrity
from aligner.reader.view import column_of, unique_anchors
from aligner.text.languages import language as known_language
from aligner.wording.counterparts import Counterparts, counterparts_of
from aligner.wording.query import Query, QueryKind, Spans
from aligner.wording.search import Hit, search
from aligner.wording.texts import Texts

KINDS: Mapping[str, str] = {"words": "words", "lemma": "in any form", "exact": "exact characters"}
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    kind: str = ""


def overview(bank: Bank, query: str = "", kind: str = "") -> str:
    """The page as HTML.

    Args:
        bank: the bank.
        query: what to search for; the texts are listed where it is empty.
        kind: how the query is meant, one of :data:`KINDS`.
    """
    from markupsafe import Markup

    style = asset("style.css")
    shown: dict[str, object] = {"texts": [], "hits": [], "summary": "", "problem": ""}
    try:
        shown |= (
            _found(bank, query.strip(), QueryKind(kind or "words")) if query.strip() else {"texts": list(_texts(bank))}
        )
    except (ClausebankError, ValueError) as error:
        shown["problem"] = str(error)
    return (
        environment()
        .get_template("index.html")
        .render(
            style=Markup(style),  # noqa: S704 - our own file
            style_hash=integrity(style),
            query=query.strip(),
            kind=kind or "words",
            kinds=KINDS,
            **shown,
        )
    )


def _texts(bank: Bank) -> Iterator[dict[str, object]]:
    for name in bank.names():
        try:
            document = bank.load(name)
        except ClausebankError as error:
            yield {"name": name, "problem": str(error)}
            continue
        yield {
            "name": name,
            "problem": "",
            "title": next(iter(document.title.values()), name),
            "symbol": document.symbol,
            "units": len(document.units),
            "columns": [column_of(version, document.units) for version in document.languages.values()],
        }


def _found(bank: Bank, query: str, kind: QueryKind) -> dict[str, object]:
    readable = [str(text["name"]) for text in _texts(bank) if not text["problem"]]
    if not readable:
        return {"summary": "There is no text to search."}
    wanted, texts = Query(query, kind), Texts(readable, bank)
    hits = list(search(texts.candidates(wanted), wanted))
    counterparts = counterparts_of((hit.passage for hit in hits[:_SHOWN]), texts)
    anchors = {
        name: dict(zip(ids, unique_anchors(ids), strict=True))
        for name in {hit.passage.text for hit in hits}
        if (ids := [unit.id for unit in bank.load(name).units])
    }
    found_in = len({hit.passage.text for hit in hits})
    total = sum(len(hit.spans) for hit in hits)
    rest = f"; the first {_SHOWN} are shown" if len(hits) > _SHOWN else ""
    return {
        "summary": f"{total} hit{'s' if total != 1 else ''} in {found_in} text{'s' if found_in != 1 else ''}{rest}",
        "hits": [
            {
                "text": hit.passage.text,
                "unit": hit.passage.unit.id,
                "anchor": anchors[hit.passage.text][hit.passage.unit.id],
                "lines": list(_lines(hit, counterparts)),
            }
            for hit in hits[:_SHOWN]
        ],
    }


def _lines(hit: Hit, counterparts: Counterparts) -> Iterator[dict[str, object]]:
    unit = hit.passage.unit
    beside = counterparts.of(unit, hit.language, hit.spans)
    for tag, segment in sorted(unit.segments.items(), key=lambda item: item[0] != hit.language):
        own = tag == hit.language
        spans = hit.spans if own else beside.get(tag, [])
        yield {
            "tag": tag,
            "direction": known_language(tag).direction,
            "status": str(segment.status),
            "runs": list(_runs(segment.text, spans, "hit" if own else "echo")),
        }


def _runs(text: str, spans: Spans, kind: str) -> Iterator[_Run]:
    end = 0
    for start, stop in spans:
        yield _Run(text[end:start])
        yield _Run(text[start:stop], kind)
        end = stop
    yield _Run(text[end:])
