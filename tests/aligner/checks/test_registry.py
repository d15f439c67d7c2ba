from __future__ import annotations

import pytest

from aligner.checks import rule_named, select
from aligner.errors import NotFoundError


def codes(selected: list[str], ignored: list[str]) -> set[str]:
    return {rule.code for rule in select(selected, ignored)}


@pytest.mark.parametrize(
    ("selected", "ignored", "there", "not_there"),
    [
        pytest.param([], [], "NUM001", "XXX", id="nothing said: all that are not opt-in"),
        pytest.param(["NUM"], [], "NUM001", "REF001", id="a prefix selects a family"),
        pytest.param(["number-mismatch"], [], "NUM001", "REF001", id="a rule by its name"),
        pytest.param([], ["NUM"], "REF001", "NUM001", id="an ignored family is out"),
        pytest.param(["NUM001"], ["NUM"], "NUM001", "REF001", id="the longer prefix wins"),
        pytest.param(["ALL"], ["ALN0"], "NUM001", "ALN001", id="ALL but a prefix"),
    ],
)
def test_rules_are_selected_by_prefix(selected: list[str], ignored: list[str], there: str, not_there: str) -> None:
    assert there in codes(selected, ignored)
    assert not_there not in codes(selected, ignored)


@pytest.mark.parametrize("name", ["NUM9", "numbers-mismatch", ""])
def test_an_unknown_rule_is_one_clear_error(name: str) -> None:
    with pytest.raises(NotFoundError, match="no rule"):
        select([name], [])


def test_a_rule_is_found_by_code_or_name_whatever_the_case() -> None:
    assert rule_named("num001") is rule_named("number-mismatch")


def test_a_near_miss_is_suggested() -> None:
    with pytest.raises(NotFoundError, match="did you mean 'number-mismatch'"):
        rule_named("numbers-mismatch")
