"""XLIFF 2.1 (OASIS, 2018): one file in one direction, a unit with one segment for each clause or phrase.

Role, label and status are in the standard's metadata module (section 5.6); a segment of
which one side is not verified has the state ``translated``, a reviewed one ``reviewed``, a verified one ``final``; the
``subState`` says it in our own words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from aligner.errors import InputError
from aligner.exchange import markup
from aligner.exchange.contents import AS_WRITTEN, Contents, ReadOptions, Row, units_of, without_codes
from aligner.exchange.entries import Entry, Selection
from aligner.exchange.facts import facts, row
from aligner.exchange.locales import named, target_language
from aligner.model import Segment, Status, TranslationState
from tmx.languages import from_locale

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
_STATES = {Status.VERIFIED: "final", Status.REVIEWED: "reviewed"}
FUZZY = f"{markup.OURS}:fuzzy"
"""The kind of a translation that a person has yet to confirm, which the standard has no state for."""
MATCH = f"{markup.OURS}:match-"
"""How the kind of a translation begins that a memory offered, before its percentage."""
_APPROVED = frozenset(("reviewed", "final"))
_SPANS = ("pc", "mrk")
_CODES = ("pc", "ph", "sc", "ec", "cp")


def write(selection: Selection, destination: str) -> None:
    """Write a selection of two languages.

    Raises:
        UsageError: it has another number of languages.
        OutputError, TmxOutputError: the file cannot be written, or XML cannot carry a text.
    """
    source, target = selection.pair("an XLIFF file")
    root = markup.document("xliff", {"version": "2.1"}, NAMESPACE, {"mda": METADATA})
    root.set("srcLang", source)
    root.set("trgLang", target)
    file = markup.add(root, "file", id="text", original=selection.origin)
    notes = markup.add(file, "notes")
    markup.add(notes, "note", selection.heading)
    for tag, version in selection.unverified().items():
        markup.add(notes, "note", f"{tag} is {version.status}: {version.source}")
    for entry, original, translation in selection.translations():
        _add_unit(file, entry, original, translation)
    markup.save(root, destination)


def _add_unit(file: etree._Element, entry: Entry, source: Segment, target: Segment | None) -> None:
    # The id is a name token of XML, which has no slash; the name carries the entry's own id.
    unit = markup.add(file, "unit", id=entry.id.replace("/", ":"), name=entry.id)
    unit.set(markup.SPACE, "preserve")
    facts_of_entry = dict(facts(entry))
    if facts_of_entry:
        group = markup.add(etree.SubElement(unit, f"{{{METADATA}}}metadata"), "metaGroup", category="clausebank")
        for key, value in facts_of_entry.items():
            markup.add(group, "meta", value, entry.id, type=key)
    if entry.note:
        markup.add(markup.add(unit, "notes"), "note", entry.note, entry.id, category=markup.OURS)
    segment = markup.add(unit, "segment", **(_state_attributes(entry) if target else {"state": "initial"}))
    markup.add(segment, "source", source.text, entry.id)
    if target:
        markup.add(segment, "target", target.text, entry.id)


def _state_attributes(entry: Entry) -> dict[str, str]:
    """The state of a translation, by its status or, without one, by what a tool says of it."""
    if entry.has_status:
        return {"state": _STATES.get(entry.status, "translated"), "subState": f"{markup.OURS}:{entry.status}"}
    if TranslationState.APPROVED in entry.unit.states.values():
        return {"state": "final"}
    return {"state": "translated", **({} if entry.is_confirmed else {"subState": FUZZY})}


def read(path: Path, options: ReadOptions = AS_WRITTEN) -> Contents:
    """Read a file of XLIFF 2.x.

    Raises:
        InputError: it is not well-formed, or is not XLIFF 2.
    """
    return contents(markup.parse(path), path, options)


def contents(root: etree._Element, path: Path, options: ReadOptions = AS_WRITTEN) -> Contents:
    """The contents below the root element of XLIFF 2.x.

    Raises:
        InputError: it is another element, or names no source language.
    """
    if markup.name(root) != "xliff" or not root.get("version", "").startswith("2"):
        raise InputError("is not XLIFF 2", where=str(path), hint="read it with --from xliff")
    source = root.get("srcLang", "") or next(iter(options.languages), "")
    if not source:
        raise InputError("does not say its source language", where=str(path), hint="name it with --source")
    source = from_locale(source)
    written = root.get("trgLang", "") or markup.language_of(root, "target")
    if not written and markup.is_without(root, "target"):
        options = replace(options, allow_unnamed=True)
    target = target_language(written, path, source, options)
    left_out: Counter[str] = Counter()
    rows = _rows(root, path, (source, target), options, left_out)
    return Contents(
        units_of(rows),
        named([(source, target)], options),
        left_out=left_out,
        in_order=False,
        source=source,
        form=f"XLIFF {root.get('version')}",
    )


def _rows(
    root: etree._Element, path: Path, direction: tuple[str, str], options: ReadOptions, left_out: Counter[str]
) -> Iterator[Row]:
    source, target = direction
    names = markup.FileNames(root)
    for unit in root.iter("{*}unit"):
        facts_by_name = {meta.get("type", ""): markup.content(meta) for meta in unit.iter(f"{{{METADATA}}}meta")}
        note, comments = markup.remarks(unit)
        line = markup.line(unit)
        left_out["alternative translations"] += sum(1 for _ in unit.iter("{*}match"))
        name = names.of(unit, unit.get("name", "") or unit.get("id", ""))
        is_locked = _is_locked(unit)
        for suffix, parts in _groups(unit, by_segment=options.by_segment):
            sources = [element for part in parts if (element := markup.child(part, "source")) is not None]
            targets = _targets(parts)
            marked = {
                source: "".join(_with_codes(element, left_out) for element in sources),
                target: "".join(_with_codes(element, left_out) for element in targets),
            }
            texts = {tag: without_codes(text) for tag, text in marked.items()}
            codes = {
                source: markup.inline_codes(marked[source], _names(sources)),
                target: markup.inline_codes(marked[target], _names(targets)),
            }
            state = _state(parts, texts[target], is_locked=is_locked)
            target_line = markup.line(targets[0]) if targets else line
            segment_row = row(name + suffix, texts, facts_by_name, f"{path}:{line}", note, line)
            segment_row = segment_row.translated(target, state, target_line, codes)
            yield segment_row._replace(comments=comments) if comments else segment_row


def _groups(unit: etree._Element, *, by_segment: bool) -> Iterator[tuple[str, list[etree._Element]]]:
    """The segments of a unit, each with the end of its id; or all of them together with what is between them."""
    segments = list(markup.children(unit, "segment"))
    if not by_segment or len(segments) < 2:
        yield "", list(markup.children(unit, "segment", "ignorable"))
        return
    for number, segment in enumerate(segments, start=1):
        yield f".{segment.get('id') or number}", [segment]


def _state(parts: list[etree._Element], target: str, *, is_locked: bool) -> TranslationState | None:
    """The state of a translation; one without a word on its state is taken for final where it is there."""
    if is_locked:
        return TranslationState.LOCKED
    if not target.strip():
        return TranslationState.UNTRANSLATED
    segments = [part for part in parts if markup.name(part) == "segment"]
    if any(not markup.content(markup.child(part, "target")).strip() for part in segments):
        return TranslationState.PARTIAL
    states = {part.get("state", "") for part in segments}
    if "initial" in states:
        return TranslationState.UNTRANSLATED if states == {"initial"} else TranslationState.PARTIAL
    if any(part.get("subState", "").startswith((FUZZY, MATCH)) for part in segments):
        return TranslationState.FUZZY
    return TranslationState.APPROVED if states <= _APPROVED else None


def _is_locked(unit: etree._Element) -> bool:
    for element in (unit, *unit.iterancestors("{*}group", "{*}file")):
        if translate := element.get("translate"):
            return translate == "no"
    return False


def _names(elements: list[etree._Element]) -> Iterator[tuple[str, str] | None]:
    for element in elements:
        yield from markup.code_names(element, _CODES, _has_words)


def _has_words(name: str) -> bool:
    return name in _SPANS


def _targets(parts: list[etree._Element]) -> list[etree._Element]:
    """The targets of a unit in the order that they have in its translation (section 4.7.2.1).

    What stands between segments and has no target of its own is the same in the translation; where nothing is
    translated there is none.
    """
    if not any(markup.child(part, "target") is not None for part in parts if markup.name(part) == "segment"):
        return []
    placed = []
    for place, part in enumerate(parts, start=1):
        target = markup.child(part, "target")
        if target is None and markup.name(part) == "ignorable":
            target = markup.child(part, "source")
        if target is not None:
            order = target.get("order", "")
            placed.append((int(order) if order.isascii() and order.isdigit() else place, target))
    return [target for _, target in sorted(placed, key=lambda pair: pair[0])]


def _with_codes(element: etree._Element | None, left_out: Counter[str]) -> str:
    """The words of a segment, with a mark for each code; a ``pc`` surrounds some of them."""
    return markup.with_codes(element, _CODES, _has_words, left_out)
