"""TEI P5: a text per language, and the alignment beside them (Guidelines, sections 4.3 and 16.5).

Clauses are linked by their ids; phrases by pointers into the clauses, ``#string-range(en.pledge.a,12,20)`` (section
16.2.4), with offsets in characters, so that no markup has to nest inside the wording. What is quoted for a wording is
an apparatus that refers to its places in the same way (section 12.2): a reading and its witness for each quotation.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from aligner.errors import InputError, OutputError
from aligner.exchange import markup
from aligner.exchange.contents import Contents, contents_of, role_of
from aligner.exchange.entries import Selection
from aligner.exchange.facts import status_of
from aligner.model import Phrase, Segment, Stretch, Unit
from tmx.languages import is_tag

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_RANGE = re.compile(r"#string-range\(([^(),]+),(\d{1,9}),(\d{1,9})\)\Z")


def write(selection: Selection, destination: str) -> None:
    """Write the texts of a selection and their alignment.

    Raises:
        OutputError, TmxOutputError: the file cannot be written, XML cannot carry a text, or a phrase does not stand
            in its clause.
    """
    contents = contents_of(selection)
    root = markup.document("TEI", {}, NAMESPACE)
    _add_header(root, selection, contents)
    text = markup.add(root, "text")
    group = markup.add(text, "group")
    for tag in contents.languages:
        version = markup.add(group, "text", **{markup.LANG: tag})
        body = markup.add(version, "body")
        for unit in contents.units:
            if tag in unit.segments:
                _add_block(body, unit, tag)
        if not len(body):
            markup.add(body, "p")
    _add_alignment(markup.add(text, "back"), contents)
    markup.save(root, destination)


def _add_header(root: etree._Element, selection: Selection, contents: Contents) -> None:
    file = markup.add(markup.add(root, "teiHeader"), "fileDesc")
    titles = markup.add(file, "titleStmt")
    for tag, title in contents.title.items():
        markup.add(titles, "title", title, **{markup.LANG: tag})
    if not contents.title:
        markup.add(titles, "title", selection.document.name)
    publication = markup.add(file, "publicationStmt")
    markup.add(publication, "publisher", "clausebank")
    markup.add(publication, "idno", contents.symbol, type="symbol")
    sources = markup.add(markup.add(file, "sourceDesc"), "listBibl")
    for tag, version in contents.versions.items():
        markup.add(sources, "bibl", f"{version.status}: {version.source}", **{markup.LANG: "en", "n": tag})
    if contents.witnesses:
        _add_witnesses(sources.getparent(), root, contents)


def _add_witnesses(description: etree._Element | None, root: etree._Element, contents: Contents) -> None:
    if description is None:
        return
    witnesses = markup.add(description, "listWit")
    for name, witness in contents.witnesses.items():
        entry = markup.add(witnesses, "witness", n=name)
        entry.set(markup.ID, _witness_id(name))
        facts = (witness.title, witness.date, witness.address, witness.obtained)
        entry.text = "; ".join(filter(None, facts))
    encoding = markup.add(root[0], "encodingDesc")
    markup.add(encoding, "variantEncoding", method="location-referenced", location="external")


def _witness_id(name: str) -> str:
    """A name that XML takes for an identifier."""
    return "wit." + re.sub(r"[^A-Za-z0-9.-]", "-", name)


def _add_block(body: etree._Element, unit: Unit, tag: str) -> None:
    segment = unit.segments[tag]
    block = markup.add(body, "ab", segment.text, unit.id, type=str(unit.role), subtype=str(segment.status))
    block.set(markup.ID, _name(tag, unit))
    if segment.label:
        block.set("n", segment.label)


def _name(tag: str, unit: Unit) -> str:
    return f"{tag}.{unit.id}"


def _add_alignment(back: etree._Element, contents: Contents) -> None:
    notes = markup.add(back, "div", type="notes")
    clauses = markup.add(back, "linkGrp", type="clause")
    phrases = markup.add(back, "linkGrp", type="phrase")
    for unit in contents.units:
        _add_link(clauses, [f"#{_name(tag, unit)}" for tag in unit.segments])
        for phrase in unit.phrases:
            _add_link(phrases, [_range(unit, tag, stretch) for tag, stretch in phrase.stretches.items()])
        if unit.note:
            markup.add(
                notes, "note", unit.note, unit.id, target=" ".join(f"#{_name(tag, unit)}" for tag in unit.segments)
            )
    apparatus = markup.add(back, "div", type="apparatus")
    _add_apparatus(apparatus, contents)
    for part in (notes, apparatus):
        if not len(part):
            back.remove(part)
    for group in (clauses, phrases):
        if not len(group):
            back.remove(group)


def _add_apparatus(division: etree._Element, contents: Contents) -> None:
    """A reading for each quotation, at each stretch it bears on; at the whole clause where none is named."""
    places = markup.add(division, "listApp")
    for unit in contents.units:
        for tag, segment in unit.segments.items():
            for attestation in segment.attestations:
                stretches = attestation.supports + attestation.contradicts or (Stretch(segment.text),)
                for stretch in stretches:
                    entry = markup.add(places, "app", type=str(attestation.kind), n=str(attestation.verdict))
                    entry.set("from", _range(unit, tag, stretch))
                    markup.add(entry, "lem", stretch.text, **{markup.LANG: tag})
                    reading = markup.add(entry, "rdg", attestation.quotation, **{markup.LANG: tag})
                    reading.set("wit", f"#{_witness_id(attestation.witness)}")
                    if attestation.note:
                        markup.add(entry, "note", attestation.note)
    if not len(places):
        division.remove(places)


def _add_link(group: etree._Element, targets: list[str]) -> None:
    """Link the parts of a clause or phrase; what only one language has is pointed to, so that the order is whole."""
    if targets:
        markup.add(group, "link" if len(targets) > 1 else "ptr", target=" ".join(targets))


def _range(unit: Unit, tag: str, stretch: Stretch) -> str:
    span = stretch.span(unit.text(tag))
    if span is None:
        raise OutputError(
            f"the phrase '{stretch.text}' does not stand in its {tag} text",
            where=f"unit {unit.id}",
            hint="`clausebank check` lists such phrases",
        )
    start, end = span
    return f"#string-range({_name(tag, unit)},{start},{end - start})"


def read(path: Path) -> Contents:
    """Read such a file; blocks of the languages are put together as its links say, in the order of the first language.

    Raises:
        InputError: it is not well-formed, is not TEI with a text per language, or a link leads nowhere.
    """
    root = markup.parse(path)
    group = markup.child(root, "text", "group")
    if markup.name(root) != "TEI" or group is None:
        raise InputError(
            "is not a TEI file with a group of texts", where=str(path), hint="one <text> per language in it"
        )
    texts = {text.get(markup.LANG, ""): text for text in markup.children(group, "text")}
    if not texts or not all(map(is_tag, texts)):
        raise InputError("a text does not say its language", where=str(path), hint="add xml:lang to it")
    blocks: dict[str, tuple[str, etree._Element]] = {}
    other_blocks = 0
    for tag, text in texts.items():
        blocks |= {block.get(markup.ID, ""): (tag, block) for block in text.iter("{*}ab")}
        other_blocks += sum(1 for _ in text.iter("{*}p", "{*}l"))
    groups = _links(root, "clause")
    titles = root.iterfind(".//{*}titleStmt/{*}title")
    idno = root.find(".//{*}publicationStmt/{*}idno")
    return Contents(
        tuple(_units(blocks, groups, root, path)),
        tuple(texts),
        symbol=markup.content(idno),
        title={tag: markup.content(title) for title in titles if (tag := title.get(markup.LANG, ""))},
        left_out=Counter({"blocks other than <ab>": other_blocks}),
    )


def _links(root: etree._Element, kind: str) -> list[list[str]]:
    """The targets of the links of one kind."""
    groups = (group for group in root.iter("{*}linkGrp") if group.get("type") == kind)
    links = itertools.chain.from_iterable(markup.children(group, "link", "ptr") for group in groups)
    return [link.get("target", "").split() for link in links]


def _units(
    blocks: Mapping[str, tuple[str, etree._Element]], links: list[list[str]], root: etree._Element, path: Path
) -> Iterator[Unit]:
    owner = _owners(blocks, links, path)
    phrases, notes = _phrases(root, blocks, owner, path), _notes(root, owner)
    for key, names in _in_order(blocks, owner).items():
        tag, first = blocks[names[0]]
        if len({blocks[name][0] for name in names}) < len(names):
            raise InputError(f"two blocks of one language are linked: {', '.join(names)}", where=str(path))
        yield Unit(
            names[0].removeprefix(f"{tag}."),
            role_of(first.get("type", ""), f"{path}:{first.sourceline}"),
            {blocks[name][0]: _segment(blocks[name][1], path) for name in names},
            tuple(phrases.get(key, ())),
            note=notes.get(key, ""),
            line=markup.line(first),
        )


def _owners(blocks: Mapping[str, object], links: list[list[str]], path: Path) -> dict[str, str]:
    """For every block the first of those it is linked with."""
    owner: dict[str, str] = {}
    for targets in links:
        names = [target.removeprefix("#") for target in targets]
        for name in names:
            if name not in blocks:
                raise InputError(f"a link leads to '{name}', which is not there", where=str(path))
            owner[name] = names[0]
    return owner


def _in_order(blocks: Mapping[str, tuple[str, etree._Element]], owner: Mapping[str, str]) -> dict[str, list[str]]:
    """The blocks of each unit, in the order of the links; what they lack comes after what it follows in its text."""
    order = list(dict.fromkeys(owner.values()))
    placed = set(order)
    members: dict[str, list[str]] = {}
    previous, language = "", ""
    for name, (tag, _) in blocks.items():
        previous = previous if tag == language else ""
        language = tag
        key = owner.get(name, name)
        if key not in placed:
            order.insert(order.index(previous) + 1 if previous else 0, key)
            placed.add(key)
        members.setdefault(key, []).append(name)
        previous = key
    return {key: members[key] for key in order}


def _segment(block: etree._Element, path: Path) -> Segment:
    where = f"{path}:{block.sourceline}"
    status = status_of(block.get("subtype", ""), where)
    return Segment(markup.content(block), block.get("n", ""), status, line=markup.line(block))


def _phrases(
    root: etree._Element, blocks: Mapping[str, tuple[str, etree._Element]], owner: Mapping[str, str], path: Path
) -> dict[str, list[Phrase]]:
    phrases_by_unit: dict[str, list[Phrase]] = {}
    for targets in _links(root, "phrase"):
        stretches, key = {}, ""
        for target in targets:
            match = _RANGE.match(target)
            if not match or match[1] not in blocks:
                raise InputError(f"a link leads to '{target}', which is not there", where=str(path))
            tag, block = blocks[match[1]]
            stretches[tag] = _stretch(markup.content(block), int(match[2]), int(match[3]))
            key = key or owner.get(match[1], match[1])
        phrases_by_unit.setdefault(key, []).append(Phrase(stretches))
    return phrases_by_unit


def _stretch(text: str, start: int, length: int) -> Stretch:
    part, occurrence, at = text[start : start + length], 1, -1
    while part and (at := text.find(part, at + 1)) not in (-1, start):
        occurrence += 1
    return Stretch(part, occurrence)


def _notes(root: etree._Element, owner: Mapping[str, str]) -> dict[str, str]:
    notes = ((note.get("target", "").split(), markup.content(note)) for note in root.iter("{*}note"))
    names = ((targets[0].removeprefix("#"), text) for targets, text in notes if targets)
    return {owner.get(name, name): text for name, text in names}
