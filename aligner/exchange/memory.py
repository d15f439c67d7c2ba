"""The bridge between translation units and units: nothing else turns the one into the other.

Out, every fact about a text is a property: ``x-unit``, ``x-role`` and ``x-ignore`` at the unit, ``x-status``,
``x-label``, ``x-attestation``, ``x-unmatched`` and ``x-occurrence`` at the variant, so that no memory made from an
unverified text can be mistaken for an official one. In, the same properties are read, and a memory that has none of
them is read as what it is: words in languages.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import tmx
from aligner.errors import InputError
from aligner.exchange.apparatus import attestation_json, attestation_of, witness_json, witness_of
from aligner.exchange.contents import (
    CODE,
    DEFAULT_ROLE,
    Row,
    clauses_and_phrases,
    code_offsets,
    phrase_of,
    phrases_in_place,
    without_codes,
)
from aligner.model import Attestation, InlineCode, Role, Segment, Status, Unit, Witness, plain_segment
from tmx.languages import canonical, from_locale, is_tag

_Kind = TypeVar("_Kind", Role, Status)

MAX_LANGUAGES = 1000
"""The most languages that a memory may have to be read as units; what is known of each is held."""
_LOSES_WORDS = frozenset(("T001", "T002", "T003", "T017"))
"""The rules of :mod:`tmx` that are broken where the words of a unit cannot be read."""


def header(
    source: str,
    segtype: str,
    *,
    symbol: str = "",
    notes: Iterable[str] = (),
    witnesses: Mapping[str, Witness] = MappingProxyType({}),
) -> tmx.Header:
    """The header of a memory that is written here.

    Args:
        source: tag of the source language.
        segtype: what a unit is, in the words of TMX.
        symbol: the document all units are from; empty where they are from several.
        notes: what a reader of the file should know.
        witnesses: the publications that attestations name.
    """
    props = [tmx.Property("x-symbol", symbol)] if symbol else []
    props += [tmx.Property("x-witness", witness_json(name, witness)) for name, witness in witnesses.items()]
    return tmx.Header(
        srclang=source,
        segtype=segtype,
        creationtool="clausebank",
        creationtoolversion=version("clausebank"),
        notes=tuple(tmx.Note(text) for text in notes),
        props=tuple(props),
    )


def translation_unit(
    unit: Unit,
    tuid: str,
    segments: Mapping[str, Segment],
    *,
    symbol: str = "",
    note: str = "",
    occurrences: Mapping[str, int] = {},
    is_phrase: bool = False,
    has_phrases: bool = False,
    has_status: bool = True,
) -> tmx.TranslationUnit:
    """A clause, or a phrase of it, as a translation unit.

    Args:
        unit: the clause.
        tuid: the identifier in the file.
        segments: the wording to write, source language first.
        symbol: the document it is from; empty to leave that out.
        note: the note to write.
        occurrences: of a phrase, which occurrence is meant, by language, where it is not the first.
        is_phrase: whether ``segments`` is a phrase of the clause.
        has_phrases: whether the phrases of the clause are written too, so that what they leave over belongs there.
        has_status: whether anybody recorded how far the wording can be trusted.
    """
    props = [tmx.Property("x-symbol", symbol)] if symbol else []
    props += [tmx.Property("x-unit", unit.id), tmx.Property("x-role", unit.role)]
    if not is_phrase:
        props += [tmx.Property("x-ignore", f"{code}: {reason}") for code, reason in unit.ignore.items()]
    variants = []
    for tag, segment in segments.items():
        unmatched = unit.unmatched.get(tag, ()) if has_phrases and not is_phrase else ()
        further = () if is_phrase else unit.further.get(tag, ())
        facts = list(_facts(segment, occurrences.get(tag, 1), unmatched, has_status=has_status))
        variants.append(tmx.Variant(tag, tmx.segment(segment.text), props=facts))
        variants += [
            tmx.Variant(tag, tmx.segment(offered.text), props=_facts(offered, has_status=has_status))
            for offered in further
        ]
    return tmx.TranslationUnit(
        variants,
        tuid,
        props=props,
        notes=(tmx.Note(note),) if note else (),
        attributes={"segtype": "phrase"} if is_phrase and has_phrases else {},
    )


def _facts(
    segment: Segment, occurrence: int = 1, unmatched: Iterable[str] = (), *, has_status: bool
) -> Iterator[tmx.Property]:
    if has_status:
        yield tmx.Property("x-status", segment.status)
    if segment.label:
        yield tmx.Property("x-label", segment.label)
    for attestation in segment.attestations:
        yield tmx.Property("x-attestation", attestation_json(attestation))
    for words in unmatched:
        yield tmx.Property("x-unmatched", words)
    if occurrence > 1:
        yield tmx.Property("x-occurrence", str(occurrence))


def aligned_unit(
    document: str, id_: str, texts: Mapping[str, str], confidence: float, labels: Mapping[str, str]
) -> tmx.TranslationUnit:
    """A unit of texts that were aligned automatically, which nobody has reviewed.

    Args:
        document: the name of the document.
        id_: the unit's name within it.
        texts: language tag to text, source language first.
        confidence: the probability that it is right.
        labels: language tag to the label of the text, where it has one.
    """
    props = {tag: (tmx.Property("x-label", label),) for tag, label in labels.items()}
    return tmx.TranslationUnit(
        [tmx.Variant(tag, tmx.segment(text), props=props.get(tag, ())) for tag, text in texts.items()],
        f"{document}#{id_}",
        props=(
            tmx.Property("x-document", document),
            tmx.Property("x-confidence", f"{confidence:.4f}"),
            tmx.Property("x-status", Status.UNVERIFIED),
        ),
    )


class Memory:
    """A memory that is read, as units.

    A memory made from a text of a bank is held as a whole, since its rows may have been sorted anew; any other is a
    stream of any size, in which a phrase follows its clause.

    Attributes:
        symbol: the document it was made from; empty where it does not say.
        languages: tags of the languages of its first unit.
        in_order: whether neighbours in the file are neighbours in the text.
        witnesses: name to publication, for the attestations.
        left_out: what has no place in a unit, with how often; filled while units are read.
        by_property: the ids that come from the property ``x-unit``; filled while units are read.

    Args:
        path: the file.
        lenient: whether to leave out, and count, what cannot be read, rather than to raise.

    Raises:
        TmxError: it is not TMX, or words of it cannot be read; from the units too.
        InputError: the language of a segment is unknown; from the units.
    """

    def __init__(self, path: Path, *, lenient: bool = False) -> None:
        self._path, self._lenient = path, lenient
        self.left_out: Counter[str] = Counter()
        self.by_property: set[str] = set()
        self._reader = tmx.read(path, errors="report", on_finding=self._judge)
        # A header names one language at most: the others are those of the first unit.
        self._first = list(itertools.islice(self._reader, 1))
        properties = itertools.chain(self._reader.header.props, *(unit.props for unit in self._first))
        self.symbol = next((prop.text for prop in properties if prop.type == "x-symbol"), "")
        tags = map(language_tag, itertools.chain.from_iterable(unit.languages for unit in self._first))
        self.languages = tuple(dict.fromkeys(filter(None, tags)))
        self.witnesses = dict(self._witnesses())
        self.in_order = self._reader.header.creationtool == "clausebank"

    def units(self) -> Iterator[Unit]:
        """The units, each with its phrases; phrases without their clause come last."""
        return (unit for unit, _ in self.recorded_units())

    def recorded_units(self) -> Iterator[tuple[Unit, bool]]:
        """The units, each with whether anybody recorded the status of its wording."""
        is_ours = any(_property(unit, "x-unit") for unit in self._first)
        return (clauses_and_phrases if is_ours else phrases_in_place)(self._rows())

    def close(self) -> None:
        """Close the file; after the last unit it is closed already."""
        self._reader.close()

    def _judge(self, finding: tmx.TmxFinding) -> None:
        """Raise where words are lost; what breaks the standard and costs none is counted, as few memories are without."""
        if finding.rule.code in _LOSES_WORDS and not self._lenient:
            raise tmx.InvalidTmxError(finding, str(self._path))
        if finding.rule.breaks_standard:
            self.left_out[f"breaches of TMX: {finding.rule.name}"] += 1

    def _rows(self) -> Iterator[Row]:
        prefix, tags = f"{self.symbol}#", dict[str, str]()
        for unit in itertools.chain(self._first, self._reader):
            segments: dict[str, Segment] = {}
            further: dict[str, list[Segment]] = {}
            occurrences: dict[str, int] = {}
            unmatched: dict[str, tuple[str, ...]] = {}
            line = unit.line
            # The units of a corpus say it themselves, once for all their variants.
            has_status = bool(unit.props) and _property(unit, "x-status") != ""
            for variant in unit.variants:
                tag = tags.get(variant.language)
                if tag is None:
                    tag = tags[variant.language] = self._tag(variant.language, line, len(tags))
                content = variant.segment
                if len(content) == 1 and content[0] and isinstance(content[0], str) and not variant.props:
                    segment = plain_segment(content[0], line)  # as most are
                else:
                    segment = self._segment(variant, line)
                if not tag or not segment.text:
                    continue
                if tag in segments:
                    further.setdefault(tag, []).append(segment)
                    continue
                segments[tag] = segment
                if variant.props:
                    has_status = has_status or bool(_property(variant, "x-status"))
                    if (nth := _property(variant, "x-occurrence")).isascii() and nth.isdigit():
                        occurrences[tag] = int(nth)
                    if words := _properties(variant, "x-unmatched"):
                        unmatched[tag] = words
            role, clause = (_property(unit, "x-role"), _property(unit, "x-unit")) if unit.props else ("", "")
            id_ = (unit.tuid or "").removeprefix(prefix)
            if clause and not _names(id_, clause):
                id_ = ""  # a tool gave the unit an identifier of its own, or none
            is_phrase = clause and (phrase_of(id_) == clause if id_ else self._is_phrase(unit))
            if clause and not id_ and not is_phrase:
                id_ = clause
                self.by_property.add(clause)
            yield Row(
                id_,
                segments,
                _member(Role, role, DEFAULT_ROLE) if role else DEFAULT_ROLE,
                "\n".join([note.text for note in unit.notes]) if unit.notes else "",
                occurrences,
                line,
                clause if is_phrase else "",
                has_status,
                further,
                unmatched,
                _exceptions(unit) if clause else {},
                properties=_recorded(unit, self.symbol),
            )

    def _is_phrase(self, unit: tmx.TranslationUnit) -> bool:
        """Whether a unit without identifier says that it is a phrase."""
        return unit.attributes.get("segtype", self._reader.header.segtype) == "phrase"

    def _segment(self, variant: tmx.Variant, line: int) -> Segment:
        """A segment that has properties or inline codes; the codes are left out of its words and counted."""
        if number := sum(not isinstance(part, str) for part in variant.segment):
            self.left_out["inline codes"] += number
        marked = tmx.plain_text(variant.segment, lambda _: CODE)
        text, codes = without_codes(marked), inline_codes(variant.segment, marked)
        if not variant.props:
            return Segment(text, line=line, codes=codes)
        return Segment(
            text,
            _property(variant, "x-label"),
            _member(Status, _property(variant, "x-status"), Status.UNVERIFIED),
            self._attestations(variant),
            line,
            codes=codes,
        )

    def _witnesses(self) -> Iterator[tuple[str, Witness]]:
        for prop in self._reader.header.props:
            if prop.type == "x-witness":
                try:
                    record = json.loads(prop.text)
                    yield str(record["name"]), witness_of(record)
                except (ValueError, KeyError, TypeError, RecursionError):
                    self.left_out["witnesses that cannot be read"] += 1

    def _attestations(self, variant: tmx.Variant) -> tuple[Attestation, ...]:
        attestations = []
        for text in _properties(variant, "x-attestation"):
            try:
                attestations.append(attestation_of(json.loads(text)))
            except (ValueError, KeyError, TypeError, RecursionError):
                self.left_out["attestations that cannot be read"] += 1
        return tuple(attestations)

    def _tag(self, language: str, line: int, earlier: int) -> str:
        """The tag of a language that comes for the first time, after ``earlier`` others; empty where it is left out."""
        if earlier == MAX_LANGUAGES:
            self.close()
            where = f"{self._path}:{line}"
            raise InputError(f"more than {MAX_LANGUAGES:,} languages", where=where, hint="choose some with tmx convert")
        return language_tag(language) or self._unknown(language, line)

    def _unknown(self, language: str, line: int) -> str:
        if self._lenient:
            self.left_out[f"variants in '{language}', which is not a language tag"] += 1
            return ""
        self.close()
        raise InputError(
            f"'{language}' is not a language tag", where=f"{self._path}:{line}", hint="write tags such as en, zh-CN"
        )


@lru_cache(maxsize=1024)
def plain_unit_of(unit: tmx.TranslationUnit, id_: str) -> Unit:
    """A translation unit as a unit of its first variant in each language, with nothing known but words and codes."""
    segments: dict[str, Segment] = {}
    for variant in unit.variants:
        marked = tmx.plain_text(variant.segment, lambda _: CODE)
        codes = inline_codes(variant.segment, marked) if CODE in marked else ()
        tag = language_tag(variant.language) or variant.language
        segments.setdefault(tag, Segment(without_codes(marked), line=unit.line, codes=codes))
    return Unit(id_, DEFAULT_ROLE, segments, line=unit.line)


def inline_codes(content: tmx.Segment, marked: str) -> tuple[InlineCode, ...]:
    """The inline codes of a segment; those of two languages are the same where they have the same ``x``.

    Args:
        content: the segment.
        marked: its words with a mark for each code.
    """
    named = zip(code_offsets(marked), _codes_of(content), strict=True)
    return tuple(InlineCode(offset, name, kind) for offset, (name, kind) in named)


def _codes_of(content: tmx.Segment) -> Iterator[tuple[str, str]]:
    for part in content:
        if isinstance(part, str):
            continue
        if part.holds_text:
            yield from _codes_of(part.content)
            continue
        attributes = part.attributes
        name = attributes.get("x") or attributes.get("i") or attributes.get("type") or ""
        kind = attributes.get("pos", "") if part.element == "it" else _KINDS.get(part.element, "alone")
        yield name, {"begin": "open", "end": "close"}.get(kind, kind or "alone")


_KINDS = {"bpt": "open", "ept": "close"}


def language_tag(name: str) -> str:
    """The language tag of a variant, also where it has the name of a locale (zh_CN); empty where it has neither.

    >>> language_tag("zh_CN"), language_tag("ZH"), language_tag("???")
    ('zh-CN', 'zh', '')
    """
    tag = canonical(from_locale(name))
    return tag if is_tag(tag) else ""


def _names(id_: str, clause: str) -> bool:
    """Whether an identifier is that of a clause or of a phrase of it, perhaps after the symbol of another document."""
    without_symbol = id_.rpartition("#")[2]
    return clause in (without_symbol, phrase_of(without_symbol))


def _exceptions(unit: tmx.TranslationUnit) -> dict[str, str]:
    """The findings of ``check`` that are accepted in a unit: code of the rule, and reason."""
    pairs = (text.partition(": ") for text in _properties(unit, "x-ignore"))
    return {code: reason for code, _, reason in pairs}


_OWN_PROPERTIES = frozenset(("x-unit", "x-role", "x-ignore", "x-status", "x-symbol", "x-document"))
"""Properties of a unit that become something else than a property of it."""


def _recorded(unit: tmx.TranslationUnit, symbol: str) -> dict[str, str]:
    """What a file says of a unit beside its wording: document, date of the last change, author, and properties."""
    if not unit.props and not unit.attributes and not any(variant.attributes for variant in unit.variants):
        return {"document": symbol} if symbol else {}  # as of most units of big memories
    properties = {}
    if document := _property(unit, "x-document") or _property(unit, "x-symbol") or symbol:
        properties["document"] = document
    for name, attributes in (("date", ("changedate", "creationdate")), ("author", ("changeid", "creationid"))):
        if value := _attribute(unit, *attributes):
            properties[name] = value
    if "date" in properties:
        properties["date"] = _day(properties["date"])
    for prop in unit.props:
        if prop.type not in _OWN_PROPERTIES:
            properties.setdefault(prop.type.lower().removeprefix("x-"), prop.text)
    return properties


def _attribute(unit: tmx.TranslationUnit, changed: str, created: str) -> str:
    """The attribute of the last change, of the unit or else of a variant; that of its creation where nothing changed."""
    if value := unit.attributes.get(changed):
        return value
    of_variants = [variant.attributes for variant in unit.variants if variant.attributes]
    changes = max((attributes.get(changed, "") for attributes in of_variants), default="")
    return changes or unit.attributes.get(created) or max((a.get(created, "") for a in of_variants), default="")


def _day(moment: str) -> str:
    """A moment as TMX writes it, as a date.

    >>> _day("20110914T120000Z")
    '2011-09-14'
    """
    day = moment[:8]
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 and day.isascii() and day.isdigit() else moment


def _member(kind: type[_Kind], name: str, otherwise: _Kind) -> _Kind:
    """The role or status of that name: other tools may use the same property for something else."""
    return kind(name) if name and name in set(kind) else otherwise


def _property(part: tmx.TranslationUnit | tmx.Variant, kind: str) -> str:
    return next((prop.text for prop in part.props if prop.type == kind), "")


def _properties(part: tmx.TranslationUnit | tmx.Variant, kind: str) -> tuple[str, ...]:
    return tuple(prop.text for prop in part.props if prop.type == kind)
