"""What holds of the package as it is installed: its names on the path, its data, its start."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Python in a folder of the user, which comes first on the path."""
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)


def test_a_file_of_the_user_named_tmx_is_named_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "tmx.py").write_text("", encoding="utf-8")
    done = run("from clausebank.__main__ import main; main()", tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("clausebank: Python finds ")
    assert done.stderr.count("\n") == 1
    assert str(tmp_path / "tmx.py") in done.stderr


def test_a_package_of_the_user_named_texts_does_not_empty_the_bank(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "__init__.py").write_text("", encoding="utf-8")
    done = run("from aligner.bank import Bank; print(*Bank().names())", tmp_path)
    assert done.stdout == "a-66-359\n"


def test_the_container_runs_a_command_that_there_is() -> None:
    container = (Path(__file__).parents[2] / "Containerfile").read_text(encoding="utf-8")
    entry = next(line for line in container.splitlines() if line.startswith("ENTRYPOINT "))
    command = json.loads(entry.removeprefix("ENTRYPOINT "))
    done = subprocess.run([sys.executable, "-m", *command, "--help"], capture_output=True, text=True, check=True)
    options = [argument for argument in command if argument.startswith("--")]
    assert all(f"{option} " in done.stdout for option in options)
