"""A pair of texts is no surer than the weaker of the two, in every format that says how sure it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polib
import pytest
from lxml import etree

import tmx
from aligner.exchange.entries import Selection
from aligner.exchange.formats import FORMATS
from aligner.exchange.tmx import write
from aligner.exchange.update import updated
from aligner.model import Document, LanguageVersion, Role, Segment, Status, Unit

STATUSES = [
    (Status.VERIFIED, Status.VERIFIED, "verified", "final"),
    (Status.UNVERIFIED, Status.VERIFIED, "unverified", "needs-review-translation"),
    (Status.VERIFIED, Status.UNVERIFIED, "unverified", "needs-review-translation"),
    (Status.VERIFIED, Status.REVIEWED, "reviewed", "signed-off"),
    (Status.SUPERSEDED, Status.REVIEWED, "superseded", "needs-review-translation"),
]


def text(source: Status, target: Status) -> Document:
    versions = {"zh": LanguageVersion("zh", source, "x"), "en": LanguageVersion("en", target, "x")}
    unit = Unit("a", Role.ITEM, {"zh": Segment("和平", status=source), "en": Segment("Peace", status=target)})
    return Document("text", "T/1", {"en": "Text"}, versions, (unit,))


@pytest.mark.parametrize(("source", "target", "status", "state"), STATUSES)
def test_a_file_with_a_direction_says_the_weaker_status(
    source: Status, target: Status, status: str, state: str, tmp_path: Path
) -> None:
    document = text(source, target)
    selection = Selection(document, ("zh", "en"))
    paths = {name: tmp_path / name for name in ("po", "xliff", "xliff2")}
    for name, path in paths.items():
        FORMATS[name].write(selection, str(path))
        assert updated(document, FORMATS[name].read(path), name).document == document
    catalogue = polib.pofile(str(paths["po"]))
    assert (catalogue.metadata["X-Status"], catalogue[0].fuzzy) == (status, status not in ("verified", "reviewed"))
    unit = next(etree.parse(paths["xliff"]).getroot().iter("{*}trans-unit"))
    assert next(unit.iter("{*}target")).get("state") == state
    assert unit.get("approved") == ("yes" if status == "verified" else None)
    segment = next(etree.parse(paths["xliff2"]).getroot().iter("{*}segment"))
    assert segment.get("subState") == f"clausebank:{status}"


@pytest.mark.parametrize("name", ["tbx", "tbx2"])
def test_every_term_of_a_language_that_is_not_verified_says_so(name: str, annex: Document, tmp_path: Path) -> None:
    path = tmp_path / name
    FORMATS[name].write(Selection(annex, ("en", "zh")), str(path))
    for section in etree.parse(path).getroot().iter("{*}langSec", "{*}langSet"):
        terms, notes = list(section.iter("{*}term")), [note.text for note in section.iter("{*}note")]
        is_verified = section.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
        assert notes == ([] if is_verified else ["status: unverified"] * len(terms))
    assert not +FORMATS[name].read(path).left_out


def test_a_memory_is_written_for_a_program_and_in_its_tags(annex: Document, tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    renamed = annex.in_languages({"zh": "zh-CN"})
    write(Selection(renamed, ("en", "zh-CN")), str(path), "memoq")
    with tmx.read(path) as memory:
        assert memory.encoding.startswith("utf-16")
        assert {unit.languages for unit in memory} == {("en", "zh-CN")}
    assert updated(annex, FORMATS["tmx"].read(path), "a").document == replace(annex)
