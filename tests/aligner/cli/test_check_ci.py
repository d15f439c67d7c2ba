"""What `check` offers for continuous integration is tried by running its steps."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

PROJECT = Path(__file__).parents[3]


def run(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = os.environ | {"PATH": path} | variables
    return subprocess.run(
        ["bash", "-e", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_the_steps_of_the_action_annotate_a_pull_request_and_write_sarif(tmp_path: Path) -> None:
    action = yaml.safe_load((PROJECT / "action.yml").read_text(encoding="utf-8"))
    (tmp_path / "l").mkdir()
    (tmp_path / "l" / "a b.tsv").write_text("en\tfr\nPay 5\tPayer 6\n", encoding="utf-8")
    scripts = {step.get("name"): step.get("run", "") for step in action["runs"]["steps"]}
    variables = {"FILES": "l", "ARGUMENTS": action["inputs"]["arguments"]["default"], "SARIF": "report.sarif"}
    annotated = run(scripts["Annotate"], tmp_path, **variables)
    assert (annotated.returncode, annotated.stdout.startswith("::error file=l/a b.tsv,line=2,title=NUM001")) == (
        1,
        True,
    )
    assert run(scripts["Write SARIF"], tmp_path, **variables).returncode == 0
    assert len(json.loads((tmp_path / "report.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]) == 1


def test_the_template_for_gitlab_writes_a_report_and_fails_on_findings(tmp_path: Path) -> None:
    page = (PROJECT / "docs" / "check.md").read_text(encoding="utf-8")
    template = yaml.safe_load(
        next(block for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "codequality" in block)
    )
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales" / "a.tsv").write_text("en\tfr\nPay 5\tPayer 6\n", encoding="utf-8")
    job = template["translations"]
    result = run(job["script"][-1], tmp_path)
    assert result.returncode == 1
    report = json.loads((tmp_path / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert report[0]["location"] == {"path": "locales/a.tsv", "lines": {"begin": 2}}


def test_the_hook_of_pre_commit_takes_translations_and_no_tables_of_data() -> None:
    hook = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]
    names = {"a.tmx": True, "de.po": True, "a.sdlxliff": True, "data.tsv": False, "data.csv": False, "data.json": False}
    assert {name: bool(re.search(hook["files"], name)) for name in names} == names


def test_closed_standard_streams_are_one_clear_error_and_nothing_goes_astray(tmp_path: Path) -> None:
    closed = run("clausebank list >&-", tmp_path)
    assert (closed.returncode, closed.stderr) == (2, "clausebank: standard output: cannot be written (it is closed)\n")
    assert run("clausebank export a-66-359 --to tmx 2>&- > a.tmx", tmp_path).returncode == 0
    assert (tmp_path / "a.tmx").read_text(encoding="utf-8").endswith("</tmx>\n")
