"""Through real programs and back: nothing is changed but what was edited there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aligner.exchange.entries import EntryGrain, Selection
from aligner.exchange.formats import FORMATS, format_of
from aligner.exchange.update import updated
from aligner.model import Document

BIN = Path(sys.executable).parent
PAIR = ("en", "zh")


def exported(document: Document, name: str, folder: Path, tags: tuple[str, ...] = PAIR) -> Path:
    path = folder / name
    chosen = format_of(name)
    assert chosen
    chosen.write(Selection(document, tags, EntryGrain.BOTH), str(path))
    return path


def assert_unchanged(document: Document, path: Path) -> None:
    chosen = format_of(path.name)
    assert chosen
    result = updated(document, chosen.read(path), path.name)
    assert [str(change) for change in result.changes] == []
    assert result.document == document


def run(folder: Path, *command: str | Path) -> None:
    done = subprocess.run(list(map(str, command)), cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr[-1000:]


@pytest.mark.skipif(not shutil.which("msgcat"), reason="gettext is not installed (Debian: gettext)")
@pytest.mark.parametrize(
    "command",
    [
        "msgcat --sort-output a.zh.po -o b.zh.po",
        "msgcat --width=40 a.zh.po -o b.zh.po",
        "msgcat --sort-by-file --no-wrap a.zh.po -o b.zh.po",
        "msgmerge --quiet a.zh.po a.zh.po -o b.zh.po",
        "msgattrib --only-fuzzy a.zh.po -o b.zh.po",
        "msgattrib --clear-fuzzy a.zh.po -o b.zh.po",
        "msgattrib --set-obsolete a.zh.po -o b.zh.po",
        "msgconv --to-code=GB18030 a.zh.po -o b.zh.po",
    ],
)
def test_gettext_gives_back_what_it_was_given(command: str, annex: Document, tmp_path: Path) -> None:
    exported(annex, "a.zh.po", tmp_path)
    run(tmp_path, *command.split())
    assert_unchanged(annex, tmp_path / "b.zh.po")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "commands"),
    [
        ("a.zh.po", ["po2xliff a.zh.po b.zh.xlf"]),
        ("a.zh.po", ["po2xliff a.zh.po b.zh.xlf", "xliff2po b.zh.xlf c.zh.po"]),
        ("a.zh.xlf", ["xliff2po a.zh.xlf b.zh.po"]),
        ("a.zh.po", ["po2tmx -l zh a.zh.po b.tmx"]),
    ],
)
def test_translate_toolkit_gives_back_what_it_was_given(
    name: str, commands: list[str], annex: Document, tmp_path: Path
) -> None:
    exported(annex, name, tmp_path)
    for command in commands:
        program, *arguments = command.split()
        run(tmp_path, BIN / program, *arguments)
    assert_unchanged(annex, tmp_path / commands[-1].split()[-1])


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed (Debian: libreoffice-nogui)")
@pytest.mark.parametrize(
    ("name", "steps"), [("a.xlsx", ("ods", "xlsx")), ("a.ods", ("xlsx", "ods")), ("a.docx", ("odt", "docx"))]
)
def test_libreoffice_gives_back_what_it_was_given(
    name: str, steps: tuple[str, ...], annex: Document, tmp_path: Path
) -> None:
    path = exported(annex, name, tmp_path, ("en", "zh", "ru"))
    for number, ending in enumerate(steps):
        folder = tmp_path / str(number)
        home = f"-env:UserInstallation=file://{tmp_path}/home"
        run(tmp_path, "soffice", home, "--headless", "--convert-to", ending, "--outdir", folder, path)
        path = folder / f"a.{ending}"
        if ending != "odt":
            assert_unchanged(annex, path)


@pytest.mark.omegat
@pytest.mark.slow
def test_omegat_gives_back_what_it_was_given(
    annex: Document, tmp_path: Path, omegat: Callable[[Path, str, str, str], str]
) -> None:
    path = exported(annex, "a.tmx", tmp_path)
    omegat(path, "en", "zh", "\n\n".join(unit.text("en") for unit in annex.units))
    memories = sorted((tmp_path / "project").glob("project-*.tmx"))
    assert len(memories) == 3
    for memory in memories:
        assert_unchanged(annex, memory)


def test_the_edit_of_a_client_is_the_only_change(
    annex: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = exported(annex, "a.zh.po", tmp_path)
    if not shutil.which("msgfilter"):
        pytest.skip("gettext is not installed (Debian: gettext)")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    run(tmp_path, "msgfilter", "-i", path, "-o", "b.zh.po", "sed", "s/^大会，$/联大，/")
    result = updated(annex, FORMATS["po"].read(tmp_path / "b.zh.po"), "b")
    assert [(change.unit, change.what, change.after) for change in result.changes] == [
        ("enacting-body", "zh", "联大，")
    ]
