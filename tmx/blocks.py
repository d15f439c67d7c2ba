"""The units of a memory, a piece of the file at a time; after damage, reading is taken up at the next unit."""

from __future__ import annotations

import codecs
import itertools
import re
from collections.abc import Callable, Iterator
from pyexpat import ExpatError
from typing import cast

from tmx import rules
from tmx.damage import damage
from tmx.errors import TmxInputError
from tmx.findings import InvalidTmxError, TmxFinding, short
from tmx.model import TranslationUnit
from tmx.parser import BrokenUnitError, Parser
from tmx.plain import PlainUnits, plain_block
from tmx.source import Bytes, encoding_of

MAX_UNIT = 64 << 20
"""How many bytes a unit may take; the largest sound unit is held in memory as a whole."""

_DECLARATION = re.compile(rb"\s*<\?xml\s[^<>]*\?>")
_UNIT = re.compile(rb"<tu[\s>]")
_UNIT_END = b"</tu>"
_MOST_DOUBT = 128
_KEPT = 3
"""How many bytes may be the beginning of ``<tu>``."""
_BLANK = b" \t\r\n\xef\xbb\xbf"
"""White space, and byte order marks (also one too many) in UTF-8."""

UNDECODABLE = "tmx-undecodable"
"""Bytes that are nothing in their encoding become one that is nothing in UTF-8, and so damage where they stand."""
codecs.register_error(UNDECODABLE, lambda error: ("\udcff", cast("UnicodeDecodeError", error).end))


class Blocks:
    """Reads the bytes of one memory into lists of units.

    Attributes:
        encoding: the encoding the file is read in.

    Args:
        source: the bytes.
        parser: makes units of them, except of those that the short cut can take.
        found: receives what is wrong; raises, in strict mode.
        chunk_size: how many bytes to read at a time.
    """

    def __init__(self, source: Bytes, parser: Parser, found: Callable[[TmxFinding], None], chunk_size: int) -> None:
        self._bytes, self._parser, self._found, self._chunk_size = source, parser, found, chunk_size
        self.encoding = ""
        self._plain = PlainUnits()
        self._doubt = 1  # how many units to give to the parser when one is not plain
        self._fed = self._lines = 0  # bytes, and lines, given to the parser since it was started
        self._lost = 0  # the line of damage after which no further unit was found yet

    def __iter__(self) -> Iterator[list[TranslationUnit]]:
        parser = self._parser
        waiting, needed, held = 0, 1, b""
        for chunk in self._utf8():
            held += chunk
            if len(held) < needed:
                continue
            before, size = parser.expat.CurrentByteIndex, len(held)
            end = held.rfind(_UNIT_END) + len(_UNIT_END) if parser.in_body else 0
            held = self._block(held[:end]) + held[end:] if end >= len(_UNIT_END) else self._all(held)
            units, parser.units = parser.units, []
            yield units
            waiting = 0 if units or self._lost else waiting + size
            if waiting > MAX_UNIT or (waiting and parser.pending() > MAX_UNIT):
                raise InvalidTmxError(
                    parser.finding(rules.TOO_LARGE, f"more than {MAX_UNIT >> 20} MB"), self._bytes.name
                )
            # A token that ends in none of the pieces is read again with each of them: make them longer.
            moved = units or self._lost or parser.expat.CurrentByteIndex != before
            needed = 1 if moved else 2 * size
        held = self._all(held)
        if self._bytes.damage:
            self._report(parser.finding(rules.ARCHIVE, self._bytes.damage))
        if not self._lost:
            self._feed(held, last=True)
        yield parser.units

    def _block(self, data: bytes) -> bytes:
        """Read bytes that end with a unit, the plain units among them by the short cut."""
        parser = self._parser
        text = plain_block(data) if self._between_units() and not parser.attributes.old else None
        if text is None:
            return self._all(data)
        position, line = 0, parser.line()
        while position < len(text):
            plain, position, line = self._plain.units(text, position, line)
            if plain:
                parser.units += plain
                self._doubt = 1
            if position == len(text):
                break
            parser.line_base += line - parser.line()
            start = position
            for _ in range(self._doubt):
                end = text.find("</tu>", position)
                position = end + len(_UNIT_END) if end >= 0 else len(text)
            self._doubt = min(2 * self._doubt, _MOST_DOUBT)
            damaged = self._all(text[start:position].encode())
            if not self._between_units():
                return self._all(damaged + text[position:].encode())
            line = parser.line()
        parser.line_base += line - parser.line()
        return b""

    def _between_units(self) -> bool:
        """Whether the parser has taken all it was given (no half tag or comment) and a unit may come next."""
        unread = self._fed - self._parser.expat.CurrentByteIndex
        return not unread and self._parser.between_units() and not self._lost

    def _all(self, data: bytes) -> bytes:
        """Parse some bytes, going on after damage; what is returned may be the beginning of a unit."""
        while len(data) > _KEPT:
            data = self._feed(data)
        return data

    def _feed(self, data: bytes, *, last: bool = False) -> bytes:
        """Parse some bytes; after damage, return those from the next unit on, for another try."""
        if self._lost:
            return self._find(data, 0)
        parser, start = self._parser, self._fed
        self._fed += len(data)
        next_unit = b""
        try:
            parser.expat.Parse(data, last)
        except ExpatError as error:
            at = parser.expat.ErrorByteIndex - start
            finding = damage(error, data, at, parser, self.encoding)
        except BrokenUnitError as error:
            at = parser.expat.CurrentByteIndex - start
            finding = error.finding
            if error.rest:
                next_unit = data = error.rest
        else:
            self._lines += data.count(b"\n")
            return b""
        self._report(finding)
        # What is damaged may have begun in the bytes before these.
        self._lost = finding.line if at >= 0 or next_unit else parser.line_base + self._lines + 1
        return self._find(data, at + 1 if at >= 0 and not next_unit else 0)

    def _find(self, data: bytes, position: int) -> bytes:
        """Look for the next unit, to take up reading there; the bytes from it on, or a few that may begin one."""
        unit = _UNIT.search(data, position)
        end = unit.start() if unit else max(len(data) - _KEPT, position)
        line = self._lost + data.count(b"\n", position, end)
        if unit:
            self._fed, self._lines = self._parser.resume(line - 1), 0
        self._lost = 0 if unit else line
        return data[end:]

    def _utf8(self) -> Iterator[bytes]:
        """The file in UTF-8, with an XML declaration of ours that makes every undefined entity an error."""
        encoding, signature, odd = encoding_of(self._bytes.head)
        self.encoding = encoding
        if odd:
            self._found(TmxFinding(rules.ENCODING, odd, line=1))
        chunks = self._bytes.chunks(self._chunk_size)
        first = next(chunks, b"")[signature:]
        chunks = itertools.chain([first], chunks)
        if encoding != "utf-8":
            chunks = _decoded(chunks, codecs.getincrementaldecoder(encoding)(UNDECODABLE))
        first = self._beginning(next(chunks, b""))
        declaration = _DECLARATION.match(first)
        end = declaration.end() if declaration else 0
        yield b'<?xml version="1.0" standalone="yes"?>' + b"\n" * first.count(b"\n", 0, end)
        for start in range(end, len(first), self._chunk_size):
            yield first[start : start + self._chunk_size]
        yield from chunks

    def _beginning(self, data: bytes) -> bytes:
        """The first bytes, without what must not stand before the XML declaration."""
        text = data.lstrip(_BLANK)
        if not text:
            raise TmxInputError(
                "is empty", where=self._bytes.name, hint="export it again from the program it came from"
            )
        if not text.startswith(b"<"):
            start = short(text[:80].decode("utf-8", "replace"), 20)
            raise TmxInputError(
                f"is not TMX: it begins with {start!r}", where=self._bytes.name, hint="check that it is a TMX file"
            )
        if b"\xef" in data[: len(data) - len(text)] or (text != data and _DECLARATION.match(text)):
            before = "white space or a second byte order mark before the XML"
            self._found(TmxFinding(rules.NOT_WELL_FORMED, before, line=1))
        return b"\n" * data.count(b"\n", 0, len(data) - len(text)) + text

    def _report(self, finding: TmxFinding) -> None:
        """Report damage; before the units it is fatal, as there is no telling what the units are."""
        if not self._parser.in_body:
            raise InvalidTmxError(finding, self._bytes.name)
        self._found(finding)


def _decoded(chunks: Iterator[bytes], decoder: codecs.IncrementalDecoder) -> Iterator[bytes]:
    """Other encodings as UTF-8."""
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", "surrogateescape")
    yield decoder.decode(b"", final=True).encode("utf-8", "surrogateescape")
