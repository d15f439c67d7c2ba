"""What the bank says of files that are not as a text needs them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from aligner.bank import Bank, name_of, read_document
from aligner.errors import ClausebankError, InputError, NotFoundError, SchemaError
from aligner.model import Attestation, AttestationKind, Revision, Role, Status, Stretch, Verdict, Witness

DOCUMENT = """\
symbol: A/1/1
title: {en: Treaty, ru: Договор}
date: 2001-02-03
session: 1
languages:
  en: {status: verified, source: the original}
  ru: {status: unverified, source: a rendering}
witnesses:
  press: {title: A newspaper, date: 2011-09-14}
"""
UNITS = """\
units:
- id: title
  role: title
  en: Treaty
  ru: Договор
- id: art.1
  role: item
  label: {en: 1., ru: (a)}
  en: "No: the parties agree"
  ru: стороны договорились
  attestations:
    ru:
    - {witness: press, kind: direct, quotation: стороны, verdict: agrees, supports: [стороны]}
  revisions:
    ru: [{date: 2020-01-02, before: стороны согласны, reason: the newspaper, witnesses: [press]}]
  status: {en: superseded}
  phrases:
  - {en: the parties, ru: стороны, occurrence: {en: 1}}
  unmatched: {en: ["No"]}
  ignore: {LEN001: short by nature}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "a-1-1"
    path.mkdir()
    (path / "document.yaml").write_text(DOCUMENT, encoding="utf-8")
    (path / "units.yaml").write_text(UNITS, encoding="utf-8")
    return path


def test_a_text_is_read_with_its_labels_statuses_attestations_and_lines(folder: Path) -> None:
    document = read_document(folder)
    unit = document.unit("art.1")
    assert (document.symbol, document.details["session"], str(document.date)) == ("A/1/1", 1, "2001-02-03")
    assert (unit.role, unit.line, unit.segments["en"].line) == (Role.ITEM, 6, 9)
    assert unit.segments["en"].label == "1."
    assert unit.segments["en"].status == Status.SUPERSEDED
    assert document.witnesses == {"press": Witness("A newspaper", "2011-09-14")}
    assert unit.segments["ru"].attestations == (
        Attestation("press", AttestationKind.DIRECT, "стороны", Verdict.AGREES, (Stretch("стороны"),)),
    )
    assert unit.segments["ru"].revisions == (
        Revision(dt.date(2020, 1, 2), "стороны согласны", "the newspaper", ("press",)),
    )
    assert unit.phrases[0].stretches["ru"] == Stretch("стороны")
    assert unit.unmatched["en"] == ("No",)


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "what"),
    [
        ("units.yaml", "role: title", "role: [", "units.yaml:5", "not valid YAML"),
        ("units.yaml", "en: Treaty", "en: a: b", "units.yaml:4", "not valid YAML"),
        ("units.yaml", "id: art.1", "id: title", "units.yaml:6, unit title", "stands already on line 2"),
        ("units.yaml", "id: art.1", "id: art 1", "units.yaml:6", "cannot be a unit id"),
        ("units.yaml", "- id: art.1\n ", "-", "units.yaml:6", "'id' is missing"),
        ("units.yaml", "role: item", "role: clause", "units.yaml:7, unit art.1", "unknown role 'clause'"),
        ("units.yaml", "  en: Treaty", "  fr: Traité", "units.yaml:4, unit title", "unknown key 'fr'"),
        ("units.yaml", "  en: Treaty", "  en: Treaty\n  en: Pact", "units.yaml:5, unit title", "'en' stands twice"),
        ("units.yaml", "  en: Treaty", "  en: [Treaty]", "units.yaml:4, unit title", "expected text, found a list"),
        ("units.yaml", "witness: press", "witness: radio", "unit art.1", "'radio' is not among the witnesses"),
        ("units.yaml", "kind: direct", "kind: hearsay", "unit art.1", "unknown kind 'hearsay'"),
        ("units.yaml", "verdict: agrees", "verdict: yes", "unit art.1", "unknown verdict 'yes'"),
        ("units.yaml", "quotation: стороны", "quotation: ''", "unit art.1", "a quotation is empty"),
        ("units.yaml", "supports: [стороны]", "supports: ['']", "unit art.1", "a stretch is empty"),
        ("units.yaml", "witnesses: [press]", "witnesses: [radio]", "unit art.1", "'radio' is not among the witnesses"),
        ("units.yaml", "reason: the newspaper, ", "", "unit art.1", "'reason' is missing"),
        ("document.yaml", "title: A newspaper, date", "date", "witness press", "'title' is missing"),
        (
            "document.yaml",
            "session: 1",
            "session: 2011-02-30",
            "document.yaml:4",
            "cannot be read (day is out of range",
        ),
        ("document.yaml", "session: 1", "session: !!python/name:os.system 1", "document.yaml:4", "cannot be read"),
        ("units.yaml", "{en: superseded}", "{en: official}", "unit art.1", "unknown status 'official'"),
        ("units.yaml", "{en: 1}}", "{en: 0}}", "unit art.1", "a whole number from 1"),
        ("units.yaml", "en: the parties,", "en: '',", "unit art.1", "a stretch is empty"),
        ("units.yaml", "en: Treaty", "en: &a Treaty\n  note: *a", "units.yaml:4", "anchors and aliases"),
        ("units.yaml", UNITS, "", "units.yaml", "the file is empty"),
        ("units.yaml", UNITS, "units: {}", "units.yaml:1", "expected a list"),
        ("document.yaml", "symbol: A/1/1\n", "", "document.yaml:1", "'symbol' is missing"),
        ("document.yaml", "2001-02-03", "yesterday", "document.yaml:3", "is not a date"),
        ("document.yaml", "session: 1", "units: ../units.yaml", "document.yaml:4", "not in the text's own folder"),
        ("document.yaml", "the original}", "x, file: ../a, sha256: f}", "language en", "outside the text's folder"),
        ("document.yaml", "the original}", "x, file: a.txt}", "language en", "go together"),
        ("document.yaml", "source: the original", "note: none", "language en", "unknown key 'note'"),
    ],
)
def test_a_broken_text_is_refused_with_file_line_unit_and_what_to_do(
    folder: Path, file: str, old: str, new: str, where: str, what: str
) -> None:
    path = folder / file
    source = path.read_text(encoding="utf-8")
    assert old in source
    path.write_text(source.replace(old, new), encoding="utf-8")
    with pytest.raises(ClausebankError) as caught:
        read_document(folder)
    message = str(caught.value)
    assert where in message
    assert what in message
    assert "\n" not in message


def test_all_problems_of_the_units_are_collected(folder: Path) -> None:
    path = folder / "units.yaml"
    source = path.read_text(encoding="utf-8")
    path.write_text(source.replace("role: title", "role: x").replace("role: item", "role: y"), encoding="utf-8")
    with pytest.raises(SchemaError) as caught:
        read_document(folder)
    assert [problem.where for problem in caught.value.problems] == [
        f"{path}:3, unit title",
        f"{path}:7, unit art.1",
    ]
    assert "1 more problem" in str(caught.value)


def test_a_terms_file_may_name_only_units_of_the_text(folder: Path) -> None:
    (folder / "terms.yaml").write_text("concepts:\n- id: party\n  en: [party]\n  units: [art.2]\n", encoding="utf-8")
    with pytest.raises(SchemaError, match=r"terms.yaml:4, concept party: there is no unit 'art.2'"):
        read_document(folder)


@pytest.mark.parametrize(
    "payload", [b"\xff\xfe\x00", b"[" * 100_000, b"units: !!python/object:os.system {}\n", b"\x00"]
)
def test_hostile_bytes_are_refused_and_nothing_in_them_runs(folder: Path, payload: bytes) -> None:
    (folder / "units.yaml").write_bytes(payload)
    with pytest.raises((InputError, SchemaError), match=r"units\.yaml"):
        read_document(folder)


def test_a_missing_value_is_an_empty_segment_for_the_checks_to_find(folder: Path) -> None:
    path = folder / "units.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  ru: Договор\n", "  ru:\n"), encoding="utf-8")
    assert not read_document(folder).unit("title").text("ru")


@pytest.mark.parametrize("name", ["a-1-1", "A/1/1", "a/1/1"])
def test_a_text_is_found_by_name_and_by_symbol(folder: Path, name: str) -> None:
    assert Bank(folder.parent).load(name).name == "a-1-1"


@pytest.mark.parametrize(("name", "hint"), [("a-1-2", "did you mean 'a-1-1'?"), ("../../etc", "there are: a-1-1")])
def test_an_unknown_text_is_said_with_what_there_is(folder: Path, name: str, hint: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        Bank(folder.parent).load(name)
    assert hint in str(caught.value)


def test_a_bank_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no such folder"):
        Bank(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("symbol", "name"),
    [("A/66/359", "a-66-359"), ("A/RES/64/211", "a-res-64-211"), ("..", ""), ("S/2021/1 (a)", "s-2021-1-a")],
)
def test_the_name_of_a_symbol_is_a_plain_folder_name(symbol: str, name: str) -> None:
    assert name_of(symbol) == name
