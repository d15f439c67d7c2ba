"""`check` on catalogues of software: one file with all languages, or a file for each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from aligner.cli.app import app

CATALOGUES = {
    "JSON": {
        "l/en.json": '{"a": {"b": "Pay {n} in 5 days"},\n "c": "Peace", "d": "Later"}',
        "l/fr.json": '{"c": "Paix",\n\n "a": {"b": "Payer {n} en 6 jours"}}',
    },
    "ARB": {
        "app_en.arb": '{"@@locale": "en", "a": "Pay 5",\n "@a": {"description": "money"}, "d": "Later"}',
        "app_fr.arb": '{"@@locale": "fr",\n\n "a": "Payer 6"}',
    },
    "Java": {"m.properties": "# note\na = Pay 5\nd = Later\n", "m_fr.properties": "# note\n\na = Payer 6\n"},
    "Fluent": {
        "en/a.ftl": "a = Pay { $sum }, 5\nd = Later\n",
        "fr/a.ftl": "# note\n\na = Payer { $sum }, 6\n",
    },
    "Apple": {
        "en.lproj/L.strings": '"a" = "Pay 5 %@";\n"d" = "Later";\n',
        "fr.lproj/L.strings": '/* note */\n\n"a" = "Payer 6 %@";\n',
    },
    "Android": {
        "res/values/strings.xml": '<resources>\n<string name="a">Pay 5 %1$s</string><string name="d">Later</string></resources>',
        "res/values-fr/strings.xml": '<resources>\n\n<string name="a">Payer 6 %1$s</string></resources>',
    },
    "Qt": {
        "a_fr.ts": '<TS language="fr"><context><name>W</name>\n<message id="a"><source>Pay 5</source>\n'
        "<translation>Payer 6</translation></message><message><source>Later</source>"
        '<translation type="unfinished"/></message><message><source>Old</source>'
        '<translation type="vanished">Vieux 7</translation></message></context></TS>'
    },
    "Xcode": {
        "L.xcstrings": json.dumps(
            {
                "sourceLanguage": "en",
                "strings": {
                    "a": {
                        "localizations": {
                            "en": {"stringUnit": {"value": "Pay 5"}},
                            "fr": {"stringUnit": {"state": "translated", "value": "Payer 6"}},
                        }
                    },
                    "Later": {},
                },
            },
            indent=2,
        )
    },
}
NEEDS_MOZ = {"Java", "Fluent", "Android"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str) -> tuple[list[dict[str, object]], dict[str, object]]:
    result = CliRunner().invoke(app, ["check", "--no-meaning", "--json", *arguments])
    report = json.loads(result.stdout)
    return report["findings"], report["files"][0]


@pytest.mark.parametrize("kind", CATALOGUES)
@pytest.mark.parametrize("names", ["folder", "translation"])
def test_a_catalogue_is_compared_across_its_languages_with_the_line_of_the_translation(
    folder: Path, kind: str, names: str
) -> None:
    if kind in NEEDS_MOZ:
        pytest.importorskip("moz.l10n")
    files = CATALOGUES[kind]
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    translation = list(files)[-1]
    (finding,), coverage = check("." if names == "folder" else translation)
    assert (finding["code"], finding["file"], finding["fixable"]) == ("NUM001", translation, False)
    assert finding["line"] == (4 if kind == "Xcode" else 3)
    assert coverage["not_final"] == {"untranslated": 1}


def test_a_program_in_typescript_and_settings_in_json_are_no_catalogues(folder: Path) -> None:
    (folder / "app.ts").write_text("const pay = 5;\n", encoding="utf-8")
    (folder / "package.json").write_text('{"name": "x"}', encoding="utf-8")
    (folder / "a.tsv").write_text("en\tfr\nPeace\tPaix\n", encoding="utf-8")
    assert CliRunner().invoke(app, ["check", ".", "--show-files"]).stdout.split() == ["a.tsv"]


def test_a_message_that_nobody_may_translate_is_counted_as_locked(folder: Path) -> None:
    pytest.importorskip("moz.l10n")
    for name, text in (("values", "Brand 5"), ("values-fr", "Marque 6")):
        (folder / name).mkdir()
        source = (
            f'<resources><string name="a" translatable="false">{text}</string><string name="b">5</string></resources>'
        )
        (folder / name / "strings.xml").write_text(source, encoding="utf-8")
    findings, coverage = check(".")
    assert (findings, coverage["not_final"]) == ([], {"locked": 1})


def test_a_plural_form_that_the_source_has_not_is_compared_with_that_for_all_numbers(folder: Path) -> None:
    pytest.importorskip("moz.l10n")
    for name, forms in (
        ("en", "[one] One of 3\n   *[other] { $n } of 3"),
        ("pl", "[few] { $n } z 4\n   *[other] { $n } z 3"),
    ):
        (folder / name).mkdir()
        (folder / name / "a.ftl").write_text(f"n = {{ $n ->\n    {forms}\n}}\n", encoding="utf-8")
    (finding,), _ = check(".", "--select", "NUM")
    assert (finding["code"], finding["unit"], finding["file"]) == ("NUM001", "n[few]", "pl/a.ftl")


def test_the_source_may_have_a_region(folder: Path) -> None:
    for name, text in (
        ("ar", '{"a": "سلام 6"}'),
        ("en-US", '{"a": "Peace 5", "b": "Later"}'),
        ("fr", '{"a": "Paix 5"}'),
    ):
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    findings, coverage = check("fr.json", "--select", "NUM")
    assert [finding["file"] for finding in findings] == ["ar.json"]
    assert coverage["not_final"] == {"untranslated": 2}


def test_a_file_of_a_catalogue_that_cannot_be_read_is_one_error_and_the_others_are_compared(folder: Path) -> None:
    for name, text in (("en", '{"a": "Peace 5"}'), ("de", "{"), ("fr", '{"a": "Paix 6"}')):
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    findings, _ = check(".")
    assert [(finding["file"], finding["code"]) for finding in findings] == [
        ("fr.json", "NUM001"),
        ("de.json", "FIL001"),
    ]
