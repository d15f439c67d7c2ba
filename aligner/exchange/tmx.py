"""Translation memories: the bridge between units of the bank and translation units of :mod:`tmx`.

What real clients need of such a file is decided in :mod:`tmx`; here it is decided what goes in: ``tuid`` is document
symbol and entry id, and every fact about the text is a property (``x-symbol``, ``x-unit``, ``x-role``, ``x-label``,
``x-status``), so that no memory made from an unverified text can be mistaken for an official one.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

import tmx
from aligner.errors import InputError
from aligner.exchange.contents import CODE, DEFAULT_ROLE, Contents, Row, units_of, without_codes
from aligner.exchange.entries import Entry, Grain, Selection
from aligner.model import Role, Segment, Status, plain_segment
from tmx.languages import canonical, from_locale, is_tag

_Kind = TypeVar("_Kind", Role, Status)

_SEGTYPE = {Grain.CLAUSE: "paragraph", Grain.BOTH: "paragraph", Grain.PHRASE: "phrase"}
"""TMX knows block, paragraph, sentence and phrase; a clause of a United Nations text is a paragraph."""


_LOSES_WORDS = frozenset(("T001", "T002", "T003", "T017"))
"""The rules of :mod:`tmx` that a unit breaks whose words cannot be known."""


def write(selection: Selection, destination: str) -> None:
    """Write a selection to a file, or to standard output (``-``).

    Raises:
        TmxError: the file cannot be written, or a segment holds what XML cannot carry.
    """
    tmx.write(destination, units(selection), header=header(selection))


def header(selection: Selection) -> tmx.Header:
    """The header: source language, grain, document, and which languages are not verified."""
    document = selection.document
    title = document.title.get(selection.languages[0], document.name)
    notes = [f"{document.symbol}: {title}"]
    notes += [f"{tag} is {it.status}: {it.source}" for tag, it in selection.unverified().items()]
    return tmx.Header(
        srclang=selection.languages[0],
        segtype=_SEGTYPE[selection.grain],
        creationtool="clausebank",
        creationtoolversion=version("clausebank"),
        notes=tuple(tmx.Note(text) for text in notes),
        props=(tmx.Property("x-symbol", document.symbol),),
    )


def units(selection: Selection) -> Iterator[tmx.TranslationUnit]:
    """The translation units, source variant first."""
    symbol = selection.document.symbol
    for entry in selection.entries():
        yield tmx.TranslationUnit(
            tuid=f"{symbol}#{entry.id}",
            variants=tuple(_variant(tag, segment, entry) for tag, segment in entry.segments.items()),
            props=tuple(_props(symbol, entry)),
            notes=(tmx.Note(entry.note),) if entry.note else (),
            attributes={"segtype": "phrase"} if entry.is_phrase and selection.grain == Grain.BOTH else {},
        )


def _props(symbol: str, entry: Entry) -> Iterator[tmx.Property]:
    yield tmx.Property("x-symbol", symbol)
    yield tmx.Property("x-unit", entry.unit.id)
    yield tmx.Property("x-role", entry.unit.role)


def _variant(language: str, segment: Segment, entry: Entry) -> tmx.Variant:
    props = [tmx.Property("x-status", segment.status)]
    if segment.label:
        props.append(tmx.Property("x-label", segment.label))
    props += [tmx.Property("x-attested", name) for name in segment.attested]
    if language in entry.occurrences:
        props.append(tmx.Property("x-occurrence", str(entry.occurrences[language])))
    return tmx.Variant(language, tmx.segment(segment.text), props=tuple(props))


def read(path: Path) -> Contents:
    """Read a memory as a stream, of any size; inline codes are left out of the words and counted.

    What breaks the standard and costs no words, such as a header without one of its attributes, is passed over and
    counted too: few memories are without it.

    Raises:
        TmxError: it is no TMX, or words of it cannot be read; from the stream too.
        InputError: the language of a segment cannot be told; from the stream.
    """
    left_out: Counter[str] = Counter()

    def found(finding: tmx.Finding) -> None:
        if finding.rule.code in _LOSES_WORDS:
            raise tmx.InvalidTmxError(finding, str(path))
        if finding.rule.severity == tmx.Severity.ERROR:
            left_out[f"breaches of TMX: {finding.rule.name}"] += 1

    memory = tmx.read(path, errors="report", on_finding=found)
    symbol = next((prop.text for prop in memory.header.props if prop.type == "x-symbol"), "")
    # A header names one language at most: the others are those of the first unit.
    first = list(itertools.islice(memory, 1))
    tags = map(_tag, first[0].languages if first else ())
    rows = _rows(first, memory, path, f"{symbol}#", left_out)
    ours = memory.header.creationtool == "clausebank"
    return Contents(units_of(rows), tuple(dict.fromkeys(filter(None, tags))), symbol, left_out=left_out, in_order=ours)


@lru_cache(maxsize=1024)
def _tag(language: str) -> str:
    """The language tag of a variant, also where it has the name of a locale (zh_CN); empty where it has neither."""
    tag = canonical(from_locale(language))
    return tag if is_tag(tag) else ""


def _rows(
    first: Sequence[tmx.TranslationUnit], memory: tmx.Reader, path: Path, prefix: str, left_out: Counter[str]
) -> Iterator[Row]:
    for unit in itertools.chain(first, memory):
        line = unit.line
        segments: dict[str, Segment] = {}
        occurrences: dict[str, int] = {}
        is_whole = True
        for variant in unit.variants:
            tag = _tag(variant.language)
            if not tag:
                memory.close()
                raise InputError(
                    f"'{variant.language}' is no language tag",
                    where=f"{path}:{line}",
                    hint="write tags such as en, zh-CN",
                )
            if tag in segments:
                left_out["second variants of a language"] += 1
                continue
            content = variant.segment
            if len(content) == 1 and content[0] and isinstance(content[0], str) and not variant.props:
                segments[tag] = plain_segment(content[0], line)  # as most are
                continue
            if codes := sum(not isinstance(part, str) for part in content):
                left_out["inline codes"] += codes
            segments[tag] = _segment(variant, line)
            is_whole = is_whole and segments[tag].text != ""
            nth = _first(variant, "x-occurrence") if variant.props else ""
            if nth.isascii() and nth.isdigit():
                occurrences[tag] = int(nth)
        role = next((prop.text for prop in reversed(unit.props) if prop.type == "x-role"), "") if unit.props else ""
        yield Row(
            (unit.tuid or "").removeprefix(prefix),
            segments if is_whole else {tag: it for tag, it in segments.items() if it.text},
            _known(Role, role, DEFAULT_ROLE) if role else DEFAULT_ROLE,
            "\n".join([note.text for note in unit.notes]) if unit.notes else "",
            occurrences,
            line,
        )


def _segment(variant: tmx.Variant, line: int) -> Segment:
    text = without_codes(tmx.plain_text(variant.segment, lambda _: CODE))
    if not variant.props:
        return Segment(text, line=line)
    return Segment(
        text,
        _first(variant, "x-label"),
        _known(Status, _first(variant, "x-status"), Status.UNVERIFIED),
        tuple(prop.text for prop in variant.props if prop.type == "x-attested"),
        line,
    )


def _known(kind: type[_Kind], name: str, otherwise: _Kind) -> _Kind:
    """The role or status of that name: the properties of other tools may have the same names and mean something else."""
    return kind(name) if name and name in set(kind) else otherwise


def _first(variant: tmx.Variant, kind: str) -> str:
    return next((prop.text for prop in variant.props if prop.type == kind), "")
