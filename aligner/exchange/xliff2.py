"""XLIFF 2.1 (OASIS, 2018): one file in one direction, a unit with one segment for each clause or phrase.

Role, label and status are in the standard's metadata module (section 5.6); a segment that is not verified has the
state ``translated``, a verified one ``final``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from aligner.errors import InputError
from aligner.exchange import markup
from aligner.exchange.contents import Contents, Row, units_of, without_codes
from aligner.exchange.entries import Entry, Selection
from aligner.exchange.facts import facts, row
from aligner.model import Status

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
_SPANS = ("pc", "mrk")
_CODES = ("pc", "ph", "sc", "ec", "cp")


def write(selection: Selection, destination: str) -> None:
    """Write a selection of two languages.

    Raises:
        UsageError: it has another number of languages.
        OutputError, TmxOutputError: the file cannot be written, or XML cannot carry a text.
    """
    source, target = selection.pair("an XLIFF file")
    document = selection.document
    root = markup.document("xliff", {"version": "2.1"}, NAMESPACE, {"mda": METADATA})
    root.set("srcLang", source)
    root.set("trgLang", target)
    file = markup.add(root, "file", id="text", original=f"texts/{document.name}/{document.units_file}")
    notes = markup.add(file, "notes")
    markup.add(notes, "note", f"{document.symbol}: {document.title.get(source, document.name)}")
    for tag, version in selection.unverified().items():
        markup.add(notes, "note", f"{tag} is {version.status}: {version.source}")
    for entry in selection.entries():
        _add_unit(file, entry, source, target)
    markup.save(root, destination)


def _add_unit(file: etree._Element, entry: Entry, source: str, target: str) -> None:
    # The id is a name token of XML, which has no slash; the name carries the entry's own id.
    unit = markup.add(file, "unit", id=entry.id.replace("/", ":"), name=entry.id)
    unit.set(markup.SPACE, "preserve")
    group = markup.add(etree.SubElement(unit, f"{{{METADATA}}}metadata"), "metaGroup", category="clausebank")
    for key, value in facts(entry):
        markup.add(group, "meta", value, entry.id, type=key)
    if entry.note:
        markup.add(markup.add(unit, "notes"), "note", entry.note, entry.id)
    wording = entry.segments[target]
    state = "final" if wording.status == Status.VERIFIED else "translated"
    segment = markup.add(unit, "segment", state=state)
    markup.add(segment, "source", entry.segments[source].text, entry.id)
    markup.add(segment, "target", wording.text, entry.id)


def read(path: Path) -> Contents:
    """Read a file of XLIFF 2.x.

    Raises:
        InputError: it is not well-formed, or is no XLIFF 2.
    """
    return contents(markup.parse(path), path)


def contents(root: etree._Element, path: Path) -> Contents:
    """The contents below the root element of XLIFF 2.x.

    Raises:
        InputError: it is another element, or names no languages.
    """
    if markup.name(root) != "xliff" or not root.get("version", "").startswith("2"):
        raise InputError("is no XLIFF 2", where=str(path), hint="read it with --from xliff")
    source, target = root.get("srcLang", ""), root.get("trgLang", "") or markup.language_of(root, "target")
    if not source or not (target or markup.is_without(root, "target")):
        raise InputError("says no source or no target language", where=str(path), hint="add srcLang and trgLang")
    left_out: Counter[str] = Counter()
    rows = _rows(root, path, source, target, left_out)
    tags = (source, target) if target else (source,)
    return Contents(units_of(rows), tags, left_out=left_out, form=f"XLIFF {root.get('version')}")


def _rows(root: etree._Element, path: Path, source: str, target: str, left_out: Counter[str]) -> Iterator[Row]:
    names = markup.FileNames(root)
    for unit in root.iter("{*}unit"):
        parts = list(markup.children(unit, "segment", "ignorable"))
        texts = {
            source: without_codes("".join(_with_codes(markup.child(part, "source"), left_out) for part in parts)),
            target: without_codes("".join(_with_codes(part, left_out) for part in _targets(parts))),
        }
        known = {it.get("type", ""): markup.content(it) for it in unit.iter(f"{{{METADATA}}}meta")}
        notes = markup.child(unit, "notes")
        note = "\n".join(map(markup.content, markup.children(notes, "note"))) if notes is not None else ""
        line = markup.line(unit)
        left_out["alternative translations"] += sum(1 for _ in unit.iter("{*}match"))
        yield row(
            names.of(unit, unit.get("name", "") or unit.get("id", "")), texts, known, f"{path}:{line}", note, line
        )


def _targets(parts: list[etree._Element]) -> list[etree._Element]:
    """The targets of a unit in the order that they have in its translation (section 4.7.2.1).

    What stands between segments and has no target of its own is the same in the translation; where nothing is
    translated there is none.
    """
    if not any(markup.child(part, "target") is not None for part in parts if markup.name(part) == "segment"):
        return []
    placed = []
    for place, part in enumerate(parts, start=1):
        found = markup.child(part, "target")
        if found is None and markup.name(part) == "ignorable":
            found = markup.child(part, "source")
        if found is not None:
            order = found.get("order", "")
            placed.append((int(order) if order.isascii() and order.isdigit() else place, found))
    return [found for _, found in sorted(placed, key=lambda it: it[0])]


def _with_codes(element: etree._Element | None, left_out: Counter[str]) -> str:
    """The words of a segment, with a mark for each code; a ``pc`` surrounds some of them."""
    return markup.with_codes(element, _CODES, lambda name: name in _SPANS, left_out)
