"""A memory of any size made searchable. The index finds candidates; the query itself decides on the text."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
import regex

from aligner.model import Phrase, Role, Segment, Status, Stretch, Unit
from aligner.text.folding import bare, fold
from aligner.text.languages import language as known_language
from aligner.text.words import UNSPACED, lemmas
from aligner.wording.grammar import WILDCARDS, Choice, Element, Gap, Literal, WordCondition, WordTest
from aligner.wording.index_file import Report, open_index, tokens
from aligner.wording.passages import Passage
from aligner.wording.pattern import compiled
from aligner.wording.query import Query, QueryKind

LARGE = 2_000_000
"""Bytes from which a memory is indexed; a smaller one is read in less time than that takes."""
_SHARED = 3
"""How many of the rarest tokens of a sentence a wording must share beyond those that it may lack."""
_MOST_TERMS = 3000
"""Words that a wildcard may stand for and still narrow the search."""
_UNIT = "SELECT u.id, u.name, u.role, u.has_status, u.line, u.beside, s.language, s.text, s.status "
_PLACEHOLDER = dict(zip(WILDCARDS, "\ue000\ue001", strict=True))
_TOKEN = regex.compile(rf"[{UNSPACED}]|[[\p{{L}}\p{{N}}\p{{M}}\ue000\ue001]--[{UNSPACED}]]+", regex.V1)

Progress = Callable[[int], object]


class Index:
    """The searchable form of one memory; opened, and built where there is none for the memory's content.

    Args:
        path: the memory.
        on_progress: called while it is built, with the number of units read.
        on_damage: told in a sentence when a damaged index is built again.

    Raises:
        NotFoundError, TmxError: the memory cannot be read.
        OutputError: the cache folder cannot be written.
    """

    def __init__(self, path: str, on_progress: Progress = lambda _: None, on_damage: Report = lambda _: None) -> None:
        self.path = path
        self._on_progress, self._on_damage = on_progress, on_damage
        self._database = open_index(path, on_progress, on_damage)
        try:
            self.languages = self._languages()
        except sqlite3.DatabaseError:
            # The file is as it was left, and yet is no index: another program wrote both.
            self._rebuild()
            self.languages = self._languages()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def candidates(self, query: Query) -> Iterator[Passage]:
        """The units that may hold the query: all that do, and perhaps others; in the order of the memory."""
        try:
            self._choose(query)
            rows = self._rows("u.id IN chosen")
        except sqlite3.DatabaseError:
            self._rebuild()
            self._choose(query)
            rows = self._rows("u.id IN chosen")
        return self._passages(rows)

    def alike(self, compared: Sequence[str], least: int) -> Iterator[Passage]:
        """The units that may be as like a list of tokens as a percentage says: all that are, and perhaps others.

        A wording of that likeness lacks few tokens of the list, so it has nearly all of the rarest ones.
        """
        frequencies = self._frequencies(set(compared) - {"0"})
        # Tokens that may differ: a longer wording allows fewer, so the length of the list is the bound.
        spare = len(compared) - math.ceil(least * len(compared) / 100)
        needed = len(frequencies) - spare
        if needed < 1:
            return self.passages()
        rarest = sorted(frequencies, key=frequencies.__getitem__)[: spare + min(needed, _SHARED)]
        rows = [np.fromiter(self._rowids(token), np.int64) for token in rarest if frequencies[token]]
        ids, counts = np.unique(np.concatenate([*rows, np.empty(0, np.int64)]), return_counts=True)
        chosen = ids[counts >= min(needed, _SHARED)].tolist()
        condition = "u.id IN (SELECT unit FROM segments WHERE id IN (SELECT value FROM json_each(?)))"
        return self._passages(self._rows(condition, json.dumps(chosen)))

    def _frequencies(self, terms: set[str]) -> dict[str, int]:
        """In how many segments each token is."""
        select = "SELECT doc FROM vocabulary WHERE term = ?"
        counts = {term: self._database.execute(select, (term,)).fetchone() for term in terms}
        return {term: count[0] if count else 0 for term, count in counts.items()}

    def _rowids(self, token: str) -> Iterator[int]:
        rows = self._database.execute("SELECT rowid FROM words WHERE words MATCH ?", (_quoted([token]),))
        return (row for (row,) in rows)

    def sample(self, size: int) -> list[Passage]:
        """Units spread evenly over the memory."""
        (last,) = self._database.execute("SELECT max(id) FROM units").fetchone()
        ids = range(1, (last or 0) + 1, max(1, (last or 0) // size))[:size]
        return list(self._passages(self._rows("u.id IN (SELECT value FROM json_each(?))", str(list(ids)))))

    def passages(self) -> Iterator[Passage]:
        """All units, in the order of the memory."""
        return self._passages(self._rows("1"))

    def vocabulary(self) -> Iterator[str]:
        """All words of the memory, folded, each once."""
        return (term for (term,) in self._database.execute("SELECT term FROM vocabulary"))

    def properties(self) -> Iterator[str]:
        """The names of the properties that its units have."""
        keys = "SELECT DISTINCT key FROM units, json_each(units.beside, '$.properties') WHERE beside != ''"
        return (name for (name,) in self._database.execute(keys))

    def _languages(self) -> tuple[str, ...]:
        rows = self._database.execute("SELECT language FROM languages ORDER BY id")
        return tuple(language for (language,) in rows)

    def _rebuild(self) -> None:
        self._database.close()
        self._database = open_index(self.path, self._on_progress, self._on_damage, anew=True)

    def _rows(self, condition: str, *values: str) -> sqlite3.Cursor:
        select = f"{_UNIT} FROM units u JOIN segments s ON s.unit = u.id WHERE {condition} ORDER BY s.id"
        return self._database.execute(select, values)

    def _choose(self, query: Query) -> None:
        """Fill the table of chosen units."""
        self._database.execute("PRAGMA temp_store = MEMORY")
        self._database.execute("CREATE TEMP TABLE IF NOT EXISTS chosen (unit INTEGER PRIMARY KEY)")
        self._database.execute("DELETE FROM chosen")
        insert = "INSERT OR IGNORE INTO chosen "
        if query.kind is QueryKind.EXACT:
            select = "SELECT unit FROM segments WHERE instr(text, ?) > 0"
            self._database.execute(insert + select, (query.text,))
        elif expression := "" if query.variants else self._expression(query.elements):
            select = "SELECT unit FROM segments WHERE id IN (SELECT rowid FROM words WHERE words MATCH ?)"
            self._database.execute(insert + select, (expression,))
        else:
            # Tried on the bare texts; a unit is made only of those in which it occurs.
            rows = self._database.execute("SELECT unit, language, text FROM segments")
            units = ((unit,) for unit, language, text in rows if query.spans(text, language))
            self._database.executemany(f"{insert} VALUES (?)", units)

    def _expression(self, elements: Sequence[Element]) -> str:
        """What a text must hold to be found, as an expression of FTS5; empty where nothing can be said."""
        needs: list[str] = []
        phrase: list[str] = []
        for element in elements:
            if isinstance(element, Literal) and not element.has_wildcard:
                phrase += tokens(element.parts[0])
                continue
            needs += [_quoted(phrase), self._need(element)]
            phrase = []
        return " AND ".join(filter(None, [*needs, _quoted(phrase)]))

    def _need(self, element: Element) -> str:
        if isinstance(element, Literal):
            return " AND ".join(filter(None, map(self._wildcard, _parts(element))))
        if isinstance(element, Choice):
            options = [self._expression(option) for option in element.options]
            return f"({' OR '.join(f'({option})' for option in options)})" if all(options) else ""
        if isinstance(element, Gap):
            return ""
        return self._condition(element)

    def _wildcard(self, part: str) -> str:
        bare_part = part.strip("\ue000\ue001")
        if not bare_part:
            return ""
        if not set(part) & set(_PLACEHOLDER.values()):
            return _quoted([part])
        if part == f"{bare_part}\ue000":
            return f"{_quoted([bare_part])} *"
        # A question mark may be meant as such, so it narrows nothing.
        glob = part.replace("\ue000", "*").replace("\ue001", "*")
        return self._any_of("SELECT term FROM vocabulary WHERE term GLOB ?", glob)

    def _any_of(self, select: str, *values: str) -> str:
        terms = [term for (term,) in self._database.execute(f"{select} LIMIT {_MOST_TERMS + 1}", values)]
        if len(terms) > _MOST_TERMS:
            return ""
        return f"({' OR '.join(_quoted([term]) for term in terms)})" if terms else _quoted(["\ue000"])

    def _condition(self, condition: WordCondition) -> str:
        groups = []
        for group in condition.groups:
            needs = [self._test(test) for test in group if not test.is_negated]
            groups.append(" AND ".join(filter(None, needs)))
        return f"({' OR '.join(f'({group})' for group in groups)})" if all(groups) else ""

    def _test(self, test: WordTest) -> str:
        if test.is_plain:
            return " AND ".join(self._any_form(part) for part in tokens(test.value))
        if test.attribute == "lemma":
            pattern = compiled(test.value, ignores_case=test.ignores_case)
            rows = self._database.execute("SELECT DISTINCT lemma, term FROM forms")
            terms = {term for lemma, term in rows if pattern.fullmatch(lemma, timeout=1)}
            return f"({' OR '.join(_quoted([term]) for term in sorted(terms))})" if 0 < len(terms) < _MOST_TERMS else ""
        is_simple = not any(sign in test.value for sign in "|?*[({\\")
        prefix = tokens(test.value.split(".")[0])
        return f"{_quoted(prefix[:1])} *" if is_simple and "+" not in test.value and prefix else ""

    def _any_form(self, word: str) -> str:
        """All forms of a word that the memory has, in any of its languages."""
        terms = {word}
        for language in self.languages:
            facts = known_language(language)
            if not facts.joiner or not facts.writes(word):
                continue
            forms = lemmas(word, language)
            if not self._database.execute("SELECT 1 FROM lemmatized WHERE language = ?", (language,)).fetchone():
                self._rebuild()  # it was built where the dictionary was not installed
            for lemma in forms:
                select = "SELECT term FROM forms WHERE language = ? AND lemma = ?"
                terms.update(term for (term,) in self._database.execute(select, (language, lemma)))
        return f"({' OR '.join(_quoted([term]) for term in sorted(terms))})"

    def _passages(self, rows: Iterable[tuple[int, str, str, int, int, str, str, str, str]]) -> Iterator[Passage]:
        number, head, segments = 0, ("", "", 0, 0, ""), dict[str, Segment]()
        for id_, name, role, has_status, line, beside, language, text, status in rows:
            if id_ != number and segments:
                yield self._passage(head, segments)
                segments = {}
            number, head = id_, (name, role, has_status, line, beside)
            segments[language] = Segment(text, status=Status(status))
        if segments:
            yield self._passage(head, segments)

    def _passage(self, head: tuple[str, str, int, int, str], segments: dict[str, Segment]) -> Passage:
        name, role, has_status, line, beside = head
        phrases: tuple[Phrase, ...] = ()
        properties: dict[str, str] = {}
        if beside:
            facts = json.loads(beside)
            for tag, label in facts["labels"].items():
                segments[tag] = Segment(segments[tag].text, label, segments[tag].status)
            phrases = tuple(_phrase(stretches) for stretches in facts["phrases"])
            properties = facts["properties"]
        unit = Unit(name, Role(role), segments, phrases, line=line, properties=properties)
        return Passage(self.path, unit, has_status=bool(has_status))


def _phrase(stretches: Iterable[tuple[str, str, int]]) -> Phrase:
    return Phrase({tag: Stretch(text, occurrence) for tag, text, occurrence in stretches})


def _quoted(phrase: Sequence[str]) -> str:
    return f'"{" ".join(phrase)}"' if phrase else ""


def _parts(literal: Literal) -> list[str]:
    """The tokens of a literal with wildcards, with a private character for each wildcard."""
    return _TOKEN.findall(bare(fold("".join(_PLACEHOLDER.get(part, part) for part in literal.parts))))
