"""A file that is written again differs only where its value does."""

from __future__ import annotations

import dataclasses
import difflib
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aligner.bank import Bank, read_document, write_document
from aligner.bank.editing import edited
from aligner.bank.located import parsed
from aligner.model import Document, Phrase, Segment, Stretch

UNITS = """\
# Head of the file.
units:
# About the title.
- role: title  # beside a key
  id: title
  ru: "№ 1 # not a comment"
  # inside the unit
  en: First

# Above the second.
- id: second
  en: Second
  phrases:
  # about a phrase
  - en: Sec  # half of it
    ru: Вт
  - {en: ond, ru: орой} # the other half
    # deep below
  note: |  # a long note
    of two
    lines
# The end.
"""
FIRST, SECOND = yaml.safe_load(UNITS)["units"]


def rewritten(units: list[dict[str, Any]], source: str = UNITS) -> str:
    text = edited(source, parsed(Path("units.yaml"), source), {"units": units}, ("units",))
    assert yaml.safe_load(text) == {"units": units}
    return text


def differing_lines(old: str, new: str) -> list[str]:
    return [line for line in difflib.ndiff(old.splitlines(), new.splitlines()) if line[0] in "+-"]


@pytest.mark.parametrize(
    ("units", "difference"),
    [
        ([FIRST, SECOND], []),
        ([FIRST, SECOND | {"en": "2nd"}], ["-   en: Second", "+   en: 2nd"]),
        ([FIRST | {"ru": "№ 2"}, SECOND], ['-   ru: "№ 1 # not a comment"', "+   ru: № 2"]),
        ([FIRST, SECOND | {"new": "x"}], ["+   new: x"]),
        ([FIRST, {"id": "second", "label": "(a)"} | SECOND], ["+   label: (a)"]),
        (
            [FIRST, SECOND | {"phrases": [{"en": "Sec", "ru": "Второй"}, SECOND["phrases"][1]]}],
            ["-     ru: Вт", "+     ru: Второй"],
        ),
        (
            [FIRST, SECOND | {"phrases": [SECOND["phrases"][0], {"en": "ond", "ru": "a, b"}]}],
            ["-   - {en: ond, ru: орой} # the other half", "+   - {en: ond, ru: 'a, b'} # the other half"],
        ),
        (
            [FIRST, SECOND | {"phrases": SECOND["phrases"][1:]}],
            ["-   - en: Sec  # half of it", "-     ru: Вт", "+   # half of it"],
        ),
        (
            [FIRST, SECOND | {"phrases": [{"ru": "Вт"}, SECOND["phrases"][1]]}],
            ["-   - en: Sec  # half of it", "-     ru: Вт", "+   # half of it", "+   - ru: Вт"],
        ),
        (
            [FIRST, SECOND | {"note": "short"}],
            ["-   note: |  # a long note", "-     of two", "-     lines", "+   # a long note", "+   note: short"],
        ),
        ([FIRST, SECOND, {"id": "third", "en": "Third"}], ["+ ", "+ - id: third", "+   en: Third"]),
        ([{"id": "zero", "en": "0"}, FIRST, SECOND], ["+ - id: zero", "+   en: '0'", "+ "]),
    ],
)
def test_only_the_lines_of_what_changed_are_different(units: list[dict[str, Any]], difference: list[str]) -> None:
    assert sorted(differing_lines(UNITS, rewritten(units))) == sorted(difference)


def test_the_comments_of_an_entry_that_goes_stay_in_its_place() -> None:
    text = rewritten([SECOND])
    assert text.startswith("# Head of the file.\nunits:\n# About the title.\n# beside a key\n# inside the unit\n")


def test_an_entry_that_moves_takes_its_comments_along() -> None:
    text = rewritten([SECOND, FIRST])
    assert text.index("# Above the second.") < text.index("id: second") < text.index("# deep below")
    assert text.index("# deep below") < text.index("# About the title.") < text.index("- role: title  # beside a key")


def test_comments_inside_a_list_on_several_lines_stay_when_it_changes() -> None:
    source = "units:\n- id: a\n  terms: [one, # the first\n    two] # the second\n"
    text = rewritten([{"id": "a", "terms": ["one", "two", "three"]}], source)
    assert text == "units:\n- id: a\n  # the first\n  # the second\n  terms:\n  - one\n  - two\n  - three\n"


def test_a_comment_that_is_indented_more_belongs_to_the_entry_above_it() -> None:
    text = rewritten([FIRST, SECOND, {"id": "third"}], UNITS.replace("# The end.", "  # of the second"))
    assert text.index("# of the second") < text.index("- id: third")


def test_an_entry_that_goes_takes_the_blank_line_in_front_of_it_along() -> None:
    source = "units:\n- id: a\n\n- id: b\n\n- id: c\n"
    assert rewritten([{"id": "a"}, {"id": "c"}], source) == "units:\n- id: a\n\n- id: c\n"
    assert rewritten([{"id": "a"}, {"id": "b"}], source) == "units:\n- id: a\n\n- id: b\n\n"


def test_items_without_ids_that_changed_are_edited_where_they_stand() -> None:
    source = "units:\n- {en: a, ru: а} # one\n- {en: b, ru: б} # two\n"
    units = [{"en": "x", "ru": "у"}, {"en": "z", "ru": "ю"}]
    assert rewritten(units, source) == "units:\n- {en: x, ru: у} # one\n- {en: z, ru: ю} # two\n"


@pytest.mark.parametrize(
    "source",
    [
        UNITS.replace("\n", "\r\n"),
        UNITS.rstrip("\n"),
        "{units: [{id: title, en: First}]} # all of it\n",
        "units: []\n",
        "units:\n-\n  # below the dash\n  id: title\n  en: First\n",
        "units:\n    - id: title\n      en:\n      # an empty value\n      ru: Первый\n",
        "---\nunits:\n- id: title\n  en: First\n...\n",
    ],
)
def test_files_in_other_hands_can_be_edited_too(source: str) -> None:
    units = [FIRST | {"en": "No 1:\n\none"}, {"id": "added", "en": "Added"}]
    text = rewritten(units, source)
    for comment in ("all of it", "below the dash", "an empty value", "# a long note"):
        assert (comment in text) == (comment in source)
    assert ("\r\n" in text) == ("\r\n" in source)
    assert text.count("\r\n") in (0, text.count("\n"))


@pytest.fixture(scope="module")
def commented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The annex with a comment above, and beside, every line."""
    folder = Path(shutil.copytree(Bank().root / "a-66-359", tmp_path_factory.mktemp("bank") / "a-66-359"))
    lines = []
    for number, line in enumerate((folder / "annex.yaml").read_text(encoding="utf-8").splitlines()):
        indentation = " " * (len(line) - len(line.lstrip()))
        lines += [f"{indentation}# above {number}.", f"{line}  # beside {number}." if line else ""]
    (folder / "annex.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_comment_is_lost_or_moved_whatever_changes(commented: Path, tmp_path: Path, data: st.DataObject) -> None:
    folder = tmp_path / "a-66-359"
    shutil.copytree(commented, folder, dirs_exist_ok=True)
    before = (folder / "annex.yaml").read_text(encoding="utf-8")
    (folder / "terms.yaml").unlink(missing_ok=True)
    document = read_document(folder)
    changed = data.draw(changes(document))
    write_document(changed, folder)
    after = (folder / "annex.yaml").read_text(encoding="utf-8")
    assert read_document(folder) == changed
    comments, kept = (re.findall(r"# (?:above|beside) \d+\.", text) for text in (before, after))
    assert sorted(kept) == sorted(comments)
    ids = [unit.id for unit in changed.units]
    assert kept == comments or ids != [unit.id for unit in document.units if unit.id in ids]


def changes(document: Document) -> st.SearchStrategy[Document]:
    """Texts with some units reworded, without phrases, without a phrase, with one more, gone or moved."""

    def changed(numbers: list[int], kinds: list[str]) -> Document:
        units = list(document.units)
        for place, kind in zip(numbers, kinds, strict=False):
            number = place % len(units)
            unit = units[number]
            if kind == "reworded":
                segments = {**unit.segments, "ru": Segment("Другое: слово", unit.segments["ru"].label)}
                units[number] = dataclasses.replace(unit, segments=segments)
            elif kind == "phrase gone":
                units[number] = dataclasses.replace(unit, phrases=unit.phrases[1:], note="")
            elif kind == "phrase more":
                phrase = Phrase({"ru": Stretch("a # b", 2), "en": Stretch("c")})
                units[number] = dataclasses.replace(unit, phrases=(*unit.phrases, phrase), ignore={"NUM001": "x"})
            elif kind == "gone":
                del units[number]
            else:
                units.insert(0, units.pop(number))
        return dataclasses.replace(document, units=tuple(units))

    kinds = st.sampled_from(["reworded", "phrase gone", "phrase more", "gone", "moved"])
    return st.builds(changed, st.lists(st.integers(0, 26), max_size=4), st.lists(kinds, min_size=4, max_size=4))
