"""`evidence`, and what `list` and `show` say of it, as users see it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from aligner.bank import Bank
from aligner.cli.app import app

FILE = """\
witnesses:
  gazette: {title: The gazette, date: 2012-01-02, address: https://example.org, obtained: by hand}
attestations:
- {unit: pledge.b, language: zh, witness: gazette, kind: direct, quotation: "不擴散信息武器,", normalized: "不扩散信息武器,"}
- {unit: pledge.a, language: ru, witness: gazette, kind: term, quotation: Устав Организации Наций}
- {unit: pledge.a, language: ru, witness: A/69/723, kind: revision, quotation: что-то, verdict: related, note: a paraphrase}
"""


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    shutil.copytree(Bank().root / "a-66-359", tmp_path / "bank" / "a-66-359")
    return tmp_path / "bank"


def test_list_and_show_say_how_much_is_attested_and_by_what() -> None:
    pattern = r"zh unverified, 23 % of its characters attested \(direct 17 %, revision 9 %, term 1 %\)"
    assert re.search(pattern, run("list")[1])
    assert re.search(r"23 % of its characters attested", run("show", "a-66-359", "-l", "zh")[1])
    assert "attested" not in run("show", "a-66-359", "-l", "en")[1]
    zh = json.loads(run("list", "--json")[1])[0]["languages"]["zh"]
    assert (zh["status"], zh["attested"], zh["characters"]) == ("unverified", 317, 1376)


def test_show_of_a_unit_has_every_change_with_its_reason() -> None:
    for unit in Bank().load("a-66-359").units:
        status, out, _ = run("show", "a-66-359", "--unit", unit.id)
        assert status == 0
        for segment in unit.segments.values():
            for revision in segment.revisions:
                assert f"changed on {revision.date}" in out
                assert revision.reason in out
                assert revision.before in out


def test_every_attestation_is_in_the_text_the_json_and_the_page(tmp_path: Path) -> None:
    document = Bank().load("a-66-359")
    attestations = [it for unit in document.units for segment in unit.segments.values() for it in segment.attestations]
    status, out, _ = run("evidence", "a-66-359")
    entry = json.loads(run("evidence", "a-66-359", "--json")[1])
    run("evidence", "a-66-359", "-o", tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert status == 0
    assert len(attestations) == len(entry["attestations"]) == 29
    assert len(entry["revisions"]) == 5
    for attestation in attestations:
        assert attestation.quotation in out
        assert attestation.quotation in page
    assert page.count('class="attested"') >= 15
    assert "<script" not in page


def test_a_contributed_quotation_is_judged_at_once_and_kept(bank: Path, tmp_path: Path) -> None:
    file = tmp_path / "quotations.yaml"
    file.write_text(FILE, encoding="utf-8")
    status, out, _ = run("evidence", "a-66-359", "--add", file, "--bank", bank)
    assert status == 0
    assert "agrees  gazette (direct)" in out
    assert "differs  gazette (term)" in out
    assert "has other words: Организации" in out or "has other words: Объединенных" in out
    document = Bank(bank).load("a-66-359")
    assert document.witnesses["gazette"].title == "The gazette"
    assert document.unit("pledge.b").segments["zh"].attestations[-1].supports[0].text == "不扩散信息武器"
    assert document.unit("pledge.a").segments["ru"].text == Bank().load("a-66-359").unit("pledge.a").text("ru")
    assert run("evidence", "a-66-359", "--bank", bank)[0] == 1
    assert run("check", "a-66-359", "--bank", bank)[0] == 0
    status, _, err = run("evidence", "a-66-359", "--add", file, "--bank", bank)
    assert (status, "is there already" in err) == (2, True)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("unit: pledge.b", "unit: pledge.z", "there is no unit 'pledge.z'"),
        ("language: zh", "language: fr", "pledge.b has no wording in 'fr'"),
        ("witness: gazette, kind: direct", "witness: radio, kind: direct", "'radio' is not among the witnesses"),
        ("kind: direct", "kind: direct, verdict: differs", "'differs', but the quotation agrees"),
        ("kind: term", "kind: term, verdict: agrees", "'agrees', but the quotation differs"),
        ("witness: gazette, kind: direct", "kind: direct", "'witness' is missing"),
        ("unit: pledge.b, ", "", "'unit' is missing"),
        ("attestations:", "attestation:", "unknown key 'attestation'"),
        ("gazette: {title", "A/69/723: {title", "the text has another witness 'A/69/723'"),
    ],
)
def test_a_contribution_that_is_wrong_is_refused_in_one_line_and_changes_nothing(
    bank: Path, tmp_path: Path, old: str, new: str, what: str
) -> None:
    file = tmp_path / "quotations.yaml"
    assert old in FILE
    file.write_text(FILE.replace(old, new), encoding="utf-8")
    before = {path: path.read_bytes() for path in bank.rglob("*") if path.is_file()}
    status, out, err = run("evidence", "a-66-359", "--add", file, "--bank", bank)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert what in err
    assert {path: path.read_bytes() for path in bank.rglob("*") if path.is_file()} == before


def test_one_bad_text_hides_no_good_one(bank: Path) -> None:
    for name, line in (("bad", "letter_date: 2011-02-30"), ("tagged", "x: !!python/object:os.system {}")):
        (bank / name).mkdir()
        (bank / name / "document.yaml").write_text(
            f"symbol: A/2\ntitle: {{en: T}}\nlanguages: {{en: {{status: unverified, source: s}}}}\n{line}\n", "utf-8"
        )
        (bank / name / "units.yaml").write_text("units: []\n", "utf-8")
    shutil.copytree(bank / "a-66-359", bank / "My_Text")
    status, out, err = run("list", "--bank", bank)
    assert status == 2
    assert [line.split()[0] for line in out.splitlines()[1:3]] == ["My_Text", "a-66-359"]
    assert [line.split(": ")[0] for line in err.splitlines()] == ["clausebank", "clausebank"]
    assert len(err.splitlines()) == 2
    assert run("show", "My_Text", "--unit", "title", "--bank", bank)[0] == 0


def test_a_list_follows_what_changes_in_the_bank(bank: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLAUSEBANK_CACHE", str(tmp_path / "cache"))
    first = json.loads(run("list", "--json", "--bank", bank)[1])
    assert json.loads(run("list", "--json", "--bank", bank)[1]) == first
    units = bank / "a-66-359" / "annex.yaml"
    units.write_text(units.read_text("utf-8").replace("本准则对所有国家开放", "本准则向所有国家开放", 1), "utf-8")
    assert json.loads(run("list", "--json", "--bank", bank)[1])[0]["languages"]["zh"]["attested"] < 317
    (cache,) = (tmp_path / "cache" / "banks").iterdir()
    cache.write_text("{damaged", "utf-8")
    assert run("list", "--bank", bank)[0] == 0
