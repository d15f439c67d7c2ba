"""Every command that a tutorial or a guide shows at a prompt is run, in order, and prints what the tutorial shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

DOCS = Path(__file__).parents[1] / "docs"
_BLOCK = re.compile(r"^```(?P<kind>console|\{code-block\} text)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_CAPTION = re.compile(r":caption: (?P<name>\S+)\n\n?")
GUIDES = ("correct.md", "import.md", "wording.md")
PAGES = [*sorted((DOCS / "tutorials").glob("*.md")), *(DOCS / name for name in GUIDES)]


class Step(NamedTuple):
    """A command of a page, and what the page says it prints; ``...`` stands for anything."""

    command: str
    expected: str


def steps(body: str) -> Iterator[Step]:
    """The commands of a block, one per prompt; a command that ends with a backslash goes on in the next line."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        lines = part.splitlines()
        last = next(number for number, line in enumerate(lines) if not line.endswith("\\"))
        yield Step("\n".join(lines[: last + 1]), "\n".join(lines[last + 1 :]).strip("\n"))


def matches(expected: str, output: str) -> bool:
    """Whether output is what a page shows: ``...`` is any part of a line, or any lines where it is a line of its own.

    Runs of spaces are alike, so that columns may get wider.
    """
    pattern = "".join(
        r"(?:.*\n)*" if line.strip() == "..." else r".*".join(map(_words, line.split("..."))) + r"\n"
        for line in expected.splitlines()
    )
    return re.fullmatch(pattern, output if output.endswith("\n") else output + "\n") is not None


def _words(text: str) -> str:
    return r"[ ]+".join(map(re.escape, re.split(" +", text)))


def environment(home: Path) -> dict[str, str]:
    """The user's environment, with this Python's commands first and a cache of its own."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return os.environ | {"PATH": path, "CLAUSEBANK_CACHE": str(home / ".cache"), "NO_COLOR": "1", "COLUMNS": "120"}


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_page_shows_what_its_commands_print(page: Path, tmp_path: Path) -> None:
    for block in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        if block["kind"] != "console":
            if caption := _CAPTION.match(block["body"]):
                (tmp_path / caption["name"]).write_text(block["body"][caption.end() :], encoding="utf-8")
            continue
        for step in steps(block["body"]):
            done = subprocess.run(
                ["bash", "-c", step.command],
                cwd=tmp_path,
                env=environment(tmp_path),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            assert matches(step.expected or "...", done.stdout), f"$ {step.command}\n{done.stdout}"
