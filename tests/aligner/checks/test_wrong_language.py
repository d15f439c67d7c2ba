"""Segments in another language of the same script are reported by its name; names, quotations and addresses are not."""

from __future__ import annotations

import pytest

from aligner.checks import CheckedText, all_rules, run
from aligner.model import Role, Segment, Unit

pytest.importorskip("py3langid", reason="needs the extra that tells languages apart")

_RULES = [rule for rule in all_rules() if rule.code == "ALN007"]


def _reported(**texts: str) -> list[str]:
    unit = Unit("1", Role.PARAGRAPH, {tag: Segment(text) for tag, text in texts.items()})
    return [finding.message for finding in run(CheckedText("text", [unit], tuple(texts)), _RULES)]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "Partijen raadplegen elkaar op gezette tijden en houden overleg.", "Dutch (nl)"),
        ("ru", "Комітет збирається двічі на рік у Женеві, щоб обговорити звіт.", "Ukrainian (uk)"),
        ("it", "O comité reúne-se duas vezes por ano para discutir o relatório.", "Portuguese (pt)"),
        ("sv", "Jokaisella työntekijällä on oikeus lepoon ja vapaa-aikaan.", "Finnish (fi)"),
        ("ro", "Eight members from African States", "English (en)"),
    ],
)
def test_a_segment_in_another_language_is_reported_with_its_name(language: str, text: str, name: str) -> None:
    assert _reported(en="The Parties meet twice a year", **{language: text}) == [f"the {language} segment is in {name}"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Universität Heidelberg, Allemagne"),
        ("pl", "Licencja Apache License, Version 2.0"),
        ("de", "Siehe „the right of everyone to take part in cultural life“ im Anhang"),
        ("ko", "https://example.org/the-right-of-everyone-to-take-part"),
        ("hr", "Svako ima pravo na odmor i slobodno vrijeme"),
    ],
)
def test_names_quotations_addresses_and_relatives_are_passed_over(language: str, text: str) -> None:
    assert _reported(en="See the annex of the report", **{language: text}) == []


def test_credits_of_translators_are_in_any_language() -> None:
    assert _reported(en="translator-credits", he="Launchpad Contributions: people from all over the world") == []
