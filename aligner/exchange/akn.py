"""Akoma Ntoso 3.0 (OASIS LegalDocML, 2018): one work, a component for the expression in each language.

An expression is marked authoritative where its wording is verified, and only there. Across languages the same clause
has the same ``wId``; its role and, where it is not verified, its status are its class.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from aligner.exchange import markup
from aligner.exchange.contents import Contents, contents_of
from aligner.exchange.entries import Selection
from aligner.model import Role, Segment, Status, Unit

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

_ISO_639_2 = {"ar": "ara", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "zh": "zho"}
"""FRBRlanguage is an ISO 639-2 code (Akoma Ntoso Naming Convention, 4.5); the official languages of the United Nations."""

_PREAMBLE = (Role.ENACTING_BODY, Role.PREAMBULAR_PARAGRAPH)
_UNDATED = "0001-01-01"


def write(selection: Selection, destination: str) -> None:
    """Write the texts of a selection.

    Raises:
        OutputError, TmxOutputError: the file cannot be written, or XML cannot carry a text.
    """
    contents = contents_of(selection)
    name = _slug(contents.symbol) or selection.document.name
    root = markup.document("akomaNtoso", {}, NAMESPACE)
    collection = markup.add(root, "documentCollection", name=name)
    _add_meta(collection, contents, name, contents.languages)
    body = markup.add(collection, "collectionBody")
    for tag in contents.languages:
        component = markup.add(body, "component", eId=f"cmp_{tag}")
        document = markup.add(component, "doc", name=name)
        _add_meta(document, contents, name, (tag,))
        _Text(document, tag).add([unit for unit in contents.units if tag in unit.segments])
    markup.save(root, destination)


def _slug(symbol: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", symbol.lower()).strip("-")


def _add_meta(parent: etree._Element, contents: Contents, name: str, tags: Sequence[str]) -> None:
    meta = markup.add(parent, "meta")
    identification = markup.add(meta, "identification", source="#clausebank")
    date = str(contents.date or _UNDATED)
    work = f"/akn/un/statement/{date}/{name}"
    codes = [_ISO_639_2.get(tag.split("-")[0], tag) for tag in tags]
    expression = f"{work}/{codes[0] if len(codes) == 1 else 'mul'}@{date}"
    verified = all(contents.versions[tag].status == Status.VERIFIED for tag in tags)
    for level, uri in (("FRBRWork", work), ("FRBRExpression", expression), ("FRBRManifestation", f"{expression}.xml")):
        frbr_level = markup.add(identification, level)
        markup.add(frbr_level, "FRBRthis", value=f"{uri}/!main" if level == "FRBRWork" else uri)
        markup.add(frbr_level, "FRBRuri", value=uri)
        if level == "FRBRWork" and contents.symbol:
            markup.add(frbr_level, "FRBRalias", value=contents.symbol, name="symbol")
        markup.add(
            frbr_level, "FRBRdate", date=date, name="Generation" if level == "FRBRManifestation" else "distribution"
        )
        markup.add(frbr_level, "FRBRauthor", href="#clausebank" if level == "FRBRManifestation" else "#un")
        if level == "FRBRWork":
            markup.add(frbr_level, "FRBRcountry", value="un")
        if level == "FRBRExpression":
            markup.add(frbr_level, "FRBRauthoritative", value="true" if verified else "false")
            for code in codes:
                markup.add(frbr_level, "FRBRlanguage", language=code)
    references = markup.add(meta, "references", source="#clausebank")
    for key, href, shown in (
        ("un", "/akn/ontology/organization/un", "United Nations"),
        ("clausebank", "", "clausebank"),
    ):
        kind = {"href": href or "/akn/ontology/organization/clausebank", "showAs": shown}
        markup.add(
            references, "TLCOrganization", eId=key if parent.tag.endswith("Collection") else f"{key}_{tags[0]}", **kind
        )
    notes = markup.add(meta, "notes", source="#clausebank")
    for tag in tags:
        version = contents.versions[tag]
        note = markup.add(notes, "note", eId=f"source_{tag}" if len(tags) == 1 else f"all_{tag}")
        markup.add(note, "p", f"{tag} is {version.status}: {version.source}", tag)


class _Text:
    """Builds the parts of a document in one language."""

    def __init__(self, document: etree._Element, tag: str) -> None:
        self.document, self.tag = document, tag

    def add(self, units: list[Unit]) -> None:
        """Add preface, preamble and body."""
        titles = [unit for unit in units if unit.role == Role.TITLE]
        preamble = [unit for unit in units if unit.role in _PREAMBLE]
        body = [unit for unit in units if unit.role not in (Role.TITLE, *_PREAMBLE)]
        if titles:
            preface = markup.add(self.document, "preface", **{markup.LANG: self.tag})
            for unit in titles:
                block = markup.add(preface, "p", **self.names(unit))
                markup.add(block, "docTitle", unit.text(self.tag), unit.id)
        if preamble:
            self.add_preamble(preamble)
        self.add_body(markup.add(self.document, "mainBody", **{markup.LANG: self.tag}), body)

    def add_preamble(self, units: list[Unit]) -> None:
        """Add who acts, and why."""
        preamble = markup.add(self.document, "preamble", **{markup.LANG: self.tag})
        recitals: etree._Element | None = None
        for unit in units:
            if unit.role == Role.ENACTING_BODY:
                recitals = None
                holder = markup.add(preamble, "formula", name="enactingBody", **self.names(unit))
            else:
                if recitals is None:
                    recitals = markup.add(preamble, "recitals")
                holder = markup.add(recitals, "recital", **self.names(unit))
                self.number(holder, unit)
            markup.add(holder, "p", unit.text(self.tag), unit.id)

    def add_body(self, body: etree._Element, units: list[Unit]) -> None:
        """Add the clauses: a heading opens a section, a chapeau a list of the items after it."""
        section, items = body, None
        for position, unit in enumerate(units):
            following = units[position + 1].role if position + 1 < len(units) else None
            if unit.role == Role.HEADING and following not in (None, Role.HEADING):
                section, items = markup.add(body, "section", **self.names(unit)), None
                self.number(section, unit)
                markup.add(section, "heading", unit.text(self.tag), unit.id)
            elif unit.role == Role.CHAPEAU and following == Role.ITEM:
                paragraph = markup.add(section, "paragraph", **self.names(unit))
                self.number(paragraph, unit)
                items = markup.add(paragraph, "list")
                markup.add(markup.add(items, "intro"), "p", unit.text(self.tag), unit.id)
            elif unit.role == Role.ITEM and items is not None:
                self.add_clause(items, "point", unit)
            else:
                items = None
                self.add_clause(section, "paragraph", unit)
        if not len(body):
            markup.add(body, "p")

    def add_clause(self, parent: etree._Element, element: str, unit: Unit) -> None:
        """Add a clause with its label."""
        clause = markup.add(parent, element, **self.names(unit))
        self.number(clause, unit)
        markup.add(markup.add(clause, "content"), "p", unit.text(self.tag), unit.id)

    def number(self, parent: etree._Element, unit: Unit) -> None:
        """Add the label, where there is one."""
        if unit.segments[self.tag].label:
            markup.add(parent, "num", unit.segments[self.tag].label, unit.id)

    def names(self, unit: Unit) -> dict[str, str]:
        """The attributes that say which clause it is, and how far its wording can be trusted."""
        segment: Segment = unit.segments[self.tag]
        kind = str(unit.role) if segment.status == Status.VERIFIED else f"{unit.role} {segment.status}"
        return {"eId": f"{self.tag}__{unit.id}", "wId": unit.id, "class": kind}
