"""XLIFF 1.2 (OASIS, 2008): one file in one direction, a translation unit for each clause or phrase.

What XLIFF has no element for (role, label, status) is a ``context`` of its unit, which every tool keeps. A unit of
which one side is not verified has the state ``needs-review-translation``, a reviewed one ``signed-off``, a verified one
``final`` and is approved.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree

from aligner.errors import InputError
from aligner.exchange import markup, xliff2
from aligner.exchange.contents import AS_WRITTEN, Contents, ReadOptions, Row, units_of, without_codes
from aligner.exchange.entries import Entry, Selection
from aligner.exchange.facts import facts, row
from aligner.exchange.locales import named, target_language
from aligner.exchange.segments import parts_of
from aligner.model import Segment, Status, TranslationState
from tmx.languages import from_locale

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_STATES = {Status.VERIFIED: "final", Status.REVIEWED: "signed-off"}
_REVIEW = "needs-review-translation"
_GETTEXT_HEADER = "x-gettext-domain-header"
"""The kind of a unit that holds what stood at the head of a gettext catalogue."""
_CODES = ("bpt", "ept", "it", "ph")
_INLINE = (*_CODES, "x", "bx", "ex", "g")


def write(selection: Selection, destination: str) -> None:
    """Write a selection of two languages.

    Raises:
        UsageError: it has another number of languages.
        OutputError, TmxOutputError: the file cannot be written, or XML cannot carry a text.
    """
    source, target = selection.pair("an XLIFF file")
    root = markup.document("xliff", {"version": "1.2"}, NAMESPACE)
    file = markup.add(root, "file")
    file.set("original", selection.origin)
    file.set("datatype", "plaintext")
    file.set("source-language", source)
    file.set("target-language", target)
    header = markup.add(file, "header")
    markup.add(header, "note", selection.heading)
    for tag, version in selection.unverified().items():
        markup.add(header, "note", f"{tag} is {version.status}: {version.source}")
    body = markup.add(file, "body")
    for entry, original, translation in selection.translations():
        _add_unit(body, entry, original, translation, selection.languages)
    markup.save(root, destination)


def _add_unit(
    body: etree._Element, entry: Entry, source: Segment, target: Segment | None, languages: Sequence[str]
) -> None:
    unit = markup.add(body, "trans-unit", id=entry.id)
    unit.set(markup.SPACE, "preserve")
    state = _state(entry)
    if state == "final" and target:
        unit.set("approved", "yes")
    markup.add(unit, "source", source.text, entry.id).set(markup.LANG, languages[0])
    if target:
        markup.add(unit, "target", target.text, entry.id, state=state).set(markup.LANG, languages[1])
    facts_of_entry = dict(facts(entry))
    if facts_of_entry:
        group = markup.add(unit, "context-group", purpose="information")
        for key, value in facts_of_entry.items():
            markup.add(group, "context", value, entry.id, **{"context-type": f"x-{key}"})
    if entry.note:
        markup.add(unit, "note", entry.note, entry.id).set("from", markup.OURS)


def _state(entry: Entry) -> str:
    """The state of a translation, by its status or, without one, by what a tool says of it."""
    if entry.has_status:
        return _STATES.get(entry.status, _REVIEW)
    if TranslationState.APPROVED in entry.unit.states.values():
        return "final"
    return "translated" if entry.is_confirmed else _REVIEW


def read(path: Path, options: ReadOptions = AS_WRITTEN) -> Contents:
    """Read a file of XLIFF 1.x or 2.x, or of a translation tool that keeps its own facts in XLIFF 1.2.

    Raises:
        InputError: it is not well-formed, is not XLIFF, or does not say the language of its source.
    """
    root = markup.parse(path)
    if markup.name(root) != "xliff":
        raise InputError(f"is not XLIFF: its root element is '{markup.name(root)}'", where=str(path))
    if root.get("version", "").startswith("2"):
        return xliff2.contents(root, path, options)
    directions = [_direction(file, path, options) for file in markup.children(root, "file")]
    if not directions:
        raise InputError("has no file element", where=str(path), hint="export the file again")
    left_out: Counter[str] = Counter()
    return Contents(
        units_of(_rows(root, directions, path, options, left_out)),
        named(directions, options),
        left_out=left_out,
        in_order=False,
        source=directions[0][0],
        form=f"XLIFF {root.get('version', '1')}",
    )


def _direction(file: etree._Element, path: Path, options: ReadOptions) -> tuple[str, str]:
    """Source and target language of one file element."""
    source = file.get("source-language", "") or next(iter(options.languages), "")
    if not source:
        raise InputError("does not say its source language", where=str(path), hint="name it with --source")
    source = from_locale(source)
    written = file.get("target-language", "") or markup.language_of(file, "target")
    if not written and markup.is_without(file, "target"):
        # Nothing is translated yet, so the language matters to nobody.
        options = replace(options, allow_unnamed=True)
    return source, target_language(written, path, source, options)


def _rows(
    root: etree._Element,
    directions: list[tuple[str, str]],
    path: Path,
    options: ReadOptions,
    left_out: Counter[str],
) -> Iterator[Row]:
    names = markup.FileNames(root)
    for file, (source, target) in zip(markup.children(root, "file"), directions, strict=True):
        for unit in file.iter("{*}trans-unit"):
            if unit.get("restype") == _GETTEXT_HEADER:
                continue
            groups = markup.children(unit, "context-group")
            contexts = itertools.chain.from_iterable(markup.children(group, "context") for group in groups)
            facts_by_name = {
                context.get("context-type", "").removeprefix("x-"): markup.content(context) for context in contexts
            }
            note, comments = markup.remarks(unit)
            comments += _comments_of_studio(unit, file)
            left_out["alternative translations"] += sum(1 for _ in markup.children(unit, "alt-trans"))
            for part in parts_of(unit, by_segment=options.by_segment):
                line = markup.line(unit)
                marked = {source: _with_codes(part.source, left_out), target: _with_codes(part.target, left_out)}
                texts = {tag: without_codes(text) for tag, text in marked.items()}
                id_ = names.of(unit, unit.get("id", "")) if not part.is_numbered else part.id
                codes = {
                    tag: markup.inline_codes(marked[tag], markup.code_names(element, _INLINE, _has_words))
                    for tag, element in ((source, part.source), (target, part.target))
                }
                status = facts_by_name.get(f"status-{target}", "")
                state = part.state(texts[source], texts[target], status=status)
                part_row = row(id_ + part.suffix, texts, facts_by_name, f"{path}:{line}", note, line)
                part_row = part_row.translated(
                    target, state, markup.line(part.target) if part.target is not None else line, codes
                )
                yield part_row._replace(comments=comments) if comments else part_row


def _comments_of_studio(unit: etree._Element, file: etree._Element) -> tuple[str, ...]:
    """The comments of Trados Studio: a mark in the target names one, the words are at the head of the file."""
    names = [
        str(value)
        for mark in unit.iter("{*}mrk")
        for key, value in mark.items()
        if mark.get("mtype") == "x-sdl-comment" and str(key).endswith("}cid")
    ]
    if not names:
        return ()
    comments = {}
    for definition in file.getroottree().getroot().iter("{*}cmt-def"):
        comments[definition.get("id", "")] = " ".join(markup.content(definition).split())
    return tuple(comments[name] for name in dict.fromkeys(names) if comments.get(name))


def _with_codes(element: etree._Element | None, left_out: Counter[str]) -> str:
    """The words of a segment with a mark for each code; native codes hold no words."""
    return markup.with_codes(element, _INLINE, _has_words, left_out)


def _has_words(name: str) -> bool:
    return name not in _CODES
