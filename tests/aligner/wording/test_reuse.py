"""What of a new text stands in older ones: found, with its difference and its counterparts, and never called official."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

import tmx
from aligner.cli.app import app

SAME = "Adherence to the code is voluntary and open to all States."
NEARLY = "Adherence to the code is voluntary and open to all interested States."
NEW = "The moon is governed by a council of seven cats."


@pytest.fixture
def draft(tmp_path: Path) -> str:
    path = tmp_path / "draft.txt"
    path.write_text(f"{SAME}\n\n{NEARLY}\n\n{NEW}", encoding="utf-8")
    return str(path)


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["reuse", *arguments, "--language", "en"])
    return done.exit_code, done.stdout


def test_each_clause_is_the_same_nearly_or_new_with_its_difference_and_all_counterparts(draft: str) -> None:
    status, answer = run(draft, "a-66-359", "--json")
    clauses = json.loads(answer)
    assert status == 0
    assert [(clause["kind"], clause["text"]) for clause in clauses] == [
        ("same", SAME),
        ("nearly", NEARLY),
        ("new", NEW),
    ]
    match = clauses[1]["matches"][0]
    assert (match["unit"], match["text"], match["percent"]) == ("purpose.2", "a-66-359", 91)
    assert [edit for edit in match["difference"] if edit["kind"] != "same"] == [{"kind": "ins", "text": "interested "}]
    assert {(one["language"], one["status"], one["official"]) for one in match["counterparts"]} == {
        ("zh", "unverified", False),
        ("ru", "unverified", False),
    }


def test_the_terminal_shows_what_is_reused_and_all_clauses_when_asked(draft: str) -> None:
    _, answer = run(draft, "a-66-359")
    assert "{+interested +}" in answer
    assert answer.count("[unverified] ") == 4
    assert "cats" not in answer
    assert "cats" in run(draft, "a-66-359", "--all")[1]


def test_the_page_has_the_differences_and_says_that_nothing_is_verified(draft: str, tmp_path: Path) -> None:
    status, _ = run(draft, "a-66-359", "-o", str(tmp_path / "reuse.html"))
    page = (tmp_path / "reuse.html").read_text(encoding="utf-8")
    assert status == 0
    assert re.search(r"<ins>\s*interested", page)
    assert "Do not quote the wording as official" in page
    assert "1 the same as in an older text, 1 nearly, 1 new" in page
    assert "91 %, purpose.2 of a-66-359" in page


def test_a_memory_that_records_no_status_is_not_official_either(tmp_path: Path, draft: str) -> None:
    unit = tmx.TranslationUnit([tmx.Variant("en", NEW), tmx.Variant("fr", "La lune.")], "1")
    tmx.write(tmp_path / "m.tmx", [unit], header=tmx.Header(srclang="en"))
    _, answer = run(draft, str(tmp_path / "m.tmx"), "--json")
    (match,) = json.loads(answer)[2]["matches"]
    assert match["counterparts"] == [{"language": "fr", "text": "La lune.", "status": None, "official": False}]


def test_nothing_reused_is_status_1_and_a_text_of_the_bank_is_not_compared_with_itself(tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    assert run(str(tmp_path / "new.txt"), "a-66-359")[0] == 1
    assert run("a-66-359")[0] == 2
    assert run("a-66-359", "a-66-359", "--min", "100")[0] == 0


def test_a_language_that_the_new_text_does_not_have_is_an_error(tmp_path: Path) -> None:
    unit = tmx.TranslationUnit([tmx.Variant("fr", "La lune.")], "1")
    tmx.write(tmp_path / "fr.tmx", [unit], header=tmx.Header(srclang="fr"))
    assert run(str(tmp_path / "fr.tmx"), "a-66-359")[0] == 2
