"""The texts that a search looks into: one that cannot be read hides no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import tmx
from aligner.bank import Bank
from aligner.cli.app import app
from aligner.errors import NotFoundError
from aligner.wording.index import Index
from aligner.wording.index_sources import MemorySource
from aligner.wording.passages import from_memory
from aligner.wording.query import Query
from aligner.wording.search import scope_of, search, tally
from aligner.wording.texts import Texts


def test_a_text_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    for name in ("good", "bad"):
        made = runner.invoke(app, ["init", str(tmp_path / "bank"), "--name", name, "--languages", "en,fr"])
        assert made.exit_code == 0
    (tmp_path / "bank" / "bad" / "units.yaml").write_text("units: [", encoding="utf-8")
    found = runner.invoke(app, ["search", "clause", "--bank", str(tmp_path / "bank")])
    assert found.exit_code == 0
    assert "First [[clause]]" in found.stdout
    assert found.stderr.count("left out: ") == 1
    named = runner.invoke(app, ["search", "clause", "--text", "bad", "--bank", str(tmp_path / "bank")])
    assert named.exit_code == 2


def test_units_are_chosen_by_what_a_memory_says_of_them(tmp_path: Path) -> None:
    """Small or indexed, a memory is filtered by document, body, date, author and its own properties."""
    path = tmp_path / "dated.tmx"
    unit = '<tu tuid="{0}" changedate="{1}T000000Z" changeid="{2}"><prop type="x-document">{3}</prop><prop type="x-Client">UN</prop><tuv xml:lang="en"><seg>peace {0}</seg></tuv></tu>'
    rows = [("1", "20090101", "ann", "A/64/1"), ("2", "20110914", "bo", "S/2011/7")]
    header = '<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/><body>'
    path.write_text(header + "".join(unit.format(*row) for row in rows) + "</body></tmx>", encoding="utf-8")
    indexed = Index(MemorySource(str(path)))
    for condition, ids in {
        "date=2011": ["2"],
        "date=2009..2010": ["1"],
        "date=2009-05..": ["2"],
        "author=ann": ["1"],
        "body=S": ["2"],
        "document=A/64/1": ["1"],
        "client=un": ["1", "2"],
        "client=other": [],
    }.items():
        scope = scope_of([], [condition])
        for passages in (from_memory(str(path)), indexed.candidates(Query("peace"))):
            assert [hit.passage.unit.id for hit in search(passages, Query("peace"), scope)] == ids, condition
    assert Texts([str(path)], Bank()).properties == ("document", "date", "author", "client", "body")
    assert set(indexed.properties()) >= {"document", "date", "author", "client"}
    with pytest.raises(NotFoundError, match=r"no unit of .* has a property 'colour'"):
        Texts([str(path)], Bank()).require_properties(["colour"])


def test_hits_are_counted_whole_and_only_the_first_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    units = [
        tmx.TranslationUnit([tmx.Variant("en", "a, a"), tmx.Variant("fr", "a")], str(number)) for number in range(3)
    ]
    tmx.write(path, units, header=tmx.Header(srclang="en"))
    counts = tally(search(from_memory(str(path)), Query("a")), 2)
    assert [hit.passage.unit.id for hit in counts.shown] == ["0", "0"]
    assert (counts.segments, counts.units, counts.by_language) == (6, 3, {"en": 6, "fr": 3})
    assert len(tally(search(from_memory(str(path)), Query("a"))).shown) == 6
