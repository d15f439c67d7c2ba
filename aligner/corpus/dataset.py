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
from aligner.model import Segment
from aligner.text.languages import canonical

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
class CorpusQuery:
    """What to look for.

    Attributes:
        text: words, or a regular expression (RE2: it cannot run for ever); empty finds everything.
        language: only in this language; empty for all.
        is_regex: whether the text is a regular expression; case counts in neither.
        least: the least confidence of the unit.
    """

    text: str = ""
    language: str = ""
    is_regex: bool = False
    least: float = 0.0


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

    def search(self, query: CorpusQuery) -> Iterator[CorpusUnit]:
        """The units that match, in the order of the corpus, as they are found.

        Raises:
            UsageError: the regular expression is none.
        """
        words = "array_to_string(texts, ' ')"
        condition = (
            f"regexp_matches({words}, $text, 'i')" if query.is_regex else f"contains(lower({words}), lower($text))"
        )
        sql = f"""WITH found AS (SELECT DISTINCT document, unit FROM units WHERE {condition} AND confidence >= $least
                      AND ($language = '' OR language = $language))
                  SELECT document, unit, confidence, language, texts, labels FROM units JOIN found USING (document, unit)
                  ORDER BY document, unit, language"""  # noqa: S608 - what the user asks for is a parameter
        values = {"text": query.text, "least": query.least, "language": canonical(query.language)}
        for parts in _batches(self.parts):
            for (document, unit), rows in itertools.groupby(self._rows(sql, parts, values), key=lambda row: row[:2]):
                rows_of_unit = list(rows)
                segments = {tag: _segment(labels, texts, tag) for *_, tag, texts, labels in rows_of_unit}
                yield CorpusUnit.of(document, str(unit), rows_of_unit[0][2], segments)

    def units(self, languages: Sequence[str], least: float = 0.0) -> Iterator[CorpusUnit]:
        """The units that have text in all these languages, in the order of the corpus."""
        for match in self.search(CorpusQuery(least=least)):
            if all(tag in match.texts for tag in languages):
                yield dataclasses.replace(match, texts={tag: match.texts[tag] for tag in languages})

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
        duckdb = library("duckdb")
        for table in tables.TABLES:
            files = [glob.escape(str(file)) for file in tables.files(self.folder, table, parts)]
            self._database.read_parquet(files).create_view(table, replace=True)
        try:
            rows: list[Any] = self._database.execute(sql, values or {}).fetchall()
        except duckdb.InvalidInputException as error:
            raise UsageError(
                f"not a regular expression ({error})", hint="see https://github.com/google/re2/wiki/Syntax"
            ) from error
        return rows


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
