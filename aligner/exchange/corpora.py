"""What the formats of corpus tools have in common: the documents of a text by language, as vertical text, with unit ids.

A word a line, its columns separated by tabs (word, lemma, part of speech); structures are tags on lines of their own:
``<doc>`` for a document, ``<unit>`` for a unit in one language, ``<g/>`` where no space is between two tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from xml.sax.saxutils import escape, quoteattr

from aligner.errors import UsageError
from aligner.exchange.contents import contents_of, one_line
from aligner.exchange.entries import Selection
from aligner.model import Unit
from aligner.text.languages import language as known_language
from aligner.text.tokens import tokens

COLUMNS = ("word", "lemma", "pos")
UNIT_ATTRIBUTES = ("id", "role", "label", "status")
DOCUMENT_ATTRIBUTES = ("id", "title", "date", "lang")


@dataclass(frozen=True, slots=True)
class CorpusPart:
    """A text in one language, as a corpus of its own.

    Attributes:
        name: what the corpus is called: lower-case ASCII letters, digits and underscores, such as ``a_66_359_zh``.
        language: its language.
        units: the units that have wording in it, in order.
        title: the title in that language, where there is one.
        document: the document symbol, or the name of a text that has none.
        date: when it was issued; empty where that is not known.
    """

    name: str
    language: str
    units: tuple[Unit, ...]
    title: str
    document: str
    date: str

    @property
    def language_name(self) -> str:
        """The name of the language in English."""
        return known_language(self.language).name or self.language


def parts_of(selection: Selection, destination: str, what: str) -> list[CorpusPart]:
    """A text as a corpus per language.

    Args:
        selection: the text.
        destination: where it goes, a folder.
        what: the format, for the message.

    Raises:
        UsageError: the destination is standard output.
    """
    if destination == "-":
        raise UsageError(f"{what} is a folder of files", where="--output", hint="give its name: -o corpus")
    document = selection.document
    units = tuple(contents_of(selection).units)
    return [
        CorpusPart(
            corpus_name(document.name, tag),
            tag,
            tuple(unit for unit in units if unit.text(tag).strip()),
            document.title.get(tag, ""),
            document.symbol or document.name,
            document.date.isoformat() if document.date else "",
        )
        for tag in selection.languages
    ]


def corpus_name(text: str, language: str) -> str:
    """The name of a corpus, as every tool can have it.

    >>> corpus_name("A/66/359", "zh-CN"), corpus_name("协定", "ar")
    ('a_66_359_zh_cn', 'text_ar')
    """
    plain = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
    named = plain if plain[:1].isalpha() else f"text_{plain}".rstrip("_")
    return f"{named}_{re.sub('[^a-z0-9]+', '_', language.lower())}"


def vertical(part: CorpusPart) -> Iterator[str]:
    """The lines of a part as vertical text."""
    facts = {"id": part.document, "title": part.title, "date": part.date, "lang": part.language}
    yield f"<doc{_attributes(facts)}>"
    for unit in part.units:
        segment = unit.segments[part.language]
        yield f"<unit{_attributes({'id': unit.id, 'role': unit.role, 'label': segment.label, 'status': segment.status})}>"
        yield from _rows(segment.text, part.language)
        yield "</unit>"
    yield "</doc>"


def _rows(text: str, language: str) -> Iterator[str]:
    text_tokens = tokens(text, language)
    for number, token in enumerate(text_tokens, start=1):
        cells = (token.form, token.lemma or token.form, token.word_class or "_")
        yield "\t".join(escape(re.sub(r"\s", " ", cell)) for cell in cells)
        if not token.space and number < len(text_tokens):
            yield "<g/>"


def token_counts(part: CorpusPart) -> list[int]:
    """How many tokens each unit of a part has."""
    return [len(tokens(unit.text(part.language), part.language)) for unit in part.units]


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(one_line(value))}" for name, value in values.items())


def pairs(parts: Sequence[CorpusPart]) -> Iterator[tuple[CorpusPart, CorpusPart]]:
    """Every two languages, once."""
    return combinations(parts, 2)


def shared(first: CorpusPart, second: CorpusPart) -> Iterator[tuple[int | None, int | None]]:
    """The units of two parts, in the order of the first, each by its place there; None where one lacks it."""
    places = {unit.id: number for number, unit in enumerate(second.units)}
    # What only the second has comes right before the unit that follows it there.
    next_place = 0
    ids = {unit.id for unit in first.units}
    for number, unit in enumerate(first.units):
        place = places.get(unit.id)
        if place is not None:
            yield from _only(second, ids, next_place, place)
            next_place = max(next_place, place + 1)
        yield number, place
    yield from _only(second, ids, next_place, len(second.units))


def _only(second: CorpusPart, ids: Iterable[str], start: int, end: int) -> Iterator[tuple[None, int]]:
    return ((None, place) for place in range(start, end) if second.units[place].id not in ids)
