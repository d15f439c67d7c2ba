"""Adding files to the bank, and adding them again to a text that people have worked on."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from aligner.acquisition import add
from aligner.bank import Bank
from aligner.errors import InputError, OutputError, UsageError
from aligner.model import BlockName, Decision, DecisionKind, Phrase, Role, Segment, Status, Stretch, Unit

EN = """The General Assembly,

Recalling its resolution 64/211 of 21 December 2009,

Noting that considerable progress has been achieved in information technologies,

1. Decides to continue its work;

2. Requests all States:

(a) To comply with the Charter of the United Nations;

(b) To settle any dispute by peaceful means.
"""
RU = """Генеральная Ассамблея,

ссылаясь на свою резолюцию 64/211 от 21 декабря 2009 года,

отмечая значительный прогресс, достигнутый в области информационных технологий,

1. постановляет продолжить свою работу;

2. просит все государства:

a) соблюдать Устав Организации Объединенных Наций;

b) разрешать любые споры мирными средствами.
"""


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    (tmp_path / "bank").mkdir()
    return Bank(tmp_path / "bank")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "code-en.txt").write_text(EN, encoding="utf-8")
    (folder / "code-ru.txt").write_text(RU, encoding="utf-8")
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (old, text)
    path.write_text(text.replace(old, new), encoding="utf-8")


def replaced(bank: Bank, *units: Unit) -> None:
    """Save the text with some of its units replaced, as if they had been edited by hand."""
    document = bank.load("code")
    by_id = {unit.id: unit for unit in units}
    bank.save(dataclasses.replace(document, units=tuple(by_id.get(it.id, it) for it in document.units)))


def test_files_become_a_text_of_aligned_units_with_roles_labels_and_provenance(bank: Bank, files: Path) -> None:
    done = add(bank, "code", [str(files)])
    document = bank.load("code")
    assert done.is_new
    assert [unit.id for unit in document.units] == [
        "enacting-body", "preamble.1", "preamble.2", "operative.1", "operative.2", "operative.2.a", "operative.2.b",
    ]  # fmt: skip
    item = document.unit("operative.2.a")
    assert (item.segments["en"].label, item.segments["ru"].label) == ("(a)", "a)")
    assert item.text("ru") == "соблюдать Устав Организации Объединенных Наций;"
    assert {segment.status for unit in document.units for segment in unit.segments.values()} == {Status.UNVERIFIED}
    assert document.path is not None
    version = document.languages["ru"]
    assert (document.path / version.file).read_text(encoding="utf-8") == RU
    assert "not compared since" in version.source


def test_adding_the_same_files_again_changes_nothing(bank: Bank, files: Path) -> None:
    add(bank, "code", [str(files)])
    before = {path: path.read_bytes() for path in bank.root.rglob("*") if path.is_file()}
    again = add(bank, "code", [str(files)])
    assert (again.is_new, again.changed, again.kept) == (False, (), ())
    assert {path: path.read_bytes() for path in bank.root.rglob("*") if path.is_file()} == before


def test_hand_edits_stay_and_what_the_files_changed_is_taken_and_said(bank: Bank, files: Path) -> None:
    add(bank, "code", [str(files)])
    document = bank.load("code")
    noted = dataclasses.replace(document.unit("preamble.1"), note="Seen.", phrases=(Phrase({"en": Stretch("Recalling"), "ru": Stretch("ссылаясь")}),))  # fmt: skip
    mended = document.unit("preamble.2")
    mended = dataclasses.replace(
        mended,
        segments={
            **mended.segments,
            "en": dataclasses.replace(mended.segments["en"], text="Noting that progress has been made,"),
        },
    )
    replaced(bank, noted, mended)
    edit(files / "code-en.txt", "continue its work", "conclude its work")
    edit(files / "code-en.txt", "considerable progress", "great progress")

    again = add(bank, "code", [str(files)])
    after = bank.load("code")
    assert after.unit("preamble.1") == noted
    assert after.unit("preamble.2").text("en") == "Noting that progress has been made,"
    assert after.unit("operative.1").text("en") == "Decides to conclude its work;"
    assert again.changed == ("operative.1, en: changed in the files", "en: another file")
    (kept,) = again.kept
    assert kept.startswith("preamble.2, en: edited by hand, and changed in the files to Noting that great progress")


def test_a_change_that_a_hand_and_the_files_made_alike_is_no_conflict(bank: Bank, files: Path) -> None:
    add(bank, "code", [str(files)])
    unit = bank.load("code").unit("operative.1")
    segments = {**unit.segments, "en": dataclasses.replace(unit.segments["en"], text="Decides to end its work;")}
    replaced(bank, dataclasses.replace(unit, segments=segments))
    edit(files / "code-en.txt", "continue its work", "end its work")
    again = add(bank, "code", [str(files)])
    assert again.kept == ()
    assert bank.load("code").unit("operative.1").text("en") == "Decides to end its work;"


def test_ids_that_were_changed_by_hand_stay_and_take_what_the_files_changed(bank: Bank, files: Path) -> None:
    add(bank, "code", [str(files)])
    document = bank.load("code")
    renamed = [dataclasses.replace(unit, id=unit.id.replace("operative", "point")) for unit in document.units]
    bank.save(dataclasses.replace(document, units=tuple(renamed)))
    edit(files / "code-en.txt", "continue its work", "end its work")
    again = add(bank, "code", [str(files)])
    assert again.changed == ("point.1, en: changed in the files", "en: another file")
    assert [unit.id for unit in bank.load("code").units] == [unit.id for unit in renamed]


def test_new_paragraphs_in_a_row_keep_their_order(bank: Bank, files: Path) -> None:
    add(bank, "code", [f"en={files / 'code-en.txt'}"])
    new = ["Bearing in mind the needs of all,", "Stressing the role of States,", "Welcoming the report,"]
    edit(files / "code-en.txt", "\n\nNoting", "\n\n" + "\n\n".join(new) + "\n\nNoting")
    add(bank, "code", [f"en={files / 'code-en.txt'}"])
    assert [unit.text("en") for unit in bank.load("code").units][2:5] == new


def test_a_unit_has_the_role_that_most_languages_give_it(bank: Bank, files: Path) -> None:
    """The Spanish file has lost its label; the two others outvote it, though it comes first."""
    (files / "es.txt").write_text("respetar la Carta de las Naciones Unidas;", encoding="utf-8")
    (files / "en.txt").write_text("(a) To comply with the Charter of the United Nations;", encoding="utf-8")
    (files / "ru.txt").write_text("a) соблюдать Устав Организации Объединенных Наций;", encoding="utf-8")
    add(bank, "x", [f"{tag}={files / tag}.txt" for tag in ("es", "en", "ru")])
    assert [unit.role for unit in bank.load("x").units] == [Role.ITEM]


def test_a_new_paragraph_takes_its_place_and_the_others_keep_their_ids(bank: Bank, files: Path) -> None:
    add(bank, "code", [str(files)])
    before = bank.load("code")
    edit(files / "code-en.txt", "\n\nNoting", "\n\nBearing in mind the needs of developing countries,\n\nNoting")
    edit(files / "code-ru.txt", "\n\nотмечая", "\n\nучитывая потребности развивающихся стран,\n\nотмечая")
    again = add(bank, "code", [str(files)])
    after = bank.load("code")
    assert [unit.text("ru") for unit in after.units][2] == "учитывая потребности развивающихся стран,"
    assert after.unit("preamble.2") == before.unit("preamble.2")
    assert len(after.units) == len(before.units) + 1
    assert any(line.endswith(": new") for line in again.changed)


def test_what_was_removed_by_hand_stays_removed(bank: Bank, files: Path) -> None:
    add(bank, "code", [str(files)])
    document = bank.load("code")
    bank.save(dataclasses.replace(document, units=document.units[1:]))
    again = add(bank, "code", [str(files)])
    assert again.changed == ()
    assert [unit.id for unit in bank.load("code").units] == [unit.id for unit in document.units[1:]]


def test_a_language_can_be_added_later(bank: Bank, files: Path) -> None:
    add(bank, "code", [f"en={files / 'code-en.txt'}"])
    assert list(bank.load("code").languages) == ["en"]
    add(bank, "code", [str(files / "code-ru.txt")])
    document = bank.load("code")
    assert list(document.languages) == ["en", "ru"]
    assert document.unit("operative.2.b").text("ru") == "разрешать любые споры мирными средствами."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["{files}/code.txt"], "its name does not say its language; write zh="),
        (["{files}/code-en.txt", "en={files}/code-ru.txt"], "are both 'en'"),
        (["{files}/empty"], "there is no document"),
        (["{files}/nowhere"], "there is no such file or folder"),
    ],
)
def test_files_that_cannot_be_told_apart_are_refused(bank: Bank, files: Path, arguments: list[str], said: str) -> None:
    (files / "empty").mkdir()
    (files / "code.txt").write_text(EN, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        add(bank, "code", [argument.format(files=files) for argument in arguments])
    assert list(bank.root.iterdir()) == []


def test_a_text_whose_kept_file_was_changed_is_not_merged(bank: Bank, files: Path) -> None:
    add(bank, "code", [str(files)])
    edit(bank.root / "code" / "sources" / "code-en.txt", "Requests", "Urges")
    with pytest.raises(InputError, match=r"code-en\.txt: is not the file it was"):
        add(bank, "code", [str(files)])


def test_a_name_cannot_lead_out_of_the_bank(bank: Bank, files: Path) -> None:
    assert add(bank, "../../evil", [str(files)]).document.path == bank.root / "evil"


def test_a_bank_that_cannot_be_written_is_said(bank: Bank, files: Path) -> None:
    (bank.root / "code").write_text("a file where the text's folder would be", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        add(bank, "code", [f"en={files / 'code-en.txt'}"])


def decided(bank: Bank, kind: str, blocks: dict[str, tuple[str, ...]]) -> None:
    """Save the text with a decision about its alignment."""
    document = bank.load("code")
    names = {tag: tuple(map(BlockName, words)) for tag, words in blocks.items()}
    bank.save(dataclasses.replace(document, decisions=(*document.decisions, Decision(DecisionKind(kind), names))))


def test_decisions_hold_when_files_are_added_again_and_lost_ones_are_listed_and_kept(bank: Bank, files: Path) -> None:
    add(bank, "code", [str(files)])
    decided(bank, "left-out", {"en": ("The General Assembly,",)})
    decided(
        bank, "checked", {"en": ("Decides to continue its work;",), "ru": ("постановляет продолжить свою работу;",)}
    )
    edit(files / "code-ru.txt", "продолжить свою работу", "завершить свою работу")
    done = add(bank, "code", [str(files)])
    document = bank.load("code")
    assert [str(lost.decision.kind) for lost in done.resolution.lost] == ["checked"]
    assert len(document.decisions) == 2
    assert [sorted(unit.segments) for unit in document.units[:2]] == [["en"], ["ru"]]
    edit(files / "code-ru.txt", "завершить свою работу", "продолжить свою работу")
    assert not add(bank, "code", [str(files)]).resolution.lost


def test_a_block_that_somebody_split_is_cut_there(bank: Bank, files: Path) -> None:
    add(bank, "code", [str(files)])
    decided(bank, "checked", {"en": ("Decides to continue",), "ru": ("постановляет продолжить",)})
    decided(bank, "checked", {"en": ("its work;",), "ru": ("свою работу;",)})
    add(bank, "code", [str(files)])
    document = bank.load("code")
    split = [unit for unit in document.units if unit.text("en") in ("Decides to continue", "its work;")]
    assert [unit.text("ru") for unit in split] == ["постановляет продолжить", "свою работу;"]
    assert split[0].segments["en"].label == "1."


def test_a_text_that_follows_its_decisions_is_unchanged_by_the_same_files(bank: Bank, files: Path) -> None:
    add(bank, "code", [str(files)])
    decided(
        bank,
        "checked",
        {
            "en": ("Decides to continue its work;",),
            "ru": ("отмечая значительный прогресс, достигнутый в области информационных технологий,",),
        },
    )
    decided(bank, "left-out", {"ru": ("постановляет продолжить свою работу;",)})
    assert add(bank, "code", [str(files)]).changed
    before = bank.load("code").units
    assert add(bank, "code", [str(files)]).changed == ()
    # A cell that was split in a spreadsheet may have the label of its second part among its words.
    unit = next(unit for unit in before if unit.text("en") == "Decides to continue its work;")
    replaced(bank, dataclasses.replace(unit, segments={**unit.segments, "en": Segment(f"1. {unit.text('en')}")}))
    assert add(bank, "code", [str(files)]).changed == ()
    assert [it.id for it in bank.load("code").units] == [it.id for it in before]
