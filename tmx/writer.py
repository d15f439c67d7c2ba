"""Writing a memory: one unit after the other, whole or not at all."""

from __future__ import annotations

import codecs
import contextlib
import itertools
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import BinaryIO, Self, cast

from tmx import atomic
from tmx.document import Serializer, is_legal, legal
from tmx.errors import TmxUsageError, UnwritableTextError
from tmx.model import Header, TranslationUnit
from tmx.profiles import GENERIC, Profile, profile_of
from tmx.reader import Errors
from tmx.source import has_ascii

Destination = str | os.PathLike[str] | BinaryIO

_BLOCK = 1 << 16
_MAX_OMISSIONS = 10_000
_CODECS = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}
"""Codecs that leave the byte order mark, which XML wants of these encodings, to us: the same on every machine."""


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
    """What became of the units given to the writer.

    Attributes:
        units: how many were written.
        omitted: how many things were left out, units or variants.
        refused: how many of these were left out as XML cannot carry them.
        omissions: the first 10,000 of these.
        changes: what else was left out, as the version or the program has no place for it, with how often.
    """

    units: int
    omitted: int = 0
    refused: int = 0
    omissions: tuple[Omission, ...] = ()
    changes: Mapping[str, int] = field(default_factory=dict)


def write(
    destination: Destination,
    units: Iterable[TranslationUnit],
    *,
    header: Header | None = None,
    profile: str | Profile = GENERIC,
    errors: Errors = "strict",
) -> Written:
    """Write a memory; units are taken one by one, and a file appears only when all are written.

    Args:
        destination: a path (``.gz``: compressed), ``-`` for standard output, or a binary stream.
        units: any iterable, such as a reader.
        header: the header; None makes one with the first language of the first unit as the source.
        profile: how to write, a name (:data:`tmx.PROFILES`) or a value. The default leaves out variants without
            content; ``exact`` writes everything as it was read.
        errors: ``strict`` raises on text that XML cannot carry; ``report`` leaves such a unit out. Whatever is left
            out, by this or by the profile, is in the result.

    Raises:
        UnwritableTextError: naming the unit and the character; nothing is written then.
        TmxOutputError: when the destination cannot be written.
        TmxUsageError: when the profile cannot hold the memory, such as one for two languages.

    >>> import io
    >>> from tmx import Variant
    >>> unit = TranslationUnit([Variant("en", "Treaty"), Variant("fr", "Traité")], tuid="1")
    >>> write(io.BytesIO(), [unit], header=Header(srclang="en"))
    Written(units=1, omitted=0, refused=0, omissions=(), changes={})
    """
    units = iter(units)
    if header is None:
        first = next(units, None)
        header = Header(srclang=first.variants[0].language if first and first.variants else "en")
        units = itertools.chain([first], units) if first else units
    with Writer(destination, header, profile=profile, errors=errors) as writer:
        for unit in units:
            writer.write(unit)
    return writer.written()


class Writer:
    """A memory being written, unit by unit; a file takes its name when the ``with`` block ends without an error.

    Use :func:`write` where the units come from one iterable. Arguments and errors are the same.

    >>> import io
    >>> from tmx import Variant
    >>> with Writer(io.BytesIO(), Header(srclang="en")) as writer:
    ...     writer.write(TranslationUnit([Variant("en", "Treaty"), Variant("fr", "Traité")]))
    >>> writer.written().units
    1
    """

    def __init__(
        self,
        destination: Destination,
        header: Header,
        *,
        profile: str | Profile = GENERIC,
        errors: Errors = "strict",
    ) -> None:
        if errors not in ("strict", "report", "standard"):
            raise TmxUsageError(f"errors={errors!r}", hint="give 'strict' or 'report'")
        self._destination, self._strict = destination, errors != "report"
        self._serializer = Serializer(header, profile_of(profile))
        self._encoder = _encoder(self._serializer.profile.encoding)
        self._to_text = self._serializer.unit
        self._block: list[TranslationUnit | None] = []
        self._texts: list[str] = []
        self._size = self._position = self._count = self._omitted = self._refused = 0
        self._omissions: list[Omission] = []
        self._closing = contextlib.ExitStack()

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as stack:
            self._stream = stack.enter_context(atomic.binary(self._destination))
            if isinstance(self._destination, str | os.PathLike) and os.fspath(self._destination).endswith(".gz"):
                import gzip

                packed = gzip.GzipFile(filename="", fileobj=self._stream, mode="wb", mtime=0)
                self._stream = cast("BinaryIO", stack.enter_context(packed))
            profile = self._serializer.profile
            signature = profile.bom or codecs.lookup(profile.encoding).name in _CODECS
            self._encode(("\ufeff" if signature else "") + legal(self._serializer.start()))
            self._closing = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._closing.__exit__(kind, error, trace)
            return
        with self._closing:  # an error of the last block counts as well
            self._flush()
            self._encode("  </body>\n</tmx>\n")

    def write(self, unit: TranslationUnit) -> None:
        """Add a unit."""
        try:
            text = self._to_text(unit)
        except UnwritableTextError as error:
            self._refuse(error, unit, self._position + len(self._block) + 1)
            self._block.append(None)
            self._texts.append("")
            return
        self._block.append(unit)
        self._texts.append(text)
        self._size += len(text)
        if self._size > _BLOCK:
            self._flush()

    def written(self) -> Written:
        """What became of the units so far."""
        return Written(
            self._count, self._omitted, self._refused, tuple(self._omissions), dict(self._serializer.changes)
        )

    def _flush(self) -> None:
        """Write the units of a block; only when something is amiss are they looked at one by one."""
        text = "".join(self._texts)
        if is_legal(text) and self._serializer.complete and "" not in self._texts:
            self._count += len(self._texts)
        else:
            text = "".join(map(self._judged, self._block, self._texts, itertools.count(self._position + 1)))
        self._serializer.complete = True
        self._position += len(self._block)
        self._encode(text)
        self._block.clear()
        self._texts.clear()
        self._size = 0

    def _judged(self, unit: TranslationUnit | None, text: str, position: int) -> str:
        """The text of a unit, empty when it cannot be written; what is left out is listed."""
        if unit is None:
            return ""  # listed already
        empty = [variant.language for variant in unit.variants if not variant.segment]
        if empty and not self._serializer.profile.empty:
            self._omit(f"nothing in {', '.join(empty)}", unit, position)
        if not text:
            reason = f"only in {', '.join(unit.languages)}" if unit.variants else "no variant"
            self._omit(f"the unit is left out: {reason}", unit, position)
        try:
            self._count += bool(legal(text))
        except UnwritableTextError as error:
            self._refuse(error, unit, position)
            return ""
        return text

    def _refuse(self, error: UnwritableTextError, unit: TranslationUnit, position: int) -> None:
        """Raise, or list, what cannot be written."""
        if self._strict:
            raise UnwritableTextError(str(Omission(error.what, unit.tuid, position)), hint=error.hint) from error
        self._refused += 1
        self._omit(error.what, unit, position)

    def _omit(self, what: str, unit: TranslationUnit, position: int) -> None:
        self._omitted += 1
        if len(self._omissions) < _MAX_OMISSIONS:
            self._omissions.append(Omission(what, unit.tuid, position))

    def _encode(self, text: str) -> None:
        """Write text; what the encoding lacks becomes a reference."""
        self._stream.write(self._encoder.encode(text))


def _encoder(encoding: str) -> codecs.IncrementalEncoder:
    try:
        name = codecs.lookup(encoding).name
    except LookupError as error:
        raise TmxUsageError(f"no encoding is called {encoding!r}", hint="try UTF-8 or UTF-16") from error
    if not has_ascii(name) and not name.startswith(tuple(_CODECS)):
        raise TmxUsageError(f"{encoding!r} is not an encoding for XML", hint="try UTF-8 or UTF-16")
    return codecs.getincrementalencoder(_CODECS.get(name, name))("xmlcharrefreplace")
