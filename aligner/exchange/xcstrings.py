"""String catalogues of Xcode (.xcstrings), all languages in one file, read to be checked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from aligner.errors import InputError
from aligner.exchange import plain
from aligner.exchange.contents import Contents
from aligner.model import Role, Segment, TranslationState, Unit
from tmx.languages import canonical, from_locale

_STATES = {
    "new": TranslationState.UNTRANSLATED,
    "needs_review": TranslationState.FUZZY,
    "stale": TranslationState.FUZZY,
}


def read(path: Path) -> Contents:
    """Read a catalogue; each plural form is a unit beside that for all other numbers.

    Raises:
        InputError: it is not JSON, or not a catalogue of Xcode.
    """
    text = plain.read_text(path)
    try:
        catalogue = json.loads(text)
        source = canonical(from_locale(catalogue["sourceLanguage"]))
        strings: dict[str, Any] = catalogue["strings"]
        tags = dict.fromkeys([source])
        for entry in strings.values():
            tags |= dict.fromkeys(canonical(from_locale(tag)) for tag in entry.get("localizations", {}))
        units: list[Unit] = []
        for key, entry in strings.items():
            units += _units(key, entry, tuple(tags), source)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"is not a catalogue of Xcode ({error})", where=str(path)) from error
    return Contents(_with_lines(units, text), tuple(tags), in_order=False, source=source)


def _units(key: str, entry: Mapping[str, Any], tags: tuple[str, ...], source: str) -> Iterator[Unit]:
    texts: dict[str, dict[str, tuple[str, str]]] = {}
    for tag, localization in entry.get("localizations", {}).items():
        for form, unit in _forms(localization):
            texts.setdefault(form, {})[canonical(from_locale(tag))] = unit
    texts.setdefault("", {}).setdefault(source, (key, "translated"))
    is_fixed = entry.get("shouldTranslate") is False
    for form, by_language in texts.items():
        wordings = {source: by_language.get(source) or texts[""][source], **by_language}
        states = {tag: state for tag, (_, written) in by_language.items() if (state := _STATES.get(written))}
        if not form:
            states |= {tag: TranslationState.UNTRANSLATED for tag in tags if tag not in by_language and tag != source}
        if is_fixed:
            states = dict.fromkeys((tag for tag in tags if tag != source), TranslationState.LOCKED)
        yield Unit(
            f"{key}[{form}]" if form else key,
            Role.PARAGRAPH,
            {tag: Segment(text) for tag, (text, _) in wordings.items() if text},
            note=str(entry.get("comment", "")),
            states=states,
        )


def _forms(localization: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """The texts of a language with their states; of several the one for all other numbers has no name."""
    if unit := localization.get("stringUnit"):
        yield "", (unit["value"], unit.get("state", ""))
    for form, variation in localization.get("variations", {}).get("plural", {}).items():
        unit = variation["stringUnit"]
        yield "" if form == "other" else form, (unit["value"], unit.get("state", ""))


def _with_lines(units: list[Unit], text: str) -> Iterator[Unit]:
    place, line = 0, 1
    for unit in units:
        key = text.find(json.dumps(unit.id.partition("[")[0], ensure_ascii=False), place)
        if key >= 0:
            line += text.count("\n", place, key)
            place = key
        yield replace(unit, line=line)
