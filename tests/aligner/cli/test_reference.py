"""The reference of commands in docs/ says what the commands say of themselves."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from aligner.cli.app import Clausebank

REFERENCE = Path(__file__).parents[3] / "docs" / "commands.md"


def test_the_reference_documents_every_command_and_option_as_it_is(tmp_path: Path) -> None:
    generated = tmp_path / "commands.md"
    command = [sys.executable, "-m", "typer", "aligner.cli.app", "utils", "docs", "--name", "clausebank"]
    subprocess.run([*command, "--output", generated], check=True, capture_output=True)
    assert REFERENCE.read_text(encoding="utf-8") == generated.read_text(encoding="utf-8"), "run `make docs`"


@pytest.mark.parametrize("name", list(Clausebank.entries))
def test_the_list_of_commands_says_what_each_command_says_first(name: str) -> None:
    entry = Clausebank.entries[name]
    assert inspect.cleandoc(entry.load(name).help).split("\n\n")[0] == entry.summary
