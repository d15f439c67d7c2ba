"""Any file that can be read as a text that can be written: what `convert` does between two formats.

Unlike a text of the bank, such a text says no more than its file: where nobody recorded how far a wording can be
trusted, no status is made up, and what a tool says of a translation (fuzzy, approved) stays with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from aligner.errors import InputError
from aligner.exchange.contents import UNFINISHED, Contents, each_translation, whole_units
from aligner.exchange.importing import languages, left_out
from aligner.model import Document, LanguageVersion, Status, TranslationState, Unit
from aligner.text.english import counted


@dataclass(frozen=True, slots=True)
class ReadText:
    """A file as a text.

    Attributes:
        document: the text; its languages are in the order of the file, the source first.
        has_status: whether the file records how far its wording can be trusted.
        remarks: what of the file has no place in a text, one line each.
    """

    document: Document
    has_status: bool
    remarks: tuple[str, ...]


def text_of(contents: Contents, name: str, source: str, *, with_fuzzy: bool = True) -> ReadText:
    """The contents of a file as a text: every translation it offers is a unit, and every id occurs once.

    Args:
        contents: what the file holds; its units are read here.
        name: what to call the text.
        source: the file in words, for messages.
        with_fuzzy: whether translations that a person has yet to confirm are taken.

    Raises:
        InputError: the file holds nothing, or phrases without their clause.
        ClausebankError: from the file.
    """
    unfinished: Counter[str] = Counter()
    file_units = each_translation(whole_units(contents.units, source))
    units = tuple(
        _with_unique_ids(
            _finished(file_units, unfinished, UNFINISHED if with_fuzzy else UNFINISHED | {TranslationState.FUZZY})
        )
    )
    tags = languages(contents, units)
    if not units and not contents.concepts:
        raise InputError("holds no units and no terms", where=source)
    if contents.source in tags:
        tags = (contents.source, *(tag for tag in tags if tag != contents.source))
    origin = f"From {source}, which does not say where the wording comes from."
    document = Document(
        name=name,
        symbol=contents.symbol,
        title=contents.title,
        languages={tag: contents.versions.get(tag) or LanguageVersion(tag, Status.UNVERIFIED, origin) for tag in tags},
        units=units,
        date=contents.date,
        concepts=contents.concepts,
        details=contents.details,
        witnesses=contents.witnesses,
    )
    remarks = [f"{counted(count, f'{state} translation')} left out" for state, count in unfinished.items()]
    return ReadText(document, bool(contents.symbol or contents.versions), (*remarks, *left_out(contents)))


def _finished(units: Iterable[Unit], unfinished: Counter[str], states: Collection[TranslationState]) -> Iterator[Unit]:
    """The units without translations that are not finished, which are counted; comments become notes."""
    for unit in units:
        dropped = [tag for tag, state in unit.states.items() if state in states and unit.text(tag)]
        unfinished.update(str(unit.states[tag]) for tag in dropped)
        note = "\n".join(filter(None, (unit.note, *unit.comments)))
        segments = {tag: segment for tag, segment in unit.segments.items() if tag not in dropped}
        if segments:
            yield replace(unit, segments=segments, note=note, comments=())


def _with_unique_ids(units: Iterable[Unit]) -> Iterator[Unit]:
    ids: Counter[str] = Counter()
    for unit in units:
        ids[unit.id] += 1
        yield replace(unit, id=f"{unit.id} ({ids[unit.id]})") if ids[unit.id] > 1 else unit
