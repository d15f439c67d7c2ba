"""Structure: what each block of an official text is, and clauses that run on within a block."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.bank import Bank, shipped_texts
from aligner.model import Document
from aligner.segmentation import Grain, blocks, segment


@pytest.fixture(scope="module")
def annex() -> Document:
    return Bank().load("a-66-359")


def test_all_units_of_the_annex_come_out_of_the_official_english_file(annex: Document) -> None:
    """Role, label and wording of every unit, save the one emendation that document.yaml records (capacitybuilding)."""
    source = (shipped_texts() / "a-66-359" / "sources" / "A-66-359-en.txt").read_text("utf-8")
    given_blocks = blocks(source)
    start = next(at for at, block in enumerate(given_blocks) if block.startswith("Annex to the letter"))
    found = [part for part in segment(given_blocks[start + 1 :], "en") if part.role != "note"]
    emended = [(part.role, part.label, part.text.replace("capacitybuilding", "capacity-building")) for part in found]
    assert emended == [(unit.role, unit.segments["en"].label, unit.text("en")) for unit in annex.units]


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
@pytest.mark.parametrize("grain", [Grain.BLOCK, Grain.CLAUSE])
def test_every_language_of_the_annex_has_the_same_structure(annex: Document, language: str, grain: Grain) -> None:
    """The full stop inside preamble.5 and preamble.6 in Chinese does not cut the clause."""
    segments = [unit.segments[language] for unit in annex.units]
    found = segment([f"{one.label} {one.text}".strip() for one in segments], language, grain)
    assert [(part.role, part.label, part.text) for part in found] == [
        (unit.role, one.label, one.text) for unit, one in zip(annex.units, segments, strict=True)
    ]


def test_at_the_grain_of_sentences_the_chinese_full_stop_cuts(annex: Document) -> None:
    found = segment([annex.unit("preamble.5").text("zh")], "zh", Grain.SENTENCE)
    assert [part.text[:2] for part in found] == ["强调", "重申"]
    assert {part.role.value for part in found} == {"sentence"}


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("M. Dupont spoke of it at length.", ("", "M. Dupont spoke of it at length.")),  # an initial counts nothing
        ("- V. Petrov spoke", ("", "V. Petrov spoke")),
        ("III. Principles", ("III.", "Principles")),  # two Roman letters and a full stop are no initials
        ("XII. Final provisions", ("XII.", "Final provisions")),
    ],
)
def test_what_only_looks_like_a_label_stays_in_the_text(block: str, expected: tuple[str, str]) -> None:
    (part,) = segment([block], "en")
    assert (part.label, part.text) == expected
    assert block[part.start : part.end] == part.text


DOCUMENTS = {
    "resolution": (
        "en",
        [
            "64/211. Creation of a global culture of cybersecurity",
            "The General Assembly,",
            "Recalling its resolution 58/199,",
            "Noting with concern the threats, and",
            "1. Invites Member States to use the tool;",
            "2. Requests the Council:",
            "(a) To report;",
            "(i) Annually;",
            "(ii) In full;",
            "(b) To publish;",
            "3. Decides to remain seized of the matter.",
        ],
        (
            "title enacting-body preambular-paragraph preambular-paragraph operative-clause operative-clause "
            "item item item item operative-clause"
        ),
        "0 0 0 0 1 1 2 3 3 2 1",
    ),
    "chinese law": (
        "zh",
        [
            "中华人民共和国网络安全法",
            "第一章\u3000总则",
            "第一条\u3000为了保障网络安全，制定本法。",
            "第二条\u3000本法适用于：",
            "（一）网络建设；",
            "（二）网络运营。",
            "第二章\u3000安全",
            "第三条\u3000国家坚持网络安全与发展并重。",
        ],
        "title heading paragraph paragraph item item heading paragraph",
        "0 1 2 2 3 3 1 2",
    ),
    "russian statute": (
        "ru",
        [
            "Федеральный закон",
            "Статья 1. Цели",
            "1. Настоящий закон регулирует:",
            "1) связь;",
            "2) информацию.",
            "Статья 2. Понятия",
            "М. Горький написал рассказ.",
        ],
        "title heading chapeau item item heading paragraph",
        "0 1 2 3 3 1 0",
    ),
    "french": (
        "fr",
        [
            "Code de conduite",
            "L'Assemblée générale,",
            "Rappelant ses résolutions,",
            "Adopte le code ci-après :",
            "Objet",
            "Les États :",
            "a) Respectent la Charte ;",
            "b) Coopèrent.",
            "M. Dupont est présent.",
        ],
        "title enacting-body preambular-paragraph operative-clause heading chapeau item item paragraph",
        "0 0 0 0 0 0 1 1 0",
    ),
    "spanish": (
        "es",
        [
            "La Asamblea General,",
            "Recordando sus resoluciones,",
            "Aprueba el código siguiente:",
            "Artículo 1",
            "Los Estados cooperarán.",
        ],
        "enacting-body preambular-paragraph operative-clause heading paragraph",
        "0 0 0 1 0",
    ),
    "arabic": (
        "ar",
        [
            "الجمعية العامة،",
            "إذ تشير إلى قراراتها،",
            "تعتمد المدونة التالية:",
            "الغرض",
            "تتعهد كل دولة بما يلي:",
            "(أ) الامتثال للميثاق؛",
            "(ب) التعاون.",
        ],
        "enacting-body preambular-paragraph operative-clause heading chapeau item item",
        "0 0 0 0 0 1 1",
    ),
    "letter": (
        "en",
        [
            "11-49656",
            "Letter dated 12 September",
            "I have the honour to write.",
            "(Signed) Li Baodong",
            "[Original: English]",
            "4 11-49656",
        ],
        "title paragraph signature note",
        "0 0 0 0",
    ),
    "headings with letters": (
        "en",
        ["A. Introduction", "1. The code is new.", "B. Scope", "2. It is wide."],
        "heading paragraph heading paragraph",
        "1 2 1 2",
    ),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_roles_and_depths_of_a_document(name: str) -> None:
    language, given_blocks, roles, depths = DOCUMENTS[name]
    found = segment(given_blocks, language)
    assert " ".join(part.role.value for part in found) == roles
    assert " ".join(str(part.depth) for part in found) == depths


@pytest.mark.parametrize(
    ("language", "block", "expected"),
    [
        (
            "en",
            "Each State pledges: (a) to comply; and (b) not to use force.",
            ["Each State pledges:", "to comply; and", "not to use force."],
        ),
        (
            "ru",
            "Государства обязуются: a) соблюдать Устав; b) не применять силу.",
            ["Государства обязуются:", "соблюдать Устав;", "не применять силу."],
        ),
        ("zh", "各国承诺：（一）遵守宪章；（二）不使用武力。", ["各国承诺：", "遵守宪章；", "不使用武力。"]),
        (
            "fr",
            "Les États : a) respectent la Charte ; et b) coopèrent.",
            ["Les États :", "respectent la Charte ; et", "coopèrent."],
        ),
        (
            "en",
            "Recalling paragraphs 2 (a), (b) and (c) of the annex,",
            ["Recalling paragraphs 2 (a), (b) and (c) of the annex,"],
        ),
        ("en", "(a) States: (i) comply; (ii) report;", ["States:", "comply;", "report;"]),
        ("en", "States shall:\n1. comply;\n2. report.", ["States shall:", "comply;", "report."]),
        (
            "en",
            "One sentence; another clause; (c) a stray label.",
            ["One sentence; another clause; (c) a stray label."],
        ),
    ],
)
def test_a_list_that_runs_on_in_a_block_is_cut_at_its_labels(language: str, block: str, expected: list[str]) -> None:
    assert [part.text for part in segment([block], language)] == expected
    assert len(segment([block], language, Grain.BLOCK)) == 1


BLOCKS = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.lists(
            st.sampled_from(
                [
                    "(a)",
                    "(b)",
                    "1.",
                    "2.",
                    "一、",
                    "a)",
                    "b)",
                    " ",
                    "\n",
                    "; ",
                    ": ",
                    "Yes.",
                    "大会，",
                    "Art. 5",
                    "第一条",
                    "- ",
                ]
            ),
            max_size=12,
        ).map("".join),
    ),
    max_size=8,
)


@given(BLOCKS, st.sampled_from(list(Grain)), st.sampled_from(["en", "zh", "ru", "ar"]))
def test_parts_are_stretches_of_their_blocks_in_order(given_blocks: list[str], grain: Grain, language: str) -> None:
    """Each part is where it says, in order, without overlap; what no part holds is space, labels and furniture."""
    found = segment(given_blocks, language, grain)
    assert all(given_blocks[part.block][part.start : part.end] == part.text for part in found)
    places = [(part.block, part.start, part.end) for part in found]
    assert places == sorted(places)
    assert all(one[0] < other[0] or one[2] <= other[1] for one, other in itertools.pairwise(places))


@pytest.mark.parametrize(
    ("language", "recital"),
    [
        ("en", "Whereas the pledge of all Members of the family of nations is the foundation of trust,"),
        ("en", "WHEREAS, the Parties wish to work together; and"),
        ("fr", "Considérant que les États se sont engagés,"),
        ("es", "Considerando que los Estados se han comprometido,"),
        ("de", "Da die Staaten sich verpflichtet haben,"),
        ("ru", "Принимая во внимание, что государства обязались,"),
        ("zh", "鉴于各会员国业已誓愿，"),
    ],
)
def test_a_recital_that_names_an_organ_is_not_an_enacting_body(language: str, recital: str) -> None:
    roles = [part.role.value for part in segment(["1948", recital, recital, recital], language)]
    assert roles[-3:] == ["preambular-paragraph"] * 3


def test_a_sentence_that_only_begins_like_a_recital_is_a_paragraph() -> None:
    (part,) = segment(["Whereas the first State agreed, the other States did not."], "en")
    assert part.role.value == "paragraph"


def test_an_unknown_grain_is_refused() -> None:
    with pytest.raises(ValueError, match="word"):
        segment(["a"], "en", "word")


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["; (a) x; (b) y", "\n(a) x", "\n1. x", "aing ", "大会，", "(a"])
def test_a_long_hostile_block_is_cut_without_hanging(unit: str) -> None:
    """Quadratic code would take minutes on these."""
    block = unit * (300_000 // len(unit))
    assert segment([block], "en")[-1].end <= len(block)
