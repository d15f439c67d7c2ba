"""The segments before and after each one, as translation tools write them, so that they know a match in its context.

memoQ reads ``x-context-pre`` and ``x-context-post`` at the source variant. Trados Studio writes the segment before, in
both languages, as ``x-ContextContent``; it also writes two hashes whose formula is not published, and without them it
may take the match for one without context. OmegaT keeps a second translation of a source apart by the name of the file
and its neighbours (``file``, ``prev``, ``next``); it passes over such a unit in any other file, so that only the
sources that occur again have them, and only where the file of the source language is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from pathlib import PurePosixPath

import tmx
from aligner.exchange.entries import Entry, Selection

_SEPARATOR = " | "


def contexts(selection: Selection) -> Iterator[tuple[Entry, Entry | None, Entry | None]]:
    """Each entry with the clauses before and after it; a phrase, which has no place in a running text, has none."""
    entries = list(selection.entries())
    clauses = [entry for entry in entries if not entry.is_phrase]
    neighbours = zip([None, *clauses[:-1]], [*clauses[1:], None], strict=True) if clauses else iter(())
    for entry in entries:
        before, after = (None, None) if entry.is_phrase else next(neighbours)
        yield entry, before, after


class Contexts:
    """Puts units into their context as a program writes it.

    Args:
        selection: what is written.
        program: a name of :data:`tmx.PROFILES`; for most of them a unit stays as it is.
    """

    def __init__(self, selection: Selection, program: str) -> None:
        self._languages = selection.languages
        self._program = program
        version = selection.document.languages.get(selection.languages[0])
        self._file = PurePosixPath(version.file).name if version else ""
        self._sources: set[str] = set()

    def of(self, unit: tmx.TranslationUnit, before: Entry | None, after: Entry | None) -> tmx.TranslationUnit:
        """A unit with what the program is to know of its neighbours."""
        if self._program == "memoq":
            props = [_memoq(kind, self._words(near)) for kind, near in (("pre", before), ("post", after)) if near]
            source, *others = unit.variants
            return replace(unit, variants=(replace(source, props=(*source.props, *props)), *others))
        if self._program == "trados" and before:
            return replace(unit, props=(*unit.props, _trados([self._words(before, tag) for tag in self._languages])))
        if self._program == "omegat" and self._file:
            is_again = unit.variants[0].text in self._sources
            self._sources.add(unit.variants[0].text)
            near = {"prev": before, "next": after}
            words = {kind: self._words(entry) for kind, entry in near.items() if entry}
            # Any other property would keep OmegaT from taking it; the identifier still says which unit it is.
            return replace(unit, props=tuple(_omegat(self._file, words))) if is_again and words else unit
        return unit

    def _words(self, entry: Entry, tag: str = "") -> str:
        return entry.segments[tag or self._languages[0]].text


def _memoq(kind: str, words: str) -> tmx.Property:
    return tmx.Property(f"x-context-{kind}", f"<seg>{escape(words, quote=False)}</seg>")


def _trados(words: Sequence[str]) -> tmx.Property:
    """The segment before: its source, the codes of that (none), its target, the codes of that (none)."""
    parts = (text.replace("|", f"|{_SEPARATOR}") for text in words)
    return tmx.Property("x-ContextContent", "".join(f"{part}{_SEPARATOR}{_SEPARATOR}" for part in parts)[:-3])


def _omegat(file: str, words: Mapping[str, str]) -> Iterator[tmx.Property]:
    yield tmx.Property("file", file)
    for kind, text in words.items():
        yield tmx.Property(kind, text)
