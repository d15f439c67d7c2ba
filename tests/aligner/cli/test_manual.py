"""The manual page says all that the help says, and is a page that `man` can show."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from aligner.cli.app import Clausebank
from aligner.cli.manual import manual


@pytest.fixture(scope="module")
def page() -> str:
    return manual()


def test_the_page_that_is_installed_is_that_of_the_commands_as_they_are(page: str) -> None:
    installed = Path(__file__).parents[3] / "docs" / "clausebank.1"
    assert installed.read_text(encoding="utf-8") == page, "run `make docs`"


@pytest.mark.parametrize("name", [*Clausebank.entries, "tmx convert", "corpus build"])
def test_every_command_has_its_section(name: str, page: str) -> None:
    assert f"\n.SS clausebank {name}\n" in page


@pytest.mark.parametrize("text", ["clausebank show a\\-66\\-359 \\-\\-unit pledge.h", ".B \\-u, \\-\\-unit ID"])
def test_examples_and_options_are_on_the_page_line_by_line(text: str, page: str) -> None:
    assert text in "\n".join(line.strip() for line in page.splitlines()).split("\n")


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_roff_has_nothing_to_complain_of(page: str) -> None:
    command = ["groff", "-man", "-Tutf8", "-ww", "-z", "-k"]
    assert subprocess.run(command, input=page.encode(), capture_output=True, check=True).stderr == b""
