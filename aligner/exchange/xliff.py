"""XLIFF 1.2 (OASIS, 2008): one file in one direction, a translation unit for each clause or phrase.

What XLIFF has no element for (role, label, status) is a ``context`` of its unit, which every tool keeps. A target that
is not verified has the state ``needs-review-translation``, a verified one ``final``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from aligner.errors import InputError
from aligner.exchange import markup, xliff2
from aligner.exchange.contents import Contents, Row, units_of, without_codes
from aligner.exchange.entries import Entry, Selection
from aligner.exchange.facts import facts, row
from aligner.model import Status

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_STATES = {Status.VERIFIED: "final"}
_REVIEW = "needs-review-translation"
_CODES = ("bpt", "ept", "it", "ph")
_PLACEHOLDERS = ("x", "bx", "ex")


def write(selection: Selection, destination: str) -> None:
    """Write a selection of two languages.

    Raises:
        UsageError: it has another number of languages.
        OutputError, TmxOutputError: the file cannot be written, or XML cannot carry a text.
    """
    source, target = selection.pair("an XLIFF file")
    document = selection.document
    root = markup.document("xliff", {"version": "1.2"}, NAMESPACE)
    file = markup.add(root, "file")
    file.set("original", f"texts/{document.name}/{document.units_file}")
    file.set("datatype", "plaintext")
    file.set("source-language", source)
    file.set("target-language", target)
    header = markup.add(file, "header")
    markup.add(header, "note", f"{document.symbol}: {document.title.get(source, document.name)}")
    for tag, version in selection.unverified().items():
        markup.add(header, "note", f"{tag} is {version.status}: {version.source}")
    body = markup.add(file, "body")
    for entry in selection.entries():
        _add_unit(body, entry, source, target)
    markup.save(root, destination)


def _add_unit(body: etree._Element, entry: Entry, source: str, target: str) -> None:
    unit = markup.add(body, "trans-unit", id=entry.id)
    unit.set(markup.SPACE, "preserve")
    markup.add(unit, "source", entry.segments[source].text, entry.id).set(markup.LANG, source)
    wording = entry.segments[target]
    translation = markup.add(unit, "target", wording.text, entry.id, state=_STATES.get(wording.status, _REVIEW))
    translation.set(markup.LANG, target)
    group = markup.add(unit, "context-group", purpose="information")
    for key, value in facts(entry):
        markup.add(group, "context", value, entry.id, **{"context-type": f"x-{key}"})
    if entry.note:
        markup.add(unit, "note", entry.note, entry.id)


def read(path: Path) -> Contents:
    """Read a file of XLIFF 1.x or 2.x.

    Raises:
        InputError: it is not well-formed, is no XLIFF, or its files are of different languages.
    """
    root = markup.parse(path)
    if markup.name(root) != "xliff":
        raise InputError(f"is no XLIFF: its root element is '{markup.name(root)}'", where=str(path))
    if root.get("version", "").startswith("2"):
        return xliff2.contents(root, path)
    source, target = _direction(root, path)
    left_out: Counter[str] = Counter()
    rows = _rows(root, path, source, target, left_out)
    tags = (source, target) if target else (source,)
    return Contents(units_of(rows), tags, left_out=left_out, form=f"XLIFF {root.get('version', '1')}")


def _direction(root: etree._Element, path: Path) -> tuple[str, str]:
    """Source and target language; the target is empty where nothing is translated yet."""
    pairs = {
        (file.get("source-language", ""), file.get("target-language", "") or markup.language_of(file, "target"))
        for file in markup.children(root, "file")
    }
    source, target = next(iter(pairs)) if len(pairs) == 1 else ("", "")
    if not source or not (target or markup.is_without(root, "target")):
        raise InputError(
            "its files need one source and one target language", where=str(path), hint="give one direction a file"
        )
    return source, target


def _rows(root: etree._Element, path: Path, source: str, target: str, left_out: Counter[str]) -> Iterator[Row]:
    names = markup.FileNames(root)
    for unit in root.iter("{*}trans-unit"):
        texts = {
            source: _words(markup.child(unit, "source"), left_out),
            target: _words(markup.child(unit, "target"), left_out),
        }
        contexts = (it for group in markup.children(unit, "context-group") for it in markup.children(group, "context"))
        known = {it.get("context-type", "").removeprefix("x-"): markup.content(it) for it in contexts}
        note = "\n".join(markup.content(it) for it in markup.children(unit, "note"))
        left_out["alternative translations"] += sum(1 for _ in markup.children(unit, "alt-trans"))
        line = markup.line(unit)
        yield row(names.of(unit, unit.get("id", "")), texts, known, f"{path}:{line}", note, line)


def _words(element: etree._Element | None, left_out: Counter[str]) -> str:
    """The words of a segment, without its codes; native codes hold none."""
    codes = (*_CODES, *_PLACEHOLDERS, "g")
    return without_codes(markup.with_codes(element, codes, lambda name: name not in _CODES, left_out))
