"""What is done to the units of a memory: one of several kept, edited, trimmed, sorted, repaired, anonymised."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tmx
from tmx.duplicates import By, Duplicates, SameKey, key_of
from tmx.edits import UnitEdit
from tmx.merging import Preferences
from tmx.near import near_units
from tmx.personal import Anonymiser
from tmx.ranking import Keep
from tmx.seen import seen
from tmx.sorting import in_order
from tmx.trimming import Fault, Trimmer

_HEADER = tmx.Header(srclang="en")
_HEAD = (
    '<?xml version="1.0" encoding="{}"?>\n<tmx version="1.4"><header creationtool="x" creationtoolversion="1" '
    'segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/><body>\n'
)


def unit(tuid: str, attributes: dict[str, str] | None = None, status: str = "", **texts: str) -> tmx.TranslationUnit:
    props = [tmx.Property("x-status", status)] if status else []
    variants = [tmx.Variant(tag, text) for tag, text in texts.items()]
    return tmx.TranslationUnit(variants, tuid, attributes=attributes, props=props)


VERSIONS = [
    unit("1", {"changedate": "20200101T000000Z", "usagecount": "9"}, "unverified", en="Law", fr="Loi"),
    unit("2", {"changedate": "20240101T000000Z", "usagecount": "2"}, "unverified", en="Law", fr="Droit"),
    unit("3", {"changedate": "20210101T000000Z"}, "reviewed", en="Law", fr="La loi"),
    unit("4", None, "", en="Law", fr="le droit"),
    unit("5", None, "", en="Peace", fr="Paix"),
]


def kept(units: list[tmx.TranslationUnit], keep: Keep, by: By = "source") -> list[str | None]:
    with seen() as keys:
        duplicates = Duplicates(units, SameKey(key_of(by, _HEADER), keys), keep)
    return [unit.tuid for number, unit in enumerate(units) if duplicates.kept(number) == number]


@pytest.mark.parametrize(
    ("keep", "tuid"),
    [(Keep.FIRST, "1"), (Keep.LAST, "4"), (Keep.NEWEST, "2"), (Keep.MOST_USED, "1"), (Keep.REVIEWED, "3")],
)
def test_of_units_that_are_the_same_the_one_asked_for_is_kept(keep: Keep, tuid: str) -> None:
    assert kept(VERSIONS, keep) == [tuid, "5"]


def test_of_units_that_are_equally_good_the_first_is_kept() -> None:
    assert kept([VERSIONS[3], VERSIONS[3], VERSIONS[3]], Keep.NEWEST) == ["4"]


@pytest.mark.parametrize("tool", ["x-ConfirmationLevel=ApprovedSignOff", "x-state=final", "approved=yes"])
def test_the_states_of_other_programs_count_as_reviewed(tool: str) -> None:
    kind, _, value = tool.partition("=")
    other = tmx.TranslationUnit(VERSIONS[3].variants, "x", props=[tmx.Property(kind, value)])
    assert kept([VERSIONS[0], other], Keep.REVIEWED) == ["x"]


@pytest.mark.parametrize(
    ("text", "is_near"),
    [
        ("The Council shall meet within thirty days.", True),
        ("the council SHALL meet in thirty days", True),
        ("The Council shall meet again in thirty days.", True),
        ("The Assembly decides on its own rules of procedure.", False),
        ("The Council shall meet in 30 days.", False),
    ],
)
def test_units_are_near_by_most_letters_and_all_digits(text: str, is_near: bool) -> None:
    with near_units(_HEADER, 80, source_only=True) as units:
        assert units.add(unit("1", en="The Council shall meet in thirty days."), 0) is None
        assert units.add(unit("2", en=text), 1) == (0 if is_near else None)


def test_near_units_are_near_in_all_languages_unless_only_the_source_counts() -> None:
    one, other = unit("1", en="Open to all", fr="Ouvert à tous"), unit("2", en="Open to all", fr="Fermé")
    for source_only, near in ((True, 0), (False, None)):
        with near_units(_HEADER, 80, source_only=source_only) as units:
            units.add(one, 0)
            assert units.add(other, 1) == near


@given(st.lists(st.sampled_from("abcdef"), min_size=4, max_size=12), st.data())
def test_a_text_with_one_word_changed_added_or_left_out_is_always_compared(
    words: list[str], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(words) - 1))
    changed = [*words[:place], *data.draw(st.sampled_from([["x"], [words[place], "x"], []])), *words[place + 1 :]]
    with near_units(_HEADER, 1, source_only=True) as units:
        units.add(unit("1", en=" ".join(words)), 0)
        assert units.add(unit("2", en=" ".join(changed)), 1) == 0


def test_of_several_translations_of_a_text_one_a_language_is_kept() -> None:
    old = unit("1", {"changedate": "20200101T000000Z"}, en="Law", fr="Loi", ru="Закон")
    new = unit("2", {"changedate": "20240101T000000Z"}, en="Law", fr="Droit")
    preferences = Preferences([old, new], _HEADER, Keep.NEWEST)
    after = [changed for _, changed in preferences.applied([old, new])]
    assert [unit and [variant.text for variant in unit.variants] for unit in after] == [
        ["Law", "Закон"],
        ["Law", "Droit"],
    ]


def test_words_are_edited_between_codes_and_not_in_them() -> None:
    code = tmx.Ph("<a title='shall'>")
    before = tmx.TranslationUnit([tmx.Variant("en", ["shall ", code, tmx.Hi("shall")]), tmx.Variant("fr", "shall")])
    after = UnitEdit(rewrite=lambda words: words.replace("shall", "must"), language="en")(before)
    assert after.variants[0].segment == ("must ", code, tmx.Hi("must"))
    assert after.variants[1] is before.variants[1]


def test_an_edit_sets_and_deletes_properties_and_attributes_and_turns_the_direction() -> None:
    variant = tmx.Variant(
        "fr-CA", ["Loi", tmx.Ph("<br/>")], attributes={"changeid": "a"}, props=[tmx.Property("x-old", "1")]
    )
    before = tmx.TranslationUnit([tmx.Variant("en", "Law"), variant], "1", attributes={"srclang": "en"})
    edit = UnitEdit(props={"x-old": "", "x-new": "2"}, attributes={"changeid": "b"}, strips_codes=True, source="fr")
    after = edit(before)
    assert after.languages == ("fr-CA", "en")
    assert after.attributes == {"srclang": "fr-CA", "changeid": "b"}
    assert after.props == (tmx.Property("x-new", "2"),)
    assert after.variants[0] == tmx.Variant("fr-CA", "Loi", attributes={"changeid": "b"})


def test_an_edit_that_changes_nothing_gives_the_unit_itself() -> None:
    assert UnitEdit(rewrite=str, strips_codes=True)(VERSIONS[0]) is VERSIONS[0]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.EMPTY),
        (tmx.Ph("<br/>"), Fault.CODES),
        ("Peace and security", Fault.SAME),
        ("Paix " * 40, Fault.RATIO),
        ("Мир и безопасность", Fault.LANGUAGE),
        ("La paix et la sécurité", None),
    ],
)
def test_what_is_no_translation_is_found(text: str | tmx.Ph, fault: Fault | None) -> None:
    trimmer = Trimmer(_HEADER, list(Fault), 4, lambda text, language: language == "fr" and "Мир" in text)
    pair = tmx.TranslationUnit([tmx.Variant("en", "Peace and security"), tmx.Variant("fr", text)])
    assert trimmer.faults_of(pair) == ({1: fault} if fault else {})


def test_numbers_that_are_the_same_in_both_languages_are_translated() -> None:
    assert Trimmer(_HEADER, [Fault.SAME]).faults_of(unit("1", en="2014", fr="2014")) == {}


def test_a_unit_loses_a_variant_and_goes_with_the_last_translation() -> None:
    trimmer = Trimmer(_HEADER, [Fault.EMPTY])
    three = unit("1", en="Law", fr="", ru="Закон")
    trimmed = trimmer.trimmed(three, trimmer.faults_of(three))
    assert trimmed
    assert trimmed.languages == ("en", "ru")
    assert trimmer.trimmed(unit("1", en="Law", fr=""), {1: Fault.EMPTY}) is None


@pytest.mark.parametrize(("reverse", "order"), [(False, "bdac"), (True, "acbd")])
def test_units_are_sorted_and_equal_ones_stay_in_their_order(reverse: bool, order: str) -> None:
    units = [unit(tuid, en=text) for tuid, text in (("a", "2"), ("b", "1"), ("c", "2"), ("d", "1"))]
    assert (
        "".join(unit.tuid or "" for _, unit in in_order(units, lambda unit: unit.text("en"), reverse=reverse)) == order
    )


def repaired(segment: str, encoding: str = "utf-8") -> tuple[list[str], list[str]]:
    """The texts that are read after a repair, and what was repaired."""
    damaged = f'{_HEAD.format(encoding)}<tu tuid="1"><tuv xml:lang="en"><seg>{segment}</seg></tuv></tu></body></tmx>'
    repairs: list[str] = []
    stream = tmx.RepairedStream(damaged.encode(encoding), lambda repair: repairs.append(str(repair)))
    with tmx.read(io.BytesIO(stream.read()), errors="report") as reader:
        return [unit.text("en") for unit in reader], repairs


@pytest.mark.parametrize(
    ("segment", "text"),
    [
        ("Q&A", "Q&A"),
        ("1 < 2 && 3 > 2", "1 < 2 && 3 > 2"),
        ("na&iuml;ve &hellip;", "naïve …"),
        ("&unknown;", "&unknown;"),
        ("a&#x2;b&#xFFFE;", "ab"),
        ("line\x0bbreak", "line break"),
        ("re&#30;use", "re‑use"),
        ("&#xD83D;&#xDE00;", "😀"),
        ("one<br>two", "one<br>two"),
        ("<i>a</i>", "a"),
        ("a <!-- x & y --> b<![CDATA[ & c]]>", "a  b & c"),
    ],
)
def test_what_is_not_xml_is_read_as_it_was_meant(segment: str, text: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        assert repaired(segment, encoding)[0] == [text]


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ('<tuv lang="en">', '<tuv xml:lang="en">'),
        ('<tuv xml:lang="zh_CN">', '<tuv xml:lang="zh-CN">'),
        ('<tu creationdate="2024-05-01">', '<tu creationdate="20240501T000000Z">'),
        ('<tu changedate="2024-05-01T12:00:00+02:00">', '<tu changedate="20240501T100000Z">'),
        ('<tu changedate="20240501">', '<tu changedate="20240501T000000Z">'),
        ('<tu changeid="A & B">', '<tu changeid="A &amp; B">'),
        ('<tu changedate="01/02/03">', '<tu changedate="01/02/03">'),
    ],
)
def test_dates_tags_and_attributes_are_written_as_tmx_has_them(damaged: str, sound: str) -> None:
    repairs: list[tmx.Repair] = []
    head = _HEAD.format("UTF-8")
    assert tmx.RepairedStream(f"{head}{damaged}".encode(), repairs.append).read().decode() == f"{head}{sound}"
    assert [repair.line for repair in repairs] == [3] * (damaged != sound)


@given(st.text("ab &<>;#x1\"'/\n\x0b\x00", max_size=30))
def test_whatever_stands_in_a_segment_its_unit_is_read(segment: str) -> None:
    texts, _ = repaired(f"{segment.replace('>', '')} ")
    assert len(texts) == 1


@given(
    st.lists(st.tuples(st.text("aбä&<>\"'\n", min_size=1), st.text("b中<&]")), max_size=4),
    st.sampled_from(["utf-8", "utf-16"]),
)
def test_a_sound_memory_is_not_changed(pairs: list[tuple[str, str]], encoding: str) -> None:
    stream = io.BytesIO()
    units = [unit(str(number), en=source, fr=target) for number, (source, target) in enumerate(pairs)]
    tmx.write(stream, units, header=_HEADER, profile="exact")
    source = stream.getvalue().decode().replace("UTF-8", encoding.upper())

    def fail(repair: tmx.Repair) -> None:
        raise AssertionError(repair)

    assert tmx.RepairedStream(source.encode(encoding), fail).read() == stream.getvalue()


def _words() -> Iterator[tuple[str, str]]:
    yield "Ask jo.smith@mail.example.org.", "Ask [email]."
    yield "See https://example.org/a?b=1, or www.example.com", "See [web], or [web]"
    yield "IBAN GB82 WEST 1234 5698 7654 32", "IBAN [account]"
    yield "card 4111-1111-1111-1111", "card [account]"
    yield "tel. +33 (0)1 23 45 67 89 or 020 7946 0123", "tel. [phone] or [phone]"
    yield "г-ну Петрову и Петровскому", "г-ну [name] и Петровскому"
    yield "请联系王小明。", "请联系[name]。"
    yield "A/RES/60/1 of 2005-09-16, 1 234 567 890 euros, 3.14159265358", ""


@pytest.mark.parametrize(("words", "anonymous"), list(_words()))
def test_what_says_who_is_meant_is_taken_out_and_other_numbers_stay(words: str, anonymous: str) -> None:
    assert Anonymiser(["Петров", "王小明"]).text(words) == (anonymous or words)


def test_codes_notes_properties_and_authors_are_made_anonymous_too() -> None:
    mail = "jo@example.org"
    variant = tmx.Variant("en", tmx.Ph(f"<a href='mailto:{mail}'>"), attributes={"changeid": "Jo"})
    before = tmx.TranslationUnit([variant], "1", props=[tmx.Property("x", mail)], notes=[tmx.Note(mail)])
    after = Anonymiser()(before)
    assert mail not in repr(after)
    assert "changeid" not in after.variants[0].attributes
    assert Anonymiser()(VERSIONS[4]) is VERSIONS[4]
