"""What README and docs say is there, is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aligner.cli.app import Clausebank

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("name", list(Clausebank.entries))
def test_every_command_stands_in_the_readme(name: str) -> None:
    assert re.search(rf"(clausebank |`){name}\b", (ROOT / "README.md").read_text(encoding="utf-8"))
