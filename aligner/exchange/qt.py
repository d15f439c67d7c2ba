"""Catalogues of Qt Linguist (.ts), read to be checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from aligner.errors import InputError
from aligner.exchange import markup
from aligner.exchange.contents import Contents, ReadOptions
from aligner.exchange.locales import target_language
from aligner.model import Role, Segment, TranslationState, Unit
from tmx.languages import from_locale

_GONE = frozenset(("vanished", "obsolete"))


def read(path: Path, options: ReadOptions) -> Contents:
    """Read a catalogue; what vanished from the program is counted and left out.

    Raises:
        InputError: it is not well-formed, or not a catalogue of Qt.
    """
    root = markup.parse(path)
    if markup.name(root) != "TS":
        raise InputError(f"is not a catalogue of Qt: its root element is '{markup.name(root)}'", where=str(path))
    source = from_locale(root.get("sourcelanguage", "") or next(iter(options.languages), "en"))
    target = target_language(root.get("language", ""), path, source, options)
    messages = list(root.iter("message"))
    current = [message for message in messages if _kind(message) not in _GONE]
    left_out = Counter({"obsolete entries": len(messages) - len(current)})
    units: list[Unit] = []
    for number, message in enumerate(current, start=1):
        units += _units(message, number, source, target)
    return Contents(units, (source, target), left_out=left_out, in_order=False, source=source)


def _kind(message: etree._Element) -> str:
    translation = markup.child(message, "translation")
    return translation.get("type", "") if translation is not None else "unfinished"


def _units(message: etree._Element, number: int, source: str, target: str) -> Iterator[Unit]:
    translation = markup.child(message, "translation")
    forms = list(markup.children(translation, "numerusform")) if translation is not None else []
    name = message.get("id") or str(number)
    note = "\n".join(
        markup.content(markup.child(message, tag)) for tag in ("comment", "extracomment", "translatorcomment")
    )
    for position, element in enumerate(forms or [translation]):
        text = markup.content(element)
        segments = {source: Segment(markup.content(markup.child(message, "source")), line=markup.line(message))}
        if text.strip() and element is not None:
            segments[target] = Segment(text, line=markup.line(element))
        state = TranslationState.FUZZY if _kind(message) == "unfinished" else None
        state = state if text.strip() else TranslationState.UNTRANSLATED
        yield Unit(
            f"{name}.plural.{position}" if position else name,
            Role.PARAGRAPH,
            segments,
            note=note.strip(),
            line=markup.line(message),
            states={target: state} if state else {},
        )
