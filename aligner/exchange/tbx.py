"""Termbases in TBX: the current edition (ISO 30042:2019, ``tbx``) and the one before (2008, ``tbx2``), TBX-Basic.

Both hold the same entries under other names. The first term of a language is the preferred one, superseded terms are
marked as such; the units a concept occurs in are cross references.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from aligner.errors import InputError
from aligner.exchange import markup
from aligner.exchange.contents import Contents, contents_of
from aligner.exchange.entries import Selection
from aligner.model import Concept, LanguageVersion
from tmx.languages import is_tag


@dataclass(frozen=True, slots=True)
class _Edition:
    """The names that an edition gives to the levels of an entry."""

    root: str
    attributes: dict[str, str]
    header: tuple[str, ...]
    concept: str
    language: str
    term: str
    namespace: str = ""
    doctype: str = ""


_2019 = _Edition(
    root="tbx",
    attributes={"type": "TBX-Basic", "style": "dca"},
    header=("tbxHeader", "fileDesc", "sourceDesc"),
    concept="conceptEntry",
    language="langSec",
    term="termSec",
    namespace="urn:iso:std:iso:30042:ed-2",
)
_2008 = _Edition(
    root="martif",
    attributes={"type": "TBX-Basic"},
    header=("martifHeader", "fileDesc", "sourceDesc"),
    concept="termEntry",
    language="langSet",
    term="tig",
    doctype='<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">',
)

_STATUS = "administrativeStatus"
_PREFERRED, _ADMITTED, _SUPERSEDED = "preferredTerm-admn-sts", "admittedTerm-admn-sts", "supersededTerm-admn-sts"
_PLACE = "externalCrossReference"
_STANDING = "status: "
"""The beginning of our own note on how far the wording of a language can be trusted."""


def write(selection: Selection, destination: str) -> None:
    """Write the concepts of a selection as TBX-Basic of 2019.

    Raises:
        OutputError, TmxOutputError: the file cannot be written, or XML cannot carry a text.
    """
    _write(selection, destination, _2019)


def write_2008(selection: Selection, destination: str) -> None:
    """Write the concepts of a selection as TBX-Basic of 2008, for older tools.

    Raises:
        OutputError, TmxOutputError: the file cannot be written, or XML cannot carry a text.
    """
    _write(selection, destination, _2008)


def _write(selection: Selection, destination: str, edition: _Edition) -> None:
    contents = contents_of(selection)
    root = markup.document(edition.root, edition.attributes | {markup.LANG: "en"}, edition.namespace)
    where = root
    for name in edition.header:
        where = markup.add(where, name)
    markup.add(where, "p", f"Terms of {contents.symbol or selection.document.name}")
    for tag, version in selection.unverified().items():
        markup.add(where, "p", f"{tag} is {version.status}: {version.source}")
    body = markup.add(markup.add(root, "text"), "body")
    for concept in contents.concepts:
        _add_concept(body, concept, edition, selection.unverified())
    markup.save(root, destination, edition.doctype)


def _add_concept(
    body: etree._Element, concept: Concept, edition: _Edition, unverified: Mapping[str, LanguageVersion]
) -> None:
    entry = markup.add(body, edition.concept, id=_xml_id(concept.id))
    if concept.definition:
        markup.add(entry, "descrip", concept.definition, concept.id, type="definition")
    for unit in concept.units:
        markup.add(entry, "xref", unit, concept.id, type=_PLACE, target=unit)
    if concept.note:
        markup.add(entry, "note", concept.note, concept.id)
    for tag in dict.fromkeys((*concept.terms, *concept.superseded)):
        section = markup.add(entry, edition.language, **{markup.LANG: tag})
        # A term is as sure as the wording it was taken from, and is looked up alone: each says it.
        remark = f"{_STANDING}{unverified[tag].status}" if tag in unverified else ""
        for number, term in enumerate(concept.terms.get(tag, ())):
            _add_term(section, term, _ADMITTED if number else _PREFERRED, remark, concept.id, edition)
        for term in concept.superseded.get(tag, ()):
            _add_term(section, term, _SUPERSEDED, remark, concept.id, edition)


def _add_term(section: etree._Element, term: str, status: str, remark: str, where: str, edition: _Edition) -> None:
    entry = markup.add(section, edition.term)
    markup.add(entry, "term", term, where)
    markup.add(entry, "termNote", status, where, type=_STATUS)
    if remark:
        markup.add(entry, "note", remark)


def _xml_id(name: str) -> str:
    """A name as an id of XML, which starts with a letter."""
    return name if name[:1].isalpha() else f"_{name}"


def read(path: Path) -> Contents:
    """Read a termbase of either edition.

    Raises:
        InputError: it is not well-formed, is not TBX, or an entry does not say its language.
    """
    root = markup.parse(path)
    if markup.name(root) not in ("tbx", "martif", "TBX"):
        raise InputError(f"is not TBX: its root element is '{markup.name(root)}'", where=str(path))
    left_out: Counter[str] = Counter()
    entries = root.iter("{*}conceptEntry", "{*}termEntry")
    concepts = tuple(_concept(entry, number, path, left_out) for number, entry in enumerate(entries, start=1))
    tags: dict[str, None] = {}
    for concept in concepts:
        tags |= dict.fromkeys((*concept.terms, *concept.superseded))
    return Contents((), tuple(tags), concepts=concepts, left_out=left_out)


def _concept(entry: etree._Element, number: int, path: Path, left_out: Counter[str]) -> Concept:
    terms: dict[str, tuple[str, ...]] = {}
    superseded: dict[str, tuple[str, ...]] = {}
    carried: list[etree._Element] = []
    for section in markup.children(entry, "langSec", "langSet"):
        tag = section.get(markup.LANG, "") or section.get("lang", "")
        if not is_tag(tag):
            raise InputError("an entry does not say its language", where=f"{path}:{section.sourceline}")
        for term, status in _terms(section):
            if not markup.content(term):
                continue
            carried += [term, *status]
            standing = markup.content(status[0]) if status else ""
            group = superseded if standing in (_SUPERSEDED, "deprecatedTerm-admn-sts") else terms
            earlier_terms = group.get(tag, ())
            words = markup.content(term)
            group[tag] = (words, *earlier_terms) if standing == _PREFERRED else (*earlier_terms, words)
    definitions = [fact for fact in _facts(entry) if _category(fact) == "definition"][:1]
    notes = list(markup.children(entry, "note"))
    places = [reference for reference in markup.children(entry, "xref") if reference.get("type") == _PLACE]
    of_concept = {*carried, *definitions, *notes, *places}
    left_out.update(_category(fact) for fact in _facts(entry) if fact not in of_concept and not _is_standing(fact))
    return Concept(
        (entry.get("id", "") or str(number)).removeprefix("_"),
        terms,
        definition="".join(map(markup.content, definitions)),
        note="\n".join(map(markup.content, notes)),
        units=tuple(place.get("target", "") for place in places),
        superseded=superseded,
        line=markup.line(entry),
    )


def _is_standing(fact: etree._Element) -> bool:
    return markup.name(fact) == "note" and markup.content(fact).startswith(_STANDING)


_FRAMES = frozenset(
    [
        "conceptEntry",
        "termEntry",
        "langSec",
        "langSet",
        "termSec",
        "tig",
        "ntig",
        "termGrp",
        "descripGrp",
        "adminGrp",
        "termNoteGrp",
        "transacGrp",
    ]
)


def _facts(entry: etree._Element) -> Iterator[etree._Element]:
    """What an element and the frames in it say, each fact an element: terms, notes, and the data categories."""
    for element in entry:
        if markup.name(element) in _FRAMES:
            yield from _facts(element)
        elif isinstance(element.tag, str):
            yield element


def _category(fact: etree._Element) -> str:
    """The data category, which TBX says in an attribute (style DCA) or by the name of the element (DCT)."""
    return fact.get("type", "") or markup.name(fact)


def _terms(section: etree._Element) -> Iterator[tuple[etree._Element, list[etree._Element]]]:
    """Each term, with its status where it has one."""
    for entry in section.iter("{*}termSec", "{*}tig", "{*}ntig"):
        term = next(entry.iter("{*}term"), None)
        if term is not None:
            yield term, [fact for fact in _facts(entry) if _category(fact) == _STATUS][:1]
