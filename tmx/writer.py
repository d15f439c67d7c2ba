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

Destination = str | os.PathLike[str] | BinaryIO

# XML 1.0, production 2 (Char): everything else cannot stand in a document, not even as a reference.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLOCK = 1 << 16
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
    with atomic.binary(destination) as stream:
        if isinstance(destination, str | os.PathLike) and os.fspath(destination).endswith(".gz"):
            with gzip.GzipFile(filename="", fileobj=stream, mode="wb", mtime=0) as packed:
                return _write(cast("BinaryIO", packed), units, header, chosen, errors)
        return _write(stream, units, header, chosen, errors)


def _write(
    stream: BinaryIO, units: Iterable[TranslationUnit], header: Header, profile: Profile, errors: str
) -> Written:
    document = _Document(header, profile)
    encode, codec = str.encode, _codec(profile)
    if profile.bom:
        stream.write("\ufeff".encode(codec))
    block = [document.start()]
    size = count = 0
    omissions: list[Omission] = []
    for position, unit in enumerate(units, start=1):
        try:
            written, left_out = document.unit(unit)
        except UnwritableTextError as error:
            if errors == "strict":
                raise UnwritableTextError(error.what, where=_where(unit, position), hint=error.hint) from error
            written, left_out = "", error.what
        if left_out:
            omissions.append(Omission(left_out, unit.tuid, position))
        if written:
            count += 1
            block.append(written)
            size += len(written)
            if size > _BLOCK:
                stream.write(encode("".join(block), codec, "xmlcharrefreplace"))
                block.clear()
                size = 0
    block.append("  </body>\n</tmx>\n")
    stream.write(encode("".join(block), codec, "xmlcharrefreplace"))
    return Written(count, tuple(omissions))


def _codec(profile: Profile) -> str:
    """The codec that writes no byte order mark of its own."""
    return {"utf-16": "utf-16-le"}.get(profile.encoding.lower(), profile.encoding)


def _where(unit: TranslationUnit, position: int) -> str:
    return f"unit {position}" + (f" (tuid {unit.tuid})" if unit.tuid is not None else "")


class _Document:
    """The text of each part of one document."""

    def __init__(self, header: Header, profile: Profile) -> None:
        self.case = _TAG_CASES[profile.tag_case]
        self.header = replace(header, srclang=self.case(header.srclang))
        self.profile = profile
        self.lang = "lang" if profile.version in ("1.1", "1.2") else "xml:lang"

    def start(self) -> str:
        """Everything before the first unit."""
        header, version = self.header, self.profile.version
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
        return (
            f'<?xml version="1.0" encoding="{self.profile.encoding}"?>\n'
            f'<!DOCTYPE tmx SYSTEM "tmx{version.replace(".", "")}.dtd">\n'
            f'<tmx version="{version}"{_attributes(header.namespaces)}>\n'
            f"  <header{attributes}" + (f">\n{content}  </header>\n" if content else "/>\n") + "  <body>\n"
        )

    def unit(self, unit: TranslationUnit) -> tuple[str, str]:
        """A unit as text, empty when there is nothing to write, and what was left out of it."""
        variants = unit.variants
        left_out = ""
        if not self.profile.empty:
            variants = tuple(variant for variant in variants if variant.segment)
            if len(variants) < len(unit.variants):
                empty = [variant.language for variant in unit.variants if not variant.segment]
                left_out = f"nothing in {', '.join(empty)}"
            if not variants:
                return "", left_out or "no variant"
        if self.profile.source_first:
            variants = self.ordered(variants, unit.attributes.get("srclang", self.header.srclang))
        tuid = f' tuid="{_value(unit.tuid)}"' if unit.tuid is not None else ""
        start = f"    <tu{tuid}{_attributes(unit.attributes)}>\n"
        remarks = self.remarks(unit.notes, unit.props, "      ")
        return start + remarks + "".join(map(self.variant, variants)) + "    </tu>\n", left_out

    def ordered(self, variants: tuple[Variant, ...], source: str) -> tuple[Variant, ...]:
        """The variants with those of the source language first."""
        if source == ALL_LANGUAGES or same(variants[0].language, source):
            return variants
        return tuple(sorted(variants, key=lambda variant: not same(variant.language, source)))

    def variant(self, variant: Variant) -> str:
        """A variant as text."""
        language = f' {self.lang}="{_value(self.case(variant.language))}"' if variant.language else ""
        remarks = self.remarks(variant.notes, variant.props, "        ")
        start = f"      <tuv{language}{_attributes(variant.attributes)}>"
        if remarks:
            start += f"\n{remarks}        "
        return f"{start}<seg>{_content(variant.segment)}</seg></tuv>\n"

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
    if _ILLEGAL.search(text):
        raise _unwritable(text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace("\r", "&#13;") if "\r" in text else text


def _value(value: str) -> str:
    value = _text(value).replace('"', "&quot;")
    return value.replace("\n", "&#10;").replace("\t", "&#9;")  # a parser would turn them into spaces


def _unwritable(text: str) -> UnwritableTextError:
    character = cast("re.Match[str]", _ILLEGAL.search(text))[0]
    return UnwritableTextError(
        f"XML cannot carry the character U+{ord(character):04X}",
        hint="take it out of the text, or write with errors='report' to leave such units out",
    )
