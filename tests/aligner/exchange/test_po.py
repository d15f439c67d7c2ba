"""Exported catalogues as gettext and its users take them."""

from __future__ import annotations

import itertools
import shutil
import subprocess
from pathlib import Path

import polib
import pytest

from aligner.bank import Bank
from aligner.errors import ClausebankError, InputError, UsageError
from aligner.exchange import formats
from aligner.exchange.entries import EntryGrain, Selection
from aligner.exchange.po import catalogue, write
from aligner.model import Document


@pytest.fixture(scope="module")
def annex() -> Document:
    return Bank().load("a-66-359")


@pytest.mark.parametrize(("source", "target"), list(itertools.permutations(("en", "zh", "ru"), 2)))
@pytest.mark.skipif(not shutil.which("msgfmt"), reason="msgfmt is not installed (Debian: gettext)")
def test_msgfmt_checks_the_catalogue_of_every_direction(
    annex: Document, tmp_path: Path, source: str, target: str
) -> None:
    path = tmp_path / "a.po"
    write(Selection(annex, (source, target), EntryGrain.BOTH), str(path))
    command = ["msgfmt", "--check", "--output-file", str(tmp_path / "a.mo"), str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


def test_an_entry_has_context_reference_comments_and_is_fuzzy_until_verified(annex: Document, tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    write(Selection(annex, ("en", "ru")), str(path))
    entries = polib.pofile(str(path))
    assert entries.metadata["Language"] == "ru"
    assert "ru is unverified" in entries.header
    entry = next(it for it in entries if it.msgctxt == "pledge.a")
    unit = annex.unit("pledge.a")
    assert (entry.msgid, entry.msgstr) == (unit.text("en"), unit.text("ru"))
    assert entry.occurrences == [("texts/a-66-359/annex.yaml", str(unit.line))]
    assert {"role: item", "label-en: (a)", "label-ru: a)", "status-ru: unverified"} <= set(entry.comment.splitlines())
    assert entry.flags == ["fuzzy"]


def test_a_pair_with_a_source_that_is_not_verified_is_fuzzy(annex: Document) -> None:
    assert all(entry.flags == ["fuzzy"] for entry in catalogue(Selection(annex, ("ru", "en"))))


def test_a_catalogue_has_one_direction(annex: Document) -> None:
    with pytest.raises(UsageError, match="one source and one target, not 3 languages"):
        catalogue(Selection(annex, ("en", "zh", "ru")))


def test_every_error_of_the_libraries_is_one_of_the_project(annex: Document, tmp_path: Path) -> None:
    with pytest.raises(ClausebankError, match=r"no/such: there is no such folder; make it first: mkdir -p"):
        write(Selection(annex, ("en", "ru")), str(tmp_path / "no/such/a.po"))


def test_a_message_of_lines_without_end_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.fr.po"
    path.write_text('msgid ""\n' + '"x"\n' * 60_000 + 'msgstr "y"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"a.fr.po:50002: a message of more than 50,000 lines"):
        formats.read(path, "po")
