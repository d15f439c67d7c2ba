"""Writing a memory: one unit after the other, whole or not at all."""

from __future__ import annotations

import gzip
import itertools
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO, Literal, cast

from tmx import atomic
from tmx.errors import TmxUsageError, UnwritableTextError
from tmx.inline import Segment, Unknown
from tmx.languages import ALL_LANGUAGES, canonical, same
from tmx.model import Header, Note, Property, TranslationUnit, UserEncoding, Variant
from tmx.profiles import GENERIC, Profile, profile_of
from tmx.schema import VERSIONS

Destination = str | os.PathLike[str] | BinaryIO

# XML 1.0, production 2 (Char): everything else cannot stand in a document, not even as a reference.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r"))
_BLOCK = 1 << 16
_CACHED = 4096
_TAG_CASES: Mapping[str, Callable[[str], str]] = {
    "canonical": canonical,
    "upper": str.upper,
    "lower": str.lower,
    "keep": str,
}


@dataclass(frozen=True, slots=True)
class Omission:
    """Something that was not written, and why."""

    what: str
    tuid: str | None
    position: int
    """Which unit it was, counted from 1."""

    def __str__(self) -> str:
        """One line for people."""
        name = f" (tuid {self.tuid})" if self.tuid is not None else ""
        return f"unit {self.position}{name}: {self.what}"


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the units given to the writer."""

    units: int
    omissions: tuple[Omission, ...] = ()


def write(
    destination: Destination,
    units: Iterable[TranslationUnit],
    *,
    header: Header | None = None,
    profile: str | Profile = GENERIC,
    errors: Literal["strict", "report"] = "strict",
) -> Written:
    """Write a memory; units are taken one by one, and a file appears only when all are written.

    Args:
        destination: a path (``.gz``: compressed), ``-`` for standard output, or a binary stream.
        units: any iterable, such as a reader.
        header: the header; None makes one with the first language of the first unit as the source.
        profile: how to write, a name (:data:`tmx.PROFILES`) or a value.
        errors: ``strict`` raises on text that XML cannot carry; ``report`` leaves such a unit out and says so in
            the result. Variants without content, left out unless the profile keeps them, are in the result either way.

    Raises:
        UnwritableTextError: naming the unit and the character; nothing is written then.
        TmxOutputError: when the destination cannot be written.

    >>> import sys
    >>> unit = TranslationUnit([Variant("en", "Treaty"), Variant("fr", "Traité")], tuid="1")
    >>> write("-", [unit], header=Header(srclang="en", creationtool="x", creationtoolversion="1"))  # doctest: +SKIP
    """
    chosen = profile_of(profile)
    if errors not in ("strict", "report"):
        raise TmxUsageError(f"errors={errors!r}", hint="give 'strict' or 'report'")
    units = iter(units)
    if header is None:
        first = next(units, None)
        header = Header(srclang=first.variants[0].language if first and first.variants else "en")
        units = itertools.chain([first], units) if first else units
    document = _Document(header, chosen)
    with atomic.binary(destination) as stream:
        if isinstance(destination, str | os.PathLike) and os.fspath(destination).endswith(".gz"):
            with gzip.GzipFile(filename="", fileobj=stream, mode="wb", mtime=0) as packed:
                return _written(cast("BinaryIO", packed), document, units, errors)
        return _written(stream, document, units, errors)


def _written(stream: BinaryIO, document: _Document, units: Iterable[TranslationUnit], errors: str) -> Written:
    out = _Stream(stream, document, errors)
    out.write(units)
    return Written(out.count, tuple(out.omissions))


class _Stream:
    """Units on their way to a stream: text that is checked and encoded some tens of kilobytes at a time."""

    def __init__(self, stream: BinaryIO, document: _Document, errors: str) -> None:
        self.stream, self.document, self.strict = stream, document, errors == "strict"
        # The codec that writes no byte order mark of its own.
        self.codec = {"utf-16": "utf-16-le"}.get(document.profile.encoding.lower(), document.profile.encoding)
        self.omissions: list[Omission] = []
        self.position = self.count = 0

    def write(self, units: Iterable[TranslationUnit]) -> None:
        """Write the whole document."""
        self.encode(("\ufeff" if self.document.profile.bom else "") + _legal(self.document.start()))
        block: list[TranslationUnit] = []
        texts: list[str] = []
        size = 0
        to_text = self.document.unit
        for unit in units:
            text = to_text(unit)
            block.append(unit)
            texts.append(text)
            size += len(text)
            if size > _BLOCK:
                self.flush(block, texts)
                block.clear()
                texts.clear()
                size = 0
        self.flush(block, texts)
        self.encode("  </body>\n</tmx>\n")

    def flush(self, block: list[TranslationUnit], texts: list[str]) -> None:
        """Write the units of a block; only when something is amiss are they looked at one by one."""
        text = "".join(texts)
        if _is_legal(text) and self.document.complete and "" not in texts:
            self.count += len(texts)
        else:
            text = "".join(map(self.judged, block, texts, itertools.count(self.position + 1)))
        self.document.complete = True
        self.position += len(block)
        self.encode(text)

    def judged(self, unit: TranslationUnit, text: str, position: int) -> str:
        """The text of a unit, empty when it cannot be written; what is left out is listed."""
        if not self.document.profile.empty and any(not variant.segment for variant in unit.variants):
            empty = ", ".join(variant.language for variant in unit.variants if not variant.segment)
            self.omissions.append(Omission(f"nothing in {empty}", unit.tuid, position))
        elif not text:
            self.omissions.append(Omission("no variant", unit.tuid, position))
        try:
            self.count += bool(_legal(text))
        except UnwritableTextError as error:
            omission = Omission(error.what, unit.tuid, position)
            if self.strict:
                raise UnwritableTextError(str(omission), hint=error.hint) from error
            self.omissions.append(omission)
            return ""
        return text

    def encode(self, text: str) -> None:
        """Write text; what the encoding lacks becomes a reference."""
        self.stream.write(text.encode(self.codec, "xmlcharrefreplace"))


class _Document:
    """The text of each part of one document.

    Attributes:
        complete: whether all variants so far had content or were to be kept without.
    """

    def __init__(self, header: Header, profile: Profile) -> None:
        self.case = _TAG_CASES[profile.tag_case]
        self.header = replace(header, srclang=self.case(header.srclang))
        self.profile = profile
        self.version = profile.version or header.version
        self.lang = "lang" if self.version in ("1.1", "1.2") else "xml:lang"
        self.complete = True
        self.starts: dict[str, str] = {}

    def start(self) -> str:
        """Everything before the first unit."""
        header, version = self.header, self.version
        named = {
            "creationtool": header.creationtool,
            "creationtoolversion": header.creationtoolversion,
            "segtype": header.segtype,
            "o-tmf": header.o_tmf,
            "adminlang": header.adminlang,
            "srclang": header.srclang,
            "datatype": header.datatype,
        }
        attributes = _attributes({name: value for name, value in named.items() if value} | dict(header.attributes))
        content = self.remarks(header.notes, header.props, "    ")
        content += "".join("    " + _user_encoding(encoding) for encoding in header.encodings)
        number = version.rstrip("ab").replace(".", "")
        said = f' version="{_value(version)}"' if version else ""
        return (
            f'<?xml version="1.0" encoding="{self.profile.encoding}"?>\n'
            + (f'<!DOCTYPE tmx SYSTEM "tmx{number}.dtd">\n' if version.rstrip("ab") in VERSIONS else "")
            + f"<tmx{said}{_attributes(header.namespaces)}>\n"
            f"  <header{attributes}" + (f">\n{content}  </header>\n" if content else "/>\n") + "  <body>\n"
        )

    def unit(self, unit: TranslationUnit) -> str:
        """A unit as text; empty when there is nothing to write."""
        variants = unit.variants
        if not self.profile.empty:
            for variant in variants:
                if not variant.segment:
                    self.complete = False
                    variants = tuple(variant for variant in variants if variant.segment)
                    break
        if not variants:
            return ""
        if self.profile.source_first and variants[0].language != self.header.srclang:
            variants = self.ordered(variants, unit.attributes.get("srclang", self.header.srclang))
        start = "    <tu" if unit.tuid is None else f'    <tu tuid="{_value(unit.tuid)}"'
        if unit.attributes:
            start += _attributes(unit.attributes)
        remarks = self.remarks(unit.notes, unit.props, "      ") if unit.notes or unit.props else ""
        return f"{start}>\n{remarks}{''.join(map(self.variant, variants))}    </tu>\n"

    def ordered(self, variants: tuple[Variant, ...], source: str) -> tuple[Variant, ...]:
        """The variants with those of the source language first."""
        if source == ALL_LANGUAGES or same(variants[0].language, source):
            return variants
        return tuple(sorted(variants, key=lambda variant: not same(variant.language, source)))

    def variant(self, variant: Variant) -> str:
        """A variant as text."""
        segment = variant.segment
        content = _text(segment[0]) if len(segment) == 1 and isinstance(segment[0], str) else _content(segment)
        start = self.starts.get(variant.language) or self.start_of(variant.language)
        if not (variant.attributes or variant.notes or variant.props):
            return f"{start}><seg>{content}</seg></tuv>\n"
        remarks = self.remarks(variant.notes, variant.props, "        ")
        remarks = f"\n{remarks}        " if remarks else ""
        return f"{start}{_attributes(variant.attributes)}>{remarks}<seg>{content}</seg></tuv>\n"

    def start_of(self, language: str) -> str:
        """The beginning of the tag of a variant in a language."""
        start = "      <tuv" + (f' {self.lang}="{_value(self.case(language))}"' if language else "")
        if len(self.starts) < _CACHED:
            self.starts[language] = start
        return start

    def remarks(self, notes: tuple[Note, ...], props: tuple[Property, ...], indent: str) -> str:
        """Notes and properties, each on its line."""
        lines = [f"{indent}<note{self.language(note)}>{_text(note.text)}</note>\n" for note in notes]
        for prop in props:
            kind = f' type="{_value(prop.type)}"' if prop.type else ""
            lines.append(f"{indent}<prop{kind}{self.language(prop)}>{_text(prop.text)}</prop>\n")
        return "".join(lines)

    def language(self, remark: Note | Property) -> str:
        """The attributes of a note or a property besides its type."""
        language = f' {self.lang}="{_value(self.case(remark.language))}"' if remark.language else ""
        return language + _attributes(remark.attributes)


def _content(segment: Segment) -> str:
    parts = []
    for part in segment:
        if isinstance(part, str):
            parts.append(_text(part))
        else:
            name = part.name if isinstance(part, Unknown) else part.element
            inner = _content(part.content)
            end = f">{inner}</{name}>" if inner else "/>"
            parts.append(f"<{name}{_attributes(part.attributes)}{end}")
    return "".join(parts)


def _user_encoding(encoding: UserEncoding) -> str:
    maps = "".join(f"<map{_attributes(attributes)}/>" for attributes in encoding.maps)
    return f"<ude{_attributes(encoding.attributes)}>{maps}</ude>\n"


def _attributes(attributes: Mapping[str, str]) -> str:
    if not attributes:
        return ""
    return "".join(f' {name}="{_value(value)}"' for name, value in attributes.items())


def _text(text: str) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace("\r", "&#13;") if "\r" in text else text


def _value(value: str) -> str:
    value = _text(value)
    if '"' in value:
        value = value.replace('"', "&quot;")
    if "\n" in value or "\t" in value:
        value = value.replace("\n", "&#10;").replace("\t", "&#9;")  # a parser would turn them into spaces
    return value


def _is_legal(text: str) -> bool:
    """Whether XML can carry a text; some times faster than the regular expression that says what it cannot."""
    try:
        utf8 = text.encode()
    except UnicodeEncodeError:
        return False
    return len(utf8.translate(None, _CONTROLS)) == len(utf8) and "\ufffe" not in text and "\uffff" not in text


def _legal(text: str) -> str:
    """The text itself, where XML can carry it."""
    match = _ILLEGAL.search(text)
    if match:
        raise UnwritableTextError(
            f"XML cannot carry the character U+{ord(match[0]):04X}",
            hint="take it out of the text, or leave such units out by errors='report'",
        )
    return text
