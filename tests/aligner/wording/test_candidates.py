"""Candidates for a termbase: what is repeated as one piece and rendered as one piece."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from aligner.cli.app import app
from aligner.exchange import formats
from aligner.model import Role, Segment, Unit
from aligner.wording.candidates import TermCandidate, c_values, candidates

PAIRS = [
    ("The supply chain shall be safe.", "Цепочка поставок должна быть безопасной."),
    ("Every supply chain is inspected.", "Каждая цепочка поставок проверяется."),
    ("The licensor inspects the supply chain.", "Лицензиар проверяет цепочку поставок."),
    ("The licensor may inspect the goods.", "Лицензиар может проверить товары."),
    ("The goods are delivered to the licensor.", "Товары передаются лицензиару."),
    ("All goods belong to the licensor.", "Все товары принадлежат лицензиару."),
]
UNITS = [
    Unit(str(number), Role.PARAGRAPH, {"en": Segment(english), "ru": Segment(russian)})
    for number, (english, russian) in enumerate(PAIRS, start=1)
]


def found() -> dict[str, TermCandidate]:
    return {candidate.terms["en"][0]: candidate for candidate in candidates(UNITS, "en", ["ru"])}


def test_what_is_repeated_and_rendered_as_one_piece_is_a_candidate() -> None:
    by_term = found()
    assert "supply chain" in by_term
    chain = by_term["supply chain"]
    assert (chain.count, chain.units) == (3, ("1", "2", "3"))
    assert chain.terms["ru"][0].lower().startswith("цепочк")
    assert "licensor" in by_term


def test_parts_of_a_candidate_verbs_and_words_that_point_are_none() -> None:
    terms = set(found())
    assert not terms & {"supply", "chain", "inspect", "all goods", "shall", "every supply chain"}


def test_an_occurrence_within_a_longer_row_counts_for_little() -> None:
    from aligner.wording.candidates import _Occurrences

    rows = {
        ("united", "nation"): _Occurrences([(0, 4, 18)]),
        ("nation",): _Occurrences([(0, 11, 18), (1, 0, 6)]),
    }
    values = c_values(rows)
    assert values["nation",] == pytest.approx(1.1)
    assert values["united", "nation"] == pytest.approx(1.585, abs=0.001)


def test_candidates_go_to_a_termbase_and_to_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("law.tsv").write_text("en\tru\n" + "\n".join("\t".join(pair) for pair in PAIRS), encoding="utf-8")
    for name in ("c.tbx", "c.xlsx", "c.csv"):
        result = CliRunner().invoke(app, ["terms", "law.tsv", "--extract", "-o", name])
        assert result.exit_code == 0, result.output
    concepts = {concept.terms["en"][0]: concept for concept in formats.read(Path("c.tbx")).concepts}
    assert "candidate" in concepts["supply chain"].note
    listed = Path("c.csv").read_text(encoding="utf-8")
    assert "1: The supply chain shall be safe." in listed
    # A termbase in a file is shown as that of a text is.
    shown = CliRunner().invoke(app, ["terms", "c.tbx"])
    assert shown.exit_code == 0
    assert "supply chain" in shown.stdout


def test_openings_are_listed_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "r.tsv"
    path.write_text("en\tfr\nRecalling its resolution,\tRappelant sa résolution,\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["openings", str(path)])
    assert result.exit_code == 0
    assert "Recalling  Rappelant" in result.stdout
    missing = CliRunner().invoke(app, ["openings", str(path), "--where", "colour=red"])
    assert missing.exit_code == 2
    assert "no unit of r.tsv has a property 'colour'" in missing.stderr
