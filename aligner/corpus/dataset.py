"""Questions to a corpus: counts, a search, a sample; answered by DuckDB over the Parquet tables, part after part."""

from __future__ import annotations

import dataclasses
import glob
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aligner.alignment.composition import segment
from aligner.corpus import tables
from aligner.corpus.errors import FolderError
from aligner.corpus.extra import library
from aligner.errors import NotFoundError, UsageError
from aligner.model import Role, Segment, Unit
from aligner.text.languages import canonical
from aligner.wording.passages import Passage
from aligner.wording.query import Query, Spans
from aligner.wording.search import Scope, narrows, search

_TOGETHER = 16
"""Parts that are asked at a time."""


@dataclass(frozen=True, slots=True)
class CorpusUnit:
    """A unit, or a link of two languages, with its words.

    Attributes:
        document: its id.
        id: name within the document: the number of the unit, for a link followed by that of its first block.
        confidence: probability that it is exactly right.
        texts: language to text; blocks that belong together are joined as the language joins sentences.
        labels: language to the label of the first block, where it has one.
    """

    document: str
    id: str
    confidence: float
    texts: Mapping[str, str]
    labels: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, document: str, id_: str, confidence: float, segments: Mapping[str, Segment]) -> CorpusUnit:
        """The unit of segments, one per language."""
        texts = {tag: segment.text for tag, segment in segments.items()}
        labels = {tag: segment.label for tag, segment in segments.items() if segment.label}
        return cls(document, id_, confidence, texts, labels)


@dataclass(frozen=True, slots=True)
class CorpusHit:
    """A unit in which something was found.

    Attributes:
        unit: the unit.
        spans: language to where it was found there, as start and end offsets.
    """

    unit: CorpusUnit
    spans: Mapping[str, Spans]


class Dataset:
    """The corpus in a folder, as far as it is built.

    Raises:
        FolderError: there is none.
        MissingExtraError: the extra ``corpus`` is not installed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.parts = tables.names(folder)
        if not self.parts:
            raise FolderError(
                "holds no corpus", where=str(folder), hint="build one: clausebank corpus build MANIFEST -o FOLDER"
            )
        self._database = library("duckdb").connect()

    def languages(self) -> dict[str, dict[str, int]]:
        """Language to how many documents, blocks and characters it has."""
        sql = """SELECT file.language, count(*), sum(file.blocks)::BIGINT, sum(file.characters)::BIGINT
                 FROM (SELECT unnest(files) AS file FROM documents WHERE error IS NULL) GROUP BY 1 ORDER BY 1"""
        return {
            tag: {"documents": documents, "blocks": blocks, "characters": characters}
            for tag, documents, blocks, characters in self._rows(sql, self.parts)
        }

    def failures(self) -> list[tuple[str, str, str]]:
        """The documents that failed, with the kind of error and its message."""
        return self._rows(
            "SELECT document, error, message FROM documents WHERE error IS NOT NULL ORDER BY 1", self.parts
        )

    def doubtful(self, least: float = 0.5) -> list[tuple[str, float]]:
        """The documents whose texts are most likely no translations of each other, with that probability, least first."""
        sql = "SELECT document, confidence FROM documents WHERE confidence < $least ORDER BY 2, 1"
        return self._rows(sql, self.parts, {"least": least})

    def size(self) -> tuple[int, int]:
        """How many documents were aligned, and units."""
        sql = "SELECT count(*), coalesce(sum(units), 0)::BIGINT FROM documents WHERE error IS NULL"
        [(documents, units)] = self._rows(sql, self.parts)
        return documents, units

    def links(self) -> dict[tuple[str, str], dict[str, float]]:
        """Two languages to their links: how many, how many of them join text to text, and their mean confidence."""
        sql = """SELECT first, second, count(*), count(*) FILTER (len(first_blocks) > 0 AND len(second_blocks) > 0),
                 avg(confidence) FROM beads GROUP BY 1, 2 ORDER BY 1, 2"""
        return {
            (first, second): {"links": links, "matched": matched, "confidence": round(confidence, 4)}
            for first, second, links, matched, confidence in self._rows(sql, self.parts)
        }

    def confidence(self) -> list[int]:
        """How many links have a confidence in each tenth from 0 to 1."""
        sql = "SELECT least(floor(round(confidence::DOUBLE, 4) * 10), 9)::INT, count(*) FROM beads GROUP BY 1"
        counts = dict(self._rows(sql, self.parts))
        return [counts.get(k, 0) for k in range(10)]

    def findings(self) -> list[tuple[str, str, str, int]]:
        """Code, name and severity of each rule that found something, and how often, most frequent first."""
        sql = "SELECT code, name, severity, count(*) FROM findings GROUP BY ALL ORDER BY 4 DESC, 1"
        return self._rows(sql, self.parts)

    def search(self, query: Query, scope: Scope | None = None, least: float = 0.0) -> Iterator[CorpusHit]:
        """The units that match, in the order of the corpus, as they are found.

        Args:
            query: what is looked for.
            scope: in which documents, languages and roles, and what the other languages must hold.
            least: the least confidence of a unit.

        Raises:
            NotFoundError: the corpus lacks a language or a property that the scope names.
            UsageError: a regular expression ran too long.
        """
        scope = scope or Scope()
        self._require(scope)
        condition, values = _narrowed(query)
        for unit, role in self._all_units(least, condition, values):
            segments = {tag: Segment(text) for tag, text in unit.texts.items()}
            of_text = {"document": unit.document, "confidence": f"{unit.confidence:.2f}"}
            passage = Passage(unit.document, Unit(unit.id, role, segments), has_status=False, of_text=of_text)
            spans = {hit.language: hit.spans for hit in search([passage], query, scope)}
            if spans:
                yield CorpusHit(unit, spans)

    def _require(self, scope: Scope) -> None:
        languages = self.languages()
        for tag in (*scope.languages, *(condition.language for condition in scope.parallel)):
            if not any(narrows(language, tag) for language in languages):
                raise NotFoundError(f"no text in {tag}", where=str(self.folder), hint=f"it has: {', '.join(languages)}")
        for name in scope.properties:
            if name not in ("document", "body"):
                raise NotFoundError(
                    f"no unit has a property '{name}'", where="--where", hint="there is: document, body, role, unit"
                )

    def _all_units(
        self, least: float, condition: str = "true", values: Mapping[str, object] | None = None
    ) -> Iterator[tuple[CorpusUnit, Role]]:
        """All units of which a segment meets a condition, each with its role, in the order of the corpus."""
        sql = f"""WITH chosen AS (SELECT DISTINCT document, unit FROM units WHERE confidence >= $least AND ({condition}))
                  SELECT document, unit, confidence, role, language, texts, labels FROM units JOIN chosen
                  USING (document, unit) ORDER BY document, unit, language"""  # noqa: S608 - a condition of ours
        for parts in _batches(self.parts):
            rows = self._rows(sql, parts, {"least": least, **(values or {})})
            for (document, unit), of_unit in itertools.groupby(rows, key=lambda row: row[:2]):
                rows_of_unit = list(of_unit)
                segments = {tag: _segment(labels, texts, tag) for *_, tag, texts, labels in rows_of_unit}
                confidence, role = rows_of_unit[0][2:4]
                yield CorpusUnit.of(document, str(unit), confidence, segments), Role(role)

    def units(self, languages: Sequence[str], least: float = 0.0) -> Iterator[CorpusUnit]:
        """The units that have text in all these languages, in the order of the corpus."""
        for unit, _ in self._all_units(least):
            if all(tag in unit.texts for tag in languages):
                yield dataclasses.replace(unit, texts={tag: unit.texts[tag] for tag in languages})

    def pairs(self, one: str, other: str, least: float = 0.0) -> Iterator[CorpusUnit]:
        """The links of two languages with text in both, finer than units, in the order of the corpus.

        Args:
            one: language tag; comes first in the texts.
            other: language tag.
            least: the least confidence of a link.
        """
        values = {"first": min(one, other), "second": max(one, other), "least": least}
        for parts in _batches(self.parts):
            for row in self._rows(_PAIRS + " ORDER BY document, first_blocks", parts, values):
                pair = _pair(row, one, other)
                if all(text.strip() for text in pair.texts.values()):
                    yield pair

    def sample(self, count: int, seed: int, pair: tuple[str, str], confidence: tuple[float, float]) -> list[CorpusUnit]:
        """So many links of two languages, drawn evenly from those of a confidence within bounds.

        The same seed draws the same links from the same corpus.
        """
        one, other = pair
        values = {"first": min(pair), "second": max(pair), "least": confidence[0]}
        drawn = f"""SELECT * FROM ({_PAIRS}) WHERE confidence <= $most
                    ORDER BY md5(concat_ws('|', $seed, document, unit, first_blocks)) LIMIT $count"""  # noqa: S608 - as in search
        values |= {"most": confidence[1], "seed": seed, "count": count}
        return [_pair(row, one, other) for row in self._rows(drawn, self.parts, values)]

    def check_languages(self, tags: Sequence[str]) -> tuple[str, ...]:
        """The tags in canonical case.

        Raises:
            NotFoundError: the corpus has no document in one of them.
            UsageError: they are not at least two.
        """
        chosen = tuple(canonical(tag.strip()) for tag in tags)
        if len(set(chosen)) != len(chosen) or len(chosen) < 2:
            raise UsageError("at least two languages, each once", where=":".join(tags), hint="write a pair as en:zh")
        languages = self.languages()
        if unknown := [tag for tag in chosen if tag not in languages]:
            raise NotFoundError(
                f"no text in {', '.join(unknown)}", where=str(self.folder), hint=f"it has: {', '.join(languages)}"
            )
        return chosen

    def _rows(self, sql: str, parts: Sequence[str], values: Mapping[str, object] | None = None) -> list[Any]:
        for table in tables.TABLES:
            files = [glob.escape(str(file)) for file in tables.files(self.folder, table, parts)]
            self._database.read_parquet(files).create_view(table, replace=True)
        rows: list[Any] = self._database.execute(sql, values or {}).fetchall()
        return rows


_UNFOLDED = r"[\x{00AD}\x{017F}\x{0130}\x{0131}\x{200B}-\x{200F}\x{2060}-\x{2064}\x{2100}-\x{214F}\x{2160}-\x{217F}\x{2460}-\x{24FF}\x{FB00}-\x{FB06}\x{FE00}-\x{FE0F}\x{FF00}-\x{FFEF}\x{1D400}-\x{1D7FF}]"
"""Characters that a query takes for letters and the database does not: full width, ligatures, soft hyphens."""


def _narrowed(query: Query) -> tuple[str, dict[str, object]]:
    """The condition that a segment must meet to be looked at, with its values; the query itself decides afterwards."""
    if not query.literal:
        return "true", {}
    words = "array_to_string(texts, ' ')"
    condition = f"contains(lower(strip_accents({words})), $literal) OR regexp_matches({words}, $unfolded)"
    return condition, {"literal": query.literal, "unfolded": _UNFOLDED}


_PAIRS = """SELECT b.document, b.unit, b.confidence, b.first_blocks, b.second_blocks,
                   f.texts AS first_texts, f.labels AS first_labels, f.blocks AS first_all,
                   s.texts AS second_texts, s.labels AS second_labels, s.blocks AS second_all
            FROM beads b
            JOIN units f ON f.document = b.document AND f.unit = b.unit AND f.language = b.first
            JOIN units s ON s.document = b.document AND s.unit = b.unit AND s.language = b.second
            WHERE b.first = $first AND b.second = $second AND b.confidence >= $least
                  AND len(b.first_blocks) > 0 AND len(b.second_blocks) > 0"""


def _pair(row: Sequence[Any], one: str, other: str) -> CorpusUnit:
    document, unit, confidence, first, second, *columns = row
    by_tag = {
        min(one, other): _part_of_unit(first, columns[:3], min(one, other)),
        max(one, other): _part_of_unit(second, columns[3:], max(one, other)),
    }
    return CorpusUnit.of(document, f"{unit}.{first[0]}", confidence, {tag: by_tag[tag] for tag in (one, other)})


def _part_of_unit(linked: list[int], columns: Sequence[list[Any]], tag: str) -> Segment:
    """The blocks of a unit that a link joins, out of the texts, labels and block numbers of the whole unit."""
    chosen = [(text, label) for text, label, block in zip(*columns, strict=True) if block in linked]
    return _segment([label for _, label in chosen], [text for text, _ in chosen], tag)


def _segment(labels: Sequence[str], texts: Sequence[str], tag: str) -> Segment:
    return segment(list(zip(labels, texts, strict=True)), tag)


def _batches(parts: Sequence[str]) -> Iterator[Sequence[str]]:
    return (parts[start : start + _TOGETHER] for start in range(0, len(parts), _TOGETHER))
