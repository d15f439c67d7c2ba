"""Validation and what is done to memories as a whole."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import tmx
from tmx import rules
from tmx.duplicates import By, key_of
from tmx.parallel import map_parts
from tmx.profiles import PROFILES
from tmx.seen import Seen
from tmx.selection import renamed
from tmx.splitting import by_pair, by_prop, by_size
from tmx.store import Store
from tmx.tables import languages_of, read_table, write_table

_HEADER = tmx.Header(srclang="en")


def _unit(tuid: str | None = None, **texts: str) -> tmx.TranslationUnit:
    return tmx.TranslationUnit([tmx.Variant(tag.replace("_", "-"), text) for tag, text in texts.items()], tuid=tuid)


def _stream(*units: tmx.TranslationUnit, header: tmx.Header = _HEADER) -> io.BytesIO:
    stream = io.BytesIO()
    tmx.write(stream, units, header=header, profile="exact")
    stream.seek(0)
    return stream


def _codes(*units: tmx.TranslationUnit, header: tmx.Header = _HEADER, targets: tuple[str, ...] = ()) -> list[str]:
    return [finding.rule.code for finding in tmx.validate(_stream(*units, header=header), targets=targets)]


@pytest.mark.parametrize(
    ("units", "rule"),
    [
        ([_unit("1", en="a", fr="b"), _unit("1", en="c", fr="d")], rules.DUPLICATE_TUID),
        ([_unit(en="a", fr="")], rules.EMPTY_SEGMENT),
        ([_unit(ru="a", fr="b")], rules.NO_SOURCE),
        ([_unit(en="a", ru="b")], rules.NO_TARGET),
        ([_unit(en="a", fr="b", FR="c")], rules.DUPLICATE_LANGUAGE),
        ([tmx.TranslationUnit([tmx.Variant("en", tmx.Ut("x")), tmx.Variant("fr", "b")])], rules.DEPRECATED),
        (
            [tmx.TranslationUnit([tmx.Variant("en", "a", attributes={"ex:y": "1"}), tmx.Variant("fr", "b")])],
            rules.FOREIGN_ATTRIBUTE,
        ),
    ],
)
def test_what_programs_stumble_over_is_found(units: list[tmx.TranslationUnit], rule: tmx.TmxRule) -> None:
    assert _codes(*units, targets=("fr",)) == [rule.code]


def test_a_sound_memory_has_no_findings() -> None:
    assert _codes(_unit("1", en="a", fr_CA="b"), _unit("2", EN="c", fr="d"), targets=("fr",)) == []


def test_the_source_of_a_unit_goes_before_the_source_of_the_header() -> None:
    unit = tmx.TranslationUnit([tmx.Variant("ru", "a")], attributes={"srclang": "ru"})
    assert _codes(unit) == []
    assert _codes(_unit(ru="a"), header=tmx.Header(srclang="*all*")) == []


def test_validation_goes_on_after_the_first_error_and_ends_after_a_fatal_one() -> None:
    found = list(tmx.validate(io.BytesIO(b"<tmx version='9'><header/><body><tu/><tu/></body></tmx>")))
    assert [it.rule.code for it in found].count("T008") == 2
    found = list(tmx.validate(io.BytesIO(b"<tmx version='1.4'><header")))
    assert [it.rule.code for it in found] == ["T001"]


def test_every_rule_has_a_code_a_name_and_an_explanation_of_its_own() -> None:
    assert all(re.fullmatch(r"T\d{3}", code) and rule.code == code for code, rule in tmx.RULES.items())
    assert len({rule.name for rule in tmx.RULES.values()}) == len(tmx.RULES)
    assert all(rule.explanation.endswith(".") for rule in tmx.RULES.values())


def test_keys_are_remembered_beyond_what_memory_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tmx.seen._IN_MEMORY", 3)
    keys = Seen()
    assert [keys.add(str(n % 7), n) for n in range(9)] == [None] * 7 + [0, 1]
    assert keys.get("6") == 6
    assert keys.get("x") is None
    keys.close()


@pytest.mark.parametrize(
    ("by", "normalise", "kept"),
    [
        ("unit", False, ["1", "2", "2", "4"]),
        ("unit", True, ["1", "2", "4"]),
        ("source", False, ["1", "2"]),
        ("source", True, ["1"]),
        ("tuid", False, ["1", "2", "4"]),
    ],
)
def test_of_units_that_are_the_same_the_first_is_kept(by: By, normalise: bool, kept: list[str]) -> None:
    units = [
        _unit("1", en="Treaty", fr="Traité"),
        _unit("2", en="treaty ", fr="Accord"),
        _unit("2", en="Treaty", fr="ACCORD"),
        _unit("4", en="Treaty", fr="Pacte"),
        _unit("1", en="Treaty", fr="Traité"),
    ]
    found = tmx.without_duplicates(units, key_of(by, _HEADER, normalise=normalise))
    assert [unit.tuid for unit in found] == kept


def test_units_without_a_key_are_never_duplicates() -> None:
    units = [_unit(en="a"), _unit(en="a")]
    assert len(list(tmx.without_duplicates(units, key_of("tuid", _HEADER)))) == 2


def test_differences_are_those_of_the_texts() -> None:
    before = [_unit("1", en="a", fr="b"), _unit("2", en="c", fr="d"), _unit("3", en="e")]
    after = [_unit("2", en="c", fr="D"), _unit("1", fr="b", en="a"), _unit("4", en="f")]
    changes = list(tmx.difference(before, after, key_of("tuid", _HEADER)))
    assert [(it.kind, it.unit.tuid, it.languages()) for it in changes] == [
        ("changed", "2", ["fr"]),
        ("added", "4", ["en"]),
        ("removed", "3", ["en"]),
    ]


def test_a_memory_does_not_differ_from_itself_even_with_repeated_keys() -> None:
    units = [_unit("1", en="a", fr="b"), _unit("1", en="a", fr="c"), _unit("1", en="a", fr="b")]
    assert list(tmx.difference(units, units, key_of("source", _HEADER))) == []


def test_a_store_keeps_the_order_in_which_units_came() -> None:
    store = Store()
    for name in "bac":
        store.add(name, _unit(name, en=name))
    assert [unit.tuid for unit in store] == ["b", "a", "c"]
    assert store.take("x") is None
    store.close()


def test_pairs_with_one_source_become_a_memory_in_many_languages() -> None:
    units = [
        _unit("1", en="a", fr="b"),
        _unit("2", en="c", fr="d"),
        _unit("9", en="a", ru="б"),
        _unit("8", en="a", fr="b"),
    ]
    found = list(tmx.joined(units, key_of("source", _HEADER)))
    assert [(unit.tuid, unit.languages) for unit in found] == [("1", ("en", "fr", "ru")), ("2", ("en", "fr"))]


def test_a_merged_unit_says_its_source_where_the_header_does_not() -> None:
    readers = [tmx.read(_stream(_unit(en="a"))), tmx.read(_stream(_unit(ru="б"), header=tmx.Header(srclang="ru")))]
    header = tmx.merged_header([reader.header for reader in readers])
    units = list(tmx.concatenated(readers, header))
    assert [unit.attributes for unit in units] == [{}, {"srclang": "ru"}]


def test_split_parts_hold_every_unit_once(tmp_path: Path) -> None:
    units = [_unit(str(n), en="a", fr="b") for n in range(5)]
    written = tmx.split(units, _HEADER, by_size(2), tmp_path, "m")
    assert {path.name: it.units for path, it in written.items()} == {"m.001.tmx": 2, "m.002.tmx": 2, "m.003.tmx": 1}
    assert [unit for path in written for unit in tmx.read(path)] == units


def test_a_pair_has_the_source_first_and_in_the_header(tmp_path: Path) -> None:
    units = [_unit("1", ru="в", en="a", fr="b"), _unit("2", en="c", fr="d")]
    written = tmx.split(units, _HEADER, by_pair(_HEADER), tmp_path, "m")
    assert {path.name: it.units for path, it in written.items()} == {"m.en.fr.tmx": 2, "m.en.ru.tmx": 1}
    with tmx.read(tmp_path / "m.en.ru.tmx") as reader:
        assert (reader.header.srclang, next(reader).languages) == ("en", ("en", "ru"))


@pytest.mark.parametrize("value", ["../../etc/x", "/etc/passwd", "a\0b", "..", "", "a" * 500, "名 称"])
def test_no_value_of_a_property_leads_out_of_the_folder(tmp_path: Path, value: str) -> None:
    unit = tmx.TranslationUnit([tmx.Variant("en", "a")], props=[tmx.Property("x", value)])
    written = tmx.split([unit], _HEADER, by_prop("x"), tmp_path / "out", "m", profile="generic", errors="report")
    assert [path.parent for path in written] == [tmp_path / "out"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_too_many_parts_are_refused_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(tmx.TmxUsageError, match="200"):
        tmx.split((_unit(en="a") for _ in range(300)), _HEADER, by_size(1), tmp_path, "m")
    assert [path.name for path in tmp_path.iterdir()] == []


def test_a_split_that_fails_leaves_no_folder_that_was_not_there(tmp_path: Path) -> None:
    with pytest.raises(tmx.TmxUsageError, match="200"):
        tmx.split((_unit(en="a") for _ in range(300)), _HEADER, by_size(1), tmp_path / "a" / "b", "m")
    assert [path.name for path in tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    ("condition", "kept"),
    [
        (tmx.Condition(languages=("fr",)), ["1", "2"]),
        (tmx.Condition(pattern=re.compile("^T")), ["1", "3"]),
        (tmx.Condition(pattern=re.compile("^T"), pattern_language="ru"), []),
        (tmx.Condition(prop="x-a"), ["2"]),
        (tmx.Condition(prop="x-a", value="no"), []),
        (tmx.Condition(since="20200101T000000Z"), ["3"]),
        (tmx.Condition(until="20200101T000000Z"), ["1"]),
    ],
)
def test_a_condition_selects_units_and_inverted_the_others(condition: tmx.Condition, kept: list[str]) -> None:
    units = [
        tmx.TranslationUnit(
            [tmx.Variant("en", "Treaty"), tmx.Variant("fr-CA", "x")],
            "1",
            attributes={"creationdate": "20190101T000000Z"},
        ),
        tmx.TranslationUnit([tmx.Variant("en", "a"), tmx.Variant("fr", "b", props=[tmx.Property("x-a", "1")])], "2"),
        tmx.TranslationUnit([tmx.Variant("en", "The", attributes={"changedate": "20210101T000000Z"})], "3"),
    ]
    assert [unit.tuid for unit in tmx.select(units, condition)] == kept
    assert len(list(tmx.select(units, condition, invert=True))) == 3 - len(kept)


def test_a_table_carries_texts_with_any_characters(tmp_path: Path) -> None:
    units = [_unit("1", en='a,"b"\tc\nd', fr="=1+1"), _unit(None, fr="é")]
    for delimiter in (",", "\t"):
        write_table(tmp_path / "t", units, ["en", "fr"], delimiter=delimiter)
        with (tmp_path / "t").open(encoding="utf-8-sig", newline="") as stream:
            assert list(read_table(stream, delimiter=delimiter)) == units


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no column is a language"),
        ("tuid,english text\n", "no column is a language"),
        ("tuid,en\n1,a,b\n", "table:2: a row of 3 cells"),
        ('tuid,en\n1,"a', "table:2: cannot be read"),
    ],
)
def test_a_broken_table_is_an_error_with_its_line(text: str, message: str) -> None:
    with pytest.raises(tmx.TmxInputError, match=message):
        list(read_table(io.StringIO(text)))


def test_the_languages_of_a_table_are_in_the_order_of_the_file() -> None:
    assert languages_of([_unit(en="a", ru="b"), _unit(EN="a", fr="c")]) == ["en", "ru", "fr"]


def test_statistics_of_parts_add_up_to_those_of_the_whole() -> None:
    units = [
        tmx.TranslationUnit(
            [tmx.Variant("en", ["a", tmx.Ph("x")]), tmx.Variant("fr", "")],
            "1",
            attributes={"changedate": "20200101T000000Z"},
        ),
        _unit(en="bcd"),
    ]
    whole, part = tmx.statistics(units), tmx.statistics(units[:1])
    part.add(tmx.statistics(units[1:]))
    assert part == whole
    assert (whole.units, whole.languages["en"].longest, whole.languages["fr"].empty) == (2, 3, 1)
    assert (whole.codes, whole.last_date) == ({"ph": 1}, "20200101T000000Z")


def _ids(units: object) -> list[str | None]:
    return [unit.tuid for unit in units]  # type: ignore[attr-defined]


@pytest.mark.slow
@pytest.mark.parametrize("hidden", ["", "<!-- </tu> <tu> -->"], ids=["plain", "with a comment"])
def test_parts_read_at_once_are_the_whole_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hidden: str) -> None:
    monkeypatch.setattr("tmx.parallel._SMALLEST_PART", 1000)
    path = tmp_path / "m.tmx"
    tmx.write(path, (_unit(str(n), en="a" * 20, fr="b") for n in range(500)), header=_HEADER)
    broken = path.read_text().replace(">" + "a" * 20, ">&" + "a" * 5, 499).replace(">&aaaaa", ">aaaaa", 498)
    path.write_text(broken.replace("</body>", hidden + "</body>"))
    alone, found_alone = map_parts(path, _ids, jobs=1, errors="report")
    parts, found = map_parts(path, _ids, jobs=3, errors="report")
    assert [tuid for part in parts for tuid in part] == alone[0]
    assert len(alone[0]) == 499
    assert len(parts) == (1 if hidden else 3)
    assert [it.line for it in found] == [it.line for it in found_alone]
    with pytest.raises(tmx.InvalidTmxError) as caught:
        map_parts(path, _ids, jobs=3)
    assert caught.value.finding.line == found[0].line


def test_the_library_imports_nothing_of_the_other_packages() -> None:
    """It is of use alone, and quick to import."""
    code = "import sys, tmx; print(*(m for m in sys.modules if m.split('.')[0] in ('aligner', 'typer', 'lxml', 'numpy', 'sqlite3')))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""


def test_a_joined_variant_keeps_the_dates_and_authors_of_its_own_unit() -> None:
    first = tmx.TranslationUnit([tmx.Variant("en", "Hi"), tmx.Variant("fr", "Salut")], attributes={"changeid": "Ann"})
    later = tmx.TranslationUnit([tmx.Variant("en", "Hi"), tmx.Variant("fr", "Bonjour")], attributes={"changeid": "Bo"})
    (unit,) = tmx.joined([first, later], tmx.key_of("source", tmx.Header(srclang="en")))
    assert [(it.text, dict(it.attributes)) for it in unit.variants] == [
        ("Hi", {}),
        ("Salut", {}),
        ("Bonjour", {"changeid": "Bo"}),
    ]


def test_units_without_the_source_language_are_handed_over_by_split(tmp_path: Path) -> None:
    outside: list[tmx.TranslationUnit] = []
    units = [_unit(en="a", fr="b"), _unit(fr="c", de="d"), _unit(en="e")]
    header = tmx.Header(srclang="en")
    written = tmx.split(units, header, by_pair(header), tmp_path, "m", left_out=outside.append)
    assert [it.units for it in written.values()] == [1]
    assert outside == units[1:]


def test_tags_are_renamed_in_units_and_header_whatever_their_case() -> None:
    unit = tmx.TranslationUnit([tmx.Variant("zh_cn", "a")], attributes={"srclang": "ZH_CN"})
    units, header = renamed([unit], tmx.Header(srclang="zh_CN"), {"zh_CN": "zh"})
    (written,) = units
    assert (written.languages, written.attributes["srclang"], header.srclang) == (("zh",), "zh", "zh")


def test_a_version_gets_no_element_it_does_not_have_and_the_words_stay() -> None:
    marked = tmx.Variant("en", [tmx.Hi(["a ", tmx.Ph("<br/>"), tmx.Hi("b")], type="term"), " c"])
    for version, left_out in (("1.1", 2), ("1.4", 0)):
        out = io.BytesIO()
        profile = replace(PROFILES["generic"], version=version)
        written = tmx.write(out, [tmx.TranslationUnit([marked])], profile=profile)
        assert sum(written.changes.values()) == left_out
        (unit,) = tmx.read(out.getvalue())
        assert unit.text("en") == "a b c"
        assert (b"<hi" in out.getvalue()) == (version == "1.4")


def test_a_default_namespace_is_written_in_exact_copies_only() -> None:
    header = tmx.Header(srclang="en", namespaces={"xmlns": "http://www.lisa.org/tmx14"})
    for profile, kept in (("exact", True), ("generic", False)):
        out = io.BytesIO()
        written = tmx.write(out, [_unit(en="a")], header=header, profile=profile)
        assert (b"xmlns=" in out.getvalue(), not written.changes) == (kept, kept)


def test_further_variants_have_columns_and_what_has_none_is_counted(tmp_path: Path) -> None:
    unit = tmx.TranslationUnit([tmx.Variant("en", "a"), tmx.Variant("fr", "b"), tmx.Variant("fr", "c")])
    columns = languages_of([unit])
    assert columns == ["en", "fr", "fr"]
    assert write_table(tmp_path / "t", [unit], columns).left_out == 0
    with (tmp_path / "t").open(encoding="utf-8", newline="") as stream:
        assert list(read_table(stream)) == [unit]
    assert write_table(tmp_path / "t", [unit], ["en", "fr"]).left_out == 1


def test_a_memory_of_very_many_languages_is_no_table() -> None:
    units = (tmx.TranslationUnit([tmx.Variant(f"x-{number}", "a")]) for number in range(100_000))
    with pytest.raises(tmx.TmxUsageError, match="more than 1,000 languages"):
        languages_of(units)
