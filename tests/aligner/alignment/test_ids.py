"""Ids of units: what one would cite, all different, the same for the same text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.alignment.composition import role
from aligner.alignment.ids import UnitIds
from aligner.alignment.texts import Paragraphs, cut
from aligner.segmentation import Grain


def _ids(language: str, blocks: list[str], grain: Grain = Grain.CLAUSE) -> list[str]:
    ids = UnitIds()
    units = [{language: [part]} for part in cut("x", {language: Paragraphs(tuple(blocks))}, grain).parts[language]]
    return [ids.next(role(parts), parts) for parts in units]


@pytest.mark.parametrize(
    ("language", "blocks", "expected"),
    [
        (
            "en",
            [
                "Treaty", "Chapter I. General", "Article 1", "All comply.", "Article 2. Scope", "1. Parties shall:",
                "(a) meet;", "(b) talk.", "2. They act.", "Chapter III", "Article 3", "Each State shall:", "(a) meet.",
            ],
            "title ch.i art.1 art.1.p1 art.2 art.2.1 art.2.1.a art.2.1.b art.2.2 ch.iii art.3 art.3.p1 art.3.a",
        ),
        ("zh", ["条约", "第一章\u3000总则", "第一条", "各国应合作。"], "title ch.1 art.1 art.1.p1"),
        ("ru", ["Договор", "Статья 1", "Все соблюдают.", "Статья 2", "a) сотрудничают;"], "title art.1 art.1.p1 art.2 art.2.a"),
        ("fr", ["Code", "Définitions", "Un texte.", "Un autre.", "Champ d’application", "Fin."], "title definitions definitions.p1 definitions.p2 champ-d-application champ-d-application.p1"),
        ("ru", ["Кодекс", "Определения", "Текст.", "Цели", "Конец."], "title heading.1 heading.1.p1 heading.2 heading.2.p1"),
        ("en", ["Code", "Terms", "In this code:", "(a) x;", "(b) y.", "A note.", "1. One.", "2. Two."], "title terms terms.p1 terms.p1.a terms.p1.b terms.p2 terms.1 terms.2"),
        ("en", ["Code", "Annex I", "Article 1", "Peace.", "Annex II", "Article 1", "Law."], "title annex.i art.1 art.1.p1 annex.ii annex.ii.art.1 annex.ii.art.1.p1"),
        ("en", ["The Assembly,", "Recalling its resolution,", "1. Decides:", "(a) To act;", "2. Requests."], "enacting-body preamble.1 operative.1 operative.1.a operative.2"),
        ("en", ["Report", "II. General", "12. Peace holds.", "13. Law holds.", "III. Needs", "14. Water."], "title heading.ii heading.ii.12 heading.ii.13 heading.iii heading.iii.14"),
    ],
)  # fmt: skip
def test_an_id_says_where_a_unit_stands(language: str, blocks: list[str], expected: str) -> None:
    assert _ids(language, blocks) == expected.split()


def test_sentences_of_a_clause_share_its_id() -> None:
    assert _ids("en", ["Article 1", "1. Peace holds. Law holds. War ends."], Grain.SENTENCE) == [
        "art.1", "art.1.1", "art.1.1.s2", "art.1.1.s3",
    ]  # fmt: skip


_BLOCK = st.sampled_from(
    [
        "Article 1",
        "Article 1 Scope",
        "(a) x;",
        "1. y.",
        "1. All:",
        "Terms",
        "Each:",
        "z.",
        "3.2 Aims",
        "第一条",
        "III. Aims",
    ]
)


@given(st.lists(_BLOCK, max_size=12))
def test_ids_are_all_different_and_the_same_again(blocks: list[str]) -> None:
    ids = _ids("en", blocks)
    assert len(set(ids)) == len(ids)
    assert _ids("en", blocks) == ids
    assert all(id_ == id_.lower() and not id_.startswith(".") and ".." not in id_ for id_ in ids)
