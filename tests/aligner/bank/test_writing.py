"""What the bank writes is what a person would keep."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.bank import Bank, read_document, write_document
from aligner.errors import OutputError
from aligner.model import (
    Attestation,
    AttestationKind,
    Concept,
    Document,
    Emendation,
    LanguageVersion,
    Phrase,
    Revision,
    Role,
    Segment,
    Status,
    Stretch,
    Unit,
    Verdict,
    Witness,
)

# YAML carries these as they are; other control characters are refused by its own rules.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The annex in a folder of its own."""
    return Path(shutil.copytree(Bank().root / "a-66-359", tmp_path / "a-66-359"))


def test_writing_what_was_read_leaves_every_file_as_it_was(copy: Path) -> None:
    before = {path: path.read_bytes() for path in copy.glob("*.yaml")}
    write_document(read_document(copy), copy)
    assert {path: path.read_bytes() for path in copy.glob("*.yaml")} == before


@settings(max_examples=80)
@given(text=TEXTS, label=TEXTS, note=TEXTS)
def test_any_text_survives_writing_and_reading(
    tmp_path_factory: pytest.TempPathFactory, text: str, label: str, note: str
) -> None:
    version = LanguageVersion("en", Status.VERIFIED, text, emendations=(Emendation("a", text, label, note),))
    unit = Unit(
        "a",
        Role.ITEM,
        {
            "en": Segment(
                text,
                label,
                Status.UNVERIFIED,
                (
                    Attestation(
                        note,
                        AttestationKind.TERM,
                        label,
                        Verdict.DIFFERS,
                        (Stretch(text, 2),),
                        (Stretch(note),),
                        text,
                        note,
                    ),
                ),
                revisions=(Revision(dt.date(2020, 1, 2), note, text, (note,)),),
            ),
            "zh-Hant": Segment(note, status=Status.UNVERIFIED),
        },
        phrases=(Phrase({"en": Stretch(text, 2), "zh-Hant": Stretch(note)}),),
        unmatched={"en": (text, label)},
        ignore={"NUM001": note},
        note=note,
    )
    concept = Concept("c", {"en": (text, label)}, definition=text, note=note, units=("a",), superseded={"en": (note,)})
    document = Document(
        name="doc",
        symbol=text,
        title={"en": text},
        languages={"en": version, "zh-Hant": LanguageVersion("zh-Hant", Status.UNVERIFIED, note)},
        units=(unit,),
        date=dt.date(2001, 2, 3),
        concepts=(concept,),
        details={"agenda": {"item": 93, "title": note}},
        witnesses={note: Witness(text, label, note, text)},
    )
    folder = tmp_path_factory.mktemp("bank") / "doc"
    write_document(document, folder)
    assert read_document(folder) == document
    write_document(document, folder)
    assert read_document(folder) == document


def test_a_text_that_cannot_be_written_leaves_the_old_files_whole(copy: Path) -> None:
    document = read_document(copy)
    before = {path.name: path.read_bytes() for path in copy.glob("*.yaml")}
    unwritable = dataclasses.replace(document, title={"en": "half a pair: \ud800"})
    with pytest.raises(OutputError, match=r"document\.yaml"):
        write_document(unwritable, copy)
    assert {path.name: path.read_bytes() for path in copy.iterdir() if path.is_file()} == before


def test_a_folder_that_cannot_be_made_is_said(copy: Path) -> None:
    with pytest.raises(OutputError, match=r"annex\.yaml: cannot be written \(Not a directory\)"):
        write_document(read_document(copy), copy / "annex.yaml")
