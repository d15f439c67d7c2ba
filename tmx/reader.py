"""Reading a memory of any size, one unit after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Literal, Self

from tmx.blocks import Blocks
from tmx.errors import TmxInputError, TmxUsageError
from tmx.findings import InvalidTmxError, TmxFinding, TmxSeverity
from tmx.model import Header, TranslationUnit
from tmx.parser import Parser
from tmx.source import CHUNK, Bytes, Source

Errors = Literal["strict", "report", "standard"]
"""Whether to raise at the first error, to go on and list errors, or to raise at whatever the standard forbids."""

MAX_FINDINGS = 10_000
"""How many findings a reader keeps; all are counted."""


def read(
    source: Source,
    *,
    errors: Errors = "strict",
    on_finding: Callable[[TmxFinding], None] | None = None,
) -> Reader:
    """Open a memory; iterate over the result to get its units.

    Args:
        source: a path, ``-`` for standard input, the bytes of a file, or a binary stream; gzip and zip are unpacked on the way.
        errors: ``strict`` raises at the first thing by which text is lost; ``standard`` also at what the standard
            forbids and nothing is lost by; ``report`` goes on with what is sound. Findings are listed in ``findings``.
        on_finding: receives each finding as it is found, instead of ``findings``.

    Raises:
        InvalidTmxError: unless errors are reported, naming line, unit and rule; already here for what is before the units.
        TmxInputError: when the source cannot be opened or is not TMX at all, in both modes.

    >>> import io
    >>> text = ('<tmx version="1.4"><header srclang="en" segtype="sentence" adminlang="en" datatype="plaintext" '
    ...         'o-tmf="x" creationtool="x" creationtoolversion="1"/><body><tu tuid="1">'
    ...         '<tuv xml:lang="en"><seg>Treaty</seg></tuv><tuv xml:lang="fr"><seg>Traité</seg></tuv></tu></body></tmx>')
    >>> for unit in read(io.BytesIO(text.encode())):
    ...     print(unit.text("en"), "=", unit.text("fr"))
    Treaty = Traité
    """
    return Reader(source, errors=errors, on_finding=on_finding)


class Reader:
    """An open memory: an iterator over its units, which can be gone through once.

    Attributes:
        header: the header; empty values where the file lacks them (``errors="report"``).
        encoding: the encoding the file was read in, as Python calls it.
        findings: what was found so far, at most :data:`MAX_FINDINGS`.
        counts: how often each rule was broken, by code.
    """

    chunk_size = CHUNK

    def __init__(
        self,
        source: Source,
        *,
        errors: Errors = "strict",
        on_finding: Callable[[TmxFinding], None] | None = None,
    ) -> None:
        if errors not in ("strict", "report", "standard"):
            raise TmxUsageError(f"errors={errors!r}", hint="give 'strict', 'standard' or 'report'")
        self._errors = errors
        self._on_finding = on_finding or self._keep
        self.findings: list[TmxFinding] = []
        self.counts: Counter[str] = Counter()
        self._bytes = Bytes(source)
        self.name = self._bytes.name
        self._parser = Parser(self._found, self.name)
        self._reading = Blocks(self._bytes, self._parser, self._found, self.chunk_size)
        self._blocks = iter(self._reading)
        self._units: list[TranslationUnit] = []
        try:
            self._units = self._first_block()
        except BaseException:
            self.close()
            raise
        self._iterator = self._iterate()

    def __iter__(self) -> Iterator[TranslationUnit]:
        return self._iterator

    def __next__(self) -> TranslationUnit:
        return next(self._iterator)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; at the end of the units it is closed already."""
        self._bytes.close()

    def _iterate(self) -> Iterator[TranslationUnit]:
        try:
            yield from self._units
            for units in self._blocks:
                yield from units
        finally:
            self.close()

    def _first_block(self) -> list[TranslationUnit]:
        """Read as far as the header; what comes before it decides whether this is TMX at all."""
        units = next((block for block in self._blocks if self._parser.in_body), None)
        if units is None or self._parser.header is None:
            raise TmxInputError("is not TMX: it has no body", where=self.name)
        self.header: Header = self._parser.header
        self.encoding = self._reading.encoding
        return units

    # Findings ----------------------------------------------------------------------------------------------------

    def _found(self, finding: TmxFinding) -> None:
        is_error = finding.rule.severity is TmxSeverity.ERROR
        if (is_error and self._errors != "report") or (finding.rule.breaks_standard and self._errors == "standard"):
            raise InvalidTmxError(finding, self.name)
        self.counts[finding.rule.code] += 1
        self._on_finding(finding)

    def _keep(self, finding: TmxFinding) -> None:
        if len(self.findings) < MAX_FINDINGS:
            self.findings.append(finding)
